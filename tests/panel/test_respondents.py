"""Several people answer for one organisation."""

import pandas as pd
import pytest

import relnet as rn

ANSWERS = pd.DataFrame(
    [
        ("director", "A", "B", 3),
        ("nurse", "A", "B", 1),
        ("clerk", "A", "B", None),
        ("director", "A", "C", 2),
        ("director", "A", "D", None),
        ("nurse", "A", "D", None),
        ("clerk", "A", "D", None),
        ("ben", "B", "A", 1),
    ],
    columns=["respondent", "actor", "partner", "value"],
)
ROSTER = pd.DataFrame({"id": list("ABCD")})


def ties(rule, at_least=2):
    survey = rn.read_survey(ANSWERS, roster=ROSTER, warn=False)
    network = rn.build_panel(survey, rule=rn.TieRule(respondents=rule, at_least=at_least))[0]
    of_a = network.ties[network.ties["source"] == "A"]
    return dict(zip(of_a["target"], of_a["strength"], strict=True)), network


def test_any_respondent_makes_a_tie():
    assert ties("any")[0] == {"B": 3, "C": 2}


def test_a_majority_counts_those_who_speak_on_the_cell():
    # on B two spoke and one said 2 or more; on C the nurse and the clerk named nobody
    assert ties("majority")[0] == {}
    assert ties("majority", at_least=1)[0] == {"B": 3}


def test_the_mean_counts_no_answer_as_no_voice_and_no_mention_as_none():
    strengths, _ = ties("mean", at_least=0.5)
    assert strengths == {"B": 2, "C": pytest.approx(2 / 3)}


def test_max_is_the_strongest_answer():
    assert ties("max")[0] == {"B": 3, "C": 2}


def test_a_cell_on_which_nobody_speaks_is_unobserved():
    _, network = ties("any")
    assert rn.states(network).loc["A", "D"] == "unobserved"
    assert rn.states(network).loc["A", "C"] == "tie"
    assert rn.states(network).loc["C", "A"] == "unobserved"


def test_an_unfinished_response_is_known_and_not_rated():
    people = pd.DataFrame(
        {"respondent": ["a", "b"], "actor": ["A", "B"], "completed": ["nee", "ja"]}
    )
    answers = pd.DataFrame({"respondent": ["a", "b"], "partner": ["B", "A"], "value": [1, 1]})
    survey = rn.read_survey(answers, roster=ROSTER, respondents=people, warn=False)
    network = rn.build_panel(survey)[0]
    assert network.ties["rated"].tolist() == [False, True]
    assert network.n_known_outside == 1
    assert "report without response" in {problem.kind for problem in survey.problems}


UNFINISHED = pd.DataFrame({"respondent": ["r1", "r2"], "actor": ["A", "A"], "completed": [1, 0]})


@pytest.mark.parametrize(
    ("rule", "at_least", "second", "strength"),
    [
        ("any", 4, "2", 4),
        ("majority", 4, "2", None),
        ("majority", 2, "2", 4),
        ("mean", 3, "2", 3),
        ("mean", 4, "", 4),
        ("max", 4, "2", 4),
        ("any", 4, "", 4),
    ],
)
def test_a_voice_counts_whether_or_not_its_owner_finished(rule, at_least, second, strength):
    answers = pd.DataFrame(
        {
            "respondent": ["r1", "r2"],
            "actor": ["A", "A"],
            "partner": ["B", "B"],
            "value": ["4", second],
        }
    )
    survey = rn.read_survey(answers, roster=ROSTER, respondents=UNFINISHED, warn=False)
    network = rn.build_panel(survey, rule=rn.TieRule(respondents=rule, at_least=at_least))[0]
    assert network.strength.tolist() == ([] if strength is None else [strength])


def test_who_stopped_halfway_says_no_to_nothing():
    answers = pd.DataFrame(
        [("r1", "A", "B", 1), ("r1", "A", "C", 1), ("r2", "A", "C", 1)],
        columns=["respondent", "actor", "partner", "value"],
    )
    survey = rn.read_survey(answers, roster=ROSTER, respondents=UNFINISHED, warn=False)
    network = rn.build_panel(survey, rule=rn.TieRule(respondents="majority"))[0]
    assert network.ties["target"].tolist() == ["B", "C"]
