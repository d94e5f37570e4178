"""Graphs as networkx writes them in JSON: nodes, and the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relnet.readers.layouts import FORMATS, Extract
from relnet.readers.networks.json_tables import object_of, table_of_items
from relnet.readers.networks.node_tables import Parts, Style, read_parts, stated_among
from relnet.readers.networks.tie_tables import TieStyle

if TYPE_CHECKING:
    from relnet.readers.files import File
    from relnet.readers.options import Options

_LINKS = ("edges", "links")


def read_node_link(file: File, options: Options) -> Extract | None:
    """Read a graph in the node-link format of networkx, of which D3 has a kin.

    The actor is the ``id`` of a node. Where the file does not say whether it is
    ``directed``, links are taken to run from source to target. The ``key`` of parallel
    links is their relation, where it is a text and no attribute says the relation. The row
    of a link is its position, from 0.
    """
    graph = object_of(file, ["nodes"], _LINKS)
    if graph is None:
        return None
    links = next(key for key in _LINKS if isinstance(graph.get(key), list))
    own = graph.get("graph")
    nodes = table_of_items(graph["nodes"], file, "nodes", [["id"]])
    parts = Parts(
        file=file.name,
        label=file.label,
        nodes=[nodes] if len(nodes.rows) > 1 else [],
        ties=[table_of_items(graph[links], file, links, [["source"], ["target"]])],
        stated=stated_among(own) if isinstance(own, dict) else (),
    )
    return read_parts(parts, _style(graph, links), options)


def _style(graph: dict[str, Any], links: str) -> Style:
    keys = [str(link["key"]) for link in graph[links] if "key" in link]
    directed = graph.get("directed")
    ties = TieStyle(
        source="source",
        target="target",
        relation=() if all(map(str.isdecimal, keys)) else ("key",),
        direction=("direction",),
        directed=directed if isinstance(directed, bool) else None,
    )
    return Style(names=(), ids=("id",), ties=ties)


FORMATS.add("node link", read_node_link)
