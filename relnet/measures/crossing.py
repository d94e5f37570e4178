"""Triads of three different groups, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.cells import Cells
from relnet.engine.graph import matrix, union
from relnet.engine.triads import two_paths

if TYPE_CHECKING:
    from relnet.engine.keys import Keys
    from relnet.panel import Network


class Triads(NamedTuple):
    """Triads of three different groups: possible, all cells rated, and of these with ties."""

    possible: int
    rated: int
    connected: int
    closed: int


def triads(network: Network, codes: Keys) -> Triads:
    """Count the triads of which each actor is of another group.

    Parameters
    ----------
    network
        The network. Two of its actors are tied if there is a tie in either direction.
    codes
        Group of each actor, shape ``(n,)``; -1 for one that is in none.

    Notes
    -----
    Of the ties that cross groups only, a path a–b–c with a and c in different groups is of
    three groups. A connected triad has one path, a closed one three: connected = paths − 2 ·
    closed.
    """
    chosen = np.flatnonzero(codes >= 0)
    crossing = _crossing(codes[chosen])
    possible, rated = (
        cells.both_ways.reindex(chosen) & crossing
        for cells in (network.observation.possible, network.observation.rated)
    )
    ties = union(network.rated_ties)[chosen][:, chosen].tocoo()
    keys = ties.row * np.int64(chosen.size) + ties.col
    paths = two_paths(matrix(np.sort(keys[rated.contains(keys)]), chosen.size), rated)
    closed = paths.closed // 6
    connected = paths.total // 2 - 2 * closed
    return Triads(possible.count_triples() // 6, rated.count_triples() // 6, connected, closed)


def _crossing(codes: Keys) -> Cells:
    """The cells between actors of different groups."""
    names, classes = np.unique(codes, return_inverse=True)
    return Cells(classes.astype(np.int64), ~np.eye(names.size, dtype=bool), np.empty(0, np.int64))
