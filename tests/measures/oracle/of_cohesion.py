"""Oracles of how much there is."""

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import adjacency, graph, states
from tests.measures.oracle.registry import oracle


@oracle("actors", "networkx")
def actors(network):
    return len(graph(network))


@oracle("ties", "networkx")
def ties(network):
    return nx.number_of_edges(graph(network))


@oracle("density", "by definition")
def density(network):
    state, rated = states(network)
    return (state[rated] == "tie").sum() / rated.sum() if rated.any() else np.nan


@oracle("density", "networkx")
def density_of_all(network):
    _, rated = states(network)
    whole = rated.sum() == network.n * (network.n - 1)
    return nx.density(graph(network)) if whole else None


@oracle("average_degree", "by definition")
def average_degree(network):
    state, _ = states(network)
    possible = (state != "impossible") & ~np.eye(network.n, dtype=bool)
    return density(network) * possible.sum() / network.n


@oracle("density_weighted", "by definition")
def density_weighted(network):
    state, rated = states(network)
    strength = adjacency(network, strength=True)
    there = rated & (state == "tie")
    return strength[there].sum() / rated.sum() if rated.any() else np.nan


@oracle("average_tie_strength", "by definition")
def average_tie_strength(network):
    state, rated = states(network)
    there = rated & (state == "tie")
    return adjacency(network, strength=True)[there].mean() if there.any() else np.nan


@oracle("average_strength", "by definition")
def average_strength(network):
    state, _ = states(network)
    possible = (state != "impossible") & ~np.eye(network.n, dtype=bool)
    return density_weighted(network) * possible.sum() / network.n


@oracle("average_strength", "networkx")
def average_strength_of_all(network):
    _, rated = states(network)
    if rated.sum() < network.n * (network.n - 1):
        return None
    made = graph(network, strength=True)
    each = made.out_degree(weight="weight") if network.directed else made.degree(weight="weight")
    return np.mean([strength for _, strength in each])
