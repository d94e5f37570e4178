"""Tables of ties as they are written here, which say which way ties run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.readers.drawn import Stated
from relnet.readers.layouts import READERS, Extract
from relnet.readers.node_tables import Parts, Style, read_parts
from relnet.readers.tables import Table
from relnet.readers.tie_tables import TieStyle

if TYPE_CHECKING:
    from relnet.readers.options import Options

HEADER = ("wave", "relation", "source", "target", "strength", "direction")
"""The columns of such a table."""
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


READERS.add("tidy", read_tidy)
