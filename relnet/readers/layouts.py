"""What every reader of a file layout returns, and the registries of readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from relnet._registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.problems import Problem
    from relnet.readers.files import File
    from relnet.readers.options import Options
    from relnet.readers.tables import Table

COLUMNS = (
    "wave",
    "respondent",
    "actor",
    "partner",
    "relation",
    "value",
    "missing",
    "impossible",
    "row",
)
DEFAULT_RELATION = "relation"
"""Name of the relation where the file does not name one."""


@dataclass(frozen=True, slots=True, eq=False)
class Extract:
    """The reports of one table, as found: nothing is checked against other tables yet.

    Attributes
    ----------
    table
        Where they come from.
    reports : DataFrame
        `COLUMNS`; text is empty where the table has no such column. A row without a
        partner says that its actor answered and named nobody.
    has_wave, has_respondents
        Whether the table has these columns.
    directional
        Whether the layout itself says which way a tie runs (edge lists and matrices do).
    columns
        Role → column, for messages.
    rows
        Rows of the table that should be accounted for.
    one_a_row
        Whether each report has a row of its own.
    absent
        Actors whom the layout names and gives no row (a matrix): they did not answer.
    empty
        Those whose row is empty.
    shows_silence
        Whether the layout has a row for who answered and named nobody, so that one without a
        report did not answer (a matrix, in which that is a row of zeros).
    named
        Actors that the layout names whether or not they have a report.
    shown
        Relation → the partners about whom a questionnaire asked: of others nothing is known.
    aside
        Rows that are not used, where reports have no rows of their own.
    relations
        Those that the layout names whether or not there is a report on them.
    asked
        Whether there is any answer to these, zeros included, in a layout that lists only ties.
    undirected
        Those of which the layout itself says that their ties are.
    lists
        What else the file holds: ``"roster"``, ``"register"``, ``"respondents"``,
        ``"unobserved"`` or ``"items"`` → a table as `Lists` reads it.
    open
        Columns of an export that are tied to no organisation yet, as rows of a column map.
    wave
        The wave that all of it is of, where that is known beforehand.
    problems
        What could not be read.
    """

    table: Table
    reports: pd.DataFrame
    has_wave: bool
    has_respondents: bool
    directional: bool
    columns: Mapping[str, str]
    rows: int
    one_a_row: bool = True
    absent: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    shows_silence: bool = False
    named: tuple[str, ...] = ()
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aside: int = 0
    relations: tuple[str, ...] = ()
    asked: bool = True
    undirected: tuple[str, ...] = ()
    lists: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    open: pd.DataFrame | None = None
    wave: str | None = None
    problems: tuple[Problem, ...] = field(default=())


class Reader(Protocol):
    """A layout of one table: ``None`` where the table is of another one."""

    def __call__(self, table: Table, options: Options) -> Extract | None:
        """Read a table."""


class FileReader(Protocol):
    """A format of a whole file: ``None`` where the file is of another one."""

    def __call__(self, file: File, options: Options) -> Extract | None:
        """Read a file."""


READERS: Registry[Reader] = Registry("reader", group="relnet.readers")
"""Readers of tables by the name of their layout, asked in order."""
FORMATS: Registry[FileReader] = Registry("reader")
"""Readers of whole files by the name of their format, asked in order, before the others."""


def layouts() -> list[str]:
    """Return the names of all layouts and formats."""
    return [*FORMATS, *READERS]


def frame(columns: Mapping[str, object]) -> pd.DataFrame:
    """Return a table of reports with text columns, in the order of `COLUMNS`."""
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)


def listed(table: pd.DataFrame, file: str, columns: Mapping[str, str | None]) -> pd.DataFrame:
    """Return a table as an `Extract` has it among its lists.

    Parameters
    ----------
    table
        ``wave?`` and, for a roster, ``actor`` and the attributes; for a register ``actor,
        answered``; for respondents ``respondent, actor, layer, completed, person``; for
        unobserved cells ``actor, partner, relation, state``; for items ``respondent, actor,
        partner, item, value``. Its index are the rows of the file.
    file
        What messages call it.
    columns
        Role → column, for messages; ``None`` for what the file does not say itself.
    """
    table.attrs["file"] = file
    table.attrs["columns"] = dict(columns)
    return table
