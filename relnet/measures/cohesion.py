"""How much there is: actors, ties and their strength, as a share and as a mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.measures.define import Figure, measure, ratio

if TYPE_CHECKING:
    from relnet.panel import Network


@measure(
    level="network",
    definition="number of eligible actors",
    source="the roster",
    oracle="by hand",
    over="roster",
    unit="actors",
)
def actors(network: Network) -> Figure:
    """Count the eligible actors."""
    return Figure(network.n, network.n, network.n)


@measure(
    level="network",
    definition="number of known ties; dyads where undirected",
    source="the panel",
    oracle="networkx; RSiena",
    unit="ties",
)
def ties(network: Network) -> Figure:
    """Count the known ties."""
    return Figure(network.keys.size / (1 if network.directed else 2))


@measure(
    level="network",
    definition="ties / rated cells (dyads where undirected)",
    source="Wasserman & Faust 1994",
    oracle="RSiena; sna::gden; networkx",
    over="rated cells; dyads where undirected",
    rate=True,
    unit="share",
)
def density(network: Network) -> Figure:
    """Share of the rated cells that hold a tie."""
    return Figure(ratio(int(network.is_rated.sum()), len(network.observation.rated)))


@measure(
    level="network",
    definition="density · possible cells / actors; density · (n − 1) when only the diagonal is impossible",
    source="Ripley et al. (RSiena manual)",
    oracle="RSiena",
    over="rated cells; dyads where undirected",
    rate=True,
    unit="ties per actor",
)
def average_degree(network: Network) -> Figure:
    """Mean number of ties of an actor, were the unobserved cells like the rated ones."""
    rated = ratio(int(network.is_rated.sum()), len(network.observation.rated))
    return Figure(rated * ratio(len(network.observation.possible), network.n))


def _strength(network: Network, cells: float) -> Figure:
    """Sum of the strengths of the rated ties / cells; unknown where one of them is."""
    value = ratio(float(network.strength[network.is_rated].sum()), cells)
    return Figure(value, note="strength unknown" if cells and np.isnan(value) else None)


@measure(
    level="network",
    definition="Σ strength of the rated ties / rated cells (dyads where undirected): the mean strength of "
    "a cell, 0 without a tie",
    source="Wasserman & Faust 1994",
    oracle="sna::gden(ignore.eval=FALSE); by definition",
    over="rated cells; dyads where undirected",
    rate=True,
    weighted=True,
    unit="strength per cell",
)
def density_weighted(network: Network) -> Figure:
    """Mean strength of the rated cells, those without a tie included.

    What `sna::gden` gives of a valued network, its missing cells left out; `density` is
    what it gives with ``ignore.eval=TRUE``, where any tie counts as 1.
    """
    return _strength(network, len(network.observation.rated))


@measure(
    level="network",
    definition="Σ strength of the rated ties / rated ties",
    source="Barrat et al. 2004",
    oracle="networkx, where all answered; by definition",
    over="rated ties",
    rate=True,
    weighted=True,
    unit="strength per tie",
)
def average_tie_strength(network: Network) -> Figure:
    """Mean strength of the ties that there are."""
    return _strength(network, int(network.is_rated.sum()))


@measure(
    level="network",
    definition="weighted density · possible cells / actors: mean sum of the strengths of the ties that an "
    "actor sends; of all its ties where undirected",
    source="Barrat et al. 2004",
    oracle="networkx, where all answered; by definition",
    over="rated cells; dyads where undirected",
    rate=True,
    weighted=True,
    unit="strength per actor",
)
def average_strength(network: Network) -> Figure:
    """Mean strength of an actor, were the unobserved cells like the rated ones."""
    mean = _strength(network, len(network.observation.rated))
    cells = ratio(len(network.observation.possible), network.n)
    return Figure(np.multiply(mean.value, cells), note=mean.note)
