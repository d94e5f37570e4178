"""A measure of one wave, and of what redrawing or exchanging its cells makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.inference.batched import BATCHED, CELLS, Stack, stacked
from relnet.inference.figure import value
from relnet.inference.square import Square, network_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.measures.define import Measure
    from relnet.measures.groups import By
    from relnet.panel import Network

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

PARTS = ("tie", "rated", "possible")


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """A network, its cells, and a measure of it.

    Attributes
    ----------
    network : Network
        The network.
    cells : Square
        Its cells.
    measure : Measure
        What is measured.
    by : str, sequence of str or None
        The attributes that make groups.
    codes : ndarray of int64, shape (n,), or None
        The group of each actor, where the measure needs groups.
    """

    network: Network
    cells: Square
    measure: Measure
    by: By | None
    codes: Ints | None

    @property
    def value(self) -> float:
        """The measure of the network as it is."""
        return value(self.measure, self.network, self.by)

    @property
    def at_once(self) -> int:
        """How many redraws fit in memory together."""
        return max(CELLS // max(self.cells.n**2, 1), 1)

    def redrawn(self, actors: Ints, rows: Ints, columns: Ints) -> Floats:
        """Return the measure with other cells in place.

        Parameters
        ----------
        actors
            Who stands in each place, shape ``(size, k)``.
        rows, columns
            Which cell stands in each cell, shape ``(size, k, k)``.
        """
        if self.measure.name in BATCHED:
            tie, rated, possible = (getattr(self.cells, part)[rows, columns] for part in PARTS)
            codes = None if self.codes is None else self.codes[actors]
            stack = Stack(tie, rated, possible, self.network.directed, codes)
            return stacked(self.measure.name, stack)
        found = []
        for who, row, column in zip(actors, rows, columns, strict=True):
            made = network_of(self.cells.at(row, column), self.network, who)
            found.append(value(self.measure, made, self.by))
        return np.array(found)


def exchanged(waves: Sequence[Wave], swapped: Flags) -> Floats:
    """Return the later minus the earlier, with some cells of two waves exchanged.

    Parameters
    ----------
    waves
        Two waves over the same actors.
    swapped
        Which cells are exchanged, shape ``(size, n, n)``.
    """
    old, new = waves
    if old.measure.name in BATCHED:
        return _mixed(new, old, swapped) - _mixed(old, new, swapped)
    found = []
    for chosen in swapped:
        before, after = (
            value(
                one.measure, network_of(one.cells.where(chosen, other.cells), one.network), one.by
            )
            for one, other in ((old, new), (new, old))
        )
        found.append(after - before)
    return np.array(found)


def _mixed(wave: Wave, other: Wave, swapped: Flags) -> Floats:
    """The measure of a wave with some of its cells those of the other."""
    size = len(swapped)
    tie = np.where(swapped, other.cells.tie, wave.cells.tie)
    rated, possible = (
        np.broadcast_to(part, tie.shape) for part in (wave.cells.rated, wave.cells.possible)
    )
    codes = None if wave.codes is None else np.broadcast_to(wave.codes, (size, wave.cells.n))
    return stacked(wave.measure.name, Stack(tie, rated, possible, wave.network.directed, codes))
