import pandas as pd
import pytest

import relnet as rn
from relnet.change.confounders import FLAGS, confounders

STUDY = """
files.reports = "answers.csv"
files.roster = "roster.csv"
files.respondents = "people.csv"
[[waves]]
label = "1"
[[waves]]
label = "2"
[[relations]]
name = "meet"
question.en = "Whom do you meet?"
"""
ANSWERS = """wave,respondent,actor,partner,relation
1,a1,A,B,meet
1,b1,B,A,meet
1,b1,B,C,meet
1,c1,C,A,meet
2,a2,A,B,meet
2,a2,A,C,meet
2,b2,B,A,meet
2,b2,B,D,meet
2,c2,C,B,meet
"""
PEOPLE = """wave,respondent,actor,person
1,a1,A,p1
1,b1,B,p2
1,c1,C,
2,a2,A,p1
2,b2,B,p9
2,c2,C,p3
"""


@pytest.fixture
def read(tmp_path):
    def made(more="", people=PEOPLE, answers=ANSWERS):
        (tmp_path / "relnet.toml").write_text(STUDY + more)
        (tmp_path / "answers.csv").write_text(answers)
        (tmp_path / "people.csv").write_text(people)
        (tmp_path / "roster.csv").write_text("id\nA\nB\nC\nD\n")
        return rn.read_survey(rn.read_study(tmp_path), warn=False)

    return made


def found(survey, rule=None):
    table = confounders(rn.compare(*rn.build_panel(survey, rule=rule)), survey)
    return table, table.set_index(["source", "target"])


def test_other_people_by_hand(read):
    table, by_tie = found(read())
    # A: the same person; B: another; C: not known before; D never answers
    people = by_tie[["people_source", "people_target"]].apply(tuple, axis=1).to_dict()
    assert people == {
        ("A", "B"): ("same", "other"), ("A", "C"): ("same", "unknown"), ("B", "A"): ("other", "same"),
        ("B", "C"): ("other", "unknown"), ("B", "D"): ("other", ""), ("C", "A"): ("unknown", "same"),
        ("C", "B"): ("unknown", "other"),
    }  # fmt: skip
    told = by_tie["other_people"].astype(object).where(by_tie["other_people"].notna(), None)
    assert told.to_dict() == {
        ("A", "B"): True, ("A", "C"): None, ("B", "A"): True, ("B", "C"): True, ("B", "D"): True,
        ("C", "A"): None, ("C", "B"): True,
    }  # fmt: skip
    # formed: A→C, B→D, C→B; dissolved: B→C, C→A; of these B→C, B→D and C→B touch B
    assert table.attrs["changed"] == 5
    assert table.attrs["flagged"]["other_people"] == 3
    everyone = PEOPLE.replace("p9", "p2").replace("C,\n", "C,p3\n")
    assert found(read(people=everyone))[0].attrs["flagged"]["other_people"] == 0


def test_the_question_and_its_limit(read):
    table, by_tie = found(read('waves.2 = { most = 2, question.en = "With whom do you work?" }\n'))
    assert table["other_question"].all()
    assert table["other_most"].all()
    assert table.attrs["most"] == {"1": None, "2": 2}
    # in wave 2 A and B named two; C named one. What B no longer names may be for the limit
    assert by_tie["capped"].to_dict() == {
        ("A", "B"): False, ("A", "C"): False, ("B", "A"): False, ("B", "C"): True,
        ("B", "D"): False, ("C", "A"): False, ("C", "B"): False,
    }  # fmt: skip
    assert table.attrs["flagged"] == {
        "other_people": 3, "other_question": 5, "other_most": 5, "capped": 1,
    }  # fmt: skip
    before, by_tie = found(read("waves.1 = { most = 1 }\n"))
    assert not before["other_question"].any()
    # A and C could name one in wave 1, and did
    assert list(by_tie.index[by_tie["capped"]]) == [("A", "C"), ("B", "D"), ("C", "B")]


def test_either_partner_of_a_mutual_tie_may_have_been_at_the_limit(read):
    # in wave 1 C named B, as many as it could; in wave 2 A names C, and C names nobody else
    answers = (
        "wave,respondent,actor,partner,relation\n"
        "1,a1,A,,meet\n1,b1,B,,meet\n1,c1,C,B,meet\n2,a2,A,C,meet\n2,b2,B,,meet\n2,c2,C,B,meet\n"
    )
    limit = "waves.1 = { most = 1 }\n"
    _, mutual = found(read("directed = false\n" + limit, answers=answers))
    _, directed = found(read(limit, answers=answers))
    for by_tie, expected in ((mutual, True), (directed, False)):
        assert by_tie.loc[("A", "C"), ["status", "capped"]].tolist() == ["formed", expected]


def test_without_a_study_the_question_is_not_known(read):
    survey = read()
    plain = rn.read_survey(
        survey.reports[["wave", "respondent", "actor", "partner", "relation"]],
        roster=pd.DataFrame({"id": list("ABCD")}),
        warn=False,
    )
    table, _ = found(plain)
    assert table[["other_question", "other_most", "capped"]].isna().all(axis=None)
    assert set(table["people_source"]) == {"unknown"}
    assert table["other_people"].isna().all()
    assert table.attrs["flagged"] == dict.fromkeys(FLAGS)


def test_what_does_not_belong_together_is_refused(read):
    survey = read()
    change = rn.compare(*rn.build_panel(survey))
    with pytest.raises(rn.UsageError, match="takes a change"):
        confounders(survey, survey)
    with pytest.raises(rn.UsageError, match="takes a survey"):
        confounders(change, change)
    other = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    with pytest.raises(rn.UsageError, match="unknown wave '2019'"):
        confounders(rn.compare(other["2019"], other["2021"]), survey)
