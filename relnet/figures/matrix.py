"""The matrix of who has a tie to whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.change import Change
from relnet.errors import UsageError
from relnet.figures.cells import STATUSES, TIES, Table, table_of
from relnet.figures.key import Part, Row, Section, draw_key
from relnet.figures.letters import drawable, shortened, text_width
from relnet.figures.outlines import box, circle, cross, joined, path
from relnet.figures.picture import Picture
from relnet.figures.said import relation_called, with_capital
from relnet.figures.sheet import EDGE, Sheet, Text
from relnet.figures.style import PAGE, PAPER, SMALL, SOFT, UNMEASURED, Line, mixed, points
from relnet.wording import Phrase, Wording, expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

MOST_ACTORS = 400
"""Beyond this the cells are too small to print."""
LARGEST, NAMED = 16.0, 6.4
"""Side of the largest cell, and of the smallest with names beside it, in points."""
LEAST_MARK = 2.4
"""Side of the smallest mark, in points; in smaller cells it goes beyond its own."""
OVERLAP = 0.12
"""How far grounds reach into the next row, so that no seam shows between them."""
FINE = 4.0
"""Side of the smallest cell that is hatched."""
LONGEST = 92.0
"""Room for a name, in points."""
STRIP = 9.0
"""Room for the number of a group, in points."""
MOST_BLOCKS = 12
"""How many pairs of groups the description tells of."""
COLOURS = {
    "formed": "#004c86", "entered": "#004c86", "persisted": "#6c7681", "dissolved": "#e0702c",
    "left": "#e0702c", "impossible": "#a9b3bd", "unknown": mixed(UNMEASURED, 0.25),
    "unobserved": UNMEASURED, "absent": "#eff2f4", "self": "#c4ccd4", "none": PAPER,
}  # fmt: skip
"""Darker and lighter than on a map, so that they differ without colour too."""
HATCH = Line(mixed(UNMEASURED, 0.6), 0.3)
GROUNDS = ("absent", "unknown", "impossible")
CHANGES = ("formed", "dissolved", "persisted")
SHORT = (*CHANGES, "unobserved")
KEY = (*TIES, "none", "unknown", "impossible", "absent")


def plot_matrix(
    change: Change,
    by: str | None = None,
    *,
    title: str | None = None,
    width: float = PAGE,
    language: str = "en",
) -> Picture:
    """Draw the matrix of tie changes, sender by receiver.

    Gained, lost, kept, not measured and impossible differ by mark as well as by colour.

    Parameters
    ----------
    change
        Between two waves (see `compare`).
    by
        An attribute by whose values the actors are ordered, such as ``"sector"``: that of
        the later wave in which an actor is there. By name alone without.
    title
        Above the figure; the relation and the waves without.
    width
        How wide it is, in mm: 60 to 420. A page is 170, a column some 85.
    language
        ``"en"`` or ``"nl"``.

    Returns
    -------
    Picture
        The figure, with a text alternative.

    Raises
    ------
    UsageError
        If it is no change, has no actors or more than 400, or no actor has the attribute;
        or if unobserved cells were treated: the figure shows what was observed.

    Notes
    -----
    The statuses are those of `compare`. A cell that is not rated in both waves, or with an
    actor that is not on both rosters, is told apart from one without a tie. Of an undirected
    relation each cell stands twice, and is counted once.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.DiGraph([("A", "B"), ("B", "C")]), wave="2022")
    >>> new = rn.from_networkx(nx.DiGraph([("A", "B"), ("C", "B")]), wave="2024")
    >>> print(rn.plot_matrix(rn.compare(old, new)).description)
    Of every pair of 3 organisations, 2022 → 2024: 1 gained, 1 lost, 1 kept, 3 pairs without a
    tie both times.
    """
    expect(change, Change, "change_of", function="plot_matrix")
    points(width)
    words = Wording(language)
    if change.before.treated is not None or change.treatment != "observed":
        raise UsageError(Phrase("usage.figure.treated"))
    table = table_of(change, by, words("map.group.none"))
    if not table.actors:
        raise UsageError(Phrase("usage.map.no_actor"))
    if len(table.actors) > MOST_ACTORS:
        given = {"most": MOST_ACTORS, "actors": len(table.actors)}
        raise UsageError(Phrase("usage.figure.too_many", **given))
    waves = f"{change.before.wave} → {change.after.wave}"
    about = {
        "actors": words("count.actor", n=len(table.actors)),
        "waves": waves,
    }
    heading = title or words(
        "figure.matrix.title", relation=relation_called(change.after, words), waves=waves
    )
    told = words("figure.matrix.told", counts=", ".join(_counts(table, KEY, words)), **about)
    return Picture(
        text=words("figure.matrix.text", counts=", ".join(_counts(table, SHORT, words)), **about),
        description=" ".join([told, *_blocks(table, words)]),
        caption=f"{heading}. {told}",
        language=language,
        _sheet=partial(_sheet, table, heading, by, width, words),
    )


def _counts(table: Table, kinds: Iterable[str], words: Wording) -> Iterator[str]:
    """How many of the ties became what; new, gone and kept ones even if there are none."""
    found = table.counts()
    for status in kinds:
        if found[status] or status in CHANGES:
            yield words(f"figure.matrix.count.{status}", n=found[status])


def _blocks(table: Table, words: Wording) -> Iterator[str]:
    """What changed between which groups, most first."""
    rows = []
    for k, (sender, start, end) in enumerate(table.groups):
        for m, (receiver, first, last) in enumerate(table.groups):
            if table.directed or k <= m:
                found = table.counts(slice(start, end), slice(first, last))
                if found["formed"] + found["dissolved"]:
                    rows.append((sender, receiver, found["formed"], found["dissolved"]))
    rows.sort(key=lambda row: -row[2] - row[3])
    key = "figure.matrix.block.directed" if table.directed else "figure.matrix.block.mutual"
    for sender, receiver, gained, lost in rows[:MOST_BLOCKS]:
        yield words(key, sender=sender, receiver=receiver, gained=gained, lost=lost)
    if len(rows) > MOST_BLOCKS:
        yield words("figure.matrix.more", n=len(rows) - MOST_BLOCKS)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the cells are: their corner at the left and top, their side, whether named."""

    left: float
    top: float
    side: float
    named: bool


