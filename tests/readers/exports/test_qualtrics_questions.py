"""The questions of exports of Qualtrics: what their header rows say of each column."""

import pytest

from tests.readers.exports.qualtrics import MATRIX, STYLES, col, decode, known, told


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_matrix_whose_text_has_dashes_itself(style):
    export = decode(MATRIX, style=style)
    names = ("Q8", "QID8", "Hoe vaak - per jaar - contact?")
    assert told(export) == [(names, "GGD Lindeland"), (names, "Gemeente"), (names, "Niemand")]
    assert [one.key for one in export.asked] == ["QID8_1", "QID8_2", "QID8_9"]
    assert [one.column for one in export.asked] == [6, 7, 8]
    assert export.first == 3
    assert export.missing == {"-99"}
    assert dict(export.meta) == {"respondent": 5}
    assert export.completed.tolist() == export.counts.tolist() == [True, True]
    assert export.problems == ()


def test_without_import_ids():
    export = decode(MATRIX, rows=("name", "text"))
    assert export.first == 2
    assert told(export)[0] == (("Q8", "Hoe vaak - per jaar - contact?"), "GGD Lindeland")
    assert [one.key for one in export.asked] == ["Q8_1", "Q8_2", "Q8_9"]


def test_without_texts():
    for rows, first in (("name", "own"), 2), (("name",), 1):
        export = decode(MATRIX, rows=rows)
        assert export.first == first
        assert [(one.names[0], one.row, one.is_code) for one in export.asked] == [
            ("Q8", "1", True), ("Q8", "2", True), ("Q8", "9", True),
        ]  # fmt: skip


def test_texts_on_several_lines_cut_or_with_mark_up():
    columns = [
        col("Q8_1", "<b>Contact</b>,\nmet&nbsp;wie en hoe ver...-GGD <i>Noord</i>", "QID8-1"),
        col("Q8_2", "<b>Contact</b>,\nmet&nbsp;wie en hoe ver...-Gemeente", "QID8-2"),
    ]
    names = ("Q8", "QID8", "Contact, met wie en hoe ver...")
    assert told(decode(columns)) == [(names, "GGD Noord"), (names, "Gemeente")]


def test_side_by_side_is_a_question_for_each_column():
    columns = [
        col("sbs#1_1", "Samen - Hoe vaak - GGD", "QID17#1-1"),
        col("sbs#1_2", "Samen - Hoe vaak - Gemeente", "QID17#1-2"),
        col("sbs#2_1", "Samen - Hoe goed - GGD", "QID17#2-1"),
        col("sbs#2_2", "Samen - Hoe goed - Gemeente", "QID17#2-2"),
        col("sbs#3_1_1_TEXT", "Samen - Waarom - GGD - Text", "QID17#3_1_1_TEXT"),
    ]
    often, well = (
        ("sbs#1", "QID17#1", "Samen - Hoe vaak"),
        ("sbs#2", "QID17#2", "Samen - Hoe goed"),
    )
    found = told(decode(columns))
    assert found[:4] == [(often, "GGD"), (often, "Gemeente"), (well, "GGD"), (well, "Gemeente")]
    assert found[4][1] == ""


@pytest.mark.parametrize("mark", ["-", "_"])
def test_a_matrix_of_several_answers_has_a_tick_for_each(mark):
    columns = [
        col(f"Q29_{row}_{answer}", f"Wat - {who} - {what}", f"QID29{mark}{row}{mark}{answer}", *cells)
        for row, who, answer, what, cells in [
            ("1", "GGD - Noord", "1", "Geld", ("1", "")),
            ("1", "GGD - Noord", "2", "Kennis", ("", "1")),
            ("4", "Gemeente", "1", "Geld", ("Geld", "")),
            ("4", "Gemeente", "2", "Kennis", ("2", "")),
        ]
    ]  # fmt: skip
    export = decode(columns)
    assert [(one.row, one.tick) for one in export.asked] == [
        ("GGD - Noord", "1"), ("GGD - Noord", "2"), ("Gemeente", "1"), ("Gemeente", "2"),
    ]  # fmt: skip
    assert {one.names for one in export.asked} == {("Q29", "QID29", "Wat")}
    options = known({"geld": 2.0, "kennis": 1.0}, {1.0, 2.0}, names=["Q29"])
    assert [one.tick for one in decode(columns, options).asked] == ["Geld", "Kennis"] * 2


