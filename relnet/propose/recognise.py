"""What the files of a folder seem to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.organisations import normal_form
from relnet.problems import DataError, Problem
from relnet.propose.platforms import asked_in
from relnet.readers.beside.events import ROLES as EVENT_ROLES
from relnet.readers.columns import Columns
from relnet.readers.files import load
from relnet.readers.layouts import READERS
from relnet.readers.options import NO_CODES, Options
from relnet.readers.waves import ordered_waves
from relnet.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from relnet.propose.platforms import Questionnaire
    from relnet.readers.tables import Table

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".csv.gz")
"""Files that are looked into."""
ANSI = "cp1252"
"""The encoding of text files on a Dutch Windows that are not UTF-8."""
MOST_FILES = 500
"""Files beyond which a folder is not one study."""
SHEETS = {
    "organisations": {"organisations", "organizations", "organisaties"},
    "names": {"names", "namen"},
    "attributes": {"attributes", "kenmerken"},
    "events": {"events", "gebeurtenissen"},
}
"""Sheets of a workbook of organisations, by what they are called."""


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A table, and what it seems to be.

    Attributes
    ----------
    path
        From the folder on, with the sheet of a workbook.
    kind
        A key of the study file (``"reports"``, ``"roster"``, …), a sheet of organisations
        (``"organisations"``, ``"events"``, …), ``"matches"``, or empty where it could not
        be told.
    wave
        The wave that its name speaks of; empty where it speaks of none.
    header
        Its columns.
    rows : DataFrame
        The texts of the columns that were recognised, by role.
    rest : DataFrame
        Those of the other columns, by their names.
    encoding
        Of a text file that is not UTF-8; else empty.
    questionnaire
        What it asks, where it is the export of a survey platform.
    is_matrix
        Whether it is a matrix of answers.
    """

    path: str
    kind: str
    wave: str
    header: tuple[str, ...]
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    rest: pd.DataFrame = field(default_factory=pd.DataFrame)
    encoding: str = ""
    questionnaire: Questionnaire | None = None
    is_matrix: bool = False

    @property
    def shows_silence(self) -> bool:
        """Whether it has, as answers, a row for who answered and named nobody."""
        asked = self.questionnaire is not None or "respondent" in self.rows
        return self.kind == "reports" and (asked or self.is_matrix)

    @property
    def waves(self) -> list[str]:
        """The waves of its column of waves, or that of its name."""
        if "wave" in self.rows:
            return ordered_waves([wave for wave in self.rows["wave"].unique() if wave])
        return [self.wave] if self.wave else []


def recognise(folder: Path) -> tuple[list[Finding], list[Problem]]:
    """Return what each table in a folder seems to be, and what cannot be read.

    Files of which the name begins with a dot or ``~$`` are passed over.
    """
    findings: list[Finding] = []
    problems: list[Problem] = []
    for file in _files(folder):
        name = file.relative_to(folder).as_posix()
        try:
            tables, encoding = _tables(file, name)
        except DataError as error:
            problems += error.problems
            continue
        alone = len(tables) == 1
        found = [_finding(name, table, alone=alone) for table in tables]
        findings += [replace(finding, encoding=encoding) for finding in found]
    names = {
        normal_form(name)
        for finding in findings
        for role in ("actor", "partner")
        if finding.kind == "reports" and role in finding.rows
        for name in finding.rows[role].unique()
    }
    return [_held_against(finding, names) for finding in findings], problems


def _tables(file: Path, name: str) -> tuple[tuple[Table, ...], str]:
    """The tables of a file, and its encoding where that is not UTF-8."""
    try:
        return load(file, name=name), ""
    except DataError as error:
        if any(problem.variant == "encoding" for problem in error.problems):
            return load(file, name=name, encoding=ANSI), ANSI
        raise


def _held_against(finding: Finding, names: set[str]) -> Finding:
    """A list of who was asked or answered has the organisations of the reports, each once."""
    if finding.kind not in {"roster", "register"} or not names:
        return finding
    keys = [role for role in ("wave", "id") if role in finding.rows]
    own = [normal_form(name) for name in finding.rows["id"]]
    known = sum(name in names for name in own)
    once = not finding.rows.duplicated(keys).any() or finding.kind == "register"
    return finding if once and known * 2 >= len(own) else replace(finding, kind="")


