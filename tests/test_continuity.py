"""Whether the same persons answered in two waves."""

import pandas as pd
import pytest

import relnet as rn

PEOPLE = pd.DataFrame(
    [
        (1, "r1", "A", "p1", "yes"), (2, "s1", "A", "p1", "yes"), (3, "t1", "A", "p9", "yes"),
        (1, "r2", "B", "p2", "yes"), (1, "r3", "B", "p3", "yes"),
        (2, "s2", "B", "p3", "yes"), (3, "t3", "B", "p3", "yes"), (3, "t4", "B", "p4", "no"),
        (1, "r4", "C", "", "yes"), (2, "s4", "C", "p4", "yes"),
        (1, "r5", "D", "p5", "yes"), (1, "r6", "D", "", "yes"),
        (2, "s5", "D", "p5", "yes"), (3, "t5", "D", "p5", "yes"),
    ],
    columns=["wave", "respondent", "actor", "person", "completed"],
)  # fmt: skip
ROSTER = pd.DataFrame({"id": list("ABCDE")})


def survey(people=PEOPLE, **options):
    answers = PEOPLE[["wave", "respondent"]].assign(partner="E")
    return rn.read_survey(answers, roster=ROSTER, respondents=people, warn=False, **options)


def statuses(table):
    return {(row.before, row.after, row.actor): row.status for row in table.itertuples()}


def test_by_hand():
    assert statuses(rn.continuity(survey())) == {
        ("1", "2", "A"): "same",
        ("2", "3", "A"): "other",
        ("1", "2", "B"): "partly",
        ("2", "3", "B"): "same",  # who stopped halfway does not count
        ("1", "2", "C"): "unknown",
        ("1", "2", "D"): "partly",
        ("2", "3", "D"): "same",
    }


def test_any_two_waves():
    table = rn.continuity(survey(), before="1", after="3")
    assert statuses(table) == {
        ("1", "3", "A"): "other",
        ("1", "3", "B"): "partly",
        ("1", "3", "D"): "partly",
    }
    assert list(table) == ["before", "after", "actor", "status"]
    assert not set(PEOPLE["person"]) & set(table.astype("str").to_numpy().ravel()) - {""}


def test_without_a_column_nobody_is_identified():
    plain = survey(PEOPLE.drop(columns="person"))
    assert (plain.respondents["person"] == "").all()
    assert set(rn.continuity(plain)["status"]) == {"unknown"}


@pytest.mark.parametrize("name", ["persoon", "Person", "person_id", "Persoon ID", "panel_id"])
def test_the_column_goes_by_several_names(name):
    other = survey(PEOPLE.rename(columns={"person": name}))
    assert other.equals(survey())
    assert "unused columns" not in {problem.kind for problem in other.problems}


def test_the_respondents_may_themselves_be_the_persons():
    people = PEOPLE.drop(columns="person").assign(respondent=["p1", "p1", "p1", *"bcdefghijkl"])
    answers = people[["wave", "respondent"]].assign(partner="E")
    same = rn.read_survey(
        answers, roster=ROSTER, respondents=people, columns={"person": "respondent"}, warn=False
    )
    assert (same.respondents["person"] == same.respondents["respondent"]).all()
    table = rn.continuity(same)
    assert set(table.loc[table["actor"] == "A", "status"]) == {"same"}
    assert set(table.loc[table["actor"] != "A", "status"]) == {"other"}


@pytest.mark.parametrize("column", ["person", "layer"])
def test_a_respondent_who_is_listed_twice_is_one_person_of_one_layer(column):
    twice = pd.concat([PEOPLE.assign(layer="board"), PEOPLE.assign(layer="board").head(1)])
    twice = twice.reset_index(drop=True)
    assert len(survey(twice).respondents) == len(PEOPLE)
    twice.loc[len(twice) - 1, column] = "other"
    with pytest.raises(rn.DataError, match=f"column '{column}'") as caught:
        survey(twice)
    assert [problem.kind for problem in caught.value.problems] == ["rows that disagree"]


def test_actors_that_answered_by_the_register_alone_are_unknown():
    register = pd.DataFrame({"wave": [1, 2, 3], "id": "E"})
    table = rn.continuity(survey(register=register))
    assert statuses(table) == {("1", "2", "E"): "unknown", ("2", "3", "E"): "unknown"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"before": "1"}, "before and after together"),
        ({"after": "1"}, "before and after together"),
        ({"before": "1", "after": "9"}, "unknown wave '9'"),
    ],
)
def test_what_makes_no_sense_is_refused(asked, message):
    with pytest.raises(rn.UsageError, match=message):
        rn.continuity(survey(), **asked)
