"""A panel as lists of nodes and ties, with one node for each actor in all of its waves."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.writers.content import actors_of, is_assumed, ties_of, written_by_wave
from relnet.writers.tables import free_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from relnet.panel import Panel

_TAKEN = frozenset({"id", "_id", "label", "name", "answered", "attributes", "present"})


def node_list(panel: Panel, title: str) -> pd.DataFrame:
    """Return the nodes: their name under a title, whether they answered, and the attributes.

    Whether they answered is left out where it is but assumed that all did.

    What is not the same in each wave stands in columns ``name@wave``; so does who was
    there (``present@wave``), where not all were in each wave.

    Parameters
    ----------
    panel
        The panel.
    title
        Of the column of names.
    """
    actors = actors_of(panel)
    waves = list(panel.waves)
    fixed, changing = written_by_wave(actors, waves)
    one = actors.groupby("actor", sort=False)
    nodes = pd.DataFrame({title: list(one.groups)}, dtype="str").set_index(title, drop=False)
    present = {w: nodes.index.isin(actors.loc[actors["wave"] == w, "actor"]) for w in waves}
    if not all(flags.all() for flags in present.values()):
        for wave in waves:
            nodes[f"present@{wave}"] = present[wave].astype(np.int64)
    actors["answered"] = actors["answered"].astype("Int64")
    said = [] if is_assumed(panel) else ["answered"]
    settled = not said or one["answered"].nunique().max() == 1
    names = _titles([*changing, *fixed])
    for name in [*([] if settled else said), *changing]:
        for wave in waves:
            own = actors[actors["wave"] == wave].set_index("actor")[name].reindex(nodes.index)
            nodes[f"{names.get(name, name)}@{wave}"] = own
    for name in [*(said if settled else []), *fixed]:
        nodes[names.get(name, name)] = one[name].first().reindex(nodes.index)
    return nodes.reset_index(drop=True)


def _titles(names: Sequence[str]) -> dict[str, str]:
    """What each attribute is called, none as another column, in whatever case."""
    titles: dict[str, str] = {}
    for name in names:
        titles[name] = free_name(name, _TAKEN | {title.casefold() for title in titles.values()})
    return titles


def tie_list(panel: Panel) -> pd.DataFrame:
    """Return the ties: ``wave, relation, source, target, strength, direction``."""
    ties = ties_of(panel)
    ways = np.where(ties.pop("directed").to_numpy(bool), "directed", "undirected")
    return ties.assign(direction=ways)


def network_list(panel: Panel) -> pd.DataFrame:
    """Return the networks, as the readers look for them: ``wave, relation, directed, asked``."""
    rows = [(n.wave, n.relation, int(n.directed), int(n.observation.asked)) for n in panel]
    return pd.DataFrame(rows, columns=["wave", "relation", "directed", "asked"])


def networks_stated(panel: Panel) -> list[dict[str, object]]:
    """Return the networks as JSON files have them."""
    return [
        {
            "wave": net.wave,
            "relation": net.relation,
            "directed": net.directed,
            "asked": net.observation.asked,
        }
        for net in panel
    ]


def items_of(table: pd.DataFrame, skip: Collection[str] = ()) -> list[dict[str, object]]:
    """Return the rows as objects, without what is missing."""
    names = [str(name) for name in table if name not in skip]
    rows = table[names].astype(object).to_numpy().tolist()
    return [
        {name: _plain(value) for name, value in zip(names, row, strict=True) if not _is_gap(value)}
        for row in rows
    ]


def _is_gap(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124 - NaN


def _plain(value: object) -> object:
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | bool) else str(value)
