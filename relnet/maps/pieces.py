"""The pieces of a map's description: its relations, actors and ties."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import unknown
from relnet.maps.captions import change_captions, wave_caption
from relnet.maps.spec import MapActor, MapRelation, MapTie
from relnet.measures import MEASURES, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from relnet.maps.sheet import Sheet
    from relnet.maps.union import Layer
    from relnet.panel import Network
    from relnet.wording import Wording

    Floats = NDArray[np.float64]

DEFAULT_COLOUR = "sector"
"""Attribute that gives the groups where none is named."""


def relation(layer: Layer, sizes: Floats, words: Wording) -> MapRelation:
    """Describe a relation: its rule, its captions and the ends of its scales."""
    first = layer.networks[0]
    return MapRelation(
        name=first.relation,
        rule=first.rule.describe(words),
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
    networks: Sequence[Network], everyone: pd.Index[str], colour: str | None
) -> tuple[str | None, NDArray[np.int64], tuple[str, ...]]:
    """Return the attribute that gives the groups, the group of each actor by wave, and their names.

    Raises
    ------
    UsageError
        If no actor has the attribute.
    """
    known = dict.fromkeys(name for network in networks for name in network.attributes)
    if colour is not None and colour not in known:
        raise unknown("attribute", colour, map(str, known))
    chosen = colour or (DEFAULT_COLOUR if DEFAULT_COLOUR in known else None)
    if chosen is None:
        return None, np.full((len(everyone), len(networks)), -1), ()
    columns = []
    for network in networks:
        values = network.attributes.get(chosen, pd.Series(index=network.actors, dtype=object))
        columns.append(values.reindex(everyone).map(str, na_action="ignore").to_numpy(object))
    table = np.column_stack(columns)
    names = sorted({value for value in table.ravel() if isinstance(value, str)})
    place = {name: k for k, name in enumerate(names)}
    codes = [[place.get(value, -1) for value in row] for row in table]
    return chosen, np.array(codes, np.int64), tuple(names)


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
    if MEASURES[size].level != "actor":
        raise unknown(
            "measure of actors", size, (m for m in MEASURES if MEASURES[m].level == "actor")
        )
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
            label=sheet.sides[k],
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


def ties(layer: Layer, position: int, n: int) -> Iterator[MapTie]:
    """Yield the ties that are known in any wave."""
    source, target = np.divmod(layer.keys, max(n, 1))
    rows = zip(source.tolist(), target.tolist(), layer.states, layer.strength, strict=True)
    for start, end, states, strength in rows:
        yield MapTie(position, start, end, states, _known(strength))
