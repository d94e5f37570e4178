"""Sets of actors as the bits of 64-bit words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse

    from relnet.engine.keys import Keys

Words: TypeAlias = NDArray[np.uint64]

WIDTH = 64
"""Actors in a word."""
_ONES = np.array([value.bit_count() for value in range(256)], np.uint8)


def rows(ties: sparse.csr_array) -> Words:
    """Return each row of a matrix as a set: shape ``(n, words)``.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> count(rows(matrix(np.array([1, 2, 5]), 3)), axis=1)  # 0 → 1, 0 → 2, 1 → 2
    array([2, 1, 0])
    """
    n = ties.shape[0]
    flags = np.zeros((n, -(-n // WIDTH) * WIDTH), np.uint8)
    flags[np.repeat(np.arange(n), np.diff(ties.indptr)), ties.indices] = 1
    return np.packbits(flags, axis=1).view(np.uint64)


def count(words: Words, axis: int) -> Keys:
    """Return the number of actors in the sets whose words lie along an axis of two."""
    if hasattr(np, "bitwise_count"):
        return np.asarray(np.bitwise_count(words).sum(axis=axis, dtype=np.int64))
    ones = _ONES[np.ascontiguousarray(words).view(np.uint8)]  # numpy before 2
    return np.asarray(ones.reshape(*words.shape, -1).sum(axis=(axis, 2), dtype=np.int64))