def test_a_matrix_of_rows_and_columns_with_other_answers_has_a_question_for_each_column():
    columns = [
        col("Q30_1_1", "Uren - GGD - 2022", "QID30_1_1", "8", "3"),
        col("Q30_1_2", "Uren - GGD - 2023", "QID30_1_2", "8", "3"),
        col("Q30_2_1", "Uren - ZSA - 2022", "QID30_2_1", "8", "3"),
        col("Q30_2_2", "Uren - ZSA - 2023", "QID30_2_2", "8", ""),
    ]
    export = decode(columns)
    assert told(export)[:2] == [
        (("Q30_1", "QID30_1", "Uren - 2022"), "GGD"),
        (("Q30_2", "QID30_2", "Uren - 2023"), "GGD"),
    ]
    assert [one.tick for one in export.asked] == [None] * 4


def test_a_matrix_of_several_answers_with_one_row_or_one_answer():
    one_row = [
        col("Q29_1_1", "Wat - GGD - Geld", "QID29_1_1", "1", ""),
        col("Q29_1_2", "Wat - GGD - Kennis", "QID29_1_2", "", "1"),
    ]
    assert {(one.names[-1], one.row) for one in decode(one_row).asked} == {("Wat", "GGD")}
    one_answer = [
        col("Q29_1_1", "Wat - GGD - Geld", "QID29_1_1", "1", ""),
        col("Q29_2_1", "Wat - ZSA - Geld", "QID29_2_1", "", "1"),
    ]
    assert [one.row for one in decode(one_answer).asked] == ["GGD", "ZSA"]
    (alone,) = decode([one_answer[0]]).asked
    assert (alone.names, alone.row, alone.tick) == (("Q29", "QID29", "Wat"), "GGD", "1")
    (bare,) = decode([one_answer[0]], rows=("name", "own")).asked
    assert (bare.names, bare.row, bare.is_code) == (("Q29", "QID29"), "1", True)


@pytest.mark.parametrize(
    ("cells", "tick", "guessed"),
    [
        ((("1", ""), ("", "1")), "1", 1),
        ((("GGD", ""), ("", "Gemeente")), "1", 0),
        ((("GGD", "-99"), ("-99", "Gemeente")), "1", 0),
        ((("Gemeente", ""), ("", "GGD")), None, 0),
        ((("1", "0"), ("0", "1")), None, 0),
        ((("1", ""), ("2", "1")), None, 0),
        ((("1", "1"), ("1", "1")), None, 0),
    ],
)
def test_a_multiple_choice_is_told_by_its_cells(cells, tick, guessed):
    columns = [
        col("Q5_1", "Wie - Selected Choice - GGD", "QID5_1", *cells[0]),
        col("Q5_4", "Wie - Selected Choice - Gemeente", '{"ImportId":"QID5","choiceId":"4"}', *cells[1]),
        col("Q5_4_TEXT", "Wie - Anders - Text", "QID5_4_TEXT", "iets", ""),
    ]  # fmt: skip
    export = decode(columns)
    names = ("Q5", "QID5", "Wie")
    assert told(export)[:2] == [(names, "GGD"), (names, "Gemeente")]
    assert [one.tick for one in export.asked] == [tick, tick, None]
    assert export.asked[1].key == "QID5_4"
    assert [problem.kind for problem in export.problems] == ["taken as ticks"] * guessed


def test_ones_are_answers_where_the_study_has_several():
    columns = [col("Q5_1", "Wie - A", "QID5_1", "1", ""), col("Q5_2", "Wie - B", "QID5_2", "", "1")]
    several = known({"1": 1.0, "2": 2.0}, {1.0, 2.0})
    assert [one.tick for one in decode(columns, several).asked] == [None, None]
    for options in known({"1": 1.0, "0": 0.0}, {0.0, 1.0}), known({}, set()):
        export = decode(columns, options)
        assert [one.tick for one in export.asked] == ["1", "1"]
        assert export.problems == ()


NAMES = ("GGD", "Ziekenhuis Sint Anna", "Gemeente Lindeland", "Thuiszorg", "GGZ", "De Linde")


