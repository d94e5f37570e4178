"""Exports of SurveyMonkey, by the shapes that real files have."""

import io

import openpyxl
import pandas as pd
import pytest

import relnet as rn
from relnet.readers.exports.surveymonkey import decode_surveymonkey
from relnet.readers.files import load
from relnet.readers.options import Options

META = (
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
    "Last Name,Custom Data 1"
)
BELOW = "," * 8
CONTACT = f"""\
{META},Namens welke organisatie vult u in?,Hoe vaak heeft u contact?,,
{BELOW},Response,GGD Lindeland,Gemeente Beek,Huis Noord
11,7,a,b,c,ann@x.nl,,,,GGD Lindeland,,3,0
12,7,a,b,c,bob@x.nl,,,,Gemeente Beek,2,,1
13,7,a,b,c,cor@x.nl,,,,Huis Noord,1,4,
"""
OLD = """\
RespondentID,CollectorID,StartDate,EndDate,IP Address,Email Address,First Name,LastName,\
Custom Data,Uw organisatie,Contact - GGD Lindeland,Contact - Gemeente Beek,\
Contact - Why did you make this selection?,Opmerkingen - Open-Ended Response
11,7,a,b,c,,,,x1,GGD Lindeland,,3,,
12,7,a,b,c,,,,x2,Gemeente Beek,2,,,dank
"""


def table(text):
    (found,) = load(io.StringIO(text), name="export.csv")
    return found


def asked(text, **options):
    export = decode_surveymonkey(table(text), Options(**options))
    return {one.key: one for one in export.asked}


