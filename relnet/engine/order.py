"""Who is above whom: upper bounds in the order that reachability makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from relnet.engine.components import components

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.keys import Keys

    Bits = NDArray[np.uint8]


class Bounded(NamedTuple):
    """Pairs in a component of three or more that lack a least upper bound, and most that can."""

    lacking: int
    most: int


def least_upper_bounds(ties: sparse.csr_array) -> Bounded:
    """Count the pairs of actors of one weak component without a least upper bound.

    An upper bound of two actors reaches both, along the direction of the ties; an actor
    reaches itself. It is a least one if every other upper bound reaches it (Krackhardt
    1994). Actors who reach each other stand at one place in this order, so that the count
    runs over strong components.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; every stored entry is a tie.

    Returns
    -------
    Bounded
        The count and its maximum, (N − 1)(N − 2) / 2 summed over the components of N.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> least_upper_bounds(matrix(np.array([2, 5]), 3))  # 0 → 2 ← 1: none is above 0 and 1
    Bounded(lacking=1, most=1)
    """
    weak = components(ties)[1]
    sizes = np.bincount(weak)
    most = int(((sizes - 1) * (sizes - 2) // 2).sum())
    count, place = components(ties, "strong")
    actors = np.bincount(place, minlength=count)
    whole = np.empty(count, np.int64)
    whole[place] = weak
    above, order = _above(ties, place, count)
    lacking = _lacking(above, actors[order], whole[order])
    return Bounded(lacking, most)


def _above(ties: sparse.csr_array, place: Keys, count: int) -> tuple[Bits, Keys]:
    """Who is above each place, itself included, as bits (from the top down), and the order.

    The places are put in such an order that all that are above one come before it.
    """
    tie = ties.tocoo()
    head, tail = place[tie.row], place[tie.col]
    apart = head != tail
    shape = (count, count)
    down = sparse.coo_array((np.ones(apart.sum()), (head[apart], tail[apart])), shape=shape).tocsr()
    order = _top_down(down)
    rank = np.empty(count, np.int64)
    rank[order] = np.arange(count)
    up = down.T.tocsr()
    above = np.zeros((count, (count + 7) // 8), np.uint8)
    for row, chosen in enumerate(order):
        direct = rank[up.indices[up.indptr[chosen] : up.indptr[chosen + 1]]]
        above[row] = np.bitwise_or.reduce(above[direct], axis=0)
        above[row, row // 8] |= 1 << row % 8
    return above, order


def _top_down(down: sparse.csr_array) -> Keys:
    """The places of an acyclic order, each after all that are above it (Kahn 1962)."""
    left = np.bincount(down.indices, minlength=down.shape[0])
    ready = np.flatnonzero(left == 0).tolist()
    order = []
    while ready:
        chosen = ready.pop()
        order.append(chosen)
        below = down.indices[down.indptr[chosen] : down.indptr[chosen + 1]]
        left[below] -= 1
        ready += below[left[below] == 0].tolist()
    return np.array(order, np.int64)


def _lacking(above: Bits, actors: Keys, whole: Keys) -> int:
    """Pairs of actors of one weak component of whose places no upper bound is the least.

    The last of the common upper bounds from the top down is the only one that can be, and
    it is if all of them are above it.
    """
    lacking = 0
    for row in range(len(above) - 1):
        others = row + 1 + np.flatnonzero(whole[row + 1 :] == whole[row])
        common = above[others] & above[row]
        last = _last(common)
        least = (last >= 0) & (above[last] == common).all(axis=1)
        lacking += int(actors[row] * actors[others[~least]].sum())
    return lacking


def _last(bits: Bits) -> Keys:
    """Place of the last bit in each row; -1 where there is none."""
    width = bits.shape[1]
    byte = width - 1 - (bits[:, ::-1] != 0).argmax(axis=1)
    found = bits[np.arange(len(bits)), byte]
    highest = np.frexp(found.astype(float))[1].astype(np.int64) - 1
    return np.where(found > 0, byte * 8 + highest, -1)
