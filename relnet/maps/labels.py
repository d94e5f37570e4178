"""Which names fit on the map, and on which side of their actor."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Side: TypeAlias = Literal["right", "left", "above", "below", "hidden"]

LONGEST = 18
"""Letters after which a name goes on in another line."""
LETTER, LINE = 0.58, 1.15
"""Width of a letter and height of a line, in font sizes."""


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float


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
        ``right``, ``left``, ``above``, ``below``, or ``hidden`` where there is no room.
    """
    marks = np.column_stack([places - radius, places + radius])
    taken = np.full((len(names), 4), np.nan)
    sides: list[Side] = ["hidden"] * len(names)
    for k in order:
        for side in ("right", "left", "below", "above"):
            box = label_box(names[k], places[k], side, radius, font)
            others = np.delete(marks, k, axis=0)
            if _inside(box, frame) and not (_covers(box, others) or _covers(box, taken)):
                sides[k], taken[k] = side, box
                break
    return sides


def label_box(
    text: Sequence[str], place: NDArray[np.float64], side: str, radius: float, font: float
) -> Box:
    """Return the rectangle of a name on one side of its actor."""
    x, y = float(place[0]), float(place[1])
    width = max(len(line) for line in text) * LETTER * font
    height, gap = len(text) * LINE * font, radius + 0.3 * font
    if side in {"right", "left"}:
        left = x + gap if side == "right" else x - gap - width
        return Box(left, y - height / 2, left + width, y + height / 2)
    top = y + gap if side == "below" else y - gap - height
    return Box(x - width / 2, top, x + width / 2, top + height)


def _inside(box: Box, frame: tuple[float, float]) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= frame[0] and box.bottom <= frame[1]


def _covers(box: Box, others: NDArray[np.float64]) -> bool:
    """Whether a rectangle covers part of any other (``NaN`` is none)."""
    across = (others[:, 0] < box.right) & (others[:, 2] > box.left)
    return bool((across & (others[:, 1] < box.bottom) & (others[:, 3] > box.top)).any())
