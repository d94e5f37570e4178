"""Oracles of structural holes.

networkx computes effective size in another, wrong way where `nodes` is not given and the graph is
directed or weighted (seen in 3.6), so every actor is named to it; and it gives nothing for an
actor that sends no ties, so it is given the sums of the ties both ways. It takes long on many ties.
"""

from functools import partial

import networkx as nx
import numpy as np

from tests.measures.oracle.actors import WEIGHT, blank, by_actor, made, programmed, strong
from tests.measures.oracle.networks import adjacency
from tests.measures.oracle.registry import oracle

MOST = 150
"""Ties in the largest networks that networkx is asked about."""


def summed(network, *, weighted):
    z = strong(network) if weighted else adjacency(network)
    return made(z + z.T, directed=False)


def constraint_networkx(network, *, weighted):
    if network.keys.size > MOST:
        return None
    whole = summed(network, weighted=weighted)
    return by_actor(network, nx.constraint(whole, nodes=list(whole), weight="weight"))


def constraint_igraph(network, *, weighted):
    whole, _ = programmed(network, weighted=True)
    return blank(network, whole.constraint(weights=WEIGHT[weighted]))


def size_networkx(network, *, weighted, share=False):
    if network.keys.size > MOST:
        return None
    whole = summed(network, weighted=weighted)
    found = nx.effective_size(whole, nodes=list(whole), weight="weight")
    if share:
        many = {k: len(set(nx.all_neighbors(whole, k))) for k in whole}
        found = {k: size / many[k] if many[k] else np.nan for k, size in found.items()}
    return by_actor(network, found)


def size(network, *, weighted, share=False):
    """Burt's sum, term by term."""
    z = strong(network) if weighted else adjacency(network)
    z = z + z.T
    values = np.full(network.n, np.nan)
    for i in range(network.n):
        partners = np.flatnonzero(z[i])
        if partners.size:
            p, m = z[i] / z[i].sum(), z[partners] / z[partners].max(axis=1, keepdims=True)
            values[i] = sum(1 - (p * m[k]).sum() for k in range(partners.size))
            values[i] /= partners.size if share else 1
    return blank(network, values)


for ending, weighted in (("", False), ("_weighted", True)):
    oracle(f"constraint{ending}", "networkx")(partial(constraint_networkx, weighted=weighted))
    oracle(f"constraint{ending}", "igraph")(partial(constraint_igraph, weighted=weighted))
    for name, share in (("effective_size", False), ("efficiency", True)):
        oracle(f"{name}{ending}", "networkx")(
            partial(size_networkx, weighted=weighted, share=share)
        )
        oracle(f"{name}{ending}", "by definition")(partial(size, weighted=weighted, share=share))
