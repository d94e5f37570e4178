"""Only some layers are heard, and layers may be weighted."""

from dataclasses import replace

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from relnet.panel.speakers import whole
from tests.panel.spoken import LAYERS, pooled, rules, said

ROSTER = pd.DataFrame({"id": list("ABCD")})
PEOPLE = pd.DataFrame(
    {
        "respondent": ["boss", "nurse", "clerk", "ben"],
        "actor": ["A", "A", "A", "B"],
        "layer": ["board", "professional", "professional", "professional"],
    }
)
ANSWERS = pd.DataFrame(
    [
        ("boss", "B", 3),
        ("nurse", "B", 1),
        ("nurse", "C", 2),
        ("clerk", "C", 2),
        ("boss", "D", None),
        ("ben", "A", 1),
    ],
    columns=["respondent", "partner", "value"],
)


def survey(people=PEOPLE, answers=ANSWERS, **options):
    return rn.read_survey(answers, roster=ROSTER, respondents=people, warn=False, **options)


def network(rule, **options):
    return rn.build_panel(survey(**options), rule=rule)[0]


def strengths(network):
    return {(tie.source, tie.target): tie.strength for tie in network.ties.itertuples()}


@given(st.data())
def test_every_rule_agrees_with_brute_force(data):
    who = data.draw(said())
    rule = data.draw(rules(among={person.layer for person in who.people}))
    net = rn.build_panel(who.survey(), rule=rule)[0]
    states = rn.states(net)
    rated = {(row.source, row.target): row.rated for row in net.ties.itertuples()}
    found, expected = strengths(net), {}
    for actor in who.actors:
        for partner in set(who.actors) - {actor}:
            told = who.voices(rule, actor, partner)
            if not who.known(rule, actor, partner):
                assert states.loc[actor, partner] == "unobserved"
                continue
            strength = pooled(told, rule)
            assert states.loc[actor, partner] == ("no tie" if strength is None else "tie")
            if strength is not None:
                expected[actor, partner] = pytest.approx(strength)
                assert rated[actor, partner] == who.rated(rule, actor, partner)
    assert found == expected
    cells = [(a, b) for a in who.actors for b in who.actors if a != b]
    assert len(net.observation.rated) == sum(who.rated(rule, *cell) for cell in cells)


@given(said(), rules(respondents=("any", "majority", "mean", "max")))
def test_to_hear_all_layers_is_to_hear_all(who, rule):
    layers = {person.layer for person in who.people}
    rule, survey = replace(rule, layers=None), who.survey()
    everyone = rn.build_panel(survey, rule=rule)[0]
    named = rn.build_panel(survey, rule=replace(rule, layers=layers))[0]
    assert replace(named, rule=everyone.rule).equals(everyone)


@given(said(), rules(respondents=("mean",)), st.sampled_from([0.1, 1 / 3, 7]))
def test_equal_weights_are_no_weights(who, rule, weight):
    rule = replace(rule, layers=None)
    weighted = replace(rule, respondents="weighted", weights=dict.fromkeys(LAYERS, weight))
    mean, other = (rn.build_panel(who.survey(), rule=one)[0] for one in (rule, weighted))
    assert replace(other, rule=mean.rule).equals(mean)


def test_only_the_layer_that_is_named_is_heard():
    board = network(rn.TieRule(layers=["board"]))
    assert strengths(board) == {("A", "B"): 3}
    assert board.observation.answered.tolist() == [True, False, False, False]
    states = rn.states(board)
    assert states.loc["A", ["C", "D"]].tolist() == ["no tie", "unobserved"]
    assert (states.loc["B", ["A", "C", "D"]] == "unobserved").all()


def test_who_is_not_heard_leaves_an_organisation_unobserved_and_not_without_ties():
    both = network(rn.TieRule(layers=["board"], dyad="either"))
    assert strengths(both) == {("A", "B"): 3}
    assert len(both.observation.rated) == 0
    assert rn.states(both).loc["B", "C"] == "unobserved"


