"""Pairs of actors: the dyad census and reciprocity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.engine.triads import dyad_census
from relnet.measures.define import Figure, measure, ratio

if TYPE_CHECKING:
    from relnet.engine.triads import Dyads
    from relnet.panel import Network

_OVER = "dyads with both cells rated"


def _figure(network: Network, value: float) -> Figure:
    """The value over the dyads of which both cells are rated."""
    seen = network.observation
    n, possible = (len(cells & cells.T) // 2 for cells in (seen.rated, seen.possible))
    return Figure(value if n else float("nan"), n, possible)


def _census(network: Network) -> Dyads:
    return dyad_census(network.keys, network.observation.rated)


@measure(
    level="network",
    definition="M: dyads with a tie both ways",
    source="Holland & Leinhardt 1970",
    oracle="sna::dyad.census; networkx",
    over=_OVER,
    directed=True,
)
def mutual_dyads(network: Network) -> Figure:
    """Count the dyads with a tie both ways."""
    return _figure(network, _census(network).mutual)


@measure(
    level="network",
    definition="A: dyads with a tie one way",
    source="Holland & Leinhardt 1970",
    oracle="sna::dyad.census; networkx",
    over=_OVER,
    directed=True,
)
def asymmetric_dyads(network: Network) -> Figure:
    """Count the dyads with a tie one way."""
    return _figure(network, _census(network).asymmetric)


@measure(
    level="network",
    definition="N: dyads without a tie",
    source="Holland & Leinhardt 1970",
    oracle="sna::dyad.census; networkx",
    over=_OVER,
    directed=True,
)
def null_dyads(network: Network) -> Figure:
    """Count the dyads without a tie."""
    return _figure(network, _census(network).null)


@measure(
    level="network",
    definition="(M + N) / (M + A + N)",
    source="Wasserman & Faust 1994",
    oracle="sna::grecip(measure='dyadic')",
    over=_OVER,
    rate=True,
    directed=True,
)
def reciprocity_dyadic(network: Network) -> Figure:
    """Share of the dyads that are alike both ways."""
    mutual, asymmetric, null = _census(network)
    return _figure(network, ratio(mutual + null, mutual + asymmetric + null))


@measure(
    level="network",
    definition="M / (M + A)",
    source="Wasserman & Faust 1994",
    oracle="sna::grecip(measure='dyadic.nonnull')",
    over=_OVER,
    rate=True,
    directed=True,
)
def reciprocity_nonnull(network: Network) -> Figure:
    """Share of the connected dyads that are mutual."""
    mutual, asymmetric, _ = _census(network)
    return _figure(network, ratio(mutual, mutual + asymmetric))


@measure(
    level="network",
    definition="2M / (2M + A)",
    source="Wasserman & Faust 1994",
    oracle="sna::grecip(measure='edgewise'); networkx and igraph reciprocity",
    over=_OVER,
    rate=True,
    directed=True,
)
def reciprocity_edgewise(network: Network) -> Figure:
    """Share of the ties that are returned."""
    mutual, asymmetric, _ = _census(network)
    return _figure(network, ratio(2 * mutual, 2 * mutual + asymmetric))
