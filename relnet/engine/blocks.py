"""Counts of the cells between groups of actors, without an n × n mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


def block_sizes(cells: Cells, groups: Ints, k: int) -> Ints:
    """Count the cells from each group of actors to each (shape ``(k, k)``).

    Parameters
    ----------
    cells
        The set of cells.
    groups
        Group of each actor, 0 to k - 1, or -1 for one that is in none; shape ``(n,)``.
    k
        Number of groups.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> block_sizes(Cells.everything(3), np.array([0, 0, 1]), 2)
    array([[2, 2],
           [2, 0]])
    """
    members = _members(cells, groups, k)
    blocks = members @ cells.table.astype(np.int64) @ members.T
    source, target, signs = _exceptions(cells, groups)
    return np.asarray(blocks + _count(source * k + target, signs, k * k).reshape(k, k))


def within_sizes(cells: Cells, groups: Ints, k: int) -> Ints:
    """Count the cells within each group of actors: the diagonal of `block_sizes`.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> within_sizes(Cells.everything(3), np.array([0, 0, 1]), 2)
    array([2, 0])
    """
    members = _members(cells, groups, k)
    inside = ((members @ cells.table.astype(np.int64)) * members).sum(axis=1)
    source, target, signs = _exceptions(cells, groups)
    alike = source == target
    return np.asarray(inside + _count(source[alike], signs[alike], k))


def _members(cells: Cells, groups: Ints, k: int) -> Ints:
    """How many actors of each group are of each class (shape ``(k, classes)``)."""
    known, size = groups >= 0, cells.table.shape[0]
    pairs = groups[known] * size + cells.classes[known]
    return np.bincount(pairs, minlength=k * size).reshape(k, size)


def _exceptions(cells: Cells, groups: Ints) -> tuple[Ints, Ints, Floats]:
    """Groups and sign of each exception between actors that are in one."""
    listed = cells.exceptions()
    source, target = (groups[end] for end in listed.coords)
    known = (source >= 0) & (target >= 0)
    return source[known], target[known], listed.data[known]


def _count(where: Ints, signs: Floats, size: int) -> Ints:
    return np.rint(np.bincount(where, weights=signs, minlength=size)).astype(np.int64)
