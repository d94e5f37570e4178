"""Tables of nodes and edges for Gephi."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.readers.values import number
from relnet.readers.waves import as_date
from relnet.writers.formats import TIES_AND_ACTORS, WRITERS, Format
from relnet.writers.node_lists import tie_list
from relnet.writers.tables import as_csv, free_name, tidy_actors

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from relnet.panel import Panel

_TAKEN = frozenset({"id", "label", "timeset", "wave", "answered", "actor"})


def write_gephi(panel: Panel) -> dict[str, bytes]:
    """Write a table of nodes and one of edges.

    Both have times in a column ``timeset``: the wave where that is a number or a date, else
    its position. With several waves a node has a row in each of its waves, all of them with
    all its times, so that Gephi may make one of them.
    """
    times = _times(panel.waves)
    return {
        "_nodes.csv": as_csv(_nodes(panel, times)),
        "_edges.csv": as_csv(_edges(panel, times)),
    }


def _times(waves: tuple[str, ...]) -> dict[str, str]:
    """Wave → what Gephi takes for a time, which must be the same kind for all waves."""
    numbers = {wave: number(wave) for wave in waves}
    dates = {wave: as_date(wave) for wave in waves}
    if all(value is not None for value in numbers.values()):
        return {wave: repr(value) for wave, value in numbers.items()}
    if all(day is not None for day in dates.values()):
        return {wave: str(day) for wave, day in dates.items()}
    return {wave: repr(float(k)) for k, wave in enumerate(waves, 1)}


def _span(time: str) -> str:
    return f"[{time}, {time}]"


def _nodes(panel: Panel, times: Mapping[str, str]) -> pd.DataFrame:
    actors = tidy_actors(panel)
    spans = actors["wave"].map({wave: _span(time) for wave, time in times.items()})
    timeset = "<" + spans.groupby(actors["actor"]).transform("; ".join) + ">"
    names = [name for name in actors if name not in {"wave", "actor", "answered"}]
    table = actors.rename(columns={name: free_name(str(name), _TAKEN) for name in names})
    table.insert(0, "Id", table.pop("actor"))
    table.insert(1, "Label", table["Id"])
    table.insert(2, "timeset", timeset)
    table.insert(3, "Wave", table.pop("wave"))
    return table if len(panel.waves) > 1 else table.drop(columns="Wave")


def _edges(panel: Panel, times: Mapping[str, str]) -> pd.DataFrame:
    ties = tie_list(panel)
    table = ties[["source", "target"]].set_axis(["Source", "Target"], axis=1)
    table["Type"] = ties["direction"].str.capitalize()
    table["Kind"] = ties["relation"]
    table["Id"] = np.arange(len(ties))
    table["Label"] = ties["relation"]
    table["timeset"] = ties["wave"].map({wave: f"<{_span(time)}>" for wave, time in times.items()})
    table["Weight"] = ties["strength"]
    table["Wave"] = ties["wave"]
    return table


WRITERS.add(
    "gephi",
    Format(
        endings=(".csv",),
        write=write_gephi,
        holds=TIES_AND_ACTORS,
    ),
)
