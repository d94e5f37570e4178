"""Pairs of actors: the dyad census and reciprocity."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.keys import lookup, transpose_keys
from relnet.engine.triads import dyad_census
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.known import unfit_among

if TYPE_CHECKING:
    from relnet.engine.triads import Dyads
    from relnet.panel import Network

_OVER = "dyads with both cells rated"


def _figure(network: Network, value: float) -> Figure:
    """The value over the dyads of which both cells are rated."""
    seen = network.observation
    n, possible = (len(cells.both_ways) // 2 for cells in (seen.rated, seen.possible))
    return Figure(value if n else float("nan"), n, possible)


@lru_cache(maxsize=4)
def _census(network: Network) -> Dyads:
    """The dyads of each kind, of those of which both cells are rated."""
    return dyad_census(network.keys, network.observation.rated)


_dyadic = partial(measure, level="network", over=_OVER, directed=True)
_census_of = partial(
    _dyadic, source="Holland & Leinhardt 1970", oracle="sna::dyad.census; networkx", unit="dyads"
)
_rate_of = partial(_dyadic, source="Wasserman & Faust 1994", rate=True)


@_census_of(definition="M: dyads with a tie both ways")
def mutual_dyads(network: Network) -> Figure:
    """Count the dyads with a tie both ways."""
    return _figure(network, _census(network).mutual)


@_census_of(definition="A: dyads with a tie one way")
def asymmetric_dyads(network: Network) -> Figure:
    """Count the dyads with a tie one way."""
    return _figure(network, _census(network).asymmetric)


@_census_of(definition="N: dyads without a tie")
def null_dyads(network: Network) -> Figure:
    """Count the dyads without a tie."""
    return _figure(network, _census(network).null)


@_rate_of(definition="(M + N) / (M + A + N)", oracle="sna::grecip(measure='dyadic')", unit="share")
def reciprocity_dyadic(network: Network) -> Figure:
    """Share of the dyads that are alike both ways."""
    mutual, asymmetric, null = _census(network)
    return _figure(network, ratio(mutual + null, mutual + asymmetric + null))


@_rate_of(definition="M / (M + A)", oracle="sna::grecip(measure='dyadic.nonnull')", unit="share")
def reciprocity_nonnull(network: Network) -> Figure:
    """Share of the connected dyads that are mutual."""
    mutual, asymmetric, _ = _census(network)
    return _figure(network, ratio(mutual, mutual + asymmetric))


@_rate_of(
    definition="2M / (2M + A)",
    oracle="sna::grecip(measure='edgewise'); networkx and igraph reciprocity",
    unit="share",
)
def reciprocity_edgewise(network: Network) -> Figure:
    """Share of the ties that are returned."""
    mutual, asymmetric, _ = _census(network)
    return _figure(network, ratio(2 * mutual, 2 * mutual + asymmetric))


@_dyadic(
    definition="Σ min(w_ij, w_ji) / Σ w_ij over the ordered pairs, w the strength, 0 without a tie",
    source="Squartini et al. 2013",
    oracle="by definition; igraph and networkx reciprocity where all strengths are 1",
    rate=True,
    weighted=True,
    unit="share",
)
def reciprocity_weighted(network: Network) -> Figure:
    """Share of the strength of the ties that is returned."""
    inside = network.observation.rated.both_ways.contains(network.keys)
    keys, strength = network.keys[inside], network.strength[inside]
    back = lookup(transpose_keys(keys, network.n), keys, strength, 0.0)
    reason = unfit_among(strength)
    value = ratio(float(np.minimum(strength, back).sum()), float(strength.sum()))
    figure = _figure(network, float("nan") if reason else value)
    return Figure(figure.value, figure.n, figure.possible, note=reason)
