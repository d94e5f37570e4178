"""Triples of actors: transitivity, clustering and the triad census."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.census import TRIADS, triad_census
from relnet.engine.graph import matrix, union
from relnet.engine.triads import tied_partners, two_path_strengths, two_paths
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.known import UNKNOWN, unfit_among

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel import Network

    Floats = NDArray[np.float64]


@measure(
    level="network",
    definition="share of a→b→c, a ≠ c, with a→c, over fully rated triples (weak form; "
    "3 · triangles / paths where undirected)",
    source="Holland & Leinhardt 1972",
    oracle="sna::gtrans; by hand",
    over="triples with all three cells rated",
    rate=True,
    unit="share",
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
    unit="share",
)
def transitivity_undirected(network: Network) -> Figure:
    """Share of the two-paths of the union graph that are closed."""
    closed, pairs = _partners(network)
    return Figure(ratio(float(closed.sum()), float(pairs.sum())))


@lru_cache(maxsize=4)
def _partners(network: Network) -> tuple[Floats, Floats]:
    """Ordered pairs of partners of each actor in the union graph: those tied, and all."""
    ties = union(network.known_ties)
    degree = np.asarray(ties.sum(axis=1), float)
    return tied_partners(ties), degree * (degree - 1)


@measure(
    level="network",
    definition="transitivity, each path a→b→c counted by the mean strength of its two ties (arithmetic "
    "mean), over fully rated triples; the strength of a→c plays no part",
    source="Opsahl & Panzarasa 2009",
    oracle="by definition",
    over="triples with all three cells rated",
    rate=True,
    weighted=True,
    unit="share",
)
def transitivity_weighted(network: Network) -> Figure:
    """Share of the strength of the two-paths that lies on closed ones."""
    seen, inside = network.observation, network.is_rated
    strengths = matrix(network.keys[inside], network.n, network.strength[inside])
    paths = two_path_strengths(network.rated_ties, strengths, seen.rated)
    n, possible = seen.rated.count_triples(), seen.possible.count_triples()
    lies_on_one = np.isnan(paths.total)
    reason = UNKNOWN if lies_on_one else unfit_among(strengths.data[np.isfinite(strengths.data)])
    value = ratio(paths.closed, paths.total) if reason is None else float("nan")
    return Figure(value, n, possible, note=reason)


@measure(
    level="network",
    definition="mean over the actors with two or more partners of the share of pairs of their partners "
    "that are tied, in the union graph; actors with fewer are left out, not counted as 0",
    source="Watts & Strogatz 1998",
    oracle="igraph transitivity_avglocal_undirected; networkx",
    unit="share",
)
def average_clustering(network: Network) -> Figure:
    """Mean local clustering of the union graph."""
    closed, pairs = _partners(network)
    some = pairs > 0
    return Figure(ratio(float((closed[some] / pairs[some]).sum()), int(some.sum())))


@lru_cache(maxsize=4)
def _census(network: Network) -> tuple[NDArray[np.int64], int, int]:
    """The triads of each kind, how many are rated and how many possible."""
    rated, possible = network.observation.rated, network.observation.possible
    both = possible.both_ways
    counts = triad_census(network.keys, rated)
    return counts, int(counts.sum()), both.count_triples() // 6


def _triads(network: Network, place: int) -> Figure:
    """Count the rated triads of a kind; unknown where none is rated."""
    counts, n, possible = _census(network)
    return Figure(counts[place] if n else float("nan"), n, possible)


TIES = {
    "003": "no ties",
    "012": "a→b, c",
    "102": "a↔b, c",
    "021D": "a←b→c",
    "021U": "a→b←c",
    "021C": "a→b→c",
    "111D": "a↔b←c",
    "111U": "a↔b→c",
    "030T": "a→b→c, a→c",
    "030C": "a→b→c→a",
    "201": "a↔b↔c",
    "120D": "a←b→c, a↔c",
    "120U": "a→b←c, a↔c",
    "120C": "a→b→c, a↔c",
    "210": "a→b↔c, a↔c",
    "300": "a↔b↔c, a↔c",
}
"""The ties among three actors by kind of triad."""

for _place, _kind in enumerate(TRIADS):
    measure(
        name=f"triads_{_kind.lower()}",
        level="network",
        definition=f"triads of kind {_kind}: {TIES[_kind]}",
        source="Holland & Leinhardt 1970",
        oracle="networkx; igraph; sna::triad.census",
        over="triads with all six cells rated",
        directed=True,
        unit="triads",
    )(partial(_triads, place=_place))
