"""The pieces of a map's description: its relations, actors and ties."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.maps.captions import change_captions, relation_name, wave_caption
from relnet.maps.spec import MapActor, MapMilestone, MapRelation, MapTie
from relnet.measures import MEASURES, measure
from relnet.survey import titles_in
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from relnet.maps.sheet import Sheet
    from relnet.maps.union import Layer
    from relnet.panel import Network, Panel
    from relnet.wording import Wording

    Floats = NDArray[np.float64]

DEFAULT_COLOUR = "sector"
"""Attribute that gives the groups where none is named."""
MOST_GROUPS = 16
"""Groups that a reader can still tell apart by colour and shape."""


def relation(layer: Layer, sizes: Floats, words: Wording) -> MapRelation:
    """Describe a relation: its rule, its captions and the ends of its scales."""
    first = layer.networks[0]
    return MapRelation(
        name=relation_name(first.relation, words),
        rule=words("caption.rule", rule=first.rule.describe(words)),
        directed=first.directed,
        waves=tuple(wave_caption(network, words) for network in layer.networks),
        changes=change_captions(layer.networks, words),
        strongest=_largest(np.abs(layer.strength)),
        largest=_largest(sizes),
    )


def _largest(values: Floats) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.max()) if known.size and known.max() > 0 else None


def groups(
    layers: Sequence[Layer], everyone: pd.Index[str], colour: str | None, words: Wording
) -> tuple[str | None, NDArray[np.int64], tuple[str, ...]]:
    """Return the attribute that gives the groups, the group of each actor by wave, and their names.

    Of more groups than a reader can tell apart the smallest are one.

    Raises
    ------
    UsageError
        If no actor has the attribute.
    """
    waves = list(zip(*(layer.networks for layer in layers), strict=True))
    known = dict.fromkeys(n for wave in waves for network in wave for n in network.attributes)
    if colour is not None and colour not in known:
        raise unknown("attribute", colour, map(str, known))
    chosen = colour or (DEFAULT_COLOUR if DEFAULT_COLOUR in known else None)
    if chosen is None:
        return None, np.full((len(everyone), len(waves)), -1), ()
    table = pd.DataFrame({k: _texts(wave, chosen, everyone) for k, wave in enumerate(waves)})
    counts = table.melt()["value"].value_counts()
    if len(counts) > MOST_GROUPS:
        rest = set(counts.index[MOST_GROUPS - 1 :])
        table = table.map(lambda text: words("map.group.rest") if text in rest else text)
    names = sorted(table.melt()["value"].dropna().unique(), key=_natural)
    names.sort(key=lambda name: len(counts) > MOST_GROUPS and name == words("map.group.rest"))
    codes = {name: k for k, name in enumerate(names)}
    return chosen, table.map(lambda text: codes.get(text, -1)).to_numpy(np.int64), tuple(names)


def _texts(networks: Sequence[Network], name: str, everyone: pd.Index[str]) -> pd.Series[Any]:
    """An attribute of one wave as text, from the first relation that has it."""
    texts = pd.Series(np.nan, everyone, dtype=object)
    for network in networks:
        values = network.attributes.get(name)
        if values is not None:
            texts = texts.combine_first(values.map(_text, na_action="ignore").astype(object))
    return texts.reindex(everyone)


def _text(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)  # type: ignore[call-overload]


def _natural(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts 2 before 10."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def sizes(layer: Layer, everyone: pd.Index[str], size: str | None) -> Floats:
    """Return a measure of each actor by wave, NaN where it is unknown (shape ``(n, waves)``).

    Raises
    ------
    UsageError
        If it is not a measure of actors.
    """
    table = np.full((len(everyone), len(layer.networks)), np.nan)
    if size is None:
        return table
    of_actors = [one for one in (MEASURES[name] for name in MEASURES) if one.level == "actor"]
    possible = [one.name for one in of_actors if not (one.by or one.together)]
    if size not in possible:
        raise unknown("actor_measure", size, possible)
    for wave, network in enumerate(layer.networks):
        values = measure(network, size)
        table[everyone.get_indexer(pd.Index(values["actor"])), wave] = values["value"]
    return table


def actors(
    layers: Sequence[Layer],
    everyone: pd.Index[str],
    sheet: Sheet,
    codes: NDArray[np.int64],
    size: Sequence[Floats],
) -> Iterator[MapActor]:
    """Yield the actors, each at its place."""
    heard = [_heard(layer) for layer in layers]
    for k, name in enumerate(everyone):
        yield MapActor(
            name=name,
            lines=sheet.names[k],
            x=float(sheet.places[k, 0]),
            y=float(sheet.places[k, 1]),
            group=tuple(codes[k].tolist()),
            heard=tuple(letters[k] for letters in heard),
            size=tuple(_known(values[k]) for values in size),
            label=sheet.anchors[k],
            named=sheet.sides[k] != "hidden",
        )


def _heard(layer: Layer) -> list[str]:
    """A text for each actor, of a letter for each wave: on the roster, asked, answered."""
    columns = []
    for view in layer.views:
        asked = np.where(view.seen.answered, "a", "s") if view.seen.asked else "o"
        columns.append(np.where(view.present, asked, "-").tolist())
    return ["".join(row) for row in zip(*columns, strict=True)]


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(round(value, 4) if math.isfinite(value) else None for value in values.tolist())


def milestones(panel: Panel, language: str) -> Iterator[MapMilestone]:
    """Yield what happened in the region, in order, with its place among the waves."""
    table, held = panel.milestones, {wave: k for k, wave in enumerate(("", *panel.waves))}
    titles = titles_in(table, language)
    for day, title, follows in zip(table["date"], titles, table["follows"], strict=True):
        yield MapMilestone(f"{day:%Y-%m-%d}", title, held.get(follows))


def ties(layer: Layer, position: int, n: int) -> Iterator[MapTie]:
    """Yield the ties that are known in any wave."""
    source, target = np.divmod(layer.keys, max(n, 1))
    rows = zip(source.tolist(), target.tolist(), layer.states, layer.strength, strict=True)
    for start, end, states, strength in rows:
        yield MapTie(position, start, end, states, _known(strength))
