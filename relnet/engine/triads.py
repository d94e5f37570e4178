"""Counts of dyads, two-paths and closed two-paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine import bits
from relnet.engine.cells import Cells
from relnet.engine.counting import two_paths_in
from relnet.engine.keys import ends

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.engine.keys import Keys

ROWS = 1024
"""Rows of the squared matrix held at once."""
TIES = 2**15
"""Ties whose ends are compared at once."""
MOST = 4096
"""Up to this many actors everyone's partners are kept as a set of all actors."""


class Dyads(NamedTuple):
    """Mutual, asymmetric and null pairs."""

    mutual: int
    asymmetric: int
    null: int


def dyad_census(keys: Keys, observed: Cells) -> Dyads:
    """Count the pairs with two, one and no tie, of those whose two cells are observed.

    Parameters
    ----------
    keys
        Sorted cells that hold a tie, shape ``(m,)``.
    observed
        Cells that were observed.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> dyad_census(np.array([1, 2, 3]), Cells.everything(3))  # 0 ↔ 1, 0 → 2
    Dyads(mutual=1, asymmetric=1, null=1)
    """
    pairs = observed.both_ways
    source, target = ends(keys[pairs.contains(keys)], observed.n)
    dyads = np.sort(np.minimum(source, target) * observed.n + np.maximum(source, target))
    mutual = int((dyads[1:] == dyads[:-1]).sum())
    asymmetric = dyads.size - 2 * mutual
    return Dyads(mutual, asymmetric, len(pairs) // 2 - mutual - asymmetric)


class TwoPaths(NamedTuple):
    """Two-paths a→b→c, a ≠ c, whose closing cell is observed, and those closed by a→c."""

    closed: int
    total: int


def two_paths(ties: sparse.csr_array, observed: Cells | None = None) -> TwoPaths:
    """Count two-paths and the closed ones.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``, ones, no diagonal.
    observed
        Cells in which a closing tie could have been seen; all without.

    Returns
    -------
    TwoPaths
        Both counts.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> two_paths(matrix(np.array([1, 2, 5]), 3))  # 0→1, 0→2, 1→2
    TwoPaths(closed=1, total=1)
    """
    inside = Cells.everything(ties.shape[0]) if observed is None else observed
    return TwoPaths(round(float(_closed(ties).sum())), round(two_paths_in(inside, ties)))


def _closed(ties: sparse.csr_array) -> NDArray[np.float64]:
    """Count for each actor a the paths a→b→c with a tie a→c, by sets of 64 actors a word."""
    n = ties.shape[0]
    source, target = np.repeat(np.arange(n), np.diff(ties.indptr)), ties.indices
    if n > MOST:
        return _closed_by_products(ties)
    after, before = bits.rows(ties), bits.rows(ties.T.tocsr())
    closed = np.zeros(n)
    for start in range(0, source.size, TIES):
        ends = source[start : start + TIES], target[start : start + TIES]
        between = bits.count(after[ends[0]] & before[ends[1]], axis=1)
        closed += np.bincount(ends[0], between, n)
    return closed


def _closed_by_products(ties: sparse.csr_array) -> NDArray[np.float64]:
    """The same for many actors, whose sets would be large."""
    closed = np.empty(ties.shape[0])
    for start in range(0, ties.shape[0], ROWS):
        block = slice(start, start + ROWS)
        closed[block] = (ties[block] @ ties).multiply(ties[block]).sum(axis=1)
    return closed


class PathStrengths(NamedTuple):
    """Mean strength of the two ties of a path, summed over the closed paths and over all."""

    closed: float
    total: float


def two_path_strengths(
    ties: sparse.csr_array, strengths: sparse.csr_array, observed: Cells | None = None
) -> PathStrengths:
    """Sum over the two-paths of the mean strength of their two ties.

    Parameters
    ----------
    ties, strengths
        Adjacency and the strengths of the same ties, shape ``(n, n)``, no diagonal.
    observed
        Cells in which a closing tie could have been seen; all without.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> keys = np.array([1, 2, 5])  # 0→1, 0→2, 1→2
    >>> two_path_strengths(matrix(keys, 3), matrix(keys, 3, np.array([3, 2, 1])))
    PathStrengths(closed=2.0, total=2.0)
    """
    first = _along(strengths, ties, ties, observed)
    second = _along(ties, strengths, ties, observed)
    closed, total = ((a + b) / 2 for a, b in zip(first, second, strict=True))
    return PathStrengths(closed, total)


def _along(
    first: sparse.csr_array,
    second: sparse.csr_array,
    closing: sparse.csr_array,
    observed: Cells | None,
) -> tuple[float, float]:
    """Sum the products of two entries a→b→c over the paths that a→c closes, and over all."""
    n = first.shape[0]
    closed = total = 0.0
    for start in range(0, n, ROWS):
        block = slice(start, start + ROWS)
        square = (first[block] @ second).tocsr()
        closed += float(square.multiply(closing[block]).sum())
        paths = square.tocoo()
        source, target = paths.row + np.int64(start), paths.col
        counted = source != target
        if observed is not None:
            counted &= observed.contains(source * np.int64(n) + target)
        total += float(paths.data[counted].sum())
    return closed, total


def tied_partners(ties: sparse.csr_array) -> NDArray[np.float64]:
    """Count for each actor the ordered pairs of its partners that are tied.

    Parameters
    ----------
    ties
        Adjacency of an undirected graph, shape ``(n, n)``, ones, both ways, no diagonal.

    Returns
    -------
    ndarray of float, shape (n,)
        Twice the number of triangles that the actor is in.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> tied_partners(matrix(np.array([1, 2, 3, 5, 6, 7]), 3))  # a triangle
    array([2., 2., 2.])
    """
    return _closed(ties)


def local_clustering(ties: sparse.csr_array) -> NDArray[np.float64]:
    """Share of the pairs of partners of each actor that are tied.

    Parameters
    ----------
    ties
        Adjacency of an undirected graph, shape ``(n, n)``, ones, both ways, no diagonal.

    Returns
    -------
    ndarray of float, shape (n,)
        NaN for an actor with fewer than two partners.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> local_clustering(matrix(np.array([1, 2, 3, 5, 6, 7]), 3))  # a triangle
    array([1., 1., 1.])
    """
    degree = np.asarray(ties.sum(axis=1), float)
    pairs = degree * (degree - 1)
    shares = np.full(pairs.size, np.nan)
    return np.asarray(np.divide(tied_partners(ties), pairs, out=shares, where=pairs > 0))
