"""What stands in for cells that nobody observed: what the partner says, or no tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.keys import lookup, transpose_keys
from relnet.errors import UsageError
from relnet.wording import Phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells
    from relnet.panel import Network
    from relnet.panel.reported import Reported

ONE_REPORT = (None, "sender", "receiver")
"""Rules of dyads under which a directed tie has one report."""


class Filled(NamedTuple):
    """The ties of a network after some cells were filled in, and which."""

    keys: NDArray[np.int64]
    strength: NDArray[np.float64]
    cells: Cells


def no_ties(network: Network) -> Filled:
    """Every unknown cell is no tie."""
    return Filled(network.keys, network.strength, network.observation.unknown)


def partners_say(network: Network) -> Filled:
    """Where one report is unknown, the partner's stands for it.

    Raises
    ------
    UsageError
        If a tie has two reports and they are not kept, though some are unknown.
    """
    unknown = network.observation.unknown
    if network.directed and network.rule.dyad in ONE_REPORT:
        cells = unknown & (network.observation.possible - unknown).T
        return _joined(network, cells, *_reversed_ties(network, cells))
    if not network.reports:
        if len(unknown):
            raise UsageError(Phrase("usage.treat.reports"))
        return Filled(network.keys, network.strength, unknown)
    first = network.reports[0]
    second = network.reports[1] if len(network.reports) > 1 else first.T
    cells = (_missing(first) & second.known) | (_missing(second) & first.known)
    return _joined(network, cells, *_lone_ties(first, second, cells))


def _missing(report: Reported) -> Cells:
    """The cells that could be reported on, and of which the report is unknown."""
    return report.possible - report.known


def _reversed_ties(network: Network, cells: Cells) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ties that lie in these cells once they are turned around."""
    keys = transpose_keys(network.keys, network.n)
    inside = cells.contains(keys)
    return keys[inside], network.strength[inside]


def _lone_ties(
    first: Reported, second: Reported, cells: Cells
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ties in these cells, by the one report on each that is known.

    Both reports being the same, every rule of dyads makes of them what one of them says.
    """
    keys = ((first.ties | second.ties) & cells).keys()
    strengths = (lookup(keys, one.keys, one.strength, np.nan) for one in (first, second))
    return keys, np.fmax(*strengths)


def _joined(
    network: Network, cells: Cells, keys: NDArray[np.int64], strength: NDArray[np.float64]
) -> Filled:
    """The ties of the network outside these cells, and those in them."""
    outside = ~cells.contains(network.keys)
    every = np.concatenate([network.keys[outside], keys])
    order = np.argsort(every)
    strengths = np.concatenate([network.strength[outside], strength])
    return Filled(every[order], strengths[order], cells)
