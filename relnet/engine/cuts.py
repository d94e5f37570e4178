"""Actors and ties whose loss cuts a component: articulation actors and bridges.

Direction is ignored. One depth-first search gives every actor a rank; the lowest rank that
the actors below it in the search tree are tied to says whether they hang on it alone
(Hopcroft & Tarjan 1973).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.graph import union

if TYPE_CHECKING:
    from scipy import sparse

    from relnet.engine.keys import Flags, Keys

ROOT = -1
"""Parent of an actor at which a search began."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What a depth-first search of an undirected graph found.

    Attributes
    ----------
    parent : ndarray of int64, shape (n,)
        Actor from which each was reached; `ROOT` where a search began.
    rank, low : ndarray of int64, shape (n,)
        When each was met; the lowest rank that it and those below it are tied to, the tie
        to its parent left out.
    below : ndarray of int64, shape (n,)
        How many there are below it in the tree, itself included.
    size : ndarray of int64, shape (n,)
        Size of its component.
    """

    parent: Keys
    rank: Keys
    low: Keys
    below: Keys
    size: Keys

    @property
    def hangs(self) -> Flags:
        """Actors that are cut off, with all below them, when their parent is removed."""
        child = self.parent != ROOT
        return np.asarray(child & (self.low >= self.rank[self.parent]))

    @property
    def hangs_by_a_tie(self) -> Flags:
        """Actors that are cut off, with all below them, without the tie to their parent."""
        return np.asarray((self.parent != ROOT) & (self.low == self.rank))


def search(ties: sparse.csr_array) -> Search:
    """Search a graph depth first, each component from its first actor.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie, direction is ignored.
    """
    graph = union(ties)
    n = graph.shape[0]
    order, parent = _forest(graph.indptr.tolist(), graph.indices.tolist())
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n)
    source = np.repeat(np.arange(n), np.diff(graph.indptr))
    target = graph.indices
    others = parent[source] != target
    low = rank.copy()
    np.minimum.at(low, source[others], rank[target[others]])
    lowest, below, size = low.tolist(), [1] * n, [0] * n
    above = parent.tolist()
    for actor in reversed(order):
        if above[actor] != ROOT:
            below[above[actor]] += below[actor]
            lowest[above[actor]] = min(lowest[above[actor]], lowest[actor])
    for actor in order:
        size[actor] = below[actor] if above[actor] == ROOT else size[above[actor]]
    return Search(parent, rank, *(np.array(each, np.int64) for each in (lowest, below, size)))


def _forest(starts: list[int], partners: list[int]) -> tuple[list[int], Keys]:
    """The actors in the order in which a depth-first search meets them, and their parents."""
    n = len(starts) - 1
    parent, met, order = [ROOT] * n, [False] * n, []
    left = [iter(partners[starts[actor] : starts[actor + 1]]) for actor in range(n)]
    for root in range(n):
        path = [] if met[root] else [root]
        while path:
            actor = path[-1]
            if not met[actor]:
                met[actor] = True
                order.append(actor)
            following = next((other for other in left[actor] if not met[other]), None)
            if following is None:
                path.pop()
            else:
                parent[following] = actor
                path.append(following)
    return order, np.array(parent, np.int64)


def articulation(ties: sparse.csr_array) -> Flags:
    """Flag the actors without whom their component falls apart.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie, direction is ignored.

    Returns
    -------
    ndarray of bool, shape (n,)
        Articulation actors.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> articulation(matrix(np.array([1, 5]), 3))  # 0 - 1 - 2
    array([False,  True, False])
    """
    found = search(ties)
    cut = np.bincount(found.parent[found.hangs], minlength=found.parent.size)
    return np.asarray(cut > (found.parent == ROOT))


def bridges(ties: sparse.csr_array) -> Keys:
    """Find the ties without which their component falls apart.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie, direction is ignored.

    Returns
    -------
    ndarray of int64, shape (m,)
        Sorted keys ``i * n + j``, ``i < j``: a pair with ties both ways is one bridge.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> bridges(matrix(np.array([1, 4, 6, 11]), 4))  # 0 - 1 - 2 - 3, 1 - 0
    array([ 1,  6, 11])
    """
    found = search(ties)
    child = np.flatnonzero(found.hangs_by_a_tie)
    ends = np.sort(np.stack([child, found.parent[child]]), axis=0)
    return np.sort(ends[0] * np.int64(ties.shape[0]) + ends[1])


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What is lost among the others when an actor is removed (each of shape ``(n,)``).

    Attributes
    ----------
    pairs : ndarray of int64
        Pairs of other actors that no longer reach each other.
    largest : ndarray of int64
        Largest part that its component falls into.
    """

    pairs: Keys
    largest: Keys


def losses(ties: sparse.csr_array) -> Losses:
    """Return what the removal of each actor does to its component, in linear time.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie, direction is ignored.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> losses(matrix(np.array([1, 6, 11]), 4)).pairs  # 0 - 1 - 2 - 3
    array([0, 2, 2, 0])
    """
    found = search(ties)
    where = found.parent[found.hangs]
    part = found.below[found.hangs]
    rest = found.size - 1
    np.subtract.at(rest, where, part)
    lost = _pairs(found.size - 1) - _pairs(rest)
    np.subtract.at(lost, where, _pairs(part))
    largest = rest.copy()
    np.maximum.at(largest, where, part)
    return Losses(lost, largest)


def _pairs(sizes: Keys) -> Keys:
    return sizes * (sizes - 1) // 2
