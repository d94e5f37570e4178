"""The sheet of what happened to organisations, in terms of their preferred names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import quoted
from relnet.organisations.events import LINEAGE
from relnet.readers.beside.events import events_of
from relnet.readers.beside.whose import Place, parts, whose
from relnet.readers.waves import as_date
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.organisations import Organisations
    from relnet.problems import Problem
    from relnet.readers.tables import Table

COLUMNS = ("date", "wave", "event", "actor", "into")
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}", re.ASCII)
_TIME = re.compile(r"[T ][\d:.]+$", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}", re.ASCII)
"""Days since 30 December 1899, as a spreadsheet keeps a date: from 1954 to 2119."""
_SPREADSHEET = date(1899, 12, 30)


def happened(
    table: Table | None, mapping: Mapping[str, str], known: Organisations | None
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return ``date, wave, event, actor, into``, and all that is wrong with it.

    Parameters
    ----------
    table
        The sheet; several successors in one cell have ``|`` between them.
    mapping
        Columns that the user named, role → column.
    known
        The organisations.
    """
    none = pd.DataFrame({name: pd.Series([], dtype="str") for name in COLUMNS})
    none["date"] = pd.to_datetime(none["date"])
    if table is None or known is None:
        return none, []
    events, problems = events_of(table, mapping)
    if events is None:
        return none, problems
    columns = events.attrs["columns"]
    for name in ("date", "wave"):
        if name not in events:
            events[name] = ""
    events["date"], unread = _days(events["date"], table, columns.get("date"))
    events["into"] = events["into"].map(lambda text: parts(text) or [""])
    needless = _undivided(events, table, columns.get("successor"))
    single = events.explode("into").astype({"into": "str"})
    needless += _needless(single, table, columns.get("successor"))
    for name, role in (("actor", "actor"), ("into", "successor")):
        place = [Place(table.name, int(row), columns.get(role)) for row in single.index]
        actors, strange = whose(list(zip(single[name], place, strict=True)), known)
        single[name] = pd.Series(actors, single.index, dtype="str").fillna("")
        unread += strange
    problems += [*unread, *needless]
    found = single[list(COLUMNS)].drop_duplicates().reset_index(drop=True)
    return found, list(dict.fromkeys(problems))


def _days(
    texts: pd.Series[str], table: Table, column: str | None
) -> tuple[pd.Series[pd.Timestamp], list[Problem]]:
    days = {text: as_day(text) for text in texts.unique()}
    problems = [
        Place(table.name, int(str(row)), column).problem(
            "unreadable value", "date", value=quoted(text)
        )
        for row, text in texts.items()
        if text and days[text] is None
    ]
    return pd.to_datetime(texts.map(days)).astype("datetime64[s]"), problems


def as_day(text: str) -> date | None:
    """Return the day that a text holds, else ``None``.

    Examples
    --------
    >>> str(as_day("31-1-2023")), str(as_day("2023-01-31T00:00:00")), str(as_day("44957"))
    ('2023-01-31', '2023-01-31', '2023-01-31')
    >>> as_day("2023"), as_day("31-2-2023")
    (None, None)
    """
    text = _TIME.sub("", text.strip())
    if _SERIAL.fullmatch(text):
        return _SPREADSHEET + timedelta(days=int(text))
    return as_date(text) if _DAY.fullmatch(text) else None


def _undivided(events: pd.DataFrame, table: Table, column: str | None) -> list[Problem]:
    """Organisations that became several without being split."""
    rows = events[events["event"].isin(["merge", "rename"]) & (events["into"].map(len) > 1)]
    return [
        Place(table.name, int(str(row)), column).problem(
            "rows that disagree", "into", name=quoted(name)
        )
        for row, name in rows["actor"].items()
    ]


def _needless(events: pd.DataFrame, table: Table, column: str | None) -> list[Problem]:
    """Successors of organisations that came or left, and became nobody else."""
    rows = events[~events["event"].isin(["", *LINEAGE]) & (events["into"] != "")]
    return [
        Place(table.name, int(str(row)), column).problem(
            "needless successor",
            into=quoted(event["into"]),
            event=Phrase(f"word.event.{event['event']}"),
            name=quoted(event["actor"]),
        )
        for row, event in rows.iterrows()
    ]
