"""Who became whom: events between waves, followed from any wave to any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from relnet._text import whole_value
from relnet.errors import UsageError, quoted
from relnet.organisations.events import LINEAGE
from relnet.panel import Step, rosters
from relnet.panel.provenance import JOINT
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.panel import Panel

Became: TypeAlias = "dict[str, frozenset[str]]"
"""For each actor those that it is, or is part of, elsewhere."""

COLUMNS = ("wave", "event", "actor", "into")


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """What happened between a wave and the next.

    Attributes
    ----------
    steps : tuple of Step
        The events, in an order in which they can have happened.
    became : dict of str to frozenset of str
        What every actor of this wave or an earlier one became.
    passing : frozenset of str
        Names that were made and became another one in between.
    """

    steps: tuple[Step, ...]
    became: Became
    passing: frozenset[str]


def gaps(panel: Panel, events: pd.DataFrame) -> list[Gap]:
    """Return what happened before each wave but the first.

    Raises
    ------
    UsageError
        If a column is missing, a wave is unknown, or an event contradicts the rosters.
    """
    absent = [name for name in COLUMNS if name not in events]
    if absent:
        raise UsageError(Phrase("usage.lineage.columns", columns=", ".join(absent)))
    rows = events.loc[events["event"].isin(LINEAGE), list(COLUMNS)]
    rows = rows.astype(object).map(whole_value).astype("str").drop_duplicates()
    rows = rows[(rows["event"] != "rename") | (rows["actor"] != rows["into"])]
    for wave in rows["wave"]:
        if wave not in panel.waves:
            raise unknown("wave", wave, panel.waves)
    found, known = [], set[str]()
    for (old, new), wave in zip(pairwise(rosters(panel).values()), panel.waves[1:], strict=True):
        known |= old
        gap = _gap(rows[rows["wave"] == wave], old, new, known)
        found.append(gap)
        known = {name for name in known if name in new or gap.became[name] == {name}}
    return found


def _gap(rows: pd.DataFrame, old: set[str], new: set[str], known: set[str]) -> Gap:
    changed = {str(actor): frozenset(into) for actor, into in rows.groupby("actor")["into"]}
    passing = frozenset(name for name in changed if name not in old or name not in new)
    ends = {name: _ends(name, changed, passing) for name in changed}
    if changed:
        _check(changed, ends, old, new, str(rows["wave"].iloc[0]))
    became = {name: ends.get(name, frozenset({name})) for name in known}
    return Gap(tuple(_in_order(_grouped(rows, old), passing)), became, passing)


def _ends(name: str, changed: Became, passing: Collection[str]) -> frozenset[str]:
    """What an actor became in the end, through names that were there only in between."""
    found, seen, ahead = set[str](), {name}, list(changed[name])
    while ahead:
        one = ahead.pop()
        if one in passing and one not in seen:
            ahead += changed[one]
        elif one not in passing or one == name or one in changed[one]:
            found.add(one)
        seen.add(one)
    return frozenset(found)


def _check(changed: Became, ends: Became, old: set[str], new: set[str], wave: str) -> None:
    """Hold events against the rosters before and after them."""
    made = frozenset[str]().union(*changed.values())
    before = sorted(changed.keys() - old - made)
    after = sorted(frozenset[str]().union(*(ends[name] for name in changed)) - new)
    still = sorted((changed.keys() & new) - made)
    for which, names in (("before", before), ("after", after), ("still", still)):
        if names:
            shown = ", ".join(map(quoted, names))
            raise UsageError(Phrase(f"usage.lineage.{which}", wave=wave, names=shown))


def _grouped(rows: pd.DataFrame, old: Collection[str]) -> Iterator[Step]:
    """Yield a merger, a split or a new name as one step, whatever the order of its rows."""
    changed, split = set(rows["actor"]), rows["event"] == "split"
    for (wave, into, event), part in rows[~split].groupby(["wave", "into", "event"]):
        stays = into in old and into not in changed and event == "merge"
        actors = sorted({*part["actor"], *([into] if stays else [])})
        yield Step(str(wave), str(event), tuple(actors), (str(into),))
    for (wave, actor), part in rows[split].groupby(["wave", "actor"]):
        yield Step(str(wave), "split", (str(actor),), tuple(sorted(set(part["into"]))))


def _in_order(steps: Iterable[Step], passing: Collection[str]) -> list[Step]:
    """The steps, each after those that made the passing names in it."""
    found: list[Step] = []
    pending = list(steps)
    while pending:
        waits = [
            any(
                set(step.actors) & set(other.into) & set(passing)
                for other in pending
                if other is not step
            )
            for step in pending
        ]
        ready = [step for step, wait in zip(pending, waits, strict=True) if not wait] or pending
        found += ready
        pending = [step for step in pending if step not in ready]
    return found


def follow(found: Sequence[Gap], start: int, end: int, names: Iterable[str]) -> Became:
    """Return what each actor of one wave is in another, by the positions of the waves."""
    became = {name: frozenset({name}) for name in names}
    for step in _way(found, start, end):
        for name, now in became.items():
            became[name] = frozenset().union(*(step.get(part, {part}) for part in now))
    return became


def _way(found: Sequence[Gap], start: int, end: int) -> list[Became]:
    if start <= end:
        return [gap.became for gap in found[start:end]]
    return [_backwards(gap.became) for gap in found[end:start][::-1]]


def applied(found: Sequence[Gap], start: int, end: int, names: Iterable[str]) -> list[Step]:
    """Return the steps that touch these actors of one wave, on the way to another."""
    now, touched = set(names), list[Step]()
    between = found[start:end] if start <= end else found[end:start][::-1]
    for gap in between:
        steps = gap.steps if start <= end else [_undone(step) for step in gap.steps[::-1]]
        step_of = gap.became if start <= end else _backwards(gap.became)
        touched += _touching(steps, now, gap.passing)
        now = set().union(*(step_of.get(name, {name}) for name in now))
    return touched


def _undone(step: Step) -> Step:
    return replace(step, undone=True)


def _touching(
    steps: Iterable[Step], names: Collection[str], passing: Collection[str]
) -> Iterator[Step]:
    reached = set(names)
    for step in steps:
        ends = (step.into, step.actors) if step.undone else (step.actors, step.into)
        if reached.intersection(ends[0]):
            yield step
            reached |= set(ends[1]).intersection(passing)


def applied_in_common(
    found: Sequence[Gap], at: int, became: Mapping[str, frozenset[str]]
) -> list[Step]:
    """Return the steps by which the actors of a wave became the coarsest organisations.

    Parameters
    ----------
    found
        What happened before each wave but the first.
    at
        Position of the wave.
    became
        For each of its actors the organisation that it is part of.
    """
    parts: dict[str, set[str]] = {}
    for name, (whole,) in became.items():
        parts.setdefault(whole, set()).add(name)
    steps = [
        step
        for whole, names in parts.items()
        if names != {whole}
        for step in _towards(found, at, names, whole)
    ]
    order = [(step.wave, step) for gap in found for step in gap.steps]
    place = {step: k for k, (_, step) in enumerate(order)}
    forward = sorted((s for s in steps if not s.undone), key=lambda s: place[s])
    back = sorted((s for s in steps if s.undone), key=lambda s: -place[replace(s, undone=False)])
    return forward + back


def _towards(found: Sequence[Gap], at: int, names: set[str], whole: str) -> list[Step]:
    """The steps to the nearest wave in which the organisation is one, else all of them."""
    later, earlier = range(at + 1, len(found) + 1), range(at - 1, -1, -1)
    for end in (*later, *earlier):
        there = follow(found, at, end, names)
        if frozenset().union(*there.values()) == {whole}:
            return applied(found, at, end, names)
    return [*applied(found, at, len(found), names), *applied(found, at, 0, names)]


def _backwards(step: Became) -> Became:
    """Return what the actors after a step came from."""
    came: dict[str, set[str]] = {}
    for actor, into in step.items():
        for name in into:
            came.setdefault(name, set()).add(actor)
    return {name: frozenset(actors) for name, actors in came.items()}


def common(found: Sequence[Gap], names: Sequence[Collection[str]]) -> list[Became]:
    """Return, for each wave, the coarsest organisation that each of its actors is part of.

    All that is connected by events is one. It goes by the name it has in the last wave in
    which it has only one, else by all its last names.
    """
    groups = _connected(found, names)
    return [
        {name: frozenset({groups[k, name]}) for name in roster} for k, roster in enumerate(names)
    ]


def _connected(
    found: Sequence[Gap], names: Sequence[Collection[str]]
) -> dict[tuple[int, str], str]:
    """Return the name of the organisation that each actor of each wave is part of."""
    ties = [
        ((k, a), (k + 1, b))
        for k, gap in enumerate(found)
        for a, into in gap.became.items()
        for b in into
    ]
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
    return alone[-1] if alone else JOINT.join(present[-1]) if present else ""
