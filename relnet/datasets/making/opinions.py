"""How respondents rate their partners, and their own organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relnet.datasets.making.cast import BY_ID, PACT
from relnet.datasets.making.draw import Draw, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.datasets.making.answers import Person, Report
    from relnet.datasets.making.groups import Members

RATINGS = ("quality", "trust", "value")
ITEMS = {
    "capacity_1": (0, -1, 0, 0),
    "capacity_2": (0, -1, 0, 0),
    "motivation_1": (0, 0, 1, 1),
    "motivation_2": (0, 0, 0, 1),
    "opportunity_1": (-1, -1, 0, 1),
    "opportunity_2": (0, -1, 0, 0),
}
"""Items on the own organisation: how much higher or lower they are by wave."""
WAVE_NUMBER = {"2019": 0, "2021": 1, "2023": 2, "2025": 3}


class Rating(NamedTuple):
    """What a respondent thinks of working with a partner, 1 to 5."""

    wave: str
    respondent: str
    actor: str
    partner: str
    item: str
    value: int


class Item(NamedTuple):
    """What a respondent says of the own organisation, 1 to 5."""

    wave: str
    respondent: str
    actor: str
    item: str
    value: int


def ratings(reports: Iterable[Report], members: Members) -> list[Rating]:
    """Return the ratings of every partner that a respondent named."""
    draw = Draw(30)
    closest: dict[tuple[str, str, str, str], int] = {}
    for one in reports:
        if one.partner:
            key = (one.wave, one.respondent, one.actor, one.partner)
            closest[key] = max(closest.get(key, 0), int(one.value))
    found = []
    for key, often in sorted(closest.items()):
        wave, _, actor, partner = key
        together = any({actor, partner} <= set(g) for g in members[wave].values())
        level = 2 + (often >= 2) + (often >= 4) + (together and draw.chance(0.5))
        after = wave >= PACT and draw.chance(0.4)
        found += [
            Rating(*key, item, within(level + (after and item != "quality") + draw.step(0.5), 1, 5))
            for item in RATINGS
        ]
    return found


def items(persons: Iterable[Person]) -> list[Item]:
    """Return what those who completed say of their own organisation."""
    draw = Draw(31)
    level = {actor: 3 + draw.step(0.4) for actor in BY_ID}
    return sorted(
        Item(
            *(one.wave, one.respondent, one.actor, item),
            within(level[one.actor] + shifts[WAVE_NUMBER[one.wave]] + draw.step(0.6), 1, 5),
        )
        for one in persons
        if one.completed
        for item, shifts in ITEMS.items()
    )
