"""A treatment of the unobserved, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relnet.panel import Panel


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done about cells that nobody observed."""

    name: str = "observed"
    completions: int = 20
    seed: int = 1
    by: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def as_treatment(given: Treatment | str) -> Treatment:
    """Return a treatment, or the one of this name."""
    return given if isinstance(given, Treatment) else Treatment(given)


def completed(panel: Panel, treatment: Treatment) -> tuple[Panel, ...]:  # noqa: ARG001
    """Return the panels that a treatment makes: one, or several completions."""
    return (panel,)
