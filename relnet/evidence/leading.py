"""The organisations with most ties, and the network without them, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from relnet.evidence.source import group_names, grouped, known_of_actors, share, status
from relnet.measures.measure import measure
from relnet.measures.reach import betweenness
from relnet.panel.select import take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from relnet.measures.groups import By
    from relnet.panel import Network

    Ints = NDArray[np.int64]

TOP = ("wave", "relation", "rank", "actor", "group", "role", "answered", "ties", "share",
       "betweenness_share", "n", "coverage", "status")  # fmt: skip
COMPARED = ("value", "n", "coverage", "status")
WITHOUT = ("wave", "relation", "figure", "value", "without", "n", "n_without", "coverage",
           "coverage_without", "status", "status_without")  # fmt: skip


def leaders(network: Network, top: int) -> Ints:
    """Return the actors with most known ties, as positions; of equals the first by name."""
    ties = tie_counts(network)
    names = np.argsort(np.argsort(network.actors.to_numpy(str), kind="stable"))
    order = np.lexsort((names, -ties))
    return order[ties[order] > 0][: max(top, 0)]


def tie_counts(network: Network) -> Ints:
    """Count the known ties of each actor, sent and received (shape ``(n,)``)."""
    source, target = np.divmod(network.keys, max(network.n, 1))
    sent = np.bincount(source, minlength=network.n)
    return sent + np.bincount(target, minlength=network.n) if network.directed else sent


def share_of_ties(network: Network, actors: Ints) -> float:
    """Return the share of the known ties that touch any of these actors."""
    source, target = np.divmod(network.keys, max(network.n, 1))
    touched = np.isin(source, actors) | np.isin(target, actors)
    return share(touched.sum(), touched.size)


def leading(
    network: Network, first: Ints, by: By | None, role: str | None
) -> Iterator[dict[str, Any]]:
    """Yield the organisations with most ties."""
    groups, roles = (group_names(network, grouped(network, what)) for what in (by, role))
    ties, between = tie_counts(network), betweenness(network)
    n, possible = known_of_actors(network)
    for rank, k in enumerate(first, 1):
        yield {
            "wave": network.wave,
            "relation": network.relation,
            "rank": rank,
            "actor": network.actors[k],
            "group": groups[k],
            "role": roles[k],
            "answered": bool(network.observation.answered[k]),
            "ties": int(ties[k]),
            "share": share_of_ties(network, first[rank - 1 : rank]),
            "betweenness_share": share(between[k], between.sum()),
            "n": n[k],
            "coverage": share(n[k], possible[k]),
            "status": status(network, 0.0, n[k], possible[k]),
        }


def measured(network: Network, by: By | None) -> dict[str, str]:
    """Return the measures that are looked at, and the aspect of each."""
    named = {"density": "trust"}
    if network.directed:
        named["reciprocity_edgewise"] = "trust"
    if len(network.reports) > 1:
        named["confirmation_rate"] = "trust"
    if by:
        named["cross_group_share"] = "competencies"
    if network.directed:
        named["centralisation_in_degree"] = "shape"
    return named | dict.fromkeys(
        ("centralisation_total_degree", "centralisation_betweenness"), "shape"
    )


def without(network: Network, first: Ints, by: By | None) -> Iterator[dict[str, Any]]:
    """Yield the measures among the figures, for all and for all but those with most ties."""
    rest = take(network, np.setdiff1d(np.arange(network.n), first))
    whole, part = (
        measure(one, *measured(network, by), by=by).set_index("measure") for one in (network, rest)
    )
    for name in whole.index:
        row = {what: whole.loc[name, what] for what in COMPARED}
        row |= {f"{what}_without": part.loc[name, what] for what in COMPARED}
        row["without"] = row.pop("value_without")
        yield {"wave": network.wave, "relation": network.relation, "figure": name} | row
