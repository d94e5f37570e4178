"""Shortest paths in unweighted graphs, many sources at a time.

The searches run level by level on blocks of sources, so that each level is one product of
the sparse matrix with a dense block, and memory stays at a few blocks of ``n × block``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    Floats = NDArray[np.float64]

BLOCK = 128
"""Sources searched from at once: wide enough to share the memory traffic of a level."""


class Distances(NamedTuple):
    """Sums over the actors that each actor reaches, itself left out (each of shape ``(n,)``)."""

    reached: Floats
    total: Floats
    inverse: Floats


def distances(ties: sparse.csr_array) -> Distances:
    """Sum the distances from each actor along the direction of the ties.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie.

    Returns
    -------
    Distances
        How many actors each reaches, the sum of the distances to them, and the sum of
        the reciprocal distances.
    """
    n = ties.shape[0]
    reached, total, inverse = np.zeros(n), np.zeros(n), np.zeros(n)
    for sources, step, new in _levels(ties):
        count = new.sum(axis=0)
        reached[sources] += count
        total[sources] += step * count
        inverse[sources] += count / step
    return Distances(reached, total, inverse)


def _levels(ties: sparse.csr_array) -> Iterator[tuple[slice, int, NDArray[np.bool_]]]:
    """Yield for each block of sources and each distance who is met there first."""
    n = ties.shape[0]
    backwards = ties.T.tocsr().astype(np.float32)
    for start in range(0, n, BLOCK):
        sources = slice(start, min(start + BLOCK, n))
        width = sources.stop - sources.start
        seen = np.zeros((n, width), np.bool_)
        seen[np.arange(start, sources.stop), np.arange(width)] = True
        new, step = seen.copy(), 0
        while True:
            step += 1
            new = ((backwards @ new.astype(np.float32)) > 0) & ~seen
            if not new.any():
                break
            seen |= new
            yield sources, step, new


def betweenness(ties: sparse.csr_array) -> Floats:
    """Sum for each actor the share of shortest paths between others that pass it.

    Brandes (2001), over all ordered pairs: halve the result for an undirected graph.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie.

    Returns
    -------
    ndarray of float, shape (n,)
        Raw betweenness.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> betweenness(matrix(np.array([1, 5]), 3))  # 0 → 1 → 2
    array([0., 1., 0.])
    """
    n = ties.shape[0]
    backwards = ties.T.tocsr()
    score = np.zeros(n)
    for start in range(0, n, BLOCK):
        score += _dependencies(
            ties, backwards, np.arange(start, min(start + BLOCK, n), dtype=np.int64)
        )
    return score


def _dependencies(
    ties: sparse.csr_array, backwards: sparse.csr_array, sources: NDArray[np.int64]
) -> Floats:
    """Sum the dependencies of a block of sources on each actor."""
    n, own = ties.shape[0], np.arange(sources.size)
    paths = np.zeros((n, sources.size))
    paths[sources, own] = 1.0
    levels = [paths.copy()]
    while True:
        ahead = backwards @ levels[-1]
        ahead[paths > 0] = 0.0
        if not ahead.any():
            break
        paths += ahead
        levels.append(ahead)
    dependency = np.zeros((n, sources.size))
    for depth in range(len(levels) - 1, 0, -1):
        level = levels[depth]
        share = np.divide(1.0 + dependency, level, out=np.zeros_like(level), where=level > 0)
        dependency += (ties @ share) * levels[depth - 1]
    dependency[sources, own] = 0.0
    return np.asarray(dependency.sum(axis=1))
