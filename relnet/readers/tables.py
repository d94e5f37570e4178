"""Tables of text whose rows keep their numbers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet._text import whole
from relnet.errors import quoted
from relnet.problems import DataError, Problem
from relnet.readers.coded import (
    chained,
    changed,
    coded,
    compact,
    constant,
    flagged,
    from_codes,
    has_gaps,
    is_text,
    merged,
    strings_of,
)
from relnet.readers.formulas import EXCEL_ERRORS as EXCEL_ERRORS  # noqa: PLC0414 - for others too
from relnet.readers.formulas import failed, not_calculated
from relnet.readers.text import refusal
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Table:
    """A table as it stands in a file, everything as stripped text.

    Attributes
    ----------
    name
        How messages call it: the file name, with the sheet of a workbook.
    label
        What may serve as a wave label: the stem of the file, or the sheet.
    columns : sequence of Categorical
        Text without a header, as codes and distinct texts; empty text where nothing
        stands. A DataFrame of text is taken too.
    rows : ndarray of int, shape (m,)
        Row numbers as a spreadsheet counts them.
    """

    name: str
    label: str
    columns: Sequence[pd.Categorical]
    rows: NDArray[np.signedinteger[Any]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", _columns(self.columns))

    @cached_property
    def header(self) -> list[str]:
        """The first row."""
        return [str(column[0]) for column in self.columns]

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The cells as text, columns numbered from 0."""
        texts = {k: strings_of(column) for k, column in enumerate(self.columns)}
        return pd.DataFrame(texts, dtype="str")

    def body(self) -> pd.DataFrame:
        """The rows below the header, under its names, indexed by row number."""
        body = self.cells.iloc[1:].set_axis(self.header, axis=1)
        return body.set_axis(pd.Index(self.rows[1:], name="row"), axis=0)

    def below(self, name: str) -> pd.Categorical:
        """The cells below the header in the first column of this name, as codes."""
        column = self.columns[self.header.index(name)]
        head, codes = int(column.codes[0]), column.codes[1:]
        others = column.categories.delete(head)
        if head == len(others) and codes.max(initial=-1) < head:
            return from_codes(codes, others)
        return column[1:] if (codes == head).any() else from_codes(codes - (codes > head), others)


def without_rows(table: Table, beginnings: Sequence[str]) -> tuple[Table, list[Problem]]:
    """Return a table without the rows below its header that hold no data, and say which.

    Parameters
    ----------
    table
        The table.
    beginnings
        How the first filled cell of such a row begins (as `normal` has it), as totals do.
    """
    if not beginnings:
        return table, []
    begins = tuple(beginnings)
    skipped, firsts = np.zeros((2, len(table.rows)), np.bool_)
    for column in table.columns:
        filled = ~is_text(column, "")
        skipped |= filled & ~firsts & flagged(column, lambda text: normal(text).startswith(begins))
        firsts |= filled
    skipped[:1] = False
    problems = [
        Problem(
            "row passed over",
            values={"text": quoted(next(c[k] for c in table.columns if c[k]))},
            file=table.name,
            row=int(table.rows[k]),
            severity="warning",
        )
        for k in np.flatnonzero(skipped)
    ]
    kept = [compact(column[~skipped]) for column in table.columns] if problems else table.columns
    return Table(table.name, table.label, kept, table.rows[~skipped]), problems


def frame_table(frame: pd.DataFrame, name: str) -> Table:
    """Return a DataFrame as the table that a CSV file of it would hold."""
    index = frame.index
    levels = [] if isinstance(index, pd.RangeIndex) else list(range(index.nlevels))
    columns = [_column_of_text(index.get_level_values(k)) for k in levels]
    columns += [_column_of_text(frame.iloc[:, k]) for k in range(frame.shape[1])]
    bare = not levels and isinstance(frame.columns, pd.RangeIndex)
    names = [*(index.names[k] or "" for k in levels), *frame.columns]
    header = [] if bare else [as_text(name) for name in names]
    if not bare:
        columns = [chained([constant(h, 1), c]) for h, c in zip(header, columns, strict=True)]
    return table_of(columns, name, name.rsplit(maxsplit=1)[-1])


def _column_of_text(column: pd.Series[Any] | pd.Index[Any]) -> pd.Categorical:
    codes, values = pd.factorize(column)
    return merged(codes, map(as_text, values))


def as_text(value: Any) -> str:
    """A cell of a workbook or DataFrame as a CSV file would hold it."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def clean(text: str) -> str:
    """Strip, and write accents as one character (Unicode NFC), so that equal names are equal.

    Halves of characters, which no file can hold, become U+FFFD.
    """
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", whole(text).replace("\xa0", " ").strip())


def table_of(
    cells: pd.DataFrame | Sequence[pd.Categorical],
    name: str,
    label: str,
    first_row: int = 1,
    rows: NDArray[np.signedinteger[Any]] | None = None,
) -> Table:
    """Return cells as a table, stripped, without empty rows and the empty columns at its end.

    Parameters
    ----------
    cells
        The cells.
    name, label
        As for `Table`.
    first_row
        Number of the first row.
    rows
        Numbers of the rows, where they do not follow upon one another.

    Raises
    ------
    DataError
        If nothing is left, or a formula failed in any of them.
    """
    columns = [_cleaned(column) for column in _columns(cells)]
    while columns and set(columns[-1].categories) <= {""}:
        columns.pop()
    if not columns:
        raise refusal(name, "empty_table")
    if rows is None:
        rows = np.arange(first_row, first_row + len(columns[0]), dtype=np.int32)
    empty = _empty_rows(columns)
    if empty.any():
        rows = rows[~empty]
        columns = [compact(column[~empty]) for column in columns]
    table = Table(name, clean(label), columns, rows)
    problems = [*failed(table), *not_calculated(table)]
    if problems:
        raise DataError(problems)
    return table


def _cleaned(column: pd.Categorical) -> pd.Categorical:
    """The column with clean texts; itself where all are."""
    texts = column.categories.tolist()
    plain = "".join(texts).isascii() and not has_gaps(column.codes)
    is_clean = plain and texts == list(map(str.strip, texts))
    return column if is_clean else changed(column, clean)


def _columns(cells: pd.DataFrame | Sequence[pd.Categorical]) -> tuple[pd.Categorical, ...]:
    if isinstance(cells, pd.DataFrame):
        return tuple(coded(cells.iloc[:, k]) for k in range(cells.shape[1]))
    return tuple(cells)


def _empty_rows(columns: Sequence[pd.Categorical]) -> NDArray[np.bool_]:
    if not all("" in column.categories for column in columns):
        return np.zeros(len(columns[0]), np.bool_)
    empty = np.ones(len(columns[0]), np.bool_)
    for column in columns:
        empty &= is_text(column, "")
        if not empty.any():
            break
    return empty
