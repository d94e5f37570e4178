"""Maps of Kumu: a workbook of elements and connections, or a JSON blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.columns import normal
from relnet.readers.layouts import FORMATS, Extract
from relnet.readers.networks.json_tables import object_of, table_of_items
from relnet.readers.networks.node_tables import (
    Parts,
    Style,
    read_parts,
    sorted_sheets,
    stated_among,
)
from relnet.readers.networks.tie_tables import TieStyle

if TYPE_CHECKING:
    from relnet.readers.files import File
    from relnet.readers.options import Options
    from relnet.readers.tables import Table

_TIES = TieStyle(
    source="from",
    target="to",
    relation=("type", "connection_type"),
    direction=("direction", "richting"),
    directed=None,
    several=True,
)
_STYLE = Style(names=("label",), ids=("_id", "id"), ties=_TIES)
_IGNORE = "(ignore)"


def read_kumu(file: File, options: Options) -> Extract | None:
    """Read a map of Kumu: who its elements are, and the connections between them.

    In a workbook the sheets are known by how their headers begin: elements with ``Label``,
    connections with ``From`` and ``To``, either of them after an ``ID``. In JSON the row of
    a connection is its position, from 0. The type of a connection is its relation. Which
    way connections run is a setting of a map where they do not say so themselves: they
    are taken to run from the first to the second.
    """
    named = options.layout == "kumu"
    parts = _sheets(file, named=named) if file.is_book else _lists(file)
    return None if parts is None else read_parts(parts, _STYLE, options)


def _lists(file: File) -> Parts | None:
    """The lists of a blueprint."""
    blueprint = object_of(file, ["elements"], ["connections"])
    if blueprint is None:
        return None
    elements = table_of_items(blueprint["elements"], file, "elements", [["label"]])
    ends = [["from"], ["to"]]
    return Parts(
        file=file.name,
        label=file.label,
        nodes=[elements] if len(elements.rows) > 1 else [],
        ties=[table_of_items(blueprint["connections"], file, "connections", ends)],
        stated=stated_among(blueprint),
    )


def _sheets(file: File, *, named: bool) -> Parts | None:
    """The sheets of a workbook."""
    parts = sorted_sheets(file, _kind)
    known = parts is not None and parts.ties and (parts.nodes or named)
    return parts if known else None


def _kind(table: Table) -> str:
    """What a sheet of a map holds; empty text for anything else."""
    header = [normal(name) for name in table.header]
    start = header[1:] if header[0] == "id" else header
    if _IGNORE in table.label.casefold():
        return ""
    if start[:1] == ["label"]:
        return "nodes"
    return "ties" if start[:2] == ["from", "to"] else ""


FORMATS.add("kumu", read_kumu)
