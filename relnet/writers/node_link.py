"""Graphs in the node-link format of networkx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from relnet.writers.formats import TIES_AND_ACTORS, WRITERS, Format
from relnet.writers.node_lists import items_of, networks_stated, node_list, tie_list

if TYPE_CHECKING:
    from relnet.panel import Panel


def write_node_link(panel: Panel) -> dict[str, bytes]:
    """Write JSON that ``networkx.node_link_graph(data, edges="edges")`` reads.

    It is a multigraph where there are several networks; where some are directed, an edge of
    another says that it is not.
    """
    several = len(panel) > 1
    ties = tie_list(panel).rename(columns={"strength": "weight"})
    ties = ties[["source", "target", "wave", "relation", "weight", "direction"]]
    if several:
        ties.insert(2, "key", range(len(ties)))
    nodes = node_list(panel, "id")
    nodes.insert(1, "label", nodes["id"])
    graph = {
        "directed": any(net.directed for net in panel),
        "multigraph": several,
        "graph": {"networks": networks_stated(panel)},
        "nodes": items_of(nodes),
        "edges": items_of(ties),
    }
    return {"": (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode()}


WRITERS.add(
    "node link",
    Format(
        endings=(".json",),
        write=write_node_link,
        holds=TIES_AND_ACTORS,
    ),
)
