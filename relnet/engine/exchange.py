"""Cells of actors that change places: permutations, and what they make of sums over cells.

A permutation p gives the table t the cells t[p[i], p[j]]. What these share with another table is
summed over lists of cells, such as the ties, that are looked up in the table: a permutation then
takes time in proportion to the list, not to all cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

AT_ONCE, CELLS = 128, 512
"""Permutations and cells that are looked up together: what they need stays in the cache."""


def permutations(rng: np.random.Generator, size: int, n: int) -> Ints:
    """Draw permutations of n actors (shape ``(size, n)``).

    Examples
    --------
    >>> permutations(np.random.default_rng(1), 3, 4).sum(axis=1)
    array([6, 6, 6])
    """
    return rng.permuted(np.tile(np.arange(n), (size, 1)), axis=1)


def permuted(table: Floats, places: Ints) -> Floats:
    """Return all cells of a table whose actors change places, a row for each permutation.

    Parameters
    ----------
    table
        Shape ``(n, n)``.
    places
        Permutations, shape ``(size, n)``.

    Returns
    -------
    ndarray, shape (size, n * n)

    Examples
    --------
    >>> permuted(np.array([[0, 1], [2, 3.0]]), np.array([[0, 1], [1, 0]]))
    array([[0., 1., 2., 3.],
           [3., 2., 1., 0.]])
    """
    cells = table[places[:, :, None], places[:, None, :]]
    return np.asarray(cells.reshape(len(places), -1))


def looked_up(table: Floats, cells: Ints, places: Ints, weights: Floats | None = None) -> Floats:
    """Sum a table whose actors change places over a list of cells.

    Parameters
    ----------
    table
        Shape ``(n, n)``.
    cells
        Keys ``i * n + j``, shape ``(m,)``.
    places
        Permutations, shape ``(size, n)``.
    weights
        What each cell counts for, shape ``(k, m)``; once, and 1, without.

    Returns
    -------
    ndarray, shape (k, size)

    Examples
    --------
    >>> table = np.array([[0, 1], [2, 3.0]])
    >>> looked_up(table, np.array([1, 2]), np.array([[0, 1], [1, 0]]), np.array([[1, 10.0]]))
    array([[21., 12.]])
    """
    n, flat = len(table), np.ascontiguousarray(table).reshape(-1)
    source, target = np.divmod(cells, n)
    sums = np.zeros((1 if weights is None else len(weights), len(places)))
    for start in range(0, len(places), AT_ONCE):
        columns = np.ascontiguousarray(places[start : start + AT_ONCE].T)
        rows, total = columns * n, sums[:, start : start + AT_ONCE]
        for first in range(0, len(cells), CELLS):
            part = slice(first, first + CELLS)
            keys = rows[source[part]]
            keys += columns[target[part]]
            found = flat.take(keys)
            if weights is None:
                total += found.sum(axis=0)
            else:
                total += np.einsum("km,mr->kr", weights[:, part], found)
    return sums


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The values of one side: a table with zeros where unknown, and lists of its cells.

    Attributes
    ----------
    values, known : ndarray, shape (n, n)
        Zero where it is not known; and 1 where it is.
    cells, weights : ndarray, shape (m,)
        Keys of the cells, each dyad once where undirected, that are not zero; and their values.
    rated : int
        How many cells are known.
    """

    values: Floats
    known: Floats
    cells: Ints
    weights: Floats
    rated: int

    @classmethod
    def of(cls, values: Floats, within: Flags) -> Table:
        """Make one of values with NaN where unknown, and the cells that count, each once."""
        known = ~np.isnan(values)
        there = known & within
        middle = values[there].mean() if np.count_nonzero(values[there]) > there.sum() / 2 else 0
        filled = np.where(known, values - middle, 0.0)
        cells = np.flatnonzero((filled != 0) & within)
        return cls(filled, known.astype(float), cells, filled.flat[cells], int(there.sum()))

    @property
    def ones(self) -> bool:
        """Whether all that is not zero is one."""
        return bool((self.weights == 1).all())

    def summed(self, other: Floats, places: Ints, *powers: int) -> Floats:
        """Sum powers of the values times a table whose actors change places (``(k, size)``)."""
        if self.ones:
            found = looked_up(other, self.cells, places)
            return np.broadcast_to(found, (len(powers), len(places)))
        return looked_up(other, self.cells, places, self.weights ** np.array([powers]).T)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two tables of the same actors, of which the second changes places.

    Attributes
    ----------
    first, second : Table
        The values; the first has the fewer cells that are not zero.
    listed : ndarray
        Keys of the cells, each once, where the first is known, or where it is not: the fewer.
    listed_known : bool
        Which of both.
    total : int
        How many cells there are.
    """

    first: Table
    second: Table
    listed: Ints
    listed_known: bool
    total: int

    @classmethod
    def of(cls, first: Floats, second: Floats, *, directed: bool) -> Pair:
        """Make one of values (shape ``(n, n)``) that are NaN where unknown and on the diagonal."""
        n = len(first)
        within = ~np.eye(n, dtype=bool) if directed else np.triu(np.ones((n, n), bool), 1)
        tables = [Table.of(values, within) for values in (first, second)]
        one, other = sorted(tables, key=lambda table: table.cells.size)
        unknown = within & (one.known == 0)
        listed_known = 2 * one.rated < within.sum()
        listed = np.flatnonzero(within & (one.known == 1) if listed_known else unknown)
        return cls(one, other, listed, listed_known, int(within.sum()))

    def sums(self, places: Ints) -> tuple[Floats, ...]:
        """Sum over the cells known of both: 1, x, y, x², y², xy (each of shape ``(size,)``)."""
        one, other = self.first, self.second
        back = np.argsort(places, axis=1) if one.rated < self.total else places
        n = self._both(places)
        x, xx = self._own(one, other, places)
        y, yy = self._own(other, one, back)
        return n, x, y, xx, yy, one.summed(other.values, places, 1)[0]

    def _own(self, mine: Table, theirs: Table, places: Ints) -> Floats:
        """Sum one table and its squares over the cells known of both (shape ``(2, size)``)."""
        if theirs.rated < self.total:
            return mine.summed(theirs.known, places, 1, 2)
        sums = [mine.weights.sum(), (mine.weights**2).sum()]
        return np.repeat(np.array(sums)[:, None], len(places), axis=1)

    def _both(self, places: Ints) -> Floats:
        """Count the cells known of both."""
        if self.total in {self.first.rated, self.second.rated}:
            return np.full(len(places), float(min(self.first.rated, self.second.rated)))
        (found,) = looked_up(self.second.known, self.listed, places)
        return np.asarray(found if self.listed_known else self.second.rated - found)


def correlation(sums: tuple[Floats, ...]) -> Floats:
    """Return the product-moment correlation of such sums; NaN where one side is constant.

    Examples
    --------
    >>> both = Pair.of(np.array([[np.nan, 1, 0], [0, np.nan, 0], [1, 0, np.nan]]),
    ...                np.array([[np.nan, 2, 0], [0, np.nan, 0], [0, 0, np.nan]]), directed=True)
    >>> correlation(both.sums(np.arange(3)[None])).round(4)
    array([0.6325])
    """
    n, x, y, xx, yy, xy = sums
    spreads = [n * squares - value * value for value, squares in ((x, xx), (y, yy))]
    varied = (spreads[0] > 1e-10 * n * xx) & (spreads[1] > 1e-10 * n * yy)
    product = np.where(varied, spreads[0] * spreads[1], np.nan)
    return np.asarray((n * xy - x * y) / np.sqrt(product))
