"""What two layers say side by side, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.evidence.naming import naming
from relnet.evidence.source import group_names, grouped, share, sides, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from relnet.change import Contrast
    from relnet.engine.cells import Cells
    from relnet.measures.groups import By

COUNTED = ("both", "only_first", "only_second", "neither")
TIES = ("wave", "relation", "source", "target", "status")
COUNTS = ("wave", "relation", *COUNTED, "not_compared", "agreement", "n", "coverage", "status")
ACTORS = ("wave", "relation", "actor", "group", "spoke_first", "spoke_second", *COUNTED,
          "not_compared", "n", "coverage", "status")  # fmt: skip
GROUPS = ("wave", "relation", "group", "actors", "both_spoke", *COUNTED, "not_compared", "n",
          "coverage", "status")  # fmt: skip
OWN = ("wave", "relation", "actor", "group", *COUNTED, "n", "coverage", "status")
SPOKE = ("spoke_first", "spoke_second")


def _about(found: Contrast) -> dict[str, Any]:
    return {"wave": found.first.wave, "relation": found.first.relation}


def tie_rows(found: Contrast) -> Iterator[dict[str, Any]]:
    """Yield every tie that either layer knows of, and which does."""
    for row in found.ties[["source", "target", "status"]].to_dict("records"):
        yield _about(found) | {str(name): value for name, value in row.items()}


def _cells(found: Contrast) -> tuple[Cells, Cells]:
    """The cells rated in both layers, and the possible ones."""
    mine, theirs = found.first.observation, found.second.observation
    return mine.rated & theirs.rated, mine.possible & theirs.possible


def _asked(found: Contrast) -> bool:
    return found.first.observation.asked and found.second.observation.asked


def count_row(found: Contrast) -> dict[str, Any]:
    """Count the ties that both, one or neither layer knows of."""
    rated, possible = (len(cells) // sides(found.first) for cells in _cells(found))
    counts = found.counts.iloc[0]
    row = {name: int(counts[name]) for name in COUNTED}
    row |= {"not_compared": possible - rated, "agreement": counts["agreement"]}
    return _about(found) | row | _over(found, rated, possible)


def _over(found: Contrast, n: int, possible: int) -> dict[str, Any]:
    """What it was computed over; not asked where either layer was asked nothing."""
    said = status(found.first, 0.0 if n else float("nan"), n, possible)
    said = said if _asked(found) else "not asked"
    return {"n": n, "coverage": share(n, possible), "status": said}


def _sizes(found: Contrast, cells: Cells) -> NDArray[np.int64]:
    """How many of the cells each actor has a part in."""
    return cells.row_sizes + (cells.column_sizes if found.first.directed else 0)


def _touched(found: Contrast, status: str) -> NDArray[np.int64]:
    """How many ties of this status each actor has."""
    ties = found.ties[found.ties["status"].eq(status).to_numpy()]
    ends = found.first.actors.get_indexer(pd.Index([*ties["source"], *ties["target"]]))
    return np.bincount(ends, minlength=found.first.n)


def actor_rows(found: Contrast, by: By | None) -> Iterator[dict[str, Any]]:
    """Yield the same over the cells of each actor."""
    network = found.first
    rated, possible = (_sizes(found, cells) for cells in _cells(found))
    touched = {name: _touched(found, name.replace("_", " ")) for name in COUNTED[:3]}
    spoke = (found.first.observation.answered, found.second.observation.answered)
    for k, group in enumerate(group_names(network, grouped(network, by))):
        row = {name: int(count[k]) for name, count in touched.items()}
        row["neither"] = int(rated[k]) - sum(row.values())
        row["not_compared"] = int(possible[k] - rated[k])
        names: dict[str, Any] = {"actor": network.actors[k], "group": group}
        names |= {name: bool(one[k]) for name, one in zip(SPOKE, spoke, strict=True)}
        yield _about(found) | names | row | _over(found, int(rated[k]), int(possible[k]))


def group_rows(found: Contrast, actors: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the sums over the actors of each group."""
    about = _about(found)
    here = (actors["wave"] == about["wave"]) & (actors["relation"] == about["relation"])
    for label, rows in actors[here].groupby("group"):
        sums = {name: int(rows[name].sum()) for name in (*COUNTED, "not_compared")}
        both = int((rows["spoke_first"] & rows["spoke_second"]).sum())
        n = int(rows["n"].sum())
        names = {"group": label, "actors": len(rows), "both_spoke": both}
        yield about | names | sums | _over(found, n, n + sums["not_compared"])


def own_rows(found: Contrast, by: By | None) -> Iterator[dict[str, Any]]:
    """Yield what both layers of one organisation say, before the dyad rule."""
    mine, theirs = (naming(network) for network in (found.first, found.second))
    if mine is None or theirs is None:
        return
    rated, possible = mine.rated & theirs.rated, (mine.possible & theirs.possible).row_sizes
    both = (mine.ties & theirs.ties & rated).row_sizes
    first, second = ((one.ties & rated).row_sizes - both for one in (mine, theirs))
    n = rated.row_sizes
    spoke = mine.answered & theirs.answered
    groups = group_names(found.first, grouped(found.first, by))
    for k in np.flatnonzero(spoke).tolist():
        counts = (both[k], first[k], second[k], n[k] - both[k] - first[k] - second[k])
        names = {"actor": found.first.actors[k], "group": groups[k]}
        row = dict(zip(COUNTED, map(int, counts), strict=True))
        yield _about(found) | names | row | _over(found, int(n[k]), int(possible[k]))