def _sheet(table: Table, title: str, by: str | None, width: float, words: Wording) -> Sheet:
    sheet = Sheet(points(width))
    sheet.title(title)
    if table.directed:
        sheet.paragraph(words("figure.matrix.directed"))
    frame = _framed(table, sheet)
    _draw_cells(table, sheet, frame)
    _draw_groups(table, sheet, frame)
    if frame.named:
        _draw_names(table, sheet, frame)
    sheet.at = frame.top + frame.side * len(table.actors) + 3.0
    draw_key(sheet, _key(table, by, words))
    return sheet


def _framed(table: Table, sheet: Sheet) -> _Frame:
    strip = STRIP if table.groups else 0.0
    names = max(text_width(shortened(name, SMALL, LONGEST), SMALL) for name in table.actors) + 3.0
    side = (sheet.room - names - strip) / len(table.actors)
    named = side >= NAMED
    if not named:
        names = 0.0
        side = (sheet.room - strip) / len(table.actors)
    return _Frame(EDGE + names + strip, sheet.at + names + strip, min(side, LARGEST), named)


def _draw_cells(table: Table, sheet: Sheet, frame: _Frame) -> None:
    """Draw what lies below all marks, row by row, and then the marks."""
    n, side = len(table.actors), frame.side
    for status in GROUNDS:
        for row, start, end in _runs(table.cells == STATUSES.index(status)):
            x, y = frame.left + start * side, frame.top + row * side
            gid = f"{status}-{row}-{start}-{end - 1}"
            high = side + OVERLAP if row < n - 1 else side
            sheet.draw(box(x, y, (end - start) * side, high), gid, fill=COLOURS[status])
    if side >= FINE:
        _hatch(table, sheet, frame)
    for k in range(n):
        at = frame.left + k * side, frame.top + k * side
        sheet.draw(box(*at, side, side), fill=COLOURS["self"])
    for status in TIES:
        for row, column in np.argwhere(table.cells == STATUSES.index(status)).tolist():
            at = frame.left + (column + 0.5) * side, frame.top + (row + 0.5) * side
            parts = cell_mark(status, max(side, LEAST_MARK))
            for k, (outline, fill, line) in enumerate(parts):
                last = k == len(parts) - 1
                gid = f"{status}-{row}-{column}" if last else ""
                sheet.draw(outline.moved(*at), gid, fill=fill, line=line)
    sheet.draw(box(frame.left, frame.top, n * side, n * side), line=Line(SOFT, 0.5))


