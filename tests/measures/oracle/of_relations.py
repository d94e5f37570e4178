"""Oracles of several relations together, and of ties with two reports."""

import networkx as nx
import numpy as np

from tests.measures.oracle.networks import graph, states
from tests.measures.oracle.registry import oracle


def dyads(networks):
    """For each dyad that is rated in every relation, on which of them it is tied."""
    found = {}
    tables = [states(network) for network in networks]
    n = networks[0].n
    for i in range(n):
        for j in range(i):
            if all(rated[i, j] and rated[j, i] for _, rated in tables):
                found[i, j] = [bool("tie" in (s[i, j], s[j, i])) for s, _ in tables]
    return found


def connected(networks):
    return np.array([sum(on) for on in dyads(networks).values() if any(on)])


def mean(values):
    return np.mean(values) if len(values) else np.nan


@oracle("multiplexity", "by definition")
def multiplexity(networks):
    return mean(connected(networks))


@oracle("multiplex_share", "by definition")
def multiplex_share(networks):
    return mean(connected(networks) > 1)


@oracle("relation_overlap", "by definition")
def relation_overlap(networks):
    return mean(connected(networks) == len(networks))


def rated_with(networks):
    """Number of dyads of each actor that are rated in every relation."""
    count = np.zeros(networks[0].n)
    for pair in dyads(networks):
        count[list(pair)] += 1
    return count


@oracle("multiplex_degree", "networkx")
def multiplex_degree(networks):
    whole = nx.compose_all([nx.Graph(graph(network)) for network in networks])
    degree = np.array([whole.degree[k] for k in range(networks[0].n)], float)
    return np.where((degree == 0) & (rated_with(networks) == 0), np.nan, degree)


@oracle("participation_coefficient", "by definition")
def participation_coefficient(networks):
    degrees = np.zeros((networks[0].n, len(networks)))
    for pair, on in dyads(networks).items():
        for actor in pair:
            degrees[actor] += on
    values = []
    for row in degrees:
        spread = sum((k / row.sum()) ** 2 for k in row) if row.sum() else np.nan
        values.append(len(networks) / (len(networks) - 1) * (1 - spread))
    return values


@oracle("confirmation_rate", "by definition")
def confirmation_rate(network):
    if len(network.reports) < 2:
        return np.nan
    said = np.zeros((2, network.n, network.n), bool)
    heard = np.zeros((2, network.n, network.n), bool)
    for one, report in enumerate(network.reports):
        said[one].flat[report.keys[report.is_tie]] = True
        heard[one].flat[report.rated.keys()] = True
    both = heard.all(axis=0)
    told = said.sum(axis=0)[both]
    return (told == 2).sum() / (told > 0).sum() if told.any() else np.nan
