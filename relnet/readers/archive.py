"""The parts of a workbook, each weighed before it is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import IO, Any
from xml.parsers import expat

MOST_UNPACKED = 1024**3
"""How many bytes the parts of a workbook may hold that are read."""
MOST_WHOLE = 32 * 1024**2
"""How many the parts may hold that are read as a whole: styles, properties."""
MOST_WHOLE_ELEMENTS = 500_000
"""How many elements may stand in these, each of which becomes an object."""
MOST_PARTS = 10_000
MOST_ROWS = 2**20
"""As Excel has it."""
ELEMENTS_A_CELL = 2
"""How many make a cell: ``<c><v></v></c>``."""


class Unreadable(Exception):  # noqa: N818 - the caller makes it an error
    """The data are no workbook that can be read: why, and what is to be said of it."""

    def __init__(self, why: str, **values: str | int) -> None:
        super().__init__(why)
        self.why = why
        self.values = values


class Weighed(zipfile.ZipFile):
    """An archive that unpacks no part of which the size is not known to be bearable.

    That goes by what is opened and not by the names of the parts, which are what a file says.
    """

    def __init__(self, data: bytes, most_cells: int) -> None:
        if data.count(b"PK\x01\x02") > MOST_PARTS:
            raise Unreadable("large_workbook", size=_shown(MOST_UNPACKED))
        super().__init__(io.BytesIO(data))
        self._most_cells = most_cells
        self._sizes: dict[str, int] = {}
        self._whole: dict[str, int] = {}
        self._elements: dict[str, int] = {}

    def open(self, name: Any, *args: Any, **options: Any) -> Any:
        """Open a part that is read in pieces: a sheet, the texts of all sheets."""
        part = self.getinfo(name)
        if part.filename not in self._sizes:
            self._weigh(part)
        return super().open(part, *args, **options)

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        """Read a part that is read as a whole: styles, properties."""
        part = self.getinfo(name)
        self._whole[part.filename] = part.file_size
        if sum(self._whole.values()) > MOST_WHOLE:
            raise Unreadable("large_workbook", size=_shown(MOST_WHOLE))
        data = super().read(part.filename, pwd)
        if sum(self._elements[each] for each in self._whole) > MOST_WHOLE_ELEMENTS:
            raise Unreadable("large_styles", most=MOST_WHOLE_ELEMENTS)
        return data

    def _weigh(self, part: zipfile.ZipInfo) -> None:
        """Refuse too much, before it is unpacked to be kept; no more than it states is unpacked."""
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unreadable("damaged_workbook", reason="ZIP")  # others unpack without bound
        self._sizes[part.filename] = part.file_size
        if sum(self._sizes.values()) > MOST_UNPACKED:
            raise Unreadable("large_workbook", size=_shown(MOST_UNPACKED))
        with super().open(part) as stream:
            self._elements[part.filename] = _elements(stream)
        if sum(self._elements.values()) > ELEMENTS_A_CELL * self._most_cells + MOST_ROWS:
            raise Unreadable("large_sheet", cells=self._most_cells)


def _shown(size: int) -> str:
    return f"{size // 1024**2} MiB"


class _Begun(Exception):  # noqa: N818 - no error: the first element was met
    pass


def _elements(stream: IO[bytes]) -> int:
    """How many elements may begin in a part, which may define no entities."""
    elements = 0
    prolog = expat.ParserCreate()
    prolog.StartDoctypeDeclHandler = _refuse_entities
    prolog.StartElementHandler = _begin
    begun = False
    while chunk := stream.read(2**20):
        elements += chunk.count(b"<") - chunk.count(b"</")
        if not begun:
            try:
                prolog.Parse(chunk)
            except _Begun:
                begun = True
    return elements


def _refuse_entities(*_: object) -> None:
    raise Unreadable("damaged_workbook", reason="DTD")


def _begin(*_: object) -> None:
    raise _Begun
