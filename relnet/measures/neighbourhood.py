"""How tightly the partners of each actor are tied to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.counting import cells_among
from relnet.engine.graph import union
from relnet.engine.triads import local_clustering
from relnet.measures.define import Figure, measure
from relnet.measures.known import known

if TYPE_CHECKING:
    from relnet.panel import Network


@measure(level="actor", source="Watts & Strogatz 1998",
         oracle="igraph transitivity_local_undirected; networkx",
         definition="share of the pairs of its partners that are tied, in the union graph; undefined "
         "with fewer than two partners", unit="share")  # fmt: skip
def clustering(network: Network) -> Figure:
    """Local clustering coefficient of the union graph."""
    return known(network, local_clustering(union(network.known_ties)))


@measure(level="actor", source="Borgatti, Everett & Johnson 2013", oracle="by definition",
         over="rated cells among the actor's partners",
         definition="rated ties / rated cells (dyads where undirected) among those it is known to be "
         "tied with, either way, itself left out; undefined with fewer than two",
         unit="share")  # fmt: skip
def ego_density(network: Network) -> Figure:
    """Density among the partners of each actor."""
    partners, halves = union(network.known_ties), 1 if network.directed else 2
    seen = network.observation
    n, possible = (cells_among(cells, partners) / halves for cells in (seen.rated, seen.possible))
    ties = ((partners @ network.rated_ties) * partners).sum(axis=1) / halves
    return Figure(np.divide(ties, n, out=np.full(network.n, np.nan), where=n > 0), n, possible)
