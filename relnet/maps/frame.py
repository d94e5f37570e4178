"""The part of a sheet on which a scene of a map is drawn: how large everything is, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relnet.figures.sheet import Sheet
    from relnet.maps.curves import Point
    from relnet.maps.scene import Scene
    from relnet.maps.spec import MapActor, MapSpec, MapTie

LEAST_RADIUS, SHARE = 2.5, 0.2
"""Of the largest mark, in points, where that is no larger share of the room for each."""
LEAST_PEN = 3.3
"""Of the letters by which lines are measured, in points."""
LEAST_LINE = 0.25
"""Width of the thinnest line, in points; half of that where there are very many."""
COVERED = 0.25
"""Share of the map that ties may cover before they are drawn fainter."""
LAYERS = (
    "tie", "impossible", "unobserved", "persisted", "left",
    "entered", "weakened", "strengthened", "dissolved", "formed",
)  # fmt: skip
"""From the back of the map to the front."""


def place_of(actor: MapActor, wave: int) -> Point:
    """Return where an actor is in a wave, in the units of the map."""
    place = actor.at(wave)
    return place.x, place.y


@dataclass(frozen=True)
class Frame:
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
        Who may have a name; all that have room without.
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
    named: frozenset[int] | None = None
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
        each = math.sqrt(self.width * self.height / max(len(self.spec.actors), 1))
        least = min(LEAST_RADIUS, SHARE * each)
        factor = max(self.scale, least / self.spec.radius)
        return [actor.radius * factor for actor in self.scene.actors]

    @cached_property
    def room(self) -> float:
        """How much thinner ties are where there are many: 1 up to 200 of them."""
        return min(max(math.sqrt(200 / max(self.scene.counts.total(), 1)), 0.3), 1.0)

    @cached_property
    def faint(self) -> float:
        """How much ties that are not in front hide: less where they would cover the map."""
        length = 0.35 * self.width * self.scene.counts.total()
        width = max(0.12 * self.pen * self.room, LEAST_LINE * max(self.room, 0.5))
        return min(max(COVERED * self.width * self.height / max(length * width, 1.0), 0.35), 1.0)

    @cached_property
    def near(self) -> set[int] | None:
        """Who stands out: the chosen actor and its partners; None where nobody is chosen."""
        chosen = self.scene.view.chosen
        if chosen is None or self.scene.view.reach:
            return None
        pairs = [{tie.source, tie.target} for _, tie, _ in self.shown()]
        return {chosen}.union(*(pair for pair in pairs if chosen in pair))

    def shown(self) -> list[tuple[int, MapTie, str]]:
        """The ties that are shown, from the back to the front."""
        both = enumerate(zip(self.spec.ties, self.scene.statuses, strict=True))
        shown = [(k, tie, status) for k, (tie, status) in both if status is not None]
        return sorted(shown, key=lambda one: LAYERS.index(one[2]))

    def is_near(self, tie: MapTie) -> bool:
        """Whether a tie is of the chosen actor, where one is chosen."""
        return self.near is None or self.scene.view.chosen in {tie.source, tie.target}
