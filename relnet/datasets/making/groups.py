"""Coalitions and projects, and who takes part in them wave by wave."""

from __future__ import annotations

from typing import NamedTuple

from relnet.datasets.making.cast import BEFORE, BY_ID, ROSTER, WAVES, predecessors
from relnet.datasets.making.draw import Draw

DISTRICTS = ("centre", "north", "south")
STAYS = 0.93
OUTSIDER = 0.1
"""How likely one from another sector or district takes part, against one from these."""


class Group(NamedTuple):
    """A coalition or project: whom it is for, and how likely they take part at each wave."""

    code: str
    kind: str
    sectors: tuple[str, ...]
    districts: tuple[str, ...]
    shares: tuple[float, float, float, float]


GROUPS = (
    Group("c1", "coalition", ("public_health", "municipality", "insurer", "hospital"), DISTRICTS,
          (0.45, 0.5, 0.7, 0.8)),
    Group("c2", "coalition", ("elderly_care", "general_practice", "hospital"), DISTRICTS,
          (0.4, 0.45, 0.55, 0.6)),
    Group("c3", "coalition", ("mental_health", "welfare", "municipality"), DISTRICTS,
          (0.3, 0.3, 0.4, 0.5)),
    Group("c4", "coalition", ("municipality", "welfare", "general_practice", "elderly_care"),
          ("north",), (0.6, 0.6, 0.6, 0.55)),
    Group("c5", "coalition", ("municipality", "welfare", "public_health", "mental_health"),
          ("south",), (0.0, 0.0, 0.7, 0.85)),
    Group("j1", "project", ("elderly_care", "welfare"), ("centre", "north"), (0.5, 0.5, 0.4, 0.0)),
    Group("j2", "project", ("hospital", "general_practice", "insurer"), DISTRICTS,
          (0.4, 0.5, 0.5, 0.5)),
    Group("j3", "project", ("mental_health", "general_practice"), DISTRICTS,
          (0.0, 0.4, 0.5, 0.6)),
    Group("j4", "project", ("elderly_care", "municipality", "public_health"), DISTRICTS,
          (0.0, 0.0, 0.5, 0.65)),
    Group("j5", "project", ("welfare", "municipality", "mental_health"), ("south", "centre"),
          (0.0, 0.0, 0.45, 0.6)),
    Group("j6", "project", ("public_health", "welfare", "general_practice"), ("north", "south"),
          (0.35, 0.4, 0.0, 0.0)),
)  # fmt: skip

Members = dict[str, dict[str, tuple[str, ...]]]
"""Wave → group → the actors that take part, sorted."""


def members() -> Members:
    """Return who takes part in what."""
    draw = Draw(1)
    waves = list(WAVES)
    found: Members = {wave: {} for wave in waves}
    for group in GROUPS:
        for wave, share in zip(waves, group.shares, strict=True):
            old = found[BEFORE[wave]].get(group.code, ()) if wave in BEFORE else ()
            now = tuple(a for a in ROSTER[wave] if _takes_part(draw, group, a, wave, share, old))
            if now:
                found[wave][group.code] = now
    return found


def _takes_part(
    draw: Draw, group: Group, actor: str, wave: str, share: float, old: tuple[str, ...]
) -> bool:
    one = BY_ID[actor]
    target = one.sector in group.sectors and one.district in group.districts
    likely = share if target else share * OUTSIDER
    if wave in BEFORE:
        before = predecessors(actor, wave)
        if any(name in old for name in before):
            likely = STAYS if share else 0.0
        elif old:
            likely *= 0.35
    return draw.chance(likely)
