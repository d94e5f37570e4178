"""Ties of each actor: degree and strength, as a number and as a share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.engine.keys import ends
from relnet.measures.define import Figure, measure
from relnet.measures.known import NOT_ABOVE_ZERO, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from relnet.engine.keys import Keys
    from relnet.panel import Network

    Floats = NDArray[np.float64]
    Direction = Literal["in", "out", "total"]


def _sums(network: Network, direction: Direction, *, strength: bool) -> Figure:
    """Sum the known ties of each actor, over the cells that were rated."""
    value = _added(network, direction, network.keys, network.strength if strength else None)
    n, possible = _cells(network, direction)
    unseen = (n == 0) & (possible > 0) & (value == 0)
    note = UNKNOWN if np.isnan(value).any() else None
    return Figure(np.where(unseen, np.nan, value), n, possible, note=note)


def _added(network: Network, direction: Direction, keys: Keys, weights: Floats | None) -> Floats:
    """The number of ties of each actor, or the sum of what they weigh."""
    found = ends(keys, network.n)
    return _together(np.bincount(found[k], weights, network.n) for k in _sides(network, direction))


def _cells(network: Network, direction: Direction) -> tuple[Floats, Floats]:
    """The rated and the possible cells of each actor."""
    sizes = [("row_sizes", "column_sizes")[k] for k in _sides(network, direction)]
    seen = network.observation
    rated, possible = (
        _together(getattr(cells, name) for name in sizes) for cells in (seen.rated, seen.possible)
    )
    return rated, possible


def _sides(network: Network, direction: Direction) -> list[int]:
    """Which ends of a tie count, 0 who sends it and 1 who receives it; of an undirected one, one."""
    if direction == "total" and network.directed:
        return [0, 1]
    return [int(direction == "in")]


def _together(counts: Iterable[NDArray[np.int64 | np.float64]]) -> Floats:
    return np.asarray(sum(counts), float)


def _share(network: Network, direction: Direction, *, strength: bool = False) -> Figure:
    """Rated ties of each actor, or their strengths / its rated cells."""
    inside = network.is_rated
    weights = network.strength[inside] if strength else None
    value = _added(network, direction, network.keys[inside], weights)
    n, possible = _cells(network, direction)
    share = np.divide(value, n, out=np.full(network.n, np.nan), where=n > 0)
    return Figure(share, n, possible, note=np.where(np.isnan(value), UNKNOWN, "undefined"))


def _opsahl(network: Network, direction: Direction) -> Figure:
    """K · (s / k)^α of each actor; 0 without a tie."""
    degree, total = (_sums(network, direction, strength=strength) for strength in (False, True))
    k, s = np.asarray(degree.value), np.asarray(total.value)
    mean = np.divide(s, k, out=np.zeros(network.n), where=k != 0)
    with np.errstate(invalid="ignore"):
        value = k * mean**ALPHA
    note = np.where(mean < 0, NOT_ABOVE_ZERO, UNKNOWN)
    return Figure(value, total.n, total.possible, note=note)


ALPHA = 0.5
"""How much strength counts beside the number of ties, from 0 (not at all) to 1 (alone)."""
_FREEMAN, _BARRAT = "Freeman 1979", "Barrat et al. 2004"
_CELLS = "known ties; coverage by the actor's own cells"
_OWN = "the actor's rated cells"
_TIES: dict[Direction, str] = {
    "in": "ties received",
    "out": "ties sent",
    "total": "ties, sent and received",
}


def _register(direction: Direction) -> None:
    """Register the measures of one direction."""
    ties, of = _TIES[direction], partial(measure, level="actor", directed=direction != "total")
    once = "; partners where undirected" if direction == "total" else ""
    of(name=f"{direction}_degree", definition=f"known {ties}{once}", source=_FREEMAN,
       oracle="networkx; igraph", over=_CELLS, unit="ties")(
        partial(_sums, direction=direction, strength=False))  # fmt: skip
    of(name=f"{direction}_degree_share", definition=f"rated {ties} / rated cells of the actor",
       source=_FREEMAN, oracle="by definition; networkx, where all answered", over=_OWN, rate=True,
       unit="share")(
        partial(_share, direction=direction))  # fmt: skip
    of(name=f"{direction}_strength", definition=f"sum of the strengths of the known {ties}",
       source=_BARRAT, oracle="networkx; igraph", over=_CELLS, weighted=True, unit="strength")(
        partial(_sums, direction=direction, strength=True))  # fmt: skip
    of(name=f"{direction}_strength_per_partner", source=_BARRAT, oracle="by definition", over=_OWN,
       definition=f"sum of the strengths of the rated {ties} / rated cells of the actor: their mean, "
       "0 without a tie", rate=True, weighted=True, unit="strength per partner")(
        partial(_share, direction=direction, strength=True))  # fmt: skip
    of(name=f"{direction}_degree_opsahl", source="Opsahl, Agneessens & Skvoretz 2010", over=_CELLS,
       definition=f"k · (s / k)^α, k the number of known {ties}, s the sum of their strengths, α = {ALPHA}",
       oracle="closed form", weighted=True, unit="index")(
        partial(_opsahl, direction=direction))  # fmt: skip


for _direction in _TIES:
    _register(_direction)
