"""The real ties: drawn once, then kept, dissolved and formed from wave to wave."""

from __future__ import annotations

from functools import cache
from itertools import combinations, permutations
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from relnet.datasets.making.cast import BEFORE, BY_ID, PACT, ROSTER, WAVES, predecessors
from relnet.datasets.making.draw import Draw, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.datasets.making.groups import Members

Pair = tuple[str, str]
Ties = dict[str, dict[Pair, int]]
"""Wave → pair → how often, 1 to 4."""

KEEPS = 0.86
"""How likely a tie is kept where nothing makes it less likely."""
MOST = 0.9
"""No tie is likelier than this."""


class Kind(NamedTuple):
    """A relation, and what makes a tie on it likely."""

    code: str
    directed: bool
    density: float
    sector: float
    district: float
    group: float
    pact: float


RELATIONS = (
    Kind("information", directed=False, density=0.185, sector=3.0, district=3.4, group=0.7, pact=1.25),
    Kind("projects", directed=False, density=0.085, sector=3.6, district=3.0, group=1.3, pact=1.5),
    Kind("referral", directed=True, density=0.072, sector=2.4, district=3.6, group=0.3, pact=1.0),
)  # fmt: skip

HUBS = {"p1": 2.7, "m1": 2.1, "h1": 1.8, "h2": 1.5, "h4": 2.0, "e1": 1.3, "k1": 1.4, "w1": 1.3}
SIZES = {"small": 0.75, "medium": 1.0, "large": 1.2}
DRIFTS = {"e5": (1.4, 0.9, 0.35, 0.1), "m6": (0.7, 1.2, 2.0, 2.8)}
"""One that drifts to the margin and one that becomes a hub: activity by wave."""
REFERS = {
    ("general_practice", "hospital"): 6.0,
    ("general_practice", "mental_health"): 5.0,
    ("general_practice", "elderly_care"): 4.0,
    ("general_practice", "welfare"): 3.5,
    ("hospital", "elderly_care"): 5.0,
    ("hospital", "general_practice"): 2.5,
    ("municipality", "welfare"): 4.0,
    ("municipality", "mental_health"): 2.0,
    ("mental_health", "welfare"): 3.0,
    ("mental_health", "general_practice"): 2.0,
    ("elderly_care", "hospital"): 2.5,
    ("elderly_care", "welfare"): 2.0,
    ("public_health", "mental_health"): 2.0,
    ("welfare", "municipality"): 2.5,
    ("welfare", "mental_health"): 2.0,
}
"""Who refers to whom more than a little."""
REFERS_LITTLE = 0.35


def pairs(wave: str, *, directed: bool) -> list[Pair]:
    """Return the cells of a wave; the undirected ones once, the smaller id first."""
    among: Iterable[Pair] = (permutations if directed else combinations)(ROSTER[wave], 2)
    return list(among)


def _activity(actor: str, wave: str) -> float:
    if actor in DRIFTS:
        return DRIFTS[actor][list(WAVES).index(wave)]
    return HUBS.get(actor, 1.0) * SIZES[BY_ID[actor].size]


class _Chances:
    """How likely a tie is, by pair and wave."""

    def __init__(self, kind: Kind, members: Members) -> None:
        self.kind, self.members = kind, members
        first = next(iter(WAVES))
        cells = pairs(first, directed=kind.directed)
        mean = fsum(self._weight(pair, first) for pair in cells) / len(cells)
        self.base = kind.density / mean
        self.of = cache(self._of)

    def _of(self, pair: Pair, wave: str) -> float:
        return min(MOST, self.base * self._weight(pair, wave))

    def _weight(self, pair: Pair, wave: str) -> float:
        source, target = (BY_ID[actor] for actor in pair)
        weight = _activity(source.id, wave) * _activity(target.id, wave)
        if self.kind.directed:
            weight *= REFERS.get((source.sector, target.sector), REFERS_LITTLE)
        if source.sector == target.sector:
            weight *= self.kind.sector
        elif wave >= PACT:
            weight *= self.kind.pact
        if source.district == target.district:
            weight *= self.kind.district
        shared = sum(set(pair) <= set(group) for group in self.members[wave].values())
        return weight * (1 + self.kind.group * shared)


def real_ties(kind: Kind, members: Members) -> Ties:
    """Return the real ties of a relation."""
    draw, chances = Draw(10 + RELATIONS.index(kind)), _Chances(kind, members)
    ties: Ties = {}
    for wave in WAVES:
        old = ties.get(BEFORE.get(wave, ""), {})
        ties[wave] = {}
        for pair in pairs(wave, directed=kind.directed):
            often = _next(draw, chances, pair, wave, old)
            if often:
                ties[wave][pair] = often
    return ties


def _next(draw: Draw, chances: _Chances, pair: Pair, wave: str, old: dict[Pair, int]) -> int:
    """How often the two meet in this wave; 0 for no tie."""
    likely = chances.of(pair, wave)
    origins = _origins(pair, wave, directed=chances.kind.directed)
    if not origins:
        return _often(draw) if draw.chance(likely) else 0
    was = chances.of(pair, BEFORE[wave])
    keeps = min(KEEPS, KEEPS * likely / was)
    before = [old[one] for one in origins if one in old]
    if before and (len(origins) > 1 or draw.chance(keeps)):
        return within(max(before) + draw.step(0.4), 1, 4)
    if before:
        return 0
    return _often(draw) if draw.chance((likely - keeps * was) / (1 - was)) else 0


def _origins(pair: Pair, wave: str, *, directed: bool) -> list[Pair]:
    """The pairs of the wave before that became this one; several after a merger."""
    if wave not in BEFORE:
        return []
    first, second = (predecessors(actor, wave) for actor in pair)
    found = [(a, b) for a in first for b in second]
    return found if directed else [(min(one), max(one)) for one in found]


def _often(draw: Draw) -> int:
    return 1 + draw.chance(0.7) + draw.chance(0.5) + draw.chance(0.3)
