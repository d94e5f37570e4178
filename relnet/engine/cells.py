"""Sets of cells that stay small however large the network: a blockmodel plus exceptions.

Which cells were observed follows from who answered, apart from exceptions. So a set of
cells is kept as a class for each actor, a small table that says which pairs of classes
are in the set, and the keys of the cells that are the other way round. Sets of this form
are closed under *and*, *or*, *not*, transposition and a change of actors, which makes
Kleene's three-valued tables plain set algebra; no n × n mask is ever made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy import sparse

from relnet.engine.keys import ends, is_among, merge, rekey, transpose_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from relnet.engine.keys import Flags, Keys

    Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Cells:
    """A set of ordered pairs of different actors.

    Attributes
    ----------
    classes : ndarray of int64, shape (n,)
        Class of each actor.
    table : ndarray of bool, shape (k, k)
        Whether the cells from one class to another are in the set.
    flips : ndarray of int64, shape (m,)
        Sorted keys ``i * n + j``, ``i != j``, of the cells that contradict the table.

    Examples
    --------
    >>> answered = np.array([True, True, False])
    >>> observed = Cells.from_rows(answered)
    >>> len(observed), len(~observed), len(observed.both_ways)
    (4, 2, 2)
    """

    classes: Ints
    table: Flags
    flips: Keys

    @classmethod
    def everything(cls, n: int) -> Cells:
        """All cells off the diagonal."""
        return cls(np.zeros(n, np.int64), np.ones((1, 1), np.bool_), np.empty(0, np.int64))

    @classmethod
    def from_keys(cls, keys: Keys, n: int) -> Cells:
        """Just these cells (unique or not, sorted or not); the diagonal is left out."""
        keys = np.asarray(keys, np.int64)
        if (keys[1:] <= keys[:-1]).any():
            keys = np.unique(keys)
        off_diagonal = keys[keys % (n + 1) != 0] if n else keys
        return cls(np.zeros(n, np.int64), np.zeros((1, 1), np.bool_), off_diagonal)

    @classmethod
    def from_rows(cls, rows: Flags) -> Cells:
        """All cells whose sender is flagged (shape ``(n,)``)."""
        table = np.array([[False, False], [True, True]])
        return _simplified(cls(np.asarray(rows, np.int64), table, np.empty(0, np.int64)))

    @property
    def n(self) -> int:
        """Number of actors."""
        return int(self.classes.size)

    @property
    def T(self) -> Cells:  # noqa: N802 - as in numpy
        """The reversed cells."""
        return Cells(self.classes, self.table.T, np.sort(transpose_keys(self.flips, self.n)))

    @cached_property
    def both_ways(self) -> Cells:
        """The cells that are in the set together with the reversed one."""
        return self & self.T

    def __and__(self, other: Cells) -> Cells:
        """Cells in both."""
        return self._combine(other, np.logical_and)

    def __or__(self, other: Cells) -> Cells:
        """Cells in either."""
        return self._combine(other, np.logical_or)

    def __sub__(self, other: Cells) -> Cells:
        """Cells in this set and not in the other."""
        return self._combine(other, np.greater)

    def __invert__(self) -> Cells:
        """Cells off the diagonal that are not in this set."""
        return Cells(self.classes, ~self.table, self.flips)

    def __len__(self) -> int:
        """Count the cells."""
        return self._size

    def equals(self, other: Cells) -> bool:
        """Whether both hold the same cells."""
        return self.n == other.n and len(self._combine(other, np.not_equal)) == 0

    def contains(self, keys: Keys) -> Flags:
        """Whether each cell is in the set (shape of `keys`)."""
        return self._by_table(keys) ^ is_among(keys, self.flips)

    def keys(self) -> Keys:
        """Sorted keys of all cells: as many as the set has, so for small networks."""
        rows = [np.flatnonzero(row) for row in self.table[:, self.classes]]
        heads = np.arange(self.n, dtype=np.int64)
        dense = [np.asarray(i * self.n + rows[self.classes[i]], np.int64) for i in heads]
        keys = np.concatenate([*dense, np.empty(0, np.int64)])
        return np.setxor1d(keys[keys % (self.n + 1) != 0], self.flips, assume_unique=True)

    @cached_property
    def row_sizes(self) -> Ints:
        """Number of cells in each row (shape ``(n,)``)."""
        return self._sizes(self.table, ends(self.flips, self.n)[0])

    @cached_property
    def column_sizes(self) -> Ints:
        """Number of cells in each column (shape ``(n,)``)."""
        return self._sizes(self.table.T, ends(self.flips, self.n)[1])

    def reindex(self, positions: Ints) -> Cells:
        """Express the set in other actors.

        Parameters
        ----------
        positions
            For each new actor its index here, or -1 for one that is not here, whose
            cells are then not in the set. No index may occur twice.
        """
        k = self.table.shape[0]
        here = positions >= 0
        new_of_old = np.full(self.n, -1, np.int64)
        new_of_old[positions[here]] = np.flatnonzero(here)
        classes = np.full(positions.size, k, np.int64)
        classes[here] = self.classes[positions[here]]
        table = np.zeros((k + 1, k + 1), np.bool_)
        table[:k, :k] = self.table
        flips, _ = rekey(self.flips, new_of_old, positions.size)
        return _simplified(Cells(classes, table, np.sort(flips)))

    def count_triples(self) -> int:
        """Count ordered triples of different actors with a→b, b→c and a→c in the set.

        With the indicator matrix O = B + E, B constant on blocks and E sparse, the count
        is the sum of O ∘ O², whose eight terms need only class tables and sparse products.
        """
        n, k = self.n, self.table.shape[0]
        if n < 3:
            return 0
        members = sparse.csr_array((np.ones(n), (self.classes, np.arange(n))), shape=(k, n))
        table = self.table.astype(float)
        sizes = self._class_sizes.astype(float)
        square = table @ (sizes[:, None] * table)
        listed = self.exceptions()
        (source, target), weight = listed.coords, listed.data
        head, tail = self.classes[source], self.classes[target]
        exceptions = listed.tocsr()
        columns = np.asarray((members @ exceptions).todense())
        rows = np.asarray((exceptions @ members.T).todense())
        through = (exceptions @ exceptions).tocoo()
        on_block = self.table[self.classes[through.row], self.classes[through.col]]
        pure = float((table * square) @ sizes @ sizes)
        legs = weight @ (table @ (sizes[:, None] * table.T))[head, tail]
        legs += weight @ (table.T @ (sizes[:, None] * table))[head, tail]
        close = weight @ square[head, tail]
        close += weight @ ((table @ columns)[head, target] + (rows @ table)[source, tail])
        rest = through.data @ on_block + (exceptions * (exceptions @ exceptions)).sum()
        return int(round(pure + legs + close + float(rest)))  # noqa: RUF046 - for the type checker

    def exceptions(self) -> sparse.coo_array:
        """Return what the table gets wrong: flips as ±1, -1 on a diagonal it covers (``(n, n)``)."""
        n = self.n
        diagonal = np.flatnonzero(np.diagonal(self.table)[self.classes])
        source, target = ends(self.flips, n)
        rows, columns = np.r_[source, diagonal], np.r_[target, diagonal]
        signs = np.r_[self._signs, -np.ones(diagonal.size)]
        matrix = sparse.coo_array((signs, (rows, columns)), shape=(n, n)).tocsr()
        return matrix.tocoo()

    @cached_property
    def _class_sizes(self) -> Ints:
        return np.bincount(self.classes, minlength=self.table.shape[0])

    @cached_property
    def _size(self) -> int:
        return int(self.row_sizes.sum())

    @cached_property
    def _signs(self) -> NDArray[np.float64]:
        """+1 for a flip that adds a cell, -1 for one that takes it away."""
        return np.where(self._by_table(self.flips), -1.0, 1.0)

    def _by_table(self, keys: Keys) -> Flags:
        """What the table says of each cell."""
        if self.table.size == 1:
            return np.full(keys.shape, self.table[0, 0])
        source, target = ends(keys, self.n)
        return self.table[self.classes[source], self.classes[target]]

    def _sizes(self, table: Flags, where: Ints) -> Ints:
        """Number of cells of each actor, by the table from its class and the end of each flip."""
        sizes = (table @ self._class_sizes - np.diagonal(table))[self.classes]
        if not where.size:
            return np.asarray(sizes)
        flips = np.bincount(where, weights=self._signs, minlength=self.n)
        return np.asarray(sizes + np.rint(flips).astype(np.int64))

    def _combine(self, other: Cells, operation: Callable[[Flags, Flags], Flags]) -> Cells:
        classes, mine, theirs = _crossed(self, other)
        keys = merge(self.flips, other.flips)
        blocks = _simplified(Cells(classes, operation(mine, theirs), keys[:0]))
        inside = operation(self.contains(keys), other.contains(keys))
        return Cells(blocks.classes, blocks.table, keys[inside != blocks.contains(keys)])


def _crossed(first: Cells, second: Cells) -> tuple[Ints, Flags, Flags]:
    """Classes that tell apart what either does, and both tables in these (one value stands for all)."""
    if second.table.size == 1 or first.classes is second.classes:
        return first.classes, first.table, second.table
    if first.table.size == 1:
        return second.classes, first.table, second.table
    k = len(second.table)
    pairs, classes = np.unique(first.classes * k + second.classes, return_inverse=True)
    mine, theirs = np.divmod(pairs, k)
    return classes, first.table[np.ix_(mine, mine)], second.table[np.ix_(theirs, theirs)]


def _simplified(cells: Cells) -> Cells:
    """The same set with the classes that behave alike merged."""
    k, table = cells.table.shape[0], cells.table
    if k == 1:
        return cells
    used = np.flatnonzero(np.bincount(cells.classes, minlength=k))
    roles = np.hstack([table[np.ix_(used, used)], table.T[np.ix_(used, used)]])
    _, first, role = np.unique(roles, axis=0, return_index=True, return_inverse=True)
    if first.size == k or not used.size:
        return cells
    new_class = np.zeros(k, np.int64)
    new_class[used] = role
    kept = used[first]
    return Cells(new_class[cells.classes], table[np.ix_(kept, kept)], cells.flips)
