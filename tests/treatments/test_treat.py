"""Treatments of the unobserved against surveys in which someone did answer."""

import dataclasses

import hypothesis.strategies as st
import numpy as np
from hypothesis import given

import relnet as rn
from tests.strategies import Answered, answered, dense, survey_of
from tests.treatments.given import (
    DETERMINISTIC,
    FILLING,
    RULES,
    SCALES,
    network_of,
    same,
    silenced,
    told_by,
)


@given(answered(), RULES, SCALES)
def test_reconstructed_is_a_survey_in_which_the_partner_answers(part, rule, scale):
    network = network_of(part, rule=rule, scale=scale)
    codes = silenced(part)
    spoken = Answered(told_by(codes, codes.T), np.ones(len(codes), bool))
    treated = rn.treat(network, "reconstruct")
    same(treated, network_of(spoken, rule=rule, scale=scale))
    np.testing.assert_array_equal(treated.observation.answered, network.observation.answered)
    newly = dense(network.observation.unknown) & ~dense(treated.observation.unknown)
    np.testing.assert_array_equal(dense(treated.treated.filled), newly)


@given(
    st.integers(2, 4).flatmap(lambda n: st.tuples(answered(n), answered(n))),
    st.sampled_from(["either", "both", "mean", "max"]),
    st.sampled_from([None, 2]),
)
def test_asked_from_both_ends_the_other_end_answers(parts, dyad, at_least):
    sent, received = parts[0], dataclasses.replace(parts[1], answered=parts[0].answered)
    rule = rn.TieRule(dyad=dyad, at_least=at_least)

    def made(*ends):
        survey = survey_of(ends, relations=("to", "from"))
        return rn.build_panel(survey, sent="to", received="from", rule=rule)[0]

    codes, theirs = silenced(sent), silenced(received)
    everyone = np.ones(len(codes), bool)
    spoken = made(
        Answered(told_by(codes, theirs.T), everyone), Answered(told_by(theirs, codes.T), everyone)
    )
    same(rn.treat(made(sent, received), "reconstruct"), spoken)


@given(answered(), RULES, SCALES)
def test_null_is_no_tie_in_every_unknown_cell(part, rule, scale):
    network = network_of(part, rule=rule, scale=scale)
    treated = rn.treat(network, "null")
    np.testing.assert_array_equal(treated.keys, network.keys)
    np.testing.assert_array_equal(treated.strength, network.strength)
    seen = treated.observation
    assert seen.rated.equals(network.observation.possible)
    assert seen.possible.equals(network.observation.possible)
    assert len(seen.unknown) == 0
    assert treated.treated.filled.equals(network.observation.unknown)
    np.testing.assert_array_equal(seen.answered, network.observation.answered)
    before, after = (rn.states(net).to_numpy() for net in (network, treated))
    np.testing.assert_array_equal(np.where(before == "unobserved", "no tie", before), after)


@given(answered(), RULES)
def test_complete_is_the_network_among_those_who_answered(part, rule):
    network = network_of(part, rule=rule)
    treated = rn.treat(network, "complete")
    who = np.flatnonzero(part.answered & network.observation.answered)
    assert list(treated.actors) == [f"o{k}" for k in who]
    assert treated.treated.dropped == tuple(network.actors.difference(treated.actors, sort=False))
    assert treated.observation.answered.all()
    kept = rn.subset(network, actors=list(treated.actors))
    assert treated.equals(dataclasses.replace(kept, treated=treated.treated))
    assert len(treated.treated.filled) == 0


@given(answered(states=False), RULES, st.sampled_from(DETERMINISTIC))
def test_where_nothing_is_missing_every_treatment_is_what_was_observed(part, rule, name):
    network = network_of(part, rule=rule)
    treated = rn.treat(network, name)
    same(treated, network)
    assert list(treated.actors) == list(network.actors)
    assert len(treated.treated.filled) == 0


@given(answered(), RULES, st.sampled_from(FILLING))
def test_what_is_known_is_never_contradicted(part, rule, name):
    network = network_of(part, rule=rule)
    before, after = (rn.states(net).to_numpy() for net in (network, rn.treat(network, name)))
    known = before != "unobserved"
    np.testing.assert_array_equal(before[known], after[known])


@given(answered(4), RULES, st.sampled_from(FILLING), st.permutations(range(4)))
def test_a_part_of_what_is_treated_is_what_is_treated_of_the_part(part, rule, name, order):
    network = network_of(part, rule=rule)
    names = [f"o{k}" for k in order[:3]]
    first = rn.subset(rn.treat(network, name), actors=names)
    second = rn.treat(rn.subset(network, actors=names), name)
    assert first.equals(second)
