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
    """The ties of a network after some cells were filled in, which, and what is rated then.

    Rated are the cells of which something is known whatever the answers are.
    """

    keys: NDArray[np.int64]
    strength: NDArray[np.float64]
    cells: Cells
    rated: Cells


def no_ties(network: Network) -> Filled:
    """Every unknown cell is no tie."""
    seen = network.observation
    return Filled(network.keys, network.strength, seen.unknown, seen.possible)


def partners_say(network: Network) -> Filled:
    """Where one report is unknown, the partner's stands for it, if that one is rated.

    Of a respondent who stopped halfway only the yeses are known. They stand for nobody's
    report, for the noes that were not said could not.

    Raises
    ------
    UsageError
        If a tie has two reports and they are not kept, though some are unknown.
    """
    seen = network.observation
    if network.directed and network.rule.dyad in ONE_REPORT:
        cells, rated = seen.unknown & seen.rated.T, seen.rated | (seen.possible & seen.rated.T)
        return Filled(*_joined(network, cells, *_reversed_ties(network, cells)), cells, rated)
    if not network.reports:
        if len(seen.unknown):
            raise UsageError(Phrase("usage.treat.reports"))
        return Filled(network.keys, network.strength, seen.unknown, seen.rated)
    first = network.reports[0]
    second = network.reports[1] if len(network.reports) > 1 else first.T
    cells = (_missing(first) & second.rated) | (_missing(second) & first.rated)
    rated = seen.rated | (seen.possible & (first.rated | second.rated))
    return Filled(*_joined(network, cells, *_lone_ties(first, second, cells)), cells, rated)


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
    """The ties in these cells, by the one report on each that is rated.

    Both reports being the same, every rule of dyads makes of them what one of them says.
    """
    keys = ((first.ties | second.ties) & cells).keys()
    strengths = (lookup(keys, one.keys, one.strength, np.nan) for one in (first, second))
    return keys, np.fmax(*strengths)


def _joined(
    network: Network, cells: Cells, keys: NDArray[np.int64], strength: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ties of the network outside these cells, and those in them."""
    outside = ~cells.contains(network.keys)
    every = np.concatenate([network.keys[outside], keys])
    order = np.argsort(every)
    strengths = np.concatenate([network.strength[outside], strength])
    return every[order], strengths[order]
