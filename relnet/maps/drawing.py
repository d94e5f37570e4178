"""A scene of a map on a sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from relnet.figures.letters import shortened
from relnet.figures.outlines import circle, joined, mark, path
from relnet.figures.sheet import Text
from relnet.figures.style import CHANGED, INK, PAPER, SOFT, UNMEASURED, Line, mixed
from relnet.maps import curves
from relnet.maps.labels import label_anchor, place_labels
from relnet.maps.looks import (
    COLOURS,
    UNIT,
    WEIGHT,
    colour_of,
    mark_fill,
    mark_line,
    ring_line,
    tie_line,
)

if TYPE_CHECKING:
    from relnet.figures.outlines import Outline
    from relnet.figures.sheet import Sheet
    from relnet.maps.curves import Point
    from relnet.maps.scene import Scene, ShownActor
    from relnet.maps.spec import MapActor, MapGroup, MapSpec, MapTie

LEAST_RADIUS = 2.5
"""Of the largest mark, in points."""
LEAST_PEN = 3.3
"""Of the letters by which lines are measured, in points."""
LEAST_LINE = 0.25
"""Width of the thinnest line that a printer shows, in points."""
LONGEST = 20
"""Room for a line of a name, in sizes of its letters."""
LAYERS = (
    "tie", "impossible", "unobserved", "persisted", "left",
    "entered", "weakened", "strengthened", "dissolved", "formed",
)  # fmt: skip
"""From the back of the map to the front."""
DIM_TIE, DIM_MARK = 0.07, 0.22
"""How much of what does not belong to the chosen actor is left."""


def place_of(actor: MapActor, wave: int) -> Point:
    """Return where an actor is in a wave, in the units of the map."""
    place = actor.at(wave)
    return place.x, place.y


@dataclass(frozen=True)
class Drawing:
    """A scene in a part of a sheet.

    Attributes
    ----------
    spec, scene
        What is drawn.
    sheet
        On what.
    left, top, width
        Where, in points.
    font
        Size of the letters, in points.
    named
        How many names there may be; all that have room without.
    prefix
        Before the names by which marks can be found.
    """

    spec: MapSpec
    scene: Scene
    sheet: Sheet
    left: float
    top: float
    width: float
    font: float
    named: int | None = None
    prefix: str = ""

    @property
    def scale(self) -> float:
        """Points in a unit of the map."""
        return self.width / self.spec.width

    @property
    def pen(self) -> float:
        """What lines are measured by: the letters of the map as large as it is drawn."""
        return max(self.spec.font * self.scale, LEAST_PEN)

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return self.spec.height * self.scale

    @cached_property
    def places(self) -> list[Point]:
        """Where the actors are on the sheet."""
        wave = self.scene.view.waves[-1]
        found = [place_of(actor, wave) for actor in self.spec.actors]
        return [(self.left + x * self.scale, self.top + y * self.scale) for x, y in found]

    @cached_property
    def radii(self) -> list[float]:
        """How large the actors are on the sheet."""
        factor = max(self.scale, LEAST_RADIUS / self.spec.radius)
        return [actor.radius * factor for actor in self.scene.actors]

    @cached_property
    def room(self) -> float:
        """How much thinner ties are where there are many: 1 up to 200 of them."""
        return min(max(math.sqrt(200 / max(self.scene.counts.total(), 1)), 0.3), 1.0)

    @cached_property
    def near(self) -> set[int] | None:
        """Who stands out: the chosen actor and its partners; None where nobody is chosen."""
        chosen = self.scene.view.chosen
        if chosen is None or self.scene.view.reach:
            return None
        pairs = [{tie.source, tie.target} for _, tie, _ in self._shown()]
        return {chosen}.union(*(pair for pair in pairs if chosen in pair))

    def _shown(self) -> list[tuple[int, MapTie, str]]:
        """The ties that are shown, from the back to the front."""
        both = enumerate(zip(self.spec.ties, self.scene.statuses, strict=True))
        shown = [(k, tie, status) for k, (tie, status) in both if status is not None]
        return sorted(shown, key=lambda one: LAYERS.index(one[2]))

    def draw(self) -> int:
        """Draw all of it; return how many actors have no name for want of room."""
        groups = self._groups() if self.scene.view.groups else []
        for k, group, members in groups:
            self._group(k, group, members)
        for start, end in self._moves():
            self._move(start, end)
        for k, tie, status in self._shown():
            self._tie(k, tie, status)
        looped = {one.actor for one in self.scene.inside}
        for k, actor in enumerate(self.scene.actors):
            if actor.shown:
                self._actor(k, actor, looped=k in looped)
        for k, group, members in groups:
            self._group_name(k, group, members)
        return self._names()

    def _moves(self) -> list[tuple[int, int]]:
        """From an organisation to each of those that it became and that are shown."""
        pairs = [(move.actor, into) for move in self.scene.moves for into in move.into]
        return [(a, b) for a, b in pairs if a != b and self.scene.actors[b].shown]

    def _tie(self, k: int, tie: MapTie, status: str) -> None:
        several = len(self.scene.view.relations) > 1
        kind = f"r{tie.relation % 8}" if status == "tie" and several else status
        directed = self.spec.relations[tie.relation].directed
        bend = self._bend(tie.relation, directed=directed)
        start, target = self.places[tie.source], self.places[tie.target]
        short = self.radii[tie.target] * 1.2 + 2 * self.scale if directed else 0.0
        turn, end = curves.curve(start, target, bend, short)
        line = tie_line(kind, self._tie_width(tie, status), self.pen)
        if self.near is not None and self.scene.view.chosen not in {tie.source, tie.target}:
            line = Line(mixed(line.colour, 2 * DIM_TIE), line.width, line.dashes, line.round)
        elif directed:
            size = 0.7 * self.pen * max(self.room, 0.5)
            self.sheet.draw(curves.head(end, turn, size), fill=COLOURS[kind])
        drawn = curves.tie_outline(start, turn, end, straight=not bend)
        self.sheet.draw(drawn, f"{self.prefix}tie-{k}-{status}", line=line)
        if status in {"strengthened", "weakened"}:
            self._sign(curves.middle(start, turn, end, straight=not bend), status)

    def _bend(self, relation: int, *, directed: bool) -> float:
        relations = self.scene.view.relations
        lane = relations.index(relation)
        if directed:
            return 0.1 + 0.07 * lane
        return 0.13 * (lane - (len(relations) - 1) / 2) if len(relations) > 1 else 0.0

    def _tie_width(self, tie: MapTie, status: str) -> float:
        """By its strength in the later wave in which it is there."""
        levels = self.spec.relations[tie.relation].levels
        known = [tie.strength[wave] for wave in self.scene.view.waves]
        strength = next((abs(value) for value in reversed(known) if value is not None), 0.0)
        most = levels[-1] if levels else 0.0
        share = 0.16 * min(strength / most, 1.0) if most > 0 else 0.06
        width = self.pen * (0.06 + share) * WEIGHT.get(status, 1.0) * self.room
        return max(width, 0.05 * self.pen, LEAST_LINE)

    def _sign(self, at: Point, status: str) -> None:
        unit = 0.7 * self.pen * max(self.room, 0.5) * 0.15
        line = Line(CHANGED, unit)
        self.sheet.draw(circle(4.6 * unit).moved(*at), fill=PAPER, line=line)
        self.sheet.draw(sign(status, unit).moved(*at), line=Line(INK, 1.6 * unit))

    def _actor(self, k: int, actor: ShownActor, *, looped: bool) -> None:
        r, at = self.radii[k], self.places[k]
        dim = self.near is not None and k not in self.near
        ring = ring_line(actor.status, self.pen)
        if looped:
            loop = Line(UNMEASURED, 2 * self.pen / UNIT, (2 * self.pen / UNIT,) * 2)
            self.sheet.draw(curves.loop(r).moved(*at), line=loop)
        if ring and not dim:
            self.sheet.draw(circle(r * 1.35 + 3 * self.scale).moved(*at), line=ring)
        fill, line = mark_fill(actor), mark_line(actor, min(self.pen, 2.4 * r))
        if dim:
            fill, line = mixed(fill, DIM_MARK), Line(mixed(INK, DIM_MARK), line.width, line.dashes)
        gid = f"{self.prefix}actor-{k}-{actor.status}"
        self.sheet.draw(mark(actor.shape, r).moved(*at), gid, fill=fill, line=line)
        if actor.unsized and not dim:
            size = max(self.spec.font * 0.8 * self.scale, 4.5)
            self.sheet.write(Text(at[0], at[1] + size * 0.36, "?", size, "middle", bold=True))

    def _groups(self) -> list[tuple[int, MapGroup, list[int]]]:
        """The groups of which someone is shown, and who."""
        wave = self.scene.view.waves[-1]
        found = []
        for k, group in enumerate(self.spec.groups):
            inside = [m for m in group.members[wave] if self.scene.actors[m].shown]
            if inside:
                found.append((k, group, inside))
        return found

    def _group(self, k: int, group: MapGroup, members: list[int]) -> None:  # noqa: ARG002
        room = (self.spec.radius * 1.6 + self.spec.font * 0.5) * self.scale
        colour, unit = colour_of(k + 2), self.pen / UNIT
        around = curves.hull([self.places[m] for m in members], room)
        line = Line(colour, 1.6 * unit, (6 * unit, 3 * unit))
        self.sheet.draw(around, f"{self.prefix}group-{k}", fill=None, line=line)

    def _group_name(self, k: int, group: MapGroup, members: list[int]) -> None:
        colour, unit = colour_of(k + 2), self.pen / UNIT
        rings = [
            circle(self.radii[m] * 1.35 + 5 * self.scale).moved(*self.places[m]) for m in members
        ]
        self.sheet.draw(joined(rings), line=Line(colour, 2.6 * unit))
        x, y = min((self.places[m] for m in members), key=lambda place: place[1])
        y = max(
            y - (self.spec.radius * 1.6 + self.spec.font * 0.8) * self.scale, self.top + self.font
        )
        name = shortened(group.name, self.font, LONGEST * self.font, bold=True)
        self.sheet.write(Text(x, y, name, self.font, "middle", True, colour=SOFT, halo=True))  # noqa: FBT003

    def _move(self, start: int, end: int) -> None:
        unit = self.pen / UNIT
        a, b = self.places[start], self.places[end]
        line = Line(mixed(INK, 0.3), 5 * unit, (1.5 * unit, 3 * unit))
        self.sheet.draw(path([a, b]), f"{self.prefix}move-{start}-{end}", line=line)
        at = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        self.sheet.draw(curves.head(at, a, 0.7 * self.pen), fill=INK)

    def _names(self) -> int:
        """Write the names that have room; return how many have none."""
        who = [k for k, actor in enumerate(self.scene.actors) if actor.shown]
        who = [k for k in who if self.near is None or k in self.near]
        ties = np.zeros(len(self.spec.actors), int)
        for _, tie, _ in self._shown():
            ties[[tie.source, tie.target]] += 1
        order = sorted(
            range(len(who)), key=lambda m: (who[m] != self.scene.view.chosen, -ties[who[m]])
        )
        if self.named is not None:
            order = order[: self.named]
        lines = [self._lines(k) for k in who]
        radius = max((self.radii[k] for k in who), default=0.0)
        places = np.array([self.places[k] for k in who]).reshape(-1, 2) - (self.left, self.top)
        sides = place_labels(lines, places, radius, self.font, order, (self.width, self.height))
        for m in order:
            if sides[m] != "hidden":
                anchor = label_anchor(lines[m], sides[m], radius, self.font)
                x, y = self.places[who[m]][0] + anchor.x, self.places[who[m]][1] + anchor.y
                for n, line in enumerate(lines[m]):
                    down = y + n * 1.1 * self.font
                    self.sheet.write(Text(x, down, line, self.font, anchor.align, halo=True))
        return len(who) - sum(side != "hidden" for side in sides)

    def _lines(self, actor: int) -> list[str]:
        own = self.spec.actors[actor].lines
        return [shortened(line, self.font, LONGEST * self.font) for line in own]


def sign(status: str, unit: float) -> Outline:
    """Return the plus or minus of a tie that is stronger or weaker."""
    minus = path([(-3 * unit, 0), (3 * unit, 0)])
    if status == "weakened":
        return minus
    return joined([minus, path([(0, -3 * unit), (0, 3 * unit)])])
