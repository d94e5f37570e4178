"""From a survey to a panel: reports to ties, by a stated rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.panel import dyads
from relnet.panel.made import Made
from relnet.panel.network import Network, Observation
from relnet.panel.panels import Panel
from relnet.panel.reported import Answers, reported, threshold
from relnet.panel.speakers import check_speakers, speakers
from relnet.rules import TieRule
from relnet.survey import Survey
from relnet.survey.survey import NOBODY
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel.dyads import Combined
    from relnet.panel.reported import Reported
    from relnet.panel.speakers import Speakers
    from relnet.survey import Relation

    Ints = NDArray[np.int64]

_TWO_REPORTS = ("either", "both", "mean", "max")


def build_panel(
    survey: Survey,
    relation: str | None = None,
    *,
    rule: TieRule | None = None,
    sent: str | None = None,
    received: str | None = None,
) -> Panel:
    """Turn the reports of a survey into networks, wave by wave.

    Three kinds of relation are told apart. On a *mutual* one ("we work with") both
    partners report on one undirected tie, and the rule takes ``either``, ``both``,
    ``mean`` or ``max``. A *directed* one asked from one end ("we refer to") has one report
    on each tie: ``sender``. A directed one asked from both ends ("we give to", "we receive
    from") has two reports on one directed tie.

    Parameters
    ----------
    survey
        The survey.
    relation
        The relation; all of them without. With `sent` or `received` the name of the
        relation that they make together.
    rule
        How reports become ties; without, the rule stated for the relation, or else
        ``TieRule()``.
    sent
        Relation in which the source of a tie reports it ("we give to").
    received
        Relation in which the target of a tie reports it ("we receive from"): the actor of
        such a report is the target.

    Returns
    -------
    Panel
        A network for each relation and wave.

    Raises
    ------
    UsageError
        If a relation is not in the survey, or the rule needs another number of reports
        than the relation has.

    Notes
    -----
    Each cell is *tie*, *no tie*, *unobserved* or *impossible*. Two reports combine by
    Kleene's three-valued logic: with EITHER, yes or unknown is a tie and no or unknown is
    unobserved; with BOTH, no and unknown is no tie and yes and unknown is unobserved. An
    impossible report leaves the other one alone. Rates use only the cells of which both
    reports were observed, or the silence itself would make change.

    Where the rule names layers, an actor answered if one of their respondents finished
    for it, and a relation was asked of them in a wave if any of them says anything on it.
    Actors of which only others answered are unobserved, not without ties.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["a", "a", "b"], "actor": ["A", "A", "B"],
    ...                         "partner": ["B", "C", "A"]})
    >>> survey = rn.read_survey(answers, roster=pd.DataFrame({"id": list("ABC")}), warn=False)
    >>> panel = rn.build_panel(survey, rule=rn.TieRule(dyad="either"))
    >>> panel[0].ties
      source target  strength  rated
    0      A      B       1.0   True
    1      A      C       1.0  False
    """
    expect(survey, Survey, "survey", function="build_panel")
    rule = rule if rule is None else expect(rule, TieRule, "tie_rule")
    if sent is not None or received is not None:
        plans = [_both_ends(survey, relation, sent, received, rule)]
    else:
        names = [r.name for r in survey.relations] if relation is None else [relation]
        plans = [_one_end(find_relation(survey, name), rule) for name in names]
    for plan in plans:
        for question in (plan.first, plan.second):
            if question is not None:
                plan.rule.check_scale(question.scale, question.name)
                check_speakers(survey, question, plan.rule)
    waves = [WaveReports(survey, wave) for wave in survey.waves]
    networks = tuple(_network(wave, plan) for plan in plans for wave in waves)
    made = Made(survey, relation, rule, sent, received, networks)
    return Panel(networks, survey.events, made, survey.milestones)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How one relation of the panel is made: its reports, and how they combine."""

    name: str
    rule: TieRule
    first: Relation
    second: Relation | None = None
    received: bool = False
    directed: bool = True


def find_relation(survey: Survey, name: str) -> Relation:
    """Return the relation of a survey that goes by this name."""
    for relation in survey.relations:
        if relation.name == name:
            return relation
    raise unknown("relation", name, [relation.name for relation in survey.relations])


