"""Every cell of every rule against Kleene's tables, written out case by case."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from tests.strategies import IMPOSSIBLE, MISSING, Answered, answered, survey_of

UNKNOWN = "unobserved"


def state(part, i, j, at_least):
    """What i reports on j: yes, no, unobserved or impossible."""
    code = part.codes[i, j]
    if code == IMPOSSIBLE:
        return "impossible"
    if code == MISSING or not part.answered[i]:
        return UNKNOWN
    return "yes" if code >= at_least else "no"


def either(a, b):
    if "impossible" in (a, b):
        return b if a == "impossible" else a
    if "yes" in (a, b):
        return "yes"
    return UNKNOWN if UNKNOWN in (a, b) else "no"


def both(a, b):
    if "impossible" in (a, b):
        return b if a == "impossible" else a
    if "no" in (a, b):
        return "no"
    return UNKNOWN if UNKNOWN in (a, b) else "yes"


def pooled(values, at_least, mean, top):
    """The state of a mean or maximum; unknown reports range from 0 to the top of the scale."""
    values = [v for v in values if v != IMPOSSIBLE]
    if not values:
        return "impossible"
    pool = (lambda v: sum(v) / len(v)) if mean else max
    low = pool([0 if v == MISSING else v for v in values]) >= at_least
    high = pool([top if v == MISSING else v for v in values]) >= at_least
    return UNKNOWN if low != high else "yes" if low else "no"


WORDS = {"yes": "tie", "no": "no tie"}


def check(network, expected, rated):
    table = rn.states(network).to_numpy()
    for (i, j), (word, is_rated) in {
        cell: (WORDS.get(expected(*cell), expected(*cell)), rated(*cell))
        for cell in np.ndindex(table.shape)
        if cell[0] != cell[1]
    }.items():
        assert table[i, j] == word, (i, j)
        key = np.array([i * network.n + j])
        assert bool(network.observation.rated.contains(key)[0]) == is_rated, (i, j)


def seen(part, i, j):
    return state(part, i, j, 1) in ("yes", "no", "impossible")


def possible(part, i, j):
    return part.codes[i, j] != IMPOSSIBLE


@given(answered(), st.sampled_from([1, 2, 3]))
def test_sender(part, at_least):
    panel = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad="sender", at_least=at_least))
    check(
        panel[0],
        lambda i, j: state(part, i, j, at_least),
        lambda i, j: seen(part, i, j) and possible(part, i, j),
    )


@given(answered(), st.sampled_from(["either", "both"]), st.sampled_from([1, 2, 3]))
def test_mutual(part, dyad, at_least):
    rule = {"either": either, "both": both}[dyad]
    panel = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad=dyad, at_least=at_least))
    check(
        panel[0],
        lambda i, j: rule(state(part, i, j, at_least), state(part, j, i, at_least)),
        lambda i, j: (
            seen(part, i, j) and seen(part, j, i) and (possible(part, i, j) or possible(part, j, i))
        ),
    )


@given(
    answered(),
    st.sampled_from(["mean", "max"]),
    st.sampled_from([1, 1.5, 2, 2.5, 3]),
    st.booleans(),
)
def test_pooled(part, dyad, at_least, scaled):
    top = 3 if scaled else math.inf
    survey = survey_of(part, scale=rn.Scale(1, 3) if scaled else None)
    network = rn.build_panel(survey, rule=rn.TieRule(dyad=dyad, at_least=at_least))[0]

    def value(i, j):
        silent = not part.answered[i] and part.codes[i, j] != IMPOSSIBLE
        return MISSING if silent else part.codes[i, j]

    check(
        network,
        lambda i, j: pooled([value(i, j), value(j, i)], at_least, dyad == "mean", top),
        lambda i, j: (
            seen(part, i, j) and seen(part, j, i) and (possible(part, i, j) or possible(part, j, i))
        ),
    )


@given(
    st.integers(2, 4).flatmap(lambda n: st.tuples(answered(n), answered(n))),
    st.sampled_from(["sender", "receiver", "either", "both"]),
)
def test_both_ends(parts, dyad):
    sent, received = parts
    received.answered[:] = sent.answered  # a register says it of the actor, not of the question
    rule = {"sender": lambda a, _: a, "receiver": lambda _, b: b, "either": either, "both": both}[
        dyad
    ]
    survey = survey_of((sent, received), relations=("to", "from"))
    network = rn.build_panel(survey, sent="to", received="from", rule=rn.TieRule(dyad=dyad))[0]
    assert network.directed

    def rated(i, j):
        ends = [(sent, i, j)] * (dyad != "receiver") + [(received, j, i)] * (dyad != "sender")
        return all(seen(*end) for end in ends) and any(possible(*end) for end in ends)

    check(
        network,
        lambda i, j: rule(state(sent, i, j, 1), state(received, j, i, 1)),
        rated,
    )


@pytest.mark.parametrize(
    ("dyad", "states"), [("either", "tie/unobserved"), ("both", "unobserved/no tie")]
)
def test_one_end_that_was_not_asked_in_a_wave_is_unknown(dyad, states):
    rows = pd.DataFrame(
        [
            (1, "a", "A", "B", "to"),
            (1, "b", "B", "A", "from"),
            (2, "a", "A", "B", "to"),
            (2, "b", "B", None, "to"),
        ],
        columns=["wave", "respondent", "actor", "partner", "relation"],
    )
    survey = rn.read_survey(rows, roster=pd.DataFrame({"id": ["A", "B"]}), warn=False)
    network = rn.build_panel(survey, sent="to", received="from", rule=rn.TieRule(dyad=dyad))["2"]
    table = rn.states(network)
    assert network.observation.asked
    assert f"{table.loc['A', 'B']}/{table.loc['B', 'A']}" == states
    assert len(network.observation.rated) == 0


def test_scales_that_differ_are_not_pooled():
    parts = (
        answered_fully(np.array([[0.0, 1], [2, 0]])),
        answered_fully(np.array([[0.0, 3], [4, 0]])),
    )
    scales = {"to": rn.Scale(4, 1), "from": rn.Scale(1, 4)}
    survey = survey_of(parts, relations=("to", "from"), scale=scales)
    ends = {"sent": "to", "received": "from"}
    with pytest.raises(rn.UsageError, match="different scales"):
        rn.build_panel(survey, **ends, rule=rn.TieRule(dyad="mean", at_least=3))
    assert rn.build_panel(survey, **ends, rule=rn.TieRule(dyad="either", at_least=3))[0].n == 2


@pytest.mark.parametrize(("scale", "at_least"), [((4, 1), 7), ((1, 5), 9)])
def test_a_mean_stays_on_its_scale(scale, at_least):
    survey = survey_of(answered_fully(np.array([[0.0, 1], [1, 0]])), scale=rn.Scale(*scale))
    with pytest.raises(rn.UsageError, match="is not an answer"):
        rn.build_panel(survey, rule=rn.TieRule(dyad="mean", at_least=at_least))


def test_a_mean_with_one_report_has_no_known_strength():
    part = answered_fully(np.array([[0.0, 4], [0, 0]]))
    part.answered[1] = False
    survey = survey_of(part, scale=rn.Scale(1, 4))
    panel = rn.build_panel(survey, rule=rn.TieRule(dyad="mean", at_least=2))
    assert np.isnan(panel[0].strength).all()
    assert panel.equals(rn.build_panel(survey, rule=rn.TieRule(dyad="mean", at_least=2)))
    assert rn.measure(panel, "total_strength")["value"].isna().all()


def test_strength_is_the_stronger_weaker_or_mean_report():
    codes = np.array([[0, 3], [1, 0]], float)
    part = answered_fully(codes)
    for dyad, strength in {"either": 3, "both": 1, "mean": 2, "max": 3}.items():
        network = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad=dyad))[0]
        assert network.ties["strength"].tolist() == [strength]


def test_a_reversed_scale_turns_codes_into_strengths():
    part = answered_fully(np.array([[0, 1, 4], [2, 0, 0], [0, 0, 0]], float))
    survey = survey_of(part, scale=rn.Scale(weakest=4, strongest=1))
    network = rn.build_panel(survey, rule=rn.TieRule(at_least=2))[0]
    assert network.ties[["target", "strength"]].to_numpy().tolist() == [["o1", 4.0], ["o0", 3.0]]


def answered_fully(codes):
    return Answered(codes, np.ones(len(codes), bool))


@pytest.mark.parametrize(
    ("kind", "rule", "message"),
    [
        ({}, "either", "has one report"),
        ({}, "receiver", "has one report"),
        ({"mutual": True}, "sender", "both partners report"),
        ({"undirected": True}, "both", "state undirected dyads"),
        ({"undirected": True}, "receiver", "state undirected dyads"),
    ],
)
def test_a_rule_that_needs_other_reports_is_refused(kind, rule, message):
    edges = pd.DataFrame({"source": ["A"], "target": ["B"]})
    survey = rn.read_survey(edges, warn=False, **kind)
    with pytest.raises(rn.UsageError, match=message):
        rn.build_panel(survey, rule=rn.TieRule(dyad=rule))


def test_one_end_alone_takes_no_rule_for_two():
    survey = survey_of(answered_fully(np.zeros((2, 2))))
    with pytest.raises(rn.UsageError, match="both ends"):
        rn.build_panel(survey, received="r", rule=rn.TieRule(dyad="both"))
    with pytest.raises(rn.UsageError, match="received='r'"):
        rn.build_panel(survey, rule=rn.TieRule(dyad="receiver"))
    network = rn.build_panel(survey, received="r")[0]
    assert network.rule.dyad == "receiver"
