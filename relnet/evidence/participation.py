"""Who speaks, who is named, who is heard by no one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from relnet.evidence.evidence import Evidence
from relnet.evidence.naming import naming
from relnet.evidence.source import (
    SECTOR,
    basis,
    chosen,
    group_names,
    grouped,
    panel_of,
    share,
    status,
    table,
)
from relnet.evidence.voices import heard_respondents

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.evidence.source import Groupers, Source
    from relnet.measures.groups import By
    from relnet.panel import Network, Panel
    from relnet.survey import Survey

ACTORS = ("wave", "relation", "actor", "group", "answered", "respondents", "names", "could_name",
          "named_by", "eligible", "unheard", "silent_named", "n", "coverage", "status")  # fmt: skip
GROUPS = ("wave", "relation", "group", "actors", "answered", "share", "respondents", "named",
          "unheard", "silent_named", "n", "coverage", "status")  # fmt: skip
COURSES = ("actor", "group", "first", "last", "waves", "answered", "course")
NAMED = ("names", "could_name", "named_by", "eligible")
"""Columns that are unknown where it is not told who names whom."""

SPOKEN = ("answered", "unheard", "silent_named")
"""What is so of an actor or not, and counted of a group."""
COUNTED = (*SPOKEN, "actors")


def participation(
    source: Source, by: Groupers = SECTOR, *, survey: Survey | None = None
) -> Evidence:
    """Show who speaks, who is named, who is heard by no one, and who is silent but named.

    Parameters
    ----------
    source
        A survey (by its stated rules), a panel or a network.
    by
        The attribute, or several together, whose groups are counted; ``None`` for none.
        Without, the attribute ``sector``, in capitals or not, if there is one.
    survey
        The survey that a panel was built from: it tells how many respondents there were.

    Returns
    -------
    Evidence
        ``actors``: ``wave, relation, actor, group, answered, respondents, names,
        could_name, named_by, eligible, unheard, silent_named, n, coverage, status``. An
        actor `names` that many of the `could_name` partners of whom it is known whether it
        does. It is `named_by` that many of the `n` actors of whom it is known whether they
        name it, of the `eligible` ones. It is `unheard` if it answered and none of the `n`
        names it, and `silent_named` if it did not answer and any does.

        ``groups``: ``wave, relation, group, actors, answered, share, respondents, named,
        unheard, silent_named, n, coverage, status``: the same, counted; the row without a
        group is of all, and `n` counts the pairs of actors of which it is known whether the
        one names the other.

        ``courses``: ``actor, group, first, last, waves, answered, course``, over all
        relations: in which waves an actor was on the roster, in how many of them it
        answered on anything, and whether it ``always answered``, was ``always silent``,
        ``joined in`` (silent first and then not), ``fell silent``, or answered ``now and
        then``. `group` is that of its last wave. A wave in which nothing was asked does
        not count.

    Raises
    ------
    UsageError
        If the source is of another type, or there is no such attribute.

    Notes
    -----
    Naming is what an organisation reports, before two reports are combined; a tie that only
    the partner reports does not make an actor name it. Where the reports are not kept (a
    graph, other organisations, filled in) or each row states a dyad, it is not known who
    names whom: ``not applicable``. An organisation that took another name or merged is
    another one here; see `in_terms_of`.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["a", "b"], "actor": ["A", "B"], "partner": ["C", "A"]})
    >>> survey = rn.read_survey(answers, roster=pd.DataFrame({"id": list("ABC")}),
    ...                         no_report="silent", warn=False)
    >>> found = rn.participation(survey)["actors"]
    >>> found[["actor", "answered", "named_by", "n", "unheard", "silent_named"]]
      actor  answered  named_by  n  unheard  silent_named
    0     A      True         1  1    False         False
    1     B      True         0  1     True         False
    2     C     False         1  2    False          True
    """
    panel, survey = panel_of(source, survey)
    groups = chosen(panel, by)
    actors = table((row for net in panel for row in _actors(net, groups, survey)), ACTORS, SPOKEN)
    tables = {
        "basis": basis(panel),
        "actors": actors,
        "groups": table(_groups(panel, actors), GROUPS).astype(dict.fromkeys(COUNTED, "Int64")),
        "courses": _courses(actors, panel),
    }
    return Evidence("participation", tables)


def _actors(network: Network, by: By | None, survey: Survey | None) -> Iterator[dict[str, Any]]:
    seen, told = network.observation, _told(network)
    people = heard_respondents(network, survey)
    for k, group in enumerate(group_names(network, grouped(network, by))):
        answered = bool(seen.answered[k]) if seen.asked else None
        row: dict[str, Any] = {
            "wave": network.wave,
            "relation": network.relation,
            "actor": network.actors[k],
            "group": group,
            "answered": answered,
            "respondents": None if people is None else people[k],
        }
        if told is None:
            said = "not applicable" if seen.asked else "not asked"
            yield row | {"n": 0, "coverage": float("nan"), "status": said}
            continue
        n, named, eligible = (int(told[name][k]) for name in ("n", "named_by", "eligible"))
        yield (
            row
            | {name: int(told[name][k]) for name in NAMED}
            | {
                "unheard": answered and named == 0 if n else None,
                "silent_named": not answered and named > 0,
                "n": n,
                "coverage": share(n, eligible),
                "status": status(network, 0.0 if n else float("nan"), n, eligible),
            }
        )


def _told(network: Network) -> dict[str, NDArray[np.int64]] | None:
    """How often each actor names and is named; ``None`` where that cannot be told."""
    found = naming(network) if network.observation.asked else None
    if found is None:
        return None
    return {
        "names": found.ties.row_sizes,
        "could_name": found.known.row_sizes,
        "named_by": found.ties.column_sizes,
        "n": found.known.column_sizes,
        "eligible": found.possible.column_sizes,
    }


def _groups(panel: Panel, actors: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The counts of each wave and relation, of all and of each group."""
    for network in panel:
        here = (actors["wave"] == network.wave) & (actors["relation"] == network.relation)
        rows = actors[here]
        yield _counted(network, rows, None)
        for label in sorted(rows["group"].dropna().unique()):
            yield _counted(network, rows[rows["group"] == label], label)


