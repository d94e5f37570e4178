"""Rows of reports compared by whole numbers, so that text is looked at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.readers.coded import chained, coded, from_codes, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DENSE = 1_000_000
"""Up to as many possible keys, or four for each row, they are looked up in a table."""


def column_of(table: pd.DataFrame, name: str) -> pd.Categorical:
    """Return a column of text as codes."""
    return coded(table[name])


def chosen(table: pd.DataFrame, keep: NDArray[np.bool_]) -> pd.DataFrame:
    """Return the rows that are flagged; the table itself where all are."""
    return table if keep.all() else table[keep]


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with text in place of codes."""
    texts = {
        name: pd.Series(texts_of(column.array), table.index, dtype="str")
        for name, column in table.items()
        if isinstance(column.array, pd.Categorical)
    }
    return table.assign(**texts)  # type: ignore[arg-type]


def combined(columns: Sequence[pd.Categorical]) -> tuple[NDArray[np.int64], int]:
    """Return a key for each row, equal where all its texts are, and a bound of the keys."""
    keys, size = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        texts = len(column.categories)
        if size * texts >= 2**62:
            keys, distinct = pd.factorize(keys)
            size = len(distinct)
        if size > 1:
            keys *= texts
        keys += column.codes
        size *= texts
    return keys, size


def grouped(
    table: pd.DataFrame, names: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each row which group it is of, and the first row of each group, in order.

    Rows are of one group where all texts of these columns are equal.
    """
    keys, size = combined([column_of(table, name) for name in names])
    if not _is_dense(keys, size):
        keys, distinct = pd.factorize(keys)
        return keys, _first(keys, len(distinct))
    first = _first(keys, size)
    group = np.zeros(size, np.int64)
    group[keys[first]] = np.arange(len(first))
    return group[keys], first


def distinct_rows(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the distinct rows of these columns, by appearance, as text."""
    keys, size = combined([column_of(table, name) for name in names])
    dense = _is_dense(keys, size)
    first = _first(keys, size) if dense else ~pd.Series(keys).duplicated().to_numpy()
    return plain(table[list(names)].iloc[first])


def _is_dense(keys: NDArray[np.int64], size: int) -> bool:
    return size <= max(DENSE, 4 * len(keys))


def _first(keys: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The first row of each key, in order; the keys are less than `size`."""
    at = np.full(size, len(keys))
    at[keys[::-1]] = np.arange(len(keys) - 1, -1, -1)
    return np.sort(at[at < len(keys)])


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
    mine = [column_of(table, name) for name in names]
    others = [column_of(listed, name) for name in theirs or names]
    places = [
        own.categories.get_indexer(other.categories)[other.codes]
        for own, other in zip(mine, others, strict=True)
    ]
    known = np.all([place >= 0 for place in places], axis=0)
    others = [from_codes(p[known], own.categories) for p, own in zip(places, mine, strict=True)]
    if math.prod(len(own.categories) for own in mine) >= 2**62:
        both = combined([chained(pair) for pair in zip(mine, others, strict=True)])[0]
        return pd.Series(both[: len(table)]).isin(both[len(table) :]).to_numpy()
    keys, size = combined(mine)
    sought = combined(others)[0]
    if not _is_dense(keys, size):
        return pd.Series(keys).isin(sought).to_numpy()
    found = np.zeros(size, np.bool_)
    found[sought] = True
    return found[keys]
