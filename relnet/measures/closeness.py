"""How near each actor is to the others: closeness, eccentricity, reach in two steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.measures.define import Figure, measure
from relnet.measures.known import by_strength, known
from relnet.measures.reach import distances, weighted_distances, within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.paths import Distances
    from relnet.measures.reach import Direction
    from relnet.panel import Network

    Floats = NDArray[np.float64]


def _mean(reach: Distances) -> Floats:
    """(r / (n − 1)) · (r / Σ d) over the r actors reached; 0 where none is."""
    n = reach.reached.size
    near = np.divide(reach.reached, reach.total, out=np.zeros(n), where=reach.total > 0)
    return np.asarray(reach.reached / max(n - 1, 1) * near)


def _harmonic(reach: Distances) -> Floats:
    return np.asarray(reach.inverse / max(reach.inverse.size - 1, 1))


def _wasserman_faust(network: Network, direction: Direction) -> Figure:
    return known(network, _mean(distances(network, direction)))


def _weighted_wasserman_faust(network: Network, direction: Direction) -> Figure:
    return by_strength(network, lambda: _mean(weighted_distances(network, direction)))


def _rochat(network: Network, direction: Direction) -> Figure:
    return known(network, _harmonic(distances(network, direction)))


def _weighted_rochat(network: Network, direction: Direction) -> Figure:
    return by_strength(network, lambda: _harmonic(weighted_distances(network, direction)))


def _eccentricity(network: Network, direction: Direction) -> Figure:
    """The largest distance; undefined where nobody is reached."""
    reach = distances(network, direction)
    return known(network, np.where(reach.reached > 0, reach.farthest, np.nan))


def _reach_2(network: Network, direction: Direction) -> Figure:
    """Share of the others; undefined where there are none."""
    met = within(network, 2, direction)
    return known(network, met / (network.n - 1) if network.n > 1 else np.full(met.size, np.nan))


WHO: dict[Direction, tuple[str, str, str]] = {
    "in": ("in_", "that reach it", "from them"),
    "out": ("out_", "that it reaches", "to them"),
    "union": ("", "that it reaches in the union graph", "to them"),
}
"""By direction: how the name begins, whom a measure is about, and which way d runs."""
PROGRAM: dict[Direction, str] = {
    "in": "networkx", "out": "networkx on the reversed graph", "union": "networkx; igraph",
}  # fmt: skip
OPSAHL = "Opsahl, Agneessens & Skvoretz 2010"
_STEPS, _LENGTH = "number of steps", "length of the shortest path"
_WF, _RS = "(r / (n − 1)) · (r / Σ d), r the actors {}", "Σ 1 / d / (n − 1) over the actors {}"


def _register(direction: Direction) -> None:
    """Register the measures of one direction."""
    start, who, way = WHO[direction]
    program, of = PROGRAM[direction], partial(measure, level="actor", directed=bool(start))
    stronger = "" if start else ", of two ties the stronger"
    steps, length = f", d the {_STEPS} {way}", f", d the {_LENGTH} {way}"
    length += f", a tie as long as 1 / strength{stronger}"
    of(name=f"{start}closeness", definition=_WF.format(who) + steps,
       source="Wasserman & Faust 1994", oracle=f"{program} (wf_improved=True)", unit="index")(
        partial(_wasserman_faust, direction=direction))  # fmt: skip
    of(name=f"{start}closeness_weighted", definition=_WF.format(who) + length, weighted=True,
       unit="strength", source=f"Wasserman & Faust 1994; {OPSAHL}",
       oracle=f"{program}, lengths as whole numbers")(
        partial(_weighted_wasserman_faust, direction=direction))  # fmt: skip
    of(name=f"{start}harmonic_closeness", definition=_RS.format(who) + steps, source="Rochat 2009",
       oracle=f"{program}; sna closeness('suminvdir')", unit="index")(
        partial(_rochat, direction=direction))  # fmt: skip
    of(name=f"{start}harmonic_closeness_weighted", definition=_RS.format(who) + length, weighted=True,
       unit="strength", source=f"Rochat 2009; {OPSAHL}", oracle="igraph harmonic_centrality")(
        partial(_weighted_rochat, direction=direction))  # fmt: skip
    of(name=f"{start}eccentricity", unit="steps", source="Hage & Harary 1995",
       definition=f"largest {_STEPS} {way}, over the actors {who}; undefined without any",
       oracle="igraph eccentricity")(
        partial(_eccentricity, direction=direction))  # fmt: skip
    of(name=f"{start}reach_2", source="Borgatti, Everett & Johnson 2013",
       definition=f"share of the others {who} in two steps or fewer", unit="share",
       oracle="igraph neighborhood_size")(
        partial(_reach_2, direction=direction))  # fmt: skip


for _direction in WHO:
    _register(_direction)
