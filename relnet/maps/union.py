"""All waves of a map together: its actors, and what is known of each tie in each wave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.align import view
from relnet.change.near import levelled
from relnet.change.ties import ABSENT, IMPOSSIBLE, STATES, TIE, cell_states
from relnet.engine.components import components
from relnet.engine.graph import matrix, union
from relnet.engine.keys import ends, lookup, merge
from relnet.maps.moves import links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.change.align import View
    from relnet.maps.spec import MapMove
    from relnet.panel import Network

UNOBSERVED = STATES.index("unobserved")
LETTERS = {TIE: "tT", ABSENT: "--", IMPOSSIBLE: "xx", UNOBSERVED: "??"}
"""The letter of a state, outside and inside the rated cells; ``nN`` for no tie."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One relation over the waves, in terms of all actors of the map.

    Attributes
    ----------
    networks, views
        Its waves, as they are and over all actors.
    keys : ndarray of int64, shape (m,)
        Cells that hold a known tie in any wave; once where undirected.
    states : list of str
        One text for each of them, with a letter for each wave.
    strength : ndarray of float, shape (m, waves)
        NaN without a tie.
    confirmed : list of str
        For each of them a letter for each wave: ``2`` both sides report it, ``1`` one does,
        ``?`` there are not two reports in this wave, ``-`` no tie; empty where there are in none.
    """

    networks: tuple[Network, ...]
    views: tuple[View, ...]
    keys: NDArray[np.int64]
    states: list[str]
    strength: NDArray[np.float64]
    confirmed: list[str]


def all_actors(networks: Sequence[Network]) -> pd.Index[str]:
    """Return the actors of all waves, sorted, so that the order of the input moves nobody."""
    names = sorted(set().union(*(network.actors for network in networks)))
    return pd.Index(names, name="actor", dtype="str")


def layer(networks: Sequence[Network], everyone: pd.Index[str]) -> Layer:
    """Bring the waves of one relation together."""
    views = tuple(view(network, everyone) for network in networks)
    keys = reduce(merge, (one.keys for one in views))
    if not networks[0].directed:
        source, target = np.divmod(keys, max(len(everyone), 1))
        keys = keys[source < target]
    letters, strength = zip(*(_letters(keys, one) for one in views), strict=True)
    states = ["".join(row) for row in zip(*letters, strict=True)]
    confirmed = _confirmed(keys, networks, everyone)
    return Layer(tuple(networks), views, keys, states, _levelled(strength), confirmed)


def _levelled(strength: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Strengths by wave, in which those are equal that `compare` says are the same."""
    table = np.column_stack(tuple(strength))
    known = np.isfinite(table)
    table[known] = levelled(table[known])
    return table


def _confirmed(
    keys: NDArray[np.int64], networks: Sequence[Network], everyone: pd.Index[str]
) -> list[str]:
    """Whether both sides report each tie, wave by wave."""
    if all(network.confirmed is None for network in networks):
        return [""] * keys.size
    waves = []
    for network in networks:
        both = network.confirmed
        said = np.zeros(network.keys.size) if both is None else both + 1.0
        source, target = everyone.get_indexer(network.actors)[
            np.stack(ends(network.keys, network.n))
        ]
        own = source * len(everyone) + target
        order = np.argsort(own)
        letters = lookup(keys, own[order], said[order], np.nan)
        waves.append(np.select([letters == k for k in range(3)], ["?", "1", "2"], "-").tolist())
    return ["".join(row) for row in zip(*waves, strict=True)]


def _letters(keys: NDArray[np.int64], wave: View) -> tuple[list[str], NDArray[np.float64]]:
    codes, strength = cell_states(keys, wave)
    rated = wave.seen.rated.contains(keys)
    pairs = zip(codes.tolist(), rated.tolist(), strict=True)
    return [LETTERS.get(code, "nN")[inside] for code, inside in pairs], strength


def all_ties(layers: Sequence[Layer], n: int, links: Iterable[tuple[int, int]]) -> sparse.csr_array:
    """Return the undirected graph of every tie known in any wave, on any relation, and of `links`."""
    linked = np.array(sorted({i * n + j for i, j in links}), np.int64)
    keys = reduce(merge, (one.keys for one in layers), linked)
    return union(matrix(keys, n))


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What a layout is made from.

    Attributes
    ----------
    ties : scipy.sparse.csr_array, shape (n, n)
        Every tie that is known in any wave, undirected, and who became whom.
    waves : list of scipy.sparse.csr_array
        The known ties of each wave.
    present, known : ndarray of bool, shape (waves, n)
        Who is on a roster of each wave, and of whom something is known in it: who is silent
        and is named by nobody has no place of its own.
    became : list of tuple of int
        Who became whom: wave and actor before, wave and actor after.
    """

    ties: sparse.csr_array
    waves: list[sparse.csr_array]
    present: NDArray[np.bool_]
    known: NDArray[np.bool_]
    became: list[tuple[int, int, int, int]]

    def loose(self) -> NDArray[np.bool_]:
        """Who is not in the largest part of each wave, shape ``(waves, n)``."""
        parts = np.array([components(ties)[1] for ties in self.waves])
        return np.array([part != np.bincount(part).argmax() for part in parts])


def ground(
    layers: Sequence[Layer], everyone: pd.Index[str], became: dict[str, tuple[MapMove, ...]]
) -> Ground:
    """Return what a layout of some layers is made from."""
    n, waves = len(everyone), range(len(layers[0].networks))
    present, known = np.zeros((2, len(waves), n), dtype=np.bool_)
    for one in layers:
        for t, network in enumerate(one.networks):
            places = everyone.get_indexer(network.actors)
            present[t, places] = True
            known[t, places] |= ~network.unknown_actors
    keys = [reduce(merge, (one.views[t].keys for one in layers)) for t in waves]
    passages = [
        (int(before), move.actor, int(after), into)
        for (before, after), several in ((pair.split("-"), one) for pair, one in became.items())
        for move in several
        for into in move.into
    ]
    waves_of = [union(matrix(one, n)) for one in keys]
    follows = [one for one in passages if _follows(known, *one)]
    return Ground(all_ties(layers, n, links(became)), waves_of, present, known, follows)


def _follows(known: NDArray[np.bool_], before: int, actor: int, after: int, into: int) -> bool:
    """Whether what an organisation became is first known right after it itself was last."""
    there = known[before, actor] and known[after, into] and actor != into
    return bool(there and not known[before + 1 :, actor].any() and not known[:after, into].any())
