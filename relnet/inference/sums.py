"""Counts of cells in redraws of the actors, without making the redrawn networks.

An actor that is drawn M times brings its cells along M times: a set of cells A counts Σ M_i M_j
A_ij over the positions that drew different actors. Positions that drew the same actor take the
dyad of a random pair; how many of these are of which kind is multinomial. So a redraw takes time
in proportion to the ties, not to the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from relnet.change.align import align, stayers
from relnet.change.counts import compared
from relnet.engine.graph import matrix
from relnet.inference.kinds import kinds_of
from relnet.panel import Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.change import Change
    from relnet.engine.cells import Cells
    from relnet.engine.keys import Keys

    Floats = NDArray[np.float64]
    Columns = NDArray[np.floating]

ROWS = 500
"""How many redraws are counted at once where there is one for each actor."""
EXACT = 4096
"""Up to so many actors, counts of cells are exact in single precision, which is twice as quick."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A set of cells: the members of each class (k, n), the table (k, k) and the exceptions (n, n)."""

    members: sparse.csr_array
    table: Floats
    rest: sparse.csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What is counted: sets of ties, and then the cells that are rated and those possible.

    Attributes
    ----------
    n : int
        Number of actors.
    directed : bool
        Whether cells are counted; else dyads.
    ties : tuple of csr_array, shape (n, n)
        Of a network its rated ties; of a change those formed, dissolved and persisted. Each
        dyad once where undirected.
    cells : tuple of Block
        The rated and the possible cells; of a change, in both waves.
    kinds, counts : ndarray, shape (k, sets) and (k,)
        What a dyad counts for in each set, and how many dyads are like it.
    needed : tuple of bool
        Which of the sets are counted in redraws; the others are NaN.
    """

    n: int
    directed: bool
    ties: tuple[sparse.csr_array, ...]
    cells: tuple[Block, ...]
    kinds: NDArray[np.int64]
    counts: NDArray[np.int64]
    needed: tuple[bool, ...] = (True,) * 5

    @property
    def observed(self) -> Floats:
        """The counts with each actor once (shape ``(1, sets)``)."""
        return (self.counts @ self.kinds).astype(float)[None, :]


def sums_of(x: Network | Change) -> Sums:
    """Return what there is to count of a network, or of the stayers of a change."""
    if isinstance(x, Network):
        seen = x.observation
        return _sums([x.keys[x.is_rated]], [seen.rated, seen.possible], directed=x.directed)
    _, (old, new) = align(x.before, x.after)
    stay, directed = old.present & new.present, x.before.directed
    found = compared(stayers(old, stay), stayers(new, stay), directed=directed)
    ties = [found.formed, found.dissolved, found.persisted]
    return _sums(ties, [found.both, found.possible], directed=directed)


def redrawn(rng: np.random.Generator, size: int, sums: Sums) -> Floats:
    """Return the counts in redraws of the actors (shape ``(size, sets)``)."""
    n = sums.n
    drawn = rng.integers(n, size=(size, n), dtype=np.int32).astype(np.int64)
    places = drawn * size + np.arange(size)[:, None]
    times = np.bincount(places.ravel(), minlength=n * size).reshape(n, size)
    same = (np.einsum("ij,ij->j", times, times) - n) // 2
    kinds = rng.multinomial(same, sums.counts / sums.counts.sum())
    return np.asarray(counted(sums, times) + kinds @ sums.kinds)


def left_out(sums: Sums) -> Floats:
    """Return the counts without each actor in turn (shape ``(n, sets)``)."""
    parts = []
    for start in range(0, sums.n, ROWS):
        without = np.arange(start, min(start + ROWS, sums.n))
        times = np.ones((sums.n, without.size), np.int64)
        times[without, np.arange(without.size)] = 0
        parts.append(counted(sums, times))
    return np.concatenate(parts)


def counted(sums: Sums, times: NDArray[np.int64]) -> Floats:
    """Return the counts over different actors, each so many times.

    Parameters
    ----------
    sums
        What is counted.
    times
        How often each actor stands in each redraw, shape ``(n, size)``.

    Returns
    -------
    ndarray, shape (size, sets)
        The counts.
    """
    columns = times.astype(_precision(sums.n))
    found = np.full((times.shape[1], len(sums.ties) + len(sums.cells)), np.nan)
    for k, ties in enumerate(sums.ties):
        if sums.needed[k]:
            found[:, k] = _products(ties, columns)
    for k, block in enumerate(sums.cells, len(sums.ties)):
        if sums.needed[k]:
            found[:, k] = _block_counts(block, columns) / (1 if sums.directed else 2)
    return found


def _block_counts(block: Block, columns: Columns) -> Floats:
    members = np.asarray(block.members @ columns, float)
    inside = np.asarray(np.einsum("ij,ij->j", block.table @ members, members))
    return inside + _products(block.rest, columns)


def _products(cells: sparse.csr_array, columns: Columns) -> Floats:
    return np.asarray(np.einsum("ij,ij->j", cells @ columns, columns), float)


def _precision(n: int) -> type[np.floating]:
    return np.float32 if n <= EXACT else np.float64


def _sums(ties: Sequence[Keys], cells: Sequence[Cells], *, directed: bool) -> Sums:
    n = cells[0].n
    once = [keys if directed else keys[keys // n < keys % n] for keys in ties]
    kinds, counts = kinds_of(ties, cells, directed=directed)
    blocks = tuple(_block(part) for part in cells)
    matrices = tuple(matrix(keys, n).astype(_precision(n)) for keys in once)
    return Sums(n, directed, matrices, blocks, kinds, counts)


def _block(cells: Cells) -> Block:
    shape = (len(cells.table), cells.n)
    kind = _precision(cells.n)
    ones = np.ones(cells.n, kind)
    members = sparse.csr_array((ones, (cells.classes, np.arange(cells.n))), shape=shape)
    return Block(members, cells.table.astype(float), cells.exceptions().tocsr().astype(kind))
