"""Who stayed, came and went, merged, was split or took another name between two waves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from relnet.change.waves import pairs
from relnet.lineage import follow, gaps_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.lineage.trace import Became, Gap
    from relnet.panel import Panel

STAYER, JOINER, LEAVER = "stayer", "joiner", "leaver"
MERGED, SPLIT, RENAMED = "merged", "split", "renamed"
MADE = {"merge": "made by merger", "split": "made by split"}
COLUMNS = ("before_wave", "after_wave", "actor", "status", "into")


def composition(panel: Panel, before: str | None = None, after: str | None = None) -> pd.DataFrame:
    """Return who stayed, came and went, by rosters and events.

    By the rosters alone two hospitals that merged are two that left, and the new one has
    joined. The events of the panel tell these apart. Who answered has no part in it: an
    organisation on both rosters that was silent is a stayer.

    Parameters
    ----------
    panel
        The panel, in its own organisations.
    before, after
        Two waves; each wave and the next without.

    Returns
    -------
    DataFrame
        ``before_wave, after_wave, actor, status, into, answered_before, answered_after``, a
        row for each organisation. `status` of one on the earlier roster is ``stayer``,
        ``renamed``, ``merged``, ``split`` or ``leaver``; of one that is only on the later
        roster ``made by merger``, ``made by split`` or ``joiner``. `into` is what it became,
        several joined by ``" + "``; else empty. A renamed one has one row, under its old
        name. Whether it answered anything in each wave is missing where it is not on the
        roster. ``.attrs["events"]`` says whether there were events to tell mergers by.

    Raises
    ------
    UsageError
        If it is no panel or has no such wave, but one of the two is given, or the events
        contradict the rosters; or if the panel is in terms of other organisations, in which
        all that merged is one already.

    See Also
    --------
    compare : Stayers, joiners and leavers by name, and what became of the ties.
    in_terms_of : All waves in the organisations of one of them.

    Notes
    -----
    One that takes others over and goes on under its own name is a stayer; these merged into
    it. One that goes on beside the parts split from it was split. One of which nothing is on
    the later roster is a leaver, whatever it became in between; one that others made after
    they joined in between is a joiner.

    Examples
    --------
    >>> import networkx as nx, pandas as pd, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "B"), ("B", "X")]), wave="1")
    >>> new = rn.from_networkx(nx.Graph([("AB", "X"), ("X", "Y")]), wave="2")
    >>> events = pd.DataFrame({"wave": "2", "event": "merge", "actor": ["A", "B"], "into": "AB"})
    >>> rn.composition(rn.Panel((old, new), events))[["actor", "status", "into"]]
      actor          status into
    0     A          merged   AB
    1     B          merged   AB
    2     X          stayer
    3    AB  made by merger
    4     Y          joiner
    """
    steps = pairs(panel, before, after, "composition")
    found = gaps_of(panel, "composition") if panel.events is not None else []
    answered = _answered(panel)
    tables = [_table(panel, found, step, answered) for step in steps]
    columns = [*COLUMNS, "answered_before", "answered_after"]
    table = pd.concat([pd.DataFrame(columns=columns), *tables], ignore_index=True)
    kinds = dict.fromkeys(COLUMNS, "str") | dict.fromkeys(columns[len(COLUMNS) :], "boolean")
    table = table.astype(kinds)
    table.attrs["events"] = panel.events is not None
    return table


def _answered(panel: Panel) -> dict[str, set[str]]:
    """Who answered anything in each wave."""
    found: dict[str, set[str]] = {}
    for network in panel:
        found.setdefault(network.wave, set()).update(network.actors[network.observation.answered])
    return found


def moved(panel: Panel, found: list[Gap], step: tuple[str, str]) -> list[Moved]:
    """Return the organisations of two waves, in the order of the rosters, and what became of them."""
    old, new = (_roster(panel, wave) for wave in step)
    start, end = (panel.waves.index(wave) for wave in step)
    became = follow(found[start:end], 0, len(found[start:end]), old)
    return _rows(old, new, became, _made(found[start:end]))


def _table(
    panel: Panel, found: list[Gap], step: tuple[str, str], answered: Mapping[str, set[str]]
) -> pd.DataFrame:
    """The organisations of two waves as a table."""
    rows = moved(panel, found, step)
    told = [(row.actor, row.status, " + ".join(row.into)) for row in rows]
    table = pd.DataFrame(told, columns=list(COLUMNS[2:]), dtype="str")
    table.insert(0, "before_wave", step[0])
    table.insert(1, "after_wave", step[1])
    for side, wave, names in (
        ("before", step[0], [row.earlier for row in rows]),
        ("after", step[1], [row.later for row in rows]),
    ):
        said = [name in answered[wave] if name else None for name in names]
        table[f"answered_{side}"] = pd.array(said, "boolean")
    return table


def _roster(panel: Panel, wave: str) -> list[str]:
    """The organisations of a wave, in the order of its networks."""
    return list(dict.fromkeys(name for net in panel if net.wave == wave for name in net.actors))


class Moved(NamedTuple):
    """An organisation, and its name on each roster; empty where it is not on it."""

    actor: str
    status: str
    into: tuple[str, ...]
    earlier: str
    later: str


def _rows(
    old: Sequence[str], new: Sequence[str], became: Became, made: Mapping[str, str]
) -> list[Moved]:
    """Every organisation of two waves once."""
    there = frozenset(new)
    rows = [_of_earlier(name, became[name], there, made) for name in old]
    told = {row.later for row in rows}
    ends = frozenset[str]().union(*became.values())
    return rows + [
        Moved(name, made[name] if name in ends else JOINER, (), "", name)
        for name in new
        if name not in told
    ]


def _of_earlier(
    name: str, became: frozenset[str], new: frozenset[str], made: Mapping[str, str]
) -> Moved:
    """What an organisation of the earlier wave is, by what it became."""
    now = sorted(became & new)
    later = name if name in now else ""
    if not now:
        return Moved(name, LEAVER, (), name, "")
    if len(became) > 1:
        return Moved(name, SPLIT, tuple(now), name, later)
    if later:
        return Moved(name, STAYER, (), name, later)
    if made.get(now[0]) == MADE["merge"]:
        return Moved(name, MERGED, (now[0],), name, "")
    return Moved(name, RENAMED, (now[0],), name, now[0])


def _made(found: Sequence[Gap]) -> dict[str, str]:
    """Which names a merger or a split made, whatever these are called in the end."""
    made: dict[str, str] = {}
    for step in (step for gap in found for step in gap.steps):
        event = "merge" if len(step.actors) > 1 else step.event
        if event == "rename":
            kinds = [made.pop(step.actors[0], "")]
        else:
            kinds = [
                made[name] if made.get(name) == MADE["merge"] else MADE[event] for name in step.into
            ]
        made |= dict(zip(step.into, kinds, strict=True))
    return made
