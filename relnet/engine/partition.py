"""Partitions into core and periphery, and how well they fit the ideal pattern.

How well a partition fits depends on two numbers alone, the cells and the ties within the
periphery, which change by one row when one actor changes sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray
    from scipy import sparse

    from relnet.engine.cells import Cells
    from relnet.engine.keys import Flags

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Ideal:
    """What is compared with the ideal pattern, which is 1 but for 0 within the periphery.

    Attributes
    ----------
    ties : scipy.sparse.csr_array, shape (n, n)
        Ties between two actors, both ways together.
    table, classes, exceptions
        Rated cells between two actors, both ways together, as in `Cells`.
    n_ties, n_cells : float
        Rated ties and cells.
    """

    ties: sparse.csr_array
    table: Ints
    classes: Ints
    exceptions: sparse.csr_array
    n_ties: float
    n_cells: float

    @classmethod
    def of(cls, ties: sparse.csr_array, rated: Cells) -> Ideal:
        """Of the ties in rated cells (shape ``(n, n)``, ones, no diagonal) and these cells."""
        table = rated.table.astype(np.int64)
        exceptions = rated.exceptions().tocsr()
        return cls(
            (ties + ties.T).tocsr(),
            table + table.T,
            rated.classes,
            (exceptions + exceptions.T).tocsr(),
            float(ties.sum()),
            float(len(rated)),
        )

    @property
    def n(self) -> int:
        """Number of actors."""
        return int(self.classes.size)

    def row(self, actor: int) -> tuple[Floats, Floats]:
        """Ties and rated cells between an actor and each (both of shape ``(n,)``)."""
        block = self.table[self.classes[actor]][self.classes]
        return _row(self.ties, actor), np.asarray(block + _row(self.exceptions, actor))

    def fit(self, ties: ArrayLike, cells: ArrayLike) -> Floats:
        """Pearson's r with the pattern, given what is within the periphery; -inf if undefined."""
        ties, cells = np.asarray(ties, float), np.asarray(cells, float)
        spread = cells * (self.n_cells - cells)
        scale = np.sqrt(self.n_ties * (self.n_cells - self.n_ties) * np.maximum(spread, 1))
        fit = (self.n_ties * cells - ties * self.n_cells) / scale
        return np.asarray(np.where(spread > 0, fit, -np.inf))

    def split(self, core: Flags) -> Split:
        """The partition of which this is the core (shape ``(n,)``)."""
        outside = np.where(core, 0.0, 1.0)
        sizes = np.bincount(self.classes, outside, len(self.table))
        tied = np.asarray(self.ties @ outside)
        rated = np.asarray((self.table @ sizes)[self.classes] + self.exceptions @ outside)
        ties, cells = (float(outside @ each) / 2 for each in (tied, rated))
        return Split(self, core.copy(), tied, rated, ties, cells)

    def cuts(self, order: NDArray[np.intp]) -> Floats:
        """The fit with the first of an order as the core, for each number of them."""
        n = self.n
        rank = np.empty(n, np.intp)
        rank[order] = np.arange(n)
        ties, exceptions = (_left(matrix, rank) / 2 for matrix in (self.ties, self.exceptions))
        sizes = np.zeros((n + 1, len(self.table)))
        sizes[np.arange(n), self.classes[order]] = 1
        sizes = sizes[::-1].cumsum(axis=0)[::-1]
        return self.fit(ties, exceptions + ((sizes @ self.table) * sizes).sum(axis=1) / 2)


def _row(matrix: sparse.csr_array, row: int) -> Floats:
    values = np.zeros(matrix.shape[1])
    inside = slice(matrix.indptr[row], matrix.indptr[row + 1])
    values[matrix.indices[inside]] = matrix.data[inside]
    return values


def _left(matrix: sparse.csr_array, rank: NDArray[np.intp]) -> Floats:
    """Sum of the entries among those from each rank on (shape ``(n + 1,)``)."""
    entries = matrix.tocoo()
    first = np.minimum(rank[entries.row], rank[entries.col])
    sums = np.bincount(first, entries.data, rank.size + 1)
    return np.asarray(sums[::-1].cumsum()[::-1])


@dataclass(slots=True, eq=False)
class Split:
    """A partition that changes: its core, and what there is within its periphery.

    Attributes
    ----------
    ideal : Ideal
        What is partitioned.
    core : ndarray of bool, shape (n,)
        Who is in the core.
    tied, rated : ndarray of float, shape (n,)
        Ties and rated cells between each actor and the periphery.
    ties, cells : float
        Ties and rated cells within the periphery.
    """

    ideal: Ideal
    core: Flags
    tied: Floats
    rated: Floats
    ties: float
    cells: float

    @property
    def fit(self) -> float:
        """How well it fits."""
        return float(self.ideal.fit(self.ties, self.cells))

    @property
    def size(self) -> int:
        """Number of actors in the core."""
        return int(self.core.sum())

    def copy(self) -> Split:
        """Another that changes by itself."""
        core, tied, rated = self.core.copy(), self.tied.copy(), self.rated.copy()
        return Split(self.ideal, core, tied, rated, self.ties, self.cells)

    def move(self, actor: int) -> None:
        """Put an actor on the other side."""
        sign = 1 if self.core[actor] else -1
        tied, rated = self.ideal.row(actor)
        self.ties += sign * self.tied[actor]
        self.cells += sign * self.rated[actor]
        self.tied += sign * tied
        self.rated += sign * rated
        self.core[actor] = not self.core[actor]

    def moved(self) -> Floats:
        """The fit with each actor on the other side (shape ``(n,)``)."""
        sign = np.where(self.core, 1, -1)
        return self.ideal.fit(self.ties + sign * self.tied, self.cells + sign * self.rated)

    def swapped(self) -> Iterator[tuple[int, Floats]]:
        """Yield each of the core, and the fits when it changes places with one of the periphery."""
        for actor in np.flatnonzero(self.core).tolist():
            tied, rated = self.ideal.row(actor)
            ties = self.ties + self.tied[actor] - self.tied - tied
            cells = self.cells + self.rated[actor] - self.rated - rated
            yield actor, np.where(self.core, -np.inf, self.ideal.fit(ties, cells))
