"""Exports of Google Forms: grids, check boxes and partners that were chosen from a list."""

import io

import pandas as pd
import pytest

import relnet as rn
from relnet.readers.exports.google_forms import decode_google_forms
from relnet.readers.files import load
from relnet.readers.options import Options

GRID = """\
Tijdstempel,E-mailadres,Uw organisatie,Hoe vaak? [GGD Lindeland],Hoe vaak? [Gemeente Beek],Opmerkingen
2023/05/01 10:00:00 AM EET,ann@x.nl,GGD Lindeland,,3,
2023/05/01 10:05:00 AM EET,bob@x.nl,Gemeente Beek,2,,"dank, en tot ziens"
"""
CHOSEN = """\
Timestamp,Uw organisatie,Met wie werkt u samen?
5/1/2023 10:00:00,GGD Lindeland,"Gemeente Beek, Zorg, Wonen en Meer"
5/1/2023 10:05:00,Gemeente Beek,GGD Lindeland
5/1/2023 10:07:00,"Zorg, Wonen en Meer","Gemeente Beek, Huis Noord"
5/1/2023 10:09:00,Huis Noord,
"""


def table(text):
    (found,) = load(io.StringIO(text), name="answers.csv")
    return found


def decoded(text, **options):
    return decode_google_forms(table(text), Options(**options))


def test_a_grid_has_its_rows_in_brackets():
    export = decoded(GRID)
    assert [(one.key, one.names, one.row) for one in export.asked] == [
        ("Uw organisatie", ("Uw organisatie",), ""),
        ("Hoe vaak? [GGD Lindeland]", ("Hoe vaak?",), "GGD Lindeland"),
        ("Hoe vaak? [Gemeente Beek]", ("Hoe vaak?",), "Gemeente Beek"),
        ("Opmerkingen", ("Opmerkingen",), ""),
    ]
    assert export.meta == {"person": 1}
    assert export.completed.all()
    assert export.counts.all()


def test_brackets_in_a_question_or_a_row_stay_there():
    text = (
        "Timestamp,Contact [per week] [GGD [Noord]],Contact [per week] [Huis]\n5/1/2023 1:00,1,2\n"
    )
    assert [(one.names[0], one.row) for one in decoded(text).asked] == [
        ("Contact [per week]", "GGD [Noord]"),
        ("Contact [per week]", "Huis"),
    ]


def test_two_grids_of_one_title_are_two_questions():
    text = "Timestamp,Q [A],Q [B],Q [A],Q [B]\n5/1/2023 1:00,1,2,3,4\n"
    assert [one.names[0] for one in decoded(text).asked] == ["Q", "Q", "Q (2)", "Q (2)"]
    assert len({one.key for one in decoded(text).asked}) == 4


@pytest.mark.parametrize("mark", [", ", ";"])
def test_a_grid_of_check_boxes_has_a_column_for_each_choice(mark):
    text = (
        "Timestamp,Hoe? [GGD],Hoe? [Huis]\n"
        f'5/1/2023 1:00,"Mail{mark}Bel",Bel\n5/1/2023 1:01,,Mail\n5/1/2023 1:02,Mail,Bel\n'
    )
    export = decoded(text)
    assert [(one.row, one.tick) for one in export.asked] == [
        ("GGD", "Mail"), ("GGD", "Bel"), ("Huis", "Mail"), ("Huis", "Bel"),
    ]  # fmt: skip
    cells = export.table.cells.iloc[1:, [one.column for one in export.asked]]
    assert cells.to_numpy().tolist() == [
        ["Mail", "Bel", "", "Bel"],
        ["", "", "Mail", ""],
        ["Mail", "", "", "Bel"],
    ]


def test_an_answer_with_a_comma_is_one_answer():
    text = 'Timestamp,Hoe? [GGD],Hoe? [Huis]\n5/1/2023 1:00,"Ja, altijd","Nee, nooit"\n'
    assert [one.tick for one in decoded(text).asked] == [None, None]


def test_chosen_partners_are_taken_apart_and_a_name_with_a_comma_is_whole():
    export = decoded(CHOSEN)
    (one,) = [one for one in export.asked if one.names_partner]
    assert one.separator == ", "
    assert one.whole == {"Zorg, Wonen en Meer"}
    assert [p.kind for p in export.problems] == ["cells with several names"]


def test_chosen_partners_as_a_survey():
    survey = rn.read_survey(io.StringIO(CHOSEN), warn=False)
    ties = {(r.actor, r.partner) for r in survey.reports.dropna(subset="partner").itertuples()}
    assert ties == {
        ("GGD Lindeland", "Gemeente Beek"),
        ("GGD Lindeland", "Zorg, Wonen en Meer"),
        ("Gemeente Beek", "GGD Lindeland"),
        ("Zorg, Wonen en Meer", "Gemeente Beek"),
        ("Zorg, Wonen en Meer", "Huis Noord"),
    }


def test_other_check_boxes_name_no_partners():
    text = (
        'Timestamp,Uw organisatie,Waarmee?\n5/1/2023 1:00,GGD,"Mail, Bel"\n5/1/2023 1:01,Huis,Bel\n'
    )
    assert not any(one.names_partner for one in decoded(text).asked)


def test_questions_for_a_first_and_second_partner_are_one():
    text = (
        "Timestamp,Uw organisatie,Noem organisatie 1,Noem organisatie 2\n"
        "5/1/2023 1:00,GGD,Huis,Beek\n5/1/2023 1:01,Huis,GGD,\n5/1/2023 1:02,Beek,Huis,GGD\n"
    )
    named = [one.names for one in decoded(text).asked if one.names_partner]
    assert named == [("Noem organisatie",)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Timestamp,actor,partner\nearly,A,B\n",
        "id,Q [A],Q [B]\n1,1,2\n",
        "Naam,Timestamp\nA,5/1/2023 1:00\n",
    ],
)
def test_other_tables_are_not_of_google_forms(text):
    assert decoded(text) is None


def test_a_sheet_with_real_times_is_known():
    frame = pd.DataFrame({"Timestamp": pd.to_datetime(["2023-05-01 10:00:00"]), "Q [A]": ["1"]})
    (found,) = load(frame, name="sheet")
    assert decode_google_forms(found, Options()) is not None


def test_a_survey_from_start_to_end():
    survey = rn.read_survey(io.StringIO(GRID), warn=False)
    assert [relation.name for relation in survey.relations] == ["Hoe vaak?"]
    assert {(r.actor, r.partner, r.value) for r in survey.reports.itertuples()} == {
        ("GGD Lindeland", "Gemeente Beek", 3.0),
        ("Gemeente Beek", "GGD Lindeland", 2.0),
    }
