"""Several relations of one wave together: who is tied on more than one of them.

Two actors are tied on a relation if there is a tie in either direction. So relations with and
without a direction are laid on one another, as the dyads of their union graphs.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.measures.define import Figure, measure, ratio
from relnet.measures.layers import shared, tied_dyads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from relnet.engine.keys import Keys
    from relnet.panel import Network

    Networks = Sequence[Network]

_OVER = "dyads with all cells rated in every relation"
_BY_HAND = "by definition; by hand"
_rate = partial(measure, level="network", over=_OVER, rate=True, together=True, oracle=_BY_HAND)


def _tied(networks: Networks) -> list[Keys]:
    """The dyads that are tied on each relation, of those that are rated in every one."""
    rated, actors = shared(networks, "rated"), networks[0].actors
    dyads = [tied_dyads(network, actors) for network in networks]
    return [keys[rated.contains(keys)] for keys in dyads]


def _over_connected(
    networks: Networks, summed: Callable[[NDArray[np.int64]], NDArray[np.generic]]
) -> Figure:
    """The mean over the dyads that are tied on any relation, by on how many they are."""
    _, relations = np.unique(np.concatenate(_tied(networks)), return_counts=True)
    n, possible = (len(shared(networks, what)) // 2 for what in ("rated", "possible"))
    return Figure(ratio(float(summed(relations).sum()), relations.size), n, possible)


@_rate(
    definition="relations per connected dyad: Σ over the relations of the dyads that are tied on it / "
    "dyads that are tied on any",
    source="Wasserman & Faust 1994",
    unit="relations per dyad",
)
def multiplexity(networks: Networks) -> Figure:
    """Count the relations of a connected dyad, on average."""
    return _over_connected(networks, lambda relations: relations)


@_rate(
    definition="dyads that are tied on at least two relations / dyads that are tied on any",
    source="Wasserman & Faust 1994",
    unit="share",
)
def multiplex_share(networks: Networks) -> Figure:
    """Share of the connected dyads that are tied on more than one relation."""
    return _over_connected(networks, lambda relations: relations >= 2)


@_rate(
    definition="dyads that are tied on every relation / dyads that are tied on any; of two relations "
    "their Jaccard index",
    source="Battiston, Nicosia & Latora 2014",
    unit="share",
)
def relation_overlap(networks: Networks) -> Figure:
    """Share of the connected dyads that are tied on every relation."""
    return _over_connected(networks, lambda relations: relations == len(networks))


_by_actor = partial(measure, level="actor", together=True, oracle=_BY_HAND)


def _degrees(dyads: Keys, n: int) -> NDArray[np.int64]:
    """Number of these dyads of each actor (shape ``(n,)``)."""
    return np.bincount(np.concatenate(np.divmod(dyads, max(n, 1))), minlength=n)


def _by_own_dyads(networks: Networks, value: NDArray[np.float64]) -> Figure:
    n, possible = (shared(networks, what).row_sizes for what in ("rated", "possible"))
    return Figure(value, n, possible)


@_by_actor(
    definition="partners: actors with a known tie, either way, on at least one relation",
    source="Battiston, Nicosia & Latora 2014",
    over="known ties; coverage by the actor's dyads that are rated in every relation",
    unit="actors",
)
def multiplex_degree(networks: Networks) -> Figure:
    """Count the partners of each actor, over all relations."""
    actors = networks[0].actors
    any_tie = np.unique(np.concatenate([tied_dyads(network, actors) for network in networks]))
    figure = _by_own_dyads(networks, _degrees(any_tie, len(actors)).astype(float))
    value, n, possible = (np.asarray(part) for part in (figure.value, figure.n, figure.possible))
    return Figure(np.where((n == 0) & (possible > 0) & (value == 0), np.nan, value), n, possible)


@_by_actor(
    definition="M / (M − 1) · [1 − Σ_r (k_r / Σ k_r)²], M the number of relations and k_r the partners "
    "of the actor on relation r: 1 if they are spread evenly over the relations, 0 if all are of one",
    source="Battiston, Nicosia & Latora 2014",
    over="the actor's dyads with all cells rated in every relation",
    unit="index",
)
def participation_coefficient(networks: Networks) -> Figure:
    """How evenly the partners of each actor are spread over the relations."""
    m, n = len(networks), networks[0].n
    degrees = np.array([_degrees(dyads, n) for dyads in _tied(networks)], float)
    total = degrees.sum(axis=0)
    shares = np.divide(degrees, total, out=np.full(degrees.shape, np.nan), where=total > 0)
    return _by_own_dyads(networks, m / (m - 1) * (1 - (shares**2).sum(axis=0)))
