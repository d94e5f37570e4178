"""Standing by the standing of others: eigenvector, Katz, PageRank, hubs and authorities."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine import spectral
from relnet.engine.components import components, largest
from relnet.engine.graph import union
from relnet.measures.define import Figure, measure
from relnet.measures.known import by_strength, known, strengths, stronger

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.panel import Network

    Floats = NDArray[np.float64]

OUTSIDE = "outside the largest component"
_EIGENVECTOR = "score proportional to the sum of the scores of those who name it"
_STRONG = "within the largest strong component; the largest is 1"
_UNION = "within the largest component of the union graph; the largest is 1"


def _eigenvector(ties: sparse.csr_array) -> Floats:
    """Leading eigenvector within the largest strong component, NaN elsewhere."""
    inside = largest(components(ties, "strong")[1])
    if inside.size > 1 and inside.all():
        return spectral.leading_eigenvector(ties)
    value = np.full(inside.size, np.nan)
    if inside.sum() > 1:
        members = np.flatnonzero(inside)
        value[members] = spectral.leading_eigenvector(ties[members][:, members].tocsr())
    return value


@measure(level="actor", source="Bonacich 1972", oracle="networkx within the component",
         definition=f"{_EIGENVECTOR}, {_STRONG}", unit="index")  # fmt: skip
def eigenvector(network: Network) -> Figure:
    """Eigenvector centrality by the ties received."""
    return known(network, _eigenvector(network.known_ties), OUTSIDE)


@measure(level="actor", source="Bonacich 1972; Newman 2004", weighted=True,
         oracle="networkx within the component",
         definition=f"{_EIGENVECTOR}, times the strengths of these ties, {_STRONG}",
         unit="index")  # fmt: skip
def eigenvector_weighted(network: Network) -> Figure:
    """Eigenvector centrality by the strengths of the ties received."""
    return by_strength(network, lambda: _eigenvector(strengths(network)), OUTSIDE)


@measure(level="actor", source="Bonacich 1972", oracle="igraph; networkx within the component",
         definition=f"score proportional to the sum of the scores of those it is tied with, {_UNION}",
         unit="index")  # fmt: skip
def eigenvector_undirected(network: Network) -> Figure:
    """Eigenvector centrality of the union graph."""
    return known(network, _eigenvector(union(network.known_ties)), OUTSIDE)


@measure(level="actor", source="Bonacich 1972; Newman 2004", weighted=True,
         oracle="igraph; networkx within the component",
         definition="score proportional to the sum of the scores of those it is tied with, times the "
         f"strengths, of two ties the stronger, {_UNION}", unit="index")  # fmt: skip
def eigenvector_undirected_weighted(network: Network) -> Figure:
    """Eigenvector centrality of the union graph by strength."""
    return by_strength(network, lambda: _eigenvector(stronger(strengths(network))), OUTSIDE)


@measure(level="actor", source="Brin & Page 1998", oracle="igraph; networkx",
         definition="chance of meeting it on a walk along ties that jumps anywhere with chance 0.15",
         unit="share")  # fmt: skip
def pagerank(network: Network) -> Figure:
    """PageRank, damping 0.85, unweighted."""
    return known(network, spectral.pagerank(network.known_ties))


@measure(level="actor", source="Brin & Page 1998", oracle="igraph; networkx", weighted=True,
         definition="chance of meeting it on a walk along ties, each taken in proportion to its "
         "strength, that jumps anywhere with chance 0.15", unit="share")  # fmt: skip
def pagerank_weighted(network: Network) -> Figure:
    """PageRank, damping 0.85, by strength."""
    return by_strength(network, lambda: spectral.pagerank(strengths(network)))


@lru_cache(maxsize=1)
def _hubs_and_authorities(network: Network) -> tuple[Floats, Floats]:
    return spectral.hubs_and_authorities(network.known_ties)


@measure(level="actor", source="Kleinberg 1999", oracle="igraph hub_score; by definition", directed=True,
         definition="score proportional to the sum of the authority scores of those it names, from "
         "equal scores; the largest is 1", unit="index")  # fmt: skip
def hub_score(network: Network) -> Figure:
    """Hub score: names good authorities."""
    return known(network, _hubs_and_authorities(network)[0])


@measure(level="actor", source="Kleinberg 1999", oracle="igraph authority_score; by definition",
         directed=True,
         definition="score proportional to the sum of the hub scores of those who name it, from equal "
         "scores; the largest is 1", unit="index")  # fmt: skip
def authority_score(network: Network) -> Figure:
    """Authority score: is named by good hubs."""
    return known(network, _hubs_and_authorities(network)[1])


@measure(level="actor", source="Katz 1953", oracle="networkx katz_centrality_numpy(normalized=False)",
         definition="1 + Σ αᵏ · walks of k steps that lead to it, α = 0.85 / the largest eigenvalue; "
         "undefined without a cycle", unit="index")  # fmt: skip
def katz(network: Network) -> Figure:
    """Katz status by the ties received."""
    return known(network, spectral.katz(network.known_ties))
