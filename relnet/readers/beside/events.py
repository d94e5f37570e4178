"""What happened to organisations: mergers, splits, new names, who came and who left."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import quoted
from relnet.organisations.events import LINEAGE
from relnet.problems import DataError, Problem
from relnet.readers.columns import SYNONYMS, Columns, missing_column, normal, role_word
from relnet.readers.files import load_list
from relnet.readers.waves import is_ordered, ordered_waves

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relnet.readers.files import Source
    from relnet.readers.tables import Table
    from relnet.wording import Value

EVENTS: dict[str, tuple[str, ...]] = {
    "merge": ("merge", "merger", "merged", "fusie", "gefuseerd", "fuseert", "samenvoeging",
              "samengevoegd", "overname", "overgenomen", "acquisition", "takeover",
              "opgegaan in"),
    "split": ("split", "splitsing", "gesplitst", "opsplitsing", "opgesplitst", "demerger"),
    "rename": ("rename", "renamed", "new name", "naamswijziging", "naamsverandering",
               "nieuwe naam", "hernoemd"),
    "join": ("join", "joined", "founded", "start", "started", "toetreding", "toegetreden",
             "oprichting", "opgericht", "gestart", "erbij"),
    "leave": ("leave", "left", "closed", "ended", "uittreding", "uitgetreden", "vertrek",
              "vertrokken", "opheffing", "opgeheven", "gestopt", "weg"),
}  # fmt: skip
"""The events, and the words for them in Dutch and English, in any case."""
NEEDED = ("event", "actor")
ROLES = ("date", "event", "wave", "actor", "successor")
_MEANT = {word: event for event, words in EVENTS.items() for word in words}


def read_events(source: Source, *, encoding: str = "utf-8") -> pd.DataFrame:
    r"""Read what happened to organisations.

    Parameters
    ----------
    source
        CSV or a sheet of a workbook, open file or DataFrame: ``wave, event, actor, into``
        and, where it has one, ``date``, or the usual synonyms of these in Dutch and
        English. A row for each organisation that merged or took another name, and for
        each part of one that was split.
    encoding
        Of a text file that has no byte-order mark and is not UTF-8.

    Returns
    -------
    DataFrame
        ``wave, event, actor, into`` and, where the source has it, ``date``, as text; `event`
        is ``merge``, ``split``, ``rename``, ``join`` or ``leave``.

    Raises
    ------
    DataError
        With every problem found, each with its row and column.

    Examples
    --------
    >>> import io
    >>> rows = "jaar;gebeurtenis;organisatie;wordt\n2023;fusie;A;C\n2023;fusie;B;C\n"
    >>> read_events(io.StringIO(rows)).values.tolist()
    [['2023', 'merge', 'A', 'C'], ['2023', 'merge', 'B', 'C']]
    """
    table = load_list(source, "events", encoding=encoding)
    events, problems = events_of(table, {}, needed=("wave", *NEEDED))
    if events is None or problems:
        raise DataError(problems)
    return events.reset_index(drop=True)


def events_of(
    table: Table, mapping: Mapping[str, str], *, needed: Sequence[str] = NEEDED
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Return the events of one table by row number, and all that is wrong with them.

    Parameters
    ----------
    table
        As it stands in a file.
    mapping
        Columns that the user named, role → column.
    needed
        Roles that a column must play and of which no cell may be empty.

    Returns
    -------
    events : DataFrame or None
        ``wave, event, actor, into, date``, those of them that have a column, as text;
        `into` always. ``.attrs`` holds the file and the columns. ``None`` if a column is
        missing.
    problems : list of Problem
        Errors.
    """
    named = {r: name for r, name in mapping.items() if normal(name) not in SYNONYMS["event"]}
    columns = Columns(table, ROLES, named)
    absent = [role for role in needed if role not in columns]
    missing = [missing_column(table, absent, "events")] if absent else []
    if absent or columns.problems:
        return None, [*columns.problems, *missing]
    events = _texts(table.body(), columns)
    meant = events["event"].str.casefold().str.replace(r"[\s_-]+", " ", regex=True).map(_MEANT)
    problems = [*_empty(events, columns, needed), *_unreadable(events, meant, columns)]
    events["event"] = meant.fillna("").astype("str")
    problems += [*_nowhere(events, columns), *_twice(events, columns)]
    events.attrs["file"] = table.name
    events.attrs["columns"] = dict(columns.found)
    return events, sorted(problems, key=lambda problem: problem.row or 0)


