"""Ties as sparse matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from relnet.engine.keys import ends

if TYPE_CHECKING:
    from relnet.engine.keys import Keys


def matrix(keys: Keys, n: int, values: np.ndarray | None = None) -> sparse.csr_array:
    """Return the cells as a matrix.

    Parameters
    ----------
    keys
        Cells, shape ``(m,)``, each once.
    n
        Number of actors.
    values
        What stands in them, shape ``(m,)``; 1 without.

    Returns
    -------
    scipy.sparse.csr_array, shape (n, n)
        Floats, sorted indices.
    """
    data = np.ones(keys.size) if values is None else np.array(values, float)
    if (keys[1:] <= keys[:-1]).any():
        order = np.argsort(keys)
        keys, data = keys[order], data[order]
    size = np.int32 if max(n, keys.size) <= np.iinfo(np.int32).max else np.int64
    starts = np.searchsorted(keys, np.arange(n + 1, dtype=np.int64) * n).astype(size)
    return sparse.csr_array((data, ends(keys, n)[1].astype(size), starts), shape=(n, n))


def union(ties: sparse.csr_array) -> sparse.csr_array:
    """Return the undirected graph with a tie wherever either direction has one."""
    both = ties.maximum(ties.T).tocsr()
    both.data[:] = 1.0
    return both


def entries(ties: sparse.csr_array, rows: Keys) -> Keys:
    """Return where the entries of some rows stand among all, row by row, as often as a row is asked.

    Examples
    --------
    >>> entries(matrix(np.array([1, 2, 3, 6]), 3), np.array([2, 0]))
    array([3, 0, 1])
    """
    many = np.diff(ties.indptr)[rows].astype(np.int64)
    before = np.cumsum(many) - many
    return np.asarray(np.arange(many.sum()) + np.repeat(ties.indptr[rows] - before, many))
