"""Cores: groups in which everyone has so many ties to the others of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.graph import entries

if TYPE_CHECKING:
    from scipy import sparse

    from relnet.engine.keys import Keys


def core_numbers(ties: sparse.csr_array) -> Keys:
    """Return for each actor the largest k of a group that it is in, a k-core.

    In a k-core every actor has at least k ties to members of it. Who has fewer is taken out,
    again and again, until nobody is (Batagelj & Zaveršnik 2003).

    Parameters
    ----------
    ties
        What row i counts as its ties with each other actor, shape ``(n, n)``: A for ties
        sent, Aᵀ for those received, A + Aᵀ for all.

    Returns
    -------
    ndarray of int64, shape (n,)
        Core numbers.

    Examples
    --------
    >>> from relnet.engine.graph import matrix, union
    >>> core_numbers(union(matrix(np.array([1, 2, 6, 11]), 4)))  # a triangle and 3, tied to 2
    array([2, 2, 2, 1])
    """
    counted_by = ties.T.tocsr()
    degree = np.asarray(ties.sum(axis=1), float)
    core, inside = np.zeros(degree.size, np.int64), np.ones(degree.size, np.bool_)
    k = 0
    while inside.any():
        out = np.flatnonzero(inside & (degree <= k))
        if not out.size:
            k = int(degree[inside].min())
            continue
        core[out], inside[out] = k, False
        gone = entries(counted_by, out)
        degree -= np.bincount(counted_by.indices[gone], counted_by.data[gone], degree.size)
    return core
