"""Logistic regression by maximum likelihood, which says where there is no finite estimate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.regression import combined, kinds_of, products

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_STEPS = 40
_HALVINGS = 30
_CONVERGED = 1e-9
_RANK = 1e-10
"""Eigenvalues of the scaled cross-products below this share of the largest are none."""
_FAR = 20.0
"""A linear predictor this far out may be on its way to infinity."""
_CERTAIN = 40.0
"""A linear predictor this far out is a certainty."""
_MOST_KEPT = 50_000
"""Of the rows whose growth is remembered, in bytes; more of them seldom come twice."""


@dataclass(frozen=True, slots=True, eq=False)
class Logit:
    """What a logistic regression finds.

    Attributes
    ----------
    coefficients : ndarray, shape (p,)
        The estimates; ±inf where the likelihood grows for ever that way (separation), NaN
        where the data do not tell: collinear with others, or either infinity will do.
    covariance : ndarray, shape (p, p)
        Inverse of the information; NaN of coefficients that are not finite.
    loglik : float
        The log-likelihood, or what it goes to.
    near : ndarray, shape (p,)
        Finite coefficients that give the fitted chances; `coefficients` where all are finite.
    """

    coefficients: Floats
    covariance: Floats
    loglik: float
    near: Floats

    @property
    def se(self) -> Floats:
        """Standard errors by the information (shape ``(p,)``)."""
        return np.sqrt(np.diag(self.covariance))


def fit_logit(x: Floats, y: Floats, weights: Floats | None = None) -> Logit:
    """Fit a logistic regression by Newton's method (iteratively reweighted least squares).

    Parameters
    ----------
    x
        The predictors (shape ``(m, p)``); a constant is one of them.
    y
        The outcomes (shape ``(m,)``): 0 or 1, or the share of ones in a row that stands for
        several.
    weights
        For how many observations each row stands; 1 without.

    Returns
    -------
    Logit

    Notes
    -----
    Where Newton's method does not converge, or goes very far, linear programming finds the direction in which
    the likelihood only grows, if there is one. The coefficients in it are infinite. The rows
    that it tells apart are certain, and the other coefficients are those of the rows that
    are left, to which the estimates go as the likelihood goes to its supremum.

    References
    ----------
    Albert, A. & Anderson, J. A. (1984). On the existence of maximum likelihood estimates in
    logistic regression models. *Biometrika* 71, 1–10.

    Geyer, C. J. (2009). Likelihood inference in exponential families and directions of
    recession. *Electronic Journal of Statistics* 3, 259–289.

    Konis, K. (2007). *Linear programming algorithms for detecting separated data in binary
    logistic regression models*. University of Oxford.

    Examples
    --------
    >>> fit_logit(np.ones((4, 1)), np.array([0, 0, 0, 1.0])).coefficients.round(4)
    array([-1.0986])
    >>> group = np.array([0, 0, 1, 1.0])
    >>> x = np.column_stack([np.ones(4), group])
    >>> fit_logit(x, np.array([0, 1, 1, 1.0])).coefficients
    array([ 0., inf])
    """
    w = np.ones(len(y)) if weights is None else np.asarray(weights, float)
    used = w > 0
    x, y, w = np.asarray(x, float)[used], np.asarray(y, float)[used], w[used]
    alike = kinds_of(np.column_stack([x, y]).T)
    if alike is not None:
        one, kinds = alike
        x, y, w = x[one], y[one], np.bincount(kinds, w, len(one)).astype(float)
    scale = np.abs(x).max(axis=0, initial=0)
    scale[scale == 0] = 1
    found = _fit(np.ascontiguousarray((x / scale).T), y, w)
    covariance = found.covariance / np.outer(scale, scale)
    return Logit(found.coefficients / scale, covariance, found.loglik, found.near / scale)


def undetermined(x: Floats) -> Flags:
    """Return the columns of which the coefficient is not determined: those that are collinear.

    Parameters
    ----------
    x
        The predictors (shape ``(m, p)``).

    Returns
    -------
    ndarray of bool, shape (p,)

    Examples
    --------
    >>> undetermined(np.array([[1, 1, 0, 2.0], [1, 0, 1, 3], [1, 1, 0, 5]]))
    array([ True,  True,  True, False])
    """
    scale = np.abs(x).max(axis=0, initial=0)
    return _hidden(_span(np.ascontiguousarray((x / np.where(scale, scale, 1)).T)))


def _fit(rows: Floats, y: Floats, w: Floats) -> Logit:
    """Fit predictors, each a row (shape ``(p, m)``)."""
    span = _span(rows)
    turned = combined(span.T, rows)
    gamma, converged = _newton(turned, y, w)
    near = span @ gamma
    eta = combined(near, rows)
    if not converged or np.abs(eta).max(initial=0) > _FAR:
        growth = _recession(rows.T, y)
        if growth is not None:
            return _limit(rows, y, w, *growth)
    hidden = _hidden(span)
    coefficients = np.where(hidden, np.nan, near)
    inverse = np.linalg.pinv(_information(turned, eta, w))
    covariance = span @ inverse @ span.T
    covariance[hidden] = covariance[:, hidden] = np.nan
    return Logit(coefficients, covariance, _loglik(eta, y, w), near)


def _span(rows: Floats) -> Floats:
    """An orthonormal basis of the combinations of coefficients that the observations determine."""
    values, vectors = np.linalg.eigh(products(rows, rows))
    return np.asarray(vectors[:, values > _RANK * max(values.max(initial=0), 1e-300)])


def _hidden(span: Floats) -> Flags:
    """Coefficients that are not in the span."""
    return np.asarray((span**2).sum(axis=1) < 1 - 1e-6)


def _newton(rows: Floats, y: Floats, w: Floats) -> tuple[Floats, bool]:
    beta = np.zeros(len(rows))
    value = _loglik(combined(beta, rows), y, w)
    for _ in range(_STEPS):
        eta = combined(beta, rows)
        step = _step(products(rows, w * (y - chance(eta))), _information(rows, eta, w))
        if step is None:
            return beta, False
        for _ in range(_HALVINGS):
            raised = _loglik(combined(beta + step, rows), y, w)
            if raised >= value - 1e-12 * abs(value):
                break
            step = step / 2
        beta, value = beta + step, raised
        if np.abs(step).max(initial=0) <= _CONVERGED * (1 + np.abs(beta).max(initial=0)):
            return beta, True
    return beta, False


def _step(gradient: Floats, information: Floats) -> Floats | None:
    try:
        step = np.linalg.solve(information, gradient)
    except np.linalg.LinAlgError:
        return None
    return np.asarray(step) if np.isfinite(step).all() else None


def chance(eta: Floats) -> Floats:
    """Return the chance that goes with a linear predictor, of any shape.

    Examples
    --------
    >>> chance(np.array([0.0, -800.0]))
    array([0.5, 0. ])
    """
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * eta))


def _information(rows: Floats, eta: Floats, w: Floats) -> Floats:
    p = chance(eta)
    return products(rows * (w * p * (1 - p)), rows)


def _loglik(eta: Floats, y: Floats, w: Floats) -> float:
    return float((w * (y * eta - np.logaddexp(0, eta))).sum())


def _recession(x: Floats, y: Floats) -> tuple[Floats, Floats] | None:
    """A direction in which the likelihood only grows, and which coefficients can go which way.

    Of each the sign, 0 where it stays and NaN where it can go both ways (shape ``(p,)``).
    """
    rows = np.unique(np.concatenate([x[y > 0], -x[y < 1]]), axis=0)
    growth = _growth if rows.nbytes <= _MOST_KEPT else _growth.__wrapped__
    return growth(rows.tobytes(), rows.shape[1])


@lru_cache(maxsize=1000)
def _growth(content: bytes, p: int) -> tuple[Floats, Floats] | None:
    """The same of rows as bytes: simulated networks often have the same kinds of rows."""
    rows = np.frombuffer(content).reshape(-1, p)
    direction = _furthest(rows, rows.sum(axis=0))
    if (rows @ direction).sum() <= 1e-7 * len(rows):
        return None
    signs = np.sign(direction)
    for k in np.flatnonzero(direction) if (direction != 0).sum() > 1 else ():
        aim = np.zeros(len(direction))
        aim[k] = -direction[k]
        if _furthest(rows, aim)[k] * direction[k] < 0:
            signs[k] = np.nan
    return direction, signs


def _furthest(rows: Floats, aim: Floats) -> Floats:
    """Furthest towards an aim of the directions that no row goes against (shape ``(p,)``)."""
    from scipy.optimize import linprog  # noqa: PLC0415 - only where Newton's method fails

    found = linprog(-aim, A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=(-1, 1))
    if found.x is None:
        return np.zeros(len(aim))
    return np.where(np.abs(found.x) > 1e-7, found.x, 0.0)


def _limit(rows: Floats, y: Floats, w: Floats, direction: Floats, signs: Floats) -> Logit:
    """What the estimates go to along a direction in which the likelihood only grows."""
    along = combined(direction, rows)
    left = np.abs(along) <= 1e-7
    rest = _fit(np.ascontiguousarray(rows[:, left]), y[left], w[left])
    away = signs != 0
    coefficients = np.where(away, np.copysign(np.inf, signs), rest.coefficients)
    coefficients[np.isnan(signs)] = np.nan
    covariance = rest.covariance.copy()
    covariance[away] = covariance[:, away] = np.nan
    far = (np.abs(combined(rest.near, rows)).max(initial=0) + _CERTAIN) / np.abs(along[~left]).min()
    return Logit(coefficients, covariance, rest.loglik, rest.near + far * direction)
