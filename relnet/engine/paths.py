"""Shortest paths in unweighted graphs, many sources at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine import bits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.engine.keys import Keys

    Floats = NDArray[np.float64]

BLOCK = 64
"""Sources counted from at once: wide enough to share the memory traffic of a level."""
WORDS = 8
"""Words of actors searched for at once."""


class Distances(NamedTuple):
    """Sums over the actors that each actor reaches, itself left out (each of shape ``(n,)``)."""

    reached: Floats
    total: Floats
    inverse: Floats
    farthest: Floats


def distances(ties: sparse.csr_array) -> Distances:
    """Sum the distances from each actor along the direction of the ties.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie.

    Returns
    -------
    Distances
        How many actors each reaches, the sum of the distances to them, the sum of the
        reciprocal distances, and the largest distance; all 0 where it reaches none.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> distances(matrix(np.array([1, 5]), 3)).total  # 0 → 1 → 2
    array([3., 1., 0.])
    """
    reached, total, inverse, farthest = np.zeros((4, ties.shape[0]))
    for step, new in _met(ties):
        reached += new
        total += step * new
        inverse += new / step
        np.maximum(farthest, step, out=farthest, where=new > 0)
    return Distances(reached, total, inverse, farthest)


def within(ties: sparse.csr_array, steps: int) -> Floats:
    """Count the others that each actor reaches in so many steps or fewer (shape ``(n,)``)."""
    return np.asarray(sum((new for _, new in _met(ties, steps)), np.zeros(ties.shape[0])))


def _met(ties: sparse.csr_array, most: int | None = None) -> Iterator[tuple[int, Keys]]:
    """Yield, for a block of actors at a time, how many of them each meets first at each step.

    Whom an actor reaches in one step more is the union of whom those that it names reach, so a
    level is one *or* of sets of 64 actors a word.
    """
    n, width = ties.shape[0], WORDS * bits.WIDTH
    senders = np.flatnonzero(np.diff(ties.indptr))
    starts = ties.indptr[senders]
    for start in range(0, n if senders.size else 0, width):
        seen = _alone(n, start, min(start + width, n))
        before, step = bits.count(seen, axis=0), 0
        while most is None or step < most:
            step += 1
            ahead = np.bitwise_or.reduceat(seen[:, ties.indices], starts, axis=1)
            seen[:, senders] |= ahead
            now = bits.count(seen, axis=0)
            if np.array_equal(now, before):
                break
            yield step, now - before
            before = now


def _alone(n: int, start: int, stop: int) -> bits.Words:
    """For each actor the set of itself, of those from start to stop (shape ``(words, n)``)."""
    own = np.arange(stop - start)
    sets = np.zeros((-(-own.size // bits.WIDTH), n), np.uint64)
    sets[own // bits.WIDTH, start + own] = np.uint64(1) << (own % bits.WIDTH).astype(np.uint64)
    return sets


def betweenness(ties: sparse.csr_array) -> Floats:
    """Sum for each actor the share of shortest paths between others that pass it.

    Brandes (2001), over all ordered pairs: halve the result for an undirected graph. Each
    level of the search is one product of the sparse matrix with a dense block of sources.

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


class _Level(NamedTuple):
    """Who is met at a distance for the first time by some source of a block, and by how many paths.

    `rows` are the actors whom not all sources met before, `ties` the ties that lead to them,
    and `paths` the number of paths, shape ``(rows, sources)``, 0 from a source not so far away.
    """

    rows: NDArray[np.int64]
    ties: sparse.csr_array
    paths: Floats


def _dependencies(
    ties: sparse.csr_array, backwards: sparse.csr_array, sources: NDArray[np.int64]
) -> Floats:
    """Sum the dependencies of a block of sources on each actor."""
    levels = _levels(ties, backwards, sources)
    dependency = np.zeros((ties.shape[0], sources.size))
    for before, level in zip(levels[-2::-1], levels[:0:-1], strict=True):
        share = (1.0 + dependency[level.rows]) / np.maximum(level.paths, 1.0)
        share *= level.paths > 0
        dependency[before.rows] += (level.ties.T @ share)[before.rows] * before.paths
    return np.asarray(dependency.sum(axis=1))


def _levels(
    ties: sparse.csr_array, backwards: sparse.csr_array, sources: NDArray[np.int64]
) -> list[_Level]:
    """Search from a block of sources; the first level is of those that they name."""
    first = ties[sources].toarray().T.copy()
    met, everyone = first > 0, np.arange(ties.shape[0])
    met[sources, np.arange(sources.size)] = True
    levels = [_Level(everyone, backwards, first)]
    while levels[-1].paths.any():
        rows = np.flatnonzero(~met.all(axis=1))
        frontier = np.zeros(met.shape)
        frontier[levels[-1].rows] = levels[-1].paths
        leading = backwards[rows]
        paths = leading @ frontier
        paths *= ~met[rows]
        met[rows] |= paths > 0
        levels.append(_Level(rows, leading, paths))
    return levels[:-1]
