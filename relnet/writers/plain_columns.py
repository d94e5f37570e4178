"""Columns of attributes in types that every format holds: numbers, yes or no, dates and text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

_KEPT = frozenset({"string", "boolean", "floating", "empty"})


def plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column in such a type; what has none is written as text.

    Numbers with text among them, durations, periods and times of a zone become text.
    """
    kind: Any = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return plain(column.astype(object))
    if isinstance(kind, pd.DatetimeTZDtype | pd.PeriodDtype | pd.IntervalDtype):
        return _as_text(column)
    if pd.api.types.is_object_dtype(kind):
        return _object(column)
    return _as_text(column) if kind.kind in "mcV" else column


def _object(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column of any values in the type that they have in common."""
    known = pd.api.types.infer_dtype(column, skipna=True)
    if known in _KEPT:
        return column
    if known == "integer":
        values = [value for value in column if not _is_gap(value)]
        if all(abs(int(value)) < 2**63 for value in values):
            return column.astype("Int64")
    return _as_text(column)


def _as_text(column: pd.Series[Any]) -> pd.Series[Any]:
    texts = [None if _is_gap(value) else _text(value) for value in column]
    return pd.Series(texts, column.index, dtype="str", name=column.name)


def _is_gap(value: Any) -> bool:
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _text(value: Any) -> str:
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    is_date = hasattr(value, "isoformat") and not isinstance(value, pd.Timedelta)
    return str(value.isoformat()).removesuffix("T00:00:00") if is_date else str(value)
