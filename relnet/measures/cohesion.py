"""How much there is: actors, ties, density, average degree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.measures.define import Figure, measure, ratio

if TYPE_CHECKING:
    from relnet.panel import Network


@measure(
    level="network",
    definition="number of eligible actors",
    source="the roster",
    oracle="by hand",
    over="roster",
)
def actors(network: Network) -> Figure:
    """Count the eligible actors."""
    return Figure(network.n, network.n, network.n)


@measure(
    level="network",
    definition="number of known ties; dyads where undirected",
    source="the panel",
    oracle="networkx; RSiena",
)
def ties(network: Network) -> Figure:
    """Count the known ties."""
    return Figure(network.keys.size / (1 if network.directed else 2))


@measure(
    level="network",
    definition="ties / rated cells (dyads where undirected)",
    source="Wasserman & Faust 1994",
    oracle="RSiena; sna::gden; networkx",
    over="rated cells; dyads where undirected",
    rate=True,
)
def density(network: Network) -> Figure:
    """Share of the rated cells that hold a tie."""
    return Figure(ratio(int(network.is_rated.sum()), len(network.observation.rated)))


@measure(
    level="network",
    definition="density · possible cells / actors; density · (n − 1) when only the diagonal is impossible",
    source="Ripley et al. (RSiena manual)",
    oracle="RSiena",
    over="rated cells; dyads where undirected",
    rate=True,
)
def average_degree(network: Network) -> Figure:
    """Mean number of ties of an actor, were the unobserved cells like the rated ones."""
    rated = ratio(int(network.is_rated.sum()), len(network.observation.rated))
    return Figure(rated * ratio(len(network.observation.possible), network.n))
