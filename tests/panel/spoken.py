"""Surveys in which several people answer for one organisation, and what follows by hand."""

from dataclasses import dataclass
from fractions import Fraction

import hypothesis.strategies as st
import pandas as pd

import relnet as rn

MISSING = -1
WEIGHTS = (0.1, 0.2, 0.3, 1, 2, 2.5)
LAYERS = ("a", "b", "c")


@dataclass
class Person:
    name: str
    actor: str
    layer: str
    finished: bool
    answers: dict


@dataclass
class Said:
    """Who says what; `denied` are actors that the register says did not answer."""

    actors: tuple
    people: list
    denied: frozenset

    def survey(self, **options):
        rows = [
            (p.name, p.actor, partner, None if value == MISSING else value)
            for p in self.people
            for partner, value in p.answers.items()
        ]
        rows += [(p.name, p.actor, None, None) for p in self.people if not p.answers]
        people = [(p.name, p.actor, p.layer, int(p.finished)) for p in self.people]
        done = {p.actor for p in self.people if p.finished} - self.denied
        register = pd.DataFrame(
            {"id": self.actors, "answered": [int(a in done) for a in self.actors]}
        )
        return rn.read_survey(
            pd.DataFrame(rows, columns=["respondent", "actor", "partner", "value"]),
            roster=pd.DataFrame({"id": self.actors}),
            respondents=pd.DataFrame(people, columns=["respondent", "actor", "layer", "completed"]),
            register=register if self.denied else None,
            warn=False,
            **options,
        )

    def heard(self, rule):
        return [p for p in self.people if rule.layers is None or p.layer in rule.layers]

    def asked(self, rule):
        anyone = [v != MISSING for p in self.people for v in p.answers.values()]
        said = [v != MISSING for p in self.heard(rule) for v in p.answers.values()]
        named_nobody = [p for p in self.heard(rule) if not p.answers]
        return bool(
            (any(anyone) or any(not p.answers for p in self.people)) and (any(said) or named_nobody)
        )

    def voices(self, rule, actor, partner):
        """The strength and the weight of each who speaks."""
        weights = dict(rule.weights or ())
        told = []
        for person in self.heard(rule):
            if person.actor != actor:
                continue
            value = person.answers.get(partner, 0 if person.finished else MISSING)
            if value != MISSING:
                told.append((value, Fraction(str(weights.get(person.layer, 1)))))
        return told

    def rated(self, rule, actor, partner):
        answered = any(p.finished for p in self.heard(rule) if p.actor == actor)
        answered = answered and actor not in self.denied and self.asked(rule)
        return answered and bool(self.voices(rule, actor, partner))

    def known(self, rule, actor, partner):
        given = [
            p.answers[partner]
            for p in self.heard(rule)
            if p.actor == actor and p.answers.get(partner, MISSING) != MISSING
        ]
        return self.rated(rule, actor, partner) or bool(given)


def is_tie(value, rule):
    least = 0 if rule.at_least is None else Fraction(str(rule.at_least))
    return value != 0 and value >= least


def pooled(told, rule):
    """The strength of what the respondents of an actor say; ``None`` for no tie."""
    values = [value for value, _ in told]
    if rule.respondents in {"any", "max"}:
        strength, tie = max(values), is_tie(max(values), rule)
    elif rule.respondents == "majority":
        strength = max(values)
        tie = 2 * sum(is_tie(value, rule) for value in values) > len(values)
    else:
        total = sum(weight for _, weight in told)
        strength = sum(value * weight for value, weight in told) / total
        tie = is_tie(strength, rule)
    return float(strength) if tie else None


@st.composite
def said(draw):
    """Up to three people for each of a few organisations."""
    actors = tuple("ABCD"[: draw(st.integers(2, 4))])
    people = []
    for actor in actors:
        others = [other for other in actors if other != actor]
        for k in range(draw(st.integers(0, 3))):
            answers = draw(
                st.dictionaries(st.sampled_from(others), st.sampled_from([MISSING, 0, 1, 2, 3]))
            )
            layer, finished = draw(st.sampled_from(LAYERS)), draw(st.booleans())
            people.append(Person(f"{actor}{k}", actor, layer, finished, answers))
    if not people:
        people.append(Person("A0", "A", "a", finished=True, answers={}))
    denied = draw(st.sets(st.sampled_from(actors), max_size=1))
    return Said(actors, people, frozenset(denied))


@st.composite
def rules(draw, among=LAYERS, respondents=("any", "majority", "mean", "max", "weighted")):
    """A rule that hears some of the layers, or all."""
    layers = draw(st.none() | st.sets(st.sampled_from(sorted(among)), min_size=1))
    how = draw(st.sampled_from(respondents))
    weights = {layer: draw(st.sampled_from(WEIGHTS)) for layer in LAYERS}
    return rn.TieRule(
        respondents=how,
        layers=layers,
        weights=weights if how == "weighted" else None,
        at_least=draw(st.sampled_from([None, 1, 1.5, 2])),
    )
