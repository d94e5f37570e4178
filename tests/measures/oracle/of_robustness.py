"""Oracles of what is lost when an actor leaves: each is taken away in turn."""

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import igraph_of
from tests.measures.oracle.of_connection import flat, unknown
from tests.measures.oracle.registry import oracle


@oracle("articulation_actors", "networkx")
def articulation_actors(network):
    return len(set(nx.articulation_points(flat(network))))


@oracle("articulation_actors", "igraph")
def articulation_actors_of_igraph(network):
    made = igraph_of(network).as_undirected(mode="collapse")
    return len(made.articulation_points())


@oracle("bridges", "networkx")
def bridges(network):
    return len(list(nx.bridges(flat(network))))


@oracle("bridges", "igraph")
def bridges_of_igraph(network):
    return len(igraph_of(network).as_undirected(mode="collapse").bridges())


def pairs(made, actor):
    """Pairs of others that a path connects."""
    own = [part - {actor} for part in nx.connected_components(made)]
    return sum(len(part) * (len(part) - 1) // 2 for part in own)


def losses(network):
    """By actor: pairs of others cut off, and how many fewer others the largest part has."""
    made, n = flat(network), network.n
    lost = np.zeros((n, 2))
    for actor in made:
        left = made.subgraph(set(made) - {actor})
        before = max((len(p - {actor}) for p in nx.connected_components(made)), default=0)
        after = max(map(len, nx.connected_components(left)), default=0)
        lost[actor] = pairs(made, actor) - pairs(left, actor), before - after
    most = (n - 1) * (n - 2) / 2
    return lost[:, 0] / most if most else lost[:, 0] * np.nan, lost[:, 1]


@oracle("loss_of_connectedness", "by definition")
def loss_of_connectedness(network):
    return np.where(unknown(network), np.nan, losses(network)[0])


@oracle("loss_of_component", "by definition")
def loss_of_component(network):
    return np.where(unknown(network), np.nan, losses(network)[1])


@oracle("largest_loss_of_connectedness", "by definition")
def largest_loss_of_connectedness(network):
    return losses(network)[0].max()


@oracle("largest_loss_of_component", "by definition")
def largest_loss_of_component(network):
    return losses(network)[1].max()
