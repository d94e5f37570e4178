"""Centralities that are eigenvectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import linalg

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Floats = NDArray[np.float64]

DENSE = 200
"""Up to this many actors a dense solver is both exact and quick."""
PATIENCE = 3000
"""Up to this many actors the dense solver takes over where the sparse one gives up."""


def leading_eigenvector(ties: sparse.csr_array) -> Floats:
    """Return the left leading eigenvector of a strongly connected graph, largest entry 1.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``, irreducible, so that the vector is unique and positive
        (Perron and Frobenius).

    Returns
    -------
    ndarray of float, shape (n,)
        Each actor's score is proportional to the sum of the scores of those who name it.
        NaN for a large graph on which the iteration does not converge.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> leading_eigenvector(matrix(np.array([1, 3, 5, 7]), 3)).round(3)  # 0 - 1 - 2
    array([0.707, 1.   , 0.707])
    """
    n = ties.shape[0]
    vector = None if n <= DENSE else _sparse(ties)
    if vector is None and n > PATIENCE:
        return np.full(n, np.nan)
    if vector is None:
        values, vectors = np.linalg.eig(ties.T.toarray())
        vector = vectors[:, np.argmax(values.real)]
    scores = np.abs(vector.real)
    return np.asarray(scores / scores.max())


def _sparse(ties: sparse.csr_array) -> NDArray[np.complex128] | None:
    """The leading eigenvector by Arnoldi iteration; None where it does not converge."""
    n = ties.shape[0]
    try:
        _, vectors = linalg.eigs(ties.T.tocsr(), k=1, which="LR", v0=np.ones(n), maxiter=20 * n)
    except linalg.ArpackNoConvergence:
        return None
    return np.asarray(vectors[:, 0])


def pagerank(ties: sparse.csr_array, damping: float = 0.85, tolerance: float = 1e-14) -> Floats:
    """Return the stationary distribution of Brin and Page's (1998) random surfer.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``; an actor without ties out jumps anywhere.
    damping
        Chance that the surfer follows a tie.
    tolerance
        Largest sum of changes in the last step.

    Returns
    -------
    ndarray of float, shape (n,)
        Scores that sum to 1.
    """
    n = ties.shape[0]
    if n == 0:
        return np.empty(0)
    degree = np.asarray(ties.sum(axis=1), float)
    stuck = degree == 0
    follow = np.divide(damping, degree, out=np.zeros(n), where=~stuck)
    backwards = ties.T.tocsr()
    scores = np.full(n, 1.0 / n)
    change = np.inf
    while change > tolerance:
        jump = (1.0 - damping + damping * scores[stuck].sum()) / n
        new = backwards @ (follow * scores) + jump
        new /= new.sum()
        new_change = float(np.abs(new - scores).sum())
        scores = new
        if new_change >= change:  # rounding has the last word
            break
        change = new_change
    return scores
