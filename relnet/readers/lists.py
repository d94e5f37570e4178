"""The lists beside the reports: roster, register, respondents, unobserved cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import DataError, Problem, printable
from relnet.readers.columns import Columns
from relnet.readers.tables import load, names_of
from relnet.readers.values import number, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.readers.tables import Source, Table


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
    """

    def __init__(self, mapping: Mapping[str, str], encoding: str) -> None:
        self._mapping = mapping
        self._encoding = encoding
        self.problems: list[Problem] = []
        self.files: list[tuple[str, int]] = []
        self.headers: list[list[str]] = []

    def _open(
        self, source: Source | None, roles: tuple[str, ...], needed: tuple[str, ...], what: str
    ) -> tuple[pd.DataFrame, Columns] | None:
        if source is None:
            return None
        try:
            table = self._single(source, what)
        except DataError as error:
            self.problems += error.problems
            return None
        self.headers.append(table.header)
        columns = Columns(table, roles, self._mapping)
        self.problems += columns.problems
        absent = [role for role in needed if role not in columns]
        if absent:
            shown = ", ".join(repr(printable(c)) for c in table.header)
            self.problems.append(
                Problem("missing column", f"columns {shown}", f"a column for {' and '.join(absent)} "
                        f"in the {what}", table.name, int(table.rows[0]))
            )  # fmt: skip
        if absent or columns.problems:
            return None
        self.files.append((table.name, len(table.rows) - 1))
        return table.body(), columns

    def _single(self, source: Source, what: str) -> Table:
        (name,) = names_of([source])
        name = what if isinstance(source, pd.DataFrame) else name
        tables = load(source, name=name, encoding=self._encoding)
        if len(tables) > 1:
            sheets = ", ".join(table.name for table in tables)
            problem = Problem("several sheets", sheets, f"one sheet for the {what}: name it as "
                              "FILE.xlsx[SHEET]", name)  # fmt: skip
            raise DataError([problem])
        return tables[0]

    def _empty(self, body: pd.DataFrame, columns: Columns, role: str) -> None:
        column = columns.found[role]
        for row in body.index[(body[column] == "").to_numpy()]:
            self._problem(columns, "empty cell", "nothing", f"one for the {role}", int(row), role)

    def _problem(
        self, columns: Columns, kind: str, found: str, expected: str, row: int, role: str
    ) -> None:
        column = columns.found.get(role)
        self.problems.append(Problem(kind, found, expected, columns.table.name, row, column))

    def roster(self, source: Source | None) -> pd.DataFrame | None:
        """Read ``wave?, actor`` and the attributes; ``row`` is the index."""
        opened = self._open(source, ("wave", "id"), ("id",), "roster")
        if opened is None:
            return None
        body, columns = opened
        self._empty(body, columns, "id")
        keys = [columns.found[role] for role in ("wave", "id") if role in columns]
        twice = body.duplicated(keys, keep="first") & (body[columns.found["id"]] != "")
        for row in body.index[twice.to_numpy()]:
            name = printable(body.at[row, columns.found["id"]])
            self._problem(columns, "duplicate roster id", repr(name),
                          "each id once" + (" a wave" if len(keys) > 1 else ""), int(row), "id")  # fmt: skip
        table = pd.DataFrame({"actor": body[columns.found["id"]]})
        if "wave" in columns:
            table.insert(0, "wave", body[columns.found["wave"]])
        for column in columns.unused():
            name = column if column not in {"wave", "actor", "answered"} else f"{column}_"
            table[name] = _attribute(body[column])
        return table

    def register(self, source: Source | None) -> pd.DataFrame | None:
        """Read ``wave?, actor, answered``; without a column for it, who is listed answered."""
        opened = self._open(source, ("wave", "id", "answered"), ("id",), "register")
        if opened is None:
            return None
        body, columns = opened
        self._empty(body, columns, "id")
        table = pd.DataFrame({"actor": body[columns.found["id"]]})
        table["answered"] = self._flags(body, columns, "answered")
        if "wave" in columns:
            table.insert(0, "wave", body[columns.found["wave"]])
        return table

    def respondents(self, source: Source | None) -> pd.DataFrame | None:
        """Read ``wave?, respondent, actor, layer, completed``."""
        roles = ("wave", "respondent", "actor", "layer", "completed")
        opened = self._open(source, roles, ("respondent", "actor"), "respondents")
        if opened is None:
            return None
        body, columns = opened
        self._empty(body, columns, "respondent")
        actor = body[columns.found["actor"]]
        for row in body.index[(actor == "").to_numpy()]:
            name = printable(body.at[row, columns.found["respondent"]])
            self._problem(columns, "respondent of no organisation", f"no actor for {name!r}",
                          "the actor for whom the respondent answers", int(row), "actor")  # fmt: skip
        table = pd.DataFrame({"respondent": body[columns.found["respondent"]], "actor": actor})
        table["layer"] = body[columns.found["layer"]] if "layer" in columns else ""
        table["completed"] = self._flags(body, columns, "completed")
        if "wave" in columns:
            table.insert(0, "wave", body[columns.found["wave"]])
        return table

    def unobserved(self, source: Source | None) -> pd.DataFrame | None:
        """Read ``wave?, relation?, actor, partner, state``."""
        roles = ("wave", "actor", "partner", "relation", "code")
        opened = self._open(source, roles, ("actor", "partner"), "unobserved cells")
        if opened is None:
            return None
        body, columns = opened
        self._empty(body, columns, "actor")
        self._empty(body, columns, "partner")
        table = pd.DataFrame({role: body[columns.found[role]] for role in ("actor", "partner")})
        table["relation"] = body[columns.found["relation"]] if "relation" in columns else ""
        code = body[columns.found["code"]] if "code" in columns else pd.Series("", body.index)
        impossible = code.str.casefold().str.replace("[ -]", "_", regex=True) == "structural_zero"
        table["state"] = np.where(impossible, "impossible", "unobserved")
        if "wave" in columns:
            table.insert(0, "wave", body[columns.found["wave"]])
        return table

    def _flags(self, body: pd.DataFrame, columns: Columns, role: str) -> list[bool]:
        if role not in columns:
            return [True] * len(body)
        flags = [yes_or_no(text) for text in body[columns.found[role]]]
        for row, flag in zip(body.index, flags, strict=True):
            if flag is None:
                text = repr(printable(body.at[row, columns.found[role]]))
                self._problem(columns, "unreadable value", text, "yes or no (ja, nee, 1, 0)",
                              int(row), role)  # fmt: skip
        return [bool(flag) for flag in flags]


def _attribute(column: pd.Series[str] | pd.DataFrame) -> pd.Series:
    """An attribute as numbers where all of it is, empty cells missing."""
    if isinstance(column, pd.DataFrame):  # two columns of one name: keep the first's values
        column = column.iloc[:, 0]
    filled = column[column != ""]
    numbers = [number(text) for text in filled.unique()]
    if len(filled) and all(value is not None for value in numbers):
        values = filled.map(dict(zip(filled.unique(), numbers, strict=True)))
        return values.astype("float64").reindex(column.index).convert_dtypes()
    return column.where(column != "", None)
