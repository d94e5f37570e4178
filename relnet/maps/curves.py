"""The lines of a map in a picture: ties, arrows, and what goes around groups."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from relnet.figures.outlines import BEND, CURVE, MOVE, Outline, outline, path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]

AROUND = 16
"""Points around an actor by which a line around a group keeps its distance."""


def curve(start: Point, end: Point, bend: float, short: float) -> tuple[Point, Point]:
    """Return where a tie turns and where it ends: before the mark that it points at.

    Parameters
    ----------
    start, end
        Where the actors are.
    bend
        How far it bends to its right, in its length.
    short
        How far from the middle of the mark it ends.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    turn = (start[0] + end[0]) / 2 - dy * bend, (start[1] + end[1]) / 2 + dx * bend
    away = math.hypot(end[0] - turn[0], end[1] - turn[1]) or 1.0
    share = min(short / away, 0.9)
    return turn, _between(end, turn, share)


def tie_outline(start: Point, turn: Point, end: Point, *, straight: bool) -> Outline:
    """Return the line of a tie."""
    return path([start, end]) if straight else outline([start, turn, end], [MOVE, BEND, BEND])


def middle(start: Point, turn: Point, end: Point, *, straight: bool) -> Point:
    """Return the middle of a tie, where its sign stands."""
    if straight:
        return _between(start, end, 0.5)
    return _between(_between(start, turn, 0.5), _between(turn, end, 0.5), 0.5)


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def head(at: Point, start: Point, size: float) -> Outline:
    """Return the head of an arrow that comes from a point."""
    angle = math.atan2(at[1] - start[1], at[0] - start[0])
    corners = [(-size * 0.875, -size / 2), (size * 0.125, 0), (-size * 0.875, size / 2)]
    return path(corners, closed=True).turned(angle).moved(*at)


def loop(r: float) -> Outline:
    """Return a small loop above a mark, for ties inside one organisation."""
    points = [(-r * 0.5, -r), (-r * 1.9, -r * 3.1), (r * 1.9, -r * 3.1), (r * 0.5, -r)]
    return outline(points, [MOVE, CURVE, CURVE, CURVE])


def hull(places: Iterable[Point], room: float) -> Outline:
    """Return a line around places, with room between: the convex hull of circles around them."""
    turns = [2 * math.pi * k / AROUND for k in range(AROUND)]
    points = sorted(
        (x + room * math.cos(turn), y + room * math.sin(turn)) for x, y in places for turn in turns
    )
    return path([*_chain(points), *_chain(points[::-1])], closed=True)


def _chain(points: Sequence[Point]) -> list[Point]:
    """One half of a hull: the points that turn left, in order."""
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
