"""A scene of a map on a sheet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from relnet.figures.letters import shortened, text_width
from relnet.figures.outlines import circle, joined, mark, path
from relnet.figures.sheet import Text
from relnet.figures.style import INK, SOFT, UNMEASURED, Line, mixed
from relnet.maps import curves
from relnet.maps.labels import LINE, label_anchor, place_labels
from relnet.maps.looks import UNIT, colour_of, mark_fill, mark_line, ring_line
from relnet.maps.tied import draw_tie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.figures.outlines import Outline
    from relnet.maps.curves import Point
    from relnet.maps.frame import Frame
    from relnet.maps.labels import Side
    from relnet.maps.scene import ShownActor
    from relnet.maps.spec import MapGroup

LONGEST = 20
"""Room for a line of a name, in sizes of its letters."""
FAINT = "14"
"""How much the ground of a group hides of what is behind it, in hexadecimal."""
DIM = 0.22
"""How much of a mark is left that does not belong to the chosen actor."""


def draw_scene(frame: Frame) -> int:
    """Draw all of it; return how many actors have no name for want of room."""
    groups = _groups(frame) if frame.scene.view.groups else []
    for k, _, members in groups:
        _group(frame, k, members)
    for start, end in _moves(frame):
        _move(frame, start, end)
    for k, tie, status in frame.shown():
        draw_tie(frame, k, tie, status)
    looped = {one.actor for one in frame.scene.inside}
    for k, actor in enumerate(frame.scene.actors):
        if actor.shown:
            _actor(frame, k, actor, looped=k in looped)
    for one in _titled(frame, groups):
        _group_name(frame, *one)
    return _names(frame)


def _moves(frame: Frame) -> list[tuple[int, int]]:
    """From an organisation to each of those that it became and that are shown."""
    pairs = [(move.actor, into) for move in frame.scene.moves for into in move.into]
    return [(a, b) for a, b in pairs if a != b and frame.scene.actors[b].shown]


def _actor(frame: Frame, k: int, actor: ShownActor, *, looped: bool) -> None:
    """A mark, with a ring for who came or went and a loop for ties inside it."""
    r, at = frame.radii[k], frame.places[k]
    dim = frame.near is not None and k not in frame.near
    ring = ring_line(actor.status, frame.pen)
    if looped:
        loop = Line(UNMEASURED, 2 * frame.pen / UNIT, (2 * frame.pen / UNIT,) * 2)
        frame.sheet.draw(curves.loop(r).moved(*at), line=loop)
    if ring and not dim:
        frame.sheet.draw(circle(r * 1.35 + 3 * frame.scale).moved(*at), line=ring)
    fill, line = mark_fill(actor), mark_line(actor, min(frame.pen, 2.4 * r))
    if dim:
        fill, line = mixed(fill, DIM), Line(mixed(INK, DIM), line.width, line.dashes)
    gid = f"{frame.prefix}actor-{k}-{actor.status}"
    frame.sheet.draw(mark(actor.shape, r).moved(*at), gid, fill=fill, line=line)
    if actor.unsized and not dim:
        size = max(frame.spec.font * 0.8 * frame.scale, 4.5)
        frame.sheet.write(Text(at[0], at[1] + size * 0.36, "?", size, "middle", bold=True))


def _groups(frame: Frame) -> list[tuple[int, MapGroup, list[int]]]:
    """The groups of which someone is shown, and who."""
    wave = frame.scene.view.waves[-1]
    found = []
    for k, group in enumerate(frame.spec.groups):
        inside = [m for m in group.members[wave] if frame.scene.actors[m].shown]
        if inside:
            found.append((k, group, inside))
    return found


def _group(frame: Frame, k: int, members: list[int]) -> None:
    """The line around the members of a group."""
    room = (frame.spec.radius * 1.6 + frame.spec.font * 0.5) * frame.scale
    colour, unit = colour_of(k + 2), frame.pen / UNIT
    around = curves.hull([frame.places[m] for m in members], room)
    line = Line(colour, 1.6 * unit, (6 * unit, 3 * unit))
    frame.sheet.draw(around, f"{frame.prefix}group-{k}", fill=colour + FAINT, line=line)


def _titled(
    frame: Frame, groups: list[tuple[int, MapGroup, list[int]]]
) -> Iterator[tuple[int, MapGroup, int, int, Outline]]:
    """Each group with who is highest in it, how many names stand above that, and its rings."""
    above, met = Counter[int](), Counter[int]()
    for k, group, members in groups:
        met.update(members)
        top = min(members, key=lambda m: frame.places[m][1])
        rings = [
            circle(frame.radii[m] * 1.35 + (2 + 3.5 * met[m]) * frame.scale).moved(*frame.places[m])
            for m in members
        ]
        yield k, group, top, above[top], joined(rings)
        above[top] += 1


def _group_name(
    frame: Frame, k: int, group: MapGroup, top: int, above: int, rings: Outline
) -> None:
    """The name of a group above the highest of its members, and a ring around each."""
    frame.sheet.draw(rings, line=Line(colour_of(k + 2), 2.6 * frame.pen / UNIT))
    x, y = frame.places[top]
    around = (frame.spec.radius * 1.6 + frame.spec.font * 0.8) * frame.scale
    y = max(y - around - above * LINE * frame.font, frame.top + frame.font)
    name = shortened(group.name, frame.font, LONGEST * frame.font, bold=True)
    half = text_width(name, frame.font, bold=True) / 2
    x = min(max(x, frame.left + half), frame.left + frame.width - half)
    frame.sheet.write(Text(x, y, name, frame.font, "middle", True, colour=SOFT, halo=True))  # noqa: FBT003


def _move(frame: Frame, start: int, end: int) -> None:
    """From an organisation to what it became."""
    unit = frame.pen / UNIT
    a, b = frame.places[start], frame.places[end]
    line = Line(mixed(INK, 0.3), 5 * unit, (1.5 * unit, 3 * unit))
    frame.sheet.draw(path([a, b]), f"{frame.prefix}move-{start}-{end}", line=line)
    at = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    frame.sheet.draw(curves.head(at, a, 0.7 * frame.pen), fill=INK)


def _names(frame: Frame) -> int:
    """Write the names that have room; return how many have none."""
    radius = _largest(frame)
    sides = names_with_room(frame)
    for k, side in sides.items():
        _name(frame, frame.places[k], _lines(frame, k), side, radius)
    return len(_nameable(frame)) - len(sides)


def _nameable(frame: Frame) -> list[int]:
    """Who is shown, and near to the chosen one where there is one."""
    who = [k for k, actor in enumerate(frame.scene.actors) if actor.shown]
    return [k for k in who if frame.near is None or k in frame.near]


def _largest(frame: Frame) -> float:
    return max((frame.radii[k] for k in _nameable(frame)), default=0.0)


def names_with_room(frame: Frame) -> dict[int, Side]:
    """Return whose names have room, those with most ties first, and on which side of them."""
    who = _nameable(frame)
    ties = np.zeros(len(frame.spec.actors), int)
    for _, tie, _ in frame.shown():
        ties[[tie.source, tie.target]] += 1
    chosen = frame.scene.view.chosen
    order = sorted(range(len(who)), key=lambda m: (who[m] != chosen, -ties[who[m]]))
    order = [m for m in order if frame.named is None or who[m] in frame.named]
    lines, radius = [_lines(frame, k) for k in who], _largest(frame)
    places = np.array([frame.places[k] for k in who]).reshape(-1, 2) - (frame.left, frame.top)
    sides = place_labels(lines, places, radius, frame.font, order, (frame.width, frame.height))
    return {who[m]: sides[m] for m in order if sides[m] != "hidden"}


def _name(frame: Frame, at: Point, lines: list[str], side: Side, radius: float) -> None:
    """The lines of a name on one side of its mark."""
    anchor = label_anchor(lines, side, radius, frame.font)
    for k, line in enumerate(lines):
        x, y = at[0] + anchor.x, at[1] + anchor.y + k * LINE * frame.font
        frame.sheet.write(Text(x, y, line, frame.font, anchor.align, halo=True))


def _lines(frame: Frame, actor: int) -> list[str]:
    """What stands on the map for an actor, in lines that fit."""
    own = frame.spec.actors[actor].lines
    return [shortened(line, frame.font, LONGEST * frame.font) for line in own]
