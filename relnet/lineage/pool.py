"""A network in terms of organisations that its own actors are, or are part of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from relnet.engine.cells import Cells
from relnet.engine.keys import is_among, lookup, rekey
from relnet.panel import Network, Observation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.lineage.trace import Became
    from relnet.panel import Treated

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

Pooling: TypeAlias = Literal["max", "sum", "mean"]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The actors of a network behind each new one.

    Attributes
    ----------
    names : pandas.Index
        The new actors.
    starts, sizes : ndarray of int64, shape (k,)
        Where the actors behind each begin in `members`, and how many there are.
    members : ndarray of int64
        Positions of actors.
    whole : ndarray of bool, shape (n,)
        Which actors are part of one new actor only.
    """

    names: pd.Index[str]
    starts: Ints
    sizes: Ints
    members: Ints
    whole: Flags

    @property
    def alone(self) -> Flags:
        """Which new actors are one actor, and all of it."""
        return np.asarray((self.sizes == 1) & self.whole[self.members[self.starts]])


def parts(network: Network, became: Became) -> Parts:
    """Return the actors behind each new one, in the order of the network."""
    behind: dict[str, list[int]] = {}
    for k, actor in enumerate(network.actors):
        for name in sorted(became[actor]):
            behind.setdefault(name, []).append(k)
    sizes = np.array([len(some) for some in behind.values()], np.int64)
    return Parts(
        pd.Index(list(behind), name="actor", dtype="str"),
        np.cumsum(sizes) - sizes,
        sizes,
        np.array([k for some in behind.values() for k in some], np.int64),
        np.array([len(became[actor]) == 1 for actor in network.actors], np.bool_),
    )


def pooled(network: Network, became: Became, strength: Pooling) -> Network:
    """Express a network in the organisations that its actors became.

    Cells between organisations that did not change are taken as they are; the others are
    pooled, one pair of new actors from all pairs of their parts.
    """
    split = parts(network, became)
    first = split.members[split.starts]
    if split.alone.all() and split.names.equals(network.actors):
        return network
    positions = np.where(split.alone, first, -1)
    k = len(split.names)
    seen = network.observation.reindex(positions)
    changed = _pooled_cells(network, split, strength)
    own, own_strength = _kept_ties(network, positions)
    keys = np.concatenate([own, changed.keys[changed.tie]])
    order = np.argsort(keys)
    answered = np.logical_and.reduceat(network.observation.answered[split.members], split.starts)
    cells = {
        name: getattr(seen, name) | Cells.from_keys(changed.keys[getattr(changed, name)], k)
        for name in ("possible", "rated", "unknown")
    }
    return replace(
        network,
        actors=split.names,
        keys=keys[order],
        strength=np.concatenate([own_strength, changed.strength[changed.tie]])[order],
        observation=Observation(**cells, answered=answered, asked=network.observation.asked),
        reports=(),
        treated=_treated(network, positions, changed),
        _attributes=network.attributes.iloc[first].set_axis(split.names, axis=0),
    )


def inside(network: Network, became: Became) -> pd.DataFrame:
    """Return the known ties between actors that are one, and nothing else, in the new terms.

    Returns
    -------
    DataFrame
        ``actor, source, target, strength``; an undirected tie stands once.
    """
    whole = {name: next(iter(now)) for name, now in became.items() if len(now) == 1}
    ties = network.ties[["source", "target", "strength"]]
    actor = ties["source"].map(whole)
    own = (actor == ties["target"].map(whole)).to_numpy(bool)
    found = ties[own].reset_index(drop=True)
    found.insert(0, "actor", actor[own].to_numpy(object))
    return found.astype({"actor": "str"})


def _treated(network: Network, positions: Ints, changed: _Pooled) -> Treated | None:
    """What was filled in: pooled cells that no observed tie decides and a part of which was."""
    if network.treated is None:
        return None
    own = network.treated.reindex(positions)
    pooled_cells = Cells.from_keys(changed.keys[changed.filled], positions.size)
    return replace(own, filled=own.filled | pooled_cells)


