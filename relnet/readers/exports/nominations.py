"""Wide nominations: a row for each respondent or organisation, numbered columns of partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.problems import Problem, shortened
from relnet.readers.columns import SYNONYMS, Columns, all_quoted
from relnet.readers.exports.export import Asked, Export
from relnet.readers.exports.headings import unique
from relnet.readers.exports.slots import nominations, numbered
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import READERS
from relnet.readers.values import parse_values, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.readers.exports.slots import Slots
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options
    from relnet.readers.tables import Table

NAME = "nominations"
ROLES = ("wave", "respondent", "person", "actor", "layer", "completed", "within")
_SYNONYMS = SYNONYMS | {
    "wave": ("wave", "meting", "golf", "ronde", "round"),
    "layer": ("layer", "laag"),
}
"""A wide table has columns of its own, such as dates and levels, that are no wave or layer."""


def read_nominations(table: Table, options: Options) -> Extract | None:
    """Read a table in which numbered columns name partners; its other columns are not read."""
    export = decode_nominations(table, options)
    return None if export is None else extract_of(export, options)


def decode_nominations(table: Table, options: Options) -> Export | None:
    """Return what the numbered columns of a table ask; ``None`` where none name partners.

    Each group of columns that differ in a number only is a question, called what they have
    in common: ``net1_1`` and ``net1_2`` ask for ``net1``.
    """
    columns = _columns(table, options)
    if not {"actor", "respondent"} & columns.found.keys():
        return None
    header, body = table.header, table.cells.iloc[1:]
    places = {role: header.index(column) for role, column in columns.found.items()}
    free = ["" if k in places.values() else text for k, text in enumerate(header)]
    own = body[places["actor"]].unique() if "actor" in places else ()
    groups = nominations(free, body, own, options)
    groups = groups or (numbered(free) if options.layout == NAME else [])
    if not groups:
        return None
    keys = unique(header)
    silent = _missing(body, groups, options)
    asked = tuple(
        Asked(column=column, key=keys[column], names=(slots.stem,), names_partner=True)
        for slots in groups
        for column in slots.columns
    )
    read = [one.column for one in asked]
    return Export(
        table=table,
        first=1,
        asked=asked,
        meta={role: place for role, place in places.items() if role != "completed"},
        completed=_completed(body, places.get("completed")),
        counts=np.ones(len(body), np.bool_),
        missing=silent,
        problems=(*_problems(table, columns, read), *_of_nobody(table, read, silent)),
    )


def _columns(table: Table, options: Options) -> Columns:
    """The columns by role; an id is that of the organisation where no other column is."""
    columns = Columns(table, ROLES, options.columns, _SYNONYMS)
    if {"actor", "respondent"} & columns.found.keys():
        return columns
    alone = Columns(table, ("id",), {})
    named = {"actor": alone.found["id"]} if "id" in alone else {}
    return Columns(table, ROLES, {**named, **options.columns}, _SYNONYMS)


def _completed(body: pd.DataFrame, column: int | None) -> NDArray[np.bool_]:
    if column is None:
        return np.ones(len(body), np.bool_)
    return np.array([yes_or_no(text) is not False for text in body[column]], np.bool_)


def _missing(body: pd.DataFrame, groups: Iterable[Slots], options: Options) -> frozenset[str]:
    """The texts in the cells that are codes for no answer, however they are written."""
    columns = [column for slots in groups for column in slots.columns]
    texts = np.unique(body[columns].to_numpy(object).astype(str))
    flags = parse_values(texts.astype(object), options.coding.codes).missing
    return frozenset(str(text) for text in texts[flags])


def _problems(table: Table, columns: Columns, asked: Iterable[int]) -> list[Problem]:
    """What is wrong with the columns, and which of them are not read."""
    problems = list(columns.problems)
    if len(table.rows) == 1:
        problems.append(Problem("no rows", file=table.name))
    used = {*asked, *map(table.header.index, columns.found.values())}
    unused = [text for k, text in enumerate(table.header) if text and k not in used]
    if unused:
        values = {"columns": all_quoted(unused)}
        problems.append(
            Problem("unused columns", values=values, file=table.name, severity="warning")
        )
    return problems


def _of_nobody(table: Table, asked: list[int], silent: frozenset[str]) -> list[Problem]:
    """Say which rows name nobody."""
    empty = table.cells.iloc[1:, asked].isin(["", *silent]).to_numpy(bool).all(axis=1)
    rows = table.rows[1:][empty]
    if not rows.size:
        return []
    values = {"n": len(rows), "rows": shortened(rows)}
    place = {"file": table.name, "row": int(rows[0])}
    return [Problem("rows that name nobody", values=values, severity="warning", **place)]  # type: ignore[arg-type]


READERS.add(NAME, read_nominations)
