"""Headings of exports in parts: the question and the row of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DASH = " - "
_OPENING = re.compile(r"\[")


class Heading(NamedTuple):
    """A question and the row of it that a column is on; no row for a question without."""

    question: str
    row: str


def unique(names: Iterable[str]) -> list[str]:
    """Return names of which none is another: the second of two alike ends in ``(2)``.

    Examples
    --------
    >>> unique(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    times: Counter[str] = Counter()
    taken: set[str] = set()
    found = []
    for name in names:
        times[name] += 1
        own = name
        while own in taken:
            own = f"{name} ({times[name]})"
            times[name] += own in taken
        taken.add(own)
        found.append(own)
    return found


def bracketed(text: str) -> list[Heading]:
    """Return the ways to read ``Question [Row]``, the shortest row first."""
    if not text.endswith("]"):
        return []
    openings = list(_OPENING.finditer(text))[:-10:-1]
    ways = [Heading(text[: at.start()].strip(), text[at.end() : -1].strip()) for at in openings]
    return [way for way in ways if way.row]


def dashed(text: str) -> list[Heading]:
    """Return the ways to read ``Question - Row``, the shortest row first."""
    pieces = text.split(DASH)
    cuts = range(len(pieces) - 1, max(len(pieces) - 10, 0), -1)
    ways = [
        Heading(DASH.join(pieces[:cut]).strip(), DASH.join(pieces[cut:]).strip()) for cut in cuts
    ]
    return [way for way in ways if way.question and way.row]


def split(
    texts: Sequence[str], ways: Callable[[str], list[Heading]], least: int = 1
) -> list[Heading]:
    """Return each heading in the parts whose question most other headings have.

    Parameters
    ----------
    texts
        The headings.
    ways
        The ways to read one, such as `bracketed`; the first goes before others.
    least
        How many rows a question has at least; a heading whose question has fewer is a
        question of its own.

    Examples
    --------
    >>> split(["Contact [GGD [Noord]]", "Contact [GGZ]", "Remarks"], bracketed)[0]
    Heading(question='Contact', row='GGD [Noord]')
    """
    read = [ways(text) for text in texts]
    rows: dict[str, set[str]] = {}
    for some in read:
        for way in some:
            rows.setdefault(way.question, set()).add(way.row)
    found = []
    for text, some in zip(texts, read, strict=True):
        best = max(some, key=lambda way: len(rows[way.question]), default=None)
        whole = best is None or len(rows[best.question]) < least
        found.append(Heading(text, "") if best is None or whole else best)
    return found
