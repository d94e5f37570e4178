"""The tables of several files as one, with one name for each organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.known import events_of_study, roster_of_study
from relnet.intake.names import resolve
from relnet.intake.own_lists import with_own_lists
from relnet.problems import DataError, Problem, shortened
from relnet.readers.coded import appearing, chained, coded, constant, together
from relnet.readers.layouts import COLUMNS
from relnet.readers.waves import wave_labels, wave_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.intake.beside import Beside
    from relnet.intake.gather import Gathered
    from relnet.intake.names import Known
    from relnet.intake.plan import Plan
    from relnet.readers.layouts import Extract


TEXTS = ("wave", "respondent", "actor", "partner", "relation", "file", "column_actor",
         "column_partner", "column_value")  # fmt: skip
OTHERS = ("value", "missing", "impossible", "row", "symmetric", "out")


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """The tables of several files as one.

    Attributes
    ----------
    reports
        All reports, text as codes, of which those of actors and partners are the same;
        those in the column ``out`` are on names that are no organisation.
    beside
        The lists.
    labels
        Table → its wave, where it has no column of waves.
    found
        The waves of the reports.
    order
        The waves to read.
    open
        Names that are no organisation yet: ``name, found_at, times``.
    problems
        What was found.
    gathered, plan
        Where it comes from.
    """

    reports: pd.DataFrame
    beside: Beside
    labels: Mapping[str, str]
    found: Sequence[str]
    order: Sequence[str]
    open: pd.DataFrame
    problems: Sequence[Problem]
    gathered: Gathered
    plan: Plan


def join(gathered: Gathered, plan: Plan) -> Joined:
    """Join the tables, and put organisations in place of names where these are known."""
    extracts = gathered.extracts
    _check_placed(extracts, plan)
    labels = wave_labels(extracts, plan.waves)
    reports = _joined(extracts, labels)
    found = [*appearing(coded(reports["wave"])), *labels.values()]
    _check_waves(found, plan)
    order = wave_order(found, plan.waves)
    has_roster = plan.study is not None and plan.study.organisations.roster
    beside, wrong = with_own_lists(gathered.beside, extracts, labels, has_roster=has_roster)
    problems = [*_labelled(extracts, labels), *wrong]
    nothing = pd.DataFrame(columns=["name", "found_at", "times"])
    joined = Joined(
        reports,
        beside,
        labels,
        found,
        order,
        nothing,
        problems,
        gathered,
        plan,
    )
    return joined if gathered.known is None else _named(joined, gathered.known)


def _check_placed(extracts: Sequence[Extract], plan: Plan) -> None:
    """Refuse tables of which a study of several waves does not say of which they are."""
    if plan.study is None or len(plan.study.waves) < 2:
        return
    bare = [extract for extract in extracts if extract.wave is None and not extract.has_wave]
    if bare:
        raise DataError(
            Problem("missing column", variant="wave", file=extract.table.name) for extract in bare
        )


def _check_waves(found: Sequence[str], plan: Plan) -> None:
    """Hold the waves of a study that are read against those of the reports."""
    if plan.study is None:
        return
    absent = [wave.label for wave in plan.study.waves if wave.label not in found]
    absent = [wave for wave in absent if plan.waves is None or wave in plan.waves]
    known = shortened(map(quoted, [wave for wave in dict.fromkeys(found) if wave]))
    if absent:
        raise DataError(
            Problem(
                "wave without reports",
                values={"wave": quoted(wave), "names": known},
                file=plan.study.path.name,
                column="waves",
            )
            for wave in absent
        )


def _named(joined: Joined, known: Known) -> Joined:
    """The tables with organisations in place of names, their events and their roster."""
    study = joined.plan.study
    extracts = [(e, joined.labels.get(e.table.name, "")) for e in joined.gathered.extracts]
    resolved = resolve(joined.reports, joined.beside, extracts, known)
    beside = resolved.beside
    if study is not None:
        beside = replace(beside, events=events_of_study(study, known.organisations))
        if study.organisations.roster:
            members = roster_of_study(study, known.organisations)
            beside = replace(beside, roster=(*beside.roster, _other_waves(members, beside.roster)))
    return replace(
        joined,
        reports=resolved.reports,
        beside=beside,
        gathered=replace(joined.gathered, extracts=resolved.extracts),
        open=resolved.open,
        problems=[*joined.problems, *resolved.problems],
    )


def _other_waves(members: pd.DataFrame, rosters: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Who there was in the waves of which no file says who was asked."""
    everywhere = any("wave" not in table for table in rosters)
    stated = {wave for table in rosters if "wave" in table for wave in table["wave"]}
    kept = members[~members["wave"].isin(list(stated)).to_numpy() & (not everywhere)]
    kept.attrs = members.attrs
    return kept


def _joined(extracts: Sequence[Extract], labels: Mapping[str, str]) -> pd.DataFrame:
    """All reports, with their wave, file and the columns that messages name; text as codes."""
    parts = [_part(extract, labels) for extract in extracts]
    texts = {name: chained([coded(part[name]) for part in parts]) for name in TEXTS}
    texts["actor"], texts["partner"] = together([texts["actor"], texts["partner"]])
    others = {
        name: np.concatenate([part[name] for part in parts]) if len(parts) > 1 else parts[0][name]
        for name in OTHERS
    }
    return pd.DataFrame(texts | others, copy=False)


def _part(extract: Extract, labels: Mapping[str, str]) -> dict[str, Any]:
    """The reports of one table as columns."""
    columns, name, size = extract.columns, extract.table.name, len(extract.reports)
    who = columns.get("actor", columns.get("respondent", ""))
    part: dict[str, Any] = {role: extract.reports[role].array for role in COLUMNS}
    if not extract.has_wave:
        part["wave"] = constant(labels[name], size)
    numbers = {role: np.asarray(part[role]) for role in ("value", "missing", "impossible", "row")}
    return (
        part
        | numbers
        | {
            "symmetric": np.full(size, bool(extract.named)),
            "out": np.zeros(size, np.bool_),
            "file": constant(name, size),
            "column_actor": constant(who, size),
            "column_partner": constant(columns.get("partner", ""), size),
            "column_value": constant(columns.get("value", ""), size),
        }
    )


def _labelled(extracts: Sequence[Extract], labels: Mapping[str, str]) -> list[Problem]:
    """Say of each table without a column of waves as which wave it is read."""
    return [
        Problem(
            "waves assumed",
            values={"wave": repr(labels[extract.table.name])},
            file=extract.table.name,
            severity="warning",
        )
        for extract in extracts
        if extract.table.name in labels and extract.wave is None
    ]
