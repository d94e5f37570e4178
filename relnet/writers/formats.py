"""What a file format is to a panel: how it is written, and what of the panel it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from relnet._registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.panel import Panel

BASIC = frozenset({"names", "direction"})
"""What nearly every format holds."""
TIES_AND_ACTORS = frozenset({"strength", "attributes", "attributes by wave", "answered"})
"""What a format holds that knows ties and actors, and nothing of how they came about."""
PARTS = (
    "names",
    "direction",
    "strength",
    "attributes",
    "attributes by wave",
    "answered",
    "assumed",
    "observation",
    "events",
    "milestones",
    "rule",
    "lineage",
)
"""What a panel has beyond its waves, relations and ties, and a format may not hold."""


class Write(Protocol):
    """Writes a panel."""

    def __call__(self, panel: Panel) -> Mapping[str, bytes]:
        """Return the files by what follows the stem of the target: one under ``""`` is it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that panels are written in.

    Attributes
    ----------
    endings
        Of its files, the usual one first; a format is taken by the ending of the target
        where it is the first that has it.
    write
        Panel → files, by what follows the stem of the target; the key ``""`` is the target.
    holds
        Which of `PARTS` can be read back from it, besides the names of actors and the
        direction of ties.
    lacks
        Which of these two cannot.
    """

    endings: tuple[str, ...]
    write: Write
    holds: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()

    @property
    def held(self) -> frozenset[str]:
        """All of `PARTS` that can be read back."""
        return self.holds | (BASIC - self.lacks)


WRITERS: Registry[Format] = Registry("writer", group="relnet.writers")
"""Formats by name; where two have one ending, the first registered is taken for it."""
