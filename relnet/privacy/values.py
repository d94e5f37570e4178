"""Which values of attributes are shown: none that would tell who somebody is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from relnet.panel import Network, Panel
    from relnet.privacy.settings import Privacy
    from relnet.privacy.texts import Hidden

_NULLABLE = {"b": "boolean", "i": "Int64", "u": "UInt64"}
"""Types that take a value that is missing, by the kind that does not."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one attribute.

    Attributes
    ----------
    kept, gone : frozenset
        The values that are shown, and those that are left out.
    """

    kept: frozenset[Hashable]
    gone: frozenset[Hashable]


def attributes_shown(panel: Panel, privacy: Privacy, hidden: Hidden) -> dict[Hashable, Shown]:
    """Return what is shown of each attribute, in order; one of which nothing is, is not there.

    Raises
    ------
    UsageError
        If one that is to be kept is unknown.
    """
    every = attributes_of(panel)
    asked = every if privacy.attributes is None else privacy.attributes
    for name in asked:
        check_attribute(panel, name)
    found = {
        name: shown_of(panel, name, privacy, hidden)
        for name in every
        if name in asked and not hidden.is_told(str(name))
    }
    return {name: shown for name, shown in found.items() if shown is not None}


def attributes_of(panel: Panel) -> list[Hashable]:
    """Return the attributes of a panel, in the order in which they are found."""
    return list(dict.fromkeys(name for network in panel for name in network.attributes))


def check_attribute(panel: Panel, name: Hashable) -> None:
    """Raise `UsageError` if nobody has an attribute."""
    every = attributes_of(panel)
    if name not in every:
        raise unknown("attribute", name, map(str, every))


def shown_of(panel: Panel, name: Hashable, privacy: Privacy, hidden: Hidden) -> Shown | None:
    """Return what is shown of one attribute; ``None`` for nothing at all.

    Where names are hidden, a value that is or holds one of them is left out, and all of what
    is no plain value; with pseudonyms also what too few organisations have.
    """
    groups = [list(values_of(net, name)) for net in panel if name in net.attributes]
    every = [value for group in groups for value in group if value is not None]
    plain = frozenset(value for value in every if pd.api.types.is_scalar(value))
    gone = frozenset(value for value in plain if hidden.is_told_by_value(value))
    if hidden.names and not all(map(pd.api.types.is_scalar, every)):
        return None
    if privacy.hides_names:
        gone = too_few(groups, privacy.least, gone)
    return None if gone and gone >= plain else Shown(plain - gone, gone)


def values_of(network: Network, name: Hashable) -> Iterator[Any]:
    """Yield the value of an attribute of each actor; ``None`` for one that is missing."""
    for value in network.attributes[name].astype(object):
        missing = pd.api.types.is_scalar(value) and pd.isna(value)
        yield None if missing else value


def too_few(
    groups: Sequence[Sequence[Hashable]], least: int, gone: frozenset[Hashable] = frozenset()
) -> frozenset[Hashable]:
    """Return the values to leave out, so that nobody is one of few.

    A value that fewer than `least` have somewhere is left out everywhere. If those without a
    value are then fewer themselves, they could be told by that: the rarest value there goes
    too.

    Parameters
    ----------
    groups
        Value of each actor, by network; ``None`` for one that is missing.
    least
        How many have to share what is shown.
    gone
        Values that are left out anyway.

    Examples
    --------
    >>> sorted(too_few([["a", "a", "a", "b", "b", "b", "c"]], 3))
    ['a', 'c']
    >>> sorted(too_few([["a", "a", "a", "b", "b"], ["a", "b", "b", "b"]], 2))
    ['a', 'b']
    """
    counts = [Counter(group) for group in groups]
    total = sum(counts, Counter[object]())
    gone |= {value for one in counts for value, k in one.items() if value is not None and k < least}
    while gone:
        blank = [sum(one[value] for value in {*gone, None}) for one in counts]
        short = [one for one, k in zip(counts, blank, strict=True) if 0 < k < least]
        rest = {value for one in short for value in one} - gone - {None}
        if not rest:
            break
        gone |= {min(rest, key=lambda value: (total[value], repr(value)))}
    return gone


def table_of(
    network: Network, shown: Mapping[Hashable, Shown], actors: pd.Index[str]
) -> pd.DataFrame:
    """Return the attributes of a network as they are shown, under other names of its actors."""
    own = [name for name in network.attributes if name in shown]
    columns = {
        name: _column(network.attributes[name], list(values_of(network, name)), shown[name], actors)
        for name in own
    }
    return pd.DataFrame(columns, index=actors)


def _column(
    column: pd.Series[Any], values: list[Any], shown: Shown, actors: pd.Index[str]
) -> pd.Series[Any]:
    """The column made anew: nothing that is left out is anywhere in what it is kept in."""
    plain = [None if _is_gone(value, shown) else value for value in values]
    kind: Any = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        kind = pd.CategoricalDtype([c for c in kind.categories if c in shown.kept], kind.ordered)
    elif any(map(_is_gone, values, [shown] * len(values))):
        kind = _NULLABLE.get(kind.kind, kind)
    return pd.Series(plain, actors, dtype=kind)


def _is_gone(value: object, shown: Shown) -> bool:
    return pd.api.types.is_scalar(value) and value in shown.gone


def stems_of(panel: Panel, name: str, privacy: Privacy, hidden: Hidden) -> dict[str, str]:
    """Return what the pseudonym of each actor begins with: its last value of an attribute.

    One that has none that may be shown, or that fewer than `least` share, is not there.
    """
    check_attribute(panel, name)
    shown = shown_of(panel, name, privacy, hidden)
    stems: dict[str, str] = {}
    for network in (
        [] if shown is None else sorted(panel, key=lambda net: panel.waves.index(net.wave))
    ):
        if name in network.attributes:
            pairs = zip(network.actors, values_of(network, name), strict=True)
            stems |= {a: str(v) for a, v in pairs if shown and v in shown.kept}
    groups = [[stems.get(actor) for actor in network.actors] for network in panel]
    rare = too_few(groups, privacy.least)
    return {actor: stem for actor, stem in stems.items() if stem not in rare}


def alone(panel: Panel, least: int) -> int:
    """Count actors who fewer than `least` are like, in attributes and waves."""
    profiles: dict[str, list[object]] = {}
    for k, network in enumerate(panel):
        rows = [tuple(values_of(network, name)) for name in network.attributes]
        for actor, *values in zip(network.actors, *rows, strict=True):
            profiles.setdefault(actor, []).append((k, *values))
    counts = Counter(map(tuple, profiles.values()))
    return sum(k for k in counts.values() if k < least)
