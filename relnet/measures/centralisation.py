"""How far a network turns on its most central actor (Freeman 1979).

Σ (max c − c) over the actors, divided by the largest value T that this sum can take in a
network of this size, which is returned beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
         definition="Σ (max − in-degree) / T, T = (n − 1)²")  # fmt: skip
def centralisation_in_degree(network: Network) -> Figure:
    """Centralisation of the ties received."""
    return _freeman(network.known_ties.sum(axis=0), (network.n - 1) ** 2)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; UCINET", directed=True,
         definition="Σ (max − out-degree) / T, T = (n − 1)²")  # fmt: skip
def centralisation_out_degree(network: Network) -> Figure:
    """Centralisation of the ties sent."""
    return _freeman(network.known_ties.sum(axis=1), (network.n - 1) ** 2)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; igraph",
         definition="Σ (max − degree) / T, T = (n − 1)(n − 2) where undirected, 2(n − 1)(n − 2) "
         "where directed")  # fmt: skip
def centralisation_total_degree(network: Network) -> Figure:
    """Centralisation of all ties."""
    n, ties = network.n, network.known_ties
    most = (n - 1) * (n - 2) * (2 if network.directed else 1)
    degree = ties.sum(axis=1) + (ties.sum(axis=0) if network.directed else 0)
    return _freeman(degree, most if n > 2 else 0)


@measure(level="network", source="Freeman 1979", oracle="sna::centralization; igraph",
         definition="Σ (max − betweenness) / T, T = (n − 1)²(n − 2), halved where undirected")  # fmt: skip
def centralisation_betweenness(network: Network) -> Figure:
    """Centralisation of betweenness."""
    n, halves = network.n, 1 if network.directed else 2
    return _freeman(betweenness(network), (n - 1) ** 2 * (n - 2) / halves)


@measure(level="network", source="Freeman 1979", oracle="closed forms; sna and igraph where connected",
         definition="Σ (max − c) / T, c = (n − 1) / Σ d with d the steps from the actor, n for one it "
         "does not reach; T = (n − 1)(1 − 1/n), (n − 2)(n − 1)/(2n − 3) where undirected")  # fmt: skip
def centralisation_closeness(network: Network) -> Figure:
    """Centralisation of closeness by the ties sent."""
    n = network.n
    if n < 3:
        return Figure(float("nan"))
    reach = distances(network, "out")
    total = reach.total + n * (n - 1 - reach.reached)
    most = (n - 1) * (1 - 1 / n) if network.directed else (n - 2) * (n - 1) / (2 * n - 3)
    return _freeman((n - 1) / total, most)