def question(first, second, *rows):
    """An export of one question of several columns."""
    lines = [f"{META},{first}", f"{BELOW},{second}"]
    lines += [f"{k},7,,,,,,,,{row}" for k, row in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def test_the_rows_of_a_matrix_stand_below_their_question():
    export = decode_surveymonkey(table(CONTACT), Options())
    assert [(one.names, one.row) for one in export.asked] == [
        (("Namens welke organisatie vult u in?",), ""),
        (("Hoe vaak heeft u contact?",), "GGD Lindeland"),
        (("Hoe vaak heeft u contact?",), "Gemeente Beek"),
        (("Hoe vaak heeft u contact?",), "Huis Noord"),
    ]
    assert export.first == 2
    assert export.meta == {"respondent": 0, "person": 5}
    assert "unknown completion" in {problem.kind for problem in export.problems}


def test_an_option_is_ticked_or_nothing_stands_there():
    found = asked(
        question(
            "Met wie deelt u gegevens?,,,",
            "GGD Lindeland,Gemeente Beek,Huis Noord,Other (please specify)",
            "GGD Lindeland,,,",
            ",,Huis Noord,de buren",
        )
    )
    ticks = {one.row: one.tick for one in found.values()}
    assert ticks == {"GGD Lindeland": "1", "Gemeente Beek": "1", "Huis Noord": "1", "": None}
    assert "Met wie deelt u gegevens? - Other (please specify)" in found


def test_options_may_be_exported_as_their_positions():
    found = asked(question("Met wie?,,", "A,B,C", "1,,3", ",2,", "1,2,"))
    assert [one.tick for one in found.values()] == ["1", "1", "1"]


def test_answers_that_happen_to_be_alike_are_no_ticks():
    found = asked(question("Hoe vaak?,", "A,B", "Weekly,Weekly", "Weekly,"))
    assert [one.tick for one in found.values()] == [None, None]


def test_a_matrix_of_check_boxes_has_a_column_for_each_answer():
    found = asked(
        question(
            "Hoe?,,,",
            "GGD - Noord - Mail,GGD - Noord - Bel,Huis - Mail,Huis - Bel",
            "Mail,,,Bel",
            ",,,",
            "Mail,,,Bel",
        )
    )
    assert [(one.names, one.row, one.tick) for one in found.values()] == [
        (("Hoe?",), "GGD - Noord", "Mail"),
        (("Hoe?",), "GGD - Noord", "Bel"),
        (("Hoe?",), "Huis", "Mail"),
        (("Hoe?",), "Huis", "Bel"),
    ]


MENUS = question(
    "Beoordeel,,,", "GGD - Noord - Macht,GGD - Noord - Nut,Huis - Macht,Huis - Nut", "1,2,3,4"
)


def test_a_matrix_of_menus_is_a_question_for_each_column_and_that_is_said():
    export = decode_surveymonkey(table(MENUS), Options())
    assert [(one.names, one.row) for one in export.asked] == [
        (("Beoordeel - Macht", "Macht"), "GGD - Noord"),
        (("Beoordeel - Nut", "Nut"), "GGD - Noord"),
        (("Beoordeel - Macht", "Macht"), "Huis"),
        (("Beoordeel - Nut", "Nut"), "Huis"),
    ]
    assert "headings in two parts" in {problem.kind for problem in export.problems}


def test_names_with_dashes_are_whole_where_organisations_are_called_so():
    text = question(
        "Uw organisatie,Contact,,,",
        "Response,GGD - Noord,GGD - Zuid,GGZ - Noord,GGZ - Zuid",
        "GGD - Noord,1,2,3,4",
    )
    assert [one.row for one in asked(text).values()][1:] == [
        "GGD - Noord", "GGD - Zuid", "GGZ - Noord", "GGZ - Zuid",
    ]  # fmt: skip


def test_two_questions_of_one_text_are_two():
    found = asked(question("Contact,,Contact,", "A,B,A,B", "1,2,3,4"))
    assert [one.names for one in found.values()] == [("Contact",)] * 2 + [("Contact (2)",)] * 2
    assert list(found) == ["Contact - A", "Contact - B", "Contact (2) - A", "Contact (2) - B"]


def test_boxes_for_partners_name_them():
    names = [f"Huis {k}" for k in range(20)]
    rows = [",".join(names[k : k + 3]) for k in range(17)]
    found = asked(question("Noem partners,,", "Partner 1,Partner 2,Partner 3", *rows))
    assert all(one.names_partner for one in found.values())


def test_older_files_have_question_and_row_in_one_heading():
    export = decode_surveymonkey(table(OLD), Options())
    assert [(one.names[0], one.row) for one in export.asked] == [
        ("Uw organisatie", ""),
        ("Contact", "GGD Lindeland"),
        ("Contact", "Gemeente Beek"),
        ("Contact", "Why did you make this selection?"),
        ("Opmerkingen", ""),
    ]
    assert export.meta == {"respondent": 0, "person": 8}


def test_a_file_without_collectors_is_known_by_its_second_row():
    text = "RespondentID,Contact,,Age\n,GGD,Huis,Response\n1,2,3,30\n"
    assert [one.row for one in asked(text).values()] == ["GGD", "Huis", ""]


@pytest.mark.parametrize(
    "text",
    [
        "respondent_id,actor,partner\n1,A,B\n",
        "RespondentID,Contact,Age\n1,2,3\n",
        "ID,Collector ID\n1,2\n",
        "Respondent ID\n",
    ],
)
def test_other_tables_are_not_of_surveymonkey(text):
    assert decode_surveymonkey(table(text), Options()) is None


def test_a_header_alone_is_an_error():
    assert "no rows" in {
        p.kind for p in decode_surveymonkey(table(META + ",Q\n"), Options()).problems
    }


def read(source, **options):
    return rn.read_survey(source, warn=False, **options)


def test_a_survey_from_start_to_end():
    survey = read(io.StringIO(CONTACT), columns={"actor": "Namens welke organisatie vult u in?"})
    (relation,) = survey.relations
    assert relation.name == "Hoe vaak heeft u contact?"
    reports = {(r.actor, r.partner): r.value for r in survey.reports.itertuples()}
    assert reports["GGD Lindeland", "Gemeente Beek"] == 3
    assert reports["Huis Noord", "Gemeente Beek"] == 4


def test_a_workbook_reads_the_same(tmp_path):
    book = openpyxl.Workbook()
    for row in pd.read_csv(io.StringIO(CONTACT), header=None, dtype=str).to_numpy(object):
        book.active.append([None if pd.isna(cell) else cell for cell in row])
    path = tmp_path / "export.xlsx"
    book.save(path)
    columns = {"actor": "Namens welke organisatie vult u in?"}
    again = read(path, columns=columns).reports.drop(columns="respondent")
    first = read(io.StringIO(CONTACT), columns=columns).reports.drop(columns="respondent")
    pd.testing.assert_frame_equal(again, first)


STUDY = """\
[reading]
columns = { actor = "Namens wie?" }
[[waves]]
label = "1"
reports = "one.csv"
[[relations]]
name = "contact"
names = ["Hoe vaak?"]
scale = [{ code = 0, nl = "Nooit" }, { code = 1, nl = "Soms" }, { code = 2, nl = "Vaak" }]
[[relations]]
name = "data"
names = ["Met wie deelt u gegevens?"]
[[items]]
name = "power"
names = ["Macht"]
about = "partner"
[[items]]
name = "use"
names = ["Nut"]
about = "partner"
"""
WHOLE = question(
    "Namens wie?,Hoe vaak?,,Met wie deelt u gegevens?,,,Beoordeel,,,",
    "Response,A,B,A,B,C,A - Macht,A - Nut,B - Macht,B - Nut",
    "A,,Vaak,,B,,,,3,4",
    "B,Soms,,A,,C,1,2,,",
    "C,Nooit,Soms,,,,1,1,1,",
)


def test_a_study_with_relations_ticks_and_items(tmp_path):
    (tmp_path / "one.csv").write_text(WHOLE)
    (tmp_path / "relnet.toml").write_text(STUDY)
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    found = survey.reports.dropna(subset=["partner", "value"])
    assert {(r.actor, r.partner, r.relation, r.value) for r in found.itertuples()} >= {
        ("A", "B", "contact", 2.0),
        ("B", "A", "contact", 1.0),
        ("C", "B", "contact", 1.0),
        ("A", "B", "data", 1.0),
        ("B", "A", "data", 1.0),
        ("B", "C", "data", 1.0),
    }
    items = survey.items[["actor", "partner", "item", "value"]].to_numpy(object).tolist()
    assert ["A", "B", "use", 4.0] in items
    assert len(items) == 7
    told = {problem.kind for problem in survey.problems}
    assert {"nothing ticked", "headings in two parts", "unknown completion"} <= told


HOSTILE = [
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\x1b[31mred", "[" * 5000, " - " * 5000,
    "other" + "(" * 5000, "1" + " " * 5000 + "1", "\u202egnp",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_headings_are_only_text(text):
    frame = pd.DataFrame([["Respondent ID", "Collector ID", "Q", ""], ["", "", text, text + "b"],
                          ["1", "2", text, ""]])  # fmt: skip
    (found,) = load(frame, name="export")
    assert len(decode_surveymonkey(found, Options()).asked) == 2
