"""Oracles of groups: cell by cell, from the four states and the roster."""

from itertools import combinations

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import adjacency, states
from tests.measures.oracle.registry import oracle


def by_hand(network, groups):
    """Group of each actor (None where unknown), tie and rated as dense masks of grouped actors."""
    labels = np.array([*groups.labels, None], object)[groups.codes]
    state, rated = states(network)
    grouped = np.array([label is not None for label in labels])
    both = grouped[:, None] & grouped
    return labels, (state == "tie") & rated & both, rated & both


def share(part, whole):
    return part / whole if whole else np.nan


def alike(labels):
    return labels[:, None] == labels


@oracle("e_i_index", "by definition")
def e_i_index(network, groups):
    labels, tie, _ = by_hand(network, groups)
    external, internal = (tie & ~alike(labels)).sum(), (tie & alike(labels)).sum()
    return share(external - internal, external + internal)


@oracle("e_i_expected", "by definition")
def e_i_expected(network, groups):
    labels, tie, rated = by_hand(network, groups)
    if not tie.any():
        return np.nan
    return np.where(alike(labels), -1, 1)[rated].mean()


@oracle("cross_group_share", "by definition")
def cross_group_share(network, groups):
    labels, tie, _ = by_hand(network, groups)
    return np.mean(~alike(labels)[tie]) if tie.any() else np.nan


@oracle("cross_group_share_weighted", "by definition")
def cross_group_share_weighted(network, groups):
    labels, tie, _ = by_hand(network, groups)
    strength = np.where(tie, adjacency(network, strength=True), 0)
    return share(strength[~alike(labels)].sum(), strength.sum())


@oracle("assortativity", "networkx")
def assortativity(network, groups):
    labels, tie, _ = by_hand(network, groups)
    if len(set(labels[tie.any(axis=0) | tie.any(axis=1)])) < 2:
        return np.nan  # networkx divides by zero
    graph = nx.from_numpy_array(tie, create_using=nx.DiGraph if network.directed else nx.Graph)
    nx.set_node_attributes(graph, dict(enumerate(labels)), "group")
    return nx.attribute_assortativity_coefficient(graph, "group")


@oracle("group_size", "by definition")
def group_size(network, groups):
    named = network.attributes[list(groups.by)]
    return named.dropna().groupby(list(groups.by)).size().to_numpy()


def each_group(network, groups, figure):
    labels, tie, rated = by_hand(network, groups)
    return [figure(labels == name, tie, rated) for name in groups.labels]


@oracle("group_coverage", "by definition")
def group_coverage(network, groups):
    state, rated = states(network)

    def figure(member, _tie, _rated):
        own = (member[:, None] | member) & (state != "impossible")
        return share(rated[own].sum(), own.sum())

    return each_group(network, groups, figure)


@oracle("group_density", "by definition")
def group_density(network, groups):
    def figure(member, tie, rated):
        own = np.ix_(member, member)
        return share(tie[own].sum(), rated[own].sum())

    return each_group(network, groups, figure)


@oracle("group_e_i_index", "by definition")
def group_e_i_index(network, groups):
    def figure(member, tie, _rated):
        own = {
            (i, j) if network.directed else frozenset((i, j))
            for i, j in np.argwhere(tie)
            if member[i] or member[j]
        }
        inside = sum(all(member[k] for k in ends) for ends in own)
        return share(len(own) - 2 * inside, len(own))

    return each_group(network, groups, figure)


def tables(network, groups):
    """Ties and rated cells from group to group, dyads where undirected."""
    labels, tie, rated = by_hand(network, groups)
    k = len(groups.labels)
    counts = np.zeros((2, k, k))
    for a, first in enumerate(groups.labels):
        for b, second in enumerate(groups.labels):
            block = (labels == first)[:, None] & (labels == second)
            if not network.directed and a == b:
                block &= np.triu(np.ones(block.shape, bool))
            counts[:, a, b] = tie[block].sum(), rated[block].sum()
    return counts


def ratio(part, whole):
    whole = np.broadcast_to(np.asarray(whole, float), part.shape)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def overall(network, groups):
    _, tie, rated = by_hand(network, groups)
    return share(tie.sum(), rated.sum())


@oracle("mixing_ties", "by definition")
def mixing_ties(network, groups):
    state, labels = states(network)[0], by_hand(network, groups)[0]
    k = len(groups.labels)
    counts = np.full((k, k), np.nan)
    for a, first in enumerate(groups.labels):
        for b, second in enumerate(groups.labels):
            block = state[np.ix_(labels == first, labels == second)]
            if np.isin(block, ["tie", "no tie"]).any():
                once = 1 if network.directed or a != b else 2
                counts[a, b] = (block == "tie").sum() / once
    return counts


@oracle("mixing_ties", "networkx")
def mixing_of_networkx(network, groups):
    labels = by_hand(network, groups)[0]
    grouped = np.array([label is not None for label in labels])
    tie = (states(network)[0] == "tie") & grouped[:, None] & grouped
    if set(groups.labels) - set(labels[tie.any(axis=0)]) or (tables(network, groups)[1] == 0).any():
        return None  # it leaves out groups without ties
    graph = nx.from_numpy_array(tie, create_using=nx.DiGraph if network.directed else nx.Graph)
    nx.set_node_attributes(graph, dict(enumerate(labels)), "group")
    place = {label: k for k, label in enumerate(groups.labels)}
    table = nx.attribute_mixing_matrix(graph, "group", mapping=place, normalized=False)
    if not network.directed:
        table[np.diag_indices(len(table))] /= 2  # both ends of an undirected tie
    return table


@oracle("mixing_density", "by definition")
def mixing_density(network, groups):
    return ratio(*tables(network, groups))


@oracle("mixing_expected", "by definition")
def mixing_expected(network, groups):
    _, rated = tables(network, groups)
    return np.where(rated > 0, rated * overall(network, groups), np.nan)


@oracle("mixing_ratio", "by definition")
def mixing_ratio(network, groups):
    return ratio(mixing_density(network, groups), overall(network, groups))


def triads(network, groups):
    """The number of tied pairs of each triad of three groups of which all cells are rated."""
    labels, tie, rated = by_hand(network, groups)
    tied, seen = tie | tie.T, rated & rated.T
    for three in combinations(range(network.n), 3):
        if len({labels[k] for k in three} - {None}) == 3:
            pairs = list(combinations(three, 2))
            if all(seen[pair] for pair in pairs):
                yield sum(tied[pair] for pair in pairs)


@oracle("tripartite_connected", "by definition")
def tripartite_connected(network, groups):
    found = list(triads(network, groups))
    return np.mean(np.array(found) >= 2) if found else np.nan


@oracle("tripartite_closed", "by definition")
def tripartite_closed(network, groups):
    found = list(triads(network, groups))
    return np.mean(np.array(found) == 3) if found else np.nan
