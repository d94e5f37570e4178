"""Rows of text as whole numbers, a part of them at a time, so that text is looked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.readers.coded import ROWS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

DENSE = 1_000_000
"""Up to as many possible keys, or four for each row, they are looked up in a table."""


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """A number for each row, equal where all texts of some columns are.

    Attributes
    ----------
    rows
        How many rows there are.
    size
        All keys are less.
    columns
        Codes of each column and how many there may be, the most significant first.
    """

    rows: int
    size: int = 1
    columns: tuple[tuple[NDArray[Any], int], ...] = ()

    @property
    def is_dense(self) -> bool:
        """Whether a table of all keys is small enough."""
        return self.size <= max(DENSE, 4 * self.rows)

    def parts(self, rows: int | None = None) -> Iterator[tuple[slice, NDArray[Any]]]:
        """Yield the keys of all rows, or the first so many, some rows at a time."""
        end = self.rows if rows is None else min(rows, self.rows)
        for start in range(0, end, ROWS_AT_ONCE):
            part = slice(start, min(start + ROWS_AT_ONCE, end))
            yield part, self._of(part)

    def _of(self, part: slice) -> NDArray[Any]:
        if len(self.columns) == 1:
            return self.columns[0][0][part]
        (first, _), *others = self.columns
        kind: type[np.signedinteger[Any]] = np.int32 if self.size < 2**31 else np.int64
        keys = first[part].astype(kind)
        for codes, texts in others:
            keys *= texts
            keys += codes[part]
        return keys

    def all(self) -> NDArray[Any]:
        """Return the keys of all rows, shape ``(rows,)``; of one column its codes themselves."""
        return self._of(slice(0, self.rows))

    def look_up(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return the value of the key of each row, of `values` of shape ``(size,)``."""
        out = np.empty(self.rows, values.dtype)
        for part, some in self.parts():
            values.take(some, out=out[part], mode="clip")
        return out

    def first(self, rows: int | None = None) -> NDArray[np.int32]:
        """Return the first row of each key, shape ``(size,)``, and -1 of one that is in none."""
        at = np.full(self.size, -1, np.int32)
        left = self.size
        for part, some in self.parts(rows):
            new = np.flatnonzero(at.take(some, mode="clip") < 0)[::-1]
            at[some[new]] = part.start + new  # of equal keys the last is kept: the first row
            left -= int((at[some[new]] == part.start + new).sum())
            if not left:
                break
        return at

    def tell(self, column: pd.Categorical) -> bool:
        """Whether all rows of a key have the same text; ``False`` where that is not known."""
        if not self.columns or not self.rows or not self.is_dense:
            return False
        last = self.columns[-1:]
        if len(self.columns) > 1 and Keys(self.rows, last[0][1], last).tell(column):
            return True  # as a respondent alone tells the actor
        for rows in (ROWS_AT_ONCE, self.rows):  # mostly the first rows are enough
            theirs = column.codes[self.first(rows)]
            for part, some in self.parts(rows):
                if (theirs.take(some, mode="clip") != column.codes[part]).any():
                    return False
        return True

    def with_column(self, column: pd.Categorical) -> Keys:
        """Return keys that also tell the texts of a column apart."""
        texts = len(column.categories)
        keys = self if self.size * texts < 2**62 else factorised(self)
        return Keys(self.rows, keys.size * texts, (*keys.columns, (column.codes, texts)))


def factorised(keys: Keys) -> Keys:
    """Return keys without those that no row has, by appearance."""
    codes, distinct = pd.factorize(keys.all())
    return Keys(keys.rows, len(distinct), ((codes, len(distinct)),))


def combined(columns: Sequence[pd.Categorical]) -> Keys:
    """Return keys that can be compared with those of other columns of the same texts."""
    keys = Keys(len(columns[0]))
    for column in columns:
        keys = keys.with_column(column)
    return keys


def identified(columns: Sequence[pd.Categorical]) -> Keys:
    """Return keys without the columns that follow from those before them."""
    keys = Keys(len(columns[0]))
    for column in columns:
        keys = keys if keys.tell(column) else keys.with_column(column)
    return keys
