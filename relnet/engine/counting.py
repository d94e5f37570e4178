"""Counts over sets of cells, without ever making an n × n mask.

With the indicator of a set as B + E, B constant on blocks of actors and E sparse, every count
is one of small class tables and sparse products (see `relnet.engine.cells`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells

    Floats = NDArray[np.float64]


class _Parts(NamedTuple):
    """Membership of actors in classes ``(k, n)``, class table ``(k, k)``, exceptions ``(n, n)``."""

    members: sparse.csr_array
    table: Floats
    exceptions: sparse.csr_array


def _parts(cells: Cells) -> _Parts:
    k, n = cells.table.shape[0], cells.n
    members = sparse.csr_array((np.ones(n), (cells.classes, np.arange(n))), shape=(k, n))
    return _Parts(members, cells.table.astype(float), cells.exceptions().tocsr())


def two_paths_in(cells: Cells, ties: sparse.csr_array) -> float:
    """Count the two-paths i → q → j of which the cell (i, j) is in the set.

    Parameters
    ----------
    cells
        The set.
    ties
        Adjacency, shape ``(n, n)``.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> from relnet.engine.graph import matrix
    >>> two_paths_in(Cells.everything(3), matrix(np.array([1, 3, 5]), 3))  # 0 ↔ 1 → 2
    1.0
    """
    members, table, exceptions = _parts(cells)
    starts, ends = (members @ ties).toarray(), (ties @ members.T).toarray()
    (row, column), weight = exceptions.tocoo().coords, exceptions.data
    each = (ties[row] * ties.T.tocsr()[column]).sum(axis=1)
    return float((table * (starts @ ends)).sum() + weight @ each)


def cells_among(cells: Cells, sets: sparse.csr_array) -> Floats:
    """Count the cells of which both ends are in each of several sets of actors.

    Parameters
    ----------
    cells
        The set of cells.
    sets
        Members of each set of actors as ones, shape ``(s, n)``.

    Returns
    -------
    ndarray of float, shape (s,)
        Cells among the members.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> sets = sparse.csr_array(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 1.0]]))
    >>> cells_among(Cells.everything(3), sets)
    array([2., 6.])
    """
    members, table, exceptions = _parts(cells)
    sizes = (sets @ members.T).toarray()
    return np.asarray(
        ((sizes @ table) * sizes).sum(axis=1) + ((sets @ exceptions) * sets).sum(axis=1)
    )


def triples_through(cells: Cells) -> Floats:
    """Count for each actor v the ordered triples a, v, b with a→v, v→b and a→b in the set.

    Returns
    -------
    ndarray of float, shape (n,)
        Row sums of Sᵀ ∘ (S Sᵀ), S = B + E the indicator of the set, term by term.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> triples_through(Cells.everything(4))
    array([6., 6., 6., 6.])
    """
    members, table, exceptions = _parts(cells)
    classes, sizes = cells.classes, np.bincount(cells.classes, minlength=table.shape[0])
    rows = (exceptions @ members.T).toarray()
    after, before = (table * sizes) @ table.T, table.T @ (sizes[:, None] * table)
    on_blocks = (after * table.T) @ sizes + np.diag(table @ (members @ rows).T @ table)
    square = exceptions @ exceptions.T
    count = on_blocks[classes] + (rows * before[classes]).sum(axis=1)
    count += ((square @ members.T).toarray() * table.T[classes]).sum(axis=1)
    reverse = exceptions.T.tocoo()
    (actor, other), weight = reverse.coords, reverse.data
    legs = after[classes[actor], classes[other]] + (table[classes[actor]] * rows[other]).sum(axis=1)
    legs += (rows[actor] * table[classes[other]]).sum(axis=1)
    count += np.bincount(actor, weight * legs, cells.n)
    return np.asarray(count + (reverse.tocsr() * square).sum(axis=1))
