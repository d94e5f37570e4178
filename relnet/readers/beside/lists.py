"""The lists beside the reports: roster, register, respondents, unobserved cells, events, milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError, printable, quoted
from relnet.problems import DataError, Problem
from relnet.readers.beside.events import NEEDED, events_of
from relnet.readers.beside.milestones import milestones_of
from relnet.readers.columns import Columns, missing_column, role_word, unused_columns
from relnet.readers.files import load_list
from relnet.readers.questions import name_questions, parse_answers, unreadable
from relnet.readers.tables import without_rows
from relnet.readers.values import number, yes_or_no
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.readers.options import Coding, Part
    from relnet.readers.tables import Table
    from relnet.wording import Value


class Lists:
    """Reads the lists of one survey and gathers their problems.

    Attributes
    ----------
    problems : list of Problem
        What could not be read so far.
    files : list of (str, int)
        Name and number of rows of each list.
    headers : list of list of str
        Their columns.
    registers : list of DataFrame
        The registers that rosters with a column ``answered`` are besides.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.files: list[tuple[str, int]] = []
        self.headers: list[list[str]] = []
        self.registers: list[pd.DataFrame] = []

    def read(self, kind: str, parts: Iterable[Part]) -> tuple[pd.DataFrame, ...]:
        """Read the lists of one kind: one of the methods below."""
        tables = [(part, getattr(self, kind)(part)) for part in parts]
        return tuple(self._of_wave(table, part) for part, table in tables if table is not None)

    def _of_wave(self, table: pd.DataFrame, part: Part) -> pd.DataFrame:
        """The table with the wave that its file is of, where that is known."""
        if part.wave is not None and "wave" not in table:
            table.insert(0, "wave", part.wave)
            table.attrs["columns"]["wave"] = None
        return table

    def _load(self, part: Part, what: str) -> Table | None:
        """The one table of a file."""
        try:
            table = load_list(part.source, what, encoding=part.options.encoding, name=part.name)
        except DataError as error:
            self.problems += error.problems
            return None
        except UsageError as error:
            if not part.name:
                raise
            self.problems.append(absent_sheet(part, error))
            return None
        table, skipped = without_rows(table, part.options.skip_rows)
        self.problems += skipped
        self.headers.append(table.header)
        return table

    def _open(
        self, part: Part, roles: tuple[str, ...], needed: tuple[str, ...], what: str
    ) -> tuple[pd.DataFrame, Columns] | None:
        table = self._load(part, what)
        if table is None:
            return None
        columns = Columns(table, roles, part.options.columns)
        self.problems += columns.problems
        absent = [role for role in needed if role not in columns]
        if absent:
            self.problems.append(missing_column(table, absent, what))
        if absent or columns.problems:
            return None
        self.files.append((table.name, len(table.rows) - 1))
        return table.body(), columns

    def _empty(self, body: pd.DataFrame, columns: Columns, role: str) -> None:
        column = columns.found[role]
        for row in body.index[(body[column] == "").to_numpy()]:
            self._problem(columns, "empty cell", int(row), role, {"role": role_word(role)})

    def _problem(
        self,
        columns: Columns,
        kind: str,
        row: int,
        role: str,
        values: Mapping[str, Value],
        variant: str = "",
    ) -> None:
        file, column = columns.table.name, columns.found.get(role)
        self.problems.append(
            Problem(kind, variant=variant, values=values, file=file, row=row, column=column)
        )

    def roster(self, part: Part) -> pd.DataFrame | None:
        """Read ``wave?, actor`` and the attributes."""
        opened = self._open(part, ("wave", "id"), ("id",), "roster")
        if opened is None:
            return None
        body, columns = opened
        table = self._table(body, columns, {"id": "actor"})
        keys = [role for role in ("wave", "actor") if role in table]
        if "answered" in body:
            register = self._own_register(table, body, columns)
            self.registers.append(self._of_wave(register, part))
        twice = table.duplicated(keys, keep="first") & (table["actor"] != "")
        for row in table.index[twice.to_numpy()]:
            values = {"name": quoted(table.at[row, "actor"])}
            variant = "wave" if len(keys) > 1 else ""
            self._problem(columns, "duplicate roster id", int(row), "id", values, variant)
        for column in columns.unused():
            if column == "answered":
                continue
            name = column if column not in {"wave", "actor"} else f"{column}_"
            table[name] = attribute(body[column])
        return table

    def _own_register(
        self, table: pd.DataFrame, body: pd.DataFrame, columns: Columns
    ) -> pd.DataFrame:
        """The register that a roster with a column ``answered`` is besides."""
        columns.found["answered"] = "answered"
        register = table.assign(answered=self._flags(body, columns, "answered"))
        register.attrs["file"] = columns.table.name
        register.attrs["columns"] = table.attrs["columns"] | {"answered": "answered"}
        return register

    def register(self, part: Part) -> pd.DataFrame | None:
        """Read ``wave?, actor, answered``; without a column for it, who is listed answered."""
        opened = self._open(part, ("wave", "id", "answered"), ("id",), "register")
        if opened is None:
            return None
        body, columns = opened
        table = self._table(body, columns, {"id": "actor"})
        table["answered"] = self._flags(body, columns, "answered")
        keys = [role for role in ("wave", "actor") if role in table]
        self._contradictions(table, columns, keys, ("answered",))
        self._remark(body, columns, "answered")
        return table

    def respondents(self, part: Part) -> pd.DataFrame | None:
        """Read ``wave?, respondent, actor, layer, completed, person``."""
        roles = ("wave", "respondent", "actor", "layer", "completed", "person")
        opened = self._open(part, roles, ("respondent", "actor"), "respondents")
        if opened is None:
            return None
        body, columns = opened
        actor = body[columns.found["actor"]]
        for row in body.index[(actor == "").to_numpy()]:
            name = {"name": quoted(body.at[row, columns.found["respondent"]])}
            self._problem(columns, "respondent of no organisation", int(row), "actor", name, "list")
        table = self._table(body, columns, {"respondent": "respondent"}).assign(actor=actor)
        for role in ("wave", "respondent", "actor"):
            if role in table:
                table[role] = columns.table.below(columns.found[role])
        for role in ("layer", "person"):
            table[role] = body[columns.found[role]] if role in columns else ""
        table["completed"] = self._flags(body, columns, "completed")
        keys = [role for role in ("wave", "respondent", "actor") if role in table]
        self._contradictions(table, columns, keys, ("completed", "layer", "person"))
        self._remark(body, columns, "completed")
        return table

    def unobserved(self, part: Part) -> pd.DataFrame | None:
        """Read ``wave?, relation?, actor, partner, state``."""
        roles = ("wave", "actor", "partner", "relation", "code")
        opened = self._open(part, roles, ("actor", "partner"), "unobserved cells")
        if opened is None:
            return None
        body, columns = opened
        table = self._table(body, columns, {"actor": "actor", "partner": "partner"})
        table["relation"] = body[columns.found["relation"]] if "relation" in columns else ""
        code = body[columns.found["code"]] if "code" in columns else pd.Series("", body.index)
        impossible = code.str.casefold().str.replace("[ -]", "_", regex=True) == "structural_zero"
        table["state"] = np.where(impossible, "impossible", "unobserved")
        keys = [role for role in ("wave", "relation", "actor", "partner") if role in table]
        self._contradictions(table, columns, keys, ("state",))
        self._remark(body, columns)
        return table

    def items(self, part: Part) -> pd.DataFrame | None:
        """Read ``wave?, respondent?, actor?, partner?, item, value``."""
        roles = ("item", "wave", "respondent", "actor", "partner", "value")
        opened = self._open(part, roles, ("item", "value"), "items")
        if opened is None:
            return None
        body, columns = opened
        if not {"respondent", "actor"} & columns.found.keys():
            self.problems.append(missing_column(columns.table, ["actor"], "items"))
            return None
        who = [role for role in ("respondent", "actor") if role in columns]
        table = self._table(body, columns, {"item": "item", **{role: role for role in who[:1]}})
        for role in ("respondent", "actor", "partner"):
            if role not in table:
                table[role] = body[columns.found[role]] if role in columns else ""
        names, strange = name_questions(
            table["item"].to_numpy(object), columns, "item", part.options.coding
        )
        texts = body[columns.found["value"]].to_numpy(object)
        values = parse_answers(texts, names, part.options.coding)
        self.problems += strange
        self.problems += unreadable(columns, texts, names, values, part.options.coding)
        self._about(columns, table.assign(item=names), part.options.coding)
        self._remark(body, columns)
        return table.assign(item=names, value=values.value)

    def _about(self, columns: Columns, table: pd.DataFrame, coding: Coding) -> None:
        """An error for each item that is on a partner where it should not be, or not."""
        for item, part in table.groupby("item", sort=False):
            about = coding.about.get(str(item))
            named = (part["partner"] != "").to_numpy()
            odd = part[named if about == "own" else ~named]
            if about is not None and len(odd):
                values: dict[str, Value] = {"name": quoted(item), "n": len(odd)}
                self._problem(
                    columns, "rating of another kind", int(odd.index[0]), "partner", values, about
                )

    def events(self, part: Part) -> pd.DataFrame | None:
        """Read ``date?, wave, event, actor, into``."""
        table = self._load(part, "events")
        if table is None:
            return None
        self.files.append((table.name, len(table.rows) - 1))
        events, problems = events_of(table, part.options.columns, needed=("wave", *NEEDED))
        self.problems += problems
        return events

    def milestones(self, part: Part) -> pd.DataFrame | None:
        """Read ``date, title, title_nl, title_en``."""
        table = self._load(part, "milestones")
        if table is None:
            return None
        self.files.append((table.name, len(table.rows) - 1))
        milestones, problems = milestones_of(table, part.options.columns)
        self.problems += problems
        return milestones

    def _table(
        self, body: pd.DataFrame, columns: Columns, roles: Mapping[str, str]
    ) -> pd.DataFrame:
        """The columns that must be filled, with the wave if there is one, by row number."""
        named = {"wave": "wave", **roles} if "wave" in columns else roles
        for role in named:
            self._empty(body, columns, role)
        table = pd.DataFrame({name: body[columns.found[role]] for role, name in named.items()})
        table.attrs["file"] = columns.table.name
        table.attrs["columns"] = {name: columns.found[role] for role, name in named.items()} | {
            role: column for role, column in columns.found.items() if role not in named
        }
        return table

    def _contradictions(
        self, table: pd.DataFrame, columns: Columns, keys: list[str], said: Sequence[str]
    ) -> None:
        """Rows on one thing that say different things of it."""
        again = table.duplicated(keys).to_numpy()
        for what in said if again.any() else ():
            odd = table.groupby(keys)[what].transform("nunique") > 1
            for row in table.index[odd.to_numpy() & again]:
                role = {"state": "code"}.get(what, what)
                name = {"name": quoted(table.at[row, "actor"])}
                self._problem(columns, "rows that disagree", int(row), role, name)

    def _remark(self, body: pd.DataFrame, columns: Columns, flag: str | None = None) -> None:
        """Say which columns are not read; one with yes and no that is not read is an error."""
        unused = columns.unused()
        if flag is not None and flag not in columns:
            for column in unused:
                texts = [text for text in _first(body[column]).unique() if text]
                if texts and all(yes_or_no(text) is not None for text in texts):
                    self.problems.append(_unknown_flag(columns.table, flag, column))
        if unused:
            self.problems.append(unused_columns(columns))

    def _flags(self, body: pd.DataFrame, columns: Columns, role: str) -> list[bool]:
        if role not in columns:
            return [True] * len(body)
        flags = [yes_or_no(text) for text in body[columns.found[role]]]
        for row, flag in zip(body.index, flags, strict=True):
            if flag is None:
                text = {"value": quoted(body.at[row, columns.found[role]])}
                self._problem(columns, "unreadable value", int(row), role, text, "flag")
        return [bool(flag) for flag in flags]


