"""The legend of a map in a picture: what is on it, and how much of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.figures.key import SAMPLE as WIDE
from relnet.figures.key import Row, Section
from relnet.figures.outlines import box, circle, mark, path
from relnet.figures.said import with_capital
from relnet.figures.style import CHANGED, INK, PAPER, UNMEASURED, Line, mixed
from relnet.maps import curves
from relnet.maps.looks import SAMPLE, colour_of, mark_fill, mark_line, ring_line, tie_line
from relnet.maps.scene import ACTOR_STATUSES, STATUSES, ShownActor
from relnet.maps.tied import sign
from relnet.maps.words import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.figures.key import Part
    from relnet.maps.scene import Scene
    from relnet.maps.spec import MapSpec
    from relnet.wording import Wording

FONT = 7.0
"""Size of the letters that the samples go with."""
USUAL = {"formed", "dissolved", "persisted", "unobserved"}
"""What is counted between two waves even if there is none."""
PLAIN = ShownActor("answered", False, False, False, 0, -1, -1, 1.0)  # noqa: FBT003
RADIUS = 3.3


def sections(spec: MapSpec, scenes: Sequence[Scene], *, counted: bool = True) -> list[Section]:
    """Return the legend of one scene, or of several that stand side by side.

    Parameters
    ----------
    spec, scenes
        What is drawn.
    counted
        Whether it says how many there are of each.
    """
    words = wording(spec)
    there = [actor for scene in scenes for actor in scene.actors if actor.shown]
    width = spec.labels["legend.width"] if _graded(spec, scenes[0]) else ""
    found = [
        Section(_heading(spec, scenes[0]), _ties(spec, scenes, words, counted=counted), width),
        Section(
            spec.labels["legend.actors"],
            _actors(spec, scenes, there, words, counted=counted),
            size_words(spec, scenes[0]),
        ),
        _values(spec, spec.colour, {actor.colour for actor in there}, "colour"),
    ]
    if spec.shape != spec.colour:
        found.append(_values(spec, spec.shape, {actor.shape for actor in there}, "shape"))
    if scenes[0].view.groups:
        found.append(Section(spec.labels["groups"], _groups(spec, scenes)))
    return found


def _heading(spec: MapSpec, scene: Scene) -> str:
    """Above the kinds of ties: of several relations that are compared, which is counted first."""
    heading, relations = spec.labels["legend.ties"], scene.view.relations
    if len(scene.view.waves) == 1 or len(relations) == 1:
        return heading
    return f"{heading}: {' + '.join(spec.relations[k].name for k in relations)}"


def _graded(spec: MapSpec, scene: Scene) -> bool:
    return any(spec.relations[k].levels for k in scene.view.relations)


def size_words(spec: MapSpec, scene: Scene) -> str:
    """Return what the size of a mark says."""
    size, relations = scene.view.size, scene.view.relations
    if size is None:
        return spec.labels["legend.size.none"]
    measure = spec.measures[size].label
    if len(relations) == 1:
        return spec.labels["legend.size"].format(measure=measure)
    relation = spec.relations[relations[0]].name
    return spec.labels["legend.size.of"].format(measure=measure, relation=relation)


def actor_words(spec: MapSpec, status: str, *, compared: bool) -> str:
    """Return what a status of actors is called: of two waves, both count."""
    both = spec.labels.get(f"actor.{status}.both") if compared else None
    return both or spec.labels[f"actor.{status}"]


def tie_counts(spec: MapSpec, scene: Scene) -> list[tuple[str, str, list[int]]]:
    """Return the kinds of ties shown: the kind, what it is called, and how many.

    Of one wave and several relations each relation is a kind; else each status, which is
    counted for every relation.
    """
    relations = scene.view.relations
    own = Counter(
        (tie.relation, status)
        for tie, status in zip(spec.ties, scene.statuses, strict=True)
        if status is not None
    )
    if len(scene.view.waves) == 1 and len(relations) > 1:
        return [(f"r{k % 8}", spec.relations[k].name, [own[k, "tie"]]) for k in relations]
    asked = not any(actor.shown and actor.status == "notasked" for actor in scene.actors)
    usual = (USUAL if len(scene.view.waves) == 2 else {"tie"}) if asked else set()
    return [
        (status, spec.labels[f"status.{status}"], [own[k, status] for k in relations])
        for status in STATUSES
        if status in usual or any(own[k, status] for k in relations)
    ]


def _ties(spec: MapSpec, scenes: Sequence[Scene], words: Wording, *, counted: bool) -> list[Row]:
    rows: dict[str, Row] = {}
    for scene in scenes:
        for kind, name, counts in tie_counts(spec, scene):
            count = f": {' + '.join(map(words.number, counts))}" if counted else ""
            rows.setdefault(kind, Row(name + count, _tie_sample(kind)))
    inside = len(scenes[0].inside)
    if inside:
        dashed = Line(UNMEASURED, 1.0, (1.0, 1.0))
        parts = [*_mark_sample(PLAIN), (curves.loop(RADIUS), None, dashed)]
        rows["inside"] = Row(f"{spec.labels['status.internalised']}: {words.number(inside)}", parts)
    return list(rows.values())


def _tie_sample(kind: str) -> list[Part]:
    end = WIDE / 2 - 3
    line = tie_line(kind, SAMPLE.get(kind, 2.0) * FONT / 14, FONT)
    parts: list[Part] = [(path([(-end, 0), (end, 0)]), None, line)]
    if kind in {"strengthened", "weakened"}:
        parts.append((circle(2.6), PAPER, Line(CHANGED, 0.6)))
        parts.append((sign(kind, 0.55), None, Line(INK, 0.8)))
    return parts


def _mark_sample(actor: ShownActor) -> list[Part]:
    ring = ring_line(actor.status, FONT)
    parts: list[Part] = [(circle(RADIUS * 1.5), None, ring)] if ring else []
    drawn = mark(actor.shape, RADIUS), mark_fill(actor), mark_line(actor, FONT)
    return [*parts, drawn]


def _actors(
    spec: MapSpec,
    scenes: Sequence[Scene],
    there: Sequence[ShownActor],
    words: Wording,
    *,
    counted: bool,
) -> list[Row]:
    compared = len(scenes[0].view.waves) == 2
    rows = []
    for status in ACTOR_STATUSES:
        count = sum(actor.status == status for actor in there)
        if count:
            name = actor_words(spec, status, compared=compared)
            kind = replace(
                PLAIN, status=status, silent=status == "silent", partly=status == "partly"
            )
            rows.append(Row(_counted(name, count, words, counted=counted), _mark_sample(kind)))
    if any(scene.moves for scene in scenes):
        line = Line(mixed(INK, 0.3), 2.5, (0.75, 1.5))
        arrow = [(path([(-9, 0), (9, 0)]), None, line), (curves.head((2, 0), (0, 0), 5), INK, None)]
        rows.append(Row(spec.labels["legend.move"], arrow))
    unsized = sum(actor.unsized for actor in there)
    if unsized:
        text = _counted(spec.labels["actor.unsized"], unsized, words, counted=counted)
        rows.append(Row(text, _mark_sample(PLAIN), "?"))
    return rows


def _counted(name: str, count: int, words: Wording, *, counted: bool) -> str:
    return f"{name}: {words.number(count)}" if counted else name


def _values(spec: MapSpec, attribute: int | None, codes: set[int], channel: str) -> Section:
    """The values of an attribute that someone on the map has."""
    if attribute is None:
        return Section("", [])
    own, both = spec.attributes[attribute], spec.shape == spec.colour
    rows = []
    for code in [*range(len(own.values)), -1]:
        if code in codes:
            name = own.values[code] if code >= 0 else spec.labels["group.none"]
            colour = code if channel == "colour" else -1
            shape = code if both or channel == "shape" else -1
            rows.append(Row(name, _mark_sample(replace(PLAIN, colour=colour, shape=shape))))
    return Section(with_capital(own.name), rows)


def _groups(spec: MapSpec, scenes: Sequence[Scene]) -> list[Row]:
    rows = []
    for k, group in enumerate(spec.groups):
        if any(
            scene.actors[m].shown for scene in scenes for m in group.members[scene.view.waves[-1]]
        ):
            line = Line(colour_of(k + 2), 1.2, (3.0, 1.5))
            rows.append(Row(group.name, [(box(-9, -3, 18, 6), None, line)]))
    return rows
