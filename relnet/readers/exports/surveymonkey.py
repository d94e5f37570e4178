"""Exports of SurveyMonkey: two rows of headings, or one of questions and their rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.exports.drafts import Draft, all_finished, settled, told_ticks
from relnet.readers.exports.export import Asked
from relnet.readers.exports.forms import export_of, filled, leading, plain
from relnet.readers.exports.headers import are_slots
from relnet.readers.exports.headings import DASH, Heading, dashed, split, unique
from relnet.readers.exports.parted import parted
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import READERS
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.readers.exports.export import Export
    from relnet.readers.exports.parted import Parted
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options
    from relnet.readers.tables import Table
    from relnet.wording import Value

NAME = "surveymonkey"
_META = {
    "respondent": ("respondentid",),
    "collector": ("collectorid",),
    "start": ("startdate",),
    "end": ("enddate",),
    "address": ("ipaddress",),
    "email": ("emailaddress",),
    "first": ("firstname",),
    "last": ("lastname",),
    "custom": ("customdata", "customdata1", "customvalue"),
    **{f"custom{k}": (f"customdata{k}",) for k in range(2, 10)},
}
_ALONE = frozenset({"response", "openendedresponse", "antwoord", "openantwoord"})
"""What the second row has below a question without rows."""
_OTHER = ("other", "overig", "anders")
_REMARK = ("comment", "opmerking", "toelichting")
"""How the row begins that leaves room for a text."""


def read_surveymonkey(table: Table, options: Options) -> Extract | None:
    """Read an export of SurveyMonkey."""
    export = decode_surveymonkey(table, options)
    return None if export is None else extract_of(export, options)


def decode_surveymonkey(table: Table, options: Options) -> Export | None:
    """Return what the columns of an export of SurveyMonkey ask; ``None`` for another table.

    In the first row a question stands above the first of its columns, in the second its
    rows and options; older files have ``Question - Row`` in one row. In a column of an
    option stands the option itself, or nothing. A question with several columns for each
    row, ``Row - Column``, is one question for each column, called ``Question - Column`` and
    ``Column``; where a cell only holds its column, as a tick, it is one question.
    """
    meta = leading(table.header, _META)
    double = len(table.rows) > 1 and str(table.columns[0][1]) == ""
    if meta.get("respondent") != 0 or not _is_surveymonkey(table, meta, options, double=double):
        return None
    body = table.cells.iloc[2 if double else 1 :]
    headings = _two_rows(table, len(meta)) if double else _one_row(table, len(meta))
    drafts, problems = _drafts(table, headings, len(meta), body)
    person = next((role for role in ("email", "custom") if filled(body, meta.get(role))), None)
    found = settled(drafts, table, np.ones(len(body), np.bool_), options)
    return export_of(
        table,
        2 if double else 1,
        found.asked,
        {"respondent": 0} | ({"person": meta[person]} if person else {}),
        options,
        problems=(*problems, *told_ticks(table, found), all_finished(table)),
    )


def _is_surveymonkey(table: Table, meta: dict[str, int], options: Options, *, double: bool) -> bool:
    below = {plain(text) for text in table.cells.iloc[1]} if double else set()
    return "collector" in meta or bool(below & _ALONE) or options.layout == NAME


def _two_rows(table: Table, start: int) -> list[Heading]:
    """The columns by the question that stands above them or before."""
    rows = table.cells.iloc[:2, start:].to_numpy(object)
    found: list[tuple[int, Heading]] = []
    question, labels, at = "", set[str](), 0
    for above, label in zip(rows[0], rows[1], strict=True):
        if above and (above != question or label in labels):
            question, labels, at = str(above), set(), at + 1
        labels.add(label)
        found.append((at, Heading(question, "" if plain(label) in _ALONE else str(label))))
    titles = {k: next(some)[1].question for k, some in groupby(found, key=lambda one: one[0])}
    names = dict(zip(titles, unique(titles.values()), strict=True))
    return [Heading(names[k], heading.row) for k, heading in found]


def _one_row(table: Table, start: int) -> list[Heading]:
    """The columns by question, those of which there are two or more parted in rows."""
    headings = split(table.header[start:], dashed, least=2)
    return [
        Heading(heading.question, "") if plain(heading.row) in _ALONE else heading
        for heading in map(_without_word_for_alone, headings)
    ]


def _without_word_for_alone(heading: Heading) -> Heading:
    """``Question - Open-Ended Response`` is a question without rows."""
    ways = [] if heading.row else dashed(heading.question)
    return ways[0] if ways and plain(ways[0].row) in _ALONE else heading


def _drafts(
    table: Table, headings: Sequence[Heading], start: int, body: pd.DataFrame
) -> tuple[list[Draft], list[Problem]]:
    """What each column asks, question by question."""
    places = list(enumerate(headings, start))
    own = {normal(text) for k, heading in places if not heading.row for text in body[k].unique()}
    keys = dict(zip(range(start, start + len(headings)), _keys(headings), strict=True))
    blocks: dict[str, dict[int, str]] = {}
    found: dict[int, Draft] = {}
    for column, (question, row) in places:
        if row and not _is_free(row):
            blocks.setdefault(question, {})[column] = row
        else:
            name = DASH.join(filter(None, (question, row)))
            found[column] = Draft(Asked(column=column, key=keys[column], names=(name,)))
    problems: list[Problem] = []
    for question, rows in blocks.items():
        parts = parted(rows, body, own)
        slots = are_slots(list(rows.values()))
        problems += [] if parts is None or parts.ticked else [_remark(table, question, parts)]
        for k, column in enumerate(rows, 1):
            asked = Asked(column=column, key=keys[column], names=(question,), row=rows[column])
            option = Draft(
                asked,
                block=question,
                ticks=frozenset({normal(asked.row), str(k)}),
                slots=slots,
            )
            found[column] = option if parts is None else _part(asked, parts)
    return [found[column] for column, _ in places], problems


def _is_free(row: str) -> bool:
    """Whether a row leaves room for a text, as ``Other (please specify)``."""
    begins = row.casefold()
    is_other = begins.startswith(_OTHER) and "(" in row and row.endswith(")")
    return is_other or begins.startswith(_REMARK)


def _keys(headings: Sequence[Heading]) -> list[str]:
    return unique(DASH.join(filter(None, heading)) for heading in headings)


def _part(asked: Asked, parts: Parted) -> Draft:
    """A column of a question that has several for each row."""
    row, column = parts.parts[asked.column]
    (question,) = asked.names
    if parts.ticked:
        ticks = frozenset({normal(column)})
        return Draft(replace(asked, row=row), block=question, ticks=ticks, answers=(column,))
    name = question + DASH + column
    return Draft(replace(asked, names=(name, column), row=row), block=name)


def _remark(table: Table, question: str, parts: Parted) -> Problem:
    """Say that headings were read as rows and columns."""
    rows, columns = zip(*parts.parts.values(), strict=True)
    values: dict[str, Value] = {
        "n": len(rows),
        "name": quoted(question),
        "rows": shortened(map(quoted, dict.fromkeys(rows))),
        "columns": shortened(map(quoted, dict.fromkeys(columns))),
    }
    row = int(table.rows[0])
    return Problem(
        "headings in two parts", values=values, file=table.name, row=row, severity="warning"
    )


READERS.add(NAME, read_surveymonkey)
