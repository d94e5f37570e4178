"""The respondents: for whom they speak, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import Problem, printable
from relnet.readers.checks import Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.layouts import Beside, Extract


def with_actors(
    reports: pd.DataFrame,
    extracts: Sequence[Extract],
    beside: Beside,
    problems: list[Problem],
) -> pd.DataFrame:
    """Fill in for whom a respondent speaks, where the reports name only respondents."""
    people = beside.respondents
    if people is None:
        bare = [e for e in extracts if e.has_respondents and "actor" not in e.columns]
        problems += [
            Problem("respondents as actors", "a column of respondents and none of actors",
                    "each respondent is taken to be an organisation", e.table.name,
                    column=e.columns["respondent"], severity="warning")
            for e in bare
        ]  # fmt: skip
        alone = (reports["actor"] == "") & (reports["respondent"] != "")
        return reports.assign(actor=reports["actor"].where(~alone, reports["respondent"]))
    keys = ["wave", "respondent"] if "wave" in people else ["respondent"]
    table = people.drop_duplicates(keys).set_index(keys)["actor"]
    index = pd.MultiIndex.from_frame(reports[keys]) if len(keys) > 1 else pd.Index(reports[keys[0]])
    speaks = table.reindex(index).to_numpy(object)
    known = pd.notna(speaks)
    named = (reports["respondent"] != "").to_numpy()
    given = (reports["actor"] != "").to_numpy()
    review = Review(reports.assign(speaks=speaks), problems)
    review.list_rows(
        named & ~known & ~given,
        "respondent of no organisation",
        lambda row: f"respondent {printable(row['respondent'])!r}",
        lambda _: "a respondent on the list of respondents",
        "actor",
    )
    review.list_rows(
        named & known & given & (reports["actor"].to_numpy(object) != speaks),
        "respondent of two organisations",
        lambda row: f"respondent {printable(row['respondent'])!r} for {printable(row['actor'])!r}",
        lambda row: f"{printable(row['speaks'])!r} as on the list of respondents",
        "actor",
    )
    filled = np.where(given | ~known, reports["actor"].to_numpy(object), speaks)
    return reports.assign(actor=filled)


def list_respondents(used: pd.DataFrame, beside: Beside, order: Sequence[str]) -> pd.DataFrame:
    """All respondents, listed or found in the reports."""
    columns = ["wave", "respondent", "actor", "layer", "completed"]
    found = used.loc[used["respondent"] != "", ["wave", "respondent", "actor"]].drop_duplicates()
    found = found.assign(layer="", completed=True)
    listed = in_waves(beside.respondents, order)
    if listed is not None:
        found = pd.concat([listed[listed["wave"].isin(order)], found])
    found = found.drop_duplicates(["wave", "respondent", "actor"])[columns]
    return found.astype({"completed": bool}).reset_index(drop=True)


def without_waves(beside: Beside, order: Sequence[str]) -> list[Problem]:
    """In several waves, who answered cannot be told from a list without a column of waves."""
    lists = {"register": beside.register, "respondents": beside.respondents}
    return [
        Problem("missing column", f"no column of waves in the {name}",
                f"one, as the reports have {len(order)} waves")
        for name, table in lists.items()
        if table is not None and "wave" not in table and len(order) > 1
    ]  # fmt: skip


def in_waves(table: pd.DataFrame | None, order: Sequence[str]) -> pd.DataFrame | None:
    """The list with a column of waves; a list without one is of the only wave."""
    if table is None or "wave" in table:
        return table
    return table.assign(wave=order[0])
