"""What organisations became between the waves of a map, and the ties that fell inside one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.composition import MERGED, RENAMED, SPLIT, moved
from relnet.lineage import gaps_of
from relnet.maps.spec import MapInside, MapMove
from relnet.panel.provenance import MOST_STEPS
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.maps.union import Layer
    from relnet.panel import Panel
    from relnet.wording import Value, Wording

DRAWN = (MERGED, SPLIT, RENAMED)


def moves(panels: Sequence[Panel], everyone: pd.Index[str]) -> dict[str, tuple[MapMove, ...]]:
    """Return what merged, was split or took another name between each two waves.

    Only of panels in their own organisations: in terms of others all that merged is one. Of
    several panels the first that knows what became of an organisation is told. Of
    organisations that are on no roster of the relations drawn there is nothing to draw.
    """
    if any(network.lineage is not None for panel in panels for network in panel):
        return {}
    told: dict[str, dict[int, MapMove]] = {}
    for panel in panels:
        for pair, several in _moves(panel, everyone).items():
            for move in several:
                told.setdefault(pair, {}).setdefault(move.actor, move)
    return {pair: tuple(several.values()) for pair, several in told.items()}


def _moves(panel: Panel, everyone: pd.Index[str]) -> dict[str, tuple[MapMove, ...]]:
    if panel.events is None:
        return {}
    found = gaps_of(panel, "draw")
    place = {name: k for k, name in enumerate(everyone)}
    told = {}
    for (i, old), (j, new) in combinations(enumerate(panel.waves), 2):
        rows = [row for row in moved(panel, found, (old, new)) if row.status in DRAWN]
        rows = [row for row in rows if {row.actor, *row.into} <= place.keys()]
        if rows:
            told[f"{i}-{j}"] = tuple(
                MapMove(place[row.actor], row.status, tuple(place[name] for name in row.into))
                for row in rows
            )
    return told


def described(
    told: dict[str, tuple[MapMove, ...]], everyone: pd.Index[str], words: Wording
) -> dict[str, str]:
    """Return in words what merged, was split or took another name between each two waves."""
    return {pair: _described(several, everyone, words) for pair, several in told.items()}


def _described(several: Sequence[MapMove], everyone: pd.Index[str], words: Wording) -> str:
    became: dict[tuple[int, ...], list[str]] = {}
    for move in several:
        became.setdefault(move.into, []).append(everyone[move.actor])
    parts = [
        f"{' + '.join(names)} → {' + '.join(everyone[k] for k in into)}"
        for into, names in became.items()
    ]
    told: Value = "; ".join(parts[:MOST_STEPS])
    if len(parts) > MOST_STEPS:
        told = Phrase("word.and_more", names=told, n=len(parts) - MOST_STEPS)
    return words("caption.moves", moves=told)


def links(told: dict[str, tuple[MapMove, ...]]) -> set[tuple[int, int]]:
    """Return who became whom, so that they can be placed side by side."""
    return {
        (move.actor, into) for several in told.values() for move in several for into in move.into
    }


def inside(layers: Sequence[Layer], everyone: pd.Index[str]) -> Iterator[MapInside]:
    """Yield the ties that fell inside one organisation, with the waves in which they were known.

    Only those that are known before another wave: of no others there is anything to see.
    """
    for k, layer in enumerate(layers):
        waves: dict[tuple[str, str, str], set[int]] = {}
        for wave, network in enumerate(layer.networks):
            for row in _inside(network.lineage, directed=network.directed):
                waves.setdefault(row, set()).add(wave)
        last = len(layer.networks) - 1
        seen = {row: known for row, known in waves.items() if min(known) < last}
        for (actor, source, target), known in sorted(seen.items()):
            states = "".join("T" if wave in known else "-" for wave in range(len(layer.networks)))
            place = int(everyone.get_indexer(pd.Index([actor]))[0])
            yield MapInside(k, place, source, target, states)


def _inside(lineage: object, *, directed: bool) -> Iterator[tuple[str, str, str]]:
    table = getattr(lineage, "internalised", None)
    if table is None:
        return
    for actor, source, target in zip(table["actor"], table["source"], table["target"], strict=True):
        low, high = (source, target) if directed else sorted((source, target))
        yield str(actor), str(low), str(high)
