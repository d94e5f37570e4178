"""Who became whom: events between waves, followed from any wave to any other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from relnet.errors import UsageError, quoted
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.panel import Panel

Became: TypeAlias = "dict[str, frozenset[str]]"
"""For each actor those that it is, or is part of, elsewhere."""

COLUMNS = ("wave", "event", "actor", "into")
EVENTS = ("merge", "split", "rename")
"""Events by which an organisation becomes another one."""


def rosters(panel: Panel) -> list[set[str]]:
    """Return who is on the roster of each wave."""
    return [{name for net in panel if net.wave == w for name in net.actors} for w in panel.waves]


def steps(panel: Panel, events: pd.DataFrame) -> list[Became]:
    """Return, for each wave but the first, what every actor of the wave before became.

    Raises
    ------
    UsageError
        If a column is missing, a wave is unknown, or an event contradicts the rosters; all
        of these at once.
    """
    absent = [name for name in COLUMNS if name not in events]
    if absent:
        raise UsageError(Phrase("usage.lineage.columns", columns=", ".join(absent)))
    rows = events[events["event"].isin(EVENTS)].astype({"wave": "str"})
    for wave in rows["wave"]:
        if wave not in panel.waves[1:]:
            raise unknown("wave", wave, panel.waves[1:])
    found, known = [], set[str]()
    for (old, new), wave in zip(pairwise(rosters(panel)), panel.waves[1:], strict=True):
        part = rows[rows["wave"] == wave]
        changed = {str(actor): frozenset(into) for actor, into in part.groupby("actor")["into"]}
        _check(changed, old, new, wave)
        known |= old
        found.append({name: changed.get(name, frozenset({name})) for name in known})
    return found


def _check(changed: Mapping[str, frozenset[str]], old: set[str], new: set[str], wave: str) -> None:
    """Hold events against the rosters before and after them."""
    before = sorted(changed.keys() - old)
    after = sorted(frozenset().union(*changed.values()) - new)
    if before:
        raise UsageError(
            Phrase("usage.lineage.before", wave=wave, names=", ".join(map(quoted, before)))
        )
    if after:
        raise UsageError(
            Phrase("usage.lineage.after", wave=wave, names=", ".join(map(quoted, after)))
        )


def follow(found: Sequence[Became], start: int, end: int, names: Iterable[str]) -> Became:
    """Return what each actor of one wave is in another, by the positions of the waves."""
    became = {name: frozenset({name}) for name in names}
    way = (
        found[start:end] if start <= end else [_backwards(step) for step in found[end:start][::-1]]
    )
    for step in way:
        for name, now in became.items():
            became[name] = frozenset().union(*(step.get(part, {part}) for part in now))
    return became


def _backwards(step: Became) -> Became:
    """Return what the actors after a step came from."""
    came: dict[str, set[str]] = {}
    for actor, into in step.items():
        for name in into:
            came.setdefault(name, set()).add(actor)
    return {name: frozenset(actors) for name, actors in came.items()}


def common(found: Sequence[Became], names: Sequence[Collection[str]]) -> list[Became]:
    """Return, for each wave, the coarsest organisation that each of its actors is part of.

    All that is connected by events is one. It goes by the name it has in the last wave in
    which it has only one, else by all its last names.
    """
    groups = _connected(found, names)
    return [
        {name: frozenset({groups[k, name]}) for name in roster} for k, roster in enumerate(names)
    ]


def _connected(
    found: Sequence[Became], names: Sequence[Collection[str]]
) -> dict[tuple[int, str], str]:
    """Return the name of the organisation that each actor of each wave is part of."""
    ties = [((k, a), (k + 1, b)) for k, step in enumerate(found) for a in step for b in step[a]]
    nodes = dict.fromkeys([(k, a) for k, roster in enumerate(names) for a in sorted(roster)])
    nodes |= dict.fromkeys(node for tie in ties for node in tie)
    place = {node: k for k, node in enumerate(nodes)}
    ends = np.array([[place[node] for node in tie] for tie in ties], np.int32).reshape(-1, 2).T
    graph = coo_array((np.ones(ends.shape[1]), tuple(ends)), shape=(len(nodes), len(nodes)))
    _, part = connected_components(graph, directed=False)
    label = [_label(members, names) for members in _members(list(nodes), part)]
    return {node: label[k] for node, k in zip(nodes, part.tolist(), strict=True)}


def _members(
    nodes: Sequence[tuple[int, str]], part: NDArray[np.int32]
) -> list[list[tuple[int, str]]]:
    members: list[list[tuple[int, str]]] = [[] for _ in range(int(part.max(initial=-1)) + 1)]
    for node, k in zip(nodes, part.tolist(), strict=True):
        members[k].append(node)
    return members


def _label(members: Sequence[tuple[int, str]], names: Sequence[Collection[str]]) -> str:
    """The last name under which the members were one, else all their last names."""
    waves = [sorted(a for at, a in members if at == k and a in names[k]) for k in range(len(names))]
    present = [several for several in waves if several]
    alone = [several[0] for several in present if len(several) == 1]
    return alone[-1] if alone else " + ".join(present[-1]) if present else ""
