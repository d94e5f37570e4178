"""Linear regressions, many at once, from sums over their observations.

Sums over observations are made by `numpy.einsum`, not by matrix products: what these give in the
last bits depends on how many threads the linear algebra of a machine runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SINGULAR = 1e-10
"""Below this share of the largest eigenvalue, the terms are collinear."""


def products(rows: Floats, others: Floats) -> Floats:
    """Return the sums of products of rows, to the last bit whatever the threads.

    Parameters
    ----------
    rows, others
        Shape ``(p, m)`` and ``(q, m)``, or ``(m,)``.

    Returns
    -------
    ndarray, shape (p, q), or less where one has no rows

    Examples
    --------
    >>> products(np.array([[1, 2.0], [0, 1]]), np.array([3, 4.0]))
    array([11.,  4.])
    """
    left, right = "p" * (rows.ndim - 1), "q" * (others.ndim - 1)
    return np.asarray(np.einsum(f"{left}m,{right}m->{left}{right}", rows, others))


def combined(weights: Floats, rows: Floats) -> Floats:
    """Return weighted sums of rows, to the last bit whatever the threads.

    Parameters
    ----------
    weights
        Shape ``(k, p)`` or ``(p,)``.
    rows
        Shape ``(p, m)``.

    Returns
    -------
    ndarray, shape (k, m) or (m,)

    Examples
    --------
    >>> combined(np.array([1, 10.0]), np.array([[1, 2.0], [0, 1]]))
    array([ 1., 12.])
    """
    left = "k" * (weights.ndim - 1)
    return np.asarray(np.einsum(f"{left}p,pm->{left}m", weights, rows))


def kinds_of(columns: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """Return one observation of each kind, and the kind of each, where there are few kinds.

    Parameters
    ----------
    columns
        What is known of the observations, shape ``(p, m)``.

    Returns
    -------
    one, kinds : ndarray of int64, shape (k,) and (m,); or None
        None where values are not whole, or the kinds there could be outnumber the observations.

    Examples
    --------
    >>> one, kinds = kinds_of(np.array([[0, 1, 0, 1.0], [5, 6, 5, 5]]))
    >>> kinds.tolist(), len(one)
    ([0, 2, 0, 1], 3)
    >>> kinds_of(np.array([[0.5, 1.0]])) is None
    True
    """
    m, most = columns.shape[1], 1.0
    code = np.zeros(m, np.int64)
    for column in columns:
        above = column - column.min(initial=np.inf)
        span = above.max(initial=0.0) + 1
        most *= span
        if not most <= m or (above != np.rint(above)).any():
            return None
        code = code * int(span) + above.astype(np.int64)
    counts = np.bincount(code, minlength=1)
    one = np.zeros(len(counts), np.int64)
    one[code] = np.arange(m)
    there = counts > 0
    return one[there], (there.cumsum() - 1)[code]


def orthonormal(rows: Floats) -> Floats:
    """Return an orthonormal basis of the space that independent rows span, in their order.

    Gram and Schmidt's, each row twice, after which it is as good as any (Giraud et al. 2005).

    Parameters
    ----------
    rows
        Shape ``(q, m)``.

    Returns
    -------
    ndarray, shape (q, m)

    Examples
    --------
    >>> orthonormal(np.array([[2, 0.0], [3, 3]]))
    array([[1., 0.],
           [0., 1.]])
    """
    basis = np.empty(rows.shape)
    for k, row in enumerate(rows):
        left = np.asarray(row, float)
        for _ in range(2):
            left = left - combined(products(basis[:k], left), basis[:k])
        basis[k] = left / np.sqrt(products(left, left))
    return basis


def solved(cross_products: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Solve systems of equations, and invert them; NaN where they are singular.

    Parameters
    ----------
    cross_products
        Symmetric, shape ``(size, k, k)``.
    right
        Shape ``(size, k)``.

    Returns
    -------
    solutions, inverses : ndarray, shape (size, k) and (size, k, k)

    Examples
    --------
    >>> solved(np.array([[[2.0]], [[0.0]]]), np.array([[1.0], [1.0]]))[0].ravel()
    array([0.5, nan])
    """
    eigenvalues = np.linalg.eigvalsh(cross_products)
    singular = ~(eigenvalues[:, 0] > SINGULAR * np.maximum(eigenvalues[:, -1], 1e-300))
    filled = np.where(singular[:, None, None], np.eye(right.shape[1]), cross_products)
    inverses = np.where(singular[:, None, None], np.nan, np.linalg.inv(filled))
    return np.einsum("rij,rj->ri", inverses, right), inverses


def t_values(
    cross_products: Floats, cross: Floats, squares: Floats, n: Floats, back: Floats
) -> Floats:
    """Return the t of coefficients, from sums over the observations of each regression.

    Parameters
    ----------
    cross_products
        Sums of products of the terms, a constant among them (shape ``(size, k, k)``).
    cross
        Sums of products of terms and outcome (shape ``(size, k)``).
    squares, n
        Sum of squares of the outcome, and number of observations (shape ``(size,)``).
    back
        The coefficients of interest, as sums of those of the terms (shape ``(h, k)``).

    Returns
    -------
    ndarray, shape (size, h)
        NaN where the terms are collinear or as many as the observations.

    Examples
    --------
    >>> x = np.array([[1, 1, 1, 1], [0, 1, 2, 4.0]])
    >>> y = np.array([1, 2, 2, 5.0])
    >>> t_values((x @ x.T)[None], (x @ y)[None], np.array([y @ y]), np.array([4.0]), np.eye(2)).round(3)
    array([[1.695, 4.715]])
    """
    b, inverses = solved(cross_products, cross)
    free = np.where(n > cross.shape[1], n - cross.shape[1], np.nan)
    error = np.maximum(squares - (b * cross).sum(axis=1), 0) / free
    spread = np.einsum("hi,rij,hj->rh", back, inverses, back)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.einsum("ri,hi->rh", b, back) / np.sqrt(error[:, None] * spread))
