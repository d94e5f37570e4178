"""What every reader of a file layout returns, and the registry of readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from relnet._registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.problems import Problem
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
    absent
        Actors that the layout shows not to have answered (a matrix without their row).
    named
        Actors that the layout names whether or not they have a report.
    relation
        That of a matrix, which names none.
    asked
        Whether there is any answer, zeros included, in a layout that lists only ties.
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
    absent: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    relation: str = DEFAULT_RELATION
    asked: bool = True
    wave: str | None = None
    problems: tuple[Problem, ...] = field(default=())


class Reader(Protocol):
    """A file layout: ``None`` where the table is of another one."""

    def __call__(self, table: Table, options: Options) -> Extract | None:
        """Read a table."""


READERS: Registry[Reader] = Registry("reader", group="relnet.readers")
"""Readers by the name of their layout, asked in order."""


def frame(columns: Mapping[str, object]) -> pd.DataFrame:
    """Return a table of reports with text columns, in the order of `COLUMNS`."""
    table = pd.DataFrame(columns)
    return table[list(COLUMNS)]
