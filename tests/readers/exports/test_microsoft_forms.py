"""Exports of Microsoft Forms, whose statements have no question."""

import io

import openpyxl
import pytest

import relnet as rn
from relnet.readers.exports.blocks import first_names
from relnet.readers.exports.microsoft_forms import decode_microsoft_forms
from relnet.readers.files import load
from relnet.readers.options import Options

META = "ID,Begintijd,Tijd van voltooien,E-mail,Naam,Tijd van laatste wijziging"
TWO = f"""\
{META},Namens welke organisatie?,GGD,Beek,Huis,GGD2,Beek2,Huis2,Opmerkingen
1,5-1-23 10:00,5-1-23 10:05,ann@x.nl,Ann,,GGD,,3,1,,5,4,geen
2,5-1-23 10:00,5-1-23 10:05,bob@x.nl,Bob,,Beek,3,,2,5,,4,ja hoor
3,5-1-23 10:00,5-1-23 10:05,cor@x.nl,Cor,,Huis,1,2,,4,5,,3
"""
CHOSEN = """\
Id,Start time,Completion time,Email,Name,Uw organisatie,Met wie werkt u?,Waarmee?
1,5/1/23 10:00,5/1/23 10:05,anonymous,,GGD,Beek;Huis;,Mail;Bel;
2,5/1/23 10:00,5/1/23 10:05,anonymous,,Beek,GGD;,Mail;
3,5/1/23 10:00,5/1/23 10:05,anonymous,,Huis,GGD;Gemeente Oost;,Bel;
"""
STUDY = """\
[[waves]]
label = "1"
reports = "one.csv"
[[relations]]
name = "contact"
names = ["block 1"]
[[relations]]
name = "trust"
names = ["block 2"]
"""


def table(text):
    (found,) = load(io.StringIO(text), name="form.csv")
    return found


def decoded(text, **options):
    return decode_microsoft_forms(table(text), Options(**options))


def test_statements_are_blocks_and_a_second_time_begins_the_next():
    export = decoded(TWO)
    assert [(one.key, one.names[0], one.row) for one in export.asked] == [
        ("Namens welke organisatie?", "Namens welke organisatie?", ""),
        ("GGD", "block 1", "GGD"),
        ("Beek", "block 1", "Beek"),
        ("Huis", "block 1", "Huis"),
        ("GGD2", "block 2", "GGD"),
        ("Beek2", "block 2", "Beek"),
        ("Huis2", "block 2", "Huis"),
        ("Opmerkingen", "Opmerkingen", ""),
    ]
    assert export.meta == {"respondent": 0, "person": 3}
    assert [p.kind for p in export.problems] == ["columns of one question"] * 2


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["A", "B", "A", "B"], ["A", "B", "A", "B"]),
        (["A", "B", "A2", "B2", "A3", "B3"], ["A", "B"] * 3),
        (["A ", "B", "A 2", "B.2"], ["A ", "B", "A 2", "B"]),
        (["A", "B", "A 2"], ["A", "B", "A"]),
        (["Team 1", "Team 2", "Team 3"], ["Team 1", "Team 2", "Team 3"]),
        (["Team", "Team 2", "Huis"], ["Team", "Team 2", "Huis"]),
        ([f"T {k}" for k in range(1, 13)], [f"T {k}" for k in range(1, 13)]),
        (["A3", "B"], ["A3", "B"]),
    ],
)
def test_a_number_behind_a_name_says_that_it_was_asked_before(header, names):
    assert first_names(header) == names


def test_words_are_shared_answers_too():
    text = f"{META},GGD,Beek,Rol\n1,a,b,,,,vaak,soms,x\n2,a,b,,,,soms,nooit,y\n3,a,b,,,,,vaak,z\n"
    assert [one.names[0] for one in decoded(text).asked] == ["block 1", "block 1", "Rol"]


def test_a_statement_that_nobody_answered_stays_in_its_block():
    text = f"{META},A,B,C,D\n1,a,b,,,,1,,2,\n2,a,b,,,,2,,1,\n"
    assert [one.names[0] for one in decoded(text).asked] == ["block 1"] * 3 + ["D"]


def test_chosen_partners_are_taken_apart():
    export = decoded(CHOSEN)
    named = [one for one in export.asked if one.names_partner]
    assert [(one.names[0], one.separator) for one in named] == [("Met wie werkt u?", ";")]
    assert export.meta == {"respondent": 0}


def test_chosen_partners_as_a_survey():
    survey = rn.read_survey(io.StringIO(CHOSEN), warn=False)
    assert {(r.actor, r.partner) for r in survey.reports.dropna(subset="partner").itertuples()} == {
        ("GGD", "Beek"), ("GGD", "Huis"), ("Beek", "GGD"), ("Huis", "GGD"),
        ("Huis", "Gemeente Oost"),
    }  # fmt: skip


def test_columns_of_a_quiz_are_no_questions():
    text = (
        "ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Last modified time,"
        "Q,Points - Q,Feedback - Q\n1,a,b,,,4,,,x,1,\n"
    )
    assert [one.key for one in decoded(text).asked] == ["Q"]


@pytest.mark.parametrize(
    "text", ["ID,Name,Email\n1,a,b\n", "id,Start time,actor,partner\n1,2,A,B\n", "A,B\n1,2\n"]
)
def test_other_tables_are_not_of_microsoft_forms(text):
    assert decoded(text) is None


def test_a_study_names_the_blocks(tmp_path):
    (tmp_path / "one.csv").write_text(TWO)
    (tmp_path / "relnet.toml").write_text(
        STUDY + '[reading]\ncolumns = { actor = "Namens welke organisatie?" }\n'
    )
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    found = {(r.actor, r.partner, r.relation): r.value for r in survey.reports.itertuples()}
    assert found["GGD", "Beek", "contact"] == 3
    assert found["Huis", "Beek", "trust"] == 5


def test_a_workbook_reads_the_same(tmp_path):
    book = openpyxl.Workbook()
    for line in TWO.splitlines():
        book.active.append([cell or None for cell in line.split(",")])
    book.save(tmp_path / "form.xlsx")
    columns = {"actor": "Namens welke organisatie?"}
    survey = rn.read_survey(tmp_path / "form.xlsx", columns=columns, warn=False)
    assert [relation.name for relation in survey.relations] == ["block 1", "block 2"]