def own_rule(relation: Relation, rule: TieRule | None) -> TieRule:
    """Return the rule that is given, else the one stated for the relation, else the default."""
    return rule or relation.rule or TieRule()


def _one_end(relation: Relation, rule: TieRule | None) -> _Plan:
    """A relation with one question: directed with one report, or mutual with two."""
    rule = own_rule(relation, rule)
    two = rule.dyad in _TWO_REPORTS
    given = {"relation": repr(relation.name), "dyad": repr(rule.dyad)}
    if relation.dyads and rule.dyad not in {None, "either"}:
        raise UsageError(Phrase("usage.rows_are_dyads", **given))
    if relation.directed is True and rule.dyad not in {None, "sender"}:
        raise UsageError(Phrase("usage.one_report", **given))
    if relation.directed is False and rule.dyad in {"sender", "receiver"}:
        raise UsageError(Phrase("usage.mutual", **given))
    if relation.directed is None and rule.dyad == "receiver":
        raise UsageError(Phrase("usage.receiver", relation=repr(relation.name)))
    mutual = relation.directed is False or two
    return _Plan(
        name=relation.name,
        rule=rule.settled("either" if mutual else "sender"),
        first=relation,
        second=relation if mutual else None,
        directed=not mutual,
    )


def _both_ends(
    survey: Survey,
    name: str | None,
    sent: str | None,
    received: str | None,
    rule: TieRule | None,
) -> _Plan:
    """A directed relation asked from both ends, or from the receiving end alone."""
    given = [find_relation(survey, end) for end in (sent, received) if end is not None]
    for relation in given:
        if relation.directed is False:
            raise UsageError(Phrase("usage.undirected_ends", relation=repr(relation.name)))
    if sent is not None and sent == received:
        raise UsageError(Phrase("usage.same_question", relation=repr(sent)))
    rule = _shared_rule(given, rule)
    alone: dict[bool, str] = {sent is None: "receiver", received is None: "sender"}
    only = alone.get(True)
    if only is not None and rule.dyad not in {None, only}:
        raise UsageError(Phrase("usage.both_ends", dyad=repr(rule.dyad)))
    settled = rule.settled(only or "either")  # type: ignore[arg-type]
    label = name or "/".join(relation.name for relation in given)
    if settled.dyad == "sender":
        return _Plan(name=label, rule=settled, first=given[0])
    if settled.dyad == "receiver":
        return _Plan(name=label, rule=settled, first=given[-1], received=True)
    return _Plan(name=label, rule=settled, first=given[0], second=given[1], received=True)


def _shared_rule(ends: Sequence[Relation], rule: TieRule | None) -> TieRule:
    """The rule that is given, or the one that is stated for the ends."""
    stated = [own_rule(end, rule) for end in ends if rule or end.rule]
    if any(one != stated[0] for one in stated):
        first, second = (repr(end.name) for end in ends)
        raise UsageError(Phrase("usage.ends.rules", first=first, second=second))
    return stated[0] if stated else TieRule()


