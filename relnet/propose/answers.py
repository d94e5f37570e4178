"""The answers that files hold, as a scale that a person can correct."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from relnet.readers.values import number
from relnet.study.codes import normal

if TYPE_CHECKING:
    import pandas as pd

MOST_ANSWERS = 12
"""Different answers beyond which they are no scale but amounts."""
WORDS = (
    ("nooit", "never", "geen", "none"),
    ("zelden", "rarely", "seldom"),
    ("jaarlijks", "yearly", "annually", "paar keer per jaar", "a few times a year", "soms",
     "sometimes"),
    ("per kwartaal", "quarterly", "elk kwartaal"),
    ("maandelijks", "monthly", "regelmatig", "regularly"),
    ("wekelijks", "weekly", "vaak", "often"),
    ("dagelijks", "daily", "altijd", "always"),
)  # fmt: skip
"""Words for how often, from the weakest to the strongest."""
DONT_KNOW = frozenset(
    {"weet niet", "weet ik niet", "don't know", "do not know", "dont know", "onbekend", "unknown",
     "geen antwoord", "no answer", "geen mening", "no opinion"}
)  # fmt: skip
NOT_APPLICABLE = frozenset(
    {"niet van toepassing", "n.v.t.", "nvt", "not applicable", "n/a", "n.a."}
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What seems to be a scale.

    Attributes
    ----------
    codes
        From the weakest to the strongest, as far as can be told.
    dont_know, not_applicable
        Codes that seem to be no answer.
    ordered
        Whether the order could be told.
    also
        Words that were found beside codes that are numbers.
    none
        A word that says that there is no tie.
    """

    codes: tuple[str, ...] = ()
    dont_know: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    ordered: bool = True
    also: tuple[str, ...] = ()
    none: str = ""


def answers_of(texts: pd.Series[str]) -> Answers:
    """Return the scale that the answers of a question seem to make.

    Examples
    --------
    >>> import pandas as pd
    >>> answers_of(pd.Series(["3", "1", "2", "9", "", "4"]))
    Answers(codes=('1', '2', '3', '4'), dont_know=('9',), not_applicable=(), ordered=True, also=(), none='')
    >>> answers_of(pd.Series(["wekelijks", "nooit", "weet niet", "Maandelijks"])).codes
    ('Maandelijks', 'wekelijks')
    """
    distinct = [str(text) for text in texts.unique() if text != ""]
    unknown = [text for text in distinct if normal(text) in DONT_KNOW]
    not_possible = [text for text in distinct if normal(text) in NOT_APPLICABLE]
    rest = [text for text in distinct if text not in {*unknown, *not_possible}]
    values = {text: number(text) for text in rest}
    numbers = sorted({float(value) for value in values.values() if value is not None})
    words = [text for text in rest if values[text] is None]
    if len(numbers) > 1 or not words:
        return replace(_numbers(numbers, unknown, not_possible), also=tuple(words))
    if len(rest) > MOST_ANSWERS:
        return Answers((), tuple(unknown), tuple(not_possible), ordered=False)
    places = {text: _place(text) for text in rest}
    ordered = all(place is not None for place in places.values())
    kept = sorted(rest, key=lambda text: places[text] or 0) if ordered else rest
    none = next((text for text in kept if places[text] == 0), "")
    once = {normal(text): text for text in kept[::-1] if places[text] != 0}
    codes = tuple(once.values())[::-1]
    return Answers(codes, tuple(unknown), tuple(not_possible), ordered=ordered, none=none)


def _numbers(numbers: list[float], unknown: list[str], not_possible: list[str]) -> Answers:
    """Numbers, those apart that lie far above the others or below 0."""
    positive = [value for value in numbers if value >= 0]
    kept = positive[:1]
    for below, value in pairwise(positive):
        if value - below > 2 and value in {6, 7, 8, 9, 66, 77, 88, 98, 99, 999} and len(kept) > 1:
            break
        kept.append(value)
    apart = [value for value in numbers if value not in kept]
    whole = all(value.is_integer() for value in kept)
    if not whole or len(kept) > MOST_ANSWERS or kept in ([1.0], [0.0, 1.0]):
        kept = []
    texts = tuple(f"{value:g}" for value in apart)
    return Answers(tuple(f"{v:g}" for v in kept), (*unknown, *texts), tuple(not_possible))


def _place(text: str) -> int | None:
    """Where a word for how often stands among the others."""
    plain = normal(text)
    return next((k for k, words in enumerate(WORDS) if plain in words), None)
