"""The ranks of actors over waves, and which of them a figure shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.near import levelled
from relnet.measures.measure import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Network


OUTSTANDING, LEAST_MOVE = 3, 2
"""How many that rose and that fell most stand out, and how many places they moved at least."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands in a wave.

    Attributes
    ----------
    rank
        1 for the highest value; equal values share one.
    place
        One for each actor: among those who share a rank as in the wave before, or by name.
    silent
        Whether the actor did not answer.
    """

    rank: int
    place: int
    silent: bool


def standings(networks: Sequence[Network], name: str) -> list[dict[str, Standing]]:
    """Return how each actor of which the measure is known stands, wave by wave."""
    waves: list[dict[str, Standing]] = []
    for network in networks:
        table = measure(network, name)
        values = pd.Series(table["value"].to_numpy(float), table["actor"].astype(str))
        values = values[np.isfinite(values)]
        values[:] = levelled(values.to_numpy())
        ranks = values.rank(method="min", ascending=False).astype(int)
        silent = set(map(str, network.actors[~network.observation.answered]))
        last = waves[-1] if waves else {}
        order = sorted(ranks.index, key=lambda one: (ranks[one], *_before(last, one), one))
        waves.append(
            {one: Standing(int(ranks[one]), k, one in silent) for k, one in enumerate(order, 1)}
        )
    return waves


def _before(last: dict[str, Standing], actor: str) -> tuple[bool, int]:
    """A key by the place in the wave before; who had none comes after those who had."""
    return actor not in last, last[actor].place if actor in last else 0


def highest(waves: Sequence[dict[str, Standing]], most: int) -> list[str]:
    """Return who has one of the first places in any wave, by the last known."""
    found = {actor for wave in waves for actor, one in wave.items() if one.place <= most}

    def latest(actor: str) -> tuple[int, int]:
        known = [(-k, wave[actor].place) for k, wave in enumerate(waves) if actor in wave]
        return min(known)

    return sorted(found, key=lambda actor: (*latest(actor), actor))


def rows_of(
    waves: Sequence[dict[str, Standing]], shown: Sequence[str], most: int
) -> list[dict[str, int]]:
    """Return the row of each shown actor, wave by wave: its place, or below those by order."""
    found = []
    for wave in waves:
        below = sorted(
            (one for one in shown if one in wave and wave[one].place > most),
            key=lambda one: wave[one].place,
        )
        rows = {one: wave[one].place for one in shown if one in wave and wave[one].place <= most}
        found.append(rows | {one: most + k for k, one in enumerate(below, 1)})
    return found


@dataclass(frozen=True)
class Chart:
    """What is drawn: the waves by name, how everyone stands, who is shown, and how many places."""

    named: list[str]
    waves: list[dict[str, Standing]]
    shown: list[str]
    most: int

    @cached_property
    def rows(self) -> list[dict[str, int]]:
        """The row of each actor, wave by wave."""
        return rows_of(self.waves, self.shown, self.most)

    @cached_property
    def last(self) -> int:
        """The last row."""
        return max(row for wave in self.rows for row in wave.values())

    @cached_property
    def much(self) -> dict[str, int]:
        """From how many places on a rise and a fall stand out: those that are the largest."""
        rises = sorted(self.rise(actor) for actor in self.shown)
        most = min(OUTSTANDING, len(rises))
        return {"risen": max(rises[-most], LEAST_MOVE), "fallen": max(-rises[most - 1], LEAST_MOVE)}

    def rise(self, actor: str) -> int:
        """How many places an actor rose, from the first wave in which it answered to the last."""
        span = self.span(actor)
        return self.waves[span[0]][actor].rank - self.waves[span[1]][actor].rank if span else 0

    def span(self, actor: str) -> tuple[int, int] | None:
        """The first and the last wave in which an actor has a rank and answered."""
        found = [k for k in self.known(actor) if not self.waves[k][actor].silent]
        return (found[0], found[-1]) if found else None

    def known(self, actor: str) -> list[int]:
        """In which waves an actor has a rank."""
        return [k for k, wave in enumerate(self.waves) if actor in wave]

    def way(self, actor: str) -> str:
        """Whether an actor is among those that rose or fell most."""
        rose = self.rise(actor)
        if rose >= self.much["risen"]:
            return "risen"
        return "fallen" if -rose >= self.much["fallen"] else "level"

    def way_in(self, actor: str, start: int, end: int) -> str:
        """Likewise for a part of its line: beyond the waves in which it answered it is level."""
        span = self.span(actor)
        return self.way(actor) if span and span[0] <= start and end <= span[1] else "level"
