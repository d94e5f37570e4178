"""Which names fit on the map, and on which side of their actor."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Side: TypeAlias = Literal[
    "right", "left", "below", "above",
    "below right", "above right", "below left", "above left", "hidden",
]  # fmt: skip
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
LETTER, LINE = 0.58, 1.15
"""Width of a letter and height of a line, in font sizes."""


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
    text: Sequence[str], place: NDArray[np.float64], side: str, radius: float, font: float
) -> Box:
    """Return the rectangle of a name on one side of its actor."""
    x, y = float(place[0]), float(place[1])
    width = max(len(line) for line in text) * LETTER * font
    height, gap = len(text) * LINE * font, radius + 0.3 * font
    gap *= CORNER if " " in side else 1.0
    left, top = x - width / 2, y - height / 2
    if "right" in side or "left" in side:
        left = x + gap if "right" in side else x - gap - width
    if "below" in side or "above" in side:
        top = y + gap if "below" in side else y - gap - height
    return Box(left, top, left + width, top + height)


def _inside(box: Box, frame: tuple[float, float]) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= frame[0] and box.bottom <= frame[1]


def _covered(box: Box, others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which rectangles (shape ``(n, 4)``, ``NaN`` for none) a rectangle covers in part."""
    across = (others[:, 0] < box.right) & (others[:, 2] > box.left)
    return np.asarray(across & (others[:, 1] < box.bottom) & (others[:, 3] > box.top))
