"""The respondents: for whom they speak, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.checks import Review
from relnet.intake.rows import among, chosen, column_of, grouped, located, plain
from relnet.problems import Problem
from relnet.readers.coded import (
    appearing,
    compact,
    flagged,
    from_codes,
    is_text,
    texts_of,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.intake.beside import Beside
    from relnet.intake.rows import Groups
    from relnet.readers.layouts import Extract

WHO = ["wave", "respondent", "actor"]


def with_actors(
    reports: pd.DataFrame,
    extracts: Sequence[Extract],
    beside: Beside,
    problems: list[Problem],
) -> Review:
    """Fill in for whom a respondent speaks, where the reports name only respondents."""
    said = grouped(reports, WHO)
    each = reports[WHO].iloc[said.first]
    people = _people(beside)
    if people is None:
        problems += _as_actors(extracts)
        alone = is_text(column_of(each, "actor"), "")
        actor, respondent = together([column_of(each, name) for name in ("actor", "respondent")])
        codes = np.where(alone, respondent.codes, actor.codes)
        return _speaking(Review(reports, problems, said), codes, actor)
    keys = WHO[:2] if "wave" in people else WHO[1:2]
    theirs, several = _once(people, keys)
    at = located(each, theirs, keys)
    actor, speaks = together([column_of(each, "actor"), column_of(theirs, "actor")])
    known = at >= 0
    given, unsure = ~is_text(actor, ""), known & np.append(several, [False])[at]
    listed = among(each, people, [*keys, "actor"])
    other = np.append(speaks.codes, -1)[at]
    strange = _Strange(~given & (~known | unsure), known & given & ~listed)
    if strange.any():
        names = np.append(texts_of(speaks), "")[at]
        _list_strange(Review(reports.assign(speaks=said.column(names)), problems, said), strange)
    codes = np.where(given | ~known, actor.codes, other)
    return _speaking(Review(reports, problems, said), codes, actor)


class _Strange(NamedTuple):
    """Rows in groups, in which a respondent is of no organisation, or of another."""

    of_none: np.ndarray
    of_other: np.ndarray

    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.of_none.any() or self.of_other.any())


def _once(people: pd.DataFrame, keys: Sequence[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """The first row of each respondent, and whether there is another with another actor."""
    groups = grouped(people, keys)
    actor = column_of(people, "actor").codes
    first = actor[groups.first]
    several = np.zeros(len(first), np.bool_)
    several[groups.spread(np.arange(len(first)))[actor != groups.spread(first)]] = True
    return people.iloc[groups.first], several


def _list_strange(review: Review, strange: _Strange) -> None:
    reports, said = review.reports, review.said
    named = ~(is_text(column_of(reports, "respondent"), "") | reports["out"].to_numpy(bool))
    review.list_rows(
        _once_a_row(reports, named & said.spread(strange.of_none)),
        "respondent of no organisation",
        lambda row: {"name": quoted(row["respondent"])},
        "actor",
    )
    review.list_rows(
        _once_a_row(reports, named & said.spread(strange.of_other)),
        "respondent of two organisations",
        lambda row: {
            "name": quoted(row["respondent"]),
            "actor": quoted(row["actor"]),
            "other": quoted(row["speaks"]),
        },
        "actor",
    )


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


def _speaking(review: Review, codes: np.ndarray, like: pd.Categorical) -> Review:
    """The reports with the actor of each group of rows, by codes as another column has them."""
    if (codes == like.codes).all():
        return review
    actor = compact(from_codes(review.said.spread(codes), like.categories))
    actor, partner = together([actor, column_of(review.reports, "partner")])
    reports = review.reports.assign(actor=actor, partner=partner)
    return Review(reports, review.problems, grouped(reports, WHO))


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


def list_respondents(
    used: pd.DataFrame, said: Groups, beside: Beside, order: Sequence[str]
) -> pd.DataFrame:
    """Return all respondents, listed or found in the reports.

    Where there is a list of a wave, one who is not on it did not finish, as far as is known.
    """
    columns = ["wave", "respondent", "actor", "layer", "completed", "person"]
    found = used[WHO].iloc[said.first]
    found = found[~is_text(column_of(found, "respondent"), "")]
    listed = beside.whole("respondents", order)
    covered: list[str] = []
    if listed is not None:
        covered = appearing(column_of(listed, "wave"))
        listed = chosen(listed, flagged(column_of(listed, "wave"), order.__contains__))
        listed = listed.iloc[np.sort(grouped(listed, WHO).first)]
        found = found[~among(found, listed, WHO)]
    found = plain(found)
    found = found.assign(layer="", completed=~found["wave"].isin(covered), person="")
    found = found if listed is None else pd.concat([plain(listed), found])
    return found[columns].astype({"completed": bool}).reset_index(drop=True)
