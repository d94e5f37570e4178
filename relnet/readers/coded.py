"""Columns of text as small whole numbers and the distinct texts that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

ROWS_AT_ONCE = 100_000
"""All texts of a column are mostly found in its first rows."""


def from_codes(codes: NDArray[Any], texts: Iterable[str]) -> pd.Categorical:
    """Return the column in which each code, from 0 on, stands for one of the distinct texts."""
    categories = pd.Index(np.array([*texts, None], object)[:-1], dtype=object)
    return pd.Categorical.from_codes(codes, categories, validate=False)


def merged(codes: NDArray[Any], texts: Iterable[str]) -> pd.Categorical:
    """Return the column of codes for texts that may be equal; -1 stands for empty text."""
    missing = bool((codes < 0).any())
    index, distinct = pd.factorize(
        np.array([*texts, *([""] if missing else []), None], object)[:-1]
    )
    same = len(distinct) == len(index) and not missing
    return from_codes(codes if same else index[codes], distinct)


def coded(texts: Any) -> pd.Categorical:
    """Return a column of text as codes; what is missing is empty text."""
    column = getattr(texts, "array", texts)
    if isinstance(column, pd.Categorical) and not (column.codes < 0).any():
        return column
    codes, distinct = pd.factorize(np.asarray(column, object))
    return merged(codes, map(str, distinct))


def texts_of(column: pd.Categorical) -> NDArray[np.object_]:
    """Return a column as an array of text, shape ``(m,)``."""
    texts: NDArray[np.object_] = np.asarray(column.categories, object)[column.codes]
    return texts


def changed(column: pd.Categorical, change: Callable[[str], str]) -> pd.Categorical:
    """Return a column of which each distinct text is changed; they may become equal."""
    return merged(column.codes, map(change, column.categories))


def compact(column: pd.Categorical) -> pd.Categorical:
    """Return a column without the distinct texts that no row has."""
    used = np.zeros(len(column.categories), np.bool_)
    for start in range(0, len(column), ROWS_AT_ONCE):
        used[column.codes[start : start + ROWS_AT_ONCE]] = True
        if used.all():
            return column
    codes = (np.cumsum(used) - 1).astype(column.codes.dtype)[column.codes]
    return from_codes(codes, np.asarray(column.categories, object)[used])


def constant(text: str, size: int) -> pd.Categorical:
    """Return a column that has the same text in each of its rows."""
    return from_codes(np.zeros(size, np.int8), [text])


def flagged(column: pd.Categorical, has: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return for each row whether its text has a property."""
    flags = np.array([has(text) for text in column.categories], np.bool_)
    return flags[column.codes] if flags.any() else np.zeros(len(column), np.bool_)


def is_text(column: pd.Categorical, text: str) -> NDArray[np.bool_]:
    """Return for each row whether it has this text."""
    return flagged(column, text.__eq__)


def replaced(column: pd.Categorical, where: NDArray[np.bool_], text: str) -> pd.Categorical:
    """Return a column that has another text in the rows that are flagged."""
    if not where.any():
        return column
    texts = [*column.categories]
    texts += [] if text in texts else [text]
    codes = column.codes.astype(np.int32)
    codes[where] = texts.index(text)
    return from_codes(codes, texts)


def together(columns: Sequence[pd.Categorical]) -> list[pd.Categorical]:
    """Return columns whose codes stand for the same texts in each of them."""
    first = columns[0].categories
    if all(column.categories.equals(first) for column in columns):
        return list(columns)
    every = np.concatenate([np.asarray(column.categories, object) for column in columns])
    index, distinct = pd.factorize(every)
    ends = np.cumsum([len(column.categories) for column in columns])[:-1]
    parts = zip(columns, np.split(index, ends), strict=True)
    return [from_codes(own[column.codes], distinct) for column, own in parts]


def chained(columns: Sequence[pd.Categorical]) -> pd.Categorical:
    """Return the rows of several columns, one column after another."""
    if len(columns) == 1:
        return columns[0]
    parts = together(columns)
    return from_codes(np.concatenate([part.codes for part in parts]), parts[0].categories)
