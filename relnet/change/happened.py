"""Who merged, was split or took another name between two waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from relnet.change.inside import steps
from relnet.errors import UsageError
from relnet.organisations.events import LINEAGE
from relnet.readers.beside.events import shown_at
from relnet.readers.waves import is_ordered, ordered_waves
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from relnet.panel import Network, Step

    Node = tuple[int, str]

T = TypeVar("T")
COLUMNS = ("wave", "event", "actor", "into")
EARLIER, BETWEEN, LATER = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Happened:
    """What events say of the actors of two waves.

    Attributes
    ----------
    merged : frozenset of str
        Who merged or was split, on the roster of either wave.
    renamed : mapping of str to str
        The later name of each actor of the earlier wave that took another one.
    later : bool
        Whether the second network is of the later wave.
    """

    merged: frozenset[str]
    renamed: Mapping[str, str]
    later: bool = True


def happened(before: Network, after: Network, events: pd.DataFrame | None) -> Happened:
    """Return who merged, was split or took another name between two waves.

    Parameters
    ----------
    before, after
        Two networks, in the same terms.
    events
        ``wave, event, actor, into``; of networks in terms of other organisations the events
        that were applied to them are taken.

    Raises
    ------
    UsageError
        If a column is missing, or the place of a wave of the events is not known.
    """
    if before.lineage is not None or after.lineage is not None:
        return Happened(_pooled(before, after), {})
    if events is None or before.wave == after.wave:
        return Happened(frozenset(), {})
    waves = [before.wave, after.wave]
    first, last = ordered_waves(waves) if is_ordered(waves) else waves
    rows = _between(events, first, last)
    later = last == after.wave
    rosters = [set(net.actors) for net in ((before, after) if later else (after, before))]
    merged, renamed = _followed(rows, *rosters)
    return Happened(merged, renamed, later)


def _pooled(before: Network, after: Network) -> frozenset[str]:
    """Actors of both networks that an event between the two made one, or parts."""
    once = [
        step
        for step in steps(before, after)
        if sum(step in net.lineage.steps for net in (before, after) if net.lineage) == 1
    ]
    named = _named(once)
    return frozenset(
        name
        for name in before.actors.intersection(after.actors)
        if name in named or (" + " in name and named.issuperset(name.split(" + ")))
    )


def _named(once: Iterable[Step]) -> set[str]:
    """All names that a merger or a split reaches, through other names."""
    groups = _connected([(a, b) for step in once for a in step.actors for b in step.into])
    changed = {step.actors[0] for step in once if step.event != "rename"}
    return {name for group in groups if changed.intersection(group) for name in group}


def _between(events: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The mergers, splits and new names that show at the last wave and not at the first."""
    absent = [name for name in COLUMNS if name not in events]
    if absent:
        raise UsageError(Phrase("usage.lineage.columns", columns=", ".join(absent)))
    rows = events[events["event"].isin(LINEAGE)].astype(dict.fromkeys(COLUMNS, "str"))
    waves = list(rows["wave"])
    if not is_ordered([*waves, first, last]):
        for wave in waves:
            if wave not in {first, last}:
                raise unknown("wave", wave, (first, last))
    shown = shown_at(waves, (first, last), (first, last))
    return rows[np.array([wave == last for wave in shown], np.bool_)]


def _followed(
    rows: pd.DataFrame, old: set[str], new: set[str]
) -> tuple[frozenset[str], dict[str, str]]:
    """Who merged or was split, and who only took another name, by what is connected."""
    moved = set(rows["actor"])
    named = set(rows.loc[rows["event"] == "rename", "actor"])

    def there(name: str) -> Node:
        return (EARLIER if name in old else BETWEEN), name

    def then(name: str) -> Node:
        return (LATER, name) if name in new else there(name)

    pairs = rows[["actor", "into"]].itertuples(index=False)
    links = [(there(actor), then(into)) for actor, into in pairs]
    changed = {there(name) for name in rows.loc[rows["event"] != "rename", "actor"]}
    touched = moved | set(rows["into"])
    stayed = (touched & old & new) - named
    links += [((EARLIER, name), (LATER, name)) for name in stayed]
    merged, renamed = set[str](), dict[str, str]()
    for group in _connected(links):
        sides = [[name for at, name in group if at == when] for when in range(3)]
        if changed.intersection(group) or len(sides[EARLIER]) > 1 or len(sides[LATER]) > 1:
            merged.update(sides[EARLIER], sides[LATER])
        elif sides[EARLIER]:
            renamed[sides[EARLIER][0]] = (sides[LATER] or sorted(sides[BETWEEN]))[0]
    return frozenset(merged), renamed


def _connected(links: list[tuple[T, T]]) -> list[list[T]]:
    """What is connected by links, group by group."""
    nodes = dict.fromkeys(node for link in links for node in link)
    place = {node: k for k, node in enumerate(nodes)}
    ends = np.array([[place[node] for node in link] for link in links], np.int32).reshape(-1, 2).T
    graph = coo_array((np.ones(ends.shape[1]), tuple(ends)), shape=(len(nodes), len(nodes)))
    _, part = connected_components(graph, directed=False)
    groups: list[list[T]] = [[] for _ in nodes]
    for node, k in zip(nodes, part.tolist(), strict=True):
        groups[k].append(node)
    return [group for group in groups if group]
