"""Any file, open file or DataFrame as tables of text whose rows keep their numbers."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError, printable, quoted
from relnet.problems import DataError, Problem
from relnet.readers.text import cells_of, decoded, refusal
from relnet.study.codes import normal
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from relnet.wording import Value

Source: TypeAlias = str | Path | IO[bytes] | IO[str] | pd.DataFrame

MOST_BYTES = 2 * 1024**3
"""The largest file that is read, after decompression."""
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


def load(source: Source, *, name: str, encoding: str = "utf-8") -> list[Table]:
    """Read a source into tables: one for a text file, one for each filled sheet of a workbook.

    Parameters
    ----------
    source
        Path (``book.xlsx[Sheet]`` names a sheet), open file or DataFrame.
    name
        How messages call it.
    encoding
        Of text files that have no byte-order mark and are not UTF-8.

    Returns
    -------
    list of Table
        At least one, none without rows.

    Raises
    ------
    DataError
        If the file cannot be read as a table; all such problems of the file at once.
    UsageError
        If the source is of no known type, or names a sheet that is not there.
    """
    if isinstance(source, pd.DataFrame):
        return [_from_frame(source, name)]
    if isinstance(source, str | Path):
        data, sheet = _read_path(source, name)
    elif hasattr(source, "read"):
        content = _read_open(source, name)
        if isinstance(content, str):
            return [_from_text(content.removeprefix("\ufeff"), name)]
        data, sheet = content, None
    else:
        raise UsageError(Phrase("usage.read.source", name=name, kind=type(source).__name__))
    data = _decompressed(data, name)
    if len(data) > MOST_BYTES:
        raise refusal(name, "large")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refusal(name, "old_excel")
    if data.startswith(b"PK\x03\x04"):
        return _from_workbook(data, name, sheet)
    return [_from_text(decoded(data, name, encoding), name)]


def load_list(source: Source, what: str, *, encoding: str = "utf-8", name: str = "") -> Table:
    """Read a source that holds one table.

    Parameters
    ----------
    source
        As for `load`.
    what
        Which list it is; also its name, where it has none of its own.
    encoding
        As for `load`.
    name
        How messages call it; that of the file without.

    Raises
    ------
    DataError
        If it cannot be read, or is a workbook of several sheets.
    """
    if not name:
        (name,) = names_of([source])
        name = what if name in {"table 1", "file 1"} else name
    tables = load(source, name=name, encoding=encoding)
    if len(tables) > 1:
        sheets = ", ".join(table.name for table in tables)
        word = Phrase(f"word.list.{what.replace(' ', '_')}")
        values: dict[str, Value] = {"sheets": sheets, "list": word}
        raise DataError([Problem("several sheets", values=values, file=name)])
    return tables[0]


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


def names_of(sources: Sequence[Source]) -> list[str]:
    """Return a short name for each source: the file name, with folders only to tell two apart."""
    parts = [_parts_of(source, k) for k, source in enumerate(sources, 1)]
    names: list[str] = []
    for own in parts:
        others = [other for other in parts if other is not own and other != own]
        depth = 1
        while depth < len(own) and any(other[-depth:] == own[-depth:] for other in others):
            depth += 1
        name = printable("/".join(own[-depth:]), 120)
        again = sum(earlier.startswith(name) for earlier in names)
        names.append(f"{name} ({again + 1})" if name in names else name)
    return names


def _parts_of(source: Source, position: int) -> tuple[str, ...]:
    if isinstance(source, pd.DataFrame):
        return (f"table {position}",)
    path = source if isinstance(source, str | Path) else getattr(source, "name", None)
    return Path(path).parts if isinstance(path, str | Path) else (f"file {position}",)


def _read_path(source: str | Path, name: str) -> tuple[bytes, str | None]:
    path, sheet = Path(source), None
    named = re.fullmatch(r"(.+\.xls[xmb]?)\[(.+)\]", str(source), re.IGNORECASE)
    if named and not path.exists():
        path, sheet = Path(named[1]), named[2]
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1), sheet
    except FileNotFoundError:
        raise refusal(name, "absent") from None
    except IsADirectoryError:
        raise refusal(name, "folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise refusal(name, "closed", {"reason": str(reason)}) from None


def _read_open(source: IO[bytes] | IO[str], name: str) -> bytes | str:
    try:
        return source.read(MOST_BYTES + 1)
    except UnicodeError as error:
        encoding = getattr(error, "encoding", "UTF-8").upper()
        raise refusal(name, "opened_as_text", {"encoding": encoding}) from None
    except (OSError, ValueError) as error:
        raise refusal(name, "unread", {"reason": str(error)}) from None


def _decompressed(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise refusal(name, "gzip") from None


def _from_text(text: str, name: str) -> Table:
    cells, above = cells_of(text, name)
    return _table(cells, name, Path(name.removesuffix(".gz")).stem, first_row=above)


def _from_workbook(data: bytes, name: str, sheet: str | None) -> list[Table]:
    from relnet.readers.workbook import Unreadable, read_sheets  # noqa: PLC0415 - loads openpyxl

    try:
        sheets = read_sheets(data, sheet)
    except Unreadable as error:
        raise refusal(name, error.why, error.values) from None
    except LookupError as error:
        raise unknown("sheet", sheet, error.args, file=name) from None
    if not sheets:
        raise refusal(name, "empty_workbook")
    alone = sheet is None and len(sheets) == 1
    return [
        _table(
            pd.DataFrame([[as_text(cell) for cell in row] for row in rows]),
            name if sheet or alone else f"{name}[{printable(title)}]",
            Path(name).stem if alone else title,
        )
        for title, rows in sheets.items()
    ]


def _from_frame(frame: pd.DataFrame, name: str) -> Table:
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
    return _table(cells, name, name.rsplit(maxsplit=1)[-1])


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


def _table(cells: pd.DataFrame, name: str, label: str, first_row: int = 1) -> Table:
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
