"""Organisations of a study: rosters by events, confirmed names, labels and matrices."""

import pytest

import relnet as rn
from tests.intake.conftest import BOOK, ONE, RELATION, TWO, WAVES, members, rows

HAPPENED = [
    ("join", "C", None), ("leave", "D", None), ("merge", "A", "AB"), ("merge", "B", "AB"), ("rename", "E", "F"),
]  # fmt: skip


@pytest.mark.parametrize("by", ["wave", "date"])
def test_the_roster_is_who_there_was_by_wave_and_by_date(read, book, by):
    place = ("2", None) if by == "wave" else (None, "2022-06-30")
    book(["A", "B", "AB", "C", "D", "E", "F", "G"], [(*place, *event) for event in HAPPENED])
    text = WAVES if by == "wave" else WAVES.replace('label = "1"', 'label = "1"\ndate = 2021-01-01').replace(
        'label = "2"', 'label = "2"\ndate = 2023-01-01')  # fmt: skip
    survey = read(
        text + RELATION + BOOK,
        one="actor,partner\nA,B\nA,E\nB,E\nE,D\n",
        two="actor,partner\nAB,F\nC,AB\n",
    )
    assert members(survey) == {"1": "A B D E G", "2": "AB C F G"}
    assert [*survey.events["event"]] == ["join", "leave", "merge", "merge", "rename"]
    assert set(survey.events["wave"]) == {"2"}
    panel = rn.build_panel(survey)
    first = rn.in_terms_of(panel, "2")[0]
    assert set(first.actors) == {"AB", "D", "F", "G"}
    found = {(tie.source, tie.target) for tie in first.ties.itertuples()}
    assert found == {("AB", "F"), ("F", "D")}


def test_a_roster_of_some_waves_leaves_the_others_to_the_events(read, book):
    book(["A", "B", "C"], [("2", None, "join", "C", None)])
    text = WAVES.replace('"two.csv"', '"two.csv"\nroster = "lijst.csv"') + RELATION + BOOK
    assert members(read(text, one=ONE, two=TWO, lijst="id\nA\nB\n")) == {"1": "A B", "2": "A B"}
    text = WAVES.replace('"one.csv"', '"one.csv"\nroster = "lijst.csv"') + RELATION + BOOK
    assert members(read(text, one=ONE, two=TWO, lijst="id\nB\nA\n")) == {"1": "B A", "2": "A B C"}


def test_names_that_a_person_confirmed(read, refused, book):
    book(["Alfa", "Beta", "Gamma"])
    text = WAVES + RELATION + BOOK + 'matches = "namen.csv"\n'
    files = {
        "one": "actor,partner\nAlfa,BÈTA\nBtt,Alfa\nAlfa,Elders\n",
        "two": "actor,partner\nBtt,Alfa\nalfa,Beta\n",
    }
    said = "name,organisation,wave\nBtt,Beta,1\nBtt,Gamma,2\nElders,-,\n"
    survey = read(text, **files, namen=said)
    assert [row for row in rows(survey) if row[2]] == [("1", "Alfa", "Beta", "x", 1), ("1", "Beta", "Alfa", "x", 1), ("2", "Gamma", "Alfa", "x", 1), ("2", "Alfa", "Beta", "x", 1)]  # fmt: skip
    assert [str(p) for p in survey.problems if p.kind == "left out"] == [
        "one.csv: 1 row on 'Elders': left out: none of our organisations, by the file of matches; who named it did answer"
    ]
    assert refused(text, **files, namen=said.replace("Btt,Gamma,2\n", "").replace("-", "")) == [
        ("open name", "one.csv", 4, "partner"), ("open name", "two.csv", 2, "actor")
    ]  # fmt: skip
    assert refused(text, **files, namen=said + "Alfa,Omega,\n")[0][1:3] == ("namen.csv", 5)


def test_one_label_may_be_another_organisation_in_another_wave(read, refused, book):
    further = [("o0", "Zorg", None, "1"), ("o1", "Zorg", "2", None)]
    book(["Alfa", "Beta", "Gamma"], further=further)
    text = WAVES + RELATION + BOOK
    files = {"one": "actor,partner\nZorg,Gamma\n", "two": "actor,partner\nZorg,Gamma\n"}
    assert [(wave, actor) for wave, actor, *_ in rows(read(text, **files))] == [
        ("1", "Alfa"),
        ("2", "Beta"),
    ]
    book(["Stichting Alfa", "Alfa B.V.", "Gamma"])
    files = {"one": "actor,partner\nAlfa,Gamma\n", "two": "actor,partner\nStichting Alfa,Gamma\n"}
    assert refused(text, **files) == [("open name", "one.csv", 2, "actor")]


def test_one_organisation_twice_on_a_roster_names_both_rows(read, book, tmp_path):
    book(["Alfa", "Beta"], further=[("o0", "A.", None, None)])
    text = WAVES.replace('"one.csv"', '"one.csv"\nroster = "lijst.csv"') + RELATION + BOOK
    files = {"one": "actor,partner\nAlfa,Beta\n", "two": "actor,partner\nAlfa,Beta\n"}
    with pytest.raises(rn.DataError) as caught:
        read(text, **files, lijst="id\nAlfa\nBeta\nA.\n")
    (problem,) = caught.value.problems
    assert (problem.kind, problem.file, problem.row) == ("organisation twice", "lijst.csv", 4)
    assert "lijst.csv:2" in str(problem)


MATRIX = ";ALF;BET;GAM\nALF;0;1;1\nBET;1;0;0\n"


@pytest.mark.parametrize("roster", ["true", "false"])
def test_a_matrix_of_other_names_is_one_of_the_preferred_ones(read, book, roster):
    book(["Alfa", "Beta", "Gamma"], further=[("o0", "ALF"), ("o1", "BET"), ("o2", "GAM")])
    text = '[[waves]]\nlabel = "1"\nreports = "one.csv"\n' + RELATION + BOOK
    text = text.replace("roster = true", f"roster = {roster}")
    own = MATRIX.replace("ALF", "Alfa").replace("BET", "Beta").replace("GAM", "Gamma")
    aliased, preferred = read(text, one=MATRIX), read(text, one=own)
    assert aliased.equals(preferred)
    assert aliased.roster.set_index("actor")["answered"].to_dict() == {
        "Alfa": True, "Beta": True, "Gamma": False
    }  # fmt: skip


def test_lists_that_disagree_under_two_names_or_in_two_files(refused, book):
    book(["Alfa", "Beta"], further=[("o0", "ALF")])
    text = (
        '[[waves]]\nlabel = "1"\nreports = "one.csv"\nregister = ["reg.csv", "reg2.csv"]\n'
        + RELATION
    )
    found = refused(
        text + BOOK, one="actor,partner\nAlfa,Beta\n",
        reg="id,answered\nAlfa,nee\nALF,ja\nBeta,ja\n", reg2="id,answered\nBeta,nee\n",
    )  # fmt: skip
    assert [(kind, file, row) for kind, file, row, _ in found] == [
        ("rows that disagree", "reg.csv", 3), ("rows that disagree", "reg2.csv", 2)
    ]  # fmt: skip
