"""All cells of a network as arrays, for methods that redraw or exchange them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.engine.cells import Cells
from relnet.panel import Observation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel import Network

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Square:
    """What is known of each cell of a network of n actors; nothing on the diagonal.

    Attributes
    ----------
    tie : ndarray of bool, shape (n, n)
        Whether a tie is known.
    strength : ndarray of float, shape (n, n)
        Its strength; 0 without a tie.
    rated, unknown, possible : ndarray of bool, shape (n, n)
        As in `Observation`.
    """

    tie: Flags
    strength: Floats
    rated: Flags
    unknown: Flags
    possible: Flags

    @property
    def n(self) -> int:
        """Number of actors."""
        return len(self.tie)

    @property
    def values(self) -> Floats:
        """One for a tie, zero for none, NaN where the cell is not rated (shape ``(n, n)``)."""
        return np.where(self.rated, self.tie.astype(float), np.nan)

    @property
    def strengths(self) -> Floats:
        """Strength of the tie, zero for none, NaN where the cell is not rated (``(n, n)``)."""
        return np.where(self.rated, self.strength, np.nan)

    def take(self, actors: Ints) -> Square:
        """Return the cells among these actors, in their order; each at most once."""
        places = np.ix_(actors, actors)
        return Square(*(part[places] for part in self._parts()))

    def at(self, rows: Ints, columns: Ints) -> Square:
        """Return the cells at these rows and columns (shape ``(k, k)`` each), in their places."""
        return Square(*(part[rows, columns] for part in self._parts()))

    def where(self, chosen: Flags, other: Square) -> Square:
        """Return the cells of `other` where `chosen`, and else these (shape ``(n, n)``)."""
        pairs = zip(self._parts(), other._parts(), strict=True)
        return Square(*(np.where(chosen, theirs, mine) for mine, theirs in pairs))

    def _parts(self) -> list[NDArray[Any]]:
        return [getattr(self, part.name) for part in fields(self)]


def square(network: Network) -> Square:
    """Return all cells of a network.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> square(rn.from_networkx(nx.DiGraph([("A", "B")]))).values
    array([[nan,  1.],
           [ 0., nan]])
    """
    n, seen = network.n, network.observation
    tie, strength = np.zeros((n, n), np.bool_), np.zeros((n, n))
    tie.flat[network.keys], strength.flat[network.keys] = True, network.strength
    rated, unknown, possible = (dense(cells) for cells in (seen.rated, seen.unknown, seen.possible))
    return Square(tie, strength, rated, unknown, possible)


def dense(cells: Cells) -> Flags:
    """Return a set of cells as an array (shape ``(n, n)``)."""
    flags = cells.table[np.ix_(cells.classes, cells.classes)]
    flags.flat[cells.flips] ^= True
    np.fill_diagonal(flags, val=False)
    return flags


def network_of(cells: Square, like: Network, actors: Ints | None = None) -> Network:
    """Return the network that has these cells.

    Parameters
    ----------
    cells
        The cells, symmetric where the network is undirected.
    like
        What it is a network of.
    actors
        For each actor, the index in `like` of the one that it is or was drawn from, whose
        attributes and response it has; those of `like` itself without. One that is drawn
        more than once goes by a name of its own each time.
    """
    drawn = np.arange(like.n) if actors is None else actors
    keys = np.flatnonzero(cells.tie)
    rated, unknown, possible = (
        _cells(part) for part in (cells.rated, cells.unknown, cells.possible)
    )
    answered = like.observation.answered[drawn]
    names = like.actors[drawn] if actors is None else _named(like.actors, drawn)
    attributes = like.attributes.iloc[drawn] if len(like.attributes) else like.attributes
    return replace(
        like,
        actors=names,
        keys=keys,
        strength=cells.strength.flat[keys],
        observation=Observation(possible, rated, unknown, answered, like.observation.asked),
        reports=(),
        lineage=None,
        _attributes=attributes.set_axis(names) if len(attributes) else attributes,
    )


def _cells(flags: Flags) -> Cells:
    """The cells that are flagged, by the fewer of these and the others."""
    if 2 * np.count_nonzero(flags) <= flags.size:
        return Cells.from_keys(np.flatnonzero(flags), len(flags))
    return ~Cells.from_keys(np.flatnonzero(~flags), len(flags))


def _named(actors: pd.Index[str], drawn: Ints) -> pd.Index[str]:
    """The names of actors that may be drawn more than once."""
    times = pd.Series(drawn).groupby(drawn).cumcount()
    return pd.Index(
        [f"{actors[k]}\x1f{time}" for k, time in zip(drawn, times, strict=True)], dtype="str"
    )
