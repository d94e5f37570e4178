"""Maps for Kumu: a workbook, or a JSON blueprint."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

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
    "source": "From",
    "target": "To",
    "relation": "Type",
    "direction": "Direction",
    "strength": "Strength",
    "wave": "Wave",
}


def write_kumu(panel: Panel) -> dict[str, bytes]:
    """Write a workbook of elements and connections.

    Where there are several waves, each connection has an ``ID``: Kumu would make those of
    two waves one. The sheet of networks is for reading the file again; Kumu ignores it.
    """
    sheets = {
        "Elements": node_list(panel, "Label"),
        "Connections": _connections(panel),
        "networks (ignore)": network_list(panel),
    }
    return {"": as_book(sheets)}


def write_kumu_json(panel: Panel) -> dict[str, bytes]:
    """Write a blueprint."""
    connections = _connections(panel).rename(columns=str.lower)
    blueprint = {
        "elements": items_of(node_list(panel, "label")),
        "connections": items_of(connections),
        "networks": networks_stated(panel),
    }
    return {"": (json.dumps(blueprint, ensure_ascii=False, indent=1) + "\n").encode()}


def _connections(panel: Panel) -> pd.DataFrame:
    ties = tie_list(panel)
    table = ties[list(_COLUMNS)].rename(columns=_COLUMNS)
    if len(panel.waves) > 1:
        table.insert(0, "ID", np.arange(1, len(table) + 1))
    return table


WRITERS.add("kumu", Format(endings=(".xlsx",), write=write_kumu, holds=TIES_AND_ACTORS))
WRITERS.add("kumu json", Format(endings=(".json",), write=write_kumu_json, holds=TIES_AND_ACTORS))
