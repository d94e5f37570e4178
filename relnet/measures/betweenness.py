"""How often each actor is between others: betweenness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.measures import reach
from relnet.measures.define import Figure, measure
from relnet.measures.known import by_strength, known

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel import Network

    Floats = NDArray[np.float64]

_MOST = "its maximum, (n − 1)(n − 2), halved where undirected"
_PATHS = (
    "sum over pairs of others of the share of shortest paths that pass it, directed where ties are"
)


def _normalised(network: Network, scores: Floats) -> Floats:
    most = (network.n - 1) * (network.n - 2) / (1 if network.directed else 2)
    return scores / most if most > 0 else np.full(network.n, np.nan)


@measure(level="actor", source="Freeman 1977; Brandes 2001", oracle="igraph; networkx; sna",
         definition=_PATHS, unit="pairs of actors")  # fmt: skip
def betweenness(network: Network) -> Figure:
    """Raw betweenness."""
    return known(network, reach.betweenness(network))


@measure(level="actor", source="Freeman 1979", oracle="igraph; networkx",
         definition=f"betweenness / {_MOST}", unit="share")  # fmt: skip
def betweenness_normalised(network: Network) -> Figure:
    """Betweenness as a share of what it could be."""
    return known(network, _normalised(network, reach.betweenness(network)))


@measure(level="actor", source="Brandes 2001; Opsahl, Agneessens & Skvoretz 2010", weighted=True,
         oracle="igraph; networkx: lengths as whole numbers", unit="pairs of actors",
         definition=f"{_PATHS}; a tie is as long as 1 / strength, and paths as long as each other "
         "exactly count as such")  # fmt: skip
def betweenness_weighted(network: Network) -> Figure:
    """Raw betweenness along the shortest paths by strength."""
    return by_strength(network, lambda: reach.weighted_betweenness(network))


@measure(level="actor", source="Freeman 1979; Opsahl, Agneessens & Skvoretz 2010", weighted=True,
         oracle="igraph; networkx: lengths as whole numbers",
         definition=f"weighted betweenness / {_MOST}", unit="share")  # fmt: skip
def betweenness_normalised_weighted(network: Network) -> Figure:
    """Weighted betweenness as a share of what it could be."""
    return by_strength(network, lambda: _normalised(network, reach.weighted_betweenness(network)))
