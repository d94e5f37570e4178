"""Oracles of how near a network is to an outtree."""

from itertools import combinations

import networkx as nx

from tests.measures.oracle.networks import adjacency, graph
from tests.measures.oracle.of_connection import flat, sizes
from tests.measures.oracle.of_dyads import share
from tests.measures.oracle.registry import oracle


def below(network):
    """Whom each actor reaches, itself included."""
    made = graph(network)
    return {actor: nx.descendants(made, actor) | {actor} for actor in made}


@oracle("connectedness", "by definition")
def connectedness(network):
    made = flat(network)
    pairs = list(combinations(made, 2))
    part = {actor: k for k, each in enumerate(nx.connected_components(made)) for actor in each}
    return share(sum(part[i] == part[j] for i, j in pairs), len(pairs))


@oracle("hierarchy_krackhardt", "by definition")
def hierarchy(network):
    reach = below(network)
    pairs = [(j in reach[i], i in reach[j]) for i, j in combinations(reach, 2)]
    return 1 - share(sum(a and b for a, b in pairs), sum(a or b for a, b in pairs))


@oracle("efficiency_krackhardt", "by definition")
def efficiency(network):
    ways = 1 + network.directed
    excess = most = 0
    for part in nx.connected_components(flat(network)):
        inside = sorted(part)
        ties = adjacency(network)[inside][:, inside].sum() / (1 if network.directed else 2)
        n = len(inside)
        excess += ties - (n - 1)
        most += ways * n * (n - 1) / 2 - (n - 1)
    return 1 - share(excess, most)


@oracle("lubness_krackhardt", "by definition")
def lubness(network):
    reach = below(network)
    above = {j: {i for i in reach if j in reach[i]} for j in reach}
    part = {actor: k for k, each in enumerate(nx.connected_components(flat(network)))
            for actor in each}  # fmt: skip
    lacking = 0
    for i, j in combinations(reach, 2):
        bounds = above[i] & above[j]
        if part[i] == part[j]:
            lacking += not any(bounds <= above[bound] for bound in bounds)
    return 1 - share(lacking, sum((n - 1) * (n - 2) // 2 for n in sizes(network)))
