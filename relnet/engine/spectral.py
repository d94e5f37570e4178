"""Centralities that are eigenvectors, or sums over walks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from scipy.sparse import linalg

from relnet.engine.components import components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

STEPS = 100
"""Steps after which iteration is left to the other solvers."""
DENSE = 200
"""Up to this many actors a dense solver is both exact and quick."""
PATIENCE = 3000
"""Up to this many actors the dense solver takes over where the sparse one gives up."""
ROUND = 4
"""How many steps of the iteration are taken before one is looked at: looking takes as long."""
EXACT = 1e-14
"""Relative error that is rounding alone."""
ALIKE = 1e-10
"""Relative difference up to which two eigenvalues are taken to be one."""


def leading_eigenvector(ties: sparse.csr_array) -> Floats:
    """Return the left leading eigenvector of a strongly connected graph, largest entry 1.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, not negative and irreducible, so that the
        vector is unique and positive (Perron and Frobenius).

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
    backwards = ties.T.tocsr()
    scores = _iterated(backwards)
    if scores is None and n > DENSE:
        scores = _sparse(backwards)
    if scores is None and n <= PATIENCE:
        values, vectors = np.linalg.eig(backwards.toarray())
        scores = np.abs(vectors[:, np.argmax(values.real)].real)
    return np.full(n, np.nan) if scores is None else np.asarray(scores / scores.max())


def _iterated(matrix: sparse.csr_array) -> Floats | None:
    """The leading eigenvector by power iteration; None where it is too slow, or turns in a ring.

    Once the steps shrink by a constant factor r, what is left to go is step · r / (1 − r). One
    step in `ROUND` is looked at.
    """
    scores = np.ones(matrix.shape[0])
    before = 0.0
    for _ in range(STEPS // ROUND):
        for _ in range(ROUND - 1):
            scores = np.asarray(matrix @ scores)
        scores /= scores.max()
        new = np.asarray(matrix @ scores)
        new /= new.max()
        step = float(np.abs(new - scores).max())
        scores = new
        shrink = (step / before) ** (1 / ROUND) if before else 1.0
        if step * shrink <= EXACT * (1 - shrink):
            return np.asarray(scores)
        before = step
    return None


def _sparse(matrix: sparse.csr_array) -> Floats | None:
    """The leading eigenvector by Arnoldi iteration; None where it does not converge."""
    n = matrix.shape[0]
    try:
        _, vectors = linalg.eigs(matrix, k=1, which="LR", v0=np.ones(n), maxiter=20 * n)
    except linalg.ArpackNoConvergence:
        return None
    return np.asarray(np.abs(vectors[:, 0].real))


def spectral_radius(ties: sparse.csr_array) -> float:
    """Return the largest eigenvalue of a graph: 0 without a cycle.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, not negative.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> spectral_radius(matrix(np.array([1, 3, 5]), 3))  # 0 ↔ 1 → 2
    1.0
    """
    return max((part.value for part in _leading(ties, "strong")), default=0.0)


class _Part(NamedTuple):
    """A component, its largest eigenvalue, and the vector that belongs to it."""

    members: Ints
    value: float
    vector: Floats


def _leading(matrix: sparse.csr_array, connection: Literal["weak", "strong"]) -> list[_Part]:
    """The components with the largest eigenvalue; none where there is no cycle."""
    found: list[_Part] = []
    most = 0.0
    for members, bound in _by_bound(matrix, connection):
        if bound < most * (1 - ALIKE):
            break
        inside = matrix[members][:, members]
        vector = leading_eigenvector(inside)
        value = float((inside.T @ vector).sum() / vector.sum())
        found.append(_Part(members, value, vector))
        most = max(most, value)
    return [part for part in found if not part.value < most * (1 - ALIKE)]


def _by_bound(
    matrix: sparse.csr_array, connection: Literal["weak", "strong"]
) -> Iterator[tuple[Ints, float]]:
    """Yield the members of each component, by the largest sum of a row, which no eigenvalue exceeds."""
    count, labels = components(matrix, connection)
    entries = matrix.tocoo()
    inside = labels[entries.row] == labels[entries.col]
    sums = np.bincount(entries.row[inside], entries.data[inside], labels.size)
    bounds = np.zeros(count)
    np.maximum.at(bounds, labels, sums)
    order = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels, minlength=count))
    for part in np.argsort(-bounds, kind="stable"):
        if bounds[part] == 0:
            return
        yield order[ends[part - 1] if part else 0 : ends[part]], float(bounds[part])


def hubs_and_authorities(ties: sparse.csr_array) -> tuple[Floats, Floats]:
    """Return Kleinberg's hub and authority scores, the largest of each 1.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, not negative.

    Returns
    -------
    hubs, authorities : ndarray of float, shape (n,)
        The limit of the iteration that starts from equal scores: hubs are the leading
        eigenvector of A Aᵀ, authorities of Aᵀ A. Where parts without ties in common have
        the same leading eigenvalue, each counts by its share in equal scores. NaN without a tie.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> hubs_and_authorities(matrix(np.array([2, 5]), 3))  # 0 → 2 ← 1
    (array([1., 1., 0.]), array([0., 0., 1.]))
    """
    n = ties.shape[0]
    hubs = np.zeros(n)
    for part in _leading((ties @ ties.T).tocsr(), "weak"):
        vector = part.vector / np.linalg.norm(part.vector)
        hubs[part.members] = vector * vector.sum()
    authorities = np.asarray(ties.T @ hubs)
    with np.errstate(invalid="ignore"):
        return hubs / hubs.max(initial=0.0), authorities / authorities.max(initial=0.0)


def katz(ties: sparse.csr_array, attenuation: float = 0.85) -> Floats:
    """Return Katz's (1953) status: 1 and the walks that lead to each actor, the longer the less.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, not negative.
    attenuation
        What a step more weighs, as a share of 1 / largest eigenvalue, below 1.

    Returns
    -------
    ndarray of float, shape (n,)
        Σ αᵏ · walks of k steps, α = attenuation / largest eigenvalue. NaN where this is 0.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> katz(matrix(np.array([1, 3, 5]), 3), 0.5)  # 0 ↔ 1 → 2
    array([2., 2., 2.])
    """
    radius = spectral_radius(ties)
    if not radius > 0:
        return np.full(ties.shape[0], np.nan)
    backwards = ties.T.tocsr() * (attenuation / radius)
    walks = status = np.ones(ties.shape[0])
    while walks.max() > EXACT * status.max() * (1 - attenuation):
        walks = np.asarray(backwards @ walks)
        status = status + walks
    return status


def pagerank(ties: sparse.csr_array, damping: float = 0.85) -> Floats:
    """Return the stationary distribution of Brin and Page's (1998) random surfer.

    Parameters
    ----------
    ties
        Adjacency or strengths, shape ``(n, n)``, not negative; a stronger tie is followed more
        often, and an actor without ties out jumps anywhere.
    damping
        Chance that the surfer follows a tie.

    Returns
    -------
    ndarray of float, shape (n,)
        Scores that sum to 1.
    """
    n = ties.shape[0]
    if n == 0:
        return np.empty(0)
    out = np.asarray(ties.sum(axis=1), float)
    chances = ties.T.tocsr()
    chances.data = chances.data * damping / out[chances.indices]
    scores = np.full(n, 1.0 / n)
    before = np.inf
    while True:
        new = chances @ scores
        new += (1.0 - new.sum()) / n
        step = float(np.abs(new - scores).sum())
        scores = new
        if step <= EXACT or step >= before:  # rounding has the last word
            return np.asarray(scores / scores.sum())
        before = step
