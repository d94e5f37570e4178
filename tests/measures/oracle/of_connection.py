"""Oracles of what hangs together."""

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import graph, igraph_of, states
from tests.measures.oracle.of_dyads import share
from tests.measures.oracle.registry import oracle


def flat(network):
    """The union graph."""
    return nx.Graph(graph(network))


def sizes(network):
    return [len(part) for part in nx.connected_components(flat(network))]


def lengths(made):
    """The distances of the ordered pairs that a path connects."""
    every = dict(nx.all_pairs_shortest_path_length(made))
    return [steps for row in every.values() for steps in row.values() if steps]


@oracle("components", "networkx")
def components(network):
    return len(sizes(network))


@oracle("strong_components", "networkx")
def strong_components(network):
    return nx.number_strongly_connected_components(graph(network))


@oracle("strong_components", "igraph")
def strong_components_of_igraph(network):
    return len(igraph_of(network).connected_components(mode="strong"))


@oracle("largest_component", "networkx")
def largest_component(network):
    return max(sizes(network))


@oracle("largest_component_share", "networkx")
def largest_component_share(network):
    return max(sizes(network)) / network.n


@oracle("component_ratio", "networkx")
def component_ratio(network):
    return share(len(sizes(network)) - 1, network.n - 1)


def unknown(network):
    """Actors of whom no tie is known who are silent, or of whom no cell is known."""
    state, _ = states(network)
    others = ~np.eye(network.n, dtype=bool)
    flags = np.zeros(network.n, bool)
    for k in range(network.n):
        own = np.r_[state[k, others[k]], state[others[k], k]]
        own = own[own != "impossible"]
        blank = own.size > 0 and (own == "unobserved").all()
        flags[k] = not (own == "tie").any() and (not network.observation.answered[k] or blank)
    return flags


def isolated(network):
    """Isolates, and how many actors are not unknown."""
    alone = np.array([degree == 0 for _, degree in graph(network).degree], bool)
    absent = unknown(network)
    return (alone & ~absent).sum(), (~absent).sum()


@oracle("isolates", "by definition")
def isolates(network):
    return isolated(network)[0]


@oracle("isolates", "networkx")
def isolates_of_networkx(network):
    return nx.number_of_isolates(graph(network)) if isolated(network)[1] == network.n else None


@oracle("isolates_share", "by definition")
def isolates_share(network):
    return share(*isolated(network))


@oracle("fragmentation", "by definition")
def fragmentation(network):
    n = network.n
    return 1 - share(sum(size * (size - 1) for size in sizes(network)), n * (n - 1))


@oracle("fragmentation_by_distance", "networkx")
def fragmentation_by_distance(network):
    return 1 - nx.global_efficiency(flat(network)) if network.n > 1 else np.nan


@oracle("compactness", "by definition")
def compactness(network):
    found = lengths(graph(network))
    return share(sum(1 / steps for steps in found), network.n * (network.n - 1))


@oracle("reachable_pairs_share", "by definition")
def reachable_pairs_share(network):
    return share(len(lengths(graph(network))), network.n * (network.n - 1))


@oracle("average_path_length", "igraph")
def average_path_length(network):
    return igraph_of(network).average_path_length()


@oracle("average_path_length", "by definition")
def average_path_length_by_definition(network):
    found = lengths(graph(network))
    return share(sum(found), len(found))


@oracle("average_path_length_undirected", "igraph")
def average_path_length_undirected(network):
    return igraph_of(network).average_path_length(directed=False)


@oracle("diameter", "igraph")
def diameter(network):
    made = igraph_of(network)
    return made.diameter() if made.ecount() else np.nan


@oracle("diameter_undirected", "networkx")
def diameter_undirected(network):
    return max(lengths(flat(network)), default=np.nan)
