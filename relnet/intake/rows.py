"""Rows of reports compared by their texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.intake.keys import Keys, combined, factorised, identified
from relnet.readers.coded import chained, coded, from_codes, strings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


def column_of(table: pd.DataFrame, name: str) -> pd.Categorical:
    """Return a column of text as codes; one of codes, as it is, lacks none."""
    column = table[name].array
    return column if isinstance(column, pd.Categorical) else coded(column)


def chosen(table: pd.DataFrame, keep: NDArray[np.bool_]) -> pd.DataFrame:
    """Return the rows that are flagged; the table itself where all are."""
    return table if keep.all() else table[keep]


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with text in place of codes."""
    texts = {
        name: pd.Series(strings_of(column.array), table.index, dtype="str")
        for name, column in table.items()
        if isinstance(column.array, pd.Categorical)
    }
    return table.assign(**texts)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows in groups of which all texts of some columns are equal.

    Attributes
    ----------
    first : ndarray of int, shape (g,)
        The first row of each group, in order.
    keys
        The key of each row.
    places : ndarray of int, shape (keys.size,)
        The group of each key.
    """

    first: NDArray[np.int32]
    keys: Keys
    places: NDArray[np.int32]

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return for each row the value of its group (`values`, shape ``(g,)``)."""
        return self.keys.look_up(values[self.places]) if len(values) else values

    def column(self, texts: Iterable[str]) -> pd.Categorical:
        """Return for each row the text of its group."""
        each = coded(np.array([*texts, None], object)[:-1])
        return from_codes(self.spread(each.codes), each.categories)

    def sizes(self) -> NDArray[np.int64]:
        """Return how many rows are in each group."""
        groups = len(self.first)
        return np.bincount(self.spread(np.arange(groups)), minlength=groups)


def grouped(table: pd.DataFrame, names: Sequence[str]) -> Groups:
    """Return the rows in groups of which all texts of these columns are equal."""
    keys = identified([column_of(table, name) for name in names])
    keys = keys if keys.is_dense else factorised(keys)
    at = keys.first()
    found = np.flatnonzero(at >= 0)
    found = found[np.argsort(at[found])]
    places = np.zeros(keys.size, np.int32)
    places[found] = np.arange(len(found))
    return Groups(at[found], keys, places)


def is_distinct(table: pd.DataFrame, names: Sequence[str]) -> bool:
    """Whether no two rows have the same texts in these columns."""
    return len(grouped(table, names).first) == len(table)


def distinct_rows(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the distinct rows of these columns, by appearance, as text."""
    return plain(table[list(names)].iloc[grouped(table, names).first])


def among(
    table: pd.DataFrame, listed: pd.DataFrame, names: Sequence[str], theirs: Sequence[str] = ()
) -> NDArray[np.bool_]:
    """Flag the rows whose texts stand together in a row of another table.

    Parameters
    ----------
    table, listed
        The rows, and those to look for.
    names, theirs
        The columns that are compared; those of `listed` are called the same without.
    """
    if not len(listed) or not len(table):
        return np.zeros(len(table), np.bool_)
    keys, sought = _compared(table, listed, names, theirs or names)
    sought = sought[sought >= 0]
    if not keys.is_dense:
        return pd.Series(keys.all()).isin(sought).to_numpy()
    found = np.zeros(keys.size, np.bool_)
    found[sought] = True
    return keys.look_up(found)


def located(table: pd.DataFrame, listed: pd.DataFrame, names: Sequence[str]) -> NDArray[np.int64]:
    """Return for each row the one of another table with these texts, -1 where none has them.

    No two rows of the other table have the same.
    """
    if not len(listed) or not len(table):
        return np.full(len(table), -1)
    keys, sought = _compared(table, listed, names, names)
    known = np.flatnonzero(sought >= 0)
    if not keys.is_dense:
        place = pd.Index(sought[known]).get_indexer(pd.Index(keys.all()))
        return np.where(place < 0, -1, known[place])
    at = np.full(keys.size, -1)
    at[sought[known]] = known
    return keys.look_up(at)


def _compared(
    table: pd.DataFrame, listed: pd.DataFrame, names: Sequence[str], theirs: Sequence[str]
) -> tuple[Keys, NDArray[np.int64]]:
    """Keys of the rows of two tables; -1 for those with texts that the first does not have."""
    mine = [column_of(table, name) for name in names]
    others = [column_of(listed, name) for name in theirs]
    places = [
        own.categories.get_indexer(other.categories)[other.codes]
        for own, other in zip(mine, others, strict=True)
    ]
    known = np.all([place >= 0 for place in places], axis=0)
    others = [
        pd.Categorical.from_codes(place[known], dtype=own.dtype, validate=False)
        for place, own in zip(places, mine, strict=True)
    ]
    sought = np.full(len(listed), -1)
    if math.prod(len(own.categories) for own in mine) < 2**62:
        sought[known] = combined(others).all()
        return combined(mine), sought
    both = combined([chained(pair) for pair in zip(mine, others, strict=True)]).all()
    sought[known] = both[len(table) :]
    return Keys(len(table), 2**62, ((both[: len(table)], 2**62),)), sought
