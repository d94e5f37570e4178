"""Two waves among the actors that are in both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from relnet.inference.square import Square, network_of, square
from relnet.panel import subset
from relnet.panel.select import take

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from relnet.panel import Network


@dataclass(frozen=True, slots=True, eq=False)
class Both:
    """Two networks over the same actors, in the same order.

    Attributes
    ----------
    before, after : Network
        The waves among the stayers, each with all that is observed of it.
    old, new : Square
        Their cells.
    """

    before: Network
    after: Network
    old: Square
    new: Square

    @property
    def actors(self) -> pd.Index[str]:
        """The stayers."""
        return self.before.actors

    @property
    def directed(self) -> bool:
        """Whether a tie runs one way."""
        return self.before.directed

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Cells rated in both waves (shape ``(n, n)``)."""
        return self.old.rated & self.new.rated


def known_of(both: Both) -> Both:
    """Return the waves among the actors of whom a cell is rated in both: of others nothing can be told."""
    known = np.flatnonzero(both.rated.any(axis=0) | both.rated.any(axis=1))
    if known.size == both.old.n:
        return both
    return aligned(take(both.before, known), take(both.after, known))


def aligned(before: Network, after: Network) -> Both:
    """Return two networks among the actors that are in both, in the order of the first."""
    stay = before.actors[before.actors.isin(after.actors)]
    old, new = subset(before, actors=list(stay)), subset(after, actors=list(stay))
    places = new.actors.get_indexer(old.actors)
    later = square(new).take(places)
    return Both(old, _reordered(new, later, places, old.actors), square(old), later)


def _reordered(
    network: Network, cells: Square, places: NDArray[np.int64], names: pd.Index[str]
) -> Network:
    if (places == np.arange(network.n)).all():
        return network
    moved = network_of(cells, network, places)
    return replace(moved, actors=names, _attributes=network.attributes.iloc[places])
