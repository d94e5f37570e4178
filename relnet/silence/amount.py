"""Sharp bounds of how much there is: ties, density, degrees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.silence.define import Bound, bounds_of, over, units

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from relnet.panel import Network

    Ints = NDArray[np.int64]
    Direction = Literal["in", "out", "total"]


@bounds_of("actors")
def actors(network: Network) -> Bound:
    """The roster is known."""
    return Bound(network.n, network.n, unknown=0)


@bounds_of("ties")
def ties(network: Network) -> Bound:
    """Known ties, to these and all unknown cells."""
    known, unknown, _ = units(network)
    return Bound(known, known + unknown)


@bounds_of("density")
def density(network: Network) -> Bound:
    """Known ties, to these and all unknown cells, as a share of the possible cells."""
    known, unknown, possible = units(network)
    return Bound(over(known, possible), over(known + unknown, possible))


@bounds_of("average_degree")
def average_degree(network: Network) -> Bound:
    """Density × possible cells / actors."""
    possible = len(network.observation.possible)
    bound, each = density(network), over(possible, network.n)
    return Bound(np.multiply(bound.low, each), np.multiply(bound.high, each))


def degrees(network: Network, direction: Direction) -> tuple[Ints, Ints, Ints]:
    """Return the known ties, unknown cells and possible cells of each actor (shape ``(n,)``)."""
    known, seen = network.known_ties, network.observation
    sums = [(known.sum(axis=0), known.sum(axis=1))]
    sums += [(cells.column_sizes, cells.row_sizes) for cells in (seen.unknown, seen.possible)]
    first, second, third = (_directed(network, direction, *pair) for pair in sums)
    return first, second, third


def _directed(network: Network, direction: Direction, columns: ArrayLike, rows: ArrayLike) -> Ints:
    """In, out or both; what is undirected counts once."""
    if direction == "total" and network.directed:
        columns = np.add(columns, rows)
    return np.asarray(rows if direction == "out" else columns, np.int64)


def _degree(network: Network, direction: Direction) -> Bound:
    """Known ties of each actor, to these and its unknown cells."""
    known, unknown, _ = degrees(network, direction)
    return Bound(known, known + unknown, unknown=unknown)


def _share(network: Network, direction: Direction) -> Bound:
    """The same as a share of the actor's possible cells."""
    known, unknown, possible = degrees(network, direction)
    return Bound(over(known, possible), over(known + unknown, possible), unknown=unknown)


for _direction in ("in", "out", "total"):
    bounds_of(f"{_direction}_degree")(partial(_degree, direction=_direction))
    bounds_of(f"{_direction}_degree_share")(partial(_share, direction=_direction))
