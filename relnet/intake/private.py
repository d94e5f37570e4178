"""Respondents by codes, where a study asks that nobody is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from relnet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.study import Study
    from relnet.survey import Survey


def coded(survey: Survey) -> Survey:
    """Return the survey with codes in place of the names of respondents and persons.

    The codes number them in the order in which they stand, wave by wave: they tell two
    apart, and nothing about them.
    """
    people = survey.respondents
    names = _numbered(people["respondent"], "r")
    persons = _numbered(people["person"], "p")
    reports, items = survey.reports, survey.items
    respondent = reports["respondent"].astype("str").map(names).fillna("").astype("category")
    return replace(
        survey,
        _reports=reports.assign(respondent=respondent),
        _respondents=people.assign(
            respondent=people["respondent"].map(names), person=people["person"].map(persons)
        ),
        _items=items.assign(respondent=items["respondent"].map(names).fillna("")),
    )


def _numbered(names: pd.Series[str], letter: str) -> dict[str, str]:
    distinct = [name for name in pd.unique(names) if name != ""]
    return {"": ""} | {name: f"{letter}{k}" for k, name in enumerate(distinct, 1)}


NAMING = frozenset(
    {"respondent of no organisation", "respondent of two organisations", "respondents as actors"}
)
"""Kinds of problems that name a respondent."""


def hushed(problems: Iterable[Problem], study: Study | None) -> list[Problem]:
    """Return the problems without the names of respondents, where a study asks that."""
    if study is None or study.privacy.respondents != "coded":
        return list(problems)
    return [_hushed(problem) if problem.kind in NAMING else problem for problem in problems]


def _hushed(problem: Problem) -> Problem:
    values = {name: "…" if name == "name" else value for name, value in problem.values}  # noqa: PD011
    return Problem(
        problem.kind,
        variant=problem.variant,
        values=values,
        file=problem.file,
        row=problem.row,
        column=problem.column,
        severity=problem.severity,
    )
