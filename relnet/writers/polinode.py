"""Networks for Polinode: a workbook, or JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from relnet.writers.formats import TIES_AND_ACTORS, WRITERS, Format
from relnet.writers.node_lists import (
    items_of,
    network_list,
    networks_stated,
    node_list,
    tie_list,
)
from relnet.writers.tables import as_book

if TYPE_CHECKING:
    import pandas as pd

    from relnet.panel import Panel

_COLUMNS = {
    "source": "Source",
    "target": "Target",
    "relation": "Relation",
    "strength": "Weight",
    "wave": "Wave",
    "direction": "Direction",
}


def write_polinode(panel: Panel) -> dict[str, bytes]:
    """Write a workbook of nodes and edges; the sheet of networks is for reading it again."""
    sheets = {
        "Nodes": node_list(panel, "Name"),
        "Edges": _edges(panel),
        "Networks": network_list(panel),
    }
    return {"": as_book(sheets)}


def write_polinode_json(panel: Panel) -> dict[str, bytes]:
    """Write JSON as the interface of Polinode takes it."""
    nodes, edges = node_list(panel, "Name"), _edges(panel)
    said = items_of(edges, skip=("Source", "Target"))
    network = {
        "nodes": [{"id": item["Name"], "attributes": item} for item in items_of(nodes)],
        "edges": [
            {"id": k, "source": source, "target": target, "attributes": item}
            for k, (source, target, item) in enumerate(
                zip(edges["Source"], edges["Target"], said, strict=True)
            )
        ],
        "networks": networks_stated(panel),
    }
    return {"": (json.dumps(network, ensure_ascii=False, indent=1) + "\n").encode()}


def _edges(panel: Panel) -> pd.DataFrame:
    return tie_list(panel)[list(_COLUMNS)].rename(columns=_COLUMNS)


WRITERS.add("polinode", Format(endings=(".xlsx",), write=write_polinode, holds=TIES_AND_ACTORS))
WRITERS.add(
    "polinode json", Format(endings=(".json",), write=write_polinode_json, holds=TIES_AND_ACTORS)
)
