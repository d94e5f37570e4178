"""The respondents: for whom they speak, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.checks import Review
from relnet.problems import Problem

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
    people = _people(beside)
    if people is None:
        bare = [e for e in extracts if e.has_respondents and "actor" not in e.columns]
        problems += [
            Problem(
                "respondents as actors",
                file=e.table.name,
                column=e.columns["respondent"],
                severity="warning",
            )
            for e in bare
        ]
        alone = (reports["actor"] == "") & (reports["respondent"] != "")
        return reports.assign(actor=reports["actor"].where(~alone, reports["respondent"]))
    keys = ["wave", "respondent"] if "wave" in people else ["respondent"]
    pairs = people.drop_duplicates([*keys, "actor"])
    several = pairs.duplicated(keys, keep=False).to_numpy()
    table = pairs.assign(several=several).drop_duplicates(keys).set_index(keys)
    index = pd.MultiIndex.from_frame(reports[keys]) if len(keys) > 1 else pd.Index(reports[keys[0]])
    speaks = table["actor"].reindex(index).to_numpy(object)
    known = pd.notna(speaks)
    unsure = table["several"].reindex(index).to_numpy(object) == True  # noqa: E712 - may be NaN
    named = (reports["respondent"] != "").to_numpy() & ~reports["out"].to_numpy(bool)
    given = (reports["actor"] != "").to_numpy()
    own = [reports[key].to_numpy(object) for key in [*keys, "actor"]]
    listed = pd.MultiIndex.from_arrays(own).isin(pd.MultiIndex.from_frame(pairs[[*keys, "actor"]]))
    review = Review(reports.assign(speaks=speaks), problems)
    review.list_rows(
        named & ~given & (~known | unsure),
        "respondent of no organisation",
        lambda row: {"name": quoted(row["respondent"])},
        "actor",
    )
    review.list_rows(
        named & known & given & ~listed,
        "respondent of two organisations",
        lambda row: {
            "name": quoted(row["respondent"]),
            "actor": quoted(row["actor"]),
            "other": quoted(row["speaks"]),
        },
        "actor",
    )
    filled = np.where(given | ~known, reports["actor"].to_numpy(object), speaks)
    return reports.assign(actor=filled)


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
    keys = ["wave", "respondent", "actor"]
    unfinished = respondents[~respondents["completed"]]
    odd = unfinished[
        pd.MultiIndex.from_frame(unfinished[keys]).isin(pd.MultiIndex.from_frame(used[keys]))
    ]
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
    found = used.loc[used["respondent"] != "", ["wave", "respondent", "actor"]].drop_duplicates()
    listed = beside.whole("respondents", order)
    covered = [] if listed is None else list(listed["wave"].unique())
    found = found.assign(layer="", completed=~found["wave"].isin(covered), person="")
    if listed is not None:
        found = pd.concat([listed[listed["wave"].isin(order)], found])
    found = found.drop_duplicates(["wave", "respondent", "actor"])[columns]
    return found.astype({"completed": bool}).reset_index(drop=True)
