"""Oracles of how far a network turns on its most central actor."""

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import adjacency, graph, igraph_of
from tests.measures.oracle.of_connection import flat
from tests.measures.oracle.registry import oracle


def freeman(scores, most):
    scores = np.array(list(scores), float)
    return (scores.max() - scores).sum() / most if most > 0 else np.nan


@oracle("centralisation_in_degree", "networkx")
def in_degree(network):
    return freeman((k for _, k in graph(network).in_degree), (network.n - 1) ** 2)


@oracle("centralisation_out_degree", "networkx")
def out_degree(network):
    return freeman((k for _, k in graph(network).out_degree), (network.n - 1) ** 2)


@oracle("centralisation_total_degree", "networkx")
def total_degree(network):
    n, ways = network.n, 1 + network.directed
    return freeman((k for _, k in graph(network).degree), ways * (n - 1) * (n - 2))


@oracle("centralisation_betweenness", "igraph")
def betweenness(network):
    n, halves = network.n, 2 - network.directed
    return freeman(igraph_of(network).betweenness(), (n - 1) ** 2 * (n - 2) / halves)


def closeness(made, most, limit):
    """Freeman's index of (n − 1) / Σ d, d = n where there is no path."""
    n = len(made)
    if n < 3:
        return np.nan
    every = dict(nx.all_pairs_shortest_path_length(made))
    sums = [sum(every[a].get(b, limit) for b in made if b != a) for a in made]
    return freeman(((n - 1) / total for total in sums), most)


@oracle("centralisation_in_closeness", "networkx")
def in_closeness(network):
    n = network.n
    return closeness(graph(network).reverse(), (n - 1) * (1 - 1 / n), n)


@oracle("centralisation_out_closeness", "networkx")
def out_closeness(network):
    n = network.n
    return closeness(graph(network), (n - 1) * (1 - 1 / n), n)


@oracle("centralisation_closeness", "networkx")
def closeness_undirected(network):
    n = network.n
    return closeness(flat(network), (n - 1) * (n - 2) / (2 * n - 3), n)


@oracle("centralisation_closeness", "igraph")
def closeness_of_igraph(network):
    n, made = network.n, igraph_of(network).as_undirected(mode="collapse")
    scores = made.closeness() if made.is_connected() and n > 2 else None
    return freeman(scores, (n - 1) * (n - 2) / (2 * n - 3)) if scores else None


@oracle("centralisation_eigenvector", "by definition")
def eigenvector(network):
    ties = adjacency(network)
    ties = np.maximum(ties, ties.T)
    parts = list(nx.connected_components(nx.from_numpy_array(ties)))
    members = sorted(max(parts, key=lambda part: (len(part), -min(part))))
    if len(members) < 3:
        return np.nan
    values, vectors = np.linalg.eigh(ties[np.ix_(members, members)])
    scores = np.abs(vectors[:, values.argmax()])
    return freeman(scores / scores.max(), len(members) - 2)
