"""Two waves over the same actors and the same cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.panel import Observation, subset

if TYPE_CHECKING:
    from relnet.engine.cells import Cells
    from relnet.panel import Network


def alike(before: Network, after: Network) -> tuple[Network, Network]:
    """Return both waves among the stayers, over the cells that are rated in both.

    What is known of only one of them is unknown in both, so that who was silent in one does
    not rise or fall by that.
    """
    stayers = list(before.actors[before.actors.isin(after.actors)])
    old, new = subset(before, actors=stayers), subset(after, actors=stayers)
    places = new.actors.get_indexer(old.actors)
    back = old.actors.get_indexer(new.actors)
    rated = old.observation.rated & new.observation.rated.reindex(places)
    return _over(old, rated), _over(new, rated.reindex(back))


def _over(network: Network, rated: Cells) -> Network:
    """The network with these cells rated and all others that are possible unknown."""
    inside, seen = rated.contains(network.keys), network.observation
    known = Observation(seen.possible, rated, seen.possible - rated, seen.answered, seen.asked)
    keys, strength = network.keys[inside], network.strength[inside]
    return replace(network, keys=keys, strength=strength, observation=known, reports=())
