"""Question and row in the labels of variables, as platforms write them for SPSS.

No real export was seen: the forms of the labels are those that the same platforms give in
text files.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from relnet.readers.exports.drafts import Draft, all_finished, settled, told_ticks
from relnet.readers.exports.export import Asked
from relnet.readers.exports.forms import export_of, filled, plain
from relnet.readers.exports.headers import are_slots
from relnet.readers.exports.headings import Heading, bracketed, dashed, split
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.readers.exports.export import Export
    from relnet.readers.options import Options
    from relnet.readers.tables import Table

_LONGEST = 252
"""Bytes of a label beyond which it may have been cut off: then its row is not known."""
_STEM = re.compile(r"(.+?)[_.#]?(?:SQ)?\d+", re.IGNORECASE)
_TICKS = frozenset({"1", "yes", "ja", "selected", "checked", "geselecteerd"})
_META = {
    "respondent": ("responseid", "id", "respondentid"),
    "person": ("token", "externalreference", "externaldatareference", "recipientemail"),
}
_DONE = ("finished", "submitdate")


def rosters(table: Table, headings: Sequence[Heading], options: Options) -> Export:
    """Return what the variables of a file ask.

    Parameters
    ----------
    table
        The table, its header the names of the variables.
    headings
        Their labels in parts.
    options
        How it is read.
    """
    names = table.header
    body = table.cells.iloc[1:]
    meta = {
        role: k
        for role, known in _META.items()
        for k in reversed(range(len(names)))
        if plain(names[k]) in known and filled(body, k)
    }
    done = next((k for k, name in enumerate(names) if plain(name) in _DONE), None)
    free = [k for k in range(len(names)) if k not in meta.values() and k != done]
    found = settled(_drafts(names, headings, free), table, np.ones(len(body), np.bool_), options)
    told = [*told_ticks(table, found), *([] if done is not None else [all_finished(table)])]
    export = export_of(table, 1, found.asked, meta, options, problems=told)
    return export if done is None else replace(export, completed=_completed(body[done]))


def headings_of(labels: Sequence[str]) -> list[Heading] | None:
    """Return the labels of variables in parts; ``None`` where they hold no rows.

    They are ``Question - Row`` (Qualtrics), ``[Row] Question`` (LimeSurvey) or ``Question
    [Row]``: the one that most of them are.

    Examples
    --------
    >>> headings_of(["[GGD] Contact?", "[Huis] Contact?", "Remarks"])[0]
    Heading(question='Contact?', row='GGD')
    """
    titles = [" ".join(label.split()) for label in labels]
    ways: list[Callable[[str], list[Heading]]] = [_row_first, bracketed, dashed]
    read = [split(titles, way, least=2) for way in ways]
    best = max(read, key=lambda headings: sum(heading.row != "" for heading in headings))
    return best if any(heading.row for heading in best) else None


def _row_first(text: str) -> list[Heading]:
    """``[Row] Question``."""
    found = re.fullmatch(r"\[(.+?)\] (.+)", text)
    return [Heading(found[2], found[1])] if found else []


def _drafts(names: Sequence[str], headings: Sequence[Heading], free: Sequence[int]) -> list[Draft]:
    rows: dict[str, list[int]] = {}
    for k in free:
        rows.setdefault(headings[k].question if headings[k].row else f"\0{k}", []).append(k)
    found = []
    for some in rows.values():
        slots = len(some) > 1 and are_slots([headings[k].row for k in some])
        stem = _stem([names[k] for k in some])
        found += [_draft(k, names[k], headings[k], stem, slots=slots) for k in some]
    return sorted(found, key=lambda draft: draft.asked.column)


def _draft(column: int, name: str, heading: Heading, stem: str, *, slots: bool) -> Draft:
    question, row = heading
    called = tuple(dict.fromkeys(filter(None, (stem if row else name, question))))
    cut = bool(row) and len(f"{question}{row}".encode()) > _LONGEST
    asked = Asked(column=column, key=name, names=called, row=name if cut else row, is_code=cut)
    ticks = _TICKS | {normal(row)}
    return Draft(asked, block=called[0], ticks=ticks, slots=slots) if row else Draft(asked)


def _stem(names: Sequence[str]) -> str:
    """What the variables of a question have in common; empty where they have nothing."""
    stems = {found[1] if (found := _STEM.fullmatch(name)) else "" for name in names}
    return stems.pop() if len(stems) == 1 else ""


def _completed(texts: pd.Series[str]) -> NDArray[np.bool_]:
    """Whether each submission was finished: a flag, or the time at which it was."""
    return np.asarray(~texts.isin(["", "0", "False", "FALSE", "Onwaar"]))
