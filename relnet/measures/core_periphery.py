"""Core and periphery: how well the best partition fits, and who is in its core."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.core import Fit
from relnet.engine.core import core_periphery as find_core
from relnet.measures.define import Figure, measure

if TYPE_CHECKING:
    from relnet.panel import Network

_of_cores = partial(measure, source="Borgatti & Everett 2000", over="rated cells; dyads where undirected",
                    oracle="by definition: all partitions, up to 12 actors")  # fmt: skip
_BEST = (
    "of the partition into core and periphery that fits best (all are compared up to 12 actors, beyond a "
    "search that may miss a better one)"
)


@lru_cache(maxsize=4)
def _fit(network: Network) -> Fit:
    return find_core(network.rated_ties, network.observation.rated)


@_of_cores(
    level="network",
    definition="largest Pearson correlation, over the rated cells, of the ties with a pattern of 1 but for 0 "
    f"within the periphery, {_BEST}",
    unit="correlation",
)
def core_periphery_fit(network: Network) -> Figure:
    """Correlation with the ideal pattern of a core and a periphery."""
    return Figure(_fit(network).correlation)


@_of_cores(
    level="network",
    definition=f"actors in the core {_BEST}; the smallest of cores that fit equally well",
    unit="actors",
)
def core_size(network: Network) -> Figure:
    """Count the actors of the core."""
    return Figure(_fit(network).size)


@_of_cores(
    level="actor",
    definition=f"1 in the core, 0 in the periphery, {_BEST}; undefined for an actor that partitions of the "
    "same fit and size do not agree on, unknown for one without a rated cell",
    unit="0 or 1",
)
def core(network: Network) -> Figure:
    """Say of each actor whether it is in the core."""
    rated, possible = network.observation.rated, network.observation.possible
    own, could = (cells.row_sizes + cells.column_sizes for cells in (rated, possible))
    value = np.where(network.unknown_actors | (own == 0), np.nan, _fit(network).core)
    halves = 1 if network.directed else 2
    n = np.where((own == 0) & (could > 0), 0, len(rated) // halves)
    return Figure(value, n)
