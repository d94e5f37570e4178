"""Two waves over the same actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.cells import Cells

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


def align(before: Network, after: Network) -> tuple[pd.Index[str], View, View]:
    """Return all actors of both waves, and each wave in terms of them."""
    everyone = before.actors.append(after.actors[~after.actors.isin(before.actors)])
    return everyone, _view(before, everyone), _view(after, everyone)


def _view(network: Network, everyone: pd.Index[str]) -> View:
    positions = network.actors.get_indexer(everyone).astype(np.int64)
    present = positions >= 0
    new = np.empty(network.n, np.int64)
    new[positions[present]] = np.flatnonzero(present)
    source, target = np.divmod(network.keys, max(network.n, 1))
    keys = new[source] * len(everyone) + new[target]
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
    positions, new = np.flatnonzero(stay), np.cumsum(stay) - 1
    source, target = np.divmod(view.keys, max(stay.size, 1))
    inside = stay[source] & stay[target]
    keys = new[source[inside]] * positions.size + new[target[inside]]
    return Side(keys, view.seen.rated.reindex(positions), view.seen.possible.reindex(positions))


def absent_as_zero(view: View) -> Side:
    """Return the wave with every cell of an absent actor rated, as no tie."""
    rows = Cells.from_rows(~view.present)
    theirs = rows | rows.T
    return Side(view.keys, view.seen.rated | theirs, view.seen.possible | theirs)
