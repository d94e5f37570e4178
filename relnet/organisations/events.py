"""When events show, and who is there in each wave because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.organisations.organisations import Organisations
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import date

LINEAGE = ("merge", "split", "rename")
"""Events by which an organisation becomes another one."""


def placed(organisations: Organisations, waves: Mapping[str, date | None]) -> pd.DataFrame:
    """Return the events with the first wave at which each shows.

    Parameters
    ----------
    organisations
        The organisations.
    waves
        The waves in order, with the day of each where it is known.

    Returns
    -------
    DataFrame
        ``date, wave, event, actor, into``. Where only the date was stated, `wave` is the
        first on or after that day; empty for an event after the last wave.

    Raises
    ------
    UsageError
        If an event has neither wave nor date, is of an unknown wave, or has but a date and
        not every wave has one.

    Examples
    --------
    >>> import datetime, pandas as pd, relnet as rn
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(
    ...     pd.DataFrame({"name": ["A", "B"]}),
    ...     events=pd.DataFrame({"date": ["2022-10-01"], "event": ["join"], "actor": ["B"]}),
    ... )
    >>> waves = {"2021": datetime.date(2021, 5, 1), "2023": datetime.date(2023, 5, 1)}
    >>> placed(known, waves)["wave"].tolist()
    ['2023']
    """
    expect(organisations, Organisations, "organisations", function="placed")
    events = organisations.events
    shown = [_wave(event, waves) for event in events.to_dict("records")]
    return events.assign(wave=pd.Series(shown, events.index, dtype="str"))


def _wave(event: Mapping[Hashable, object], waves: Mapping[str, date | None]) -> str:
    stated, day = str(event["wave"]), event["date"]
    what, who = Phrase(f"word.event.{event['event']}"), quoted(event["actor"])
    if stated:
        if stated not in waves:
            raise unknown("event_wave", stated, waves, event=what, actor=who)
        return stated
    if not isinstance(day, pd.Timestamp):
        raise UsageError(Phrase("usage.events.undated", event=what, actor=who))
    days = {wave: there for wave, there in waves.items() if there is not None}
    if len(days) < len(waves):
        when = f"{day:%Y-%m-%d}"
        raise UsageError(Phrase("usage.events.undated_waves", event=what, actor=who, date=when))
    return next((wave for wave, there in days.items() if pd.Timestamp(there) >= day), "")


def members(organisations: Organisations, waves: Mapping[str, date | None]) -> pd.DataFrame:
    """Return who there is in each wave, by the events.

    Parameters
    ----------
    organisations, waves
        As for `placed`.

    Returns
    -------
    DataFrame
        ``wave, actor`` in preferred names. One of whom no event says otherwise is there in
        every wave. One that joins is there from that wave, one that leaves until the wave
        before; one that merged, took another name or was split ends where what it became
        begins. One into which but one other merged was there before: it took that one over.
        What else was there before and goes on is stated as becoming itself too.

    Raises
    ------
    UsageError
        As for `placed`.

    Notes
    -----
    The order of the rows does not matter, and of events of one wave only the dates do. One
    that begins and ends in the same wave, such as a name that was given up again before
    anybody was asked, is in no wave.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(
    ...     pd.DataFrame({"name": ["A", "B", "AB", "C"]}),
    ...     events=pd.DataFrame({"wave": "2", "event": "merge", "actor": ["A", "B"], "into": "AB"}),
    ... )
    >>> members(known, {"1": None, "2": None}).groupby("wave")["actor"].agg(list).tolist()
    [['A', 'B', 'C'], ['AB', 'C']]
    """
    expect(organisations, Organisations, "organisations", function="members")
    turns = _turns(placed(organisations, waves), list(waves))
    names = organisations.table["name"]
    there = {name: _present(turns.get(name, []), len(waves)) for name in names}
    rows = [(wave, name) for k, wave in enumerate(waves) for name in names if there[name][k]]
    return pd.DataFrame(rows, columns=["wave", "actor"], dtype="str")


class _Turn(NamedTuple):
    """An actor begins or ends to be, at the position of a wave and a day."""

    wave: int
    day: str
    begins: bool


def _turns(events: pd.DataFrame, waves: Sequence[str]) -> dict[str, list[_Turn]]:
    """Return the turns of each actor that has any; those after the last wave come after it."""
    rows = events.assign(
        place=[waves.index(wave) if wave else len(waves) for wave in events["wave"]],
        day=pd.to_datetime(events["date"]).dt.strftime("%Y-%m-%d").fillna(""),
    )
    turns: dict[str, list[_Turn]] = {}
    for column, begins, alone in (("actor", False, "leave"), ("into", True, "join")):
        other = "into" if column == "actor" else "actor"
        lineage = rows[rows["event"].isin(LINEAGE)]
        goes_on = {
            key
            for key, part in lineage.groupby(["place", "event", column])[other]
            if key[2] in set(part) or (key[1] == "merge" and begins and len(set(part)) == 1)
        }
        for row in lineage.to_dict("records"):
            if (row["place"], row["event"], row[column]) not in goes_on:
                turn = _Turn(row["place"], row["day"], begins)
                turns.setdefault(row[column], []).append(turn)
        for row in rows[rows["event"] == alone].to_dict("records"):
            turn = _Turn(row["place"], row["day"], begins)
            turns.setdefault(row["actor"], []).append(turn)
    return turns


def _present(turns: Sequence[_Turn], waves: int) -> list[bool]:
    """Whether an actor is there in each wave, by its turns."""
    if not turns:
        return [True] * waves
    dated = all(turn.day for turn in turns)
    begun = sorted(turns, key=lambda t: (t.wave, t.day if dated else "", not t.begins))
    present = [not begun[0].begins] * waves
    here = present[0] if waves else False
    for turn in _settled(begun, here=here):
        present[turn.wave :] = [turn.begins] * (waves - turn.wave)
    return present


def _settled(turns: Sequence[_Turn], *, here: bool) -> list[_Turn]:
    """The last turn of each moment: who was there ended first, who was not began first."""
    settled: list[_Turn] = []
    for turn in turns:
        twin = settled and settled[-1][:2] == turn[:2] and settled[-1].begins != turn.begins
        if twin:
            before = settled[-2].begins if len(settled) > 1 else here
            settled[-1] = turn._replace(begins=before)
        else:
            settled.append(turn)
    return settled
