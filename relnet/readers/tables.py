"""Tables of text whose rows keep their numbers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import DataError, Problem
from relnet.readers.text import refusal
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

EXCEL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#N/B", "#VERW!",
     "#WAARDE!", "#DEEL/0!", "#NAAM?", "#LEEG!", "#GETAL!"}
)  # fmt: skip
"""What a formula that failed leaves in a sheet, in English and Dutch."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as it stands in a file, everything as stripped text.

    Attributes
    ----------
    name
        How messages call it: the file name, with the sheet of a workbook.
    label
        What may serve as a wave label: the stem of the file, or the sheet.
    cells : DataFrame
        Text, without a header, columns numbered from 0; empty text where nothing stands.
    rows : ndarray of int, shape (len(cells),)
        Row numbers as a spreadsheet counts them.
    """

    name: str
    label: str
    cells: pd.DataFrame
    rows: NDArray[np.int64]

    @property
    def header(self) -> list[str]:
        """The first row."""
        return [str(cell) for cell in self.cells.iloc[0]]

    def body(self) -> pd.DataFrame:
        """The rows below the header, under its names, indexed by row number."""
        body = self.cells.iloc[1:].set_axis(self.header, axis=1)
        return body.set_axis(pd.Index(self.rows[1:], name="row"), axis=0)


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
    cells = table.cells.to_numpy(object)
    firsts = [next((text for text in row if text), "") for row in cells]
    skipped = np.array([normal(text).startswith(tuple(beginnings)) for text in firsts], np.bool_)
    skipped[:1] = False
    problems = [
        Problem(
            "row passed over",
            values={"text": quoted(firsts[k])},
            file=table.name,
            row=int(table.rows[k]),
            severity="warning",
        )
        for k in np.flatnonzero(skipped)
    ]
    kept = np.flatnonzero(~skipped)
    cells_kept = table.cells.iloc[kept].reset_index(drop=True)
    return Table(table.name, table.label, cells_kept, table.rows[kept]), problems


def frame_table(frame: pd.DataFrame, name: str) -> Table:
    """Return a DataFrame as the table that a CSV file of it would hold."""
    if not isinstance(frame.index, pd.RangeIndex):
        index = frame.index.rename(frame.index.name or "")
        frame = frame.set_axis(index).reset_index()
    columns = [_column_of_text(frame.iloc[:, k]) for k in range(frame.shape[1])]
    bare = isinstance(frame.columns, pd.RangeIndex)
    header = [] if bare else [[as_text(column) for column in frame.columns]]
    parts = [pd.DataFrame(header, columns=range(len(columns)))]
    if columns:
        parts.append(pd.concat(columns, axis=1, keys=range(len(columns))))
    cells = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    return table_of(cells, name, name.rsplit(maxsplit=1)[-1])


def _column_of_text(column: pd.Series[Any]) -> pd.Series[str]:
    codes, values = pd.factorize(column)
    texts = np.array([*(as_text(value) for value in values), ""], dtype=object)
    return pd.Series(texts[codes], dtype="str")


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
    """Strip, and write accents as one character (Unicode NFC), so that equal names are equal."""
    return unicodedata.normalize("NFC", text.replace("\xa0", " ").strip())


def table_of(cells: pd.DataFrame, name: str, label: str, first_row: int = 1) -> Table:
    """Return cells as a table, stripped, without empty rows and the empty columns at its end.

    Raises
    ------
    DataError
        If nothing is left, or a formula failed in any of them.
    """
    cells = cells.set_axis(range(cells.shape[1]), axis=1)
    cells = cells.apply(_cleaned_column)
    filled = (cells != "").to_numpy(bool)
    keep_rows, columns = filled.any(axis=1), np.flatnonzero(filled.any(axis=0))
    rows = np.arange(first_row, first_row + len(cells), dtype=np.int64)[keep_rows]
    cells = cells.iloc[np.flatnonzero(keep_rows)].reset_index(drop=True)
    if columns.size and len(cells):
        cells = cells.iloc[:, : columns[-1] + 1]
    if not len(cells):
        raise refusal(name, "empty_table")
    failed = cells.isin(EXCEL_ERRORS).to_numpy(bool)
    if failed.any():
        raise DataError(
            Problem(
                "spreadsheet error",
                values={"value": quoted(cells.iloc[row, column])},
                file=name,
                row=int(rows[row]),
                column=str(cells.iloc[0, column]),
            )
            for row, column in np.argwhere(failed)
        )
    return Table(name, clean(label), cells, rows)


def _cleaned_column(column: pd.Series[str]) -> pd.Series[str]:
    codes, values = pd.factorize(column)
    cleaned: Iterable[str] = (clean(str(value)) for value in values)
    return pd.Series(np.array([*cleaned, ""], dtype=object)[codes], index=column.index)
