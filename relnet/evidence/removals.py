"""What the removal of some actors does to the connections among the others."""

from __future__ import annotations

from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np
from scipy import sparse

from relnet.engine.components import components

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.keys import Flags

    Floats = NDArray[np.float64]

WORK = 2_000_000
"""Actors and ties that are looked at at once."""


class Losses(NamedTuple):
    """Connections among the actors that remain (each of shape ``(r,)``, one a removal).

    Attributes
    ----------
    pairs
        Pairs of remaining actors.
    joined, joined_without
        Those of them that reach each other along paths that may pass the removed actors,
        and along paths that do not.
    largest, largest_without
        Most remaining actors in one component, likewise.
    """

    pairs: Floats
    joined: Floats
    joined_without: Floats
    largest: Floats
    largest_without: Floats

    @property
    def parted(self) -> Floats:
        """Share of the remaining pairs that the removal parts; NaN without a pair."""
        lost = self.joined - self.joined_without
        none = np.full(lost.shape, np.nan)
        return np.asarray(np.divide(lost, self.pairs, out=none, where=self.pairs > 0))

    @property
    def component(self) -> Floats:
        """How many remaining actors the largest component loses."""
        return self.largest - self.largest_without


def losses(ties: sparse.csr_array, removed: Flags) -> Losses:
    """Return what each of several removals parts.

    Parameters
    ----------
    ties
        Adjacency, shape ``(n, n)``, symmetric.
    removed
        Whom each removal takes away, shape ``(r, n)``.

    Examples
    --------
    >>> from relnet.engine.graph import matrix
    >>> path = matrix(np.array([1, 3, 5, 7]), 3)  # 0 - 1 - 2
    >>> losses(path, np.eye(3, dtype=bool)).parted
    array([0., 1., 0.])
    """
    n = ties.shape[0]
    step = max(1, WORK // max(n + ties.nnz, 1))
    parts = [_losses(ties, removed[k : k + step]) for k in range(0, len(removed), step)]
    if not parts:
        return Losses(*(np.empty(0) for _ in Losses._fields))
    return Losses(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def _losses(ties: sparse.csr_array, removed: Flags) -> Losses:
    labels = np.tile(components(ties)[1], len(removed))
    left = (~removed).sum(axis=1).astype(float)
    joined, largest = _sizes(labels, removed)
    joined_without, largest_without = _sizes(_parted(ties, removed), removed)
    return Losses(left * (left - 1) / 2, joined, joined_without, largest, largest_without)


def _parted(ties: sparse.csr_array, removed: Flags) -> NDArray[np.int64]:
    """The component of each actor after each removal, as rows one after the other."""
    r, n = removed.shape
    once = sparse.triu(ties).tocoo()
    source, target = once.coords
    kept = ~(removed[:, source] | removed[:, target])
    row, tie = np.nonzero(kept)
    ends = (source[tie] + row * n, target[tie] + row * n)
    return components(sparse.coo_array((np.ones(row.size), ends), shape=(r * n, r * n)).tocsr())[1]


def _sizes(labels: NDArray[np.int64], removed: Flags) -> tuple[Floats, Floats]:
    """Pairs within the components of each row, and the largest, over the actors that remain."""
    r, n = removed.shape
    row = np.repeat(np.arange(r), n)[~removed.ravel()]
    within = row * (labels.max(initial=0) + 1) + labels[~removed.ravel()]
    found, size = np.unique(within, return_counts=True)
    where = found // (labels.max(initial=0) + 1)
    pairs = np.bincount(where, size * (size - 1) / 2, r).astype(float)
    largest = np.zeros(r)
    np.maximum.at(largest, where, size)
    return pairs, largest


def random_removals(names: list[str], size: int, draws: int, seed: int, of: str) -> Flags:
    """Draw sets of actors to remove; all sets there are, where these are not more.

    Parameters
    ----------
    names
        The actors; what is drawn does not depend on their order.
    size
        How many are removed.
    draws
        How many sets.
    seed
        Of the draws.
    of
        What the draws are for: others are drawn for another.

    Returns
    -------
    ndarray of bool, shape (r, n)
        Who is removed; no row where there are fewer actors than `size`.
    """
    n = len(names)
    if size > n:
        return np.zeros((0, n), np.bool_)
    if comb(n, size) <= draws:
        every = list(combinations(range(n), size))
        chosen = np.array(every, np.int64).reshape(len(every), size)
    else:
        rng = np.random.default_rng([seed, size, crc32(of.encode())])
        chosen = np.argsort(rng.random((draws, n)), axis=1)[:, :size]
    removed = np.zeros((len(chosen), n), np.bool_)
    np.put_along_axis(removed, chosen, values=True, axis=1)
    turned = np.empty_like(removed)
    turned[:, np.argsort(np.array(names, dtype=str), kind="stable")] = removed
    return turned
