"""What kinds of dyads there are, and how many of each, without going through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from relnet.engine.keys import is_among

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from relnet.engine.cells import Cells
    from relnet.engine.keys import Flags, Keys

    Ints: TypeAlias = NDArray[np.int64]


def kinds_of(ties: Sequence[Keys], cells: Sequence[Cells], *, directed: bool) -> tuple[Ints, Ints]:
    """Count the dyads by how many of their cells are in each of some sets.

    Parameters
    ----------
    ties
        Sets by their sorted keys, both ways round where undirected.
    cells
        Larger sets over the same actors.
    directed
        Whether both cells of a dyad count; else one, as they are alike.

    Returns
    -------
    kinds : ndarray, shape (k, sets)
        How many of its cells a dyad has in each set, `ties` first.
    counts : ndarray, shape (k,)
        How many such dyads there are, the most frequent first.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> ties = np.array([1, 3, 2])  # a → b, b → a, a → c
    >>> kinds_of([np.sort(ties)], [Cells.everything(3)], directed=True)
    (array([[0, 2],
           [1, 2],
           [2, 2]]), array([1, 1, 1]))
    """
    n = cells[0].n
    low, high = _listed(np.concatenate([*ties, *(part.flips for part in cells)]), n)
    sets = [_among(keys) for keys in ties] + [part.contains for part in cells]
    listed = [
        among(low * n + high) + (among(high * n + low) & directed).astype(np.int64)
        for among in sets
    ]
    blocks, rest = _blocks(cells, low, high, directed=directed)
    none = np.zeros((len(ties), rest.size), np.int64)
    every = np.hstack([np.stack(listed), np.vstack([none, *blocks])])
    kinds, places = np.unique(every, axis=1, return_inverse=True)
    counts = np.bincount(places.ravel(), np.r_[np.ones(low.size), rest]).astype(np.int64)
    order = np.argsort(-counts, kind="stable")
    order = order[counts[order] > 0]
    return kinds.T[order], counts[order]


def _among(keys: Keys) -> Callable[[Keys], Flags]:
    return lambda asked: is_among(asked, keys)


def _listed(keys: Keys, n: int) -> tuple[Ints, Ints]:
    """The dyads that hold any of these cells, lower actor first."""
    source, target = np.divmod(keys, max(n, 1))
    dyads = np.unique(np.minimum(source, target) * n + np.maximum(source, target))
    low, high = np.divmod(dyads, max(n, 1))
    return low, high


def _blocks(
    cells: Sequence[Cells], low: Ints, high: Ints, *, directed: bool
) -> tuple[list[Ints], Ints]:
    """For each pair of classes what its dyads count for, and how many dyads are not listed."""
    together = np.stack([part.classes for part in cells])
    classes, where = np.unique(together, axis=1, return_inverse=True)
    where = where.ravel()
    sizes = np.bincount(where)
    pairs = np.outer(sizes, sizes)
    np.fill_diagonal(pairs, sizes * (sizes - 1) // 2)
    ends = np.sort(np.stack([where[low], where[high]]), axis=0)
    np.subtract.at(pairs, tuple(ends), 1)
    upper = np.triu_indices(sizes.size)
    tables = [part.table[np.ix_(own, own)] for part, own in zip(cells, classes, strict=True)]
    counted = [(table.astype(np.int64) + (table.T & directed))[upper] for table in tables]
    return counted, pairs[upper]
