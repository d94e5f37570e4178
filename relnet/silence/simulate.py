"""The range of a measure over some completions, where there is no closed form."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from relnet.silence.completion import completion, free_keys
from relnet.silence.define import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from relnet.panel import Network
    from relnet.silence.define import Kind

    Floats = NDArray[np.float64]
    Fill = NDArray[np.bool_]
    Evaluate = Callable[[tuple[Network, ...]], Floats]

SHARES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9)
"""Shares of the unknown cells that random completions fill, in turn."""


def simulate(networks: tuple[Network, ...], evaluate: Evaluate, draws: int, seed: int) -> Bound:
    """Return the range of a measure over completions with no tie, all ties and many others.

    All completions are tried where there are no more than `draws`; the ends are sharp
    then. Else those are tried in which no unknown cell and every one holds a tie, `draws`
    random ones, and for a single number `draws` steps from the lowest and from the highest
    of these, each of which turns some cells around at random and is kept if the value does
    not go back.

    Parameters
    ----------
    networks
        The network, or several relations of one wave.
    evaluate
        The values of the measure, shape ``(k,)``.
    draws, seed
        How many completions, and where the random ones start from.
    """
    tried = _Tried(networks, evaluate)
    if tried.size < 60 and 2**tried.size <= draws:
        for one in product((False, True), repeat=tried.size):
            tried.add(np.array(one, np.bool_))
        return tried.bound("sharp")
    rng = np.random.default_rng(seed)
    for fill in _fills(tried.owners, draws, rng):
        tried.add(fill)
    if tried.values[0].size == 1:
        for sign in (-1.0, 1.0):
            _climb(tried, sign, draws, rng)
    return tried.bound("simulated")


class _Tried:
    """The completions that were tried, and what the measure is in each."""

    def __init__(self, networks: tuple[Network, ...], evaluate: Evaluate) -> None:
        self.networks, self.evaluate = networks, evaluate
        self.free = [free_keys(network) for network in networks]
        self.size = sum(keys.size for keys in self.free)
        self.owners = np.concatenate(
            [keys // max(net.n, 1) for keys, net in zip(self.free, networks, strict=True)]
        )
        self.fills: list[Fill] = []
        self.values: list[Floats] = []

    def add(self, fill: Fill) -> Floats:
        """Complete the networks so (shape ``(size,)``), and return the values."""
        parts = np.split(fill, np.cumsum([keys.size for keys in self.free])[:-1])
        pairs = zip(self.networks, self.free, parts, strict=True)
        value = self.evaluate(tuple(completion(net, keys[part]) for net, keys, part in pairs))
        self.fills.append(fill)
        self.values.append(value)
        return value

    def bound(self, kind: Kind) -> Bound:
        """Return the ends over all that were tried, and how many gave none."""
        values = np.ma.masked_invalid(np.stack(self.values))
        low, high = (np.ma.filled(end(axis=0), np.nan) for end in (values.min, values.max))
        excluded = 1 - np.asarray(values.count(axis=0)) / len(self.values)
        return Bound(low, high, kind, excluded=excluded)


def _fills(owners: NDArray[np.int64], draws: int, rng: np.random.Generator) -> Iterator[Fill]:
    """None, all, and random ones: cell by cell, and an actor's cells all alike, by turns."""
    yield np.zeros(owners.size, np.bool_)
    yield np.ones(owners.size, np.bool_)
    n = int(owners.max(initial=-1)) + 1
    for draw in range(draws):
        share = SHARES[draw // 2 % len(SHARES)]
        chance = rng.random(owners.size) if draw % 2 == 0 else rng.random(n)[owners]
        yield chance < share


def _climb(tried: _Tried, sign: float, steps: int, rng: np.random.Generator) -> None:
    """Walk from the best completion so far, to lower (-1) or higher (1) values."""
    scores = sign * np.array([value[0] for value in tried.values])
    if np.isnan(scores).all():
        return
    best = int(np.nanargmax(scores))
    fill, score = tried.fills[best], scores[best]
    most = int(np.log2(tried.size)) + 1
    for _ in range(steps):
        turned = rng.choice(
            tried.size, min(2 ** int(rng.integers(most)), tried.size), replace=False
        )
        other = fill.copy()
        other[turned] ^= True
        value = sign * tried.add(other)[0]
        if value >= score:
            fill, score = other, value
