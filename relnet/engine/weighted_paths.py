"""Shortest paths along ties that have a length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csgraph

from relnet.engine.paths import Distances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    Floats = NDArray[np.float64]

BLOCK = 128
"""Sources searched from at once."""


def distances(lengths: sparse.csr_array) -> Distances:
    """Sum the lengths of the shortest paths from each actor.

    Parameters
    ----------
    lengths
        Length of each tie, shape ``(n, n)``, above zero.

    Returns
    -------
    Distances
        As `relnet.engine.paths.distances`, in the unit of the lengths.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> ties = matrix(np.array([1, 2, 5]), 3, np.array([1.0, 5.0, 2.0]))  # 0 → 1 → 2, 0 → 2
    >>> distances(ties).total
    array([4., 2., 0.])
    """
    sums = np.zeros((4, lengths.shape[0]))
    for sources, found in _searched(lengths):
        others = np.isfinite(found) & (found > 0)
        inverse = np.divide(1.0, found, out=np.zeros_like(found), where=others)
        met = np.where(others, found, 0.0)
        sums[:, sources] = others.sum(axis=1), met.sum(axis=1), inverse.sum(axis=1), met.max(axis=1)
    return Distances(*sums)


def _searched(lengths: sparse.csr_array) -> Iterator[tuple[NDArray[np.int64], Floats]]:
    """Yield blocks of sources and their distances to everyone, infinite where there is no path."""
    n = lengths.shape[0]
    for start in range(0, n, BLOCK):
        sources = np.arange(start, min(start + BLOCK, n))
        yield sources, csgraph.dijkstra(lengths, indices=sources)


def betweenness(lengths: sparse.csr_array) -> Floats:
    """Sum for each actor the share of shortest paths between others that pass it.

    Over all ordered pairs: halve the result for an undirected graph. A tie is on a shortest
    path from a source if it leads exactly from the distance of its one end to that of the
    other, so that the lengths must add up exactly (see `relnet.engine.lengths`).

    Parameters
    ----------
    lengths
        Length of each tie, shape ``(n, n)``, above zero.

    Returns
    -------
    ndarray of float, shape (n,)
        Raw betweenness.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> betweenness(matrix(np.array([1, 2, 5]), 3, np.array([1.0, 5.0, 2.0])))
    array([0., 1., 0.])
    """
    score = np.zeros(lengths.shape[0])
    tail = np.repeat(np.arange(score.size), np.diff(lengths.indptr))
    for sources, found in _searched(lengths):
        distance = np.where(np.isfinite(found), found, np.nan).T.copy()
        arrived = distance[tail]
        arrived += lengths.data[:, None]
        tie, source = np.nonzero(arrived == distance[lengths.indices])
        starts = sources * sources.size + np.arange(sources.size)
        states = tail[tie] * sources.size + source, lengths.indices[tie] * sources.size + source
        score += _dependencies(*states, starts, distance.size).reshape(score.size, -1).sum(axis=1)
    return score


def _dependencies(
    tail: NDArray[np.int64], head: NDArray[np.int64], starts: NDArray[np.int64], size: int
) -> Floats:
    """Sum what each source depends on each actor, along the ties that its shortest paths take.

    A state is an actor seen from a source. Paths are counted by their number of ties; with g =
    dependency / paths of a state, g is the sum over the states after it of 1 / paths + g.
    """
    step: Floats = np.zeros(size)
    step[starts] = 1.0
    paths = step.copy()
    while (step := _carried(tail, head, step)).any():
        paths += step
    back: Floats = np.divide(1.0, paths, out=np.zeros(size), where=paths > 0)
    share = np.zeros(size)
    while (back := _carried(head, tail, back)).any():
        share += back
    share[starts] = 0.0
    return share * paths


def _carried(origin: NDArray[np.int64], goal: NDArray[np.int64], values: Floats) -> Floats:
    """The values of the origins, added up at the goals."""
    return np.asarray(np.bincount(goal, values[origin], values.size), float)
