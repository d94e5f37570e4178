"""Which names fit on the map, and on which side of their actor."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args
from unicodedata import east_asian_width

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

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
AIR = 0.15
"""Room left between two names, in font sizes."""
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
    marks = np.column_stack([places - radius, places + radius])
    free: list[dict[Side, Box]] = []
    for k, text in enumerate(names):
        others = np.delete(marks, k, axis=0)
        boxes = {side: label_box(text, places[k], side, radius, font) for side in SIDES}
        free.append(
            {
                s: box
                for s, box in boxes.items()
                if _inside(box, frame) and not _covered(box, others).any()
            }
        )
    board = _Board(free, AIR * font, np.full((len(names), 4), np.nan), ["hidden"] * len(names))
    for k in order:
        board.place(k, MOVES)
    return board.sides


@dataclass(frozen=True, slots=True, eq=False)
class _Board:
    """Names that stand, and where each could."""

    free: list[dict[Side, Box]]
    air: float
    taken: NDArray[np.float64]
    sides: list[Side]

    def place(self, k: int, moves: int) -> bool:
        """Put a name down; where one other is in the way, see whether that can move."""
        for side, box in self.free[k].items():
            hit = np.flatnonzero(_covered(box.grown(self.air), self.taken))
            if hit.size > (moves > 0):
                continue
            kept = [(int(j), self.taken[j].copy(), self.sides[j]) for j in hit]
            self.taken[hit] = np.nan
            self.taken[k], self.sides[k] = box, side
            if all(self.place(j, moves - 1) for j, _, _ in kept):
                return True
            self.taken[k], self.sides[k] = np.nan, "hidden"
            for j, where, was in kept:
                self.taken[j], self.sides[j] = where, was
        return False


def label_box(
    text: Sequence[str], place: NDArray[np.float64], side: Side, radius: float, font: float
) -> Box:
    """Return the rectangle of a name on one side of its actor."""
    anchor = label_anchor(text, side, radius, font)
    width, height = max(map(_width, text)) * font, len(text) * LINE * font
    x, top = place[0] + anchor.x, place[1] + anchor.y - ASCENT * font
    left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor.align]
    return Box(left, top, left + width, top + height)


def label_anchor(text: Sequence[str], side: Side, radius: float, font: float) -> Anchor:
    """Return where the first line of a name begins, ends or has its middle, from its actor."""
    gap = (1.3 * radius + 0.3 * font) * (CORNER if " " in side else 1.0)
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


def _inside(box: Box, frame: tuple[float, float]) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= frame[0] and box.bottom <= frame[1]


def _covered(box: Box, others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which rectangles (shape ``(n, 4)``, ``NaN`` for none) a rectangle covers in part."""
    across = (others[:, 0] < box.right) & (others[:, 2] > box.left)
    return np.asarray(across & (others[:, 1] < box.bottom) & (others[:, 3] > box.top))
