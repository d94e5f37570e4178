"""How far the respondents of one organisation say the same."""

from dataclasses import replace

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from tests.panel.spoken import is_tie, rules, said

COLUMNS = [
    "wave", "relation", "actor", "partner", "respondents", "yes", "lowest", "highest", "mean",
    "agree",
]  # fmt: skip


@given(st.data())
def test_the_table_agrees_with_brute_force(data):
    who = data.draw(said())
    rule = data.draw(rules(among={person.layer for person in who.people}))
    expected = {}
    for actor in who.actors:
        for partner in set(who.actors) - {actor}:
            told = who.voices(rule, actor, partner)
            if len(told) < 2 or not who.known(rule, actor, partner):
                continue
            values, weights = zip(*told, strict=True)
            yes = sum(is_tie(value, rule) for value in values)
            mean = sum(v * w for v, w in told) / sum(weights)
            agree = yes in {0, len(values)}
            ends = (min(values), max(values), pytest.approx(float(mean)))
            expected[actor, partner] = (len(values), yes, *ends, agree)
    table = rn.agreement(who.survey(), rule=rule)
    assert list(table) == COLUMNS
    keys = zip(table["actor"], table["partner"], strict=True)
    found = dict(zip(keys, table[COLUMNS[4:]].itertuples(index=False, name=None), strict=True))
    assert found == expected


@given(said(), rules(respondents=("any", "majority", "mean", "weighted")))
def test_the_panel_holds_what_the_table_says(who, rule):
    rule = replace(rule, layers=None)
    network = rn.build_panel(who.survey(), rule=rule)[0]
    found = network.ties.set_index(["source", "target"])["strength"]
    for row in rn.agreement(who.survey(), rule=rule).itertuples():
        tie = (row.actor, row.partner) in found.index
        if rule.respondents == "any":
            assert tie == (row.yes > 0)
        elif rule.respondents == "majority":
            assert tie == (2 * row.yes > row.respondents)
        elif tie:
            assert found[row.actor, row.partner] == row.mean


def read(rows, **options):
    answers = pd.DataFrame(rows, columns=["wave", "respondent", "partner", "relation", "value"])
    people = answers[["wave", "respondent"]].drop_duplicates()
    people = people.assign(actor=people["respondent"].str[0].str.upper())
    roster = pd.DataFrame({"id": list("ABC")})
    return rn.read_survey(answers, roster=roster, respondents=people, warn=False, **options)


def test_waves_and_relations_are_told_apart_and_the_rules_told():
    rows = [
        (1, "a1", "B", "care", 1),
        (1, "a2", "B", "care", 3),
        (2, "a1", "C", "care", 2),
        (2, "a2", None, "care", None),
        (2, "a1", "B", "funds", 1),
        (2, "a2", "B", "funds", 1),
        (1, "b1", "A", "care", 1),
    ]
    survey = read(rows)
    table = rn.agreement(survey)
    named = table[table["highest"] > 0]
    assert named[["wave", "relation", "partner", "yes", "agree"]].to_numpy().tolist() == [
        ["1", "care", "B", 2, True],
        ["2", "care", "C", 1, False],
        ["2", "funds", "B", 2, True],
    ]
    assert set(table["actor"]) == {"A"}
    assert table.attrs["rules"]["care"].startswith("any respondent")
    one = rn.agreement(survey, "care", rule=rn.TieRule(at_least=2))
    assert one["relation"].unique().tolist() == ["care"]
    assert one.loc[one["wave"] == "1", "agree"].tolist() == [False, True]
    own = replace(
        survey,
        relations=tuple(replace(r, rule=rn.TieRule(at_least=2)) for r in survey.relations),
    )
    pd.testing.assert_frame_equal(rn.agreement(own, "care"), one)


def test_strength_grows_where_one_is_the_strongest_answer():
    rows = [(1, "a1", "B", "care", 1), (1, "a2", "B", "care", 3)]
    table = rn.agreement(read(rows, scale=rn.Scale(4, 1)), rule=rn.TieRule(at_least=2))
    assert table.loc[0, ["yes", "lowest", "highest", "mean"]].tolist() == [1, 2, 4, 3]


def test_where_one_speaks_for_each_there_is_nothing_to_agree_on():
    table = rn.agreement(read([(1, "a1", "B", "care", 1), (1, "b1", "A", "care", 1)]))
    assert table.empty
    assert list(table) == COLUMNS
    edges = pd.DataFrame({"source": ["A"], "target": ["B"]})
    dyads = rn.read_survey(edges, undirected=True, warn=False)
    assert rn.agreement(dyads).empty


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"relation": "x"}, "unknown relation 'x'"),
        ({"rule": "any"}, "TieRule"),
        ({"rule": rn.TieRule(layers=["board"])}, "does not say of which layer"),
    ],
)
def test_what_makes_no_sense_is_refused(asked, message):
    with pytest.raises(rn.UsageError, match=message):
        rn.agreement(read([(1, "a1", "B", "care", 1)]), **asked)
