"""What every organisation would answer, who is asked, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relnet.datasets.making.cast import (
    BY_ID,
    EVENTS,
    LAYERS,
    NEWCOMERS,
    NOT_IDENTIFIED,
    RESIDENTS,
    ROSTER,
)
from relnet.datasets.making.draw import Draw, within
from relnet.datasets.making.ties import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relnet.datasets.making.ties import Pair, Ties

PERCEIVES = 0.88
DIFFERS = 0.3
RESPONSE = {"2019": 0.78, "2021": 0.45, "2023": 0.84, "2025": 0.89}
"""Share of the organisations that answered."""
TAKES_PART = 0.8
"""How likely the third and fourth respondent of an organisation take part."""
HALFWAY = ("2021", "2023")
"""Waves in which one respondent stopped halfway of an organisation that did answer."""
SEES = {
    "board": {"information": 0.5, "projects": 0.7, "referral": 0.2},
    "manager": {"information": 0.7, "projects": 0.7, "referral": 0.5},
    "professional": {"information": 0.6, "projects": 0.4, "referral": 0.8},
    "resident": {"information": 0.5, "projects": 0.4, "referral": 0.3},
}
"""How likely one of a layer reports a tie of the organisation on a relation."""


class Answer(NamedTuple):
    """What an organisation says of a partner."""

    wave: str
    actor: str
    partner: str
    relation: str
    value: int


class Person(NamedTuple):
    """A respondent, by pseudonym; `person` is the same in each wave."""

    wave: str
    respondent: str
    actor: str
    layer: str
    completed: bool
    person: str


class Report(NamedTuple):
    """One answer of one respondent; without a partner: nobody on this relation."""

    wave: str
    respondent: str
    actor: str
    partner: str
    relation: str
    value: int | str


def complete_answers(ties: Mapping[str, Ties]) -> list[Answer]:
    """Return what every organisation would have answered, had all answered."""
    draw = Draw(20)
    found = []
    for kind in RELATIONS:
        for wave, cells in ties[kind.code].items():
            for pair, often in cells.items():
                seen = [(pair, often)] if kind.directed else _perceived(draw, pair, often)
                found += [Answer(wave, *cell, kind.code, value) for cell, value in seen]
    return sorted(found)


def _perceived(draw: Draw, pair: Pair, often: int) -> list[tuple[Pair, int]]:
    """The reports of both partners on one tie, of which at least one is there."""
    other = within(often + draw.step(1.0), 1, 4) if draw.chance(DIFFERS) else often
    views = draw.ranked([pair, (pair[1], pair[0])])
    reports = list(zip(views, (often, other), strict=True))
    return [one for one in reports if draw.chance(PERCEIVES)] or reports[:1]


def people() -> list[Person]:
    """Return all respondents of all waves."""
    draw = Draw(21)
    alone = {one: draw.pick(_alone(one)) for one in BY_ID}
    found: list[Person] = []
    for wave, rate in RESPONSE.items():
        order = draw.ranked(ROSTER[wave])
        count = round(rate * len(order))
        asked = [one for actor in order[:count] for one in _asked(draw, wave, actor, alone)]
        asked.append((order[count], alone[order[count]], False, 0))
        found += [
            Person(
                *(wave, f"r{wave}_{number:03}", actor, layer),
                completed,
                _who(wave, actor, layer, place),
            )
            for number, (actor, layer, completed, place) in enumerate(draw.ranked(asked), 1)
        ]
    return _identified(found)


def _who(wave: str, actor: str, layer: str, place: int) -> str:
    """Whose answer it is: the same text for one person in each wave; empty if not known."""
    if (wave, actor) in NOT_IDENTIFIED:
        return ""
    first = next((event.actor for event in EVENTS if event.into == actor), actor)
    new = NEWCOMERS.get((actor, layer), "9999") <= wave
    return f"{first} {layer} {place} {new}"


def _identified(found: list[Person]) -> list[Person]:
    """The respondents with a pseudonym for each person."""
    persons = Draw(23).ranked(sorted({one.person for one in found} - {""}))
    names = {person: f"q{number:03}" for number, person in enumerate(persons, 1)}
    return [one._replace(person=names.get(one.person, "")) for one in found]


def _alone(actor: str) -> tuple[str, ...]:
    """The layers from which an organisation with one respondent may choose one."""
    if actor in RESIDENTS:
        return ("resident",)
    if BY_ID[actor].size == "small":
        return ("manager", "professional")
    return ("board", "manager", "manager")


def _asked(
    draw: Draw, wave: str, actor: str, alone: Mapping[str, str]
) -> list[tuple[str, str, bool, int]]:
    """Actor, layer, whether he completed and his place, for those of one that answered."""
    layers = LAYERS.get(actor, (alone[actor],))
    there = [place for place in range(len(layers)) if place < 2 or draw.chance(TAKES_PART)]
    halfway = wave in HALFWAY and actor == "p1"
    return [(actor, layers[place], not (halfway and place == 1), place) for place in there]


def reports(answers: Iterable[Answer], persons: Iterable[Person]) -> list[Report]:
    """Return what the respondents answered.

    The strongest report of those who completed is what the organisation would answer;
    others may say less, or not name the partner.
    """
    draw = Draw(22)
    teams: dict[tuple[str, str], list[Person]] = {}
    for person in persons:
        teams.setdefault((person.wave, person.actor), []).append(person)
    found = []
    for answer in answers:
        team = teams.get((answer.wave, answer.actor), [])
        found += [
            Report(
                answer.wave, who.respondent, answer.actor, answer.partner, answer.relation, value
            )
            for who, value in _given(draw, team, answer)
        ]
    return sorted(
        [*found, *_nobody(found, teams)],
        key=lambda one: (one.wave, one.respondent, one.relation, one.partner),
    )


def _given(draw: Draw, team: list[Person], answer: Answer) -> list[tuple[Person, int]]:
    """Who of the team reports the tie, and with what value."""
    done = [person for person in team if person.completed]
    sees = {person: SEES[person.layer][answer.relation] for person in team}
    first = draw.weighted(done, [sees[person] for person in done]) if done else None
    given = []
    for person in team:
        if person == first:
            given.append((person, answer.value))
        elif draw.chance(sees[person]):
            given.append((person, within(answer.value - draw.chance(0.4), 1, 4)))
    return given


def _nobody(found: Iterable[Report], teams: Mapping[tuple[str, str], list[Person]]) -> list[Report]:
    """A row for each relation on which one who completed named nobody."""
    named = {(one.respondent, one.relation) for one in found}
    return [
        Report(person.wave, person.respondent, person.actor, "", kind.code, "")
        for team in teams.values()
        for person in team
        for kind in RELATIONS
        if person.completed and (person.respondent, kind.code) not in named
    ]
