"""Networks of Polinode: a workbook of nodes and edges, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.columns import normal
from relnet.readers.layouts import FORMATS, Extract
from relnet.readers.networks.json_tables import is_object, object_of, table_of_items
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

_TIES = TieStyle(source="source", target="target", direction=("direction", "richting"))
_STYLE = Style(names=("name", "label", "id"), ids=("id",), ties=_TIES, by_list=True)
_TITLES = {"nodes", "node_attributes"}
_NAMES = {"name", "label", "id"}


def read_polinode(file: File, options: Options) -> Extract | None:
    """Read a network of Polinode, which is directed.

    A workbook has a sheet ``Nodes`` (in the download of a survey ``Node Attributes``) with
    a column ``Name``, and sheets with the columns ``Source`` and ``Target``: where there
    are several, as in the download of a survey, the title of each is its relation. In JSON
    the row of an edge is its position, from 0.
    """
    named = options.layout == "polinode"
    parts = _sheets(file) if file.is_book else _lists(file, named=named)
    return None if parts is None else read_parts(parts, _STYLE, options)


def _lists(file: File, *, named: bool) -> Parts | None:
    """The lists of a JSON file, whose nodes or edges have attributes of their own."""
    if not is_object(file) or not (named or '"attributes"' in (file.text or "")):
        return None
    network = object_of(file, ["nodes"], ["edges"])
    if network is None or not (named or _has_attributes(network)):
        return None
    nodes = table_of_items(network["nodes"], file, "nodes", [["id"]])
    ends = [["source"], ["target"]]
    return Parts(
        file=file.name,
        label=file.label,
        nodes=[nodes] if len(nodes.rows) > 1 else [],
        ties=[table_of_items(network["edges"], file, "edges", ends)],
        stated=stated_among(network),
    )


def _has_attributes(network: dict[str, list[object]]) -> bool:
    """Whether the first item has; what other programs draw has keys of their own."""
    first = [*network["nodes"][:1], *network["edges"][:1]]
    nested = any(isinstance(one, dict) and "attributes" in one for one in first)
    return nested and not {"directed", "multigraph", "graph"} & network.keys()


def _sheets(file: File) -> Parts | None:
    """The sheets of a workbook."""
    parts = sorted_sheets(file, _kind)
    return parts if parts is not None and parts.nodes and parts.ties else None


def _kind(table: Table) -> str:
    """What a sheet holds; empty text for anything else."""
    header = {normal(name) for name in table.header}
    if normal(table.label) in _TITLES and header & _NAMES:
        return "nodes"
    return "ties" if {"source", "target"} <= header else ""


FORMATS.add("polinode", read_polinode)
