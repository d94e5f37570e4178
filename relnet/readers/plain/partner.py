"""Pairs with a column for each question, as tools in the manner of PARTNER have them.

No real export was seen: of PARTNER only the columns of its member list are documented. A
row is on one pair, the organisation that answered and its partner, and each further column
one question on that pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.problems import Problem
from relnet.readers.columns import Columns, all_quoted, role_word
from relnet.readers.layouts import COLUMNS, READERS, Extract, frame, listed
from relnet.readers.questions import parse_answers, unreadable
from relnet.readers.values import number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.readers.options import Options
    from relnet.readers.tables import Table

NAME = "partner"
ROLES = ("wave", "respondent", "actor", "partner")
_ONE = ("relation", "item", "value")
"""What a long list has, of which each row is on one question."""


class Question(NamedTuple):
    """A column of answers: what it asks, and whether that is a relation or an item."""

    column: str
    name: str
    kind: str


def read_partner(table: Table, options: Options) -> Extract | None:
    """Read pairs with a column for each question.

    The columns are those that the study has as relations or items, two at least; without
    a study all others of which the cells are numbers, if the layout is named. A pair of
    which all cells of a question are empty has no answer to it.
    """
    columns = Columns(table, ROLES, options.columns)
    if "partner" not in columns or not {"actor", "respondent"} & columns.found.keys():
        return None
    asked = _asked(table, columns, options)
    if not asked or (options.layout != NAME and (len(asked) < 2 or _is_long(table, options))):
        return None
    problems = [
        *columns.problems,
        *_gaps(table, columns),
        *_on_nobody(table, columns, asked),
        *_unused(table, columns, asked),
    ]
    parts = {kind: [_none(table)] for kind in ("relation", "item")}
    for question in asked:
        part, wrong = _answers(table, columns, question, options)
        parts[question.kind].append(part)
        problems += wrong
    reports, items = (pd.concat(some, ignore_index=True) for some in parts.values())
    return Extract(
        table=table,
        reports=reports,
        has_wave="wave" in columns,
        has_respondents="respondent" in columns,
        directional="respondent" not in columns,
        columns=columns.found,
        rows=len(table.rows) - 1,
        one_a_row=False,
        relations=tuple(dict.fromkeys(q.name for q in asked if q.kind == "relation")),
        lists={"items": _items(items, columns, table.name)} if len(items) else {},
        problems=tuple(problems),
    )


def _said(table: Table, columns: Columns) -> dict[str, NDArray[np.object_]]:
    """What each row says of who answered, on whom and when."""
    body = table.body()
    empty = np.full(len(body), "", object)
    return {
        role: body[columns.found[role]].to_numpy(object) if role in columns else empty
        for role in ROLES
    }


def _is_long(table: Table, options: Options) -> bool:
    """Whether a column says what a row is on, or how strong it is."""
    known = Columns(table, (*ROLES, *_ONE), options.columns)
    return any(role in known for role in _ONE if not _named(known.found.get(role, ""), options))


def _named(column: str, options: Options) -> Question | None:
    """The question of the study that a column is called after."""
    for kind, coding in (("relation", options.coding), ("item", options.items)):
        name = coding.name(column) if coding.names and column else None
        if name is not None:
            return Question(column, name, kind)
    return None


def _asked(table: Table, columns: Columns, options: Options) -> list[Question]:
    free = list(dict.fromkeys(columns.unused()))
    if options.coding.names or options.items.names:
        return [found for column in free if (found := _named(column, options)) is not None]
    if options.layout != NAME:
        return []
    return [Question(column, column, "relation") for column in free if _is_rated(table, column)]


def _is_rated(table: Table, column: str) -> bool:
    texts = [t for t in table.cells.iloc[1:, table.header.index(column)].unique() if t]
    return bool(texts) and all(number(str(text)) is not None for text in texts)


def _answers(
    table: Table, columns: Columns, question: Question, options: Options
) -> tuple[pd.DataFrame, list[Problem]]:
    """The answers to one question as reports."""
    coding = options.coding if question.kind == "relation" else options.items
    texts = _said(table, columns)
    cells = table.cells.iloc[1:, table.header.index(question.column)].to_numpy(object)
    named = texts["partner"] != ""
    names = np.full(len(cells), question.name, object)
    values = parse_answers(cells, names, coding)
    placed = Columns(table, ("value",), {"value": question.column})
    wrong = unreadable(placed, cells, names, values, coding)
    part = frame(
        texts
        | {
            "relation": names,
            "value": values.value,
            "missing": values.missing & named,
            "impossible": values.impossible,
            "row": table.rows[1:],
        }
    )
    return part[named | ~values.missing].reset_index(drop=True), wrong


def _none(table: Table) -> pd.DataFrame:
    """A table of reports without any."""
    return frame(dict.fromkeys(COLUMNS, table.rows[:0]))


def _items(items: pd.DataFrame, columns: Columns, file: str) -> pd.DataFrame:
    """The ratings by row of the file."""
    given = items[~items["missing"] & ~items["impossible"] & items["value"].notna()]
    roles = ["wave"] if "wave" in columns else []
    table = given.rename(columns={"relation": "item"}).set_index("row")
    kept = table[[*roles, "respondent", "actor", "partner", "item", "value"]]
    return listed(kept, file, {role: columns.found.get(role) for role in map(str, kept)})


def _gaps(table: Table, columns: Columns) -> list[Problem]:
    """Rows that do not say who answered, or when."""
    texts = _said(table, columns)
    who = "actor" if "actor" in columns else "respondent"
    return [
        Problem(
            "empty cell",
            values={"role": role_word(role)},
            file=table.name,
            row=int(table.rows[1:][k]),
            column=columns.found[role],
        )
        for role in (who, "wave")
        if role in columns
        for k in np.flatnonzero(texts[role] == "")
    ]


def _on_nobody(table: Table, columns: Columns, asked: list[Question]) -> list[Problem]:
    """Rows with answers on a partner that they do not name."""
    column = columns.found["partner"]
    cells = table.cells.iloc[1:]
    named = (cells[table.header.index(column)] != "").to_numpy(bool)
    places = [table.header.index(question.column) for question in asked]
    stated = (cells[places] != "").to_numpy(bool).any(axis=1)
    return [
        Problem(
            "empty cell",
            variant="partner",
            file=table.name,
            row=int(table.rows[1:][k]),
            column=column,
        )
        for k in np.flatnonzero(~named & stated)
    ]


def _unused(table: Table, columns: Columns, asked: list[Question]) -> list[Problem]:
    read = {question.column for question in asked}
    unused = [column for column in columns.unused() if column not in read]
    problems = [] if len(table.rows) > 1 else [Problem("no rows", file=table.name)]
    if unused:
        values = {"columns": all_quoted(unused)}
        remark = Problem("unused columns", values=values, file=table.name, severity="warning")
        problems.append(remark)
    return problems


READERS.add(NAME, read_partner)
