"""Mixing tables: ties from group to group, their density, and what chance would give.

Between actors whose group is known: the known ties are counted, and all else is over the rated
cells. Where undirected the table is symmetric: its two cells for a pair of groups are of the
same dyads.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.blocks import block_sizes
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.ends import OVER, among, divided, ends, known_ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells
    from relnet.measures.groups import Groups
    from relnet.panel import Network

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

_pair = partial(measure, level="pair", over=f"{OVER}, by pair of groups", by=True)


def _blocks(network: Network, groups: Groups, cells: Cells) -> Floats:
    """Number of these cells from group to group; dyads where undirected."""
    return _once(network, block_sizes(cells, groups.codes, groups.k))


def _ties(network: Network, groups: Groups, between: tuple[Ints, Ints]) -> Floats:
    """Number of ties from group to group, of those that run between these groups."""
    (source, target), k = between, groups.k
    return _once(network, np.bincount(source * k + target, minlength=k * k).reshape(k, k))


def _once(network: Network, table: Ints) -> Floats:
    """The table with each dyad within a group counted once, where undirected."""
    once = table.astype(float)
    if not network.directed:
        once[np.diag_indices(len(once))] /= 2
    return once


def _by_block(network: Network, groups: Groups, value: Floats, rated: Floats) -> Figure:
    possible = _blocks(network, groups, network.observation.possible)
    return Figure(value, rated, possible)


_BOTH_WAYS = "; where undirected the two rows of a pair of groups are of the same dyads"


@_pair(definition=f"number of known ties from the one group to the other{_BOTH_WAYS}; unknown where "
       "no cell from the one to the other is known",
       source="Wasserman & Faust 1994", oracle="by definition; networkx", unit="ties",
       over="known ties between actors whose group is known; coverage by the rated cells")  # fmt: skip
def mixing_ties(network: Network, groups: Groups) -> Figure:
    """Count the known ties from group to group."""
    seen, ties = network.observation, _ties(network, groups, known_ends(network, groups))
    rated, unknown, possible = (
        _blocks(network, groups, cells) for cells in (seen.rated, seen.unknown, seen.possible)
    )
    return Figure(np.where(possible > unknown, ties, np.nan), rated, possible)


@_pair(definition=f"rated ties from the one group to the other / rated cells{_BOTH_WAYS}",
       source="Wasserman & Faust 1994", oracle="by definition", rate=True, unit="share")  # fmt: skip
def mixing_density(network: Network, groups: Groups) -> Figure:
    """Density from group to group."""
    rated = _blocks(network, groups, network.observation.rated)
    return _by_block(network, groups, _rate(network, groups, rated), rated)


@_pair(definition="rated ties spread evenly over the rated cells: all of them · rated cells from the one "
       "group to the other / all rated cells; where all cells are rated, the mean over all "
       "permutations of the groups",
       source="Wasserman & Faust 1994", oracle="by definition; all permutations",
       unit="expected ties")  # fmt: skip
def mixing_expected(network: Network, groups: Groups) -> Figure:
    """Count the ties that the sizes of the groups alone would give, from group to group."""
    rated = _blocks(network, groups, network.observation.rated)
    expected = np.where(rated > 0, rated * _density(network, groups), np.nan)
    return _by_block(network, groups, expected, rated)


@_pair(definition="rated ties from the one group to the other / those expected: density from the one "
       "group to the other / density among all actors whose group is known",
       source="Wasserman & Faust 1994", oracle="by definition", rate=True, unit="ratio")  # fmt: skip
def mixing_ratio(network: Network, groups: Groups) -> Figure:
    """Ties from group to group, against those that the sizes of the groups would give."""
    rated = _blocks(network, groups, network.observation.rated)
    density = _rate(network, groups, rated)
    overall = np.full(density.shape, _density(network, groups))
    return _by_block(network, groups, divided(density, overall), rated)


def _rate(network: Network, groups: Groups, rated: Floats) -> Floats:
    """Density from group to group."""
    return divided(_ties(network, groups, ends(network, groups)), rated)


def _density(network: Network, groups: Groups) -> float:
    """Density among the actors that are in a group."""
    source, _ = ends(network, groups)
    return ratio(source.size, len(among(network.observation.rated, groups)))
