"""Oracles of eigenvectors and walks."""

import warnings
from functools import partial

import networkx as nx
import numpy as np

from tests.measures.oracle.actors import blank, by_actor, made, programmed, strong
from tests.measures.oracle.networks import adjacency, graph
from tests.measures.oracle.registry import oracle

ITERATED = "igraph's ARPACK stops at about 1e-7 of the largest"


def component(whole):
    """The largest strong component; of equals the one with the first actor."""
    if whole.is_directed():
        parts = list(nx.strongly_connected_components(whole))
    else:
        parts = list(nx.connected_components(whole))
    return sorted(max(parts, key=lambda part: (len(part), -min(part))))


def eigenvector(network, *, weighted, union):
    matrix = strong(network) if weighted else adjacency(network)
    matrix = np.maximum(matrix, matrix.T) if union else matrix
    whole = made(matrix, directed=network.directed and not union)
    members = component(whole)
    scores = np.full(network.n, np.nan)
    if len(members) > 1:
        values, vectors = np.linalg.eig(matrix[np.ix_(members, members)].T)
        leading = np.abs(vectors[:, values.real.argmax()].real)
        scores[members] = leading / leading.max()
    return blank(network, scores)


def eigenvector_networkx(network, *, weighted, union):
    matrix = strong(network) if weighted else adjacency(network)
    matrix = np.maximum(matrix, matrix.T) if union else matrix
    whole = made(matrix, directed=network.directed and not union)
    part = whole.subgraph(component(whole))
    if len(part) < 4:
        return None  # below what its sparse solver takes
    found = nx.eigenvector_centrality_numpy(part, weight="weight")
    scores = np.full(network.n, np.nan)
    for actor, score in found.items():
        scores[actor] = score / max(found.values())
    return blank(network, scores)


for ending, weighted in (("", False), ("_weighted", True)):
    for middle, union in (("", False), ("_undirected", True)):
        arguments = {"weighted": weighted, "union": union}
        oracle(f"eigenvector{middle}{ending}", "by definition")(partial(eigenvector, **arguments))
        oracle(f"eigenvector{middle}{ending}", "networkx")(
            partial(eigenvector_networkx, **arguments)
        )


@oracle("pagerank", "networkx")
def pagerank(network):
    return by_actor(network, nx.pagerank(graph(network), weight=None, tol=1e-15, max_iter=2000))


@oracle("pagerank_weighted", "networkx")
def pagerank_weighted(network):
    whole = made(strong(network), directed=network.directed)
    return by_actor(network, nx.pagerank(whole, tol=1e-15, max_iter=2000))


@oracle("pagerank", "igraph")
def pagerank_igraph(network):
    return blank(network, programmed(network)[0].pagerank())


@oracle("pagerank_weighted", "igraph")
def pagerank_weighted_igraph(network):
    return blank(network, programmed(network, weighted=True)[0].pagerank(weights="weight"))


def kleinberg(network):
    """Hubs and authorities: equal scores projected on the leading singular vectors."""
    left, values, right = np.linalg.svd(adjacency(network))
    if not network.n or values[0] == 0:
        nothing = np.full(network.n, np.nan)
        return nothing, nothing
    first = values > values[0] * (1 - 1e-10)
    hubs = left[:, first] @ left[:, first].sum(axis=0)
    authorities = right[first].T @ left[:, first].sum(axis=0)
    return hubs / hubs.max(), authorities / authorities.max()


@oracle("hub_score", "by definition")
def hubs(network):
    return blank(network, kleinberg(network)[0])


@oracle("authority_score", "by definition")
def authorities(network):
    return blank(network, kleinberg(network)[1])


def kleinberg_igraph(network, name):
    if not network.keys.size:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # "some scores are nearly zero"
        return blank(network, getattr(programmed(network)[0], name)())


for name in ("hub_score", "authority_score"):
    oracle(name, "igraph", tolerance=1e-6, reason=ITERATED)(partial(kleinberg_igraph, name=name))


@oracle("katz", "networkx")
def katz(network):
    whole = graph(network)
    radius = np.abs(np.linalg.eigvals(adjacency(network))).max(initial=0)
    if radius < 0.5:  # a network of ones has none between 0 and 1
        return np.full(network.n, np.nan)
    return by_actor(network, nx.katz_centrality_numpy(whole, alpha=0.85 / radius, normalized=False))
