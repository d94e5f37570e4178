"""The cells of two waves by class: of stayers, joiners, leavers, of one wave only, of the merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.change.align import align
from relnet.engine.cells import Cells
from relnet.measures.define import ratio
from relnet.measures.ends import divided
from relnet.measures.groups import groups_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.change.align import View
    from relnet.change.happened import Happened
    from relnet.measures.groups import By
    from relnet.panel import Network

    Flags = NDArray[np.bool_]
    Keys = NDArray[np.int64]
    Floats = NDArray[np.float64]

TERMS = ("stayers", "joiners", "leavers", "rated once", "merged or split")
"""The classes of cells; the first is what the others are held against."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One wave, class by class in the order of `TERMS`.

    Attributes
    ----------
    units, hits : ndarray of int64, shape (5,)
        Cells, or ties, of each class; those of them that count in the measure: with a
        tie, or between groups.
    possible : int
        Possible cells.
    size : float
        Possible cells for each actor (for both actors of a dyad); NaN without actors.
    """

    units: Keys
    hits: Keys
    possible: int
    size: float

    @property
    def rates(self) -> Floats:
        """Rate of each class (shape ``(5,)``); NaN for one that is empty."""
        return divided(self.hits, self.units)

    @property
    def rate(self) -> float:
        """Rate of the wave; NaN where it has nothing."""
        return ratio(int(self.hits.sum()), int(self.units.sum()))

    def beside(self) -> Floats:
        """How far each class moves the rate from that of the first (shape ``(5,)``)."""
        weight = self.units / max(int(self.units.sum()), 1)
        apart = weight * np.nan_to_num(self.rates - self.rates[0])
        return np.asarray(apart)


def sides(networks: Sequence[Network], told: Happened, by: By | None) -> list[Side]:
    """Count two waves, class by class.

    Parameters
    ----------
    networks
        The waves.
    told
        Who merged or was split.
    by
        The attributes that make the groups between which a tie counts; ``None`` where all
        ties do, out of all cells.
    """
    everyone, views = align(*networks)
    found = []
    for network, view, classes in zip(
        networks, views, _classes(everyone, views, told), strict=True
    ):
        if by is None:
            units, counted = np.array([len(cells) for cells in classes]), view.keys
        else:
            ties, crossing = _crossing(network, view, everyone, by)
            units, counted = _inside(classes, ties), ties[crossing]
        per, possible = 1 if network.directed else 2, len(network.observation.possible)
        hits, size = _inside(classes, counted), ratio(possible, network.n)
        found.append(Side(units // per, hits // per, possible // per, size))
    return found


def _inside(classes: Sequence[Cells], keys: Keys) -> Keys:
    """How many of the keys are in each class."""
    return np.array([np.count_nonzero(cells.contains(keys)) for cells in classes])


def _classes(everyone: pd.Index[str], views: Sequence[View], told: Happened) -> list[list[Cells]]:
    """The rated cells of both waves, each in the first class that fits, as in `TERMS`."""
    old, new = views
    merged = _touching(everyone.isin(list(told.merged)))
    joiners, leavers = _touching(~old.present), _touching(~new.present)
    rest = [view.seen.rated - merged - joiners - leavers for view in views]
    both = rest[0] & rest[1]
    return [
        [both, rated & joiners - merged, rated & leavers - merged, own - both, rated & merged]
        for rated, own in zip((old.seen.rated, new.seen.rated), rest, strict=True)
    ]


def _touching(actors: Flags) -> Cells:
    """All cells from and to these actors (shape ``(n,)``)."""
    rows = Cells.from_rows(actors)
    return rows | rows.T


def _crossing(network: Network, view: View, everyone: pd.Index[str], by: By) -> tuple[Keys, Flags]:
    """The ties between actors whose group is known, and which are between two groups."""
    codes = np.full(len(everyone), -1, np.int64)
    codes[everyone.get_indexer(network.actors)] = groups_of(network, by).codes
    source, target = (codes[end] for end in np.divmod(view.keys, max(len(everyone), 1)))
    known = (source >= 0) & (target >= 0)
    return view.keys[known], (source != target)[known]
