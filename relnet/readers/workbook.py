"""The sheets of an Excel workbook."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

MOST_CELLS = 20_000_000
"""The largest sheet that is read: a small file can unpack to an endless one."""


class Unreadable(Exception):  # noqa: N818 - the caller makes it an error
    """The data are no workbook that can be read: why, and what is to be said of it."""

    def __init__(self, why: str, **values: str | int) -> None:
        super().__init__(why)
        self.why = why
        self.values = values


def read_sheets(data: bytes, sheet: str | None) -> dict[str, list[list[Any]]]:
    """Return the cells of each filled sheet, row by row from the first, of equal length.

    Parameters
    ----------
    data
        The file.
    sheet
        The sheet to read; all without.

    Raises
    ------
    Unreadable
        If the file is damaged.
    LookupError
        With the names of the sheets, if `sheet` is not among them.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # of features that hold no data
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            titles = [page.title for page in book.worksheets]
            sheets = {title: _rows(book[title]) for title in titles if sheet in {None, title}}
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        OSError,
        KeyError,
        SyntaxError,
        ValueError,
    ) as error:
        raise Unreadable("damaged_workbook", reason=type(error).__name__) from None
    if sheet is not None and sheet not in titles:
        raise LookupError(*titles)
    return {title: rows for title, rows in sheets.items() if rows}


def _rows(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet, empty cells as ``None``; none if nothing is filled."""
    sheet.reset_dimensions()
    rows, cells = [], 0
    for row in sheet.iter_rows(values_only=True):
        rows.append(list(row))
        cells += len(row)
        if cells > MOST_CELLS:
            raise Unreadable("large_sheet", cells=MOST_CELLS)
    if all(cell is None for row in rows for cell in row):
        return []
    width = max(map(len, rows))
    return [row + [None] * (width - len(row)) for row in rows]
