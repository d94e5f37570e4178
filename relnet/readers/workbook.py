"""The sheets of an Excel workbook."""

from __future__ import annotations

import io
import warnings
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS

from relnet.errors import quoted
from relnet.readers.archive import MOST_ROWS, Unreadable, Weighed
from relnet.readers.coded import constant, from_codes
from relnet.readers.formulas import NOT_CALCULATED
from relnet.readers.tables import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray
    from openpyxl import Workbook

MOST_CELLS = 10_000_000
"""The largest sheet that is read: a small file can unpack to an endless one."""
_TEXT = f"{{{SHEET_MAIN_NS}}}t"
_RUN = f"{{{SHEET_MAIN_NS}}}r/{_TEXT}"


class Sheet(NamedTuple):
    """The columns of a sheet, and the numbers of the rows in which anything stands."""

    columns: list[pd.Categorical]
    rows: NDArray[np.int64]


def read_sheets(data: bytes, sheet: str | None) -> dict[str, Sheet]:
    """Return each filled sheet, as text.

    Parameters
    ----------
    data
        The file.
    sheet
        The sheet to read; all without.

    Raises
    ------
    Unreadable
        If the file is damaged, or unpacks to too much.
    LookupError
        With the names of the sheets, if `sheet` is not among them.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # of features that hold no data
            book = _opened(data)
            titles = [page.title for page in book.worksheets]
            sheets = {p.title: _read(p) for p in book.worksheets if sheet in {None, p.title}}
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged part may raise anything in openpyxl
        raise Unreadable("damaged_workbook", reason=type(error).__name__) from None
    if sheet is not None and sheet not in titles:
        raise LookupError(*titles)
    return {title: found for title, found in sheets.items() if found.columns}


class _Reader(ExcelReader):  # type: ignore[misc, unused-ignore]
    """What openpyxl reads of a workbook, each part weighed before."""

    def __init__(self, data: bytes) -> None:
        weighed = Weighed(data, MOST_CELLS)
        self.charts: set[str] = set()
        super().__init__(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        self.archive = weighed

    def read_worksheets(self) -> None:
        """Find the sheets, each in a part of its own."""
        parts = [link.target for _, link in self.parser.find_sheets()]
        if len(set(parts)) < len(parts):
            raise Unreadable("damaged_workbook", reason="xl/workbook.xml")
        super().read_worksheets()

    def read_chartsheet(self, sheet: Any, _: Any) -> None:
        """Leave out a sheet that is but a chart."""
        self.charts.add(sheet.name)


def _opened(data: bytes) -> Workbook:
    """The workbook, of which no sheet is left out."""
    reader = _Reader(data)
    reader.read()
    titles = {*reader.wb.sheetnames, *reader.charts}
    absent = [sheet.name for sheet in reader.parser.sheets if sheet.name not in titles]
    if absent:
        raise Unreadable("damaged_workbook", reason=quoted(absent[0]))
    return reader.wb


class _Cells(WorkSheetParser):
    """The cells of a sheet; a formula without a result is marked."""

    doubtful = False
    """Whether a result of 0 is what a program wrote that calculates nothing."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Return the value of a cell and where it stands."""
        inline = _inline(element)
        cell: dict[str, Any] = super().parse_cell(element)
        if inline is not None:
            cell["value"] = inline
        number = element.get("t", "n") == "n"
        none = cell["value"] is None or (self.doubtful and number and cell["value"] == 0)
        if none and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            cell["value"] = NOT_CALCULATED
        return cell


def _inline(element: Any) -> str | None:
    """Take the text out of a cell that holds its own, which openpyxl is slow at."""
    string = element.find(INLINE_STRING) if element.get("t") == "inlineStr" else None
    if string is None:
        return None
    texts = [*string.findall(_TEXT), *string.findall(_RUN)]
    del element[:]
    return "".join(text.text or "" for text in texts) or None


def _rows(sheet: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    book = sheet.parent
    with sheet._get_source() as source:  # noqa: SLF001 - its own rows are as wide as they claim
        cells = _Cells(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        cells.doubtful = bool(book.calculation and book.calculation.fullCalcOnLoad)
        yield from cells.parse()


class _Column:
    """The filled cells of a column: where they stand, and which text it is."""

    def __init__(self) -> None:
        self.at = array("i")
        self.codes = array("i")
        self.places = {"": 0}

    def add(self, at: int, text: str) -> None:
        """Add a cell."""
        self.at.append(at)
        self.codes.append(self.places.setdefault(text, len(self.places)))

    def whole(self, size: int) -> pd.Categorical:
        """Return the column with its empty cells."""
        codes = np.zeros(size, np.min_scalar_type(-len(self.places)))
        codes[np.asarray(self.at)] = np.asarray(self.codes)
        kept = list(self.places)
        if codes.all():
            codes, kept = codes - codes.dtype.type(1), kept[1:]
        return from_codes(codes, kept)


def _read(sheet: Any) -> Sheet:
    columns: dict[int, _Column] = {}
    rows: dict[int, int] = {}
    for row, cells in _rows(sheet):
        if not 0 < row <= MOST_ROWS:
            raise Unreadable("large_sheet", cells=MOST_CELLS)
        filled = [(c["column"], as_text(c["value"])) for c in cells if c["value"] is not None]
        for column, text in filled:
            columns.setdefault(column, _Column()).add(rows.setdefault(row, len(rows)), text)
        if len(rows) * len(columns) > MOST_CELLS:
            raise Unreadable("large_sheet", cells=MOST_CELLS)
    numbers = np.fromiter(rows, np.int64, len(rows))
    order = np.argsort(numbers, kind="stable")
    empty = constant("", len(rows))
    whole = {k: column.whole(len(rows))[order] for k, column in columns.items()}
    return Sheet(
        [whole.get(k, empty) for k in range(1, max(columns, default=0) + 1)], numbers[order]
    )
