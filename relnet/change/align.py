"""Waves over the same actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.cells import Cells
from relnet.engine.keys import rekey

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from relnet.panel import Network, Observation

    Keys = NDArray[np.int64]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A network in terms of the actors of a comparison.

    Attributes
    ----------
    present : ndarray of bool, shape (n,)
        Which of the actors are on the roster of the wave.
    keys, strength : ndarray, shape (m,)
        The known ties, sorted by key.
    seen : Observation
        What was observed, over the actors of the comparison.
    """

    present: Flags
    keys: Keys
    strength: NDArray[np.float64]
    seen: Observation


def align(*networks: Network) -> tuple[pd.Index[str], list[View]]:
    """Return all actors of the networks, and each network in terms of them."""
    everyone = networks[0].actors
    for network in networks[1:]:
        everyone = everyone.append(network.actors[~network.actors.isin(everyone)])
    return everyone, [view(network, everyone) for network in networks]


def view(network: Network, everyone: pd.Index[str]) -> View:
    """Return a network in terms of actors that hold all of its own."""
    positions = network.actors.get_indexer(everyone).astype(np.int64)
    present = positions >= 0
    new = np.empty(network.n, np.int64)
    new[positions[present]] = np.flatnonzero(present)
    keys, _ = rekey(network.keys, new, len(everyone))
    order = np.argsort(keys)
    seen = network.observation.reindex(positions)
    return View(present, keys[order], network.strength[order], seen)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What the tie-change table needs of one wave."""

    keys: Keys
    rated: Cells
    possible: Cells


def stayers(view: View, stay: Flags) -> Side:
    """Return the wave among the actors that are in both (`stay`, shape ``(n,)``)."""
    positions = np.flatnonzero(stay)
    keys, _ = rekey(view.keys, np.where(stay, np.cumsum(stay) - 1, -1), positions.size)
    return Side(keys, view.seen.rated.reindex(positions), view.seen.possible.reindex(positions))


def absent_as_zero(view: View) -> Side:
    """Return the wave with every cell of an absent actor rated, as no tie."""
    rows = Cells.from_rows(~view.present)
    theirs = rows | rows.T
    return Side(view.keys, view.seen.rated | theirs, view.seen.possible | theirs)
