"""Texts that would tell a hidden name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from relnet.errors import UsageError, quoted
from relnet.organisations.normal import words_of
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.panel import Network, Panel

SHORTEST = 2
"""Letters that a name has at least to be looked for in other texts."""


@dataclass(frozen=True)
class Hidden:
    """Names that no text may hold.

    Examples
    --------
    >>> hidden = Hidden(frozenset({"St. Jan", "A"}))
    >>> hidden.is_told("Opening of the ST JAN hospital"), hidden.is_told("Plan A")
    (True, False)
    >>> hidden.is_told_by_value("A")
    True
    """

    names: frozenset[str]

    @cached_property
    def _words(self) -> dict[int, set[tuple[str, ...]]]:
        """The words of each name that is long enough, by how many there are."""
        found: dict[int, set[tuple[str, ...]]] = {}
        for name in self.names:
            words = words_of(name)
            if sum(map(len, words)) >= SHORTEST:
                found.setdefault(len(words), set()).add(words)
        return found

    def is_told(self, text: str) -> bool:
        """Whether a text holds the words of a name, however they are written."""
        words = words_of(text)
        return any(
            words[k : k + size] in known
            for size, known in self._words.items()
            for k in range(len(words) - size + 1)
        )

    def is_told_by_value(self, value: object) -> bool:
        """Whether a value of an attribute is a name, or a text that holds one."""
        return isinstance(value, str) and (value in self.names or self.is_told(value))


def check_labels(panel: Panel, hidden: Hidden) -> None:
    """Refuse a wave, a relation or a layer that holds a hidden name: all that is shown has it.

    Raises
    ------
    UsageError
        If one does.
    """
    for network in panel:
        for what, text in _labels(network):
            if hidden.is_told(text):
                label = Phrase(f"word.label.{what}")
                raise UsageError(Phrase("usage.privacy.label", what=label, name=quoted(text)))


def _labels(network: Network) -> Iterator[tuple[str, str]]:
    yield "wave", network.wave
    yield "relation", network.relation
    for layer in (*(network.rule.layers or ()), *dict(network.rule.weights or ())):
        yield "layer", layer
    if network.lineage is not None:
        yield "wave", network.lineage.terms
        for step in network.lineage.steps:
            yield "wave", step.wave
    if network.treated is not None:
        yield "treatment", str(network.treated.model)
