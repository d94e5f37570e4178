"""The last step of reading: who answered, and everything put into a survey."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from relnet.intake.answered import (
    list_contradicted,
    list_without_report,
    mark_answered,
    told_by,
)
from relnet.intake.asked import list_asked_otherwise, list_not_asked
from relnet.intake.people import WHO, list_respondents, list_unfinished
from relnet.intake.private import coded, hushed
from relnet.intake.ratings import list_mixed, tidy_items
from relnet.intake.rows import chosen, column_of, distinct_rows, grouped
from relnet.intake.tidy import tidy_reports
from relnet.intake.unobserved import asked_relations, blank, shown_silent, stated_cells
from relnet.problems import Problem, shortened
from relnet.readers.coded import flagged, is_text
from relnet.readers.threads import meanwhile
from relnet.survey import Survey
from relnet.survey.milestones import placed_milestones
from relnet.survey.survey import NOBODY, SILENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from relnet.intake.beside import Beside
    from relnet.intake.checks import Review
    from relnet.intake.plan import Plan
    from relnet.organisations import Organisations
    from relnet.readers.layouts import Extract
    from relnet.survey import Relation


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What the last step puts together.

    Attributes
    ----------
    used
        The reports that count.
    review
        All reports, and what is remarkable in them.
    roster
        Who was eligible.
    relations, order, labels, events
        What was asked, the waves, the waves of tables that do not say, and what happened.
    extracts, beside, files, plan, organisations
        Where it comes from.
    milestones
        What happened in the region.
    """

    used: pd.DataFrame
    review: Review
    roster: pd.DataFrame
    relations: Sequence[Relation]
    order: Sequence[str]
    extracts: Sequence[Extract]
    labels: Mapping[str, str]
    events: pd.DataFrame | None
    beside: Beside
    files: Sequence[tuple[str, int]]
    plan: Plan
    organisations: Organisations | None
    milestones: pd.DataFrame


def finish(parts: Parts, *, assumed: bool) -> Survey:
    """Mark who answered, and put everything into a survey."""
    roster, study = parts.roster, parts.plan.study
    actors, relations = list(roster["actor"].unique()), tuple(parts.relations)
    tidy = partial(tidy_reports, parts.used, actors, relations, parts.order)
    with meanwhile(len(parts.used), tidy) as reports:
        respondents, cells, items = _beside_reports(parts)
        answers = _who_answered(parts, respondents, cells)
        problems = _problems(parts, answers, respondents, items, assumed=assumed)
        roster.insert(2, "answered", answers.answered)
        stated = {} if study is None else {wave.label: wave.date for wave in study.waves}
        dates = tuple(stated.get(wave) for wave in parts.order)
        survey = Survey(
            _reports=reports(),
            _respondents=respondents,
            _roster=roster,
            _cells=cells,
            waves=tuple(parts.order),
            relations=relations,
            asked=answers.asked,
            answered_by_wave=answers.by,
            roster_assumed=assumed,
            problems=tuple(hushed(problems, study)),
            _files=_accounts(parts),
            _events=parts.events,
            _items=items,
            dates=dates,
            organisations=parts.organisations,
            study=study,
            _milestones=placed_milestones(parts.milestones, parts.order, dates),
        )
    return coded(survey) if study is not None and study.privacy.respondents == "coded" else survey


