"""Triples of actors: transitivity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.engine.graph import union
from relnet.engine.triads import two_paths
from relnet.measures.define import Figure, measure, ratio

if TYPE_CHECKING:
    from relnet.panel import Network


@measure(
    level="network",
    definition="share of a→b→c, a ≠ c, with a→c, over fully rated triples (weak form; "
    "3 · triangles / paths where undirected)",
    source="Holland & Leinhardt 1972",
    oracle="sna::gtrans; by hand",
    over="triples with all three cells rated",
    rate=True,
)
def transitivity(network: Network) -> Figure:
    """Share of the two-paths that are closed."""
    seen = network.observation
    paths = two_paths(network.rated_ties, seen.rated)
    n, possible = seen.rated.count_triples(), seen.possible.count_triples()
    return Figure(ratio(paths.closed, paths.total), n, possible)


@measure(
    level="network",
    definition="3 · triangles / paths of the union graph, in which two actors are tied if either "
    "direction is known to be",
    source="Newman 2010",
    oracle="networkx; igraph",
)
def transitivity_undirected(network: Network) -> Figure:
    """Share of the two-paths of the union graph that are closed."""
    paths = two_paths(union(network.known_ties))
    return Figure(ratio(paths.closed, paths.total))
