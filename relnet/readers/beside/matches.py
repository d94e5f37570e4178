"""The file in which a person says which name is which organisation."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from relnet._files import write_text
from relnet._sheets import write_workbook
from relnet.errors import UsageError, quoted
from relnet.organisations import Organisations, suggest_names
from relnet.problems import DataError
from relnet.readers.beside.whose import Place, whose
from relnet.readers.columns import headed, role_word
from relnet.readers.files import load_list
from relnet.readers.tables import EXCEL_ERRORS, clean
from relnet.readers.values import number
from relnet.wording import Phrase, Wording, expect

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from relnet.problems import Problem
    from relnet.readers.files import Source
    from relnet.readers.tables import Table

Key: TypeAlias = tuple[str, str]

ROLES = ("name", "organisation", "suggestion", "score", "others", "wave", "found_at", "times")
"""The columns of the file, in order."""
NUMBERS = ("score", "times")
NONE_OF_OURS = frozenset("-–—")
"""What a person fills in for a name that is none of the organisations."""
SUGGESTED = 3
"""Organisations that are suggested for a name at most."""
LONGEST = 32_000
"""Characters of a name that a cell of a workbook holds."""
_SPACES = re.compile(r"\s+")
_MASKED = re.compile(r"'(?=[=+\-@#'])")
_FORMULA = re.compile(r"[=+\-@']")


def shown(text: str) -> str:
    r"""Return a name as a file that people edit can hold it, on one line.

    Examples
    --------
    >>> shown(" Zorg\nNoord\x07")
    'Zorg Noord\\x07'
    """
    text = _SPACES.sub(" ", clean(text))
    text = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return _MASKED.sub("", text, count=1)[:LONGEST].strip()


class _Answers(Mapping[Key, "str | None"]):
    """The organisation by wave and name, whatever a file makes of the name."""

    def __init__(self, answers: Mapping[Key, str | None]) -> None:
        self._answers = dict(answers)

    def __getitem__(self, key: Key) -> str | None:
        wave, name = key
        return self._answers[shown(wave), shown(name)]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return repr(self._answers)


@dataclass(frozen=True, slots=True)
class Matches:
    """The names of which a person said what organisation they are.

    Attributes
    ----------
    actors : mapping of (str, str) to str or None
        Wave and name → the preferred name of the organisation, ``None`` for none of ours.
        An empty wave is every wave.
    """

    actors: Mapping[Key, str | None]


def read_matches(
    source: Source, organisations: Organisations, *, encoding: str = "utf-8"
) -> Matches:
    """Read which name is which organisation, as a person confirmed it.

    Parameters
    ----------
    source
        A workbook, CSV or DataFrame as `write_matches` makes it: ``name, organisation`` and
        optional ``wave``. In ``organisation`` stands an id or a name, ``-`` for none of
        ours, or nothing: then the name is still open.
    organisations
        The organisations.
    encoding
        Of a text file that has no byte-order mark and is not UTF-8.

    Returns
    -------
    Matches
        The names that are no longer open.

    Raises
    ------
    DataError
        With every problem found, each with its file, row and column.

    Examples
    --------
    >>> import pandas as pd
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(pd.DataFrame({"id": ["z"], "name": ["Ziekenhuis Zuid"]}))
    >>> names = pd.DataFrame({"name": ["ZZ", "me", "x"], "organisation": ["z", "-", ""]})
    >>> dict(read_matches(names, known).actors)
    {('', 'ZZ'): 'Ziekenhuis Zuid', ('', 'me'): None}
    """
    expect(organisations, Organisations, "organisations", function="read_matches")
    table = load_list(source, "matches", encoding=encoding)
    found = _columns(table)
    rows = [row for row in _rows(table, found) if row.text["organisation"]]
    said = [
        ("" if row.text["organisation"] in NONE_OF_OURS else row.text["organisation"], row.place)
        for row in rows
    ]
    actors, problems = whose(said, organisations)
    problems += [
        row.at("name", found).problem("empty cell", role=role_word("name"))
        for row in rows
        if not row.text["name"]
    ]
    settled = [
        (row, actor)
        for row, actor, (text, _) in zip(rows, actors, said, strict=True)
        if actor or not text
    ]
    problems += _contradictions(settled)
    if problems:
        raise DataError(sorted(problems, key=lambda problem: problem.row or 0))
    return Matches(_Answers({row.key: actor for row, actor in settled}))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file by role; `rest` holds the cells of other columns."""

    text: Mapping[str, str]
    rest: Sequence[str]
    place: Place

    @property
    def key(self) -> Key:
        return shown(self.text["wave"]), shown(self.text["name"])

    def at(self, role: str, found: Mapping[str, int]) -> Place:
        """The place of another cell of the row."""
        return self.place._replace(column=role if role in found else None)


def _columns(table: Table) -> dict[str, int]:
    """The place of the column of each role."""
    return headed(table, ROLES, ROLES[:2], keys="matches", what="matches")


def _rows(table: Table, found: Mapping[str, int]) -> Iterator[_Row]:
    column = table.header[found["organisation"]]
    taken = set(found.values())
    for row, cells in zip(table.rows[1:], table.cells.iloc[1:].to_numpy().tolist(), strict=True):
        text = {role: cells[found[role]] if role in found else "" for role in ROLES}
        rest = [cell for k, cell in enumerate(cells) if k not in taken]
        yield _Row(text, rest, Place(table.name, int(row), column))