def _counted(network: Network, rows: pd.DataFrame, label: str | None) -> dict[str, Any]:
    known = rows["eligible"].notna().any()
    n, possible = int(rows["n"].sum()), int(rows["eligible"].sum())
    said = status(network, 0.0 if n else float("nan"), n, possible)
    return {
        "wave": network.wave,
        "relation": network.relation,
        "group": label,
        "actors": len(rows),
        "answered": _sum(rows["answered"]),
        "share": share(_sum(rows["answered"]), len(rows)) if network.observation.asked else None,
        "respondents": _sum(rows["respondents"]),
        "named": _sum(rows["named_by"] > 0),
        "unheard": _sum(rows["unheard"]),
        "silent_named": _sum(rows["silent_named"]),
        "n": n,
        "coverage": share(n, possible),
        "status": said if known or not network.observation.asked else "not applicable",
    }


def _sum(values: pd.Series[Any]) -> Any:
    """The sum of what is known; ``None`` where nothing is."""
    return values.sum() if values.notna().any() else None


def _courses(actors: pd.DataFrame, panel: Panel) -> pd.DataFrame:
    """Whether each actor answered in each of its waves, and what became of that."""
    order = {wave: k for k, wave in enumerate(panel.waves)}
    asked = actors[actors["answered"].notna()]
    own = asked.groupby(["actor", "wave"], sort=False)
    told = own.agg(answered=("answered", "any"), group=("group", "last")).reset_index()
    told = told.iloc[np.argsort(told["wave"].map(order), kind="stable")]
    rows = [
        {
            "actor": actor,
            "group": part["group"].iloc[-1],
            "first": part["wave"].iloc[0],
            "last": part["wave"].iloc[-1],
            "waves": len(part),
            "answered": int(part["answered"].sum()),
            "course": _course(part["answered"].to_list()),
        }
        for actor, part in told.groupby("actor", sort=False)
    ]
    return table(rows, COURSES).astype({"first": "str", "last": "str", "course": "str"})


def _course(answered: list[bool]) -> str:
    """What became of an actor's answering, in order of the waves."""
    if all(answered):
        return "always answered"
    if not any(answered):
        return "always silent"
    turns = sum(a != b for a, b in pairwise(answered))
    if turns > 1:
        return "now and then"
    return "joined in" if answered[-1] else "fell silent"
