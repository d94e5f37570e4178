"""The sheet in which a person says which column of an export is on which organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pandas as pd

from relnet._sheets import write_workbook
from relnet.errors import UsageError, quoted
from relnet.problems import DataError
from relnet.readers.beside.whose import Place
from relnet.readers.columns import headed, role_word
from relnet.readers.files import load_list
from relnet.wording import Phrase, Wording

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from relnet.problems import Problem
    from relnet.readers.files import Source
    from relnet.readers.tables import Table

Key: TypeAlias = tuple[str, str, str]

ROLES = ("file", "column", "answer", "text", "question", "organisation")
"""The columns of the sheet, in order; the first three say what a row is on."""
NEEDED = ("file", "column", "organisation")
NONE = frozenset("-–—")
"""What a person fills in for a column that is not read, or is on none of the organisations."""


class Entry(NamedTuple):
    """What a person said of a column, or of one answer in it; empty where they did not."""

    question: str
    organisation: str

    @property
    def is_left_out(self) -> bool:
        """Whether the column is not to be read."""
        return self.question in NONE or self.organisation in NONE


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column of an export asks what, of whom.

    Attributes
    ----------
    name
        What messages call the sheet.
    entries
        File, column and answer (empty for the column itself) → what was said of it.
    """

    name: str
    entries: Mapping[Key, Entry] = field(default_factory=dict)

    def of(self, file: str, column: str, answer: str = "") -> Entry:
        """Return what was said of a column, or of an answer in it."""
        return self.entries.get((file, column, answer), Entry("", ""))


def read_column_map(source: Source, *, name: str = "") -> ColumnMap:
    """Read which column of an export is on which organisation.

    Parameters
    ----------
    source
        A workbook, CSV or DataFrame as `write_column_map` makes it: ``file, column,
        organisation`` and optional ``answer, text, question``. In ``organisation`` stands an
        id or a name, ``-`` for a column that is not to be read, or nothing: then it is open.
    name
        How messages call it.

    Returns
    -------
    ColumnMap
        What was said of each column, by file, column and answer.

    Raises
    ------
    DataError
        With every problem found, each with its file, row and column.

    Examples
    --------
    >>> rows = {"file": ["2023.csv"], "column": ["Q1[SQ001]"], "organisation": ["GGD Lindeland"]}
    >>> read_column_map(pd.DataFrame(rows)).of("2023.csv", "Q1[SQ001]").organisation
    'GGD Lindeland'
    """
    table = load_list(source, "column map", name=name)
    found = _columns(table)
    entries: dict[Key, Entry] = {}
    places: dict[Key, Place] = {}
    problems: list[Problem] = []
    for row, cells in zip(table.rows[1:], table.cells.iloc[1:].to_numpy().tolist(), strict=True):
        text = {role: cells[found[role]] if role in found else "" for role in ROLES}
        place = Place(table.name, int(row), table.header[found["organisation"]])
        key, entry = _said(text)
        for role in ("file", "column"):
            if not text[role]:
                where = place._replace(column=table.header[found[role]])
                problems.append(where.problem("empty cell", role=role_word(role)))
        if entries.get(key, entry) != entry:
            given = {"name": quoted(text["column"]), "place": str(places[key])}
            problems.append(place.problem("rows that disagree", "column", **given))
        entries.setdefault(key, entry)
        places.setdefault(key, place)
    if problems:
        raise DataError(problems)
    return ColumnMap(table.name, entries)


def known_columns(source: Source, *, name: str = "") -> ColumnMap:
    """Return the column map in a file, and one without entries where there is none yet."""
    if isinstance(source, str | Path) and not Path(source).exists():
        return ColumnMap(name or Path(source).name)
    return read_column_map(source, name=name)


def _said(text: Mapping[str, str]) -> tuple[Key, Entry]:
    key = (text["file"], text["column"], text["answer"])
    return key, Entry(text["question"], text["organisation"])


def _columns(table: Table) -> dict[str, int]:
    return headed(table, ROLES, NEEDED, keys="column_map", what="column map")


def write_column_map(
    path: str | os.PathLike[str],
    rows: pd.DataFrame,
    earlier: Source | None = None,
    *,
    words: Wording | None = None,
) -> Path:
    """Write the sheet for a person to complete; what they said earlier stays.

    Parameters
    ----------
    path
        A workbook (``.xlsx``).
    rows
        ``file, column, answer, text, question, organisation``: what is known of each column.
    earlier
        The sheet as it is.
    words
        The language of its headings; English without.

    Returns
    -------
    Path
        The sheet.

    Raises
    ------
    UsageError
        If it is no workbook, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> cells = ("2023.csv", "Q1[SQ001]", "", "Q1 – SQ001", "information", "")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_column_map(f"{folder}/columns.xlsx", pd.DataFrame([cells], columns=ROLES))
    ...     read_column_map(path).of("2023.csv", "Q1[SQ001]").question
    'information'
    """
    if Path(path).suffix.lower() != ".xlsx":
        raise UsageError(Phrase("usage.write.column_map", file=quoted(Path(path).name)))
    words = words or Wording()
    before = _earlier(earlier)
    keys = list(ROLES[:3])
    table = pd.concat([before, rows[list(ROLES)]], ignore_index=True).drop_duplicates(keys)
    table = table.rename(columns={role: words(f"column_map.{role}") for role in ROLES})
    return write_workbook(path, {words("column_map.sheet"): table})


def _earlier(source: Source | None) -> pd.DataFrame:
    if source is None:
        return pd.DataFrame(columns=list(ROLES))
    table = load_list(source, "column map")
    found = _columns(table)
    body = table.cells.iloc[1:]
    return pd.DataFrame({role: body[found[role]] if role in found else "" for role in ROLES})
