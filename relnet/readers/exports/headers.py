"""The texts of headers: on one line, what they share, and what stands in brackets."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def one_line(text: str) -> str:
    r"""Return a text of a header without mark-up, on one line.

    Examples
    --------
    >>> one_line("<b>GGD</b>\n Lindeland &amp; co")
    'GGD Lindeland & co'
    """
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def beginning(texts: Sequence[str]) -> str:
    """Return how all texts begin.

    Examples
    --------
    >>> beginning(["GGD Noord", "GGD Zuid"])
    'GGD '
    """
    first, last = min(texts), max(texts)
    same = (k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b)
    return first[: next(same, min(len(first), len(last)))]


def common_stem(texts: Sequence[str], separators: Sequence[str] = (" - ", "-")) -> str:
    """Return how all texts begin, up to and with the last separator that they share.

    Examples
    --------
    >>> common_stem(["Met wie - en hoe - GGD", "Met wie - en hoe - Gemeente"])
    'Met wie - en hoe - '
    """
    shared = beginning(texts)
    for separator in separators:
        at = shared.rfind(separator)
        if at > 0:
            return shared[: at + len(separator)]
    return ""


def are_slots(rows: Sequence[str]) -> bool:
    """Whether rows are numbered places: the same but for their numbers.

    Examples
    --------
    >>> are_slots(["Partner 1", "Partner 2"]), are_slots(["GGD", "Gemeente"])
    (True, False)
    """
    bare = {re.sub(r"\d+", "#", row) for row in rows}
    return len(set(rows)) > 1 and len(bare) == 1


def brackets(text: str) -> tuple[str, list[str]]:
    """Split a header into what stands before its brackets at the end, and within them.

    Examples
    --------
    >>> brackets("Contact [GGD [Noord]][Scale 1]")
    ('Contact', ['GGD [Noord]', 'Scale 1'])
    """
    parts: list[str] = []
    end = len(text)
    while end and text[end - 1] == "]":
        depth = 0
        for at in range(end - 1, -1, -1):
            depth += (text[at] == "]") - (text[at] == "[")
            if depth == 0:
                break
        else:
            break
        parts.append(text[at + 1 : end - 1].strip())
        end = at
    return text[:end].strip(), parts[::-1]
