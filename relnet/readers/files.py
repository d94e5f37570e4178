"""Any file, open file or DataFrame, opened once: its text, or the tables in it."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

import pandas as pd

from relnet.errors import UsageError, printable
from relnet.problems import DataError, Problem
from relnet.readers.archive import Unreadable
from relnet.readers.bounds import MOST_BYTES
from relnet.readers.parquet import MAGIC, parquet_table
from relnet.readers.raw import Raw, columns_of, head_of, read_raw
from relnet.readers.sav import MARKS, sav_table
from relnet.readers.tables import frame_table, table_of
from relnet.readers.text import HEAD, cells_of, decoded, refusal
from relnet.readers.unpacked import unpacked
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.tables import Table
    from relnet.wording import Value

Source: TypeAlias = str | Path | IO[bytes] | IO[str] | pd.DataFrame

_OLE, _ZIP, _GZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\x1f\x8b"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class File:
    """A source that was opened; what is in it is read when it is asked for.

    Attributes
    ----------
    name
        How messages call it.
    data : bytes
        All of it, where it is no text file.
    """

    def __init__(
        self,
        name: str,
        *,
        text: str | None = None,
        raw: Raw = b"",
        encoding: str = "utf-8",
        data: bytes = b"",
        sheet: str | None = None,
        frame: pd.DataFrame | None = None,
    ) -> None:
        self.name = name
        self.data = data
        self._text = text
        self._raw = raw
        self._encoding = encoding
        self._sheet = sheet
        self._frame = frame

    @property
    def label(self) -> str:
        """What may serve as a wave label: the name without its ending."""
        return Path(self.name.removesuffix(".gz")).stem

    @property
    def text(self) -> str | None:
        """All of it, decoded, where it is a text file; asked for before the tables, if at all.

        Raises
        ------
        DataError
            If it cannot be decoded.
        """
        if self._text is None and not self.data and self._frame is None:
            self._text = decoded(bytes(self._raw), self.name, self._encoding)
            self._raw = b""
        return self._text

    @cached_property
    def head(self) -> str:
        """The beginning of a text file, which tells what it is; empty for another kind."""
        return head_of(self._raw, self._encoding) or (self.text or "")[:HEAD]

    @property
    def is_book(self) -> bool:
        """Whether it is a workbook that is read as a whole."""
        return self.data.startswith(_ZIP) and self._sheet is None

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """One table for a text file, one for each filled sheet of a workbook; never none.

        Raises
        ------
        DataError
            If it cannot be read as a table; all such problems of the file at once.
        UsageError
            If it names a sheet that is not there.
        """
        try:
            return self._read()
        except MemoryError:
            raise refusal(self.name, "memory") from None

    def _read(self) -> tuple[Table, ...]:
        if self._frame is not None:
            return (frame_table(self._frame, self.name),)
        head = self.head
        plain = columns_of(self._raw, head) if self._raw else None
        if plain is not None:
            self._raw = b""  # room for what is made of a large file
            return (table_of(plain, self.name, self.label),)
        if self.text is not None:
            cells, above = cells_of(self.text, self.name)
            return (table_of(cells, self.name, self.label, first_row=above),)
        if self.data.startswith(MARKS):
            return (sav_table(self.data, self.name, self.label),)
        if self.data.startswith(MAGIC):
            return (parquet_table(self.data, self.name),)
        return tuple(_sheets(self.data, self.name, self._sheet))


def open_file(source: Source, *, name: str, encoding: str = "utf-8") -> File:
    """Open a source.

    Parameters
    ----------
    source
        Path (``book.xlsx[Sheet]`` names a sheet), open file or DataFrame.
    name
        How messages call it.
    encoding
        Of text files that have no byte-order mark and are not UTF-8.

    Raises
    ------
    DataError
        If it cannot be opened, or is no kind of file that is read.
    UsageError
        If the source is of no known type.
    """
    if isinstance(source, pd.DataFrame):
        return File(name, frame=source)
    if isinstance(source, str | Path):
        data, sheet = _read_path(source, name)
    elif hasattr(source, "read"):
        content = _read_open(source, name)
        if isinstance(content, str):
            return File(name, text=content.removeprefix("\ufeff"))
        data, sheet = content, None
    else:
        raise UsageError(Phrase("usage.read.source", name=name, kind=type(source).__name__))
    data = unpacked(bytes(data), name) if bytes(data[:2]) == _GZIP else data
    if len(data) > MOST_BYTES:
        raise refusal(name, "large")
    begin = bytes(data[:16])
    if begin.startswith(_OLE):
        raise refusal(name, "password" if _ENCRYPTED in bytes(data) else "old_excel")
    if begin.startswith((_ZIP, *MARKS, MAGIC)):
        return File(name, data=bytes(data), sheet=sheet)
    return File(name, raw=data, encoding=encoding)


def load(source: Source, *, name: str, encoding: str = "utf-8") -> tuple[Table, ...]:
    """Return the tables of a source: see `open_file` and `File.tables`."""
    return open_file(source, name=name, encoding=encoding).tables


def load_list(source: Source, what: str, *, encoding: str = "utf-8", name: str = "") -> Table:
    """Read a source that holds one table.

    Parameters
    ----------
    source
        As for `open_file`.
    what
        Which list it is; also its name, where it has none of its own.
    encoding
        As for `open_file`.
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


def _read_path(source: str | Path, name: str) -> tuple[Raw, str | None]:
    path, sheet = Path(source), None
    named = re.fullmatch(r"(.+\.xls[xmb]?)\[(.+)\]", str(source), re.IGNORECASE)
    if named and not path.exists():
        path, sheet = Path(named[1]), named[2]
    try:
        return read_raw(path), sheet
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


def _sheets(data: bytes, name: str, sheet: str | None) -> list[Table]:
    from relnet.readers.workbook import read_sheets  # noqa: PLC0415 - loads openpyxl

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
        table_of(
            found.columns,
            name if sheet or alone else f"{name}[{printable(title)}]",
            Path(name).stem if alone else title,
            rows=found.rows,
        )
        for title, found in sheets.items()
    ]
