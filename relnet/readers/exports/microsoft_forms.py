"""Exports of Microsoft Forms: a column for each question or statement, called after it alone.

The statements of a Likert question have no name in common: columns that stand together and
share their answers are taken as one question, called ``block 1``, ``block 2`` … in the order
of the file. A study file names them so (``names = ["block 1"]``), or a column map names
the question of each column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.exports.blocks import blocks_of, first_names
from relnet.readers.exports.export import Asked
from relnet.readers.exports.forms import export_of, filled, leading
from relnet.readers.exports.headings import unique
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import READERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.exports.export import Export
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options
    from relnet.readers.tables import Table
    from relnet.wording import Value

NAME = "microsoft forms"
_META = {
    "respondent": ("id",),
    "start": ("starttime", "begintijd"),
    "end": ("completiontime", "tijdvanvoltooien", "voltooiingstijd"),
    "person": ("email", "emailadres"),
    "name": ("name", "naam"),
    "points": ("totalpoints", "totaalaantalpunten", "totaalpunten"),
    "feedback": ("quizfeedback", "feedbackoverquiz", "testfeedback"),
    "changed": ("lastmodifiedtime", "tijdvanlaatstewijziging"),
    "language": ("language", "taal"),
}
_NOBODY = ("anonymous", "anoniem")
_QUIZ = ("points - ", "feedback - ", "punten - ")


def read_microsoft_forms(table: Table, options: Options) -> Extract | None:
    """Read an export of Microsoft Forms."""
    export = decode_microsoft_forms(table, options)
    return None if export is None else extract_of(export, options)


def decode_microsoft_forms(table: Table, options: Options) -> Export | None:
    """Return what the columns of an export of Microsoft Forms ask; ``None`` for another table.

    A statement that was asked before has a number behind it, as ``GGD Lindeland2``; it is
    the same statement in a later block. Where several answers could be given they stand in
    one cell, each with a semicolon behind it.
    """
    meta = leading(table.header, _META)
    if meta.get("respondent") != 0 or not {"start", "end"} <= meta.keys():
        return None
    header, body = table.header, table.cells.iloc[1:]
    keys = unique(header)
    names = first_names(header)
    free = [k for k in range(len(meta), len(header)) if not header[k].lower().startswith(_QUIZ)]
    blocks = blocks_of([(k, names[k]) for k in free], body, options)
    place = {column: number for number, block in enumerate(blocks, 1) for column in block}
    asked = [
        Asked(column=k, key=keys[k], names=(f"block {place[k]}",), row=names[k])
        if k in place
        else Asked(column=k, key=keys[k], names=(keys[k],))
        for k in free
        if header[k]
    ]
    person = {"person": meta["person"]} if filled(body, meta.get("person"), _NOBODY) else {}
    problems = [
        _remark(table, number, [header[k] for k in block]) for number, block in enumerate(blocks, 1)
    ]
    return export_of(
        table, 1, asked, {"respondent": 0} | person, options, separators=(";",), problems=problems
    )


def _remark(table: Table, number: int, titles: Sequence[str]) -> Problem:
    """Say which columns were taken as one question."""
    values: dict[str, Value] = {
        "n": len(titles),
        "first": quoted(titles[0]),
        "last": quoted(titles[-1]),
        "name": quoted(f"block {number}"),
    }
    row = int(table.rows[0])
    return Problem(
        "columns of one question", values=values, file=table.name, row=row, severity="warning"
    )


READERS.add(NAME, read_microsoft_forms)
