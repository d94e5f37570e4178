"""Tables of a saved panel: what their columns hold, and how they are made again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.panel.document import Column
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN = (str, bool, int, float)
"""Types that JSON has too."""
_FAILURES = (ValueError, TypeError, ArithmeticError, NotImplementedError)


def columns_of(table: pd.DataFrame) -> list[Column]:
    """Return the columns of a table.

    Raises
    ------
    UsageError
        If one would not come back as it is.
    """
    columns = [_column(table.iloc[:, k]) for k in range(table.shape[1])]
    for k, column in enumerate(columns):
        again = series_of(column, None)
        if again is None or again.dtype != table.dtypes.iloc[k]:
            raise _refused(column.name, column.dtype)
    return columns


def _column(column: pd.Series[Any]) -> Column:
    name, kind = column.name, column.dtype
    texts = getattr(kind, "kind", "O") in "mM"
    values = [_plain(name, value, dated=texts) for value in column.astype(object)]
    if not isinstance(kind, pd.CategoricalDtype):
        return Column(name=str(name), dtype=str(kind), values=values)
    known = [_plain(name, value, dated=False) for value in kind.categories.astype(object)]
    return Column(
        name=str(name),
        dtype="category",
        values=values,
        categories=[value for value in known if value is not None],
        ordered=bool(kind.ordered),
    )


def _plain(name: object, value: Any, *, dated: bool) -> str | bool | float | None:
    """A value in a type of JSON."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if dated and hasattr(value, "isoformat"):
        return str(value.isoformat())
    value = value.item() if isinstance(value, np.generic) else value
    if not isinstance(value, PLAIN) or (isinstance(value, float) and not np.isfinite(value)):
        raise _refused(name, type(value).__name__)
    return value


def _refused(name: object, kind: str) -> UsageError:
    return UsageError(Phrase("usage.save.attribute", name=quoted(name), kind=quoted(kind)[1:-1]))


def series_of(column: Column, index: pd.Index[Any] | None) -> pd.Series[Any] | None:
    """Return what a column says, ``None`` if its values are not of its type."""
    try:
        kind: Any = column.dtype
        if kind == "category":
            if _is_strange(column):
                return None
            kind = pd.CategoricalDtype(column.categories, column.ordered)
            series = pd.Series(pd.Categorical(column.values, dtype=kind), index)
        else:
            series = pd.Series(column.values, index, dtype=kind)
        dated = getattr(series.dtype, "kind", "O") in "mM"
        again = [_plain(column.name, value, dated=dated) for value in series.astype(object)]
    except _FAILURES:
        return None
    same = all(map(_same, column.values, again))
    return series if same and len(again) == len(column.values) else None


def _is_strange(column: Column) -> bool:
    """Whether a value is none of the categories."""
    values: list[object] = list(column.values)
    return not {value for value in values if value is not None} <= {*(column.categories or ())}


def _same(one: object, other: object) -> bool:
    """Whether two values are one; yes and 1 are not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def wrong_columns(columns: Sequence[Column], n: int | None = None) -> list[str]:
    """Return the names of columns that cannot be: of another length or type, or there twice.

    Parameters
    ----------
    columns
        The columns.
    n
        How many values each has; as many as the first without.
    """
    names = [column.name for column in columns]
    size = n if n is not None or not columns else len(columns[0].values)
    return [
        column.name
        for k, column in enumerate(columns)
        if len(column.values) != size or column.name in names[:k] or series_of(column, None) is None
    ]


def table_of(columns: Sequence[Column], index: pd.Index[Any] | None = None) -> pd.DataFrame:
    """Return the table of columns of which none is wrong."""
    return pd.DataFrame({one.name: series_of(one, index) for one in columns}, index=index)
