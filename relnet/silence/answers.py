"""Whose answers an unknown cell waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from relnet.engine.cells import Cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel import Network

Source: TypeAlias = Literal["reports", "who answered"]


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """The unknown cells, by whose report is missing.

    Attributes
    ----------
    one : ndarray of int64, shape (n,)
        Cells (dyads where undirected) that only the answer of this actor is missing from.
    two : ndarray of int64, shape (n,)
        Cells that this actor's answer and its partner's are both missing from.
    both : Cells
        The latter.
    directed : bool
        Whether a cell and its reverse are two.
    source : str
        ``"reports"`` where it is known which reports are missing; ``"who answered"`` where
        it is assumed that those who answered, answered on all others.
    """

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    both: Cells
    directed: bool
    source: Source

    def shared(self, actor: int) -> NDArray[np.int64]:
        """Return how many cells wait for this actor and each other one (shape ``(n,)``)."""
        n = self.one.size
        others = np.arange(n, dtype=np.int64)
        count = self.both.contains(actor * n + others).astype(np.int64)
        if self.directed:
            count += self.both.contains(others * n + actor)
        return count


def waiting(network: Network) -> Waiting:
    """Sort the unknown cells of a network by whose report is missing."""
    first, second, source = _missing(network)
    alone, other, both = first - second, second - first, first & second
    if network.directed:
        one = alone.row_sizes + other.column_sizes
        two = both.row_sizes + both.column_sizes
    else:
        one, two = alone.row_sizes, both.row_sizes
    return Waiting(one, two, both, network.directed, source)


def _missing(network: Network) -> tuple[Cells, Cells, Source]:
    """Unknown cells without the report of the first of the two, and without that of the second."""
    unknown = network.observation.unknown
    nothing = unknown - unknown
    if network.directed and network.rule.dyad in {"sender", None}:
        return unknown, nothing, "reports"
    if network.directed and network.rule.dyad == "receiver":
        return nothing, unknown, "reports"
    if not network.reports:
        rows = Cells.from_rows(~network.observation.answered)
        unclear = unknown - (rows | rows.T)
        return (unknown & rows) | unclear, (unknown & rows.T) | unclear, "who answered"
    first = network.reports[0]
    second = network.reports[1] if len(network.reports) > 1 else first.T
    one, other = (unknown & (report.possible - report.known) for report in (first, second))
    return one, other, "reports"