def test_weights_by_hand():
    rule = rn.TieRule(respondents="weighted", weights={"board": 3, "professional": 1})
    assert strengths(network(rule)) == {
        ("A", "B"): (3 * 3 + 1) / 5,
        ("A", "C"): 4 / 5,
        ("B", "A"): 1,
    }
    assert set(strengths(network(replace(rule, at_least=2)))) == {("A", "B")}


def test_sums_of_weights_are_exact_at_the_threshold():
    weights = {"board": 0.1, "professional": 0.2}
    people = PEOPLE.assign(layer=["board", "board", "professional", "professional"])
    answers = pd.DataFrame(
        [("boss", "B", 3), ("nurse", "B", 3), ("clerk", "B", 3)],
        columns=["respondent", "partner", "value"],
    )
    rule = rn.TieRule(respondents="weighted", weights=weights, at_least=3)
    assert strengths(network(rule, people=people, answers=answers)) == {("A", "B"): 3}
    assert whole({"a": 1e-300, "b": 1e300}) == {"a": 0.0, "b": 1.0}
    assert whole({}) == {}


def test_an_unfinished_respondent_of_the_layer_is_known_and_not_rated():
    people = PEOPLE.assign(completed=["no", "yes", "yes", "yes"])
    board = network(rn.TieRule(layers=["board"]), people=people)
    assert board.ties["rated"].tolist() == [False]
    assert not board.observation.answered.any()


def test_the_register_has_its_say():
    register = pd.DataFrame({"id": list("ABCD"), "answered": [0, 1, 1, 0]})
    heard = network(rn.TieRule(layers=["professional"]), register=register)
    # C answered by the register, of a layer that nobody knows: not heard
    assert heard.observation.answered.tolist() == [False, True, False, False]


def test_a_layer_that_was_not_asked_is_not_one_that_named_nobody():
    answers = ANSWERS.assign(relation=["funds", "care", "care", "care", "funds", "care"])
    net = rn.build_panel(survey(answers=answers), "funds", rule=rn.TieRule(layers="professional"))[
        0
    ]
    assert not net.observation.asked
    assert len(net.observation.rated) == 0


@pytest.mark.parametrize(
    ("people", "rule", "message"),
    [
        (PEOPLE, {"layers": ["bord"]}, "unknown layer 'bord'; did you mean 'board'"),
        (PEOPLE.drop(columns="layer"), {"layers": ["board"]}, "does not say of which layer"),
        (
            PEOPLE.drop(columns="layer"),
            {"respondents": "weighted", "weights": {"board": 1}},
            "does not say of which layer",
        ),
        (
            PEOPLE,
            {"respondents": "weighted", "weights": {"board": 1}},
            "layer 'professional' has no weight",
        ),
        (
            PEOPLE.assign(layer=["board", "", "", "board"]),
            {"respondents": "weighted", "weights": {"board": 1}},
            "2 respondents are of no layer",
        ),
    ],
)
def test_what_a_survey_does_not_say_is_refused(people, rule, message):
    with pytest.raises(rn.UsageError, match=message):
        network(rn.TieRule(**rule), people=people)


def test_a_layer_without_a_weight_may_be_left_out():
    people = PEOPLE.assign(layer=["board", "", "", "board"])
    rule = rn.TieRule(respondents="weighted", weights={"board": 1}, layers=["board"])
    assert strengths(network(rule, people=people)) == {("A", "B"): 3, ("B", "A"): 1}