def _files(folder: Path) -> list[Path]:
    """The files of a folder and of the folders in it."""
    found = [
        file
        for pattern in ("*", "*/*")
        for file in sorted(folder.glob(pattern))
        if file.is_file()
        and file.name.lower().endswith(ENDINGS)
        and not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    ]
    return found[:MOST_FILES]


def _finding(name: str, table: Table, *, alone: bool) -> Finding:
    path = name if alone else f"{name}[{table.label}]"
    wave = year(table.label) or year(name) or ""
    asked = asked_in(table)
    if asked is not None:
        header = tuple(table.header)
        return Finding(path, "reports", wave, header, asked.rows, questionnaire=asked)
    kind, roles = _kind(table)
    rows, rest = _texts(table, roles), _rest(table, roles)
    matrix = kind == "reports" and not roles
    return Finding(path, kind, wave, tuple(table.header), rows, rest, is_matrix=matrix)


def year(text: str) -> str | None:
    """Return the last year in a text.

    Examples
    --------
    >>> year("2023/answers.csv"), year("survey 2021-2023.xlsx"), year("a.csv")
    ('2023', '2023', None)
    """
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return years[-1] if years else None


def _kind(table: Table) -> tuple[str, dict[str, str]]:
    """What a table seems to be, and the column of each role that it has."""
    if {Wording(language)("matches.suggestion") for language in LANGUAGES} & set(table.header):
        return "matches", {}
    for title, names in SHEETS.items():
        if table.label.strip().casefold() in names:
            return title, _columns(table, ("id",))
    for kind, needed, roles in _shapes():
        found = _columns(table, roles)
        if needed <= found.keys():
            return kind, found
    is_matrix = READERS["matrix"](table, Options(coding=NO_CODES)) is not None
    return ("reports", {}) if is_matrix else ("", {})


def _shapes() -> Iterator[tuple[str, set[str], tuple[str, ...]]]:
    """Kinds of tables by the roles that they need, the most particular first."""
    yield "events", {"event", "actor", "successor"}, EVENT_ROLES
    reports = ("wave", "respondent", "actor", "partner", "relation", "value")
    yield "items", {"item", "value", "actor"}, ("item", *reports)
    yield "items", {"item", "value", "respondent"}, ("item", *reports)
    yield (
        "unobserved",
        {"actor", "partner", "code"},
        ("wave", "actor", "partner", "relation", "code"),
    )
    yield "reports", {"actor", "partner"}, reports
    yield "reports", {"respondent", "partner"}, reports
    people = ("wave", "respondent", "actor", "layer", "completed")
    yield "respondents", {"respondent", "actor"}, people
    yield "register", {"id", "answered"}, ("wave", "id", "answered")
    yield "roster", {"id"}, ("wave", "id")


def _columns(table: Table, roles: Sequence[str]) -> dict[str, str]:
    return Columns(table, roles, {}).found if len(table.rows) > 1 else {}


def _rest(table: Table, roles: dict[str, str]) -> pd.DataFrame:
    """The columns that play no role, the first of those with one name."""
    names = [name for name in dict.fromkeys(table.header) if name and name not in roles.values()]
    cells = table.cells.iloc[1:].reset_index(drop=True)
    return pd.DataFrame({name: cells.iloc[:, table.header.index(name)] for name in names})


def _texts(table: Table, roles: dict[str, str]) -> pd.DataFrame:
    """The columns that play a role, by its name; of a matrix who reports on whom."""
    if roles:
        cells, header = table.cells.iloc[1:], table.header
        columns = {role: cells.iloc[:, header.index(name)] for role, name in roles.items()}
        return pd.DataFrame(columns).reset_index(drop=True)
    extract = READERS["matrix"](table, Options(coding=NO_CODES))
    if extract is None:
        return pd.DataFrame()
    reports = extract.reports
    value = reports["value"].map(lambda number: f"{number:g}" if np.isfinite(number) else "")
    return reports[["actor", "partner"]].assign(value=value.astype("str"))
