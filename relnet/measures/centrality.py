"""Position of each actor on paths and walks: closeness, betweenness, eigenvector, PageRank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.engine import spectral
from relnet.engine.components import components, largest
from relnet.engine.graph import union
from relnet.measures.define import Figure, measure
from relnet.measures.reach import betweenness as raw_betweenness
from relnet.measures.reach import distances as reach_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.panel import Network

    Floats = NDArray[np.float64]
    Direction = Literal["in", "out", "union"]

OUTSIDE = "outside the largest component"


def _known(network: Network, value: Floats) -> Figure:
    """The values; NaN for actors of whom nothing is known."""
    return Figure(np.where(network.unknown_actors, np.nan, value))


def _wasserman_faust(network: Network, direction: Direction) -> Figure:
    """(r / (n − 1)) · (r / Σ d) over the r actors reached; 0 where none is."""
    n, reach = network.n, reach_of(network, direction)
    mean = np.divide(reach.reached, reach.total, out=np.zeros(n), where=reach.total > 0)
    return _known(network, reach.reached / max(n - 1, 1) * mean)


def _harmonic(network: Network, direction: Direction) -> Figure:
    return _known(network, reach_of(network, direction).inverse / max(network.n - 1, 1))


_WF = "(r / (n − 1)) · (r / Σ d), r the actors {}, d the number of steps {} them"
_RS = "Σ 1 / d / (n − 1) over the actors {}, d the number of steps {} them"


@measure(level="actor", definition=_WF.format("that reach it", "from"),
         source="Wasserman & Faust 1994", oracle="networkx (wf_improved=True)", directed=True)  # fmt: skip
def in_closeness(network: Network) -> Figure:
    """Closeness by the paths that lead to each actor."""
    return _wasserman_faust(network, "in")


@measure(level="actor", definition=_WF.format("that it reaches", "to"),
         source="Wasserman & Faust 1994", oracle="networkx on the reversed graph", directed=True)  # fmt: skip
def out_closeness(network: Network) -> Figure:
    """Closeness by the paths that lead from each actor."""
    return _wasserman_faust(network, "out")


@measure(level="actor", definition="closeness (Wasserman–Faust) in the union graph",
         source="Wasserman & Faust 1994", oracle="networkx (wf_improved=True)")  # fmt: skip
def closeness(network: Network) -> Figure:
    """Closeness by paths that may run against the direction of ties."""
    return _wasserman_faust(network, "union")


@measure(level="actor", definition=_RS.format("that reach it", "from"), source="Rochat 2009",
         oracle="networkx harmonic_centrality / (n − 1)", directed=True)  # fmt: skip
def in_harmonic_closeness(network: Network) -> Figure:
    """Harmonic closeness by the paths that lead to each actor."""
    return _harmonic(network, "in")


@measure(level="actor", definition=_RS.format("that it reaches", "to"), source="Rochat 2009",
         oracle="igraph harmonic_centrality(normalized); sna closeness('suminvdir')",
         directed=True)  # fmt: skip
def out_harmonic_closeness(network: Network) -> Figure:
    """Harmonic closeness by the paths that lead from each actor."""
    return _harmonic(network, "out")


@measure(level="actor", definition="harmonic closeness in the union graph", source="Rochat 2009",
         oracle="networkx; igraph")  # fmt: skip
def harmonic_closeness(network: Network) -> Figure:
    """Harmonic closeness by paths that may run against the direction of ties."""
    return _harmonic(network, "union")


@measure(level="actor", source="Freeman 1977; Brandes 2001", oracle="igraph; networkx; sna",
         definition="sum over pairs of others of the share of shortest paths that pass it, directed "
         "where ties are")  # fmt: skip
def betweenness(network: Network) -> Figure:
    """Raw betweenness."""
    return _known(network, raw_betweenness(network))


@measure(level="actor", source="Freeman 1979", oracle="igraph; networkx",
         definition="betweenness / its maximum, (n − 1)(n − 2), halved where undirected")  # fmt: skip
def betweenness_normalised(network: Network) -> Figure:
    """Betweenness as a share of what it could be."""
    n = network.n
    most = (n - 1) * (n - 2) / (1 if network.directed else 2)
    value = raw_betweenness(network) / most if most > 0 else np.full(n, np.nan)
    return _known(network, value)


def _eigenvector(network: Network, ties: sparse.csr_array) -> Figure:
    """Leading eigenvector within the largest strong component, NaN elsewhere."""
    value = np.full(network.n, np.nan)
    inside = largest(components(ties, "strong")[1])
    if inside.sum() > 1:
        members = np.flatnonzero(inside)
        value[members] = spectral.leading_eigenvector(ties[members][:, members].tocsr())
    figure = _known(network, value)
    return Figure(figure.value, note=OUTSIDE)


@measure(level="actor", source="Bonacich 1972", oracle="networkx within the component",
         definition="score proportional to the sum of the scores of those who name it, within the "
         "largest strong component; the largest is 1")  # fmt: skip
def eigenvector(network: Network) -> Figure:
    """Eigenvector centrality by the ties received."""
    return _eigenvector(network, network.known_ties)


@measure(level="actor", source="Bonacich 1972", oracle="igraph; networkx within the component",
         definition="eigenvector centrality of the union graph, within its largest component; the "
         "largest is 1")  # fmt: skip
def eigenvector_undirected(network: Network) -> Figure:
    """Eigenvector centrality of the union graph."""
    return _eigenvector(network, union(network.known_ties))


@measure(level="actor", source="Brin & Page 1998", oracle="igraph; networkx",
         definition="chance of meeting it on a walk along ties that jumps anywhere with chance 0.15")  # fmt: skip
def pagerank(network: Network) -> Figure:
    """PageRank, damping 0.85, unweighted."""
    return _known(network, spectral.pagerank(network.known_ties))
