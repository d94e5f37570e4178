"""Counts of dyads, two-paths and closed two-paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.keys import transpose_keys

if TYPE_CHECKING:
    from scipy import sparse

    from relnet.engine.cells import Cells
    from relnet.engine.keys import Keys

ROWS = 1024
"""Rows of the squared matrix held at once."""


class Dyads(NamedTuple):
    """Mutual, asymmetric and null pairs."""

    mutual: int
    asymmetric: int
    null: int


def dyad_census(keys: Keys, observed: Cells) -> Dyads:
    """Count the pairs with two, one and no tie, of those whose two cells are observed.

    Parameters
    ----------
    keys
        Sorted cells that hold a tie, shape ``(m,)``.
    observed
        Cells that were observed.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> dyad_census(np.array([1, 2, 3]), Cells.everything(3))  # 0 ↔ 1, 0 → 2
    Dyads(mutual=1, asymmetric=1, null=1)
    """
    pairs = observed & observed.T
    inside = keys[pairs.contains(keys)]
    returned = np.isin(transpose_keys(inside, observed.n), inside).sum()
    mutual = int(returned) // 2
    asymmetric = int(inside.size - returned)
    return Dyads(mutual, asymmetric, len(pairs) // 2 - mutual - asymmetric)


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
