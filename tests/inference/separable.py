"""Two waves for the tests of separable models, and the statistics by their definitions."""

from __future__ import annotations

from itertools import combinations, permutations
from math import exp

import networkx as nx
import numpy as np

import relnet as rn
from relnet.inference.separable.terms import TERMS
from relnet.inference.square import Square, network_of

DIRECTED = ("mutual", "ttriple", "ctriple", "gwidegree", "gwodegree", "gwesp")
UNDIRECTED = ("triangle", "gwdegree", "gwesp")


def network(ties, *, directed=True, rated=None, wave="1", known=None, **attributes):
    """A network of these ties (booleans); all cells rated unless said."""
    n = len(ties)
    graph = nx.empty_graph(n, nx.DiGraph if directed else nx.Graph)
    graph = nx.relabel_nodes(graph, {k: f"a{k:02}" for k in range(n)})
    for name, values in attributes.items():
        nx.set_node_attributes(graph, dict(zip(graph, values, strict=True)), name)
    possible = ~np.eye(n, dtype=bool)
    seen = possible if rated is None else rated & possible
    tie = ties & (seen if known is None else seen | known) & possible
    cells = Square(tie, tie.astype(float), seen, possible & ~seen & ~tie, possible)
    return network_of(cells, rn.from_networkx(graph, wave=wave))


def random_ties(rng, n, density, *, directed=True):
    ties = rng.random((n, n)) < density
    np.fill_diagonal(ties, val=False)
    return ties if directed else np.triu(ties) | np.triu(ties).T


def statistic(name, y, *, directed, decay=0.5):
    """The statistic of a network, by its definition."""
    fall, actors = 1 - exp(-decay), range(len(y))
    pairs = list(permutations(actors, 2) if directed else combinations(actors, 2))
    triples = list(permutations(actors, 3))
    dyads, sets = combinations(actors, 2), combinations(actors, 3)

    def spread(counts):
        return exp(decay) * sum(1 - fall ** int(count) for count in counts)

    return {
        "edges": lambda: sum(y[i, j] for i, j in pairs),
        "mutual": lambda: sum(y[i, j] and y[j, i] for i, j in dyads),
        "ttriple": lambda: sum(y[i, j] and y[j, k] and y[i, k] for i, j, k in triples),
        "ctriple": lambda: sum(y[i, j] and y[j, k] and y[k, i] for i, j, k in triples) / 3,
        "triangle": lambda: sum(y[i, j] and y[j, k] and y[i, k] for i, j, k in sets),
        "gwesp": lambda: spread(
            sum(y[i, k] and y[k, j] for k in actors) for i, j in pairs if y[i, j]
        ),
        "gwidegree": lambda: spread(y.sum(axis=0)),
        "gwodegree": lambda: spread(y.sum(axis=1)),
        "gwdegree": lambda: spread(y.sum(axis=1)),
    }[name]()


def by_toggling(name, y, i, j, *, directed, decay=0.5):
    """The statistic with the tie, less that without."""
    found = []
    for tie in (True, False):
        toggled = y.copy()
        toggled[i, j] = tie
        if not directed:
            toggled[j, i] = tie
        found.append(statistic(name, toggled, directed=directed, decay=decay))
    return found[0] - found[1]


def term(name):
    return TERMS[name]()
