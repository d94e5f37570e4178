"""Sorted arrays of cell keys: membership, lookup, union."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from typing import Any

Keys: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


def is_among(keys: Keys, among: Keys) -> Flags:
    """Whether each key is among others that are sorted and unique (shape of `keys`)."""
    if not among.size:
        return np.zeros(keys.shape, np.bool_)
    place = np.minimum(np.searchsorted(among, keys), among.size - 1)
    return np.asarray(among[place] == keys)


def lookup(keys: Keys, among: Keys, values: NDArray[Any], default: float) -> NDArray[np.float64]:
    """Return the value that belongs to each key, and the default where there is none.

    Parameters
    ----------
    keys
        What to look up, shape ``(k,)``.
    among, values
        Sorted unique keys and their values, shape ``(m,)``.
    default
        For keys that are not among them.

    Examples
    --------
    >>> lookup(np.array([3, 5]), np.array([1, 5]), np.array([10.0, 50.0]), np.nan)
    array([nan, 50.])
    """
    found = np.full(keys.shape, default, dtype=float)
    here = is_among(keys, among)
    found[here] = values[np.searchsorted(among, keys[here])]
    return found


def merge(first: Keys, second: Keys) -> Keys:
    """Return the sorted union of two sorted arrays of unique keys."""
    if not first.size or not second.size:
        return first if first.size else second
    both = np.concatenate([first, second])
    both.sort(kind="stable")  # finds the two runs, so it is one merge
    new = np.empty(both.size, np.bool_)
    new[0] = True
    np.not_equal(both[1:], both[:-1], out=new[1:])
    return both[new]


def ends(keys: Keys, n: int) -> tuple[Keys, Keys]:
    """Return the senders and the receivers of the cells of a network of n.

    Examples
    --------
    >>> ends(np.array([1, 5]), 3)
    (array([0, 1]), array([1, 2]))
    """
    source = keys // max(n, 1)  # with the product several times quicker than np.divmod
    return source, keys - source * n


def transpose_keys(keys: Keys, n: int) -> Keys:
    """Return the keys of the reversed pairs of a network of n, in the same order."""
    source, target = ends(keys, n)
    return np.asarray(target * n + source, dtype=np.int64)


def rekey(keys: Keys, places: Keys, n: int) -> tuple[Keys, Flags]:
    """Return the cells in terms of other actors, those that are there, and which these are.

    Parameters
    ----------
    keys
        Cells of the old actors, shape ``(m,)``.
    places
        For each old actor its new position, -1 for one that is not there.
    n
        Number of new actors.

    Examples
    --------
    >>> rekey(np.array([1, 5]), np.array([1, 0, -1]), 2)
    (array([2]), array([ True, False]))
    """
    source, target = (places[end] for end in ends(keys, places.size))
    inside = (source >= 0) & (target >= 0)
    return source[inside] * n + target[inside], inside
