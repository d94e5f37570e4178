"""Which names fit on the map, and on which side of their actor."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args
from unicodedata import east_asian_width

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

Side: TypeAlias = Literal[
    "right", "left", "below", "above",
    "below right", "above right", "below left", "above left", "hidden",
]  # fmt: skip
Align: TypeAlias = Literal["start", "middle", "end"]
SIDES: tuple[Side, ...] = get_args(Side)[:-1]
"""The sides of an actor, the most readable first."""

LONGEST = 18
"""Letters after which a name goes on in another line."""
CORNER = 0.7
"""How much nearer a name may come at a corner of its actor."""
MOVES = 4
"""How many names may have to move for another to find room."""
APART = np.array([-1.0, -1.0, 1.0, 1.0])
"""By how many gaps a name is grown to see whether it could be taken for that of another mark."""
AIR = 0.15
"""Room left between two names, in font sizes."""
CELL = 4.0
"""Side of the cells by which names in the way are found, in font sizes."""
LINE, ASCENT = 1.1, 0.85
"""Height of a line, and of that what stands above its letters' foot, in font sizes."""


class Anchor(NamedTuple):
    """Where a name hangs: which end of its first line, and how far from its actor."""

    align: Align
    x: float
    y: float


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        """The same with a border."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def lines(name: str) -> tuple[str, ...]:
    """Return a name in at most two lines.

    Examples
    --------
    >>> lines("Huisartsengroep De Linde")
    ('Huisartsengroep De', 'Linde')
    """
    parts = textwrap.wrap(name, LONGEST, break_long_words=len(name) > 3 * LONGEST)
    if len(parts) > 2:
        parts = [parts[0], textwrap.shorten(" ".join(parts[1:]), 2 * LONGEST, placeholder=" …")]
    return tuple(parts) or (name,)


def place_labels(
    names: Sequence[Sequence[str]],
    places: NDArray[np.float64],
    radius: float,
    font: float,
    order: Sequence[int],
    frame: tuple[float, float],
) -> list[Side]:
    """Put each name where it covers no actor and no other name, the first in order first.

    A side on which it stands as near to another actor as to its own comes after the others.

    Parameters
    ----------
    names
        The lines of each name.
    places
        Where the actors are, shape ``(n, 2)``.
    radius, font
        Size of the actors and of the letters.
    order
        Positions of the actors, the most important first.
    frame
        Width and height within which a name has to stay.

    Returns
    -------
    list of str
        One of `SIDES`, or ``hidden`` where there is no room.
    """
    n, marks = len(names), np.column_stack([places - radius, places + radius])
    own: list[dict[Side, Box]] = [{} for _ in range(n)]
    near: list[dict[Side, Box]] = [{} for _ in range(n)]
    for side in SIDES:
        boxes = [label_box(names[k], places[k], side, radius, font) for k in range(n)]
        sides = np.reshape(boxes, (n, 4))
        apart = _clear(sides + _gap(radius, font) * APART, marks, frame)
        for k in np.flatnonzero(_clear(sides, marks, frame)).tolist():
            (own if apart[k] else near)[k][side] = boxes[k]
    free = [first | second for first, second in zip(own, near, strict=True)]
    board = _Board(free, AIR * font, CELL * font, {}, ["hidden"] * n, defaultdict(set))
    for k in order:
        board.place(k, MOVES)
    return board.sides


def _clear(
    boxes: NDArray[np.float64], marks: NDArray[np.float64], frame: tuple[float, float]
) -> NDArray[np.bool_]:
    """Which names are within the frame and cover no mark but their own.

    For each name only the marks at its height are looked at: a run of those in order of height.
    """
    clear = np.asarray(((boxes[:, :2] >= 0) & (boxes[:, 2:] <= frame)).all(axis=1))
    name = np.flatnonzero(clear)
    by_height = np.argsort(marks[:, 1], kind="stable")
    first = np.searchsorted(marks[by_height, 3], boxes[name, 1], side="right")
    count = np.searchsorted(marks[by_height, 1], boxes[name, 3], side="left") - first
    name, first = np.repeat(name, count), np.repeat(first - count.cumsum() + count, count)
    mark = by_height[first + np.arange(len(name))]
    across = (marks[mark, 0] < boxes[name, 2]) & (marks[mark, 2] > boxes[name, 0])
    clear[name[across & (mark != name)]] = False
    return clear


@dataclass(frozen=True, slots=True, eq=False)
class _Board:
    """Names that stand, by the cells that they touch, and where each could stand."""

    free: list[dict[Side, Box]]
    air: float
    cell: float
    taken: dict[int, Box]
    sides: list[Side]
    cells: defaultdict[tuple[int, int], set[int]]

    def place(self, k: int, moves: int) -> bool:
        """Put a name down; where one other is in the way, see whether that can move."""
        for side, box in self.free[k].items():
            hit = self._hit(box.grown(self.air))
            if len(hit) > (moves > 0):
                continue
            kept = [(j, self._taken_up(j), self.sides[j]) for j in hit]
            self._put_down(k, box, side)
            if all(self.place(j, moves - 1) for j, _, _ in kept):
                return True
            self._taken_up(k)
            self.sides[k] = "hidden"
            for j, where, was in kept:
                self._put_down(j, where, was)
        return False

    def _hit(self, box: Box) -> list[int]:
        """The names that stand within a rectangle, in part."""
        near: set[int] = set()
        for cell in self._touched(box):
            near |= self.cells[cell]
        return sorted(j for j in near if _meet(box, self.taken[j]))

    def _put_down(self, k: int, box: Box, side: Side) -> None:
        self.taken[k], self.sides[k] = box, side
        for cell in self._touched(box):
            self.cells[cell].add(k)

    def _taken_up(self, k: int) -> Box:
        box = self.taken.pop(k)
        for cell in self._touched(box):
            self.cells[cell].discard(k)
        return box

    def _touched(self, box: Box) -> Iterator[tuple[int, int]]:
        """The cells that a rectangle touches."""
        left, top, right, bottom = (int(side // self.cell) for side in box)
        return product(range(left, right + 1), range(top, bottom + 1))


def label_box(
    text: Sequence[str], place: NDArray[np.float64], side: Side, radius: float, font: float
) -> Box:
    """Return the rectangle of a name on one side of its actor."""
    anchor = label_anchor(text, side, radius, font)
    width, height = max(map(_width, text)) * font, len(text) * LINE * font
    x, top = place[0] + anchor.x, place[1] + anchor.y - ASCENT * font
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor.align]
    return Box(left, top, left + width, top + height)


def _gap(radius: float, font: float) -> float:
    """How far a name stands from the edge of its mark."""
    return 0.3 * (radius + font)


def label_anchor(text: Sequence[str], side: Side, radius: float, font: float) -> Anchor:
    """Return where the first line of a name begins, ends or has its middle, from its actor."""
    gap = (radius + _gap(radius, font)) * (CORNER if " " in side else 1.0)
    height = len(text) * LINE * font
    across = ("right" in side or side == "hidden") - ("left" in side)
    down = ("below" in side) - ("above" in side)
    top = {1: gap, 0: -height / 2, -1: -gap - height}[down]
    align: Align = ("middle", "start", "end")[across]
    return Anchor(align, round(across * gap, 1), round(top + ASCENT * font, 1))


def _width(line: str) -> float:
    """About how wide a line is, in font sizes."""
    return sum(
        1.05 if east_asian_width(letter) in "WF" else 0.74 if letter.isupper() else 0.56
        for letter in line
    )


def _meet(one: Box, other: Box) -> bool:
    """Whether two rectangles cover one another in part."""
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom
