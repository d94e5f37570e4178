"""How deep in the network each actor is: core numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relnet.engine.cores import core_numbers
from relnet.engine.graph import union
from relnet.measures.define import Figure, measure
from relnet.measures.known import known

if TYPE_CHECKING:
    from relnet.panel import Network

_CORE = "largest k such that it is in a group of which everyone has at least k {} the group"
_core = partial(
    measure, level="actor", source="Seidman 1983; Batagelj & Zaveršnik 2003", unit="ties"
)


@_core(definition=_CORE.format("ties, sent and received, with") + "; partners where undirected",
       oracle="igraph coreness; networkx")  # fmt: skip
def core_number(network: Network) -> Figure:
    """Core number by all ties, a mutual dyad counted as two."""
    ties = network.known_ties
    return known(network, core_numbers((ties + ties.T).tocsr() if network.directed else ties))


@_core(
    definition=_CORE.format("ties received from"),
    oracle="igraph coreness(mode='in')",
    directed=True,
)
def core_number_in(network: Network) -> Figure:
    """Core number by the ties received."""
    return known(network, core_numbers(network.known_ties.T.tocsr()))


@_core(definition=_CORE.format("ties sent to"), oracle="igraph coreness(mode='out')", directed=True)
def core_number_out(network: Network) -> Figure:
    """Core number by the ties sent."""
    return known(network, core_numbers(network.known_ties))


@_core(definition=_CORE.format("partners in") + ", in the union graph", oracle="igraph; networkx")
def core_number_undirected(network: Network) -> Figure:
    """Core number of the union graph."""
    return known(network, core_numbers(union(network.known_ties)))
