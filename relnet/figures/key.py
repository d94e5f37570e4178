"""The key of a figure: samples with what they stand for, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from relnet.figures.letters import wrapped
from relnet.figures.sheet import EDGE, Text
from relnet.figures.style import INK, LEADING, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.figures.outlines import Outline
    from relnet.figures.sheet import Sheet
    from relnet.figures.style import Line

Part: TypeAlias = "tuple[Outline, str | None, Line | None]"
"""An outline, what fills it and how it is drawn."""
LETTERS = 6.5
"""Size of the letters of a key."""
SAMPLE = 22.0
"""Room for a sample, in points."""
COLUMN = 108.0
"""Least width of a column of a key, in points."""
AIR = 4.0
"""Room between its parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A sample and what it stands for.

    Attributes
    ----------
    text
        What it stands for.
    parts : list of Part
        What the sample is drawn with, around its middle.
    letter
        A letter in its middle.
    """

    text: str
    parts: list[Part]
    letter: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Rows under a heading, and what is said below them."""

    heading: str
    rows: list[Row]
    note: str = ""


def draw_key(sheet: Sheet, sections: Sequence[Section]) -> None:
    """Draw a key below what is on a sheet; each section goes to the shortest column."""
    full = [one for one in sections if one.rows]
    if not full:
        return
    count = max(min(int(sheet.room // COLUMN), len(full)), 1)
    width = sheet.room / count
    ends = [sheet.at + AIR] * count
    for section in full:
        column = ends.index(min(ends))
        ends[column] = _section(sheet, section, EDGE + column * width, ends[column], width - AIR)
    sheet.at = max(ends)


def _section(sheet: Sheet, section: Section, x: float, y: float, width: float) -> float:
    """Draw a section; return where the next may begin."""
    y = _lines(sheet, section.heading, x, y, width, bold=True) + 1.0
    for row in section.rows:
        y = _row(sheet, row, x, y, width)
    if section.note:
        y = _lines(sheet, section.note, x, y + 1.0, width)
    return y + AIR


def _row(sheet: Sheet, row: Row, x: float, y: float, width: float) -> float:
    at = x + SAMPLE / 2 - 1, y + LETTERS * 0.68
    for part, fill, line in row.parts:
        sheet.draw(part.moved(*at), fill=fill, line=line)
    if row.letter:
        sheet.write(Text(at[0], at[1] + LETTERS * 0.36, row.letter, LETTERS, "middle", bold=True))
    return _lines(sheet, row.text, x + SAMPLE, y, width - SAMPLE, colour=INK) + 1.5


def _lines(
    sheet: Sheet,
    text: str,
    x: float,
    y: float,
    width: float,
    *,
    bold: bool = False,
    colour: str = SOFT,
) -> float:
    for line in wrapped(text, LETTERS, width, bold=bold):
        ink = INK if bold else colour
        sheet.write(Text(x, y + LETTERS, line, LETTERS, bold=bold, colour=ink))
        y += LETTERS * LEADING
    return y