def _beside_reports(parts: Parts) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The respondents, the cells that are stated, and the ratings."""
    used, beside, order = parts.used, parts.beside, parts.order
    everyone = len(used) == len(parts.review.reports)
    said = parts.review.said if everyone else grouped(used, WHO)
    respondents = list_respondents(used, said, beside, order)
    items = tidy_items(beside, respondents, order, parts.plan.study)
    return respondents, stated_cells(used, beside, order), items


def _problems(
    parts: Parts, answers: _Said, respondents: pd.DataFrame, items: pd.DataFrame, *, assumed: bool
) -> list[Problem]:
    """All that was found, with what only now is known."""
    roster, order, study = parts.roster, parts.order, parts.plan.study
    return [
        *parts.review.problems,
        *list_without_report(roster, answers.answered, answers.reporting, answers.by),
        *list_contradicted(roster, answers.answered, answers.reporting),
        *list_unfinished(parts.used, respondents),
        *_look_alikes(roster, assumed=assumed),
        *list_not_asked(answers.asked, parts.relations, order),
        *list_asked_otherwise(study, parts.used, order),
        *list_mixed(items, study),
    ]


class _Said(NamedTuple):
    """Who answered, in the order of the roster, by what in each wave, and what was asked.

    `reporting` holds ``(wave, actor)`` of those with any report.
    """

    answered: np.ndarray
    by: Mapping[str, str]
    reporting: pd.MultiIndex
    asked: frozenset[tuple[str, str]]


def _who_answered(parts: Parts, respondents: pd.DataFrame, cells: pd.DataFrame) -> _Said:
    beside, roster, order = parts.beside, parts.roster, parts.order
    everything = parts.review.reports
    read = flagged(column_of(everything, "wave"), order.__contains__)
    unsaid = (everything["missing"] | everything["impossible"]).to_numpy(bool)
    given = chosen(everything, read & ~unsaid)
    reporting = _reporting(given, parts.relations)
    asked = asked_relations(given, parts.extracts, parts.labels, order)
    register, listed = (beside.whole(name, order) for name in ("register", "respondents"))
    by = told_by(order, register, listed, nobody=_waves_of_nobody(parts, respondents))
    answered = mark_answered(roster, reporting, by, register, respondents)
    silent = shown_silent(roster, given, reporting, parts.extracts, parts.labels)
    if NOBODY in by.values():
        dyads = [relation.name for relation in parts.relations if relation.dyads]
        unseen = blank(roster, parts.used, cells, asked, dyads)
        silent |= unseen & (roster["wave"].map(by) == NOBODY).to_numpy()
    answered &= ~(silent & roster["wave"].map(by).isin([NOBODY, SILENT]).to_numpy())
    return _Said(answered, by, reporting, asked)


def _waves_of_nobody(parts: Parts, respondents: pd.DataFrame) -> list[str]:
    """The waves in which one without a report named nobody: as stated, else by their files.

    Where there are respondents, or a matrix, one who named nobody would be seen; in an edge
    list not.
    """
    stated = parts.plan.stated.no_report
    if stated is not None:
        return list(parts.order) if stated == "nobody" else []
    seen = set(respondents["wave"].unique()) | {
        parts.labels.get(e.table.name)
        for e in parts.extracts
        if e.shows_silence or (e.has_respondents and e.reports.empty)
    }
    return [wave for wave in parts.order if wave not in seen]


def _look_alikes(roster: pd.DataFrame, *, assumed: bool) -> list[Problem]:
    """Names that differ only in case, spaces or punctuation, where no roster says they should."""
    if not assumed:
        return []
    names = pd.Series(roster["actor"].unique())
    plain = names.str.casefold().str.replace(r"[\W_]+", "", regex=True)
    alike = names[plain.duplicated(keep=False) & (plain != "")]
    return [
        Problem("names alike", values={"names": shortened(map(repr, part))}, severity="warning")
        for _, part in alike.groupby(plain, sort=False)
    ]


def _reporting(used: pd.DataFrame, relations: Sequence[Relation]) -> pd.MultiIndex:
    """``(wave, actor)`` of those who gave any report; a stated dyad is a report of both."""
    pairs = distinct_rows(used, ["wave", "actor"])
    dyads = [relation.name for relation in relations if relation.dyads]
    stated = flagged(column_of(used, "relation"), dyads.__contains__)
    stated &= ~is_text(column_of(used, "partner"), "")
    others = distinct_rows(used[stated], ["wave", "partner"])
    others = others.set_axis(["wave", "actor"], axis=1)
    return pd.MultiIndex.from_frame(pd.concat([pairs, others]).drop_duplicates())


def _accounts(parts: Parts) -> pd.DataFrame:
    """Rows in = rows used + rows listed, for each file."""
    beside = parts.beside
    aside = parts.review.reports.loc[parts.review.aside].groupby("file")["row"].nunique()
    rows = [
        (e.table.name, e.rows, int(aside.get(e.table.name, 0)) if e.one_a_row else e.aside)
        for e in parts.extracts
    ]
    other = {
        table.attrs["file"]: int((~table["wave"].isin(parts.order)).sum())
        for _, table in beside.tables()
        if "wave" in table
    }
    if beside.events is not None and parts.events is not None:
        other[beside.events.attrs["file"]] = len(beside.events) - len(parts.events)
    rows += [(name, count, other.get(name, 0)) for name, count in parts.files]
    table = pd.DataFrame(rows, columns=["file", "rows", "listed"])
    table.insert(2, "used", table["rows"] - table["listed"])
    return table
