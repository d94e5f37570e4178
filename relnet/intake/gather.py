"""All files of a plan, read; nothing is held against anything else yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.intake.beside import LISTS, Beside
from relnet.intake.known import read_known
from relnet.intake.layers import name_layers
from relnet.intake.private import hushed
from relnet.problems import DataError, Problem, shortened
from relnet.readers.beside.lists import Lists, absent_sheet
from relnet.readers.choose import extracts_of
from relnet.readers.coded import changed, coded, texts_of
from relnet.readers.columns import role_word
from relnet.readers.files import names_of
from relnet.readers.layouts import DEFAULT_RELATION, Extract
from relnet.study.codes import normal
from relnet.survey.milestones import stated_milestones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.intake.names import Known
    from relnet.intake.plan import Plan
    from relnet.study import Study

_ALONE = ("events", "milestones")
"""What stands in one file, that is of no wave."""
STRUCTURAL = frozenset(
    {"unreadable file", "ragged row", "unknown layout", "no rows", "missing column", "ambiguous columns", "duplicate column",
     "several sheets", "absent sheet"}
)  # fmt: skip
"""Kinds of error after which what follows would be noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What the files hold.

    Attributes
    ----------
    extracts
        The tables of reports.
    beside
        The lists beside them.
    files : list of (str, int)
        Name and number of rows of each list.
    known
        Who the organisations are, where that is stated.
    problems
        What is wrong with them, each by itself.
    milestones
        What happened in the region.
    """

    extracts: Sequence[Extract]
    beside: Beside
    files: Sequence[tuple[str, int]]
    known: Known | None
    problems: Sequence[Problem]
    milestones: pd.DataFrame = field(default_factory=stated_milestones)


def gather(plan: Plan) -> Gathered:
    """Read all files of a plan.

    Raises
    ------
    DataError
        If one is not a table of the kind that it should be; with all that is wrong with
        any of them.
    """
    extracts, problems = _extract(plan)
    lists = Lists()
    tables = {kind: lists.read(kind, plan.parts.get(kind, ())) for kind in LISTS}
    if not tables["register"] and not tables["respondents"]:
        tables["register"] = tuple(lists.registers)
    events, milestones = (lists.read(kind, plan.parts.get(kind, ())) for kind in _ALONE)
    problems += [*lists.problems, *_unfound(plan, extracts, lists)]
    known, wrong = read_known(plan.study)
    problems += [*_unnamed(plan, extracts), *wrong]
    stopped = any(problem.severity == "error" for problem in wrong)
    structural = any(p.kind in STRUCTURAL and p.severity == "error" for p in problems)
    if stopped or structural or not extracts:
        errors = [problem for problem in problems if problem.severity == "error"]
        raise DataError(hushed(errors, plan.study))
    if plan.study is not None:
        extracts, strange = _with_layers(extracts, tables, plan.study)
        problems += strange
    called = _called(plan)
    beside = Beside(
        **{kind: tuple(_with_labels(t, called) for t in some) for kind, some in tables.items()},
        events=events[0] if events else None,
    )
    extracts = [_labelled(extract, called) for extract in extracts]
    problems += _other_waves(plan, extracts, beside)
    happened = _milestones(plan.study, milestones)
    return Gathered(extracts, beside, lists.files, known, problems, happened)


def _milestones(study: Study | None, tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The milestones of a study file and of the files of them."""
    rows: list[tuple[object, ...]] = [
        tuple(row) for table in tables for row in table.itertuples(index=False)
    ]
    if study is None:
        return stated_milestones(rows)
    rows += [(one.date, "", one.title.nl, one.title.en) for one in study.milestones]
    return stated_milestones(rows, study.language)


def _extract(plan: Plan) -> tuple[list[Extract], list[Problem]]:
    extracts: list[Extract] = []
    problems: list[Problem] = []
    parts = plan.parts["reports"]
    taken = {str(p.source) for kind, some in plan.parts.items() if kind != "reports" for p in some}
    names = names_of([part.source for part in parts])
    for part, own in zip(parts, names, strict=True):
        try:
            found, wrong = extracts_of(part, part.name or own, taken)
        except UsageError as error:
            if plan.study is None:
                raise
            problems.append(absent_sheet(part, error))
            continue
        extracts += [replace(extract, wave=part.wave) for extract in found]
        problems += [*wrong, *(problem for extract in found for problem in extract.problems)]
    return extracts, problems


