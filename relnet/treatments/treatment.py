"""A treatment of the unobserved, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from relnet.errors import UsageError
from relnet.panel import treatment_name
from relnet.wording import Phrase, Wording, expect, unknown

NAMES = ("observed", "complete", "reconstruct", "null", "impute")
"""The treatments, from the one that assumes nothing."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done about the cells that nobody observed.

    Parameters
    ----------
    name
        ``"observed"``: they stay unobserved. ``"complete"``: actors that did not answer are
        left out. ``"reconstruct"``: a cell takes what the partner reports. ``"null"``:
        they are no tie. ``"impute"``: they are drawn from a model, several times.
    completions
        How many times they are drawn.
    seed
        Where the draws start: the same seed gives the same completions.
    by
        Attributes of the actors that the model knows. All three are for ``"impute"`` alone.

    Raises
    ------
    UsageError
        If the name is unknown, or there is no completion.

    See Also
    --------
    treat : Treat a network or a panel.
    impute : Draw completions of a panel.

    Examples
    --------
    >>> print(Treatment("null").describe())
    unobserved = no tie
    """

    name: str = "observed"
    completions: int = 20
    seed: int = 1
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.name not in NAMES:
            raise unknown("treatment", self.name, NAMES)
        for what in ("completions", "seed"):
            least, value = int(what == "completions"), getattr(self, what)
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise UsageError(Phrase(f"usage.treat.{what}", value=repr(value)))
        given: Any = self.by
        names = (given,) if isinstance(given, str) else tuple(given)
        for name in names:
            expect(name, str, "attribute_name")
        object.__setattr__(self, "by", names)

    def describe(self, words: Wording | None = None) -> str:
        """Return in words what is done; in English without a language."""
        return treatment_name(self.name, words or Wording())

    def __str__(self) -> str:
        """The name."""
        return self.name


def as_treatment(given: Treatment | str) -> Treatment:
    """Return a treatment, or the one of this name.

    Raises
    ------
    UsageError
        If there is none of this name.

    Examples
    --------
    >>> as_treatment("null").name
    'null'
    """
    return given if isinstance(given, Treatment) else Treatment(given)