@pytest.mark.parametrize("ending", ["", "_TEXT"])
def test_form_fields_with_names_in_them_name_partners(ending):
    columns = [
        col(f"Q7_{k}{ending}", f"Met wie? - Naam {k}", f"QID7_{k}{ending}", *NAMES[2 * k - 2 : 2 * k])
        for k in (1, 2, 3)
    ]  # fmt: skip
    export = decode(columns)
    assert told(export) == [
        (("Q7", "QID7", "Met wie? - Naam 1"[:8]), f"Naam {k}") for k in (1, 2, 3)
    ]
    assert all(one.names_partner for one in export.asked)


def test_texts_that_are_no_names_stay_questions_of_their_own():
    columns = [col(f"Q7_{k}_TEXT", f"Wie - {k} - Text", f"QID7_{k}_TEXT", "ja", "") for k in (1, 2)]
    assert told(decode(columns)) == [
        (("Q7_1_TEXT", "QID7_1_TEXT", "Wie - 1 - Text"), ""),
        (("Q7_2_TEXT", "QID7_2_TEXT", "Wie - 2 - Text"), ""),
    ]


def test_passes_of_a_loop_are_rows():
    columns = [
        col("1_Q5", "GGD Noord - Hoe goed?", "1_QID5"),
        col("2_Q5", "GGD Zuid - Hoe goed?", "2_QID5"),
        col("1_Q6_1", "Met GGD Noord - Eerlijk", "1_QID6_1"),
        col("1_Q6_2", "Met GGD Noord - Open", "1_QID6_2"),
        col("2_Q6_1", "Met GGD Zuid - Eerlijk", "2_QID6_1"),
        col("2_Q6_2", "Met GGD Zuid - Open", "2_QID6_2"),
        col("1_Q9_3_TEXT", "GGD Noord - Waarom - Text", "1_QID9_3_TEXT"),
        col("2_Q9_3_TEXT", "GGD Zuid - Waarom - Text", "2_QID9_3_TEXT"),
    ]
    found = told(decode(columns))
    assert found[:2] == [
        (("Q5", "QID5", "Hoe goed?"), "GGD Noord"),
        (("Q5", "QID5", "Hoe goed?"), "GGD Zuid"),
    ]
    assert found[2] == (("Q6_1", "QID6_1", "Met - Eerlijk"), "GGD Noord")
    assert found[5] == (("Q6_2", "QID6_2", "Met - Open"), "GGD Zuid")
    assert found[6][0][:2] == ("Q9_3_TEXT", "QID9_3_TEXT")


def test_passes_of_a_loop_that_the_text_does_not_name():
    columns = [
        col("1_Q5", "Hoe goed?", "1_QID5"),
        col("2_Q5", "Hoe goed?", "2_QID5"),
        col("1_Q6_1", "Hoe vaak? - GGD", "1_QID6_1"),
        col("1_Q6_2", "Hoe vaak? - ZSA", "1_QID6_2"),
        col("2_Q6_1", "Hoe vaak? - GGD", "2_QID6_1"),
        col("2_Q6_2", "Hoe vaak? - ZSA", "2_QID6_2"),
    ]
    export = decode(columns)
    assert [(one.names, one.row, one.is_code) for one in export.asked] == [
        (("Q5", "QID5", "Hoe goed?"), "1", True),
        (("Q5", "QID5", "Hoe goed?"), "2", True),
        (("1_Q6", "1_QID6"), "GGD", False),
        (("1_Q6", "1_QID6"), "ZSA", False),
        (("2_Q6", "2_QID6"), "GGD", False),
        (("2_Q6", "2_QID6"), "ZSA", False),
    ]


def test_a_name_in_the_middle_of_the_question_is_what_the_pass_is_on():
    columns = [
        col("1_Q5", "Hoe goed werkt u met Thuiszorg Anders samen?", "1_QID5"),
        col("2_Q5", "Hoe goed werkt u met GGD samen?", "2_QID5"),
    ]
    assert [row for _, row in told(decode(columns))] == ["Thuiszorg Anders", "GGD"]