def _hatch(table: Table, sheet: Sheet, frame: _Frame) -> None:
    """Hatch the cells that were not measured, and put a bar in those that are impossible."""
    for status in ("unknown", "impossible"):
        places = np.argwhere(table.cells == STATUSES.index(status)).tolist()
        if places:
            outline, _, line = cell_mark(status, frame.side)[1]
            at = [
                (frame.left + (c + 0.5) * frame.side, frame.top + (r + 0.5) * frame.side)
                for r, c in places
            ]
            sheet.draw(joined([outline.moved(*place) for place in at]), line=line)


def cell_mark(status: str, side: float) -> list[Part]:
    """Return how a cell is drawn, around its middle."""
    colour, half = COLOURS[status], side / 2
    a, b, c = 0.42 * side, 0.32 * side, 0.36 * side
    thick = Line(colour, max(0.2 * side, 0.5))
    marks: dict[str, list[Part]] = {
        "formed": [(box(-a, -a, 2 * a, 2 * a), colour, None)],
        "entered": [(box(-b, -b, 2 * b, 2 * b), None, thick)],
        "dissolved": [(cross(c), None, thick)],
        "left": [(path([(-c, c), (c, -c)]), None, thick)],
        "persisted": [(circle(0.3 * side), colour, None)],
        "unobserved": [(circle(0.2 * side), colour, None)],
        "unknown": [(path([(-half, half), (half, -half)]), None, HATCH)],
        "impossible": [(path([(-b, 0), (b, 0)]), None, Line(SOFT, 0.12 * side))],
        "none": [(box(-half, -half, side, side), None, Line(SOFT, 0.2))],
    }
    below = {"unobserved": "unknown"}.get(status, status)
    if below not in GROUNDS:
        return marks[status]
    edge = Line(SOFT, 0.2) if status == "absent" else None
    return [(box(-half, -half, side, side), COLOURS[below], edge), *marks.get(status, [])]


def _runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Cells that stand side by side: the row, where they begin and where the next begins."""
    for row, own in enumerate(flags):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], own.astype(np.int8), [0]])))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield row, start, end


def _draw_groups(table: Table, sheet: Sheet, frame: _Frame) -> None:
    """Draw lines between groups, and their numbers beside and above."""
    size, span = SMALL, frame.side * len(table.actors)
    last = {"x": -size, "y": -size}
    for k, (_, start, end) in enumerate(table.groups, 1):
        if start:
            at = start * frame.side
            for line in ([(0, at), (span, at)], [(at, 0), (at, span)]):
                sheet.draw(path(line).moved(frame.left, frame.top), line=Line(SOFT, 0.5))
        middle = (start + end) / 2 * frame.side
        places = {axis: max(middle, last[axis] + room) for axis, room in (("x", size), ("y", size))}
        last = places
        edge = EDGE + STRIP / 2 - 1
        sheet.write(Text(edge, frame.top + places["y"] + 2.1, str(k), size, "middle", bold=True))
        top = frame.top - (frame.left - EDGE) + STRIP - 3
        sheet.write(Text(frame.left + places["x"], top, str(k), size, "middle", bold=True))


def _draw_names(table: Table, sheet: Sheet, frame: _Frame) -> None:
    for k, name in enumerate(table.actors):
        at, text = (k + 0.5) * frame.side + 0.36 * SMALL, shortened(name, SMALL, LONGEST)
        sheet.write(Text(frame.left - 2, frame.top + at, text, SMALL, "end"))
        sheet.write(Text(frame.left + at, frame.top - 2, text, SMALL, turned=True))


def _key(table: Table, by: str | None, words: Wording) -> list[Section]:
    found = table.counts()
    rows = [
        Row(
            f"{words(f'figure.matrix.{status}')}: {words.number(found[status])}",
            cell_mark(status, 8.0),
        )
        for status in KEY
        if found[status]
    ]
    groups = [
        Row(f"{drawable(name)}: {words.number(end - start)}", [], str(k))
        for k, (name, start, end) in enumerate(table.groups, 1)
    ]
    return [
        Section(words("figure.matrix.cells"), rows),
        Section(with_capital(str(by or "")), groups),
    ]
