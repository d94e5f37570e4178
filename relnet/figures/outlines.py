"""Outlines: lines and curves through points, as a figure and its key draw them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Point = tuple[float, float]

MOVE, LINE, BEND, CURVE, CLOSE = 1, 2, 3, 4, 79
"""The steps of an outline, as matplotlib numbers them."""
UP = -math.pi / 2
ROUND = 4 / 3 * (math.sqrt(2) - 1)
"""How far the handles of a quarter of a circle are, in radii."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Steps through points.

    Attributes
    ----------
    points : ndarray of float, shape (m, 2)
        Where each step leads.
    steps : ndarray of uint8, shape (m,)
        What kind each is.
    """

    points: NDArray[np.float64]
    steps: NDArray[np.uint8]

    def moved(self, x: float, y: float) -> Outline:
        """Return the same somewhere else."""
        return Outline(self.points + np.array([x, y]), self.steps)

    def turned(self, angle: float) -> Outline:
        """Return the same turned around the origin."""
        cos, sin = math.cos(angle), math.sin(angle)
        return Outline(self.points @ np.array([[cos, sin], [-sin, cos]]), self.steps)


def outline(points: Iterable[Sequence[float]], steps: Sequence[int]) -> Outline:
    """Return steps through points."""
    return Outline(np.array(list(points), float).reshape(-1, 2), np.array(steps, np.uint8))


def joined(parts: Sequence[Outline]) -> Outline:
    """Return several as one."""
    points, steps = (
        [part.points for part in parts],
        [part.steps for part in parts],
    )
    return Outline(np.concatenate(points), np.concatenate(steps))


def path(points: Sequence[Sequence[float]], *, closed: bool = False) -> Outline:
    """Return a line from point to point."""
    steps = [MOVE, *[LINE] * (len(points) - 1)]
    if closed:
        return outline([*points, points[0]], [*steps, CLOSE])
    return outline(points, steps)


def box(x: float, y: float, width: float, height: float) -> Outline:
    """Return a rectangle by its corner at the left and top."""
    right, bottom = x + width, y + height
    return path([(x, y), (right, y), (right, bottom), (x, bottom)], closed=True)


def circle(r: float) -> Outline:
    """Return a circle around the origin."""
    h = r * ROUND
    points = [
        (r, 0), (r, h), (h, r), (0, r), (-h, r), (-r, h), (-r, 0),
        (-r, -h), (-h, -r), (0, -r), (h, -r), (r, -h), (r, 0), (r, 0),
    ]  # fmt: skip
    return outline(points, [MOVE, *[CURVE] * 12, CLOSE])


def around(turn: float, distances: Sequence[float]) -> Outline:
    """Return a closed line around the origin, by the angle of the first and how far each is."""
    step = 2 * math.pi / len(distances)
    return path(
        [
            (d * math.cos(turn + k * step), d * math.sin(turn + k * step))
            for k, d in enumerate(distances)
        ],
        closed=True,
    )


def cross(r: float) -> Outline:
    """Return two lines that cross at the origin."""
    return joined([path([(-r, -r), (r, r)]), path([(-r, r), (r, -r)])])


def plus(r: float) -> Outline:
    """Return a thick plus around the origin."""
    a = r * 0.38
    corners = [
        (-a, -r), (a, -r), (a, -a), (r, -a), (r, a), (a, a),
        (a, r), (-a, r), (-a, a), (-r, a), (-r, -a), (-a, -a),
    ]  # fmt: skip
    return path(corners, closed=True)


def mark(shape: int, r: float) -> Outline:
    """Return the shape that stands for a value of an attribute, or for none (-1)."""
    kind = 0 if shape < 0 else (shape + shape // 8) % 8
    shapes = (
        lambda: circle(r),
        lambda: around(math.pi / 4, [r * 1.2] * 4),
        lambda: around(UP, [r * 1.35] * 3),
        lambda: around(0, [r * 1.25] * 4),
        lambda: around(-UP, [r * 1.35] * 3),
        lambda: around(0, [r * 1.1] * 6),
        lambda: plus(r * 1.15),
        lambda: around(UP, [r * 1.35 * (0.5 if k % 2 else 1.0) for k in range(10)]),
    )
    return shapes[kind]()
