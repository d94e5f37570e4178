"""Two waves over the same actors and the same cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.panel import Observation, subset

if TYPE_CHECKING:
    from relnet.panel import Network


def alike(before: Network, after: Network) -> tuple[Network, Network]:
    """Return both waves among the stayers, over the cells that are rated in both.

    What is known of only one of them is unknown in both, so that who was silent in one does
    not rise or fall by that.
    """
    stayers = list(before.actors[before.actors.isin(after.actors)])
    old, new = subset(before, actors=stayers), subset(after, actors=stayers)
    there, back = new.actors.get_indexer(old.actors), old.actors.get_indexer(new.actors)
    mine, theirs = old.observation, new.observation.reindex(there)
    possible, rated = mine.possible & theirs.possible, mine.rated & theirs.rated
    seen = Observation(possible, rated, possible - rated, mine.answered & theirs.answered)
    return _over(old, seen), _over(new, seen.reindex(back))


def _over(network: Network, seen: Observation) -> Network:
    """The network as it is where just these cells are observed."""
    inside = seen.rated.contains(network.keys)
    known = replace(seen, asked=network.observation.asked)
    keys, strength = network.keys[inside], network.strength[inside]
    return replace(network, keys=keys, strength=strength, observation=known, reports=())
