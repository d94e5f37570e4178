"""The data of a UCINET DL file as cells of its matrices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from relnet.errors import quoted
from relnet.readers.tables import clean
from relnet.readers.text import refusal
from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.readers.networks.ucinet_header import Header
    from relnet.wording import Value

MISSING = 1e36
"""From this on a number stands for no answer: UCINET writes 1E+38."""
_TOKEN = re.compile(r'"([^"]*)"|([^\s,"]+)')
_LINE = re.compile(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """A cell that is stated: the number of its matrix, row and column, and what is in it."""

    matrix: int
    source: int
    target: int
    text: str
    row: int


class _Token(NamedTuple):
    text: str
    row: int


@dataclass(slots=True)
class Cells:
    """All that is stated.

    Attributes
    ----------
    names
        The actors, with the line on which each first stands.
    cells
        The cells.
    unnamed
        How many actors the data name nowhere.
    is_matrix
        Whether every cell is stated.
    """

    names: dict[str, int] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    unnamed: int = 0
    is_matrix: bool = False

    def zeros(self, *, both_ends: bool) -> dict[tuple[int, int], int]:
        """Return the actors, by matrix, with answers that are all 0, and the row of the first.

        A cell is an answer of its row; of both ends where ties are undirected.
        """
        tied: set[tuple[int, int]] = set()
        zeros: dict[tuple[int, int], int] = {}
        for matrix, source, target, text, row in self.cells:
            if source == target or is_missing(text):
                continue
            for end in (source, target) if both_ends else (source,):
                if number(text) == 0:
                    zeros.setdefault((matrix, end), row)
                else:
                    tied.add((matrix, end))
        return {end: row for end, row in zeros.items() if end not in tied}

    def is_blank(self, matrix: int) -> bool:
        """Return whether a matrix has cells, and no answer in any."""
        texts = [cell.text for cell in self.cells if cell.matrix == matrix and cell[1] != cell[2]]
        return self.is_matrix and bool(texts) and all(map(is_missing, texts))


def is_missing(text: str) -> bool:
    """Return whether a cell stands for no answer."""
    value = number(text)
    return text == "" or (value is not None and value >= MISSING)


def cells_of(header: Header, name: str) -> Cells:
    """Return the cells of the data.

    Raises
    ------
    DataError
        If there are more or fewer numbers than there should be, or a name is not known.
    """
    lines = [
        [_Token(quoted_text or text, row) for quoted_text, text in _TOKEN.findall(line)]
        for row, line in enumerate(_LINE.split(header.data), header.row)
    ]
    cells = Cells()
    if not header.is_embedded:
        labels = header.labels or [str(k) for k in range(1, header.size + 1)]
        cells.names = dict.fromkeys(labels, 1)
    if header.format in {"fullmatrix", "lowerhalf", "upperhalf"}:
        cells.is_matrix = True
        _matrices(cells, header, [token for line in lines for token in line], name)
    else:
        _lists(cells, header, lines, name)
    return cells


def _matrices(cells: Cells, header: Header, tokens: Sequence[_Token], name: str) -> None:
    """Take all cells, matrix by matrix and row by row."""
    size = header.size
    widths = _widths(header)
    needed = header.matrices * (sum(widths) + size * header.row_names + size * header.column_names)
    if len(tokens) != needed:
        row = tokens[-1].row if tokens else header.row
        raise refusal(name, "dl_numbers", {"n": len(tokens), "size": needed}, row)
    rest = iter(tokens)
    for matrix in range(header.matrices):
        above = [next(rest) for _ in range(size if header.column_names else 0)]
        before = []
        for source, width in enumerate(widths):
            before += [next(rest)] if header.row_names else []
            columns = _columns(header, source)
            cells.cells += [Cell(matrix, source, columns[k], *next(rest)) for k in range(width)]
        if matrix == 0 and header.is_embedded:
            names = before or above
            cells.names = {clean(token.text): token.row for token in names}
            if len(cells.names) < size:
                raise refusal(name, "dl_twice", {"name": quoted(_twice(names))}, header.row)
        _agree(cells, (above, before) if header.is_embedded else (), name)


def _agree(cells: Cells, names: Sequence[Sequence[_Token]], name: str) -> None:
    """Refuse names that differ between rows, columns and matrices."""
    known = [text.upper() for text in cells.names]
    for tokens in names:
        for token, text in zip(tokens, known, strict=False):
            if clean(token.text).upper() != text:
                found = {"name": quoted(token.text), "first": quoted(text)}
                raise refusal(name, "dl_names", found, token.row)


def _twice(names: Sequence[_Token]) -> str:
    seen: set[str] = set()
    for token in names:
        if clean(token.text) in seen:
            break
        seen.add(clean(token.text))
    return token.text


def _widths(header: Header) -> list[int]:
    """How many cells each row has."""
    size, own = header.size, int(header.diagonal)
    if header.format == "lowerhalf":
        return [k + own for k in range(size)]
    if header.format == "upperhalf":
        return [size - 1 - k + own for k in range(size)]
    return [size - 1 + own] * size


def _columns(header: Header, source: int) -> Sequence[int]:
    """The columns that the cells of a row are in."""
    own = int(header.diagonal)
    if header.format == "lowerhalf":
        return range(source + own)
    if header.format == "upperhalf":
        return range(source + 1 - own, header.size)
    if header.diagonal:
        return range(header.size)
    return [k for k in range(header.size) if k != source]


def _lists(cells: Cells, header: Header, lines: Sequence[Sequence[_Token]], name: str) -> None:
    """Take the ties of a list; a line with ! ends a matrix."""
    finder = _Finder(cells, header, name)
    matrix = counted = 0
    for tokens in lines:
        if tokens and tokens[0].text == "!":
            matrix, counted = matrix + 1, 0
        elif tokens:
            _check_matrix(header, matrix, tokens[0], name)
            counted += 1
            ends = _pairs(header, tokens, counted, name)
            cells.cells += [
                Cell(matrix, finder.place(one), finder.place(other), text, one.row)
                for one, other, text in ends
            ]
    if header.matrices > max(matrix + 1, 1):
        raise refusal(name, "dl_numbers", {"n": matrix + 1, "size": header.matrices})
    cells.unnamed = max(header.size - len(cells.names), 0)


def _check_matrix(header: Header, matrix: int, token: _Token, name: str) -> None:
    if matrix >= header.matrices:
        found = {"n": matrix + 1, "size": header.matrices}
        raise refusal(name, "dl_numbers", found, token.row)


def _pairs(
    header: Header, tokens: Sequence[_Token], counted: int, name: str
) -> Iterator[tuple[_Token, _Token, str]]:
    """The ties of a line: from whom, to whom, how strong."""
    if header.format.startswith("edgelist"):
        if not 2 <= len(tokens) <= 3:
            raise refusal(name, "dl_pair", {"n": len(tokens)}, tokens[0].row)
        yield tokens[0], tokens[1], tokens[2].text if len(tokens) > 2 else "1"
    else:
        first, others = tokens[0], tokens[1:]
        if header.format == "nodelist1b":
            first = _Token(str(counted), first.row)
        for other in others:
            yield first, other, "1"
        if not others:
            yield first, first, "0"


class _Finder:
    """Finds the place of an actor by its name or number."""

    def __init__(self, cells: Cells, header: Header, name: str) -> None:
        self.cells, self.header, self.name = cells, header, name
        self.places: dict[str, int] = {}
        numbers = not header.is_embedded
        for k, text in enumerate(cells.names):
            self.places[text.upper()] = k
        if numbers:
            self.places |= {str(k + 1): k for k in range(header.size)}

    def place(self, token: _Token) -> int:
        """Return the place of an actor; where names stand in the data a new one is added."""
        text = clean(token.text)
        found = self.places.get(text.upper())
        if found is not None:
            return found
        names = self.cells.names
        if not self.header.is_embedded or 0 < self.header.size <= len(names):
            values: dict[str, Value] = {"name": quoted(token.text), "size": self.header.size}
            raise refusal(self.name, "dl_unknown", values, token.row)
        self.places[text.upper()] = len(names)
        names[text] = token.row
        return len(names) - 1
