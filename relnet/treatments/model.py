"""A model of ties in pairs of actors: activity, popularity, groups, reciprocity, other waves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

WIDE = 25.0
"""Prior variance of what all pairs share: so wide that it only keeps estimates finite."""


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
    wave : ndarray of int64, shape (d,)
        The wave that each is of: cells hang together in each as they do.
    waves : int
        How many waves there are.
    """

    effects: Term
    terms: tuple[Term, ...]
    wave: Ints
    waves: int = 1

    def part(self, rows: Flags) -> Pairs:
        """Return some of the pairs."""
        terms = tuple(term.part(rows) for term in self.terms)
        return Pairs(self.effects.part(rows), terms, self.wave[rows], self.waves)

    def scores(self, shared: Sequence[Floats], effects: Floats) -> Floats:
        """Return the log odds of a tie in each cell, the rest of its pair empty."""
        eta = self.effects.total(effects)
        for term, values in zip(self.terms, shared, strict=True):
            eta += term.total(values)
        return eta


def stack(parts: Sequence[Pairs]) -> Pairs:
    """Return the pairs of several parts that have the same terms."""
    terms = tuple(map(_stack, zip(*(part.terms for part in parts), strict=True)))
    wave = np.concatenate([part.wave for part in parts])
    return Pairs(_stack([part.effects for part in parts]), terms, wave, parts[0].waves)


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
    together : ndarray, shape (p, waves)
        How cells of a pair hang together, as log odds ratios.
    effects : ndarray, shape (n, q)
        Of each actor; 0 is the mean.
    covariance : ndarray, shape (q, q)
        Of the effects over actors.
    """

    shared: tuple[Floats, ...]
    together: Floats
    effects: Floats
    covariance: Floats

    def scores(self, pairs: Pairs) -> Floats:
        """Return the log odds of a tie in each cell."""
        return pairs.scores(self.shared, self.effects.ravel())
