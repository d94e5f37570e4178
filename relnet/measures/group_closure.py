"""Which three groups have their actors connected, as a table."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.measures.crossing import triads
from relnet.measures.define import ratio
from relnet.measures.groups import groups_of
from relnet.measures.measure import as_panel
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.measures.groups import By, Groups
    from relnet.measures.measure import Measurable
    from relnet.panel import Network

    Three = tuple[str, ...]

COLUMNS = (
    "wave", "relation", "first", "second", "third", "connected", "closed", "n", "coverage", "status",
)  # fmt: skip


def group_closure(source: Measurable, by: By, groups: Sequence[str] | None = None) -> pd.DataFrame:
    """Return how many triads of three groups are connected, and how many are closed.

    A triad has one actor of each group, such as an insurer, a provider and an organisation of
    citizens. Two of them are tied if there is a tie in either direction.

    Parameters
    ----------
    source
        A panel, a network or a networkx graph (taken as fully observed).
    by
        The attribute, or several together, that makes the groups.
    groups
        Three groups; every three that there are without.

    Returns
    -------
    DataFrame
        ``wave, relation, first, second, third, connected, closed, n, coverage, status``, a row
        for each network and three groups. `connected` is the share of the triads in which at
        least two of the three pairs are tied, and `closed` that in which all three are, of the
        `n` triads of which all cells are rated; `coverage` is their share of the possible ones.
        `status` is ``complete``, ``partial``, ``unobserved``, ``undefined`` (there is no such
        triad) or ``not asked``, with ``roster assumed`` where there was no roster.

    Raises
    ------
    UsageError
        If the attribute or a group is unknown, or there are not three different groups.

    See Also
    --------
    measure : ``tripartite_connected`` and ``tripartite_closed``, over all triads of three groups.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> graph = nx.Graph([("insurer", "hospital"), ("hospital", "residents"), ("insurer", "clinic")])
    >>> nx.set_node_attributes(graph, {"insurer": "payer", "hospital": "care", "clinic": "care",
    ...                                "residents": "citizen"}, "sector")
    >>> rn.group_closure(graph, "sector", ["payer", "care", "citizen"])[["connected", "closed", "n"]]
       connected  closed  n
    0        0.5     0.0  2
    """
    panel = as_panel(source)
    found = [(network, groups_of(network, by)) for network in panel]
    chosen = None if groups is None else _three(groups, [kinds for _, kinds in found])
    rows = [
        _row(network, kinds, three)
        for network, kinds in found
        for three in ([chosen] if chosen else combinations(kinds.labels, 3))
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _three(groups: Sequence[str], found: Iterable[Groups]) -> Three:
    """The three groups that are asked for."""
    chosen = (groups,) if isinstance(groups, str) else tuple(groups)
    if len(chosen) != 3 or len(set(chosen)) != 3:
        raise UsageError(Phrase("usage.group_closure.three", given=", ".join(map(repr, chosen))))
    known = list(dict.fromkeys(label for kinds in found for label in kinds.labels))
    for name in chosen:
        if name not in known:
            raise unknown("group", name, known)
    return chosen


def _row(network: Network, groups: Groups, three: Three) -> tuple[object, ...]:
    places = [groups.labels.index(name) if name in groups.labels else -2 for name in three]
    codes = np.where(np.isin(groups.codes, places), groups.codes, -1)
    found = triads(network, codes) if all(place >= 0 for place in places) else None
    possible, rated, connected, closed = (0, 0, 0, 0) if found is None else found
    shares = (ratio(connected, rated), ratio(closed, rated))
    coverage = ratio(rated, possible)
    status = _status(network, rated, possible)
    return (network.wave, network.relation, *three, *shares, rated, coverage, status)


def _status(network: Network, rated: int, possible: int) -> str:
    if not network.observation.asked:
        return "not asked"
    if not possible:
        status = "undefined"
    elif not rated:
        status = "unobserved"
    else:
        status = "complete" if rated == possible else "partial"
    assumed = network.roster_assumed
    if assumed and status == "complete":
        return "roster assumed"
    return status + (", roster assumed" if assumed else "")
