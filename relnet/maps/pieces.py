"""The pieces of a map's description: its relations, measures, actors and ties."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.maps.captions import change_captions, relation_name, wave_caption
from relnet.maps.spec import (
    MapActor,
    MapMeasure,
    MapMilestone,
    MapPlace,
    MapRelation,
    MapTie,
)
from relnet.measures import MEASURES, measure
from relnet.survey import titles_in
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from relnet.maps.sheet import Sheet
    from relnet.maps.union import Layer
    from relnet.panel import Panel
    from relnet.wording import Wording

    Floats = NDArray[np.float64]

MOST_LEVELS = 7
"""Strengths that a reader can choose from; of more, as many quantiles."""
MOST_MEASURED = 500
"""Above this many actors a map has no measure but the one that gives the sizes."""
MEASURED = ("in_degree", "out_degree", "betweenness")
"""What is told of an actor besides the measure that gives its size."""


def relation(layer: Layer, moved: Mapping[str, str], words: Wording) -> MapRelation:
    """Describe a relation: its rule, its captions and what its ties can be filtered by.

    What organisations became between two waves, `moved`, is part of the caption of these.
    """
    first = layer.networks[0]
    changes = change_captions(layer.networks, words)
    return MapRelation(
        name=relation_name(first.relation, words),
        rule=words("caption.rule", rule=first.rule.describe(words)),
        directed=first.directed,
        waves=tuple(wave_caption(network, words) for network in layer.networks),
        changes={k: " ".join(filter(None, [c, moved.get(k)])) for k, c in changes.items()},
        levels=_levels(layer.strength),
        confirmed=any(letters for letters in layer.confirmed),
    )


def _levels(strength: Floats) -> tuple[float, ...]:
    known = np.unique(strength[np.isfinite(strength)])
    if known.size > MOST_LEVELS:
        cuts = np.linspace(0, 1, MOST_LEVELS)
        known = np.unique(np.quantile(strength[np.isfinite(strength)], cuts, method="lower"))
    return tuple(known.tolist()) if known.size > 1 else ()


def measures(
    layers: Sequence[Layer],
    everyone: pd.Index[str],
    size: str | None,
    others: Sequence[str] | None,
    words: Wording,
) -> tuple[MapMeasure, ...]:
    """Return the measures that a map shows, the one that gives the sizes first.

    Raises
    ------
    UsageError
        If one is not a measure of actors.
    """
    if others is None:
        directed = any(layer.networks[0].directed for layer in layers)
        few = len(everyone) <= MOST_MEASURED and size is not None
        others = [one for one in MEASURED if directed or "degree" not in one] if few else ()
    names = dict.fromkeys([*([size] if size is not None else []), *others])
    return tuple(_measured(layers, everyone, name, words) for name in names)


def _measured(
    layers: Sequence[Layer], everyone: pd.Index[str], name: str, words: Wording
) -> MapMeasure:
    of_actors = [one for one in (MEASURES[key] for key in MEASURES) if one.level == "actor"]
    possible = [one.name for one in of_actors if not (one.by or one.together)]
    if name not in possible:
        raise unknown("actor_measure", name, possible)
    values = []
    for layer in layers:
        waves = []
        for network in layer.networks:
            table = measure(network, name)
            column = np.full(len(everyone), np.nan)
            column[everyone.get_indexer(pd.Index(table["actor"]))] = table["value"]
            waves.append(
                tuple(value if value is None else _short(value) for value in _known(column))
            )
        values.append(tuple(waves))
    return MapMeasure(name, words.name("measure", name), tuple(values))


def actors(layers: Sequence[Layer], everyone: pd.Index[str], sheet: Sheet) -> Iterator[MapActor]:
    """Yield the actors, each at its place, or at those of all waves if it moves."""
    heard = [_heard(layer) for layer in layers]
    for k, name in enumerate(everyone):
        places = tuple(
            MapPlace(float(here[k, 0]), float(here[k, 1]), anchors[k], sides[k] != "hidden")
            for here, anchors, sides in zip(sheet.places, sheet.anchors, sheet.sides, strict=True)
        )
        yield MapActor(
            name=name,
            lines=sheet.names[k],
            heard=tuple(letters[k] for letters in heard),
            places=places[:1] if len(set(places)) == 1 else places,
        )


def _heard(layer: Layer) -> list[str]:
    """A text for each actor, of a letter for each wave: on the roster, asked, answered."""
    columns = []
    for view in layer.views:
        asked = np.where(view.seen.answered, "a", "s") if view.seen.asked else "o"
        columns.append(np.where(view.present, asked, "-").tolist())
    return ["".join(row) for row in zip(*columns, strict=True)]


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(value if math.isfinite(value) else None for value in values.tolist())


def _short(value: float) -> float:
    """Four figures, and all of a whole number."""
    return round(value) if abs(value) >= 1000 else float(f"{value:.4g}")


def milestones(panels: Sequence[Panel], language: str) -> tuple[MapMilestone, ...]:
    """Return what happened in the region, each once and in order, with its place among the waves."""
    told = dict.fromkeys(one for panel in panels for one in _milestones(panel, language))
    return tuple(sorted(told, key=lambda one: one.date))


def _milestones(panel: Panel, language: str) -> Iterator[MapMilestone]:
    table, held = panel.milestones, {wave: k for k, wave in enumerate(("", *panel.waves))}
    titles = titles_in(table, language)
    for day, title, follows in zip(table["date"], titles, table["follows"], strict=True):
        yield MapMilestone(f"{day:%Y-%m-%d}", title, held.get(follows))


def ties(layer: Layer, position: int, n: int) -> Iterator[MapTie]:
    """Yield the ties that are known in any wave; without strengths where all are as strong."""
    source, target = np.divmod(layer.keys, max(n, 1))
    strength = layer.strength if _levels(layer.strength) else np.full_like(layer.strength, np.nan)
    rows = zip(
        source.tolist(), target.tolist(), layer.states, strength, layer.confirmed, strict=True
    )
    for start, end, states, values, confirmed in rows:
        yield MapTie(position, start, end, states, _known(values), confirmed)
