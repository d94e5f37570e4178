"""The range of a measure over some completions, where there is no closed form."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import UsageError
from relnet.silence.completion import completion, free_keys
from relnet.silence.define import Bound, units
from relnet.wording import Phrase

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
MOST = 50_000_000
"""How many unknown cells are filled in over all completions; minutes of work."""


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

    Raises
    ------
    UsageError
        If that is more work than can be waited for (see `MOST`).
    """
    _check_work(sum(units(network)[1] for network in networks), draws)
    tried = _Tried(networks, evaluate)
    if tried.size < 60 and 2**tried.size <= draws:
        for one in product((False, True), repeat=tried.size):
            tried.add(np.array(one, np.bool_))
        return tried.bound("sharp")
    rng = np.random.default_rng(seed)
    for fill in _fills(tried.owners, draws, rng):
        tried.add(fill)
    for sign in (-1.0, 1.0):
        _climb(tried, sign, draws, rng)
    return tried.bound("simulated")


def _check_work(cells: int, draws: int) -> None:
    """Refuse more cells than `MOST` over no tie, all ties, random ones and steps to either side."""
    completions = min(2 + 3 * draws, 2 ** min(cells, 60))
    if cells * completions <= MOST:
        return
    told = {"cells": cells, "draws": draws, "most": MOST}
    fewer = (MOST // cells - 2) // 3
    if fewer < 1:
        raise UsageError(Phrase("usage.bounds.too_many_unknown", **told))
    raise UsageError(Phrase("usage.bounds.fewer_draws", **told, fewer=fewer))


class _Tried:
    """The ends over the completions that were tried and, of a number, what fills attain them."""

    def __init__(self, networks: tuple[Network, ...], evaluate: Evaluate) -> None:
        self.networks, self.evaluate = networks, evaluate
        self.free = [free_keys(network) for network in networks]
        self.size = sum(keys.size for keys in self.free)
        self.owners = np.concatenate(
            [keys // max(net.n, 1) for keys, net in zip(self.free, networks, strict=True)]
        )
        self.low = self.high = np.full((), np.nan)
        self.count, self.defined = 0, np.zeros((), np.int64)
        self.best: dict[float, tuple[float, Fill]] = {}

    def add(self, fill: Fill) -> Floats:
        """Complete the networks so (shape ``(size,)``), and return the values."""
        parts = np.split(fill, np.cumsum([keys.size for keys in self.free])[:-1])
        pairs = zip(self.networks, self.free, parts, strict=True)
        value = self.evaluate(tuple(completion(net, keys[part]) for net, keys, part in pairs))
        value = np.where(np.isfinite(value), value, np.nan)
        self.low, self.high = np.fmin(self.low, value), np.fmax(self.high, value)
        self.count, self.defined = self.count + 1, self.defined + np.isfinite(value)
        if value.size == 1:
            self._keep(float(value[0]), fill)
        return value

    def _keep(self, value: float, fill: Fill) -> None:
        """Keep the first fill that gives the lowest value, and the first with the highest."""
        for sign in (-1.0, 1.0):
            if sign * value > self.best.get(sign, (-np.inf, fill))[0]:
                self.best[sign] = (sign * value, fill)

    def bound(self, kind: Kind) -> Bound:
        """Return the ends over all that were tried, and how many gave none."""
        return Bound(self.low, self.high, kind, excluded=1 - self.defined / self.count)


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
    if sign not in tried.best:
        return
    score, fill = tried.best[sign]
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
