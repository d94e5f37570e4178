"""Words that hold values, as data that can be told in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from relnet.wording.wording import Wording

MILLION = 1_000_000
"""From here on the digits of a count are grouped."""


@dataclass(frozen=True, slots=True, init=False)
class Phrase:
    """A sentence, or words that stand in one.

    Parameters
    ----------
    key
        Of the words in the catalogues.
    **values
        What they hold; `n` decides on the plural.

    Examples
    --------
    >>> roster = Phrase("word.list.roster")
    >>> print(roster, "/", roster.describe(Wording("nl")))
    the roster / de deelnemerslijst
    """

    key: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, key: str, /, **values: Value) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "values", tuple(values.items()))

    def describe(self, words: Wording) -> str:
        """Return the words in a language."""
        given = dict(self.values)
        n = given.get("n")
        pattern = words.pattern(self.key, n if isinstance(n, int) else None)
        return pattern.format(**{name: in_words(value, words) for name, value in given.items()})

    def __str__(self) -> str:
        """The words in English."""
        return self.describe(Wording())


Value: TypeAlias = str | int | float | Phrase
"""What a sentence holds: text that is safe to print, a count, an answer, other words."""


def in_words(value: Value, words: Wording) -> str:
    """Return a value as a language writes it; an answer as the files hold it, ungrouped."""
    if isinstance(value, Phrase):
        return value.describe(words)
    if isinstance(value, float):
        return f"{value:g}".replace(".", words.number(0.5)[1])
    return words.number(value) if isinstance(value, int) and value >= MILLION else str(value)
