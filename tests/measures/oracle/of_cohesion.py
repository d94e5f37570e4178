"""Oracles of how much there is."""

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import graph, states
from tests.measures.oracle.registry import oracle


@oracle("density", "by definition")
def density(network):
    state, rated = states(network)
    return (state[rated] == "tie").sum() / rated.sum() if rated.any() else np.nan


@oracle("ties", "networkx")
def ties(network):
    return nx.number_of_edges(graph(network))


@oracle("components", "networkx")
def components(network):
    made = graph(network)
    return len(
        list(
            (nx.weakly_connected_components if network.directed else nx.connected_components)(made)
        )
    )
