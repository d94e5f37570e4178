"""One relation over its waves: the model is estimated once, and drawn from wave by wave."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.keys import transpose_keys
from relnet.treatments.estimate import fit
from relnet.treatments.features import Frame, neighbour, pairs
from relnet.treatments.model import stack
from relnet.treatments.outcomes import UNKNOWN, draw
from relnet.treatments.slots import filled, states, unknown_pairs
from relnet.treatments.strengths import Drawn, strengths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel.reported import Reported
    from relnet.treatments.estimate import Estimate
    from relnet.treatments.features import Neighbour
    from relnet.treatments.model import Fitted
    from relnet.treatments.slots import States

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Layers = tuple[Reported, ...]
    Beside = tuple[bool, bool]

MOST_PAIRS = 200_000
"""Pairs without a tie, counted in each wave, beyond which the model is fitted to a sample."""
CHUNK = 200_000
"""Pairs that are drawn at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """The pairs that the model is fitted to.

    Attributes
    ----------
    i, j : ndarray of int64, shape (d,)
        Their actors, i < j.
    weight : ndarray, shape (d,)
        How many pairs each stands for.
    """

    i: Ints
    j: Ints
    weight: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Chance:
    """What one completion is drawn with: its random numbers, and the parameters so far."""

    rng: np.random.Generator
    level: Floats
    drawn: dict[Beside, Fitted]

    def fitted(self, given: Beside, estimate: Estimate) -> Fitted:
        """Return the parameters of this completion, given these neighbouring waves."""
        if given not in self.drawn:
            self.drawn[given] = estimate.drawn(self.level, self.rng)
        return self.drawn[given]


