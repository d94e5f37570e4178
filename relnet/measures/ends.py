"""The groups at both ends of ties and cells, which measures of groups share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.blocks import within_sizes

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from relnet.engine.cells import Cells
    from relnet.measures.groups import Groups
    from relnet.panel import Network

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

OVER = "rated cells between actors whose group is known; dyads where undirected"


def is_counted(network: Network, groups: Groups) -> NDArray[np.bool_]:
    """Whether each tie of a network is rated, between actors that are in a group."""
    source, target = np.divmod(network.keys, max(network.n, 1))
    known = groups.codes >= 0
    return np.asarray(network.is_rated & known[source] & known[target])


def ends(network: Network, groups: Groups) -> tuple[Ints, Ints]:
    """Return the groups that each counted tie runs from and to; undirected ones both ways."""
    source, target = np.divmod(network.keys[is_counted(network, groups)], max(network.n, 1))
    return groups.codes[source], groups.codes[target]


def known_ends(network: Network, groups: Groups) -> tuple[Ints, Ints]:
    """Return the groups at the ends of all known ties between actors that are in a group."""
    source, target = (groups.codes[end] for end in np.divmod(network.keys, max(network.n, 1)))
    both = (source >= 0) & (target >= 0)
    return source[both], target[both]


def among(cells: Cells, groups: Groups) -> Cells:
    """Return the cells between actors that are in a group, as cells of these actors."""
    known = groups.codes >= 0
    return cells if known.all() else cells.reindex(np.flatnonzero(known))


def touching(cells: Cells, codes: Ints, k: int) -> Ints:
    """Count the cells of which either actor is of each group (shape ``(k,)``)."""
    known, sizes = codes >= 0, cells.row_sizes + cells.column_sizes
    both = np.bincount(codes[known], weights=sizes[known], minlength=k)
    return np.asarray(both.astype(np.int64) - within_sizes(cells, codes, k))


def cells_per_tie(network: Network) -> int:
    """Return how many cells a tie takes."""
    return 1 if network.directed else 2


def divided(part: ArrayLike, whole: ArrayLike) -> Floats:
    """Return part / whole, NaN where there is nothing to divide by."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    shares = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return np.asarray(shares)
