"""Small maps side by side, one for each wave, on shared positions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.figures.key import draw_key
from relnet.figures.letters import shortened, wrapped
from relnet.figures.picture import Picture
from relnet.figures.said import with_capital
from relnet.figures.sheet import EDGE, Sheet, Text
from relnet.figures.style import BODY, LEADING, SMALL, SOFT, points
from relnet.maps.drawing import draw_scene, names_with_room
from relnet.maps.frame import Frame
from relnet.maps.legend import sections
from relnet.maps.scene import scene_of
from relnet.maps.static import filter_words, filters, shown_in_words, view_of
from relnet.maps.view import View, waves_of
from relnet.maps.words import wording
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.maps.scene import Scene
    from relnet.maps.spec import MapSpec
    from relnet.wording import Wording

NAMED = 6
"""How many names a small map has at most."""
WIDE = 300.0
"""From this width on, in points, three maps may stand side by side."""
GAP = 8.0
"""Room between maps, in points."""


def multiples_picture(
    spec: MapSpec, waves: Sequence[str] | None, view: View | None, width: float
) -> Picture:
    """Return a picture of small maps, one for each of the waves, so wide in mm."""
    points(width)
    if view is not None and expect(view, View, "step").waves is not None:
        raise UsageError(Phrase("usage.figure.view_with_waves"))
    spec, words = replace(spec, view=view_of(spec, view)), wording(spec)
    asked = spec.waves if waves is None else [waves] if isinstance(waves, str | int) else waves
    places = list(dict.fromkeys(waves_of(str(wave), spec.waves)[0] for wave in asked))
    if not places:
        raise UsageError(Phrase("usage.figure.no_wave"))
    scenes = [scene_of(spec, replace(spec.view, waves=(place,))) for place in places]
    told = [
        " ".join([shown_in_words(spec, one), *filter_words(spec, one, words)]) for one in scenes
    ]
    drawn = ", ".join(spec.waves[place] for place in places)
    caption = words(
        "figure.multiples.caption", title=spec.title, waves=drawn, places=_places(spec, words)
    )
    caption = " ".join([caption, *_filtered(spec, words)])
    return Picture(
        text=words("figure.multiples.text", title=spec.title, waves=drawn, n=len(scenes)),
        description=" ".join([caption, *told]),
        caption=caption,
        language=spec.language,
        _sheet=partial(_sheet, spec, scenes, width),
    )


def _sheet(spec: MapSpec, scenes: Sequence[Scene], width: float) -> Sheet:
    words, sheet = wording(spec), Sheet(points(width))
    sheet.title(spec.title)
    relations = ", ".join(spec.relations[k].name for k in scenes[0].view.relations)
    sheet.paragraph(f"{with_capital(relations)}. {_places(spec, words)}")
    for line in _filtered(spec, words):
        sheet.paragraph(line)
    sheet.at += GAP / 2
    many = 3 if sheet.width >= WIDE and len(scenes) not in {2, 4} else 2
    count = min(many, len(scenes))
    own = (sheet.room - (count - 1) * GAP) / count
    told = [wrapped(_counts(scene, words), SMALL, own) for scene in scenes]
    heading = BODY * 1.4 + max(map(len, told)) * SMALL * LEADING
    frames = [
        Frame(spec, scene, sheet, 0.0, 0.0, own, SMALL, prefix=f"wave{scene.view.waves[0]}-")
        for scene in scenes
    ]
    named = _named(frames)
    for start in range(0, len(scenes), count):
        below = sheet.at + heading
        for k, frame in enumerate(frames[start : start + count]):
            left, wave = EDGE + k * (own + GAP), frame.scene.view.waves[0]
            _head(sheet, left, own, [spec.waves[wave], *told[start + k]])
            draw_scene(replace(frame, left=left, top=below, named=named))
        sheet.at = below + spec.height * own / spec.width + GAP / 2
    draw_key(sheet, sections(spec, scenes, counted=False))
    shown = {k for scene in scenes for k, actor in enumerate(scene.actors) if actor.shown}
    n = len(shown - named)
    if n:
        few = words("figure.multiples.unnamed", n=n, most=NAMED)
        sheet.paragraph(few if named else words("figure.map.unnamed", n=n), size=SMALL)
    return sheet


def _named(frames: Sequence[Frame]) -> frozenset[int]:
    """Who has a name in each of the maps: of those with room in all, who has most ties."""
    ties = Counter(
        actor
        for frame in frames
        for _, tie, _ in frame.shown()
        for actor in (tie.source, tie.target)
    )
    chosen, fit = frames[0].scene.view.chosen, _with_room(frames)
    first = sorted(fit, key=lambda actor: (actor != chosen, -ties[actor], actor))
    named = frozenset(first[:NAMED])
    while (fit := _with_room([replace(frame, named=named) for frame in frames])) != named:
        named = fit
    return named


def _with_room(frames: Sequence[Frame]) -> frozenset[int]:
    """Who has room for a name in all maps at once."""
    return frozenset.intersection(*(frozenset(names_with_room(frame)) for frame in frames))


def _filtered(spec: MapSpec, words: Wording) -> Iterator[str]:
    """By what something is left out of each map, where it is."""
    which = "; ".join(filters(spec, spec.view, words))
    if which:
        yield words("figure.multiples.filtered", which=which)


def _places(spec: MapSpec, words: Wording) -> str:
    """Whether everyone stands at the same place in each map."""
    return spec.labels["moving"] if spec.moving else words("figure.multiples.places")


def _head(sheet: Sheet, left: float, width: float, lines: Sequence[str]) -> None:
    """Write the wave of one of the maps, and below it what there is in it."""
    name = shortened(lines[0], BODY, width, bold=True)
    sheet.write(Text(left, sheet.at + BODY, name, BODY, bold=True))
    for k, line in enumerate(lines[1:], 1):
        low = sheet.at + BODY * 1.1 + k * SMALL * LEADING
        sheet.write(Text(left, low, line, SMALL, colour=SOFT))


def _counts(scene: Scene, words: Wording) -> str:
    """How many ties and actors there are, and how many did not answer."""
    there = [actor for actor in scene.actors if actor.shown]
    parts = [
        words("count.tie", n=scene.counts.total()),
        words("count.actor", n=len(there)),
    ]
    silent = sum(actor.silent for actor in there)
    if silent:
        parts.append(words("figure.silent", n=silent))
    return ", ".join(parts)
