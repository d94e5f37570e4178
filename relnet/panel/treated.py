"""What a treatment of the unobserved made of a network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relnet.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells


@dataclass(frozen=True, eq=False)
class Treated:
    """What was done about the cells of a network that nobody observed.

    Attributes
    ----------
    name
        The treatment: ``"complete"``, ``"reconstruct"``, ``"null"`` or ``"impute"``.
    filled : Cells
        The cells that were unknown and that it filled in: assumed, not observed.
    completion : int or None
        Which completion it is, from 1, where there are several.
    model
        The model that the completion was drawn from; empty for all but ``"impute"``.
    dropped : tuple of str
        The actors that it left out.
    """

    name: str
    filled: Cells
    completion: int | None = None
    model: str = ""
    dropped: tuple[str, ...] = ()

    def equals(self, other: Treated) -> bool:
        """Whether both did the same."""
        mine, theirs = ((one.name, one.completion, one.model, one.dropped) for one in (self, other))
        return mine == theirs and self.filled.equals(other.filled)

    def reindex(self, positions: NDArray[np.int64]) -> Treated:
        """Express in other actors: index of each here, -1 for one that is absent."""
        return replace(self, filled=self.filled.reindex(positions))

    def describe(self, words: Wording) -> str:
        """Return in words what was done."""
        said = treatment_name(self.name, words)
        if self.completion is None:
            return said
        return words("treatment.completion", treatment=said, number=self.completion)

    def __str__(self) -> str:
        """The treatment in English."""
        return self.describe(Wording())


def treatment_name(name: str, words: Wording) -> str:
    """Return in words what a treatment does.

    Examples
    --------
    >>> treatment_name("null", Wording("nl"))
    'niet gemeten = geen relatie'
    """
    return words(f"treatment.{name}")


def same_treated(mine: Treated | None, theirs: Treated | None) -> bool:
    """Whether two networks were treated alike, or neither was."""
    if mine is None or theirs is None:
        return mine is theirs
    return mine.equals(theirs)