def _unfound(plan: Plan, extracts: Iterable[Extract], lists: Lists) -> list[Problem]:
    """Columns that the user named and no file has."""
    headers = [extract.table.header for extract in extracts] + lists.headers
    present = {column.casefold() for header in headers for column in header}
    named = {
        (role, column)
        for parts in plan.parts.values()
        for part in parts
        for role, column in part.options.columns.items()
    }
    file = None if plan.study is None else plan.study.path.name
    return [
        Problem(
            "missing column",
            variant="named",
            values={"name": quoted(column), "role": role_word(role)},
            file=file,
            column=None if file is None else f"columns.{role}",
        )
        for role, column in sorted(named)
        if column.casefold() not in present
    ]


def _unnamed(plan: Plan, extracts: Iterable[Extract]) -> list[Problem]:
    """Files that do not say of which of several relations they are."""
    known = plan.stated.relations
    if not known or DEFAULT_RELATION in known:
        return []
    return [
        Problem(
            "missing column",
            variant="relation",
            values={"names": shortened(map(quoted, known))},
            file=extract.table.name,
        )
        for extract in extracts
        if "relation" not in extract.columns
        and (extract.reports["relation"] == DEFAULT_RELATION).any()
    ]


def _called(plan: Plan) -> dict[str, str]:
    """How files call the waves → their labels."""
    waves = () if plan.study is None else plan.study.waves
    return {normal(name): wave.label for wave in waves for name in (wave.label, *wave.names)}


def _with_layers(
    extracts: Sequence[Extract], tables: dict[str, tuple[pd.DataFrame, ...]], study: Study
) -> tuple[list[Extract], list[Problem]]:
    """Put the names of layers in the lists of respondents, and say which are none."""
    named = [name_layers(table, study) for table in tables["respondents"]]
    tables["respondents"] = tuple(table for table, _ in named)
    problems = [problem for _, wrong in named for problem in wrong]
    layered = []
    for extract in extracts:
        people = extract.lists.get("respondents")
        if people is not None:
            people, wrong = name_layers(people, study)
            problems += wrong
            extract = replace(extract, lists={**extract.lists, "respondents": people})  # noqa: PLW2901
        layered.append(extract)
    return layered, problems


def _labelled(extract: Extract, called: Mapping[str, str]) -> Extract:
    """The tables of a file with the labels of the waves as the study has them."""
    lists = {kind: _with_labels(table, called) for kind, table in extract.lists.items()}
    return replace(extract, reports=_with_labels(extract.reports, called), lists=lists)


def _with_labels(table: pd.DataFrame, called: Mapping[str, str]) -> pd.DataFrame:
    if not called or "wave" not in table:
        return table
    labels = changed(coded(table["wave"]), lambda text: called.get(normal(text), text))
    as_codes = isinstance(table["wave"].array, pd.Categorical)
    return table.assign(wave=labels if as_codes else texts_of(labels))


def _other_waves(plan: Plan, extracts: Iterable[Extract], beside: Beside) -> list[Problem]:
    """Rows of another wave than the one that their file is of."""
    tables = [
        (e.table.name, e.columns["wave"], e.wave, e.reports.set_index("row")["wave"])
        for e in extracts
        if e.wave is not None and e.has_wave
    ]
    parts = {part.name: part.wave for some in plan.parts.values() for part in some if part.wave}
    for _, table in beside.tables():
        column = table.attrs["columns"].get("wave")
        if column is not None and table.attrs["file"] in parts:
            file = table.attrs["file"]
            tables.append((file, column, parts[file], table["wave"]))
    return [
        _strange(file, column, wave, waves[(waves != wave).to_numpy()])
        for file, column, wave, waves in tables
        if (waves != wave).any()
    ]


def _strange(file: str, column: str, wave: str | None, rows: pd.Series[str]) -> Problem:
    values: dict[str, str | int] = {
        "n": len(rows),
        "found": shortened(map(quoted, pd.unique(rows))),  # type: ignore[dict-item]
        "wave": quoted(wave),
    }
    return Problem(
        "row of another wave", values=values, file=file, row=int(rows.index[0]), column=column
    )
