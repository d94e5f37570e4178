"""Path results that several measures share, computed once for a network."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from relnet.engine import paths, weighted_paths
from relnet.engine.graph import union
from relnet.engine.lengths import lengths
from relnet.measures.known import strengths, stronger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.panel import Network

    Floats = NDArray[np.float64]

Direction: TypeAlias = Literal["in", "out", "union"]

KEPT = 8
"""Results that are remembered; networks never change, so they stay right."""


@lru_cache(maxsize=KEPT)
def betweenness(network: Network) -> Floats:
    """Return raw betweenness along the known ties (shape ``(n,)``)."""
    return _kept(paths.betweenness(network.known_ties), network)


@lru_cache(maxsize=KEPT)
def weighted_betweenness(network: Network) -> Floats:
    """Return raw betweenness, a tie as long as 1 / strength, all above zero (shape ``(n,)``)."""
    return _kept(weighted_paths.betweenness(_lengths(network, "out")[0]), network)


def _kept(scores: Floats, network: Network) -> Floats:
    scores = scores / (1 if network.directed else 2)
    scores.setflags(write=False)
    return scores


def distances(network: Network, direction: Direction) -> paths.Distances:
    """Return the sums of distances to each actor, from it, or either way."""
    return _distances(network, direction if network.directed else "union")


def weighted_distances(network: Network, direction: Direction) -> paths.Distances:
    """Return the same where a tie is as long as 1 / strength, all above zero."""
    return _weighted_distances(network, direction if network.directed else "union")


def within(network: Network, steps: int, direction: Direction) -> Floats:
    """Return how many others reach each actor, or are reached, in so many steps (shape ``(n,)``)."""
    return paths.within(_adjacency(network, direction), steps)


@lru_cache(maxsize=KEPT)
def _distances(network: Network, direction: Direction) -> paths.Distances:
    return paths.distances(_adjacency(network, direction))


@lru_cache(maxsize=KEPT)
def _weighted_distances(network: Network, direction: Direction) -> paths.Distances:
    whole, unit = _lengths(network, direction)
    found = weighted_paths.distances(whole)
    return paths.Distances(
        found.reached, found.total * unit, found.inverse / unit, found.farthest * unit
    )


def _adjacency(network: Network, direction: Direction) -> sparse.csr_array:
    """The ties as paths from each actor follow them."""
    if direction == "union" and network.directed:
        return union(network.known_ties)
    return network.known_ties.T.tocsr() if direction == "in" else network.known_ties


def _lengths(network: Network, direction: Direction) -> tuple[sparse.csr_array, float]:
    """The same with lengths in whole numbers, and their unit; either way the stronger tie counts."""
    ties = strengths(network)
    if direction == "union" and network.directed:
        ties = stronger(ties)
    elif direction == "in":
        ties = ties.T.tocsr()
    ties.data, unit = lengths(ties.data, network.n)
    return ties, unit
