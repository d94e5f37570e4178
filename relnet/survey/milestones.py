"""Milestones of a region: dated events, and the waves between which they fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

COLUMNS = ("date", "title", "title_nl", "title_en", "follows", "precedes")
STATED = COLUMNS[:4]


def stated_milestones(rows: Iterable[Sequence[object]] = (), language: str = "nl") -> pd.DataFrame:
    """Return milestones as they are stated, in the order of their dates.

    Parameters
    ----------
    rows
        ``date, title, title_nl, title_en`` of each; a text that is empty is not there.
    language
        Of which the title is where a row has none that is of no language.

    Returns
    -------
    DataFrame
        The same; `title` is never empty.
    """
    table = pd.DataFrame(list(rows), columns=list(STATED))
    texts = table[["title", "title_nl", "title_en"]].astype("str")
    for one in dict.fromkeys([f"title_{language}", "title_en", "title_nl"]):
        if one in texts:
            texts["title"] = texts["title"].where(texts["title"] != "", texts[one])
    days = pd.to_datetime(table["date"]).astype("datetime64[s]")
    whole = pd.concat([days, texts], axis=1).drop_duplicates()
    return whole.sort_values("date", kind="stable").reset_index(drop=True)


def placed_milestones(
    milestones: pd.DataFrame, waves: Sequence[str], dates: Sequence[date | None]
) -> pd.DataFrame:
    """Return milestones with the waves between which they fall.

    Parameters
    ----------
    milestones
        As they are stated.
    waves, dates
        The waves in order, and the day of each where it is known.

    Returns
    -------
    DataFrame
        ``date, title, title_nl, title_en, follows, precedes``. A milestone `follows` the last
        wave held on its day or before, and `precedes` the next; empty before the first and
        after the last wave. Both are missing where a date that is not known could decide.

    Examples
    --------
    >>> import datetime
    >>> pact = stated_milestones([(datetime.date(2022, 6, 20), "Pact", "", "")])
    >>> days = [datetime.date(2021, 5, 17), datetime.date(2023, 5, 15)]
    >>> placed_milestones(pact, ["2021", "2023"], days)[["follows", "precedes"]].values.tolist()
    [['2021', '2023']]
    >>> placed_milestones(pact, ["1", "2"], [None, None])["follows"].isna().tolist()
    [True]
    """
    known = [None if day is None else pd.Timestamp(day) for day in dates]
    places = [_place(day, known) for day in milestones["date"]]
    ends = ["", *waves, ""]
    follows = [None if place is None else ends[place] for place in places]
    precedes = [None if place is None else ends[place + 1] for place in places]
    return milestones.assign(
        follows=pd.Series(follows, milestones.index, dtype="str"),
        precedes=pd.Series(precedes, milestones.index, dtype="str"),
    )


def no_milestones() -> pd.DataFrame:
    """Return a table without any milestone."""
    return placed_milestones(stated_milestones(), (), ())


def _place(day: pd.Timestamp, known: Sequence[pd.Timestamp | None]) -> int | None:
    """How many waves were held by a day; ``None`` where that depends on what is not known."""
    held = [k for k, date in enumerate(known, 1) if date is not None and date <= day]
    later = [k for k, date in enumerate(known) if date is not None and date > day]
    least, most = max(held, default=0), min(later, default=len(known))
    return least if least == most else None


def kept_milestones(
    milestones: pd.DataFrame, whole: Sequence[str], kept: Sequence[str]
) -> pd.DataFrame:
    """Return milestones in terms of some of the waves, in order.

    Parameters
    ----------
    milestones
        With the waves between which they fall.
    whole, kept
        The waves they are placed among, and those that are kept.

    Examples
    --------
    >>> table = pd.DataFrame({"follows": ["2021"], "precedes": ["2023"]})
    >>> kept_milestones(table, ["2019", "2021", "2023"], ["2019", "2023"]).values.tolist()
    [['2019', '2023']]
    """
    if list(whole) == list(kept):
        return milestones
    earlier = {"": ""} | {
        wave: _last([one for one in whole[: k + 1] if one in kept]) for k, wave in enumerate(whole)
    }
    later = {"": ""} | {
        wave: _last([one for one in whole[k:] if one in kept][:1]) for k, wave in enumerate(whole)
    }
    ends = {"follows": earlier, "precedes": later}
    moved = {
        name: pd.Series([end.get(wave) for wave in milestones[name]], milestones.index, dtype="str")
        for name, end in ends.items()
    }
    return milestones.assign(**moved)


def _last(waves: Sequence[str]) -> str:
    return waves[-1] if waves else ""


def between_waves(
    milestones: pd.DataFrame, waves: Sequence[str], before: str, after: str
) -> NDArray[np.bool_]:
    """Whether each milestone falls between two waves; not where its place is not known.

    Parameters
    ----------
    milestones
        With the waves between which they fall.
    waves
        All waves, in order.
    before, after
        Two of them.
    """
    place = {wave: k for k, wave in enumerate(waves)}
    first, last = place[before], place[after]
    follows = [place.get(wave, -1) for wave in milestones["follows"]]
    precedes = [place.get(wave, len(waves)) for wave in milestones["precedes"]]
    return (np.array(follows, float) >= first) & (np.array(precedes, float) <= last)


def titles_in(milestones: pd.DataFrame, language: str) -> list[str]:
    """Return what milestones are called in a language; as they are called else where it has none."""
    stated = milestones["title"]
    own = milestones.get(f"title_{language}", stated)
    return [str(title) for title in own.where(own != "", stated)]
