"""What the actors of a map are: their attributes, other names and groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet._text import whole
from relnet.figures import values as figures
from relnet.figures.values import as_text, natural
from relnet.maps.spec import MapAttribute, MapGroup
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relnet.maps.union import Layer
    from relnet.panel import Network
    from relnet.wording import Wording

DEFAULT_COLOUR = "sector"
"""Attribute that gives colour and shape where none is named."""
MOST_VALUES = 16
"""Values of an attribute that a reader can still tell apart by colour and shape together."""
MOST_ALONE = 8
"""Values that a reader can tell apart by colour or by shape alone."""


def traits(
    layers: Sequence[Layer],
    everyone: pd.Index[str],
    named: Mapping[str, int],
    others: Sequence[str] | None,
    words: Wording,
) -> tuple[MapAttribute, ...]:
    """Return the attributes that a map shows.

    Parameters
    ----------
    layers, everyone
        What is drawn.
    named
        The attributes that are drawn, and how many values of each can be told apart: of
        more the smallest are one.
    others
        Those to filter by; every one that has 2 to 16 values without.
    words
        The language.

    Raises
    ------
    UsageError
        If no actor has an attribute that is named.
    """
    chosen = dict(named)
    if others is None:
        possible = (name for name in attribute_names(layers) if name not in chosen)
        chosen |= {name: 0 for name in possible if _is_short(layers, name, everyone)}
    else:
        named_too = dict.fromkeys(attribute_called(layers, name) for name in others)
        chosen |= {name: MOST_VALUES for name in named_too if name not in chosen}
    return tuple(_trait(layers, everyone, name, most, words) for name, most in chosen.items())


def attribute_names(layers: Sequence[Layer]) -> list[str]:
    """Return the attributes that actors have in any wave."""
    return list(
        dict.fromkeys(str(n) for one in layers for net in one.networks for n in net.attributes)
    )


def attribute_called(layers: Sequence[Layer], name: str) -> str:
    """Return the attribute of a name, be it in other capitals.

    Raises
    ------
    UsageError
        If there is none.
    """
    return figures.attribute_called([net for one in layers for net in one.networks], name)


def _is_short(layers: Sequence[Layer], name: str, everyone: pd.Index[str]) -> bool:
    values = _table(layers, name, everyone).melt()["value"].dropna()
    return 2 <= values.nunique() <= MOST_VALUES and bool(values.str.len().max() <= 80)


def _table(layers: Sequence[Layer], name: str, everyone: pd.Index[str]) -> pd.DataFrame:
    """An attribute as text, by actor and wave."""
    name = attribute_called(layers, name)
    waves = zip(*(layer.networks for layer in layers), strict=True)
    return pd.DataFrame({k: _texts(wave, name, everyone) for k, wave in enumerate(waves)})


def _trait(
    layers: Sequence[Layer], everyone: pd.Index[str], name: str, most: int, words: Wording
) -> MapAttribute:
    table = _table(layers, name, everyone)
    counts = table.melt()["value"].value_counts()
    rest = words("map.group.rest")
    lumped = 0 < most < len(counts)
    if lumped:
        small = set(counts.index[most - 1 :])
        table = table.map(lambda text: rest if text in small else text)
    values = sorted(table.melt()["value"].dropna().unique(), key=natural)
    values.sort(key=lambda value: lumped and value == rest)
    place = {value: k for k, value in enumerate(values)}
    codes = table.map(lambda text: place.get(text, -1)).to_numpy(np.int64)
    return MapAttribute(name, tuple(values), tuple(map(tuple, codes.tolist())))


def _texts(networks: Iterable[Network], name: str, everyone: pd.Index[str]) -> pd.Series[Any]:
    """An attribute of one wave as text, from the first relation that has it."""
    texts = pd.Series(np.nan, everyone, dtype=object)
    for network in networks:
        values = network.attributes.get(name)
        if values is not None:
            texts = texts.combine_first(values.map(as_text, na_action="ignore").astype(object))
    return texts.reindex(everyone)


def values_of(networks: Iterable[Network]) -> dict[str, list[str]]:
    """Return the values of each attribute in any network, as a map has them."""
    found: dict[str, set[str]] = {}
    for network in networks:
        for name, column in network.attributes.items():
            found.setdefault(str(name), set()).update(column.dropna().map(as_text))
    return {name: sorted(values, key=natural) for name, values in found.items()}


def other_names(layers: Sequence[Layer], everyone: pd.Index[str], label: str | None) -> list[str]:
    """Return what stands on the map for each actor: its name, or its last known attribute.

    Raises
    ------
    UsageError
        If no actor has the attribute.
    """
    names = pd.Series(everyone, everyone, dtype=object)
    if label is not None:
        names = _table(layers, label, everyone).ffill(axis=1).iloc[:, -1].fillna(names)
    return [str(name) for name in names]


def groups(
    layers: Sequence[Layer],
    everyone: pd.Index[str],
    given: str | Mapping[str, Sequence[str]] | None,
    former: Mapping[str, str],
) -> Iterator[MapGroup]:
    """Yield the groups around which a line can be drawn.

    Parameters
    ----------
    layers, everyone
        What is drawn.
    given
        An attribute, whose values are the groups, or the members of each by name; an actor
        may be in several.
    former
        Who went by another name → the actor that it is.

    Raises
    ------
    UsageError
        If there is no such attribute or actor.
    """
    count = len(layers[0].networks)
    if isinstance(given, Mapping):
        for name, members in given.items():
            several = [members] if isinstance(members, str) else members
            called = [former.get(member, member) for member in several]
            yield MapGroup(whole(str(name)), (_places(called, everyone),) * count)
    elif given is not None:
        table = _table(layers, given, everyone)
        for value in sorted(table.melt()["value"].dropna().unique(), key=natural):
            inside = (table == value).to_numpy()
            waves = (tuple(np.flatnonzero(column).tolist()) for column in inside.T)
            yield MapGroup(value, tuple(waves))


def _places(members: Sequence[str], everyone: pd.Index[str]) -> tuple[int, ...]:
    for name in members:
        if name not in everyone:
            raise unknown("actor", str(name), list(everyone))
    return tuple(sorted(set(everyone.get_indexer(pd.Index(members)).tolist())))
