"""What hangs together: components and isolates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.components import components as find_components
from relnet.engine.components import largest
from relnet.measures.define import Figure, measure

if TYPE_CHECKING:
    from relnet.panel import Network


@measure(
    level="network",
    definition="number of weak components of the known ties; an actor without any, or unknown, is one "
    "of its own",
    source="Wasserman & Faust 1994",
    oracle="networkx; igraph",
)
def components(network: Network) -> Figure:
    """Count the weak components."""
    return Figure(find_components(network.known_ties)[0])


@measure(
    level="network",
    definition="number of actors in the largest weak component",
    source="Wasserman & Faust 1994",
    oracle="networkx; igraph",
)
def largest_component(network: Network) -> Figure:
    """Count the actors of the largest weak component."""
    return Figure(int(largest(find_components(network.known_ties)[1]).sum()))


@measure(
    level="network",
    definition="number of actors without a known tie, of those who answered; one that did not "
    "answer and of whom no tie is known is unknown, not an isolate",
    source="Wasserman & Faust 1994",
    oracle="networkx; igraph, where all answered",
)
def isolates(network: Network) -> Figure:
    """Count the actors without a tie."""
    ties = network.known_ties
    degree = np.asarray(ties.sum(axis=0) + ties.sum(axis=1))
    return Figure(int(((degree == 0) & ~network.unknown_actors).sum()))