def _texts(body: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """The columns by their names in the result; of what became of them there always is one."""
    found = {role: body[columns.found[role]] for role in ROLES if role in columns}
    found.setdefault("successor", pd.Series("", body.index, dtype="str"))
    order = ("wave", "event", "actor", "successor", "date")
    table = pd.DataFrame({role: found[role] for role in order if role in found}, dtype="str")
    return table.rename(columns={"successor": "into"})


def _problem(
    columns: Columns,
    kind: str,
    row: object,
    role: str,
    values: Mapping[str, Value],
    variant: str = "",
) -> Problem:
    return Problem(
        kind,
        variant=variant,
        values=values,
        file=columns.table.name,
        row=int(row),  # type: ignore[call-overload]
        column=columns.found.get(role),
    )


def _empty(events: pd.DataFrame, columns: Columns, needed: Sequence[str]) -> list[Problem]:
    return [
        _problem(columns, "empty cell", row, role, {"role": role_word(role)})
        for role in needed
        for row in events.index[(events[role] == "").to_numpy()]
    ]


def _unreadable(events: pd.DataFrame, meant: pd.Series[str], columns: Columns) -> list[Problem]:
    strange = meant.isna() & (events["event"] != "")
    return [
        _problem(columns, "unreadable value", row, "event", {"value": quoted(text)}, "event")
        for row, text in events.loc[strange, "event"].items()
    ]


def _nowhere(events: pd.DataFrame, columns: Columns) -> list[Problem]:
    """Organisations that became another one of which there is no name."""
    open_end = events["event"].isin(LINEAGE) & (events["into"] == "")
    return [
        _problem(columns, "empty cell", row, "successor", {"name": quoted(name)}, "into")
        for row, name in events.loc[open_end, "actor"].items()
    ]


def _twice(events: pd.DataFrame, columns: Columns) -> list[Problem]:
    """Organisations that became two others at once, without being split."""
    rows = events[events["event"].isin(["merge", "rename"]) & (events["into"] != "")]
    keys = [key for key in ("wave", "date", "event", "actor") if key in rows]
    odd = rows.groupby(keys)["into"].transform("nunique") > 1
    later = rows[odd.to_numpy() & rows.duplicated(keys).to_numpy()]
    return [
        _problem(columns, "rows that disagree", row, "successor", {"name": quoted(name)}, "into")
        for row, name in later["actor"].items()
    ]


def shown_at(waves: Sequence[str], order: Sequence[str], whole: Sequence[str]) -> list[str]:
    """Return, for the wave of each event, the first of some waves at which it shows.

    Parameters
    ----------
    waves
        Of the events.
    order
        The waves that there are.
    whole
        All waves that are known, among them those left out of `order`.

    Returns
    -------
    list of str
        A wave of `order` for each of `waves`; empty where it is later than all of them, or
        its place is not known.

    Examples
    --------
    >>> shown_at(["2021", "2022", "2025"], ["2019", "2023"], ["2019", "2021", "2023"])
    ['2023', '2023', '']
    """
    line = ordered_waves([*whole, *waves]) if is_ordered([*whole, *waves]) else list(whole)
    place = {wave: k for k, wave in enumerate(line)}
    kept = [place[wave] for wave in order]
    rising = kept == sorted(kept)
    return [_first(wave, order, kept if rising else [], place) for wave in waves]


def _first(wave: str, order: Sequence[str], kept: Sequence[int], place: Mapping[str, int]) -> str:
    if wave in order:
        return wave
    k = bisect_left(kept, place[wave]) if wave in place else len(kept)
    return order[k] if k < len(kept) else ""


def events_shown(
    events: pd.DataFrame | None, order: Sequence[str], found: Collection[str]
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Return the events at the first wave that is read at which they show, and those set aside.

    Parameters
    ----------
    events
        As read.
    order
        The waves that are read.
    found
        All waves of the reports.
    """
    if events is None:
        return None, []
    known = [wave for wave in found if wave]
    whole = order if set(order) == set(known) else ordered_waves(known)
    shown = pd.Series(shown_at(list(events["wave"]), order, whole), events.index, dtype="str")
    aside = events[(shown == "").to_numpy()]
    values = [(quoted(wave), len(part)) for wave, part in aside.groupby("wave", sort=False)]
    problems = [
        Problem(
            "later event",
            values={"n": n, "wave": wave},
            file=events.attrs["file"],
            column=events.attrs["columns"]["wave"],
            severity="warning",
        )
        for wave, n in values
    ]
    return events.assign(wave=shown).drop(index=aside.index).reset_index(drop=True), problems
