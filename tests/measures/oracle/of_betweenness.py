"""Oracles of betweenness; lengths as fractions for networkx, as whole numbers for igraph."""

from functools import partial

import networkx as nx
import numpy as np

from tests.measures.oracle.actors import blank, by_actor, made, programmed, strong
from tests.measures.oracle.networks import graph
from tests.measures.oracle.registry import oracle


def by_networkx(network, *, weighted, normalised):
    if normalised and network.n < 3:
        return None
    whole = made(strong(network), directed=network.directed) if weighted else graph(network)
    length = "length" if weighted else None
    return by_actor(network, nx.betweenness_centrality(whole, weight=length, normalized=normalised))


def by_igraph(network, *, weighted, normalised):
    whole, _ = programmed(network, weighted=weighted)
    n, halves = network.n, 1 if network.directed else 2
    found = np.asarray(whole.betweenness(weights="length" if weighted else None), float)
    return blank(network, found / ((n - 1) * (n - 2) / halves) if normalised else found)


for ending, weighted in (("", False), ("_weighted", True)):
    for middle, normalised in (("", False), ("_normalised", True)):
        for program, function in (("networkx", by_networkx), ("igraph", by_igraph)):
            oracle(f"betweenness{middle}{ending}", program)(
                partial(function, weighted=weighted, normalised=normalised)
            )
