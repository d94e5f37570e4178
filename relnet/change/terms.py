"""Change in each wave's own organisations, and through mergers, splits and new names."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.compare import compare
from relnet.change.waves import network, pairs, relations
from relnet.lineage import gaps_of, in_common, in_terms_of
from relnet.panel import COMMON

if TYPE_CHECKING:
    from relnet.change.change import Change
    from relnet.panel import Panel

COLUMNS = (
    "relation", "before_wave", "after_wave", "terms", "stayers", "joiners", "leavers", "n00", "n01",
    "n10", "n11", "unobserved_cells", "impossible_cells", "jaccard", "hamming", "formation",
    "dissolution", "coverage", "entered", "left", "unobserved", "impossible", "internalised",
    "internal",
)  # fmt: skip
OWN = "own"
"""Terms of each wave's own organisations."""
COUNTED = ("stayer", "joiner", "leaver")
BESIDE = ("entered", "left", "unobserved", "impossible")
"""What becomes of ties besides those that are compared."""


def by_terms(
    panel: Panel,
    before: str | None = None,
    after: str | None = None,
    relation: str | None = None,
) -> pd.DataFrame:
    """Return what changed by name, and through mergers, splits and new names, side by side.

    By name the ties of two hospitals that merged are gone and those of the new one have
    come. Through the events the three are one organisation, and what became of its ties
    can be told. Both belong beside each other.

    Parameters
    ----------
    panel
        The panel, with events, in its own organisations.
    before, after
        Two waves; each wave and the next without.
    relation
        The relation; all of them without.

    Returns
    -------
    DataFrame
        A row for each relation, two waves and `terms`: ``own`` (by name), the later wave, whose
        organisations all are, and ``common`` (the coarsest that all waves of the panel have
        in common; see `in_terms_of` and `in_common`). Columns: ``relation, before_wave,
        after_wave, terms``, how many ``stayers, joiners, leavers`` there are by these names,
        the tie-change table of the stayers (see `Change.counts`; its cells that were not
        compared are ``unobserved_cells``, of which ``impossible_cells``), the known ties that
        ``entered``, ``left``, are ``unobserved`` or ``impossible`` in one of the waves, and
        those ``internalised`` by a merger, which are not lost, or ``internal`` only after.

    Raises
    ------
    UsageError
        If it is no panel, has no events, or no such wave or relation; if the events
        contradict the rosters, or the panel is in terms of other organisations already.

    See Also
    --------
    composition : Who merged, was split or took another name.

    Examples
    --------
    >>> import networkx as nx, pandas as pd, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "B"), ("B", "X"), ("X", "Y")]), wave="1")
    >>> new = rn.from_networkx(nx.Graph([("AB", "X"), ("AB", "Y")]), wave="2")
    >>> events = pd.DataFrame({"wave": "2", "event": "merge", "actor": ["A", "B"], "into": "AB"})
    >>> table = rn.by_terms(rn.Panel((old, new), events))
    >>> table[["terms", "stayers", "n01", "n10", "n11", "entered", "left", "internalised"]]
        terms  stayers  n01  n10  n11  entered  left  internalised
    0     own        2    0    1    0        2     2             0
    1       2        3    1    1    1        0     0             1
    2  common        3    1    1    1        0     0             1
    """
    gaps_of(panel, "by_terms")
    steps, names = pairs(panel, before, after, "by_terms"), relations(panel, relation)
    common = in_common(panel)
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in names}
    for start, end in steps:
        views = ((OWN, panel), (end, in_terms_of(panel, end)), (COMMON, common))
        for name, (terms, view) in product(names, views):
            old, new = (network(view, wave, name) for wave in (start, end))
            about = dict(zip(COLUMNS, (name, start, end, terms), strict=False))
            rows[name].append(about | _row(compare(old, new)))
    return pd.DataFrame([row for own in rows.values() for row in own], columns=list(COLUMNS))


def _row(change: Change) -> dict[str, object]:
    """The figures of one change."""
    who = change.composition["status"].value_counts()
    ties = change.ties["status"].value_counts()
    inside = change.internalised["status"].value_counts()
    cells = {"unobserved": "unobserved_cells", "impossible": "impossible_cells"}
    counts = change.counts.to_dict("index")["stayers"]
    return (
        {f"{status}s": int(who.get(status, 0)) for status in COUNTED}
        | {cells.get(str(name), str(name)): value for name, value in counts.items()}
        | {status: int(ties.get(status, 0)) for status in BESIDE}
        | {status: int(inside.get(status, 0)) for status in ("internalised", "internal")}
    )
