"""A model of ties in pairs of actors: activity, popularity, groups, reciprocity, other waves.

The two to four cells of a pair (who reports what on whom) have 2 to 16 outcomes, so the
likelihood is exact, also where some of the cells were not observed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

UNKNOWN, IMPOSSIBLE = -1, -2
"""States of a cell beside 0 (no tie) and 1 (tie)."""
WIDE = 25.0
"""Prior variance of what all pairs share: so wide that it only keeps estimates finite."""
FAR = 100.0
"""Log odds beyond which it makes no difference."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The cells of a pair, and which of them hang together.

    Attributes
    ----------
    outcomes : ndarray, shape (2**k, k)
        Every way in which the k cells can hold ties.
    together : ndarray, shape (2**k, p)
        For each outcome, how many pairs of cells of each of p kinds both hold a tie.
    """

    outcomes: Floats
    together: Floats


def shape_of(k: int) -> Shape:
    """Return the shape of pairs of k cells.

    One cell: an undirected tie. Two: both ways. Four: both ways by two reports, of which
    the same tie, the two ways by each report, and the two statements of one speaker hang
    together.
    """
    kinds = {1: [], 2: [[(0, 1)]], 4: [[(0, 2), (1, 3)], [(0, 1)], [(2, 3)], [(0, 3), (1, 2)]]}
    outcomes = np.array(list(product([0.0, 1.0], repeat=k)))
    columns = [
        np.sum([outcomes[:, a] * outcomes[:, b] for a, b in kind], axis=0) for kind in kinds[k]
    ]
    return Shape(outcomes, np.array(columns).reshape(-1, len(outcomes)).T)


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """Parameters, and where they enter.

    Attributes
    ----------
    size : int
        Number of parameters.
    index : tuple of ndarray of int64, each of shape (k, d)
        Which of them enter each cell of each pair: the sum of one of each.
    value : ndarray or None, shape (k, d)
        By what it is multiplied; 1 without.
    variance : float
        Of the prior, a normal distribution around 0.
    """

    size: int
    index: tuple[Ints, ...]
    value: Floats | None = None
    variance: float = WIDE

    def part(self, rows: Flags) -> Term:
        """Return the term for some of the pairs."""
        index = tuple(one[:, rows] for one in self.index)
        return replace(self, index=index, value=None if self.value is None else self.value[:, rows])

    def total(self, values: Floats) -> Floats:
        """Return what it adds to the log odds of each cell (shape ``(k, d)``)."""
        added = sum(values[one] for one in self.index) if self.size > 1 else values[0]
        return np.asarray(added if self.value is None else added * self.value)

    def gathered(self, by_cell: Floats) -> Floats:
        """Return the sum of what stands in cells, for each parameter."""
        if self.size == 1:
            return np.array([by_cell.sum() * len(self.index)])
        sums = [np.bincount(one.ravel(), by_cell.ravel(), self.size) for one in self.index]
        return np.asarray(sum(sums))


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """What is known of pairs of actors.

    Attributes
    ----------
    effects : Term
        The effects of the actors that enter, as ``actor * q + effect``; their variance is
        estimated.
    terms : tuple of Term
        What else enters.
    """

    effects: Term
    terms: tuple[Term, ...]

    def part(self, rows: Flags) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.effects.part(rows), tuple(term.part(rows) for term in self.terms))

    def scores(self, shared: Sequence[Floats], effects: Floats) -> Floats:
        """Return the log odds of a tie in each cell, the rest of its pair empty."""
        eta = self.effects.total(effects)
        for term, values in zip(self.terms, shared, strict=True):
            eta += term.total(values)
        return eta


def stack(parts: Sequence[Pairs]) -> Pairs:
    """Return the pairs of several parts that have the same terms."""
    terms = zip(*(part.terms for part in parts), strict=True)
    return Pairs(_stack([part.effects for part in parts]), tuple(map(_stack, terms)))


def _stack(terms: Sequence[Term]) -> Term:
    index = zip(*(term.index for term in terms), strict=True)
    values = [term.value for term in terms if term.value is not None]
    return replace(
        terms[0],
        index=tuple(np.concatenate(one, axis=1) for one in index),
        value=np.concatenate(values, axis=1) if values else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Estimates.

    Attributes
    ----------
    shared : tuple of ndarray
        The parameters of each term.
    together : ndarray, shape (p,)
        How cells of a pair hang together, as log odds ratios.
    effects : ndarray, shape (n, q)
        Of each actor; 0 is the mean.
    covariance : ndarray, shape (q, q)
        Of the effects over actors.
    informed : ndarray of bool, shape (n, q)
        Whether any cell that was observed tells of an effect.
    """

    shared: tuple[Floats, ...]
    together: Floats
    effects: Floats
    covariance: Floats
    informed: Flags

    def scores(self, pairs: Pairs, effects: Floats) -> Floats:
        """Return the log odds of a tie in each cell, with these effects of the actors."""
        return pairs.scores(self.shared, effects.ravel())

    def filled_effects(self, level: Floats) -> Floats:
        """Return the effects, those that nothing tells of drawn from the other actors'.

        Such an actor gets what its other effects lead one to expect, and the deviation
        from that of another actor of whom all is known.

        Parameters
        ----------
        level
            Between 0 and 1, which of them that is; for each actor, shape ``(n,)``.
        """
        effects = self.effects.copy()
        donors = np.flatnonzero(self.informed.all(axis=1))
        for pattern in np.unique(self.informed, axis=0):
            who = np.flatnonzero((self.informed == pattern).all(axis=1))
            if pattern.all() or not donors.size:
                continue
            slope = _slope(self.covariance, pattern)
            gap, told = np.flatnonzero(~pattern), np.flatnonzero(pattern)
            deviation = self.effects[:, gap] - self.effects[:, told] @ slope
            chosen = donors[np.floor(level[who] * donors.size).astype(np.int64)]
            effects[np.ix_(who, gap)] = effects[np.ix_(who, told)] @ slope + deviation[chosen]
        return effects


