"""What hangs together, how far apart it is, and who is left out.

All along the known ties: an actor of whom nothing is known counts as one that hangs on
nothing, but is no isolate, and the values are partial.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.components import components as find_components
from relnet.engine.components import largest
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.reach import distances

if TYPE_CHECKING:
    from relnet.engine.paths import Distances
    from relnet.panel import Network

_GRAPHS = "networkx; igraph"
_of_parts = partial(measure, level="network", source="Wasserman & Faust 1994", oracle=_GRAPHS)


@_of_parts(
    definition="number of weak components of the known ties; an actor without any, or unknown, is one "
    "of its own",
    unit="components",
)
def components(network: Network) -> Figure:
    """Count the weak components."""
    return Figure(find_components(network.known_ties)[0])


@_of_parts(
    definition="number of strong components of the known ties, in which every actor reaches every other "
    "along their direction; an actor in no such circle is one of its own",
    unit="components",
    directed=True,
)
def strong_components(network: Network) -> Figure:
    """Count the strong components."""
    return Figure(find_components(network.known_ties, "strong")[0])


@_of_parts(definition="number of actors in the largest weak component", unit="actors")
def largest_component(network: Network) -> Figure:
    """Count the actors of the largest weak component."""
    return Figure(int(largest(find_components(network.known_ties)[1]).sum()))


@_of_parts(definition="actors in the largest weak component / actors", unit="share")
def largest_component_share(network: Network) -> Figure:
    """Share of the actors that are in the largest weak component."""
    inside = int(largest(find_components(network.known_ties)[1]).sum())
    return Figure(ratio(inside, network.n))


@measure(
    level="network",
    definition="(weak components − 1) / (actors − 1): 0 where all hang together, 1 where nobody does",
    source="Borgatti, Everett & Johnson 2013",
    oracle=_GRAPHS,
    unit="index",
)
def component_ratio(network: Network) -> Figure:
    """Share of the breaks there could be between actors that there are."""
    return Figure(ratio(find_components(network.known_ties)[0] - 1, max(network.n - 1, 0)))


def _isolates(network: Network) -> int:
    ties = network.known_ties
    degree = np.asarray(ties.sum(axis=0) + ties.sum(axis=1))
    return int(((degree == 0) & ~network.unknown_actors).sum())


@measure(
    level="network",
    definition="number of actors without a known tie, of those who answered; one that did not "
    "answer and of whom no tie is known is unknown, not an isolate",
    source="Wasserman & Faust 1994",
    oracle="networkx; igraph, where all answered",
    unit="actors",
)
def isolates(network: Network) -> Figure:
    """Count the actors without a tie."""
    return Figure(_isolates(network))


@measure(
    level="network",
    definition="isolates / actors that are not unknown; one that did not answer and of whom no tie is known "
    "is unknown",
    source="Wasserman & Faust 1994",
    oracle="networkx; igraph, where all answered",
    unit="share",
)
def isolates_share(network: Network) -> Figure:
    """Share of the actors of whom anything is known that have no tie."""
    return Figure(ratio(_isolates(network), network.n - int(network.unknown_actors.sum())))


@measure(
    level="network",
    definition="1 − Σ s(s − 1) / (n(n − 1)), s the sizes of the weak components: the share of pairs of "
    "actors that no path connects; an unknown actor is a component of its own",
    source="Borgatti 2006",
    oracle="networkx; igraph; by definition",
    unit="share",
)
def fragmentation(network: Network) -> Figure:
    """Share of the pairs of actors that no path connects."""
    sizes = np.bincount(find_components(network.known_ties)[1]).astype(float)
    return Figure(1 - ratio(float((sizes * (sizes - 1)).sum()), _pairs(network)))


@measure(
    level="network",
    definition="1 − Σ 1/d / (n(n − 1)) over the ordered pairs, d the steps in the union graph, 1/d = 0 "
    "where no path connects them",
    source="Borgatti 2006",
    oracle="networkx global_efficiency; by definition",
    unit="index",
)
def fragmentation_by_distance(network: Network) -> Figure:
    """How far from all being tied to all, distance counted."""
    return Figure(1 - _compactness(network, distances(network, "union")))


@measure(
    level="network",
    definition="Σ 1/d / (n(n − 1)) over the ordered pairs, d the steps along the direction of the ties, "
    "1/d = 0 where no path leads there",
    source="Latora & Marchiori 2001",
    oracle="networkx; by definition",
    unit="index",
)
def compactness(network: Network) -> Figure:
    """Mean reciprocal distance of all pairs."""
    return Figure(_compactness(network, distances(network, "out")))


@measure(
    level="network",
    definition="share of the ordered pairs of which the first reaches the second along the direction of the "
    "ties",
    source="Krackhardt 1994",
    oracle=_GRAPHS,
    directed=True,
    unit="share",
)
def reachable_pairs_share(network: Network) -> Figure:
    """Share of the ordered pairs that a path leads through."""
    return Figure(ratio(float(distances(network, "out").reached.sum()), _pairs(network)))


_of_paths = partial(measure, level="network", source="Wasserman & Faust 1994", oracle=_GRAPHS)
_ALONG = "along the direction of the ties, over the ordered pairs that a path connects"
_ACROSS = "in the union graph, over the pairs that a path connects"


@_of_paths(definition=f"mean number of steps {_ALONG}", unit="steps on average")
def average_path_length(network: Network) -> Figure:
    """Mean distance of the pairs that reach each other."""
    return _mean(distances(network, "out"))


@_of_paths(definition=f"mean number of steps {_ACROSS}", unit="steps on average")
def average_path_length_undirected(network: Network) -> Figure:
    """Mean distance of the pairs that reach each other, whatever the direction."""
    return _mean(distances(network, "union"))


@_of_paths(definition=f"largest number of steps {_ALONG}", unit="steps")
def diameter(network: Network) -> Figure:
    """Largest distance of a pair that reaches each other."""
    return _largest(distances(network, "out"))


@_of_paths(definition=f"largest number of steps {_ACROSS}", unit="steps")
def diameter_undirected(network: Network) -> Figure:
    """Largest distance of a pair that reaches each other, whatever the direction."""
    return _largest(distances(network, "union"))


def _pairs(network: Network) -> int:
    return network.n * (network.n - 1)


def _compactness(network: Network, reach: Distances) -> float:
    return ratio(float(reach.inverse.sum()), _pairs(network))


def _mean(reach: Distances) -> Figure:
    return Figure(ratio(float(reach.total.sum()), float(reach.reached.sum())))


def _largest(reach: Distances) -> Figure:
    """The largest distance; undefined where there is no path."""
    return Figure(float(reach.farthest.max()) if reach.reached.any() else float("nan"))
