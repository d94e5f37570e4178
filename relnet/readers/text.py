"""A text file as cells: its encoding, its separator and rows that are not of equal length."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from relnet.problems import DataError, Problem
from relnet.readers.bounds import bounds, too_large
from relnet.readers.parse import Uneven, read_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from relnet.wording import Value

SEPARATORS = (";", "\t", ",", "|")
SAMPLE_LINES = 50
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BLOCKS = 4
"""Rows of so many different lengths are no table with a slip in it."""
MOST_RAGGED = 10_000
"""How many rows of another length are told one by one."""
BLANKS = r"\s+"
"""The separator of cells between which there are but blanks."""
HEAD = 100_000
"""How many characters tell what a text is."""
_EMPTY_LINE = r"(?:[ \t\ufeff]*(?:\r\n|\r|\n))"
_ABOVE = rf"{_EMPTY_LINE}*\ufeff*(?:sep=([;,|\t:^~]){_EMPTY_LINE}+\ufeff*)?"
"""Empty lines, and the line by which Excel states the separator."""


def refusal(
    name: str, why: str, values: Mapping[str, Value] | None = None, row: int | None = None
) -> DataError:
    """The error for a file that cannot be read, and why."""
    return DataError([Problem("unreadable file", variant=why, values=values, file=name, row=row)])


def decoded(data: bytes, name: str, encoding: str) -> str:
    """Return the text of a file, by its byte-order mark, as UTF-8 or in the encoding given.

    Raises
    ------
    DataError
        If it is empty, is no text, or none of these fits.
    """
    if re.search(rb"[^ \t\r\n\x00\xef\xbb\xbf]", data) is None:
        raise refusal(name, "empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif encoding.lower().replace("_", "-").startswith(("utf-16", "utf16", "utf-32", "utf32")):
        encodings = [encoding]
    elif b"\x00" in data:
        raise _no_text(data, name)
    else:
        encodings = ["utf-8-sig", encoding]
    text = _first_that_fits(data, name, encodings)
    if is_binary(text):
        raise refusal(name, "binary")
    return text


def is_binary(text: str) -> bool:
    """Whether a text has so many control characters that it is none."""
    return len(_CONTROLS.findall(text[:4096])) > len(text[:4096]) // 20


def _no_text(data: bytes, name: str) -> DataError:
    """Why data with bytes of 0 are refused, as far as that can be told."""
    shares = [part.count(0) / max(len(part), 1) for part in (data[0:4096:2], data[1:4096:2])]
    if max(shares) > 0.5 and min(shares) < 0.05:
        encoding = "utf-16-be" if shares[0] > shares[1] else "utf-16-le"
        return refusal(name, "utf16", {"encoding": encoding})
    if data.count(0) * 20 <= len(data) and data[:4096].isascii():
        return _with_nul(name, data.count(b"\n", 0, data.index(0)) + 1)
    return refusal(name, "binary")


def _with_nul(name: str, row: int) -> DataError:
    return refusal(name, "nul", row=row)


def _first_that_fits(data: bytes, name: str, encodings: Sequence[str]) -> str:
    problems: list[DataError] = []
    for encoding in dict.fromkeys(encodings):
        try:
            return data.decode(encoding)
        except UnicodeError as error:
            start = getattr(error, "start", 0)
            row = data.count(b"\n", 0, start) + 1
            shown = encoding.removesuffix("-sig").upper()
            values = {"byte": f"0x{data[start]:02X}", "encoding": shown}
            problems.append(refusal(name, "encoding", values, row))
    raise problems[0]


def cells_of(text: str, name: str) -> tuple[list[pd.Categorical], int]:
    """Return the columns of a text file, all as text, and the line at which they begin.

    Raises
    ------
    DataError
        If the rows are not of equal length, nothing is in it, or it is too large.
    """
    lines = _count_lines(text)
    if too_large(lines, lines):
        raise refusal(name, "large_table", bounds())
    text, stated, above = _below_empty_lines(text)
    if not text or text.isspace():
        raise refusal(name, "empty")
    if "\0" in text:
        raise _with_nul(name, above + text.count("\n", 0, text.index("\0")))
    separator = stated or separator_of(text[:HEAD], whole=len(text) <= HEAD)
    if too_large(lines, max(lines * _width(text, separator), lines + text.count(separator))):
        raise refusal(name, "large_table", bounds())
    if separator == BLANKS:
        text = "\n".join(line.strip() for line in _lines(text))
    columns = _parsed(text, separator, name)
    if separator != BLANKS and _may_be_short(columns, text, separator):
        problems = _ragged(text, separator, name)
        if problems:
            raise DataError(problems)
    return columns, above


def _count_lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _width(text: str, separator: str) -> int:
    """How many cells the first row has, as many as all others are given."""
    try:
        return len(next(_records(text, separator), []))
    except csv.Error:
        return 1  # of which the parser says more


def _parsed(text: str, separator: str, name: str) -> list[pd.Categorical]:
    try:
        return read_columns(text, separator)
    except UnicodeEncodeError:
        raise refusal(name, "binary") from None
    except Uneven as uneven:
        if uneven.empty:
            raise refusal(name, "empty") from None
        if uneven.unclosed:
            raise refusal(name, "open_quote", row=uneven.row) from None
        raise DataError(_ragged(text, separator, name)) from None


def _below_empty_lines(text: str) -> tuple[str, str | None, int]:
    """The text below empty lines, the separator that they state, and its first line."""
    start = above(text)
    if start is None:
        return text, None, 1
    return text[start.end() :], start[1], len(_lines(start[0]))


def above(text: str) -> re.Match[str] | None:
    """Return the empty lines above a text, and the separator that they state."""
    start = re.match(_ABOVE, text)
    return start if start and start[0] else None


def _may_be_short(columns: Sequence[pd.Categorical], text: str, separator: str) -> bool:
    """Whether rows may have fewer columns than the first: they end in empty cells."""
    if len(columns) < 2 or "" not in columns[-1].categories:
        return False
    return text.count(separator) != (len(columns) - 1) * len(columns[0])


def _lines(text: str) -> list[str]:
    """Lines as a CSV file has them: other separators of Unicode are part of the text."""
    return re.split(r"\r\n|\r|\n", text)


def separator_of(head: str, *, whole: bool) -> str:
    """Return the separator that splits the first lines into the most columns, as many in each.

    Parameters
    ----------
    head
        The text, or the beginning of it.
    whole
        Whether it is all of it.
    """
    lines = [line for line in _lines(head)[:SAMPLE_LINES] if line.strip()]
    lines = (lines if whole or len(lines) < 2 else lines[:-1]) or [","]
    widths = {}
    for separator in SEPARATORS:
        rows = list(csv.reader(lines, delimiter=separator))
        sizes = [len(row) for row in rows]
        widths[separator] = (sizes.count(sizes[0]) == len(sizes), sizes[0])
    split = {s: (even, width) for s, (even, width) in widths.items() if width > 1}
    if split:
        return max(split, key=lambda s: split[s])
    blanks = [len(line.split()) for line in lines]
    return BLANKS if blanks[0] > 1 and len(set(blanks)) == 1 else ","


def _records(text: str, separator: str) -> Iterator[list[str]]:
    lines = (line[0] for line in re.finditer(r"[^\n]*\n|[^\n]+", text))
    if separator == BLANKS:
        yield from (line.split() for line in lines)
    else:
        yield from csv.reader(lines, delimiter=separator)


def _ragged(text: str, separator: str, name: str) -> list[Problem]:
    """The rows that have another number of columns than the first."""
    records = _records(text, separator)
    problems: list[Problem] = []
    width = 0
    widths: dict[int, None] = {}
    try:
        for row, record in enumerate(records, 1):
            width = width or len(record)
            widths |= {len(record): None} if record else {}
            if record and len(record) != width:
                variant = "open_quote" if any("\n" in cell for cell in record) else ""
                values = {"n": len(record), "width": width}
                problems.append(
                    Problem("ragged row", variant=variant, values=values, file=name, row=row)
                )
            if len(problems) > MOST_RAGGED:
                more = {"most": MOST_RAGGED}
                return [
                    *problems[:-1],
                    Problem("ragged row", variant="more", values=more, file=name, row=row),
                ]
    except csv.Error as error:
        problems += refusal(name, "no_table", {"reason": str(error)}).problems
    if len(widths) >= BLOCKS:
        shown = ", ".join(map(str, list(widths)[:8]))
        return [*refusal(name, "blocks", {"widths": shown}).problems, *problems]
    return problems