def _kept_ties(network: Network, positions: Ints) -> tuple[Ints, Floats]:
    """Ties between actors that stay as they are, as cells of the new ones."""
    new = np.full(network.n, -1, np.int64)
    new[positions[positions >= 0]] = np.flatnonzero(positions >= 0)
    keys, kept = rekey(network.keys, new, positions.size)
    return keys, network.strength[kept]


@dataclass(frozen=True, slots=True, eq=False)
class _Pooled:
    """Cells of new actors, and what their parts say of them (each of shape ``(m,)``)."""

    keys: Ints
    tie: Flags
    possible: Flags
    rated: Flags
    unknown: Flags
    filled: Flags
    strength: Floats


def _pooled_cells(network: Network, split: Parts, strength: Pooling) -> _Pooled:
    """Pool the cells from and to every new actor that is not one whole actor.

    Kleene's *or*: one tie is a tie, no tie only if all parts have none. A tie of an actor
    that is part of several new ones may be any one's, so for each of them it is unknown.
    """
    keys, pair, a, b = _pairs(split)
    n, m, seen = network.n, keys.size, network.observation
    cell = a * n + b
    same = a == b
    tie = is_among(cell, network.keys) & ~same
    whole = split.whole[a] & split.whole[b]
    possible = seen.possible.contains(cell) & ~same
    unclear = possible & (seen.unknown.contains(cell) | (tie & ~whole))
    unrated = possible & ~(seen.rated.contains(cell) & whole)
    sure = tie & whole
    filled = possible & _filled(network, cell)
    seen_ties = sure & ~filled
    is_tie, is_possible, is_unclear, is_unrated, is_filled, is_seen = (
        np.bincount(pair[flags], minlength=m) > 0
        for flags in (sure, possible, unclear, unrated, filled, seen_ties)
    )
    values = lookup(cell[sure], network.keys, network.strength, np.nan)
    return _Pooled(
        keys,
        is_tie,
        is_possible | is_tie,
        is_possible & ~is_unrated,
        is_unclear & ~is_tie,
        is_filled & ~is_seen & ~(is_unclear & ~is_tie),
        _strengths(pair[sure], values, m, strength),
    )


def _filled(network: Network, cells: Ints) -> Flags:
    """Which of these cells a treatment filled in."""
    if network.treated is None:
        return np.zeros(cells.shape, np.bool_)
    return network.treated.filled.contains(cells)


def _strengths(pair: Ints, values: Floats, m: int, strength: Pooling) -> Floats:
    if strength == "max":
        most = np.full(m, -np.inf)
        np.maximum.at(most, pair, values)
        return most
    total = np.bincount(pair, values, m)
    count = np.bincount(pair, minlength=m)
    return np.asarray(total / (1 if strength == "sum" else np.maximum(count, 1)))


def _pairs(split: Parts) -> tuple[Ints, Ints, Ints, Ints]:
    """Cells of which an end is not one whole actor, and the pairs of actors behind them.

    Returns
    -------
    keys : ndarray, shape (m,)
        The cells, of new actors.
    pair, a, b : ndarray, shape (p,)
        For each pair of actors the position of its cell in `keys`, and the two.
    """
    k = len(split.names)
    ends = np.flatnonzero(~split.alone)
    everyone = np.arange(k, dtype=np.int64)
    keys = np.unique(
        np.concatenate(
            [np.add.outer(ends * k, everyone).ravel(), np.add.outer(everyone * k, ends).ravel()]
        )
    )
    keys = keys[keys % (k + 1) != 0]
    x, y = np.divmod(keys, k)
    counts = split.sizes[x] * split.sizes[y]
    pair = np.repeat(np.arange(keys.size), counts)
    within = np.arange(pair.size) - np.repeat(np.cumsum(counts) - counts, counts)
    i, j = np.divmod(within, split.sizes[y][pair])
    a = split.members[split.starts[x][pair] + i]
    b = split.members[split.starts[y][pair] + j]
    return keys, pair, a, b
