"""Oracles of degree and strength."""

from functools import partial

import numpy as np

from tests.measures.oracle.networks import adjacency, graph, igraph_of, states
from tests.measures.oracle.registry import oracle

AXIS = {"in": 0, "out": 1}


def summed(network, matrix, direction):
    """Columns, rows or both; what is undirected counts once."""
    if direction != "total":
        return matrix.sum(axis=AXIS[direction])
    return matrix.sum(axis=1) + (matrix.sum(axis=0) if network.directed else 0)


def seen(network, direction, values):
    """NaN where no cell of an actor is rated and no tie of it known."""
    table, rated = states(network)
    cells = summed(network, rated.astype(float), direction)
    possible = (table != "impossible") & ~np.eye(network.n, dtype=bool)
    nothing = (cells == 0) & (summed(network, possible.astype(float), direction) > 0)
    return np.where(nothing & (np.asarray(values) == 0), np.nan, values)


def share(network, direction, *, strength):
    _, rated = states(network)
    cells = summed(network, rated.astype(float), direction)
    values = summed(network, adjacency(network, strength=strength) * rated, direction)
    with np.errstate(invalid="ignore"):
        return values / cells


def opsahl(network, direction):
    k = summed(network, adjacency(network), direction)
    s = summed(network, adjacency(network, strength=True), direction)
    return seen(network, direction, np.sqrt(k * s))  # k (s/k)^½


for direction in ("in", "out", "total"):
    for strength in (False, True):
        name = f"{direction}_strength" if strength else f"{direction}_degree"
        weight = "weight" if strength else None

        @oracle(name, "networkx")
        def by_networkx(network, direction=direction, weight=weight):
            whole = graph(network, strength=weight is not None)
            kind = {"in": "in_degree", "out": "out_degree", "total": "degree"}[direction]
            degree = dict(getattr(whole, kind)(weight=weight))
            return seen(network, direction, [degree[k] for k in range(network.n)])

        @oracle(name, "igraph")
        def by_igraph(network, direction=direction, weight=weight):
            mode = {"total": "all"}.get(direction, direction)
            whole = igraph_of(network, strength=weight is not None)
            return seen(network, direction, whole.strength(mode=mode, weights=weight))

    oracle(f"{direction}_degree_share", "by definition")(
        partial(share, direction=direction, strength=False)
    )
    oracle(f"{direction}_strength_per_partner", "by definition")(
        partial(share, direction=direction, strength=True)
    )
    oracle(f"{direction}_degree_opsahl", "closed form")(partial(opsahl, direction=direction))