@dataclass(frozen=True, eq=False)
class Waves:
    """The waves of a relation in which it can be estimated, over all their actors.

    Attributes
    ----------
    frame : Frame
        What they share.
    layers : tuple of tuples of Reported
        The reports of each wave.
    seed : int
        Of the sample.
    """

    frame: Frame
    layers: tuple[Layers, ...]
    seed: int

    @cached_property
    def sampled(self) -> Sampled:
        """The pairs that the model is fitted to: all, or those with a tie and a sample."""
        n, total = self.frame.n, self.frame.n * (self.frame.n - 1) // 2
        if total * len(self.layers) <= MOST_PAIRS:
            i, j = np.triu_indices(n, 1)
            return Sampled(i, j, np.ones(i.size))
        keys = [layer.keys for layers in self.layers for layer in layers]
        cases = np.unique(_upper(np.concatenate(keys), n))
        rng = np.random.default_rng([self.seed, n])
        ends = rng.integers(n, size=(2, MOST_PAIRS // len(self.layers)))
        ends = ends[:, ends[0] != ends[1]]
        controls = np.setdiff1d(_upper(ends[0] * n + ends[1], n), cases)
        share = (total - cases.size) / max(controls.size, 1)
        weight = np.r_[np.ones(cases.size), np.full(controls.size, share)]
        i, j = np.divmod(np.r_[cases, controls], n)
        return Sampled(i, j, weight)

    @cached_property
    def _rated(self) -> tuple[States, ...]:
        """What is rated of the sampled pairs in each wave."""
        keys = self.frame.slots.keys(self.sampled.i, self.sampled.j, self.frame.n)
        slots = self.frame.slots
        return tuple(states(layers, slots, keys, rated=True) for layers in self.layers)

    @cached_property
    def _near(self) -> tuple[Neighbour, ...]:
        """Each wave as a neighbour of others."""
        return tuple(neighbour(layers) for layers in self.layers)

    @cached_property
    def _fits(self) -> dict[Beside, Estimate]:
        return {}

    def estimate(self, known: Beside, wave: int) -> tuple[Beside, Estimate]:
        """Return the model of a wave given the one before and the one after, as far as known.

        Where no pair of the wave is rated in as many, that given fewer; and which these are.
        """
        before, after = known
        fewer = [(before, after), (before, False), (False, after), (False, False)]
        given = next(one for one in fewer if self._rows(wave, one).any())
        if given not in self._fits:
            self._fits[given] = self._estimate(given)
        return given, self._fits[given]

    def _rows(self, wave: int, given: Beside) -> Flags:
        """Which of the sampled pairs are rated in a wave, and in the neighbours that are given."""
        near = _next_to(wave, len(self.layers), given)
        if near is None:
            return np.zeros(self.sampled.i.size, np.bool_)
        seen = [(self._rated[k] >= 0).any(axis=0) for k in (wave, *near)]
        return np.asarray(np.logical_and.reduce(seen))

    def _estimate(self, given: Beside) -> Estimate:
        sample, parts, told, weight = self.sampled, [], [], []
        for wave, state in enumerate(self._rated):
            rows = self._rows(wave, given)
            if not rows.any():
                continue
            near = _next_to(wave, len(self.layers), given) or []
            beside = [(self._near[k], self._rated[k][:, rows]) for k in near]
            parts.append(pairs(self.frame, wave, sample.i[rows], sample.j[rows], beside))
            told.append(state[:, rows])
            weight.append(sample.weight[rows])
        size = (self.frame.n, self.frame.n_effects)
        return fit(stack(parts), np.concatenate(told, axis=1), np.concatenate(weight), *size)

    def complete(self, rng: np.random.Generator) -> list[Layers]:
        """Draw the unknown reports, wave by wave; each given the completed one before it."""
        by = _Chance(rng, rng.standard_normal((self.frame.n, self.frame.n_effects)), {})
        done: list[Layers] = []
        for wave in range(len(self.layers)):
            before = done[-1] if done else None
            done.append(self._complete(wave, before, by))
        return done

    def _complete(self, wave: int, before: Layers | None, by: _Chance) -> Layers:
        layers, n = self.layers[wave], self.frame.n
        i, j = unknown_pairs(layers, n)
        earlier = None if before is None else neighbour(before)
        later = self._near[wave + 1] if wave + 1 < len(self.layers) else None
        parts = [
            self._draw(wave, (i[k : k + CHUNK], j[k : k + CHUNK]), (earlier, later), by)
            for k in range(0, i.size, CHUNK)
        ]
        if not parts:
            return layers
        drawn = Drawn(
            *(np.concatenate([getattr(p, name) for p in parts], axis=1) for name in ("keys", "new"))
        )
        beside = [near.layers for near in (earlier, later) if near is not None]
        power = strengths(drawn, layers, beside, self.frame.slots, by.rng)
        return tuple(
            self._filled(layer, *_of_layer(drawn, power, self.frame.slots.layers, k))
            for k, layer in enumerate(layers)
        )

    def _filled(self, layer: Reported, keys: Ints, strength: Floats) -> Reported:
        if len(self.frame.slots.layers) == 1:
            keys = np.r_[keys, transpose_keys(keys, self.frame.n)]
            strength = np.r_[strength, strength]
        return filled(layer, keys, strength)

    def _draw(
        self,
        wave: int,
        ends: tuple[Ints, Ints],
        near: tuple[Neighbour | None, Neighbour | None],
        by: _Chance,
    ) -> Drawn:
        """Draw what is unknown of some pairs; of those with a new tie, which it is."""
        frame = self.frame
        keys = frame.slots.keys(*ends, frame.n)
        state = states(self.layers[wave], frame.slots, keys)
        seen = [None if who is None else states(who.layers, frame.slots, keys) for who in near]
        clear = [
            np.zeros(state.shape[1], np.bool_) if s is None else (s >= 0).any(axis=0) for s in seen
        ]
        new = np.zeros(state.shape, np.bool_)
        for before, after in product((False, True), repeat=2):
            rows = (clear[0] == before) & (clear[1] == after)
            if not rows.any():
                continue
            given, estimate = self.estimate((before, after), wave)
            fitted = by.fitted(given, estimate)
            here = [
                (who, s[:, rows])
                for who, s, used in zip(near, seen, given, strict=True)
                if used and who is not None and s is not None
            ]
            own = pairs(frame, wave, ends[0][rows], ends[1][rows], here)
            together = fitted.together[:, wave]
            new[:, rows] = draw(fitted.scores(own), state[:, rows], together, by.rng)
        new &= state == UNKNOWN
        some = new.any(axis=0)
        return Drawn(keys[:, some], new[:, some])


def _next_to(wave: int, waves: int, given: Beside) -> list[int] | None:
    """Positions of the neighbouring waves that are given; None where there is none such."""
    near = [wave + step for step, used in zip((-1, 1), given, strict=True) if used]
    return near if all(0 <= k < waves for k in near) else None


def _upper(keys: Ints, n: int) -> Ints:
    """The cells as pairs i < j."""
    return np.where(keys // max(n, 1) < keys % max(n, 1), keys, transpose_keys(keys, n))


def _of_layer(
    drawn: Drawn, power: Floats, layers: Sequence[int], layer: int
) -> tuple[Ints, Floats]:
    """The new ties of a report, and their strengths."""
    own = [row for row, of in enumerate(layers) if of == layer]
    new = drawn.new[own]
    return drawn.keys[own][new], power[own][new]
