"""Counts of two-paths, closed two-paths and dyads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

    from relnet.engine.cells import Cells

ROWS = 1024
"""Rows of the squared matrix held at once."""


class TwoPaths(NamedTuple):
    """Two-paths a→b→c, a ≠ c, whose closing cell is observed, and those closed by a→c."""

    closed: int
    total: int


def two_paths(ties: sparse.csr_array, observed: Cells | None = None) -> TwoPaths:
    """Count two-paths and the closed ones.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``, ones, no diagonal.
    observed
        Cells in which a closing tie could have been seen; all without.

    Returns
    -------
    TwoPaths
        Both counts.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> two_paths(matrix(np.array([1, 2, 5]), 3))  # 0→1, 0→2, 1→2
    TwoPaths(closed=1, total=1)
    """
    n = ties.shape[0]
    closed = total = 0.0
    for start in range(0, n, ROWS):
        block = ties[start : start + ROWS]
        square = (block @ ties).tocsr()
        closed += float(square.multiply(block).sum())
        paths = square.tocoo()
        source, target = paths.row + np.int64(start), paths.col
        counted = source != target
        if observed is not None:
            counted &= observed.contains(source * np.int64(n) + target)
        total += float(paths.data[counted].sum())
    return TwoPaths(round(closed), round(total))
