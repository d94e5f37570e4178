"""Where the actors stand: one place each, the same in every wave."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Floats: TypeAlias = NDArray[np.float64]
    Steps: TypeAlias = NDArray[np.uint16]

MOST_AT_ONCE = 1_000
"""Beyond so many connected actors each moves by itself, which takes less time a step."""
PIVOTS = 100
"""Actors by the distances from whom so many are placed first."""
BLOCK = 512
"""Actors from whom steps are counted at once, a multiple of 64."""
FAR = 50
"""Where an actor is further than this from the first, steps are counted from one at a time."""
ROUND = 1e-3
"""Below it shares count as nothing."""
TOUCHING = 0.999
"""Those nearer than this share of the least distance are pushed apart."""


def stress_layout(ties: sparse.csr_array) -> Floats:
    r"""Place actors so that their distances on the map follow those in the network.

    Minimises the stress :math:`\sum_{i<j} d_{ij}^{-2} (\lVert x_i - x_j \rVert -
    d_{ij})^2` of each component by majorisation [1]_, from classical scaling of the
    distances; beyond `MOST_AT_ONCE` actors from those to pivots [2]_. Components stand side
    by side, and those who have no tie in a corner. Without chance: the same ties give the
    same places.

    Parameters
    ----------
    ties
        Ties of all waves together, symmetric, shape ``(n, n)``.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places, in steps between actors, the widest spread of a component along x. The
        same ties give the same places, up to the rounding of the machine.

    References
    ----------
    .. [1] Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress
       majorization. *Graph Drawing*, 239–250.
    .. [2] Brandes, U. & Pich, C. (2006). Eigensolver methods for progressive
       multidimensional scaling of large data. *Graph Drawing*, 42–53.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy import sparse
    >>> path = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    >>> abs(np.diff(stress_layout(path)[:, 0])).round(2).tolist()
    [1.0, 1.0]
    """
    from relnet.engine.components import components  # noqa: PLC0415
    from relnet.maps.packing import pack  # noqa: PLC0415

    ties = _narrow(ties)
    count, labels = components(ties)
    if count == 1:
        return _connected(ties)
    if count == 0:
        return np.zeros((0, 2))
    members = np.split(np.argsort(labels, kind="stable"), np.bincount(labels).cumsum()[:-1])
    members.sort(key=len, reverse=True)
    places = np.zeros((len(labels), 2))
    parts = [_connected(ties[actors][:, actors]) for actors in members]
    for actors, part in zip(members, pack(parts), strict=True):
        places[actors] = part
    return _in_rows(places, np.flatnonzero(np.bincount(labels)[labels] == 1))


def _in_rows(places: Floats, alone: NDArray[np.int64]) -> Floats:
    """The same places, those of some taken row by row."""
    x, y = places[alone].round(6).T
    places[alone] = places[alone][np.lexsort((x, y))]
    return places


def _connected(ties: sparse.csr_array) -> Floats:
    """The layout of one component."""
    from relnet.maps.majorise import majorise, majorise_each  # noqa: PLC0415
    from relnet.maps.scaling import classical_scaling, pivot_scaling  # noqa: PLC0415

    n = ties.shape[0]
    if n == 1:
        return np.zeros((1, 2))
    if n <= MOST_AT_ONCE:
        wanted = distances(ties)
        return upright(majorise(classical_scaling(wanted), wanted))
    steps = all_steps(ties)
    start = pivot_scaling(steps[:, pivots(steps, PIVOTS)].astype(float))
    return upright(majorise_each(start, steps))


def _narrow(ties: sparse.csr_array) -> sparse.csr_array:
    """The same with the small indices that all routines for graphs take."""
    narrow = ties.astype(float).tocsr()
    narrow.indices, narrow.indptr = (part.astype(np.int32) for part in (ties.indices, ties.indptr))
    return narrow


def distances(ties: sparse.csr_array) -> Floats:
    """Return the steps between actors; where there is no path, the furthest and one more."""
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415 - loaded for maps alone

    steps = shortest_path(_narrow(ties), directed=False, unweighted=True)
    reached = np.isfinite(steps)
    steps[~reached] = steps[reached].max() + 1
    return np.asarray(steps)


def all_steps(ties: sparse.csr_array) -> Steps:
    """Return the steps between all actors of a component, shape ``(n, n)``, in a narrow type."""
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415

    n = ties.shape[0]
    steps = np.zeros((n, n), dtype=np.uint16)
    far = dijkstra(ties, unweighted=True, indices=np.zeros(1, np.int64)).max() > FAR
    for block in (slice(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)):
        if far:
            steps[block] = dijkstra(ties, unweighted=True, indices=np.arange(n)[block])
        else:
            _count(ties, block, steps)
    return steps


def _count(ties: sparse.csr_array, block: slice, steps: Steps) -> None:
    """Count the steps from a block of actors: each as many as it takes until they are met.

    Who has been met is a set of bits, so that whom all partners of an actor have met is a
    union of sets of 64.
    """
    own = np.arange(block.stop - block.start)
    bits = np.zeros((ties.shape[0], BLOCK // 8), dtype=np.uint8)
    bits[block.start + own, own // 8] = 0x80 >> own % 8
    met, before = bits.view(np.uint64), None
    while before is None or not np.array_equal(met, before):
        steps[:, block] += 1 - np.unpackbits(met.view(np.uint8), axis=1, count=own.size)
        before = met
        met = np.bitwise_or.reduceat(met[ties.indices], ties.indptr[:-1], axis=0) | met


def pivots(steps: Steps, most: int) -> list[int]:
    """Choose actors far from one another: each the one furthest from those before."""
    chosen = [int(steps.max(axis=1).argmin())]
    nearest = steps[chosen[0]].copy()
    while len(chosen) < min(most, len(steps)):
        chosen.append(int(nearest.argmax()))
        np.minimum(nearest, steps[chosen[-1]], out=nearest)
    return chosen


def stress(places: Floats, wanted: Floats) -> float:
    """Return the stress of the places, over all pairs."""
    from scipy.spatial.distance import pdist, squareform  # noqa: PLC0415

    wanted = squareform(wanted, checks=False)
    return float(((pdist(places) / wanted - 1.0) ** 2).sum())


def upright(places: Floats) -> Floats:
    """Turn the map so that it is widest from left to right, always the same way round.

    A map that is as wide as it is tall, or the same both ways round, is left as it is:
    there rounding would decide.
    """
    x, y = (places - places.mean(axis=0)).T
    wider, slant, size = float(x @ x - y @ y), float(2 * (x @ y)), float(x @ x + y @ y)
    angle = np.arctan2(slant, wider) / 2 if np.hypot(wider, slant) > ROUND * size else 0.0
    turned = np.column_stack(
        [x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)]
    )
    skew = (turned**3).sum(axis=0)
    return np.asarray(turned * np.where(skew < -ROUND * size**1.5, -1.0, 1.0))


def spread(places: Floats, least: float, rounds: int = 50) -> Floats:
    """Push apart those that stand closer than `least`, and leave the others alone."""
    from scipy.spatial import cKDTree  # noqa: PLC0415

    for _ in range(rounds):
        one, other = cKDTree(places).query_pairs(least * TOUCHING, output_type="ndarray").T
        if not one.size:
            break
        way = places[one] - places[other]
        apart = np.hypot(*way.T)
        way *= ((least - apart) / 2 / np.maximum(apart, 1e-9))[:, None]
        ends, n = np.concatenate([one, other]), len(places)
        push = [np.bincount(ends, np.concatenate([part, -part]), n) for part in way.T]
        places = places + np.column_stack(push)
    return places
