"""Exports of LimeSurvey: headers of codes, of expression codes, of full text, or of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.readers.coded import changed, flagged, replaced
from relnet.readers.exports.drafts import (
    NO,
    ONE,
    YES,
    Draft,
    all_finished,
    no_rows,
    settled,
    told_ticks,
)
from relnet.readers.exports.export import Asked, Export
from relnet.readers.exports.headers import are_slots
from relnet.readers.exports.headings import unique
from relnet.readers.exports.limesurvey_metas import meta_columns
from relnet.readers.exports.limesurvey_titles import Title, titles_of
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import READERS, Extract
from relnet.readers.tables import Table
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from relnet.problems import Problem
    from relnet.readers.options import Options


def read_limesurvey(table: Table, options: Options) -> Extract | None:
    """Read an export of LimeSurvey."""
    export = decode_limesurvey(table, options)
    return None if export is None else extract_of(export, options)


def decode_limesurvey(table: Table, options: Options) -> Export | None:
    """Return what the columns of an export of LimeSurvey ask; ``None`` for another table.

    A submission without a date of submission was not finished. A cell with ``'=`` holds
    what stands behind the apostrophe, which LimeSurvey put there.

    Parameters
    ----------
    table
        The table.
    options
        How it is read.
    """
    metas = meta_columns(table)
    if metas is None:
        return None
    table = _unmasked(table)
    n = len(table.rows) - 1
    counts = np.ones(n, np.bool_)
    drafts = _drafts(titles_of(table.header, metas))
    found = settled(drafts, table, counts, options)
    completed, problems = _completed(table, metas.columns)
    ticks = [one.column for one in found.asked if one.tick is not None]
    return Export(
        table=_without_words_for_nothing(table, ticks),
        first=1,
        asked=found.asked,
        meta=_roles(table, metas.columns),
        completed=completed,
        counts=counts,
        problems=tuple([*problems, *told_ticks(table, found)] if n else [no_rows(table)]),
    )


def _unmasked(table: Table) -> Table:
    """The table without the apostrophes before equal signs."""
    columns = [
        changed(column, _without_mask) if any(_is_masked(t) for t in column.categories) else column
        for column in table.columns
    ]
    return Table(table.name, table.label, columns, table.rows)


def _is_masked(text: str) -> bool:
    return text.startswith("'=")


def _without_mask(text: str) -> str:
    return text[1:] if _is_masked(text) else text


def _without_words_for_nothing(table: Table, ticks: Sequence[int]) -> Table:
    """The table with empty cells where nothing was ticked."""
    columns = list(table.columns)
    for k in ticks:
        nothing = flagged(columns[k], lambda text: normal(text) in NO)
        nothing[:1] = False
        columns[k] = replaced(columns[k], nothing, "")
    return Table(table.name, table.label, columns, table.rows)


def _completed(table: Table, columns: Mapping[str, int]) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Whether each submission was finished: it has a date of submission."""
    if "submitdate" not in columns:
        return np.ones(len(table.rows) - 1, np.bool_), [all_finished(table)]
    dates = table.columns[columns["submitdate"]]
    return flagged(dates, lambda text: text != "" and not text.startswith("0000"))[1:], []


def _roles(table: Table, columns: Mapping[str, int]) -> dict[str, int]:
    """What identifies a submission, and a person where the file says so."""
    roles = {"respondent": columns["id"]} if "id" in columns else {}
    for name in ("token", "email"):
        at = columns.get(name)
        if at is not None and "person" not in roles and flagged(table.columns[at], bool)[1:].any():
            roles["person"] = at
    return roles


def _drafts(titles: Sequence[Title]) -> list[Draft]:
    keys = unique(title.key for title in titles)
    rows: dict[str, list[str]] = {}
    for title in titles:
        if title.row:
            rows.setdefault(_block(title), []).append(title.row)
    slots = {name: are_slots(found) for name, found in rows.items()}
    return [_draft(title, key, slots) for title, key in zip(titles, keys, strict=True)]


def _draft(title: Title, key: str, slots: Mapping[str, bool]) -> Draft:
    asked = Asked(
        column=title.column,
        key=key,
        names=title.names,
        row=title.row,
        is_code=title.is_code,
    )
    if not title.row:
        return Draft(asked)
    block = _block(title)
    ticks = ONE if title.is_part else YES
    return Draft(asked, block=block, ticks=ticks, slots=slots[block])


def _block(title: Title) -> str:
    """What the columns of a question share: rows, or rows of one of its parts."""
    return f"{title.question}\n{title.names[0] if title.is_part else ''}"


READERS.add("limesurvey", read_limesurvey)
