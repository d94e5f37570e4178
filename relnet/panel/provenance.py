"""In terms of which organisations a network is, and what was applied to it for that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from relnet.errors import printable
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from relnet.wording import Value, Wording

INTERNALISED = ("actor", "source", "target", "strength")
JOINT = " + "
"""Between the names of what only together was one organisation."""
MOST_STEPS = 8
"""How many events a sentence names."""
COMMON = "common"
"""Terms of the coarsest organisations that all waves have in common."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event that was applied to a network, or undone.

    Attributes
    ----------
    wave
        The first wave at which it shows.
    event
        ``"merge"``, ``"split"`` or ``"rename"``.
    actors, into : tuple of str
        What became what.
    undone
        Whether the network is of after the event, and was taken back before it.

    Examples
    --------
    >>> print(Step("2023", "merge", ("A", "B"), ("C",)))
    A + B → C (2023)
    """

    wave: str
    event: str
    actors: tuple[str, ...]
    into: tuple[str, ...]
    undone: bool = False

    @property
    def ends(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What was there before it, and after it."""
        return self.actors, self.into

    @property
    def names(self) -> set[str]:
        """Every organisation that it is about."""
        return {*self.actors, *self.into}

    def as_dict(self) -> dict[str, Any]:
        """Return the step in JSON's own types."""
        names = {"actors": list(self.actors), "into": list(self.into)}
        return {"wave": self.wave, "event": self.event, **names, "undone": self.undone}

    def __str__(self) -> str:
        arrow = "←" if self.undone else "→"
        before, after = (JOINT.join(printable(name, 100) for name in ends) for ends in self.ends)
        return f"{before} {arrow} {after} ({printable(self.wave, 100)})"


@dataclass(frozen=True, eq=False)
class Lineage:
    """In terms of which organisations a network is.

    Attributes
    ----------
    terms
        The wave whose organisations these are, or ``"common"``: those that all waves have in
        common.
    strength
        How the strengths of pooled ties were combined.
    steps : tuple of Step
        The events that were applied to this network, in order; none where its own
        organisations are already those.
    internalised : DataFrame
        ``actor, source, target, strength``: the known ties that fell inside one
        organisation, `actor`; an undirected one stands once.
    """

    terms: str
    strength: str
    steps: tuple[Step, ...] = ()
    _internalised: pd.DataFrame | None = None

    @property
    def internalised(self) -> pd.DataFrame:
        """The ties that fell inside one organisation."""
        if self._internalised is None:
            return pd.DataFrame(columns=INTERNALISED)
        return self._internalised.copy(deep=False)

    def equals(self, other: Lineage) -> bool:
        """Whether both applied the same, for the same terms."""
        mine, theirs = ((one.terms, one.strength, one.steps) for one in (self, other))
        return mine == theirs and self.internalised.equals(other.internalised)

    def __str__(self) -> str:
        """The terms and the steps, on one line."""
        told = ", ".join(map(str, self.steps))
        return f"in terms of {self.terms}{': ' if told else ''}{told}"

    def as_dict(self) -> dict[str, Any]:
        """Return the lineage in JSON's own types; the internalised ties are counted."""
        return {
            "terms": self.terms,
            "strength": self.strength,
            "steps": [step.as_dict() for step in self.steps],
            "internalised": len(self.internalised),
        }


def same_lineage(mine: Lineage | None, theirs: Lineage | None) -> bool:
    """Whether two networks were made in the same way; where nothing was applied, they were."""
    applied = [one for one in (mine, theirs) if one is not None and one.steps]
    return not applied or (len(applied) == 2 and applied[0].equals(applied[1]))


def among(lineage: Lineage | None, actors: Collection[str]) -> Lineage | None:
    """Return the lineage of a part of a network: what these organisations were, and their ties.

    Of organisations that are not in the part it says nothing, but for those that one in it
    was part of or became.
    """
    if lineage is None:
        return None
    steps = _steps_of(lineage.steps, actors)
    inside = lineage.internalised
    return replace(lineage, steps=steps, _internalised=inside[inside["actor"].isin(list(actors))])


def _steps_of(steps: tuple[Step, ...], actors: Collection[str]) -> tuple[Step, ...]:
    """The steps that lead to these organisations, one after the other or several together."""
    named = {part for name in actors for part in (name, *name.split(JOINT))}
    reached = connected(named, (step.names for step in steps)) if steps else set()
    return tuple(step for step in steps if step.names & reached)


def connected(names: Collection[str], links: Iterable[set[str]]) -> set[str]:
    """Return names with all that links lead to.

    Examples
    --------
    >>> sorted(connected({"A"}, [{"B", "C"}, {"A", "B"}, {"D", "E"}]))
    ['A', 'B', 'C']
    """
    found, rest = set(names), list(links)
    while True:
        reached = [link for link in rest if link & found]
        if not reached:
            return found
        found = found.union(*reached)
        rest = [link for link in rest if not link <= found]


def describe_lineage(terms: str, steps: Iterable[Step], words: Wording) -> str:
    """Return in words in terms of which organisations something is, and by which events.

    Examples
    --------
    >>> from relnet.wording import Wording
    >>> describe_lineage("2023", [Step("2023", "rename", ("A",), ("B",))], Wording("nl"))
    'In de organisaties van 2023: A → B (2023).'
    """
    every = list(map(str, steps))
    told: Value = ", ".join(every[:MOST_STEPS])
    if len(every) > MOST_STEPS:
        told = Phrase("word.and_more", names=told, n=len(every) - MOST_STEPS)
    if terms == COMMON:
        return Phrase("lineage.common", steps=told).describe(words)
    return Phrase("lineage.wave", terms=printable(terms, 200), steps=told).describe(words)