def _slope(covariance: Floats, told: Flags) -> Floats:
    """Regression of the effects that are not told on those that are."""
    if not told.any():
        return np.zeros((0, int((~told).sum())))
    return np.asarray(
        np.linalg.solve(covariance[np.ix_(told, told)], covariance[np.ix_(told, ~told)])
    )


def draw(
    scores: Floats, state: NDArray[np.int8], together: Floats, rng: np.random.Generator
) -> Flags:
    """Draw the unknown cells of pairs, given the others.

    Parameters
    ----------
    scores
        Log odds of each cell, shape ``(k, d)``.
    state
        1, 0, `UNKNOWN` or `IMPOSSIBLE`, shape ``(k, d)``.
    together
        How the cells of a pair hang together.
    rng
        Random numbers, one for each pair.

    Returns
    -------
    ndarray of bool, shape (k, d)
        Whether each cell holds a tie; known ones as they are.
    """
    shape = shape_of(len(state))
    ladder = np.cumsum(chances(scores, together, shape) * allowed(state, shape), axis=0)
    level = rng.random(state.shape[1]) * ladder[-1]
    outcome = (ladder <= level).sum(axis=0)
    return np.asarray(shape.outcomes.T[:, outcome] > 0)


def chances(scores: Floats, together: Floats, shape: Shape) -> Floats:
    """Relative chances of the outcomes (shape ``(2**k, d)``); that of no tie is 1."""
    odds = np.exp(np.clip(scores, -FAR, FAR))
    hang = np.exp(np.clip(shape.together @ together, -FAR, FAR))
    chance = np.empty((len(hang), scores.shape[1]))
    for k, outcome in enumerate(shape.outcomes):
        chance[k] = hang[k]
        for cell in np.flatnonzero(outcome):
            chance[k] *= odds[cell]
    return chance


def allowed(state: NDArray[np.int8], shape: Shape) -> Flags:
    """Which outcomes agree with what is known (shape ``(2**k, d)``)."""
    agree = np.ones((len(shape.outcomes), state.shape[1]), np.bool_)
    for k, outcome in enumerate(shape.outcomes > 0):
        for known, tie in zip(state, outcome, strict=True):
            agree[k] &= (known == UNKNOWN) | ((known == 1) == tie)
    return agree


def by_cell(of_outcomes: Floats, shape: Shape) -> Floats:
    """Sum over the outcomes in which each cell holds a tie (shape ``(k, d)``)."""
    return np.stack([of_outcomes[tie].sum(axis=0) for tie in shape.outcomes.T > 0])
