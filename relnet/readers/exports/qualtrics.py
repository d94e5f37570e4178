"""Exports of Qualtrics: two or three header rows, a column for each row of a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from relnet.problems import Problem
from relnet.readers.coded import flagged
from relnet.readers.exports.chosen import taken_apart, with_several
from relnet.readers.exports.drafts import all_finished, no_rows, settled, told_ticks
from relnet.readers.exports.export import Export
from relnet.readers.exports.headings import unique
from relnet.readers.exports.qualtrics_columns import header_of
from relnet.readers.exports.qualtrics_questions import drafts_of
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import READERS, Extract
from relnet.readers.values import number, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.readers.options import Options
    from relnet.readers.tables import Table

SILENT = frozenset({"-99"})
"""What stands for a question that was seen and not answered."""
_NOT_REAL = frozenset(str(code) for code in range(64) if code & (1 | 2 | 8))
"""Codes of previews (1), tests (2) and spam (8), also where they are imported (4) or offline (16)."""
_NOT_REAL_WORDS = re.compile(r"preview|voorbeeld|voorvertoning|vorschau|test|spam", re.IGNORECASE)


def read_qualtrics(table: Table, options: Options) -> Extract | None:
    """Read an export of Qualtrics."""
    export = decode_qualtrics(table, options)
    return None if export is None else extract_of(export, options)


def decode_qualtrics(table: Table, options: Options) -> Export | None:
    """Return what the columns of an export of Qualtrics ask; ``None`` for another table.

    Previews, tests and spam do not count. A question is known by its import id, as names
    change. A cell may hold several choices, with commas between them.

    Parameters
    ----------
    table
        The table.
    options
        How it is read.
    """
    header = header_of(table)
    if header is None:
        return None
    drafts = drafts_of(header.columns, unique(one.key for one in header.columns))
    below = {role: table.columns[at][header.first :] for role, at in header.roles.items()}
    counts, left_out = _counts(table, header.first, below)
    found = settled(drafts, table, counts, options, SILENT)
    body = table.cells.iloc[header.first :][counts]
    asked = with_several(found.asked, body, (",",), options)
    completed, problems = _completed(table, header.first, below)
    problems += taken_apart(asked, body, table.name)
    told = [*left_out, *problems, *told_ticks(table, found)] if len(counts) else [no_rows(table)]
    return Export(
        table=table,
        first=header.first,
        asked=tuple(asked),
        meta=_roles(header.roles, below),
        completed=completed,
        counts=counts,
        missing=SILENT,
        problems=tuple(told),
    )


def _counts(
    table: Table, first: int, below: Mapping[str, pd.Categorical]
) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Whether each row is a submission, and how many are previews, tests or spam."""
    rows = table.rows[first:]
    out = np.zeros(len(rows), np.bool_)
    if "status" in below:
        out |= flagged(below["status"], _is_not_real)
    if "channel" in below:
        out |= flagged(below["channel"], lambda text: bool(_NOT_REAL_WORDS.search(text)))
    problems = []
    if out.any():
        values, row = {"n": int(out.sum())}, int(rows[out][0])
        problems.append(
            Problem(
                "no real submission", values=values, file=table.name, row=row, severity="warning"
            )
        )
    return ~out, problems


def _is_not_real(status: str) -> bool:
    return status in _NOT_REAL or _NOT_REAL_WORDS.search(status) is not None


def _completed(
    table: Table, first: int, below: Mapping[str, pd.Categorical]
) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Whether each submission was finished: as it says, or by its progress."""
    finished, progress = below.get("finished"), below.get("progress")
    if finished is not None and flagged(finished, lambda t: yes_or_no(t) is not None).all():
        return flagged(finished, lambda text: yes_or_no(text) is True), []
    if progress is not None:
        return flagged(progress, lambda text: number(text) == 100), []
    return np.ones(len(table.rows) - first, np.bool_), [all_finished(table)]


def _roles(roles: Mapping[str, int], below: Mapping[str, pd.Categorical]) -> dict[str, int]:
    """What identifies a submission, and a person where the file says so."""
    found = {"respondent": roles["response"]} if "response" in roles else {}
    for name in ("external", "email"):
        if "person" not in found and name in below and flagged(below[name], bool).any():
            found["person"] = roles[name]
    return found


READERS.add("qualtrics", read_qualtrics)
