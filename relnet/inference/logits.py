"""Many logistic regressions at once, which differ in one term, in the outcome or in the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.regression import solved
from relnet.inference.logit import chance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEPS = 25
CONVERGED = 1e-8
"""The linear predictor of no observation changes by more."""


@dataclass(frozen=True, slots=True, eq=False)
class Logits:
    """Logistic regressions of the same observations.

    Attributes
    ----------
    shared : ndarray, shape (q, m)
        Terms that are the same in all, a constant among them.
    y : ndarray, shape (m,) or (size, m)
        The outcome, 0 or 1.
    own : ndarray, shape (size, m), or None
        The term of each.
    inside : ndarray, shape (size, m), or None
        Which observations count, 0 or 1; or how often each does.
    """

    shared: Floats
    y: Floats
    own: Floats | None = None
    inside: Floats | None = None

    def of(self, chosen: NDArray[np.bool_]) -> Logits:
        """Return some of the regressions."""
        if chosen.all():
            return self
        own, inside = (None if part is None else part[chosen] for part in (self.own, self.inside))
        return Logits(self.shared, self.y if self.y.ndim == 1 else self.y[chosen], own, inside)

    @property
    def reach(self) -> Floats:
        """The largest size of each term (shape ``(q,)`` or ``(q + 1,)``)."""
        reach = np.abs(self.shared).max(axis=1)
        return reach if self.own is None else np.append(reach, np.abs(self.own).max())

    def derivatives(self, beta: Floats, pairs: Floats) -> tuple[Floats, Floats]:
        """Return the gradient and the information of each (``(size, k)`` and ``(size, k, k)``)."""
        q = len(self.shared)
        eta = np.einsum("rq,qm->rm", beta[:, :q], self.shared)
        if self.own is not None:
            eta += beta[:, q:] * self.own
        p = chance(eta)
        residual, weight = self.y - p, p * (1 - p)
        if self.inside is not None:
            residual *= self.inside
            weight *= self.inside
        gradient = np.einsum("rm,qm->rq", residual, self.shared)
        information = np.empty((len(beta), *(beta.shape[1],) * 2))
        upper = np.triu_indices(q)
        information[:, upper[0], upper[1]] = np.einsum("rm,pm->rp", weight, pairs)
        information[:, upper[1], upper[0]] = information[:, upper[0], upper[1]]
        if self.own is None:
            return gradient, information
        weight *= self.own
        information[:, q, :q] = information[:, :q, q] = np.einsum("rm,qm->rq", weight, self.shared)
        information[:, q, q] = np.einsum("rm,rm->r", weight, self.own)
        last = np.einsum("rm,rm->r", residual, self.own)
        return np.concatenate([gradient, last[:, None]], axis=1), information


def newton(logits: Logits, start: Floats, size: int) -> tuple[Floats, Floats]:
    """Fit many logistic regressions, by Newton's method.

    Parameters
    ----------
    logits
        The regressions, with terms that are about as large as one another.
    start
        Coefficients to start from (shape ``(k,)``).
    size
        How many regressions.

    Returns
    -------
    coefficients, covariances : ndarray, shape (size, k) and (size, k, k)
        NaN where there is no finite estimate.

    Examples
    --------
    >>> twice = Logits(np.ones((1, 2)), np.array([0, 1.0]), inside=np.array([[3, 1], [1, 1.0]]))
    >>> newton(twice, np.zeros(1), 2)[0].round(4).tolist()
    [[-1.0986], [0.0]]
    """
    upper = np.triu_indices(len(logits.shared))
    pairs = logits.shared[upper[0]] * logits.shared[upper[1]]
    beta = np.tile(start, (size, 1))
    inverse = np.full((size, start.size, start.size), np.nan)
    busy, reach = np.ones(size, bool), logits.reach
    for _ in range(STEPS):
        gradient, information = logits.of(busy).derivatives(beta[busy], pairs)
        step, inverse[busy] = solved(information, gradient)
        beta[busy] += step
        busy[busy] = np.abs(step) @ reach > CONVERGED
        if not busy.any():
            break
    beta[busy] = np.nan
    return beta, inverse


def z_values(logits: Logits, start: Floats, size: int, back: Floats) -> Floats:
    """Return the z of coefficients of many logistic regressions.

    Parameters
    ----------
    logits, start, size
        As of `newton`.
    back
        The coefficients of interest, as sums of those of the terms (shape ``(h, k)``).

    Returns
    -------
    ndarray, shape (size, h)
        NaN where there is no finite estimate.
    """
    beta, inverse = newton(logits, start, size)
    spread = np.einsum("hi,rij,hj->rh", back, inverse, back)
    return np.asarray(np.einsum("ri,hi->rh", beta, back) / np.sqrt(spread))