def test_a_name_between_a_tag_and_a_row_is_what_the_pass_is_on():
    columns = [
        col("1_Q1_1", "1_Q1 - GGD - Noord - Gezien", "1_QID10_1"),
        col("1_Q2", "Comment - GGD - Noord - Selected Choice", "1_QID7"),
        col("2_Q1_1", "2_Q1 - ZSA - Gezien", "2_QID10_1"),
        col("2_Q2", "Comment - ZSA - Selected Choice", "2_QID7"),
    ]
    assert told(decode(columns)) == [
        (("Q1_1", "QID10_1", "1_Q1 - Gezien"), "GGD - Noord"),
        (("Q2", "QID7", "Comment - Selected Choice"), "GGD - Noord"),
        (("Q1_1", "QID10_1", "2_Q1 - Gezien"), "ZSA"),
        (("Q2", "QID7", "Comment - Selected Choice"), "ZSA"),
    ]


def test_own_export_tags_of_rows():
    columns = [
        col("Q8_ggd", "Contact - GGD", "QID8_1"),
        col("Q8_zsa", "Contact - ZSA", "QID8_2"),
        col("geld", "Wat - Geld", "QID9_1"),
        col("kennis", "Wat - Kennis", "QID9_2"),
    ]
    found = decode(columns)
    assert told(found)[0] == (("Q8", "QID8", "Contact"), "GGD")
    assert told(found)[2] == (("QID9", "Wat"), "Geld")
    bare = decode(columns, rows=("name", "own")).asked
    assert [(one.row, one.is_code) for one in bare] == [
        ("ggd", False), ("zsa", False), ("1", True), ("2", True),
    ]  # fmt: skip


def test_a_question_by_itself_and_other_data():
    columns = [
        col("Q1", "Uw organisatie", "QID1"),
        col("Q2", "Toelichting", "QID2_TEXT"),
        col("organisatie", "organisatie", "organisatie"),
        col("Q3_1_2_3", "x", "QID3_1_2_3"),
        col("Q4_1", "Hoeveel", "QID4_1"),
        col("SC0", "Score", "SC_abc"),
    ]
    assert told(decode(columns)) == [
        (("Q1", "QID1", "Uw organisatie"), ""),
        (("Q2", "QID2", "QID2_TEXT", "Toelichting"), ""),
        (("organisatie",), ""),
        (("Q3_1_2_3", "QID3_1_2_3", "x"), ""),
        (("Q4", "QID4", "Hoeveel"), "1"),
        (("SC0", "SC_abc", "Score"), ""),
    ]
    assert told(decode(columns, rows=("name", "text")))[4] == (("Q4_1", "Hoeveel"), "")


def test_what_is_no_question_is_left_out():
    columns = [
        col("Q8_DO_1", "Display Order", "QID8_DO_1"),
        col("Q8_DO", "Display Order", "QID8_DO"),
        col("FL_5_DO_FL_6", "x", '{"ImportId":"FL_5_DO","choiceId":"FL_6"}'),
        col("Q4_First Click", "Timing - First Click", "QID4_FIRST_CLICK"),
        col("Q2 - Topics", "Q2 - Topics", "QID2_TEXT_eae5a8d0e7fd4bd183e983e5Topics"),
        col("Q_BallotBoxStuffing", "x", "Q_BallotBoxStuffing"),
        col("IPAddress", "IP Address", "ipAddress"),
        col("UserLanguage", "User Language", "userLanguage"),
    ]
    for rows in ("name", "text", "own"), ("name", "text"):
        found = [one.key for one in decode(columns, rows=rows).asked]
        assert found in ([], ["Q2 - Topics"])


def test_a_roster_over_several_questions_keeps_the_names_of_each():
    columns = [
        col("Q5_1", "Contact? - GGD", "QID5_1"),
        col("Q5_2", "Contact? - ZSA", "QID5_2"),
        col("Q6_1", "Contact? - Thuiszorg", "QID6_1"),
        col("Q6_2", "Contact? - De Linde", "QID6_2"),
    ]
    assert [one.names for one in decode(columns).asked] == [
        ("Q5", "QID5", "Contact?"), ("Q5", "QID5", "Contact?"),
        ("Q6", "QID6", "Contact?"), ("Q6", "QID6", "Contact?"),
    ]  # fmt: skip
