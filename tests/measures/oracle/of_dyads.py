"""Oracles of pairs of actors."""

from itertools import combinations

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import adjacency, graph, igraph_of, states
from tests.measures.oracle.registry import oracle


def census(network):
    """Mutual, asymmetric and null dyads of which both cells are rated, one by one."""
    state, rated = states(network)
    counts = [0, 0, 0]
    for i, j in combinations(range(network.n), 2):
        if rated[i, j] and rated[j, i]:
            counts[2 - ((state[i, j] == "tie") + (state[j, i] == "tie"))] += 1
    return counts if sum(counts) else [np.nan] * 3


def share(part, whole):
    return part / whole if whole else np.nan


def whole(network):
    """Whether every cell is rated."""
    return states(network)[1].sum() == network.n * (network.n - 1)


for _place, _name in enumerate(("mutual_dyads", "asymmetric_dyads", "null_dyads")):
    oracle(_name, "by definition")(lambda network, place=_place: census(network)[place])
    oracle(_name, "igraph")(
        lambda network, place=_place: (
            igraph_of(network).dyad_census()[place] if whole(network) else None
        )
    )


@oracle("reciprocity_dyadic", "by definition")
def reciprocity_dyadic(network):
    mutual, asymmetric, null = census(network)
    return share(mutual + null, mutual + asymmetric + null)


@oracle("reciprocity_nonnull", "by definition")
def reciprocity_nonnull(network):
    mutual, asymmetric, _ = census(network)
    return share(mutual, mutual + asymmetric)


@oracle("reciprocity_nonnull", "igraph")
def reciprocity_of_igraph(network):
    made = igraph_of(network)
    return made.reciprocity(mode="ratio") if whole(network) and made.ecount() else None


@oracle("reciprocity_edgewise", "by definition")
def reciprocity_edgewise(network):
    mutual, asymmetric, _ = census(network)
    return share(2 * mutual, 2 * mutual + asymmetric)


@oracle("reciprocity_edgewise", "networkx")
def reciprocity_of_networkx(network):
    made = graph(network)
    return nx.reciprocity(made) if whole(network) and made.size() else None


@oracle("reciprocity_weighted", "by definition")
def reciprocity_weighted(network):
    _, rated = states(network)
    strength = adjacency(network, strength=True) * (rated & rated.T)
    return share(np.minimum(strength, strength.T).sum(), strength.sum())
