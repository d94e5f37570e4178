"""Workbooks that people read and fill in: text stays text, and the same tables give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from relnet._files import write_bytes
from relnet.errors import UsageError, quoted
from relnet.wording import Phrase

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

WIDEST = 70
"""Width, in characters, beyond which a column wraps."""
LONGEST = 32_767
"""How many characters a cell holds."""
_BEGINNING = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook has no time zone, and this is no time
_SAVED = re.compile(rb"<dcterms:modified.*?</dcterms:modified>")


def write_workbook(path: str | os.PathLike[str], sheets: Mapping[str, pd.DataFrame]) -> Path:
    """Write tables as the sheets of an Excel workbook, whole or not at all.

    Text that a spreadsheet would run as a formula is written as text; a character that a
    workbook cannot hold is written as its escape.

    Parameters
    ----------
    path
        Where to; its folder has to be there.
    sheets
        Title → table; the index is not written.

    Raises
    ------
    UsageError
        If it cannot be written, or a text is longer than a cell holds.
    """
    return write_bytes(path, book_of(sheets))


def book_of(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return tables as an Excel workbook: see `write_workbook`."""
    import openpyxl  # noqa: PLC0415 - heavy

    book = openpyxl.Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.creator = "relnet"
    book.properties.created = _BEGINNING
    for title, table in sheets.items():
        _fill(book.create_sheet(title[:31]), table)
    data = io.BytesIO()
    book.save(data)
    return _timeless(data)


def _fill(sheet: Any, table: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - heavy

    cells = table.astype(object).where(table.notna(), None)
    rows = [list(map(str, table.columns)), *cells.to_numpy().tolist()]
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            _write(sheet.cell(r, c), value)
    for c, column in enumerate(sheet.iter_cols(1, len(table.columns)), 1):
        widest = max(len(str(cell.value or "")) for cell in column)
        letter = sheet.cell(1, c).column_letter
        sheet.column_dimensions[letter].width = min(max(widest + 2, 8), WIDEST)
        for cell in column:
            cell.alignment = Alignment(wrap_text=widest > WIDEST, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EDF2")
    sheet.freeze_panes = "A2"
    if len(table):
        sheet.auto_filter.ref = sheet.dimensions


def _write(cell: Any, value: object) -> None:
    """Put a value in a cell; what is missing leaves it empty."""
    if value is None:
        return
    value = value.item() if hasattr(value, "item") else value
    exact = isinstance(value, float) and isfinite(value)
    if isinstance(value, str) or (isinstance(value, float) and not exact):
        cell.value = _allowed(str(value))
        cell.data_type = "s"
    else:
        cell.value = repr(value) if exact else value  # openpyxl would round it
        cell.data_type = "n" if exact else cell.data_type


def _allowed(text: str) -> str:
    """Text as a cell can hold it."""
    text = "".join(c if _is_allowed(c) else repr(c)[1:-1] for c in text)
    if len(text) > LONGEST:
        raise UsageError(Phrase("usage.write.cell", text=quoted(text), n=len(text), most=LONGEST))
    return text


def _is_allowed(character: str) -> bool:
    return (character >= " " or character in "\t\n") and character not in "\ufffe\uffff"


def _timeless(data: io.BytesIO) -> bytes:
    """The archive without the time at which it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _BEGINNING.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _SAVED.sub(b"", old.read(name)))
    return packed.getvalue()
