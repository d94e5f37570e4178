"""Ties as they are written here, which say which way they run: a table, or a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.problems import DataError
from relnet.readers.beside.lists import attribute
from relnet.readers.layouts import FORMATS, READERS, Extract, listed
from relnet.readers.networks.drawn import Stated
from relnet.readers.networks.node_tables import Parts, Style, read_parts
from relnet.readers.networks.tie_tables import TieStyle
from relnet.readers.tables import Table

if TYPE_CHECKING:
    from relnet.readers.files import File
    from relnet.readers.options import Options

HEADER = ("wave", "relation", "source", "target", "strength", "direction")
"""The columns of such a table."""
ACTORS = ("wave", "actor", "answered")
"""The first columns of the sheet of actors, the last only where it is known; the others are
their attributes."""
UNOBSERVED = ("wave", "relation", "source", "target", "state")
"""The columns of the sheet of cells that were unobserved or impossible."""
_TIES = TieStyle(source="source", target="target", direction=("direction",))
_STYLE = Style(names=(), ids=(), ties=_TIES)


def read_tidy(table: Table, options: Options) -> Extract | None:
    """Read ties with their ``direction``; a row without a target states a network without ties."""
    if tuple(table.header) != HEADER:
        return None
    rows = table.cells.iloc[1:].to_numpy(object)
    alone = (rows[:, 3] == "") & (rows[:, 2] != "")
    kept = np.concatenate([[0], np.flatnonzero(~alone) + 1])
    columns = [column[kept] for column in table.columns]
    ties = Table(table.name, table.label, columns, table.rows[kept])
    parts = Parts(
        file=table.name,
        label=table.label,
        nodes=[],
        ties=[ties],
        stated=[Stated(r[0], r[1], r[5] != "undirected", True, r[0]) for r in rows[alone]],  # noqa: FBT003 - asked
        named=list(rows[alone, 2]),
    )
    return read_parts(parts, _STYLE, options)


def read_tidy_workbook(file: File, options: Options) -> Extract | None:
    """Read a workbook of ties with its actors, who answered, and what was not observed."""
    try:
        sheets = {table.label: table for table in file.tables} if file.is_book else {}
    except DataError:
        return None  # whoever reads it next says what is wrong with it
    ties, actors = sheets.get("ties"), sheets.get("actors")
    if ties is None or actors is None or tuple(actors.header[:2]) != ACTORS[:2]:
        return None
    extract = read_tidy(ties, options)
    if extract is None:
        return None
    says = "answered" in actors.header
    lists = {"roster": _roster(actors)} | ({"register": _register(actors)} if says else {})
    unobserved = sheets.get("unobserved")
    if unobserved is not None and tuple(unobserved.header) == UNOBSERVED:
        lists["unobserved"] = _unobserved(unobserved)
    return replace(extract, lists=lists)


def _roster(table: Table) -> pd.DataFrame:
    body = table.body()
    roster = pd.DataFrame({"wave": body["wave"], "actor": body["actor"]})
    for column in dict.fromkeys(name for name in table.header if name not in ACTORS):
        roster[column] = attribute(body[column])
    return listed(roster, table.name, {"wave": "wave", "actor": "actor"})


def _register(table: Table) -> pd.DataFrame:
    body = table.body()
    register = pd.DataFrame({"wave": body["wave"], "actor": body["actor"]})
    register["answered"] = (body["answered"] == "1").to_numpy(bool)
    return listed(register, table.name, {role: role for role in ACTORS})


def _unobserved(table: Table) -> pd.DataFrame:
    body = table.body().rename(columns={"source": "actor", "target": "partner"})
    state = np.where(body["state"] == "structural_zero", "impossible", "unobserved")
    columns = {"wave": "wave", "relation": "relation", "actor": "source", "partner": "target"}
    return listed(body[list(columns)].assign(state=state), table.name, columns)


READERS.add("tidy", read_tidy)
FORMATS.add("tidy workbook", read_tidy_workbook)
