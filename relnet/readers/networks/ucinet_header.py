"""What stands above the data of a UCINET DL file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.readers.networks.bounds import MOST_NODES, check_bare
from relnet.readers.tables import clean
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = frozenset(
    {"fullmatrix", "lowerhalf", "upperhalf", "edgelist1", "edgelist2", "nodelist1",
     "nodelist1b", "nodelist2"}
)  # fmt: skip
"""The formats that are read; `edgelist` and `nodelist` are the first of their kind."""
_WORD = re.compile(
    r"""(?P<key>n|nr|nc|nm)\s*=\s*(?P<number>[0-9]+)
    |format\s*=?\s*(?P<format>[a-z0-9]+)
    |title\s*=\s*(?P<title>"[^"]*"|\S+)
    |diag(?:onal)?\s*=?\s*(?P<diagonal>present|absent)
    |(?P<whose>row|col|column|matrix|level)?\s*labels?\s*(?P<how>embedded\s*:?|:)
    |(?P<data>data\s*:)
    |(?P<gap>[\s,;]+|dl\b|fullmatrix|(?:row|col|column)s?\s+labels?\s+(?=embedded))""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT = re.compile(
    r"\b(?:(?:row|col|column|matrix|level)?\s*labels?\s*(?:embedded\b|:)|data\s*:|format\s*=|"
    r"(?:n|nr|nc|nm)\s*=\s*[0-9])",
    re.IGNORECASE,
)
_LABEL = re.compile(r'"([^"]*)"|\'([^\']*)\'|([^\s,="]+)')
_NAMES = {"": "labels", "row": "labels", "col": "columns", "column": "columns",
          "matrix": "matrix_labels", "level": "matrix_labels"}  # fmt: skip


@dataclass(slots=True)
class Header:
    """How the data are laid out.

    Attributes
    ----------
    size, matrices
        How many actors and matrices there are.
    format
        One of `FORMATS`.
    diagonal
        Whether the diagonal stands in the data.
    labels, matrix_labels
        What actors and matrices are called, where the header says so.
    row_names, column_names
        Whether names stand in the data, before each row or above the columns.
    data, row
        What follows, and the line on which it begins.
    """

    size: int = 0
    matrices: int = 1
    format: str = "fullmatrix"
    diagonal: bool = True
    labels: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    matrix_labels: list[str] = field(default_factory=list)
    row_names: bool = False
    column_names: bool = False
    data: str = ""
    row: int = 1

    @property
    def is_half(self) -> bool:
        """Whether only one side of the diagonal stands in the data."""
        return self.format in {"lowerhalf", "upperhalf"}

    @property
    def is_embedded(self) -> bool:
        """Whether names stand in the data."""
        return self.row_names or self.column_names

    def relations(self) -> list[str]:
        """Return what each matrix is called: by its label, else its number."""
        numbers = [str(k) for k in range(1, self.matrices + 1)]
        return self.matrix_labels or numbers


def header_of(text: str, name: str) -> Header:
    """Return the header of a DL file.

    Raises
    ------
    DataError
        If a word of it is not known, it is of two kinds of nodes, or of a format that is
        not read.
    """
    header = Header()
    sizes: dict[str, int] = {}
    for said, row in _words(text, name):
        if said["key"]:
            sizes[said["key"].lower()] = int(said["number"])
            _settle(header, sizes, name, row)
        elif said["format"]:
            header.format = _format(said["format"], name, row)
        elif said["diagonal"]:
            header.diagonal = said["diagonal"].lower() == "present"
        elif said["how"]:
            _labels(header, said, text, name, row)
        elif said["data"]:
            header.data = text[said.end() :]
            header.row = row + text.count("\n", said.start(), said.end())
    _check(header, name)
    return header


def _words(text: str, name: str) -> Iterator[tuple[re.Match[str], int]]:
    """The words of the header with their lines, to that before the data."""
    place, row = 0, 1
    while place < len(text):
        said = _WORD.match(text, place)
        if said is None:
            found = quoted(text[place : place + 40].split("\n", maxsplit=1)[0].strip())
            raise refusal(name, "dl_header", {"text": found}, row)
        end = said.end()
        if said["how"] == ":":
            end = _after(text, end)
        if not said["gap"]:
            yield said, row
        row += text.count("\n", place, end)
        if said["data"]:
            return
        place = end
    raise refusal(name, "dl_data")


def _after(text: str, place: int) -> int:
    """Where the names end that begin at a place."""
    follows = _NEXT.search(text, place)
    return follows.start() if follows else len(text)


def _settle(header: Header, sizes: dict[str, int], name: str, row: int) -> None:
    """Take the numbers of rows, columns and matrices."""
    header.matrices = sizes.get("nm", 1)
    if max(sizes.values()) > MOST_NODES:
        raise refusal(name, "large_graph", {"most": MOST_NODES}, row)
    rows, columns = sizes.get("nr", 0), sizes.get("nc", 0)
    if rows and columns and rows != columns:
        raise refusal(name, "two_mode", {"first": rows, "second": columns}, row)
    header.size = sizes.get("n", 0) or rows or columns


def _format(text: str, name: str, row: int) -> str:
    found = {"edgelist": "edgelist1", "nodelist": "nodelist1"}.get(text.lower(), text.lower())
    if found not in FORMATS:
        known = {"format": quoted(text), "formats": ", ".join(sorted(FORMATS))}
        raise refusal(name, "dl_format", known, row)
    return found


def _labels(header: Header, said: re.Match[str], text: str, name: str, row: int) -> None:
    """Take names that stand in the header, or that they stand in the data."""
    whose = (said["whose"] or "").lower()
    if said["how"].lower().startswith("embedded"):
        header.row_names |= whose in {"", "row"}
        header.column_names |= whose in {"", "col", "column"}
        return
    block = text[said.end() : _after(text, said.end())]
    matrices = whose in {"matrix", "level"}
    size = header.matrices if matrices else header.size
    labels = [clean(a or b or c) for a, b, c in _LABEL.findall(block)]
    if len(labels) != size:
        parts = [clean(part.strip().strip("\"'")) for part in re.split(r"[\r\n,]+", block)]
        lines = [part for part in parts if part]
        if len(lines) != size:
            found = {"n": len(labels), "size": size}
            raise refusal(name, "dl_labels", found, row)
        labels = lines
    setattr(header, _NAMES[whose], labels)


def _check(header: Header, name: str) -> None:
    """Refuse what is of two kinds of nodes, and names that stand twice."""
    header.labels = header.labels or header.columns
    upper = [[label.upper() for label in some] for some in (header.labels, header.columns)]
    if header.columns and upper[0] != upper[1]:
        sizes = {"first": len(header.labels), "second": len(header.columns)}
        raise refusal(name, "two_mode", sizes)
    for labels in (upper[0], [label.upper() for label in header.matrix_labels]):
        twice = [label for label, times in Counter(labels).items() if times > 1]
        if twice:
            raise refusal(name, "dl_twice", {"name": quoted(twice[0])})
    if not header.labels and not header.is_embedded:
        check_bare(header.size, name)
    if header.size == 0 and not header.is_embedded:
        raise refusal(name, "dl_size")
