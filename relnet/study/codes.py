"""The answers of a question as numbers: codes, labels, and what says nothing."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from relnet.rules import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.study.study import Answer, Code, Question


def normal(text: object) -> str:
    """Return an answer as answers are compared: without case, accents or double spaces.

    Examples
    --------
    >>> normal("  Eén  keer per MAAND "), normal(2.0)
    ('een keer per maand', '2')
    """
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    plain = unicodedata.normalize("NFKD", str(text).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def values(question: Question) -> dict[str, float]:
    """Return the number of each answer by its code and by its labels (as `normal` has them).

    Codes that are numbers are their own; other codes are numbered from 1, the weakest, and
    0 among them is no tie.
    """
    found: dict[str, float] = {}
    for answer, value in zip(_weakest_first(question), numbers(question), strict=True):
        for text in (answer.code, answer.nl, answer.en):
            if text != "":
                found.setdefault(normal(text), value)
    return found


def numbers(question: Question) -> list[float]:
    """Return the number of each answer, the weakest first."""
    codes = [as_number(answer.code) for answer in _weakest_first(question)]
    if all(code is not None for code in codes):
        return [float(code) for code in codes if code is not None]
    none = [code == 0 for code in codes]
    return [0.0 if no else float(k - sum(none[:k])) for k, no in enumerate(none, 1)]


def is_numeric(question: Question) -> bool:
    """Whether all codes are numbers."""
    return all(as_number(answer.code) is not None for answer in question.scale)


def scale_of(question: Question) -> Scale | None:
    """Return the scale that the answers other than 0 make; ``None`` where they make none."""
    ends = [number for number in numbers(question) if number != 0]
    return Scale(ends[0], ends[-1]) if len(set(ends)) > 1 else None


def is_ordered(question: Question) -> bool:
    """Whether the numbers grow or fall from the weakest to the strongest, 0 being the weakest."""
    codes = numbers(question)
    rest = codes[1:] if codes and codes[0] == 0 else codes
    return 0 not in rest and _runs(rest)


def as_number(code: Code) -> float | None:
    """Return the number that a code is, or is written as."""
    try:
        value = float(str(code).replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _weakest_first(question: Question) -> Sequence[Answer]:
    return question.scale[::-1] if question.reversed else question.scale


def _runs(codes: Sequence[float]) -> bool:
    return list(codes) in (sorted(set(codes)), sorted(set(codes), reverse=True))
