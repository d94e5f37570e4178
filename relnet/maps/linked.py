"""Layouts in which actors move: the stress of every wave, and how far actors go between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.spatial.distance import cdist

from relnet.maps.layout import distances
from relnet.maps.majorise import inverse_of
from relnet.maps.scaling import times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]
    Passage: TypeAlias = tuple[int, int, int, int]

STEPS = 300
"""Most steps of all waves."""
TOLERANCE = 1e-4
"""Share by which a step has to lower what is minimised for another to follow."""
STRIDE = 1.7
"""How far a step goes, where its bound is least at 1: up to 2 none raises what is minimised."""
LEAST, MOST = 1e-6, 1e6
"""A stillness below the one weighs nothing, and above the other no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """How far apart a wave wants some actors, and how much that weighs.

    Attributes
    ----------
    actors : ndarray of int, shape (m,)
        Who: their positions.
    weight, pull : ndarray of float, shape (m, m)
        What each pair weighs, and that times how far apart it should be.
    square
        Sum over all pairs of the weight times the square of that distance.
    """

    actors: Ints
    weight: Floats
    pull: Floats
    square: float

    @property
    def own(self) -> Floats:
        """How much each actor is held by all others together."""
        return np.asarray(self.weight.sum(axis=1))


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Which places are held together: that of an actor in a wave, and of one in another.

    Attributes
    ----------
    waves, actors : ndarray of int, shape (2, m)
        Of both ends.
    weight : ndarray of float, shape (m,)
        How much the square of what lies between weighs.
    """

    waves: Ints
    actors: Ints
    weight: Floats

    def both(self) -> Links:
        """The same from each end."""
        waves, actors = (np.hstack([ends, ends[::-1]]) for ends in (self.waves, self.actors))
        return Links(waves, actors, np.tile(self.weight, 2))

    def of(self, wave: int) -> Links:
        """Those of which the first end is in a wave."""
        here = self.waves[0] == wave
        return Links(self.waves[:, here], self.actors[:, here], self.weight[here])


def wave_of(ties: sparse.csr_array, known: Flags) -> Wave:
    """Return what a wave wants of those of whom something is known in it.

    Parameters
    ----------
    ties
        Its ties, symmetric, shape ``(n, n)``.
    known
        Whose ties are known, at least in part.
    """
    actors = np.flatnonzero(known)
    wanted = distances(ties[actors][:, actors]) if actors.size else np.zeros((0, 0))
    weight = np.zeros_like(wanted)
    np.divide(1.0, wanted**2, out=weight, where=wanted > 0)
    return Wave(actors, weight, weight * wanted, np.count_nonzero(weight) / 2)


def together(waves: Sequence[Wave], n: int) -> Wave:
    """Return what all waves want together of actors who do not move."""
    weight, pull = np.zeros((2, n, n))
    for wave in waves:
        pairs = np.ix_(wave.actors, wave.actors)
        weight[pairs] += wave.weight
        pull[pairs] += wave.pull
    actors = np.unique(np.concatenate([wave.actors for wave in waves]))
    pairs = np.ix_(actors, actors)
    return Wave(actors, weight[pairs], pull[pairs], sum(wave.square for wave in waves))


def linked(
    waves: Sequence[Wave], start: Floats, stillness: float, passages: Sequence[Passage] = ()
) -> Floats:
    r"""Place actors in every wave so that stress and movement are low together.

    Minimises :math:`\sum_t \sum_{i<j} d_{ijt}^{-2} (\lVert x_{it} - x_{jt} \rVert -
    d_{ijt})^2 + \lambda \sum_{t, i} h_{it} \lVert x_{it} - x_{iu} \rVert^2 / (u - t)`, where
    `u` is the next wave in which something is known of actor `i`, and :math:`h_{it}` the mean
    in both of what :math:`d_{ij}^{-2}` sums to over all others: whom more holds in place,
    more holds back.

    Parameters
    ----------
    waves
        What each wave wants.
    start
        Where the actors start, shape ``(n, 2)``.
    stillness
        The share λ of movement, 0 or more; with infinity nobody moves, and each stands where all
        waves together want it.
    passages
        Who became whom: wave and actor before, wave and actor after, held together likewise.

    Returns
    -------
    ndarray of float, shape (waves, n, 2)
        The places. In a wave in which nothing is known of an actor it is on the line between
        its places before and after, and where there is but one, at that.

    References
    ----------
    Brandes, U. & Mader, M. (2012). A quantitative comparison of stress-minimization
    approaches for offline dynamic graph drawing. *Graph Drawing*, 99–110.
    """
    start = start * _scale(waves, start)
    if np.isinf(stillness):
        whole = together(waves, len(start))
        placed = descend([whole], start[None], _links([], [whole], len(start), 0.0))
        return np.repeat(placed, len(waves), axis=0)
    ends = [*_next(waves, len(start)), *passages]
    places = np.repeat(start[None], len(waves), axis=0)
    placed = descend(waves, places, _links(ends, waves, len(start), stillness))
    return between(placed, _known(waves, len(start)))


def anchored(waves: Sequence[Wave], start: Floats, stillness: float) -> Floats:
    r"""Place actors in every wave so that stress is low, and all near where they start.

    Minimises in each wave :math:`\sum_{i<j} d_{ij}^{-2} (\lVert x_i - x_j \rVert - d_{ij})^2 +
    \lambda \sum_i h_i \lVert x_i - a_i \rVert^2`, where :math:`a_i` is the start, as large as
    fits the distances of all waves best, and :math:`h_i = \sum_j d_{ij}^{-2}`.

    Parameters
    ----------
    waves, start, stillness
        As for `linked`.

    Returns
    -------
    ndarray of float, shape (waves, n, 2)
        The places; of whom nothing is known in a wave, as for `linked`.

    References
    ----------
    Brandes, U. & Mader, M. (2012). A quantitative comparison of stress-minimization
    approaches for offline dynamic graph drawing. *Graph Drawing*, 99–110.
    """
    start = start * _scale(waves, start)
    places = np.repeat(start[None], len(waves) + 1, axis=0)
    if np.isinf(stillness):
        return places[1:]
    ends = [(t, int(k), len(waves), int(k)) for t, wave in enumerate(waves) for k in wave.actors]
    placed = descend(waves, places, _links(ends, waves, len(start), stillness))[:-1]
    return between(placed, _known(waves, len(start)))


def descend(
    waves: Sequence[Wave], places: Floats, links: Links, watch: list[float] | None = None
) -> Floats:
    """Lower the stress of all waves and the weight of all links until they hardly fall.

    One wave moves after another, each by majorisation; the inverse of each serves all steps, and
    no step raises what is minimised, as each goes less than twice as far as where its bound is
    least (de Leeuw & Heiser 1980).

    Parameters
    ----------
    waves
        What each wave wants.
    places
        Where the actors start, shape ``(waves or more, n, 2)``; what is no wave stays.
    links
        What is held together.
    watch
        Takes what is minimised, before each step.
    """
    places, both = places.copy(), links.both()
    own = [both.of(t) for t in range(len(waves))]
    solved = [_inverse(wave, held) for wave, held in zip(waves, own, strict=True)]
    last = np.inf
    for _ in range(STEPS):
        now = _weight(places, links)
        for t, wave in enumerate(waves):
            now += _step(places, t, wave, own[t], solved[t])
        if watch is not None:
            watch.append(now)
        if last - now < TOLERANCE * now:
            break
        last = now
    return places


def _step(places: Floats, t: int, wave: Wave, held: Links, inverse: Floats) -> float:
    """Move one wave, and return its stress before."""
    here = places[t, wave.actors]
    apart = cdist(here, here)
    drawn = float(np.einsum("ij,ij,ij->", wave.weight, apart, apart)) / 2
    stress = wave.square + drawn - float(np.einsum("ij,ij->", wave.pull, apart))
    np.divide(wave.pull, apart, out=apart, where=apart > 0)
    wanted = apart.sum(axis=1)[:, None] * here - times(apart, here)
    others = held.weight[:, None] * places[held.waves[1], held.actors[1]]
    pulled = [np.bincount(held.actors[0], part, places.shape[1]) for part in others.T]
    wanted += np.column_stack(pulled)[wave.actors]
    places[t, wave.actors] += STRIDE * (times(inverse, wanted) - here)
    return stress


def _inverse(wave: Wave, held: Links) -> Floats:
    """What gives the places of a wave from where they are pulled."""
    laplacian = np.diag(wave.own) - wave.weight
    if not held.weight.any():
        return inverse_of(laplacian + 1.0 / max(len(laplacian), 1))
    fixed = np.bincount(held.actors[0], held.weight, 1 + int(wave.actors.max()))
    return inverse_of(laplacian + np.diag(fixed[wave.actors]))


def _weight(places: Floats, links: Links) -> float:
    """What the links weigh."""
    one, other = (places[t, k] for t, k in zip(links.waves, links.actors, strict=True))
    return float((links.weight * ((one - other) ** 2).sum(axis=1)).sum())


def _links(ends: Sequence[Passage], waves: Sequence[Wave], n: int, stillness: float) -> Links:
    """Links that weigh as much as holds their ends in place on average, times the stillness.

    An end in no wave is held by nothing. What spans several waves weighs as so many links in a
    row would.
    """
    first, one, second, other = np.array(ends, dtype=np.int64).reshape(-1, 4).T
    own = np.full((len(waves) + 1, n), np.nan)
    for t, wave in enumerate(waves):
        own[t, wave.actors] = wave.own
    ours, theirs = own[first, one], own[second, other]
    held = np.where(np.isnan(theirs), ours, (ours + theirs) / 2)
    gap = np.where(second < len(waves), second - first, 1)
    share = 0.0 if stillness < LEAST else min(stillness, MOST)
    return Links(np.array([first, second]), np.array([one, other]), share * held / gap)


def _next(waves: Sequence[Wave], n: int) -> Iterator[Passage]:
    """Each actor in a wave, and in the next in which something is known of it."""
    known = _known(waves, n)
    for k in range(n):
        for one, other in pairwise(np.flatnonzero(known[:, k]).tolist()):
            yield one, k, other, k


def _known(waves: Sequence[Wave], n: int) -> Flags:
    """Whether something is known of each actor, by wave."""
    known = np.zeros((len(waves), n), dtype=np.bool_)
    for t, wave in enumerate(waves):
        known[t, wave.actors] = True
    return known


def between(places: Floats, known: Flags) -> Floats:
    """Return the same places, with those that are not known on the line between those that are.

    Parameters
    ----------
    places
        Where the actors stand, shape ``(waves, n, 2)``.
    known
        Which of these are known, shape ``(waves, n)``. Before the first and after the last an
        actor stays where it is; of whom none is known the places are left as they are.

    Examples
    --------
    >>> import numpy as np
    >>> places = np.array([[[0.0, 0.0]], [[9.0, 9.0]], [[2.0, 4.0]]])
    >>> between(places, np.array([[True], [False], [True]]))[1].tolist()
    [[1.0, 2.0]]
    """
    places, when = places.copy(), np.arange(len(places))
    for k in np.flatnonzero(known.any(axis=0) & ~known.all(axis=0)):
        there = known[:, k]
        for axis in (0, 1):
            places[:, k, axis] = np.interp(when, when[there], places[there, k, axis])
    return places


def _scale(waves: Sequence[Wave], places: Floats) -> float:
    """How much larger the places fit the distances of all waves best."""
    drawn = [cdist(places[wave.actors], places[wave.actors]) for wave in waves]
    pulled = sum(float((wave.pull * one).sum()) for wave, one in zip(waves, drawn, strict=True))
    size = sum(float((wave.weight * one**2).sum()) for wave, one in zip(waves, drawn, strict=True))
    return pulled / size if size > 0 else 1.0
