"""Structural holes: how far the partners of an actor are tied to one another (Burt 1992)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DENSE = 1000
"""Up to this many actors a product is quickest with one side as a full matrix."""
ROWS = 256
"""Rows of a product held at once."""


def constraint(ties: sparse.csr_array) -> Floats:
    """Return how far each actor's ties lead to a single partner, directly or through others.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, above zero where there is a tie.

    Returns
    -------
    ndarray of float, shape (n,)
        Σⱼ (pᵢⱼ + Σ_q pᵢ_q p_qⱼ)² over its partners j, with pᵢⱼ = (zᵢⱼ + zⱼᵢ) / Σₖ (zᵢₖ + zₖᵢ);
        NaN without a partner.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> constraint(matrix(np.array([1, 3, 5, 7]), 3))  # 0 - 1 - 2
    array([1. , 0.5, 1. ])
    """
    both = _both_ways(ties)
    share = _scaled(both, np.asarray(both.sum(axis=1), float))
    invested = share.data + _product_at(share, share, both)
    return _per_row(both, invested**2)


def effective_size(ties: sparse.csr_array) -> Floats:
    """Return the number of each actor's partners, less what they overlap.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, above zero where there is a tie.

    Returns
    -------
    ndarray of float, shape (n,)
        Σⱼ (1 − Σ_q pᵢ_q mⱼ_q) over its partners j, with p as in `constraint` and mⱼ_q =
        (zⱼ_q + z_qⱼ) / maxₖ (zⱼₖ + zₖⱼ); NaN without a partner.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> effective_size(matrix(np.array([1, 2, 3, 5, 6, 7]), 3))  # a triangle
    array([1., 1., 1.])
    """
    both = _both_ways(ties)
    most = np.zeros(both.shape[0])
    np.maximum.at(most, np.repeat(np.arange(most.size), np.diff(both.indptr)), both.data)
    share = _scaled(both, np.asarray(both.sum(axis=1), float))
    marginal = _scaled(both, most)
    return _per_row(both, 1.0 - _product_at(share, marginal.T.tocsr(), both))


def partners(ties: sparse.csr_array) -> Floats:
    """Return with how many others each actor has a tie, either way (shape ``(n,)``)."""
    return np.diff(_both_ways(ties).indptr).astype(float)


def _both_ways(ties: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array(ties + ties.T)


def _scaled(matrix: sparse.csr_array, by: Floats) -> sparse.csr_array:
    """The rows, divided."""
    data = matrix.data / np.repeat(by, np.diff(matrix.indptr))
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _per_row(matrix: sparse.csr_array, values: Floats) -> Floats:
    """Sum values of the entries by row; NaN for a row without."""
    sizes = np.diff(matrix.indptr)
    sums = np.bincount(np.repeat(np.arange(sizes.size), sizes), values, sizes.size)
    return np.where(sizes > 0, sums, np.nan)


def _product_at(left: sparse.csr_array, right: sparse.csr_array, where: sparse.csr_array) -> Floats:
    """The entries of left @ right at the entries of a third matrix, in their order."""
    n = where.shape[0]
    full = right.toarray() if n <= DENSE else None
    parts = [np.empty(0)]
    for start in range(0, n, ROWS):
        block = left[start : start + ROWS]
        rows = block @ full if full is not None else (block @ right).toarray()
        ends = where.indptr[start : start + ROWS + 1]
        row = np.repeat(np.arange(ends.size - 1), np.diff(ends))
        parts.append(rows[row, where.indices[ends[0] : ends[-1]]])
    return np.concatenate(parts)
