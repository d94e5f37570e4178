"""The ties of a map on a sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.figures.outlines import circle, joined, path
from relnet.figures.style import CHANGED, INK, PAPER, Line, mixed
from relnet.maps import curves
from relnet.maps.frame import LEAST_LINE
from relnet.maps.looks import COLOURS, WEIGHT, tie_line

if TYPE_CHECKING:
    from relnet.figures.outlines import Outline
    from relnet.maps.curves import Point
    from relnet.maps.frame import Frame
    from relnet.maps.spec import MapTie

BEHIND = {"tie", "persisted", "unobserved", "impossible"}
"""What is drawn fainter where it would cover the map."""
DIM = 0.07
"""How much of a tie is left that is not of the chosen actor."""


def draw_tie(frame: Frame, k: int, tie: MapTie, status: str) -> None:
    """Draw a tie, with its head where it runs one way and a sign where it is stronger or weaker."""
    several = len(frame.scene.view.relations) > 1
    kind = f"r{tie.relation % 8}" if status == "tie" and several else status
    directed = frame.spec.relations[tie.relation].directed
    bend = _bend(frame, tie.relation, directed=directed)
    start, target = frame.places[tie.source], frame.places[tie.target]
    short = frame.radii[tie.target] * 1.2 + 2 * frame.scale if directed else 0.0
    turn, end = curves.curve(start, target, bend, short)
    line = tie_line(kind, _width(frame, tie, status), frame.pen)
    if not frame.is_near(tie):
        line = Line(mixed(line.colour, 2 * DIM), line.width, line.dashes, line.round)
    elif kind in BEHIND:
        line = replace(line, opacity=line.opacity * frame.faint)
    if directed and frame.is_near(tie):
        size = 0.7 * frame.pen * max(frame.room, 0.5)
        fill = mixed(COLOURS[kind], line.opacity)
        frame.sheet.draw(curves.head(end, turn, size), fill=fill)
    drawn = curves.tie_outline(start, turn, end, straight=not bend)
    frame.sheet.draw(drawn, f"{frame.prefix}tie-{k}-{status}", line=line)
    if status in {"strengthened", "weakened"}:
        _sign(frame, curves.middle(start, turn, end, straight=not bend), status)


def _bend(frame: Frame, relation: int, *, directed: bool) -> float:
    """How far it bends: one that runs one way to its right, each relation in its own lane."""
    relations = frame.scene.view.relations
    lane = relations.index(relation)
    if directed:
        return 0.1 + 0.07 * lane
    return 0.13 * (lane - (len(relations) - 1) / 2) if len(relations) > 1 else 0.0


def _width(frame: Frame, tie: MapTie, status: str) -> float:
    """By its strength in the later wave in which it is there."""
    levels = frame.spec.relations[tie.relation].levels
    known = [tie.strength[wave] for wave in frame.scene.view.waves]
    strength = next((abs(value) for value in reversed(known) if value is not None), 0.0)
    most = levels[-1] if levels else 0.0
    share = 0.16 * min(strength / most, 1.0) if most > 0 else 0.06
    width = frame.pen * (0.06 + share) * WEIGHT.get(status, 1.0) * frame.room
    return max(width, 0.05 * frame.pen, LEAST_LINE * max(frame.room, 0.5))


def _sign(frame: Frame, at: Point, status: str) -> None:
    """The plus or minus in the middle of a tie."""
    unit = 0.7 * frame.pen * max(frame.room, 0.5) * 0.15
    line = Line(CHANGED, unit)
    frame.sheet.draw(circle(4.6 * unit).moved(*at), fill=PAPER, line=line)
    frame.sheet.draw(sign(status, unit).moved(*at), line=Line(INK, 1.6 * unit))


def sign(status: str, unit: float) -> Outline:
    """Return the plus or minus of a tie that is stronger or weaker."""
    minus = path([(-3 * unit, 0), (3 * unit, 0)])
    if status == "weakened":
        return minus
    return joined([minus, path([(0, -3 * unit), (0, 3 * unit)])])
