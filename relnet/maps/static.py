"""Pictures of a map for print."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from relnet.figures.cells import TIES
from relnet.figures.key import draw_key
from relnet.figures.picture import Picture
from relnet.figures.said import named_in
from relnet.figures.sheet import EDGE, Sheet
from relnet.figures.style import BODY, SMALL, points
from relnet.maps.drawing import draw_scene
from relnet.maps.frame import Frame
from relnet.maps.legend import actor_words, sections, size_words, tie_counts
from relnet.maps.scene import (
    ACTOR_STATUSES,
    least_strength,
    only_confirmed,
    scene_of,
)
from relnet.maps.view import Names, View, placed, waves_of
from relnet.maps.words import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.maps.scene import Scene
    from relnet.maps.spec import MapSpec, MapView
    from relnet.wording import Wording

MOST_TIED = 5
"""How many of those with most ties it names."""
KEPT = {"strengthened": "persisted", "weakened": "persisted"}
"""Kinds of ties that are one where their strength is not told."""
WIDE = 300.0
"""From this width on, in points, a map has the letters of a page."""


def view_of(spec: MapSpec, view: str | Sequence[str] | View | None) -> MapView:
    """Return what is asked for by name; of waves alone what else the map shows first.

    Raises
    ------
    UsageError
        If there is no such name.
    """
    if view is None:
        return spec.view
    if not isinstance(view, View):
        return replace(spec.view, waves=waves_of(view, spec.waves))
    names = Names(
        spec.waves,
        spec.relations,
        [actor.name for actor in spec.actors],
        spec.attributes,
        spec.measures,
        sized=spec.view.size is not None,
        grouped=bool(spec.groups),
    )
    return placed(view, names, spec.view.waves)


def static_picture(spec: MapSpec, view: MapView, width: float) -> Picture:
    """Return a picture of one view of a map, so wide in mm."""
    points(width)
    words, scene = wording(spec), scene_of(spec, view)
    told = " ".join([shown_in_words(spec, scene), *filter_words(spec, scene, words)])
    return Picture(
        text=_short(spec, scene, words),
        description=" ".join([told, *_described(spec, scene, words)]),
        caption=f"{spec.title}. {told}",
        language=spec.language,
        _sheet=partial(_sheet, spec, scene, told, width),
    )


def _sheet(spec: MapSpec, scene: Scene, told: str, width: float) -> Sheet:
    sheet = Sheet(points(width))
    sheet.title(spec.title)
    sheet.paragraph(told, size=_letters(sheet.width))
    frame = Frame(spec, scene, sheet, EDGE, sheet.at, sheet.room, _letters(sheet.width))
    unnamed = draw_scene(frame)
    sheet.at += frame.height
    draw_key(sheet, sections(spec, [scene]))
    if unnamed:
        sheet.paragraph(wording(spec)("figure.map.unnamed", n=unnamed), size=SMALL)
    return sheet


def _letters(width: float) -> float:
    return BODY if width >= WIDE else SMALL


def shown_in_words(spec: MapSpec, scene: Scene) -> str:
    """Return what there is to see, in words."""
    return replace(spec, view=scene.view).caption()


def filter_words(spec: MapSpec, scene: Scene, words: Wording) -> Iterator[str]:
    """Yield what is left out, where something is."""
    which = [*filters(spec, scene.view, words)]
    if which:
        actors, ties = scene.every
        yield spec.labels["filtered"].format(
            actors=words.number(sum(actor.shown for actor in scene.actors)),
            every=words.number(actors),
            ties=words.number(scene.counts.total()),
            all=words.number(ties),
            which="; ".join(which),
        )


def filters(spec: MapSpec, view: MapView, words: Wording) -> Iterator[str]:
    """Yield each filter in words."""
    for key, codes in view.only.items():
        own = spec.attributes[int(key)]
        values = ", ".join(own.values[code] for code in codes) or spec.labels["none"]
        yield f"{own.name}: {values}"
    least = least_strength(spec, view)
    if least is not None:
        yield spec.labels["filter.strength"].format(least=words.number(least))
    if only_confirmed(spec, view):
        yield spec.labels["filter.confirmed"]
    if view.chosen is not None and view.reach:
        name = spec.actors[view.chosen].name
        yield spec.labels[f"filter.reach.{view.reach}"].format(name=name)


def _short(spec: MapSpec, scene: Scene, words: Wording) -> str:
    waves = " → ".join(spec.waves[wave] for wave in scene.view.waves)
    shown = sum(actor.shown for actor in scene.actors)
    about = {
        "title": spec.title,
        "relations": ", ".join(spec.relations[k].name for k in scene.view.relations),
        "waves": waves,
        "actors": words("count.actor", n=shown),
    }
    if len(scene.view.waves) == 1:
        return words("figure.map.text", ties=words("count.tie", n=scene.counts.total()), **about)
    return words("figure.map.changed", counts=", ".join(_changes(spec, scene, words)), **about)


def _changes(spec: MapSpec, scene: Scene, words: Wording) -> Iterator[str]:
    """How many ties became what between two waves, those of any strength together."""
    found = Counter[str]()
    for kind, _, counts in tie_counts(spec, scene):
        found[KEPT.get(kind, kind)] += sum(counts)
    for status in TIES:
        if found[status] or (status in found and status != "unobserved"):
            yield words(f"figure.matrix.count.{status}", n=found[status])
    if found["impossible"]:
        yield f"{spec.labels['status.impossible']} {words.number(found['impossible'])}"


def _described(spec: MapSpec, scene: Scene, words: Wording) -> Iterator[str]:
    """What stands in the legend, who is what, and who has most ties."""
    relations = [spec.relations[k].name for k in scene.view.relations]
    for _, name, counts in tie_counts(spec, scene):
        each = [words.number(n) for n in counts]
        if len(each) > 1:
            each = [f"{relation} {n}" for relation, n in zip(relations, each, strict=True)]
        yield f"{name}: {', '.join(each)}."
    compared = len(scene.view.waves) == 2
    for status in ACTOR_STATUSES:
        who = [k for k, one in enumerate(scene.actors) if one.shown and one.status == status]
        if who:
            kind = actor_words(spec, status, compared=compared)
            names = named_in([spec.actors[k].name for k in who], words)
            yield f"{kind} ({words.number(len(who))}): {names}."
    yield size_words(spec, scene)
    yield from _most_tied(spec, scene, words)


def _most_tied(spec: MapSpec, scene: Scene, words: Wording) -> Iterator[str]:
    """Who has most of the ties that are shown, and how many."""
    ties = dict.fromkeys(range(len(spec.actors)), 0)
    for tie, status in zip(spec.ties, scene.statuses, strict=True):
        if status is not None:
            ties[tie.source] += 1
            ties[tie.target] += 1
    most = sorted((k for k in ties if ties[k]), key=lambda k: (-ties[k], k))[:MOST_TIED]
    if most:
        told = "; ".join(f"{spec.actors[k].name} ({words.number(ties[k])})" for k in most)
        yield words("figure.map.most", names=told)
