"""How far a network turns on its most central actor (Freeman 1979).

Σ (max c − c) over the actors, divided by the largest value T that this sum can take in a
network of this size, which is returned beside it. There is none of strength: the sum has
no largest value that programs agree on.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.engine.components import components, largest
from relnet.engine.graph import union
from relnet.engine.spectral import leading_eigenvector
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.reach import betweenness, distances

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from relnet.panel import Network


def _freeman(scores: ArrayLike, most: float) -> Figure:
    """Σ (max − c) / T; undefined where T is not above 0."""
    values = np.asarray(scores, float)
    if most <= 0 or not values.size:
        return Figure(float("nan"), maximum=most)
    return Figure(ratio(float((values.max() - values).sum()), most), maximum=most)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; UCINET", directed=True,
         definition="Σ (max − in-degree) / T, T = (n − 1)²", unit="index")  # fmt: skip
def centralisation_in_degree(network: Network) -> Figure:
    """Centralisation of the ties received."""
    return _freeman(network.known_ties.sum(axis=0), (network.n - 1) ** 2)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; UCINET", directed=True,
         definition="Σ (max − out-degree) / T, T = (n − 1)²", unit="index")  # fmt: skip
def centralisation_out_degree(network: Network) -> Figure:
    """Centralisation of the ties sent."""
    return _freeman(network.known_ties.sum(axis=1), (network.n - 1) ** 2)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; igraph",
         definition="Σ (max − degree) / T, T = (n − 1)(n − 2) where undirected, 2(n − 1)(n − 2) "
         "where directed", unit="index")  # fmt: skip
def centralisation_total_degree(network: Network) -> Figure:
    """Centralisation of all ties."""
    n, ties = network.n, network.known_ties
    most = (n - 1) * (n - 2) * (2 if network.directed else 1)
    degree = ties.sum(axis=1) + (ties.sum(axis=0) if network.directed else 0)
    return _freeman(degree, most if n > 2 else 0)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; igraph",
         definition="Σ (max − betweenness) / T, T = (n − 1)²(n − 2), halved where undirected",
         unit="index")  # fmt: skip
def centralisation_betweenness(network: Network) -> Figure:
    """Centralisation of betweenness."""
    n, halves = network.n, 1 if network.directed else 2
    return _freeman(betweenness(network), (n - 1) ** 2 * (n - 2) / halves)


_CLOSENESS = "Σ (max − c) / T, c = (n − 1) / Σ d with d the steps {}, n for one that no path connects; T = {}"
_FULL, _HALF = "(n − 1)(1 − 1/n)", "(n − 2)(n − 1)/(2n − 3)"
_of_closeness = partial(measure, level="network", source="Freeman 1979",
                        oracle="igraph and sna where connected; by definition")  # fmt: skip


@_of_closeness(definition=_CLOSENESS.format("to the actor", _FULL), directed=True, unit="index")
def centralisation_in_closeness(network: Network) -> Figure:
    """Centralisation of closeness by the paths that lead to each actor."""
    return _closeness(network, "in")


@_of_closeness(definition=_CLOSENESS.format("from the actor", _FULL), directed=True, unit="index")
def centralisation_out_closeness(network: Network) -> Figure:
    """Centralisation of closeness by the paths that lead from each actor."""
    return _closeness(network, "out")


@_of_closeness(definition=_CLOSENESS.format("in the union graph", _HALF), unit="index")
def centralisation_closeness(network: Network) -> Figure:
    """Centralisation of closeness by paths that may run against the direction of ties."""
    return _closeness(network, "union")


def _closeness(network: Network, direction: Literal["in", "out", "union"]) -> Figure:
    n = network.n
    if n < 3:
        return Figure(float("nan"))
    reach = distances(network, direction)
    total = reach.total + n * (n - 1 - reach.reached)
    most = (n - 2) * (n - 1) / (2 * n - 3) if direction == "union" else (n - 1) * (1 - 1 / n)
    return _freeman((n - 1) / total, most)


@measure(level="network", source="Freeman 1979; Bonacich 1972",
         oracle="networkx and igraph within the component",
         definition="experimental: Σ (1 − c) / T, c the eigenvector centrality in the union graph, largest 1, "
         "over the m actors of its largest component; T = m − 2, which only two actors that stand "
         "alone would reach (so in igraph and sna; a star has less than 1)", unit="index")  # fmt: skip
def centralisation_eigenvector(network: Network) -> Figure:
    """Centralisation of the eigenvector within the largest component (experimental)."""
    ties = union(network.known_ties)
    members = np.flatnonzero(largest(components(ties)[1]))
    if members.size < 3:
        return Figure(float("nan"))
    return _freeman(leading_eigenvector(ties[members][:, members].tocsr()), members.size - 2)