def absent_sheet(part: Part, error: UsageError) -> Problem:
    """Return the error for a sheet that a study names and that is not in the workbook."""
    reason = error.args[0]
    return Problem("absent sheet", values={"reason": reason}, file=part.name)


def _unknown_flag(table: Table, flag: str, column: str) -> Problem:
    """A column of yes and no that may or may not be the one that is looked for."""
    values: dict[str, Value] = {
        "state": Phrase(f"word.state.{flag}"),
        "flag": flag,
        "column": printable(column, 200),
    }
    return Problem(
        "missing column",
        variant="flag",
        values=values,
        file=table.name,
        row=int(table.rows[0]),
        column=column,
    )


def attribute(column: pd.Series[str] | pd.DataFrame) -> pd.Series:
    """Return an attribute as numbers where all of it is, empty cells missing."""
    column = _first(column)
    filled = column[column != ""]
    numbers = [number(text) for text in filled.unique()]
    if len(filled) and all(value is not None for value in numbers):
        values = filled.map(dict(zip(filled.unique(), numbers, strict=True)))
        return values.astype("float64").reindex(column.index).convert_dtypes()
    return column.where(column != "", None)


def _first(column: pd.Series[str] | pd.DataFrame) -> pd.Series[str]:
    """The column, the first of them where several have one name."""
    return column.iloc[:, 0] if isinstance(column, pd.DataFrame) else column
