"""How near a network is to an outtree, the pure hierarchy (Krackhardt 1994).

The least upper bound is the one that all other bounds reach, as Krackhardt and the manual of
sna have it. The code of sna 2.7 asks for one that reaches all others, the highest, so that
its `lubness` differs where two superiors of a pair are not above one another.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.components import components
from relnet.engine.order import least_upper_bounds
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.reach import distances

if TYPE_CHECKING:
    from relnet.engine.keys import Keys
    from relnet.panel import Network

_krackhardt = partial(measure, level="network", source="Krackhardt 1994")


def _sizes(network: Network) -> Keys:
    return np.bincount(components(network.known_ties)[1])


@_krackhardt(
    definition="Σ s(s − 1) / (n(n − 1)), s the sizes of the weak components: the share of pairs of actors "
    "that a path connects, whatever its direction; 1 − fragmentation",
    oracle="sna::connectedness; by definition",
    unit="share",
)
def connectedness(network: Network) -> Figure:
    """Share of the pairs of actors that a path connects."""
    n, sizes = network.n, _sizes(network)
    return Figure(ratio(int((sizes * (sizes - 1)).sum()), n * (n - 1)))


@_krackhardt(
    definition="1 − V / P, P the pairs of actors of whom one reaches the other along the direction of the "
    "ties, V those who both do; undefined without ties",
    oracle="sna::hierarchy(measure='krackhardt'); by definition",
    directed=True,
    unit="index",
)
def hierarchy_krackhardt(network: Network) -> Figure:
    """Share of the pairs with a path between them of which it leads one way only."""
    strong = np.bincount(components(network.known_ties, "strong")[1])
    both = int((strong * (strong - 1) // 2).sum())
    either = float(distances(network, "out").reached.sum()) - both
    return Figure(1 - ratio(both, either))


@_krackhardt(
    definition="1 − (m − Σ(s − 1)) / Σ(s − 1)², m the ties and s the sizes of the weak components; where "
    "undirected the most that m can exceed Σ(s − 1) by is Σ(s − 1)(s − 2)/2; undefined where that is 0",
    oracle="sna::efficiency, where directed; by definition",
    unit="index",
)
def efficiency_krackhardt(network: Network) -> Figure:
    """Share of the ties that could be in excess of those that connect, that there are not."""
    rest = _sizes(network) - 1
    most = rest**2 if network.directed else rest * (rest - 1) // 2
    ties = network.keys.size if network.directed else network.keys.size // 2
    return Figure(1 - ratio(int(ties - rest.sum()), int(most.sum())))


@_krackhardt(
    definition="1 − V / Σ(s − 1)(s − 2)/2, V the pairs of actors of one weak component without a least upper "
    "bound: an actor that reaches both (an actor reaches itself) and that every other such actor "
    "reaches; s the sizes of the components, undefined where all are under 3",
    oracle="by definition; not sna::lubness, whose code takes the highest bound for the least",
    directed=True,
    unit="index",
)
def lubness_krackhardt(network: Network) -> Figure:
    """Share of the pairs that could lack a least upper bound, that do not."""
    pairs = least_upper_bounds(network.known_ties)
    return Figure(1 - ratio(pairs.lacking, pairs.most))
