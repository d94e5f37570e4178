"""Columns of text as small whole numbers and the distinct texts that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.readers.extension import kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

ROWS_AT_ONCE = 100_000
"""Rows that are handled at a time: all texts of a column are mostly found in the first of them."""


def spread(values: NDArray[Any], codes: NDArray[Any]) -> NDArray[Any]:
    """Return the number or flag that each code, from 0 on, stands for, shape ``(m,)``."""
    out = np.empty(len(codes), values.dtype)
    if kernels is not None and codes.dtype.kind == "i" and codes.dtype.itemsize <= 4:
        kernels.take(np.ascontiguousarray(values), np.ascontiguousarray(codes), out)
    elif len(values):
        for start in range(0, len(codes), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            values.take(codes[rows], out=out[rows], mode="clip")  # which makes no copies
    return out


def by_group(groups: NDArray[Any], most: int) -> Callable[[NDArray[Any]], NDArray[Any]]:
    """Return what sorts values by the groups that they are of, those of each in their order.

    Parameters
    ----------
    groups
        From 0 on, less than `most`; negative ones come last.
    most
        How many groups there may be.
    """
    groups = groups.astype(np.min_scalar_type(most))
    if kernels is None or groups.dtype.itemsize > 1:
        order = np.argsort(groups, kind="stable")
        return lambda values: spread(values, order)
    ends = np.zeros(257, np.int64)
    kernels.tally(groups, ends[1:])
    begins = ends.cumsum()

    def arranged(values: NDArray[Any]) -> NDArray[Any]:
        out = np.empty_like(values)
        kernels.arrange(np.ascontiguousarray(values), groups, begins.copy(), out)
        return out

    return arranged


def from_codes(codes: NDArray[Any], texts: Iterable[str]) -> pd.Categorical:
    """Return the column in which each code, from 0 on, stands for one of the distinct texts."""
    if isinstance(texts, pd.Index) and texts.dtype == object:
        categories = texts
    else:
        categories = pd.Index(np.array([*texts, None], object)[:-1], dtype=object)
    return pd.Categorical.from_codes(codes, categories, validate=False)


def merged(codes: NDArray[Any], texts: Iterable[str]) -> pd.Categorical:
    """Return the column of codes for texts that may be equal; -1 stands for empty text."""
    missing = has_gaps(codes)
    index, distinct = pd.factorize(
        np.array([*texts, *([""] if missing else []), None], object)[:-1]
    )
    if len(distinct) == len(index) and not missing:
        return from_codes(codes, distinct)
    return from_codes(index[codes] if missing else recoded(codes, index, len(distinct)), distinct)


def has_gaps(codes: NDArray[Any]) -> bool:
    """Whether any row has the code -1, of no text."""
    return bool(codes.min(initial=0) < 0)


def recoded(codes: NDArray[Any], index: NDArray[Any], texts: int) -> NDArray[Any]:
    """Return for each code its place in an index of so many texts, as small as these are few."""
    return spread(index.astype(np.min_scalar_type(-max(texts, 1))), codes)


def coded(texts: Any) -> pd.Categorical:
    """Return a column of text as codes; what is missing is empty text."""
    column = getattr(texts, "array", texts)
    if isinstance(column, pd.Categorical) and not has_gaps(column.codes):
        return column
    as_text = isinstance(getattr(column, "dtype", None), pd.StringDtype)
    codes, distinct = pd.factorize(column if as_text else np.asarray(column, object))
    texts = [str(text) for text in np.asarray(distinct, object)]
    return from_codes(codes, texts) if as_text and not has_gaps(codes) else merged(codes, texts)


def texts_of(column: pd.Categorical) -> NDArray[np.object_]:
    """Return a column as an array of text, shape ``(m,)``."""
    texts: NDArray[np.object_] = np.asarray(column.categories, object)[column.codes]
    return texts


def strings_of(column: pd.Categorical) -> Any:
    """Return a column as text for a DataFrame, each distinct text made into it once."""
    if len(column) < 2 * len(column.categories):
        return texts_of(column)
    return column.categories.astype("str").array.take(column.codes)


def changed(column: pd.Categorical, change: Callable[[str], str]) -> pd.Categorical:
    """Return a column of which each distinct text is changed; they may become equal."""
    before = column.categories.tolist()
    texts = [change(text) for text in before]
    same = texts == before and not has_gaps(column.codes)
    return column if same else merged(column.codes, texts)


def compact(column: pd.Categorical) -> pd.Categorical:
    """Return a column without the distinct texts that no row has."""
    used = np.zeros(len(column.categories), np.bool_)
    for start in range(0, len(column), ROWS_AT_ONCE):
        used[column.codes[start : start + ROWS_AT_ONCE]] = True
        if used.all():
            return column
    codes = spread((np.cumsum(used) - 1).astype(column.codes.dtype), column.codes)
    return from_codes(codes, np.asarray(column.categories, object)[used])


def appearing(column: pd.Categorical) -> list[str]:
    """Return the distinct texts of a column by appearance."""
    unseen = np.ones(len(column.categories), np.bool_)
    found: list[NDArray[Any]] = []
    for start in range(0, len(column), ROWS_AT_ONCE):
        codes = column.codes[start : start + ROWS_AT_ONCE]
        new = pd.unique(codes[unseen[codes]])
        found.append(new)
        unseen[new] = False
        if not unseen.any():
            break
    order = np.concatenate([np.zeros(0, np.int64), *found])
    return list(np.asarray(column.categories, object)[order])


def constant(text: str, size: int) -> pd.Categorical:
    """Return a column that has the same text in each of its rows."""
    return from_codes(np.zeros(size, np.int8), [text])


def flagged(column: pd.Categorical, has: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return for each row whether its text has a property."""
    flags = np.array([has(text) for text in column.categories], np.bool_)
    if flags.all() or not flags.any():
        return np.full(len(column), bool(flags.any()))
    return spread(flags, column.codes)


def is_text(column: pd.Categorical, text: str) -> NDArray[np.bool_]:
    """Return for each row whether it has this text."""
    if text not in column.categories:
        return np.zeros(len(column), np.bool_)
    return np.asarray(column.codes == column.categories.get_loc(text))


def rows_of(column: pd.Categorical, text: str) -> NDArray[np.int64]:
    """Return the rows that have this text, shape ``(k,)``."""
    if text not in column.categories:
        return np.zeros(0, np.int64)
    return np.flatnonzero(is_text(column, text))


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
    return [
        from_codes(recoded(column.codes, own, len(distinct)), distinct) for column, own in parts
    ]


def chained(columns: Sequence[pd.Categorical]) -> pd.Categorical:
    """Return the rows of several columns, one column after another."""
    if len(columns) == 1:
        return columns[0]
    parts = together(columns)
    return from_codes(np.concatenate([part.codes for part in parts]), parts[0].categories)
