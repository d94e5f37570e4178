"""Oracles of the ties among partners."""

import networkx as nx
import numpy as np

from tests.measures.oracle.actors import blank, by_actor, programmed, turned
from tests.measures.oracle.networks import adjacency, states
from tests.measures.oracle.registry import oracle


@oracle("clustering", "networkx")
def clustering(network):
    whole = turned(network, "union")
    found = nx.clustering(whole)
    return by_actor(network, {k: found[k] if whole.degree[k] > 1 else np.nan for k in whole})


@oracle("clustering", "igraph")
def clustering_igraph(network):
    whole, _ = programmed(network, union=True)
    return blank(network, whole.transitivity_local_undirected(mode="nan"))


@oracle("ego_density", "by definition")
def ego_density(network):
    table, rated = states(network)
    ties = adjacency(network) > 0
    values = np.full(network.n, np.nan)
    for actor in range(network.n):
        partners = np.flatnonzero(ties[actor] | ties[:, actor])
        inside = np.ix_(partners, partners)
        if rated[inside].any():
            values[actor] = (table == "tie")[inside][rated[inside]].mean()
    return values
