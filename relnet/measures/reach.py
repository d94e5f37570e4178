"""Path results that several measures share, computed once for a network."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from relnet.engine import paths
from relnet.engine.graph import union

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from relnet.panel import Network

    Floats = NDArray[np.float64]

KEPT = 4
"""Results that are remembered; networks never change, so they stay right."""


@lru_cache(maxsize=KEPT)
def betweenness(network: Network) -> Floats:
    """Return raw betweenness along the known ties (shape ``(n,)``)."""
    scores = paths.betweenness(network.known_ties) / (1 if network.directed else 2)
    scores.setflags(write=False)
    return scores


@lru_cache(maxsize=KEPT)
def distances(network: Network, direction: Literal["in", "out", "union"]) -> paths.Distances:
    """Return the sums of distances to each actor, from it, or either way."""
    ties = network.known_ties
    if direction == "union" and network.directed:
        ties = union(ties)
    elif direction == "in":
        ties = ties.T.tocsr()
    return paths.distances(ties)
