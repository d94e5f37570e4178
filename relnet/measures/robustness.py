"""What is lost when an actor leaves: articulation actors, bridges, loss of connectedness."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine import cuts
from relnet.engine.components import components
from relnet.measures.define import Figure, measure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel import Network

    Floats = NDArray[np.float64]

_of_cuts = partial(measure, level="network", source="Harary 1969", oracle="networkx; igraph")
_of_losses = partial(measure, source="Borgatti 2006", oracle="by definition")


@_of_cuts(
    definition="number of actors without whom the union graph of the known ties has more components "
    "among the others",
    unit="actors",
)
def articulation_actors(network: Network) -> Figure:
    """Count the actors without whom their component falls apart."""
    return Figure(int(cuts.articulation(network.known_ties).sum()))


@_of_cuts(
    definition="number of pairs of actors whose tie, either way or both, is the only path between them in "
    "the union graph of the known ties",
    unit="dyads",
)
def bridges(network: Network) -> Figure:
    """Count the tied pairs without whose tie their component falls apart."""
    return Figure(cuts.bridges(network.known_ties).size)


@lru_cache(maxsize=4)
def _losses(network: Network) -> tuple[Floats, Floats]:
    """Pairs of others cut off, as a share, and actors lost to the largest component."""
    n, lost = network.n, cuts.losses(network.known_ties)
    label = components(network.known_ties)[1]
    sizes = np.sort(np.bincount(label, minlength=2))[::-1]
    own = np.bincount(label)[label]
    elsewhere = np.where(own == sizes[0], sizes[1], sizes[0])
    before, after = (np.maximum(elsewhere, inside) for inside in (own - 1, lost.largest))
    pairs = (n - 1) * (n - 2) / 2
    share = lost.pairs / pairs if pairs > 0 else np.full(n, np.nan)
    return share, (before - after).astype(float)


def _largest(values: Floats) -> Figure:
    """The largest of the losses; undefined where none is defined."""
    return Figure(float(values.max()) if values.size else float("nan"))


@_of_losses(
    level="network",
    definition="largest loss of connectedness: of the actors, the most that any has by itself",
    unit="share",
)
def largest_loss_of_connectedness(network: Network) -> Figure:
    """Share of the pairs of others that the loss of one actor cuts off at most."""
    return _largest(_losses(network)[0])


@_of_losses(
    level="network",
    definition="largest loss to the largest component: of the actors, the most that any has by itself",
    unit="actors",
)
def largest_loss_of_component(network: Network) -> Figure:
    """How many others the loss of one actor cuts off from the largest component at most."""
    return _largest(_losses(network)[1])


@_of_losses(
    level="actor",
    definition="pairs of other actors that a path connects, but none once the actor is removed / all "
    "(n − 1)(n − 2)/2 pairs of others, in the union graph of the known ties",
    unit="share",
)
def loss_of_connectedness(network: Network) -> Figure:
    """Fall in the share of the pairs of others that are connected, without the actor."""
    return Figure(np.where(network.unknown_actors, np.nan, _losses(network)[0]))


@_of_losses(
    level="actor",
    definition="other actors in the largest weak component, less those in the largest once the actor is "
    "removed",
    unit="actors",
)
def loss_of_component(network: Network) -> Figure:
    """How many others are cut off from the largest component without the actor."""
    return Figure(np.where(network.unknown_actors, np.nan, _losses(network)[1]))