def test_answers_of_nobody_in_particular_have_no_layer():
    edges = pd.DataFrame({"wave": 1, "source": ["A"], "target": ["B"], "relation": ["roads"]})
    answers, people = ANSWERS.assign(wave=1, relation="care"), PEOPLE.assign(wave=1)
    both = rn.read_survey(edges, answers, roster=ROSTER, respondents=people, warn=False)
    board = rn.TieRule(layers=["board"])
    with pytest.raises(rn.UsageError, match="'roads' are of no respondent in particular"):
        rn.build_panel(both, "roads", rule=board)
    assert rn.build_panel(both, "care", rule=board)[0].keys.size == 1
    mean = rn.build_panel(both, "roads", rule=rn.TieRule(respondents="mean"))[0]
    assert strengths(mean) == {("A", "B"): 1}


def test_a_panel_for_each_layer_in_order_of_appearance():
    rule = rn.TieRule(respondents="mean", at_least=1.5)
    panels = rn.by_layer(survey(), rule=rule)
    assert list(panels) == ["board", "professional"]
    for layer, panel in panels.items():
        own = replace(rule, layers=(layer,))
        assert panel.equals(rn.build_panel(survey(), rule=own))
    with pytest.raises(rn.UsageError, match="does not say of which layer"):
        rn.by_layer(survey(people=PEOPLE.drop(columns="layer")))
    with pytest.raises(rn.UsageError, match="unknown relation 'x'"):
        rn.by_layer(survey(), "x")


def stated(survey, *own):
    """The survey with a rule stated for each relation."""
    relations = zip(survey.relations, own, strict=True)
    return replace(survey, relations=tuple(replace(one, rule=rule) for one, rule in relations))


def test_a_relation_has_a_rule_of_its_own():
    answers = ANSWERS.assign(relation=["care", "care", "care", "care", "funds", "funds"])
    rule, other = rn.TieRule(layers=["board"], at_least=2), rn.TieRule(dyad="both")
    own = stated(survey(answers=answers), rule, other)
    panel = rn.build_panel(own)
    assert [net.rule for net in panel] == [rule.settled("sender"), other]
    assert rn.build_panel(own, "care").equals(rn.build_panel(own, "care", rule=rule))
    given = rn.build_panel(own, rule=rn.TieRule())
    assert all(net.rule == rn.TieRule(dyad="sender") for net in given)
    assert "only respondents of layer board" in repr(panel["care"])
    assert f"care: {rule.settled('sender')} | funds: {other}>" in repr(panel)
    assert repr(given).endswith(f"; {rn.TieRule(dyad='sender')}>")
    assert rn.by_layer(own, "care")["professional"][0].rule.at_least == 2
    assert not own.equals(survey(answers=answers))


def test_a_rule_stated_for_a_relation_is_held_against_its_scale():
    survey = rn.read_survey(
        ANSWERS, roster=ROSTER, respondents=PEOPLE, scale=rn.Scale(1, 4), warn=False
    )
    with pytest.raises(rn.UsageError, match="5"):
        rn.build_panel(stated(survey, rn.TieRule(at_least=5)))


def test_both_ends_share_one_rule():
    rows = pd.DataFrame(
        [("A", "B", "give"), ("B", "A", "get"), ("A", "C", "give")],
        columns=["source", "target", "relation"],
    )
    survey = rn.read_survey(rows, roster=ROSTER, warn=False)
    one, other = rn.TieRule(dyad="both"), rn.TieRule(dyad="either")
    ends = {"sent": "give", "received": "get"}
    assert rn.build_panel(stated(survey, one, one), **ends)[0].rule == one
    assert rn.build_panel(stated(survey, None, one), **ends)[0].rule == one
    assert rn.build_panel(stated(survey, None, None), **ends)[0].rule == other
    assert rn.build_panel(stated(survey, one, other), rule=other, **ends)[0].rule == other
    with pytest.raises(rn.UsageError, match="'give' and 'get' state different tie rules"):
        rn.build_panel(stated(survey, one, other), **ends)


def test_a_survey_without_respondents_has_no_layers():
    edges = rn.read_survey(pd.DataFrame({"source": ["A"], "target": ["B"]}), warn=False)
    with pytest.raises(rn.UsageError, match="does not say of which layer"):
        rn.by_layer(edges)