class WaveReports:
    """The reports of one wave, by relation, as integers over the actors of the wave."""

    def __init__(self, survey: Survey, wave: str) -> None:
        self.survey, self.wave = survey, wave
        roster = survey.roster
        self.roster = roster[(roster["wave"] == wave).to_numpy()]
        self.actors = pd.Index(self.roster["actor"].astype("str"), name="actor")
        everyone = survey.reports["actor"].cat.categories
        self.position = self.actors.get_indexer(everyone)
        reports = survey.reports
        self.reports = reports[(reports["wave"] == wave).to_numpy()]
        self.cells = survey.cells[(survey.cells["wave"] == wave).to_numpy()]
        people = survey.respondents
        self.people = people[(people["wave"] == wave).to_numpy()]
        self._speakers: dict[object, Speakers] = {}

    def speakers(self, rule: TieRule) -> Speakers:
        """Who is heard under a rule."""
        key = (rule.layers, rule.weights)
        if key not in self._speakers:
            self._speakers[key] = speakers(self.people, self.reports, self.actors, rule)
        return self._speakers[key]

    def answers(self, relation: Relation, rule: TieRule) -> Answers:
        """The answers on a relation by those who are heard under a rule."""
        n, heard = len(self.actors), self.speakers(rule)
        ours = (self.reports["relation"] == relation.name).to_numpy() & heard.heard
        rows = self.reports[ours]
        partner = rows["partner"].cat.codes.to_numpy()
        named = partner >= 0
        source = self.position[rows["actor"].cat.codes.to_numpy()[named]]
        target = self.position[partner[named]]
        answered = self.roster["answered"].to_numpy(bool) & heard.answered
        nobody = len(rows) > 0 and bool((rows["respondent"] == "").all())
        answers = Answers(
            n,
            (source * n + target).astype(np.int64),
            rows["value"].to_numpy()[named],
            heard.finished[ours][named],
            answered & self.asks(relation, rule),
            np.ones(n, np.int64) if nobody else heard.count,
            heard.weight[ours][named],
            heard.together,
            self._stated("unobserved", relation.name),
            self._stated("impossible", relation.name),
        )
        return answers.mirrored() if relation.dyads else answers

    def asks(self, relation: Relation, rule: TieRule) -> bool:
        """Whether there is any report on the relation in this wave, by one who is heard."""
        asked = (self.wave, relation.name) in self.survey.asked
        if rule.layers is None or not asked:
            return asked
        rows = self.reports[self.speakers(rule).heard]
        said = rows["value"].notna() | rows["partner"].isna()
        return bool((said & (rows["relation"] == relation.name)).any())

    def _stated(self, state: str, relation: str) -> Ints:
        cells = self.cells
        ours = (cells["state"] == state) & cells["relation"].isin(["", relation])
        source, target = (
            self.actors.get_indexer(pd.Index(cells.loc[ours, role]))
            for role in ("actor", "partner")
        )
        here = (source >= 0) & (target >= 0)
        return np.asarray(source[here].astype(np.int64) * len(self.actors) + target[here])

    def reported(self, relation: Relation, rule: TieRule) -> Reported:
        """What the actors report on a relation."""
        return reported(self.answers(relation, rule), rule, relation.scale)


def _network(wave: WaveReports, plan: _Plan) -> Network:
    questions = [plan.first] if plan.second is None else [plan.first, plan.second]
    asked = any(wave.asks(question, plan.rule) for question in questions)
    reports = _reports(wave, plan)
    combined = _combine(reports, plan)
    answered = np.logical_or.reduce([report.answered for report in reports])
    columns = wave.roster.columns.difference(["wave", "actor", "answered"], sort=False)
    return Network(
        actors=wave.actors,
        wave=wave.wave,
        relation=plan.name,
        directed=plan.directed,
        keys=combined.keys,
        strength=combined.strength,
        observation=Observation(
            combined.possible, combined.rated, combined.unknown, answered, asked
        ),
        rule=plan.rule,
        roster_assumed=wave.survey.roster_assumed,
        response_assumed=wave.survey.answered_by_wave[wave.wave] == NOBODY,
        reports=tuple(replace(report) for report in reports[: 1 if plan.first.dyads else 2]),
        _attributes=wave.roster[columns].set_axis(wave.actors, axis=0),
    )


def _reports(wave: WaveReports, plan: _Plan) -> tuple[Reported, ...]:
    """The report on each cell, or the two, the second turned around where it has to be."""
    first = wave.reported(plan.first, plan.rule)
    if plan.second is None:
        return (first.T if plan.received else first,)
    second = wave.reported(plan.second, plan.rule) if plan.received else first
    return first, second.T


def _combine(reports: Sequence[Reported], plan: _Plan) -> Combined:
    if plan.second is None:
        return dyads.one_report(reports[0])
    first, second = reports
    if plan.rule.dyad == "either":
        return dyads.either(first, second)
    if plan.rule.dyad == "both":
        return dyads.both(first, second)
    least = {threshold(plan.rule, r.scale) for r in (plan.first, plan.second)}
    if len(least) > 1:
        first_name, second_name = repr(plan.first.name), repr(plan.second.name)
        given = {"first": first_name, "second": second_name, "dyad": repr(plan.rule.dyad)}
        raise UsageError(Phrase("usage.different_scales", **given))
    tops = [r.scale.top if r.scale else np.inf for r in (plan.first, plan.second)]
    mean = plan.rule.dyad == "mean"
    return dyads.pooled(first, second, mean=mean, least=least.pop(), top=max(tops))