def _contradictions(settled: Iterable[tuple[_Row, str | None]]) -> list[Problem]:
    """Names that are two organisations in one wave."""
    first: dict[Key, tuple[_Row, str | None]] = {}
    problems = []
    for row, actor in settled:
        earlier, before = first.setdefault(row.key, (row, actor))
        if actor != before:
            given = {"name": quoted(row.key[1]), "place": str(earlier.place)}
            own, other = (
                quoted(one) if one else Phrase("word.none_of_ours") for one in (actor, before)
            )
            problem = row.place.problem(
                "rows that disagree", "match", **given, first=other, second=own
            )
            problems.append(problem)
    return problems


def write_matches(
    path: str | os.PathLike[str],
    open_names: pd.DataFrame,
    organisations: Organisations,
    earlier: Source | None = None,
    *,
    words: Wording | None = None,
) -> Path:
    """Write the names that a person is to confirm, with what they resemble.

    Parameters
    ----------
    path
        Where to: ``.xlsx`` or ``.csv``; it may be the earlier file.
    open_names
        ``name`` and optional ``wave, found_at, times``: names that are no organisation yet.
    organisations
        The organisations, of which the nearest are suggested.
    earlier
        The file as a person left it. Every row and every word of it is kept, other columns
        too; only names that it does not have are added.
    words
        The language of the headings; English without.

    Returns
    -------
    Path
        The file, with the names that are still open first.

    Raises
    ------
    DataError
        If the earlier file cannot be read.
    UsageError
        If the file cannot be written.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(pd.DataFrame({"name": ["GGD Zuid-Limburg"]}))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     names = pd.DataFrame({"name": ["GGD ZL"], "wave": "2023", "times": 4})
    ...     print(write_matches(f"{folder}/names.csv", names, known).read_text(), end="")
    name,organisation,suggestion,score,other suggestions,wave,found at,times
    GGD ZL,,GGD Zuid-Limburg,93,,2023,,4
    """
    expect(organisations, Organisations, "organisations", function="write_matches")
    path, words = Path(path), words or Wording()
    suffix = path.suffix.casefold()
    if suffix not in {".xlsx", ".csv"}:
        raise UsageError(Phrase("usage.matches.path", path=quoted(path.name)))
    kept, further = _earlier(earlier)
    rows = [*kept, *_added(open_names, organisations, {row.key for row in kept}, len(further))]
    rows.sort(key=lambda row: row.text["organisation"] != "")
    headings = [words(f"matches.{role}") for role in ROLES] + further
    cells = [[*(_cell(role, row.text[role]) for role in ROLES), *row.rest] for row in rows]
    if suffix == ".xlsx":
        filled = [[_safe(cell) or None for cell in row] for row in cells]
        table = pd.DataFrame(filled, columns=pd.Index(headings), dtype=object)
        return write_workbook(path, {words("matches.sheet"): table})
    return write_text(path, _as_csv([headings, *cells]))


def _earlier(source: Source | None) -> tuple[list[_Row], list[str]]:
    """The rows of the earlier file, and the headings of its other columns."""
    if source is None:
        return [], []
    table = load_list(source, "matches")
    found = _columns(table)
    taken = set(found.values())
    further = [column for k, column in enumerate(table.header) if k not in taken]
    return list(_rows(table, found)), further


def _added(
    names: pd.DataFrame, organisations: Organisations, known: set[Key], further: int
) -> Iterator[_Row]:
    """A row for each name that is not yet known, with what it resembles."""
    new: dict[Key, dict[str, str]] = {}
    for given in names.to_dict("records"):
        text = {r: shown(str(given.get(r, ""))) for r in ("name", "wave", "found_at", "times")}
        key = text["wave"], text["name"]
        if text["name"] and not {key, ("", text["name"])} & known:
            new.setdefault(key, text)
    near = suggest_names([name for _, name in new], organisations, most=SUGGESTED)
    best = dict(tuple(near.groupby("name", sort=False)))
    for (_, name), text in new.items():
        actors = best[name]["actor"].tolist() if name in best else []
        score = f"{best[name]['score'].iloc[0]:.0f}" if actors else ""
        suggested = {"suggestion": (actors or [""])[0], "others": " | ".join(actors[1:])}
        everything = dict.fromkeys(ROLES, "") | text | suggested | {"score": score}
        yield _Row(everything, [""] * further, Place("", 0, None))


def _cell(role: str, text: str) -> object:
    """A score or count as a number, all else as text."""
    value = number(text) if role in NUMBERS else None
    if value is None:
        return text
    return int(value) if value.is_integer() else value


def _safe(cell: object) -> object:
    """A cell that no spreadsheet takes for an error."""
    return f"'{cell}" if isinstance(cell, str) and cell in EXCEL_ERRORS else cell


def _as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as lines with commas; text that a spreadsheet would run as a formula is masked."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in rows:
        writer.writerow([_unrun(_safe(cell)) for cell in row])
    return file.getvalue()


def _unrun(cell: object) -> object:
    runs = isinstance(cell, str) and len(cell) > 1 and _FORMULA.match(cell)
    return f"'{cell}" if runs and not _MASKED.match(str(cell)) else cell
