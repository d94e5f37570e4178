"""Ties of each actor: degree and strength, as a number and as a share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.engine.graph import matrix
from relnet.measures.define import Figure, measure

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from relnet.panel import Network

    Floats = NDArray[np.float64]
    Direction = Literal["in", "out", "total"]


def _sums(network: Network, direction: Direction, *, strength: bool) -> Figure:
    """Sum the known ties of each actor, over the cells that were rated."""
    ties = matrix(network.keys, network.n, network.strength) if strength else network.known_ties
    seen = network.observation
    value, n, possible = (
        _directed(network, direction, *pair)
        for pair in (
            (ties.sum(axis=0), ties.sum(axis=1)),
            (seen.rated.column_sizes, seen.rated.row_sizes),
            (seen.possible.column_sizes, seen.possible.row_sizes),
        )
    )
    unseen = (n == 0) & (possible > 0) & (value == 0)
    note = "strength unknown" if np.isnan(value).any() else None
    return Figure(np.where(unseen, np.nan, value), n, possible, note=note)


def _directed(
    network: Network, direction: Direction, columns: ArrayLike, rows: ArrayLike
) -> Floats:
    """In, out or both; what is undirected counts once."""
    if direction == "total" and network.directed:
        columns = np.add(columns, rows)
        return np.asarray(columns, float)
    return np.asarray(columns if direction == "in" else rows, float)


def _share(network: Network, direction: Direction) -> Figure:
    """Rated ties of each actor / its rated cells."""
    ties = network.rated_ties
    seen = network.observation.rated, network.observation.possible
    value = _directed(network, direction, ties.sum(axis=0), ties.sum(axis=1))
    n, possible = (_directed(network, direction, c.column_sizes, c.row_sizes) for c in seen)
    share = np.divide(value, n, out=np.full(network.n, np.nan), where=n > 0)
    return Figure(share, n, possible)


_FREEMAN, _BARRAT = "Freeman 1979", "Barrat et al. 2004"
_CELLS = "known ties; coverage by the actor's own cells"


@measure(level="actor", definition="known ties received", source=_FREEMAN,
         oracle="networkx; igraph", over=_CELLS, directed=True)  # fmt: skip
def in_degree(network: Network) -> Figure:
    """Count the ties each actor receives."""
    return _sums(network, "in", strength=False)


@measure(level="actor", definition="known ties sent", source=_FREEMAN,
         oracle="networkx; igraph", over=_CELLS, directed=True)  # fmt: skip
def out_degree(network: Network) -> Figure:
    """Count the ties each actor sends."""
    return _sums(network, "out", strength=False)


@measure(level="actor", definition="known ties, sent and received; partners where undirected",
         source=_FREEMAN, oracle="networkx; igraph", over=_CELLS)  # fmt: skip
def total_degree(network: Network) -> Figure:
    """Count the ties of each actor."""
    return _sums(network, "total", strength=False)


@measure(level="actor", definition="rated ties received / rated cells of the actor",
         source=_FREEMAN, oracle="networkx, where all answered",
         over="the actor's rated cells", rate=True, directed=True)  # fmt: skip
def in_degree_share(network: Network) -> Figure:
    """Share of the observed partners that name each actor."""
    return _share(network, "in")


@measure(level="actor", definition="rated ties sent / rated cells of the actor",
         source=_FREEMAN, oracle="networkx, where all answered",
         over="the actor's rated cells", rate=True, directed=True)  # fmt: skip
def out_degree_share(network: Network) -> Figure:
    """Share of the observed partners that each actor names."""
    return _share(network, "out")


@measure(level="actor", definition="rated ties, sent and received / rated cells of the actor",
         source=_FREEMAN, oracle="networkx, where all answered",
         over="the actor's rated cells", rate=True)  # fmt: skip
def total_degree_share(network: Network) -> Figure:
    """Share of each actor's observed cells that hold a tie."""
    return _share(network, "total")


@measure(level="actor", definition="sum of the strengths of the known ties received",
         source=_BARRAT, oracle="networkx; igraph", over=_CELLS, directed=True)  # fmt: skip
def in_strength(network: Network) -> Figure:
    """Sum the strengths of the ties each actor receives."""
    return _sums(network, "in", strength=True)


@measure(level="actor", definition="sum of the strengths of the known ties sent",
         source=_BARRAT, oracle="networkx; igraph", over=_CELLS, directed=True)  # fmt: skip
def out_strength(network: Network) -> Figure:
    """Sum the strengths of the ties each actor sends."""
    return _sums(network, "out", strength=True)


@measure(level="actor", definition="sum of the strengths of the known ties, sent and received",
         source=_BARRAT, oracle="networkx; igraph", over=_CELLS)  # fmt: skip
def total_strength(network: Network) -> Figure:
    """Sum the strengths of the ties of each actor."""
    return _sums(network, "total", strength=True)
