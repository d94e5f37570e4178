"""The shipped files as tables of names and labels, and as surveys."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import pandas as pd

from relnet.intake import read_survey
from relnet.rules import Scale
from relnet.survey.milestones import placed_milestones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.survey import Survey

FILES = (
    "organisations", "roster", "waves", "events", "milestones", "memberships", "ties", "truth",
    "respondents", "reports", "ratings", "items",
)  # fmt: skip
LABELLED = ("sector", "district", "size", "layer", "relation", "item", "group")
"""Columns of codes that have labels; the kind of the words is the name of the column."""
NAMED = {"actor", "partner", "into", "source", "target"}
"""Columns of organisations."""
FREQUENCY = Scale(1, 4)


def labelled_tables(language: str) -> dict[str, pd.DataFrame]:
    """Return all shipped tables, with names for ids and labels for codes."""
    words = _shipped("words")
    labels = {
        str(kind): dict(zip(part["code"], part[language], strict=True))
        for kind, part in words.groupby("kind")
    }
    organisations = _shipped("organisations")
    names = dict(zip(organisations["id"], organisations["name"], strict=True))
    tables = {name: _labelled(_shipped(name), labels, names) for name in FILES}
    roster = tables["roster"].merge(tables["organisations"].drop(columns="name"), on="id")
    tables["roster"] = roster.assign(id=roster["id"].map(names))
    titles = tables["milestones"]
    tables["milestones"] = titles[["date"]].assign(title=titles[f"title_{language}"])
    tables["questions"] = _questions(language, labels)
    tables["labels"] = words[["kind", "code"]].assign(label=words[language])
    return tables


def _shipped(name: str) -> pd.DataFrame:
    with files("relnet.datasets").joinpath("data", f"{name}.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=str, keep_default_na=False)


def _labelled(
    table: pd.DataFrame, labels: Mapping[str, dict[str, str]], names: dict[str, str]
) -> pd.DataFrame:
    """The table with names, labels, dates and numbers."""
    known = {name: labels[name] for name in LABELLED} | dict.fromkeys(NAMED, names)
    for column in known.keys() & set(table):
        table[column] = table[column].map(known[column])
    if "date" in table:
        table["date"] = pd.to_datetime(table["date"], format="%Y-%m-%d")
    if "value" in table:
        table["value"] = pd.to_numeric(table["value"].where(table["value"] != "")).astype("Int64")
    return table


def _questions(language: str, labels: Mapping[str, dict[str, str]]) -> pd.DataFrame:
    table = _shipped("questions")
    name = [labels[kind][code] for kind, code in zip(table["kind"], table["code"], strict=True)]
    return pd.DataFrame(
        {
            "kind": table["kind"],
            "name": pd.Series(name, dtype="str"),
            "mutual": table["mutual"] == "yes",
            "question": table[language],
        }
    )


def surveyed(tables: Mapping[str, pd.DataFrame]) -> tuple[Survey, Survey]:
    """Return the survey as it was answered, and as it would have been had all answered."""
    questions, roster = tables["questions"], tables["roster"]
    mutual = list(questions.loc[questions["mutual"], "name"])
    survey = read_survey(
        tables["reports"],
        roster=roster,
        respondents=tables["respondents"],
        events=tables["events"],
        milestones=tables["milestones"],
        mutual=mutual,
        scale=FREQUENCY,
        warn=False,
    )
    complete = tables["truth"]
    truth = read_survey(
        complete.assign(respondent=complete["actor"]),
        roster=roster,
        register=roster[["wave", "id"]],
        events=tables["events"],
        mutual=mutual,
        scale=FREQUENCY,
        warn=False,
    )
    return _dated(survey, tables["waves"]), truth


def _dated(survey: Survey, waves: pd.DataFrame) -> Survey:
    """The survey with the days of its waves, as a study file would state them."""
    days = dict(zip(waves["wave"], waves["date"].dt.date, strict=True))
    dates = tuple(days[wave] for wave in survey.waves)
    milestones = placed_milestones(survey.milestones, survey.waves, dates)
    return replace(survey, dates=dates, _milestones=milestones)
