"""Where a layout starts: classical scaling of all distances, or of those from a few actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

POWERS = 100
"""Steps of the iteration."""
GOLDEN = 2.399963
"""The golden angle: points that turn by it never stand behind one another."""
TINY = 1e-12
"""Lengths below it count as nothing."""


def classical_scaling(wanted: Floats) -> Floats:
    """Place actors by all distances between them; a small spiral keeps equals apart.

    Parameters
    ----------
    wanted
        The distances, shape ``(n, n)``.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places.

    Notes
    -----
    The two leading eigenvectors of the doubly centred squares of the distances, by power
    iteration. It starts from fixed vectors, so that equal eigenvalues, of which any basis
    would do, give the same places on every machine.

    Examples
    --------
    >>> import numpy as np
    >>> places = classical_scaling(np.abs(np.subtract.outer(np.arange(9.0), np.arange(9.0))))
    >>> abs(np.diff(places[:, 0])).round().tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    inner = _centred(wanted)
    vectors = _leading(len(wanted), lambda vectors: times(inner, vectors))
    spreads = (vectors * times(inner, vectors)).sum(axis=0)
    return _spiralled(vectors * np.sqrt(np.maximum(spreads, 0.0)))


def pivot_scaling(wanted: Floats) -> Floats:
    """Place actors by their distances to a few of them, the pivots.

    Parameters
    ----------
    wanted
        Distance of each actor to each pivot, shape ``(n, k)``.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places; as by `classical_scaling` where all are pivots.

    References
    ----------
    Brandes, U. & Pich, C. (2006). Eigensolver methods for progressive multidimensional
    scaling of large data. *Graph Drawing*, 42–53.

    Examples
    --------
    >>> import numpy as np
    >>> places = pivot_scaling(np.abs(np.subtract.outer(np.arange(9.0), np.array([0.0, 8.0]))))
    >>> bool((np.diff(places[:, 0]) > 0.5).all() or (np.diff(places[:, 0]) < -0.5).all())
    True
    """
    n, k = wanted.shape
    inner = _centred(wanted)
    across = np.ascontiguousarray(inner.T)
    vectors = _leading(n, lambda vectors: times(inner, times(across, vectors)))
    lengths = np.sqrt((times(across, vectors) ** 2).sum(axis=0))
    return _spiralled(vectors * np.sqrt(lengths * np.sqrt(n / k)))


def times(matrix: Floats, vectors: Floats) -> Floats:
    """Return the product with a few vectors (shape ``(n, few)``), in one thread.

    Threads of the algebra library would cost more than they bring in so thin a product, and
    sum in another order on another machine.

    Examples
    --------
    >>> import numpy as np
    >>> times(np.eye(2), np.array([[1.0], [2.0]])).tolist()
    [[1.0], [2.0]]
    """
    columns = np.ascontiguousarray(vectors.T)
    return np.column_stack([np.einsum("ij,j->i", matrix, column) for column in columns])


def _centred(wanted: Floats) -> Floats:
    """Inner products, from squares of distances less the means of their rows and columns."""
    squares = wanted**2
    rows, columns = squares.mean(axis=1), squares.mean(axis=0)
    return np.asarray(-0.5 * (squares - rows[:, None] - columns[None, :] + squares.mean()))


def _leading(n: int, product: Callable[[Floats], Floats]) -> Floats:
    """The two leading eigenvectors of a matrix, shape ``(n, 2)``, by its product with vectors."""
    turn = np.arange(n) * GOLDEN
    vectors = np.column_stack([np.cos(turn), np.sin(turn)])
    for _ in range(POWERS):
        vectors = _orthonormal(product(vectors))
    return vectors


def _orthonormal(vectors: Floats) -> Floats:
    """The two columns at right angles and of length one; a column of zeros stays so."""
    first = vectors[:, 0] / max(float(np.linalg.norm(vectors[:, 0])), TINY)
    rest = vectors[:, 1] - first * (first @ vectors[:, 1])
    return np.column_stack([first, rest / max(float(np.linalg.norm(rest)), TINY)])


def _spiralled(places: Floats) -> Floats:
    """The same, each a little off in a direction of its own: actors may have the same partners."""
    n = len(places)
    turn, out = np.arange(n) * GOLDEN, 0.1 * np.sqrt((np.arange(n) + 1.0) / n)
    return np.asarray(places + out[:, None] * np.column_stack([np.cos(turn), np.sin(turn)]))
