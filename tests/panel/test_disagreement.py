"""How far respondents and partners differ, by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from relnet.panel.disagreement import COLUMNS
from tests.strategies import answered, survey_of

ROSTER = pd.DataFrame({"id": list("ABCD")})
# ann and joe speak for A; B, C answer too and D is silent
ROWS = [("ann", "A", "B", 4), ("joe", "A", "B", 1), ("ann", "A", "C", 2), ("bea", "B", "A", 3)]


def survey(rows=ROWS, **options):
    answers = pd.DataFrame(rows, columns=["respondent", "actor", "partner", "value"])
    people = pd.DataFrame({"respondent": ["ann", "joe", "bea", "cas"], "actor": list("AABC")})
    return rn.read_survey(answers, respondents=people, roster=ROSTER, warn=False, **options)


def of(table, between, actor):
    rows = table[(table["between"] == between) & (table["actor"] == actor)]
    return rows.iloc[0]


def test_respondents_of_one_organisation():
    table = rn.disagreement(survey())
    assert table["between"].tolist() == ["respondents"]  # a relation with one report
    # A speaks twice on three cells; both name B (4 and 1), one names C (2 and 0), none D
    one = of(table, "respondents", "A")
    assert one[["n", "named", "confirmed", "difference"]].tolist() == [3, 2, 1 / 2, 2.5]
    assert one[["coverage", "status"]].tolist() == [1, "complete"]


def test_partners_on_a_mutual_relation():
    panel = rn.build_panel(survey(), rule=rn.TieRule(dyad="either"))
    table = rn.disagreement(panel)
    assert table["actor"].tolist() == list("ABCD")
    # A–B: A says 4, B says 3; A–C: A says 2, C nothing; B–C: neither; D is silent
    expected = {"A": [2, 2, 1 / 2, 1.5], "B": [2, 1, 1, 1], "C": [2, 1, 0, 2]}
    for actor, values in expected.items():
        one = of(table, "partners", actor)
        assert one[["n", "named", "confirmed", "difference"]].tolist() == values
        assert one[["coverage", "status"]].tolist() == [2 / 3, "partial"]
    assert of(table, "partners", "D")[["n", "status"]].tolist() == [0, "unobserved"]
    both = rn.disagreement(survey(undirected=["relation"]))
    assert both["between"].tolist() == ["respondents", *["partners"] * 4]


def test_partners_of_a_directed_tie_asked_from_both_ends():
    rows = [("give", "A", "B", 2), ("get", "B", "A", 2), ("give", "A", "C", 3)]
    answers = pd.DataFrame(rows, columns=["relation", "actor", "partner", "value"])
    read = rn.read_survey(
        answers.assign(respondent=answers["actor"]),
        roster=pd.DataFrame({"id": list("ABC")}),
        register=pd.DataFrame({"id": list("ABC")}),
        warn=False,
    )
    table = rn.disagreement(rn.build_panel(read, sent="give", received="get"))
    # A→B is confirmed, A→C is not; four cells of each actor
    expected = {"A": [4, 2, 1 / 2, 1.5], "B": [4, 1, 1, 0], "C": [4, 1, 0, 3]}
    for actor, values in expected.items():
        one = of(table, "partners", actor)
        assert one[["n", "named", "confirmed", "difference"]].tolist() == values
    assert set(table["status"]) == {"complete"}


def test_where_there_is_nothing_to_compare():
    table = rn.disagreement(rn.build_panel(survey()))
    assert table.empty
    assert list(table) == list(COLUMNS)
    quiet = rn.disagreement(rn.build_panel(survey([ROWS[0]]), rule=rn.TieRule(dyad="both")))
    assert of(quiet, "partners", "B")[["n", "named"]].tolist() == [2, 1]
    assert of(quiet, "partners", "C")["status"] == "undefined"
    with pytest.raises(rn.UsageError, match="a survey or a panel"):
        rn.disagreement(ROWS)


@settings(max_examples=40)
@given(part=answered())
def test_partners_agree_with_the_rate_of_confirmation(part):
    panel = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad="either"))
    table, rate = rn.disagreement(panel), rn.measure(panel, "confirmation_rate").iloc[0]
    named = table["named"].sum()
    confirmed = (table["confirmed"] * table["named"]).sum() / named if named else np.nan
    assert confirmed == pytest.approx(rate["value"], nan_ok=True)
    assert table["n"].sum() == 2 * rate["n"]
    codes = np.where(part.codes < 0, 0, part.codes)
    own = dict(zip(part.names, range(len(codes)), strict=True))
    for one in table.itertuples():
        i = own[one.actor]
        seen = [
            j
            for j in range(len(codes))
            if j != i
            and part.answered[[i, j]].all()
            and min(part.codes[i, j], part.codes[j, i]) >= 0
        ]
        apart = [abs(codes[i, j] - codes[j, i]) for j in seen if codes[i, j] or codes[j, i]]
        assert one.n == len(seen)
        assert one.difference == pytest.approx(np.mean(apart) if apart else np.nan, nan_ok=True)
