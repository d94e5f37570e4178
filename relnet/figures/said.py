"""Words that several figures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.layouts import DEFAULT_RELATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Network
    from relnet.wording import Wording

MOST_NAMED = 25
"""How many names of a kind a description has."""


def relation_called(network: Network, words: Wording) -> str:
    """Return the name of a relation; one that the survey does not name is just ties."""
    unnamed = network.relation == DEFAULT_RELATION
    return words("caption.relation") if unnamed else network.relation


def with_capital(text: str) -> str:
    """Return a text that begins with a capital.

    Examples
    --------
    >>> with_capital("sector")
    'Sector'
    """
    return text[:1].upper() + text[1:]


def named_in(names: Sequence[str], words: Wording) -> str:
    """Return names in one text, of very many the first."""
    told = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return words("word.and_more", names=told, n=rest) if rest > 0 else told


def from_to(waves: Sequence[str]) -> str:
    """Return the first and the last of several waves.

    Examples
    --------
    >>> from_to(["2019", "2021", "2023"])
    '2019–2023'
    """
    return waves[0] if len(waves) == 1 else f"{waves[0]}–{waves[-1]}"
