"""Pairs with a column for each question."""

import io

import pytest

import relnet as rn
from relnet.readers.files import load
from relnet.readers.options import Coding, Options
from relnet.readers.plain.partner import read_partner
from relnet.readers.values import Codes

PAIRS = """\
meting,respondent,actor,partner,contact,macht,vertrouwen,opmerking
1,ann,GGD,Beek,3,4,2,ja
1,ann,GGD,Huis,1,,1,
1,bob,Beek,GGD,,2,3,nee
"""
STUDY = """\
[[waves]]
label = "1"
reports = "one.csv"
[[relations]]
name = "contact"
[[items]]
name = "power"
names = ["macht"]
about = "partner"
[[items]]
name = "trust"
names = ["vertrouwen"]
about = "partner"
"""


def table(text):
    (found,) = load(io.StringIO(text), name="pairs.csv")
    return found


@pytest.fixture
def study(tmp_path):
    def study(pairs=PAIRS):
        (tmp_path / "one.csv").write_text(pairs)
        (tmp_path / "relnet.toml").write_text(STUDY)
        return rn.read_survey(rn.read_study(tmp_path), warn=False)

    return study


def values(survey):
    return {(r.actor, r.partner, r.relation): r.value for r in survey.reports.itertuples()}


def test_the_relations_and_items_of_a_study_are_its_columns(study):
    survey = study()
    found = values(survey)
    assert found["GGD", "Beek", "contact"] == 3
    assert found["GGD", "Huis", "contact"] == 1
    items = survey.items[["actor", "partner", "item", "value"]].to_numpy(object).tolist()
    assert sorted(items) == [
        ["Beek", "GGD", "power", 2.0],
        ["Beek", "GGD", "trust", 3.0],
        ["GGD", "Beek", "power", 4.0],
        ["GGD", "Beek", "trust", 2.0],
        ["GGD", "Huis", "trust", 1.0],
    ]


def test_columns_that_are_no_question_are_told(study):
    (told,) = [p for p in study().problems if p.kind == "unused columns"]
    assert "'opmerking'" in str(told)
    assert "macht" not in str(told)


def test_an_answer_that_cannot_be_read_is_placed(study):
    with pytest.raises(rn.DataError) as caught:
        study(PAIRS.replace("ann,GGD,Beek,3,4", "ann,GGD,Beek,3,veel"))
    (problem,) = caught.value.problems
    assert (problem.row, problem.column) == (2, "macht")


def test_without_a_study_the_layout_is_named():
    assert read_partner(table(PAIRS), Options()) is None
    survey = rn.read_survey(io.StringIO(PAIRS), layout="partner", warn=False)
    assert {relation.name for relation in survey.relations} == {"contact", "macht", "vertrouwen"}
    assert values(survey)["Beek", "GGD", "vertrouwen"] == 3


@pytest.mark.parametrize(
    "header", ["actor,partner,contact,value", "actor,partner,item,macht,vertrouwen", "a,partner,b"]
)
def test_a_long_list_stays_one(header):
    row = ",".join("12345"[: header.count(",") + 1])
    assert read_partner(table(f"{header}\n{row}\n"), Options()) is None


def test_who_answered_and_on_whom_must_be_told():
    text = "actor,partner,x,y\n,B,1,2\nA,,1,2\nA,B,1,2\n"
    extract = read_partner(table(text), Options(layout="partner"))
    assert [(p.kind, p.row, p.column) for p in extract.problems if p.severity == "error"] == [
        ("empty cell", 2, "actor"),
        ("empty cell", 3, "partner"),
    ]


def test_a_row_without_partner_and_answers_says_that_nobody_was_named():
    text = "actor,partner,x,y\nA,,,\nB,A,1,2\n"
    survey = rn.read_survey(io.StringIO(text), layout="partner", warn=False)
    assert survey.roster.set_index("actor")["answered"].to_dict() == {"A": True, "B": True}
    assert values(survey)["B", "A", "y"] == 2


def test_two_questions_of_a_study_tell_it_from_a_long_list():
    codes = Codes(frozenset(), frozenset())
    names = Coding(codes, {"contact": codes}, {"contact": "contact"})
    items = Coding(codes, {"power": codes}, {"macht": "power"})
    assert read_partner(table(PAIRS), Options(coding=names, items=items)) is not None
    assert read_partner(table(PAIRS), Options(coding=names)) is None


def test_a_header_alone_is_an_error():
    extract = read_partner(table("actor,partner,x,y\n"), Options(layout="partner"))
    assert extract is None
