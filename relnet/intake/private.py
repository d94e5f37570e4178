"""Respondents by codes, where a study asks that nobody is named."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
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
