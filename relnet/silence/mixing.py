"""Sharp bounds of how far ties stay within groups.

With I and E the known ties within a group and between groups, and i and e the unknown cells
there: ties between groups are most of all where these e hold a tie and the i hold none, and
fewest the other way round. Actors whose group is not known are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.blocks import block_sizes
from relnet.measures.ends import known_ends
from relnet.silence.define import Bound, bounds_of, over

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from relnet.measures.groups import Groups
    from relnet.panel import Network

    Floats = NDArray[np.float64]


class Blocks(NamedTuple):
    """Known ties, unknown and possible cells from group to group (shape ``(k, k)``)."""

    ties: Floats
    unknown: Floats
    possible: Floats


def blocks(network: Network, groups: Groups) -> Blocks:
    """Count ties and cells by group; a dyad within a group once, where undirected."""
    seen, codes, k = network.observation, groups.codes, groups.k
    source, target = known_ends(network, groups)
    ties = np.bincount(source * k + target, minlength=k * k).reshape(k, k)
    tables = [ties, *(block_sizes(cells, codes, k) for cells in (seen.unknown, seen.possible))]
    within = np.eye(k) * (0.0 if network.directed else 0.5)
    return Blocks(*(table * (1 - within) for table in tables))


class Ends(NamedTuple):
    """Ties and unknown cells within groups and between them."""

    inside: Floats
    outside: Floats
    unknown_inside: Floats
    unknown_outside: Floats


def _over_all(network: Network, groups: Groups) -> Ends:
    """Of the network; a dyad between two groups stands in both cells, where undirected."""
    found, halves = blocks(network, groups), 1 if network.directed else 2
    inside, unknown = (np.trace(table) for table in found[:2])
    return Ends(
        inside,
        (found.ties.sum() - inside) / halves,
        unknown,
        (found.unknown.sum() - unknown) / halves,
    )


def _by_group(network: Network, groups: Groups) -> Ends:
    found, halves = blocks(network, groups), 1 if network.directed else 2
    inside, unknown = (np.diagonal(table) for table in found[:2])
    outside, other = (
        (table.sum(axis=0) + table.sum(axis=1) - 2 * np.diagonal(table)) / halves
        for table in found[:2]
    )
    return Ends(inside, outside, unknown, other)


@bounds_of("e_i_index")
def e_i_index(network: Network, groups: Groups) -> Bound:
    """From (E − I − i) / (E + I + i) to (E + e − I) / (E + e + I)."""
    return _between(_over_all(network, groups), least=-1)


@bounds_of("group_e_i_index")
def group_e_i_index(network: Network, groups: Groups) -> Bound:
    """The same over the ties and cells of each group."""
    return _between(_by_group(network, groups), least=-1)


@bounds_of("cross_group_share")
def cross_group_share(network: Network, groups: Groups) -> Bound:
    """From E / (E + I + i) to (E + e) / (E + e + I)."""
    return _between(_over_all(network, groups), least=0)


def _between(ends: Ends, *, least: int) -> Bound:
    """The share between groups, on a scale from `least` to 1.

    An end that is 0/0 is the other end of the scale where unknown cells can still make it so.
    """
    inside, outside, within, between = ends
    low = over(outside + least * (inside + within), outside + inside + within)
    high = over(outside + between + least * inside, outside + between + inside)
    low = np.where(np.isnan(low) & (between > 0), 1.0, low)
    high = np.where(np.isnan(high) & (within > 0), least, high)
    unknown = within + between
    excluded = np.where(inside + outside == 0, 2.0**-unknown, 0.0)
    return Bound(low, high, unknown=unknown, excluded=excluded)


@bounds_of("group_density")
def group_density(network: Network, groups: Groups) -> Bound:
    """Known ties, to these and all unknown cells, as a share of the possible ones within a group."""
    ties, unknown, possible = (np.diagonal(table) for table in blocks(network, groups))
    return _share(ties, unknown, possible)


@bounds_of("mixing_density")
def mixing_density(network: Network, groups: Groups) -> Bound:
    """The same from group to group."""
    return _share(*blocks(network, groups))


def _share(ties: ArrayLike, unknown: ArrayLike, possible: ArrayLike) -> Bound:
    most = np.add(ties, unknown)
    return Bound(over(ties, possible), over(most, possible), unknown=unknown)


@bounds_of("mixing_ties")
def mixing_ties(network: Network, groups: Groups) -> Bound:
    """Known ties from group to group, to these and all unknown cells."""
    ties, unknown, possible = blocks(network, groups)
    there = np.where(possible > 0, 1.0, np.nan)
    return Bound(ties * there, (ties + unknown) * there, unknown=unknown)
