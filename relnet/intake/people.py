"""The respondents: for whom they speak, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.checks import Review
from relnet.intake.rows import among, chosen, column_of, distinct_rows, grouped, plain
from relnet.problems import Problem
from relnet.readers.coded import coded, is_text, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.intake.beside import Beside
    from relnet.readers.layouts import Extract


def with_actors(
    reports: pd.DataFrame,
    extracts: Sequence[Extract],
    beside: Beside,
    problems: list[Problem],
) -> pd.DataFrame:
    """Fill in for whom a respondent speaks, where the reports name only respondents."""
    group, first = grouped(reports, ["wave", "respondent", "actor"])
    said = plain(reports[["wave", "respondent", "actor"]].iloc[first])
    people = _people(beside)
    if people is None:
        problems += _as_actors(extracts)
        alone = (said["actor"] == "") & (said["respondent"] != "")
        return _speaking(reports, group, said["actor"].where(~alone, said["respondent"]))
    keys = ["wave", "respondent"] if "wave" in people else ["respondent"]
    pairs = people.drop_duplicates([*keys, "actor"])
    several = pairs.duplicated(keys, keep=False).to_numpy()
    table = pairs.assign(several=several).drop_duplicates(keys)
    theirs = said[keys].merge(table, how="left", on=keys)
    known, unsure = theirs["actor"].notna().to_numpy(), (theirs["several"] == True).to_numpy()  # noqa: E712 - may be NaN
    given, listed = (said["actor"] != "").to_numpy(), among(said, pairs, [*keys, "actor"])
    speaks = theirs["actor"].to_numpy(object)
    named = ~(is_text(column_of(reports, "respondent"), "") | reports["out"].to_numpy(bool))
    review = Review(reports.assign(speaks=coded(speaks)[group]), problems)
    review.list_rows(
        _once_a_row(reports, named & (~given & (~known | unsure))[group]),
        "respondent of no organisation",
        lambda row: {"name": quoted(row["respondent"])},
        "actor",
    )
    review.list_rows(
        _once_a_row(reports, named & (known & given & ~listed)[group]),
        "respondent of two organisations",
        lambda row: {
            "name": quoted(row["respondent"]),
            "actor": quoted(row["actor"]),
            "other": quoted(row["speaks"]),
        },
        "actor",
    )
    return _speaking(reports, group, np.where(given | ~known, said["actor"], speaks))


def _once_a_row(reports: pd.DataFrame, flagged: np.ndarray) -> np.ndarray:
    """Of the flagged reports the first of each row of a file: an export has many in one."""
    where = np.flatnonzero(flagged)
    again = reports[["file", "row"]].iloc[where].duplicated().to_numpy()
    once = np.zeros(len(reports), np.bool_)
    once[where[~again]] = True
    return once


def _as_actors(extracts: Sequence[Extract]) -> list[Problem]:
    """Say of which files the respondents are taken for actors."""
    return [
        Problem(
            "respondents as actors",
            file=e.table.name,
            column=e.columns["respondent"],
            severity="warning",
        )
        for e in extracts
        if e.has_respondents and "actor" not in e.columns
    ]


def _speaking(reports: pd.DataFrame, group: np.ndarray, actors: Any) -> pd.DataFrame:
    """The reports with the actor of each group of rows."""
    actor, partner = together([coded(actors)[group], column_of(reports, "partner")])
    return reports.assign(actor=actor, partner=partner)


def _people(beside: Beside) -> pd.DataFrame | None:
    """All respondents that are listed; by wave where all lists say of which."""
    if not beside.respondents:
        return None
    tables = beside.respondents
    waves = [table for table in tables if "wave" in table]
    same = (
        waves
        if len(waves) == len(tables)
        else [t.drop(columns="wave", errors="ignore") for t in tables]
    )
    return pd.concat(same, ignore_index=True)


def list_unfinished(used: pd.DataFrame, respondents: pd.DataFrame) -> list[Problem]:
    """Count, by wave, respondents who did not finish and of whom there are reports."""
    unfinished = respondents[~respondents["completed"].to_numpy(bool)]
    odd = unfinished[among(unfinished, used, ["wave", "respondent", "actor"])]
    return [
        Problem(
            "unfinished response",
            values={"wave": quoted(wave), "n": len(part)},
            severity="warning",
        )
        for wave, part in odd.groupby("wave", sort=False)
    ]


def list_respondents(used: pd.DataFrame, beside: Beside, order: Sequence[str]) -> pd.DataFrame:
    """Return all respondents, listed or found in the reports.

    Where there is a list of a wave, one who is not on it did not finish, as far as is known.
    """
    columns = ["wave", "respondent", "actor", "layer", "completed", "person"]
    named = chosen(used, ~is_text(column_of(used, "respondent"), ""))
    found = distinct_rows(named, ["wave", "respondent", "actor"])
    listed = beside.whole("respondents", order)
    covered = [] if listed is None else list(listed["wave"].unique())
    found = found.assign(layer="", completed=~found["wave"].isin(covered), person="")
    if listed is not None:
        found = pd.concat([listed[listed["wave"].isin(order)], found])
    found = found.drop_duplicates(["wave", "respondent", "actor"])[columns]
    return found.astype({"completed": bool}).reset_index(drop=True)
