"""Oracles of triples of actors."""

from collections import Counter
from functools import cache
from itertools import combinations, permutations

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import adjacency, graph, igraph_of, states
from tests.measures.oracle.of_dyads import share, whole
from tests.measures.oracle.registry import oracle


def paths(network, leg):
    """Sum of what `leg` gives over the rated paths a→b→c that a→c closes, and over all."""
    state, rated = states(network)
    there = rated & (state == "tie")
    closed = total = 0.0
    for a in range(network.n):
        for b in np.flatnonzero(there[a]):
            for c in np.flatnonzero(there[b]):
                if c != a and rated[a, c]:
                    total += leg[a, b] + leg[b, c]
                    closed += (leg[a, b] + leg[b, c]) * there[a, c]
    return share(closed, total)


@oracle("transitivity", "by definition")
def transitivity(network):
    return paths(network, np.ones((network.n, network.n)))


@oracle("transitivity_weighted", "by definition")
def transitivity_weighted(network):
    return paths(network, adjacency(network, strength=True))


@oracle("transitivity_undirected", "networkx")
def transitivity_undirected(network):
    made = nx.Graph(graph(network))
    return nx.transitivity(made) if max(dict(made.degree).values()) > 1 else np.nan


@oracle("transitivity_undirected", "igraph")
def transitivity_of_igraph(network):
    made = igraph_of(network).as_undirected(mode="collapse")
    return made.transitivity_undirected(mode="nan")


@oracle("average_clustering", "igraph")
def average_clustering(network):
    made = igraph_of(network).as_undirected(mode="collapse")
    return made.transitivity_avglocal_undirected(mode="nan")


@oracle("average_clustering", "networkx")
def average_clustering_of_networkx(network):
    made = nx.Graph(graph(network))
    some = [actor for actor, degree in made.degree if degree > 1]
    return nx.average_clustering(made, some) if some else np.nan


@cache
def census(network):
    """The kinds of the triads of which all cells are rated, one by one."""
    _, rated = states(network)
    made, counts = graph(network), Counter()
    for three in combinations(range(network.n), 3):
        if all(rated[i, j] for i, j in permutations(three, 2)):
            counts[nx.triad_type(made.subgraph(three))] += 1
    return counts


KINDS = ("003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201",
         "120D", "120U", "120C", "210", "300")  # fmt: skip
SMALL = 40
"""Up to so many actors the triads are looked at one by one."""


def by_definition(network, kind):
    if network.n > SMALL:
        return None
    counts = census(network)
    return counts[kind] if counts else np.nan


def of_networkx(network, kind):
    return nx.triadic_census(graph(network))[kind] if whole(network) else None


def of_igraph(network, kind):
    return igraph_of(network).triad_census()[IGRAPH.index(kind)] if whole(network) else None


IGRAPH = ("003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201",
          "120D", "120U", "120C", "210", "300")  # fmt: skip

for _kind in KINDS:
    _name = f"triads_{_kind.lower()}"
    for _program, _function in (
        ("by definition", by_definition), ("networkx", of_networkx), ("igraph", of_igraph),
    ):  # fmt: skip
        oracle(_name, _program)(
            lambda network, kind=_kind, function=_function: function(network, kind)
        )
