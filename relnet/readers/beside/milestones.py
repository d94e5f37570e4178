"""A table of what happened in the region, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.beside.happenings import as_day
from relnet.readers.columns import SYNONYMS, Columns, missing_column, role_word, unused_columns
from relnet.survey.milestones import STATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from relnet.readers.tables import Table

TITLES = {
    "title": ("title", "titel", "milestone", "mijlpaal", "event", "gebeurtenis", "name", "naam",
              "what", "wat"),
    "title_nl": ("title_nl", "titel_nl", "mijlpaal_nl", "naam_nl"),
    "title_en": ("title_en", "titel_en", "milestone_en", "name_en"),
}  # fmt: skip
"""Names by which the columns of titles are recognised."""
ROLES = ("date", *TITLES)


def milestones_of(
    table: Table, mapping: Mapping[str, str]
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Return the milestones of one table, and all that is wrong with them.

    Parameters
    ----------
    table
        As it stands in a file.
    mapping
        Columns that the user named, role → column.

    Returns
    -------
    milestones : DataFrame or None
        ``date, title, title_nl, title_en``; ``None`` if a column is missing.
    problems : list of Problem
        Errors, and the columns that are not read.
    """
    named = {role: column for role, column in mapping.items() if role in ROLES}
    columns = Columns(table, ROLES, named, SYNONYMS | TITLES)
    absent = [] if "date" in columns else ["date"]
    absent += [] if any(role in columns for role in TITLES) else ["title"]
    missing = [missing_column(table, absent, "milestones")] if absent else []
    if absent or columns.problems:
        return None, [*columns.problems, *missing]
    body = table.body()
    texts = {
        role: body[columns.found[role]].str.strip().to_list()
        if role in columns
        else [""] * len(body)
        for role in ROLES
    }
    rows = list(zip(*texts.values(), strict=True))
    problems = list(_wrong(rows, list(body.index), columns))
    days = [(as_day(day), *titles) for day, *titles in rows if as_day(day) is not None]
    unused = [unused_columns(columns)] if columns.unused() else []
    return pd.DataFrame(days, columns=list(STATED)), [*problems, *unused]


def _wrong(rows: list[tuple[str, ...]], places: list[int], columns: Columns) -> Iterator[Problem]:
    """Rows without a day or a title, and days that cannot be read."""
    title = next(role for role in TITLES if role in columns)
    for row, (day, *titles) in zip(places, rows, strict=True):
        for role, text in (("date", day), (title, "".join(titles))):
            if not text:
                yield _problem(columns, "empty cell", row, role, role=role_word(role))
        if day and as_day(day) is None:
            yield _problem(columns, "unreadable value", row, "date", "date", value=quoted(day))


def _problem(
    columns: Columns, kind: str, row: int, role: str, variant: str = "", /, **values: object
) -> Problem:
    file, column = columns.table.name, columns.found[role]
    return Problem(kind, variant=variant, values=values, file=file, row=int(row), column=column)  # type: ignore[arg-type]
