"""Ties as sparse matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

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
    source, target = np.divmod(keys, max(n, 1))
    data = np.ones(keys.size) if values is None else np.asarray(values, float)
    return sparse.coo_array((data, (source, target)), shape=(n, n)).tocsr()


def union(ties: sparse.csr_array) -> sparse.csr_array:
    """Return the undirected graph with a tie wherever either direction has one."""
    both = ties.maximum(ties.T).tocsr()
    both.data[:] = 1.0
    return both
