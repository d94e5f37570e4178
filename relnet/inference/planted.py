"""Waves that differ by coming and going and by a planted change, as counts of dyads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtr, bdtrc, bdtrik, gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.estimate import Alternative

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

UNIFORMS = 8
"""How many random numbers a pair of waves takes: the same ones for every change that is tried."""

NEVER = 1e-12
"""A chance below this, or above one less this, is none, or certain."""


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """The first wave, as counts of dyads.

    Attributes
    ----------
    one : ndarray of int64, shape (2,)
        Dyads of which one cell is rated, without and with a tie in it.
    two : ndarray of int64, shape (3,)
        Dyads of which two cells are rated, with no, one and two ties.
    """

    one: Ints
    two: Ints

    @property
    def cells(self) -> int:
        """How many cells are rated."""
        return int(self.one.sum() + 2 * self.two.sum())

    @property
    def density(self) -> float:
        """Share of these that hold a tie; NaN where none is rated."""
        return int(self.one[1] + self.two @ [0, 1, 2]) / self.cells if self.cells else np.nan


def found(
    rng: np.random.Generator,
    size: int,
    start: Start,
    chances: tuple[float, float],
    error: float,
    alternative: Alternative,
) -> Floats:
    """Return whether the exchange of dyads finds the change, 1 or 0 (shape ``(size,)``).

    Parameters
    ----------
    rng, size
        Of the random numbers.
    start
        The first wave.
    chances
        That a cell without a tie gets one, and that one with a tie loses it.
    error
        Probability below which a change is found.
    alternative
        The side of the test.
    """
    moved = _moved(rng.random((UNIFORMS, size)), start, *chances)
    return (exact(*moved, alternative) <= error).astype(float)


def chances(density: float, churn: float, change: float) -> tuple[float, float]:
    """Return the chances that a tie forms and that one dissolves.

    Of the ties a share `churn` dissolves and as many form, so that the density stays; then
    ties are added, or taken away, until it is expected to have changed by `change`.
    """
    forms = churn * density / (1 - density) if density < 1 else 0.0
    if change >= 0:
        more = change / (1 - density) if density < 1 else 0.0
        return forms + (1 - forms) * more, churn * (1 - more)
    fewer = -change / density
    return forms * (1 - fewer), churn + (1 - churn) * fewer


def _moved(uniforms: Floats, start: Start, gain: float, loss: float) -> tuple[Ints, Ints, Ints]:
    """The ties formed less those dissolved, and the dyads that differ by one and by two."""
    none, single, mutual = start.two
    up = quantile(uniforms[0], start.one[0], gain)
    down = quantile(uniforms[1], start.one[1], loss)
    two_up = quantile(uniforms[2], none, gain**2)
    one_up = quantile(uniforms[3], none - two_up, _given(2 * gain * (1 - gain), 1 - gain**2))
    more = quantile(uniforms[4], single, gain * (1 - loss))
    fewer = quantile(uniforms[5], single - more, _given(loss * (1 - gain), 1 - gain * (1 - loss)))
    two_down = quantile(uniforms[6], mutual, loss**2)
    one_down = quantile(uniforms[7], mutual - two_down, _given(2 * loss * (1 - loss), 1 - loss**2))
    plus, minus = up + one_up + more, down + one_down + fewer
    return plus - minus + 2 * (two_up - two_down), plus + minus, two_up + two_down


def _given(part: float, rest: float) -> float:
    return min(part / rest, 1.0) if rest > 0 else 0.0


def quantile(uniforms: Floats, n: Ints | int, p: float) -> Ints:
    """Return for each uniform number the binomial one: more with a larger `p`, never less.

    Examples
    --------
    >>> quantile(np.array([0.1, 0.5, 0.9]), 10, 0.5)
    array([3, 5, 7])
    """
    size = np.broadcast_to(np.asarray(n, np.int64), uniforms.shape)
    if min(p, 1 - p) < NEVER:
        return (size if p > NEVER else np.zeros_like(size)).copy()
    trials = np.maximum(size, 1)
    above = np.nan_to_num(np.ceil(bdtrik(uniforms, trials.astype(float), p)))
    above = np.clip(above, 0, trials)
    below = np.maximum(above - 1, 0)
    exact_enough = np.where(bdtr(below, trials, p) >= uniforms, below, above)
    return np.where(size > 0, exact_enough, 0).astype(np.int64)


def exact(moved: Ints, ones: Ints, twos: Ints, alternative: Alternative) -> Floats:
    """Return the exact p of exchanging the waves within dyads.

    Parameters
    ----------
    moved
        Ties formed less those dissolved, shape ``(size,)``.
    ones, twos
        How many dyads differ by one and by two ties.
    alternative
        The side.

    Notes
    -----
    Each dyad that differs does so to either side with probability one half, so the sum is
    that of two binomial numbers. Without dyads that differ by two it is McNemar's exact test.

    Examples
    --------
    >>> exact(np.array([4]), np.array([6]), np.array([0]), "greater")
    array([0.109375])
    """
    sides = {"two-sided": np.abs(moved), "greater": moved, "less": -moved}
    far = sides[alternative][:, None]
    width = int(np.ceil(3.5 * np.sqrt(twos.max(initial=0)))) + 1
    ups = twos[:, None] // 2 + np.arange(-width, width + 1)
    inside = (ups >= 0) & (ups <= twos[:, None])
    ups = np.clip(ups, 0, twos[:, None])
    least = (far + ones[:, None] - 2 * (2 * ups - twos[:, None]) + 1) // 2
    chance = np.exp(
        gammaln(twos + 1)[:, None] - gammaln(ups + 1) - gammaln(twos[:, None] - ups + 1)
        - twos[:, None] * np.log(2)
    )  # fmt: skip
    tail = bdtrc(np.clip(least - 1, 0, ones[:, None]), ones[:, None], 0.5)
    tail = np.where(least <= 0, 1.0, np.where(least > ones[:, None], 0.0, tail))
    p = (chance * tail * inside).sum(axis=1)
    return np.asarray(np.minimum(2 * p if alternative == "two-sided" else p, 1.0))
