"""Exports of survey platforms, whatever the platform: what their cells mean, and who submitted."""

import io

import pandas as pd
import pytest

import relnet as rn
from relnet.readers.layouts import READERS
from tests.readers.exports import exports


@pytest.fixture(autouse=True)
def _platform(monkeypatch):
    """A platform of our own, which only its name calls."""
    monkeypatch.setitem(READERS._things, "ours", exports.read)


def survey(text, **options):
    return rn.read_survey(io.StringIO(text), layout="ours", warn=False, **options)


def rows(found):
    table = found.reports.astype(object)
    table = table.where(table.notna(), None)
    return [tuple(row) for row in table[["actor", "partner", "relation", "value"]].to_numpy()]


def kinds(found):
    return [problem.kind for problem in found.problems]


def refused(text, **options):
    with pytest.raises(rn.DataError) as caught:
        survey(text, **options)
    return [(p.kind, p.variant) for p in caught.value.problems]


GRID = "respondent;done;organisatie;info[A];info[B];info[C]\n"


def test_a_cell_is_a_report_and_zero_is_no_tie():
    found = survey(GRID + "1;y;A;;2;0\n2;y;B;3;;1\n")
    assert rows(found) == [("A", "B", "info", 2), ("B", "A", "info", 3), ("B", "C", "info", 1)]
    assert found.respondents["actor"].tolist() == ["A", "B"]
    assert set(kinds(found)) <= {"waves assumed", "roster assumed", "no report"}


def test_an_empty_cell_of_one_who_finished_is_missing_and_of_others_no_report():
    found = survey(GRID + "1;y;A;;;1\n2;;B;;;1\n")
    assert rows(found) == [("A", "B", "info", None), ("A", "C", "info", 1), ("B", "C", "info", 1)]
    assert found.respondents["completed"].tolist() == [True, False]
    panel = rn.build_panel(found)
    states = rn.states(panel[0])
    assert states.loc["A"].tolist() == ["impossible", "unobserved", "tie"]
    assert states.loc["B"].tolist() == ["unobserved", "impossible", "tie"]


def test_a_code_for_seen_and_not_answered_is_missing():
    assert rows(survey(GRID + "1;y;A;;-99;1\n"))[0] == ("A", "B", "info", None)


def test_one_who_finished_with_zeros_only_named_nobody():
    found = survey(GRID + "1;y;A;;0;0\n2;y;B;1;;0\n")
    assert ("A", None, "info", None) in rows(found)
    assert rn.response(found)["answered"].tolist() == [2]


def test_their_own_row_says_nothing_however_the_name_is_written():
    text = "respondent;organisatie;info[Stichting A];info[B]\n1;A;;0\n2;B;1;\n"
    found = survey(text)
    assert ("A", None, "info", None) in rows(found)
    assert "self-nomination" not in kinds(found)


def test_ticks_are_one_or_zero_where_anything_was_ticked():
    text = "respondent;organisatie;met[A]=1;met[B]=1;met[C]=1\n1;A;;Ja;\n2;B;;;\n3;C;Ja;Nee;\n"
    found = survey(text)
    assert rows(found) == [
        ("A", "B", "met", 1), ("B", "A", "met", None), ("B", "C", "met", None), ("C", "A", "met", 1),
    ]  # fmt: skip
    assert "nothing ticked" in kinds(found)


def test_a_tick_for_nobody_is_no_tie_with_anyone():
    text = "respondent;organisatie;met[A]=1;met[B]=1;met[niemand]=1\n1;A;;;x\n2;B;x;;\n"
    found = survey(text)
    assert rows(found) == [("A", None, "met", None), ("B", "A", "met", 1)]


def test_a_column_for_each_answer_gives_that_answer():
    text = "respondent;organisatie;met[B]=1;met[B]=3;met[A]=1;met[A]=3\n1;A;;x;;\n2;B;;;x;\n"
    assert rows(survey(text)) == [("A", "B", "met", 3), ("B", "A", "met", 1)]


def test_two_answers_on_one_partner_disagree():
    text = "respondent;organisatie;met[B]=1;met[B]=3;met[A]=1\n1;A;x;x;\n2;B;;;x\n"
    assert refused(text) == [("reports that disagree", "")]


def test_cells_that_name_partners():
    text = "respondent;organisatie;noem[];noem[]\n1;A;B;Z\n2;B;;\n"
    found = survey(text.replace("noem[];noem[]", "noem[];noem2[]"))
    assert ("A", "B", "noem", 1) in rows(found)
    assert ("B", None, "noem", None) in rows(found)
    assert "nobody named" in kinds(found)


def test_a_cell_with_several_partners():
    text = "respondent;organisatie;several[]\n1;A;B; C\n2;B;A\n".replace("B; C", '"B; C"')
    assert rows(survey(text)) == [
        ("A", "B", "several", 1), ("A", "C", "several", 1), ("B", "A", "several", 1),
    ]  # fmt: skip


def test_a_submission_that_was_finished_goes_before_one_that_was_not():
    text = "respondent;person;done;organisatie;info[A];info[B]\n"
    found = survey(text + "1;p;y;A;;2\n2;p;;A;;3\n3;q;y;B;1;\n")
    assert rows(found) == [("A", "B", "info", 2), ("B", "A", "info", 1)]
    told = [p for p in found.problems if p.kind == "submitted twice"]
    assert [(p.variant, p.row) for p in told] == [("finished", 2)]


def test_two_finished_submissions_of_a_person_are_refused_unless_they_say_the_same():
    text = "respondent;person;done;organisatie;info[A];info[B]\n3;q;y;B;1;\n"
    assert refused(text + "1;p;y;A;;2\n2;p;y;A;;3\n") == [("submitted twice", "")]
    assert ("A", "B", "info", 2) in rows(survey(text + "1;p;y;A;;2\n2;p;y;A;;2\n"))


def test_one_person_may_answer_for_two_organisations():
    text = "respondent;person;organisatie;info[A];info[B]\n1;p;A;;2\n2;p;B;3;\n"
    assert len(rows(survey(text))) == 2


def test_questions_without_organisations_are_told_and_not_read():
    found = survey(
        "respondent;organisatie;info[A];info[B];tijd[genoeg];slot\n1;A;;1;4;dank\n2;B;1;;3;\n"
    )
    assert [r.name for r in found.relations] == ["info"]
    told = next(p for p in found.problems if p.kind == "question not read")
    assert dict(told.values)["names"] == "'tijd', 'slot'"


def test_an_export_without_any_is_refused():
    assert refused("respondent;organisatie;tijd[genoeg]\n1;A;4\n") == [
        ("question not read", "nothing")
    ]


def test_an_export_that_does_not_say_for_whom_is_refused_unless_a_list_does():
    text = "respondent;info[A];info[B]\n1;;2\n2;1;\n"
    mapped = pd.DataFrame(
        [("file 1", f"info[{p}]", "info", p) for p in "AB"],
        columns=["file", "column", "question", "organisation"],
    )
    assert refused(text, column_map=mapped) == [("missing column", "own")]
    people = pd.DataFrame({"respondent": ["1", "2"], "actor": ["A", "B"]})
    found = survey(text, column_map=mapped, respondents=people)
    assert [row[:2] for row in rows(found) if row[3]] == [("A", "B"), ("B", "A")]


def test_an_unfinished_submission_for_no_organisation_is_left_out_and_told():
    found = survey(GRID + "1;y;A;;2;0\n2;;;3;;1\n")
    assert rows(found) == [("A", "B", "info", 2)]
    told = next(p for p in found.problems if p.kind == "submission of nobody")
    assert dict(told.values) == {"n": 1, "rows": "3"}
    errors = refused(GRID + "1;y;A;;2;0\n2;y;;3;;1\n")
    assert set(errors) == {("respondent of no organisation", "")}


CODED = "respondent;organisatie;info[SQ001];info[SQ002]\n1;A;;2\n2;B;3;\n"


def column_map(*entries):
    return pd.DataFrame(entries, columns=["file", "column", "organisation"])


def test_codes_need_a_column_map():
    empty = column_map(("file 1", "other", "X"))
    assert refused(CODED, column_map=empty) == [("column of no organisation", "map")]
    both = column_map(("file 1", "info[SQ001]", "A"), ("file 1", "info[SQ002]", "B"))
    assert [row[:2] for row in rows(survey(CODED, column_map=both))] == [("A", "B"), ("B", "A")]


def test_a_column_that_is_left_out_is_told():
    part = column_map(("file 1", "info[SQ001]", "A"), ("file 1", "info[SQ002]", "-"))
    found = survey(CODED, column_map=part)
    assert [row[:2] for row in rows(found) if row[1]] == [("B", "A")]
    assert "column left out" in kinds(found)


def test_a_text_that_is_no_answer_is_told_once_for_its_question():
    with pytest.raises(rn.DataError) as caught:
        survey(GRID + "1;y;A;;vaak;0\n2;y;B;vaak;;vaak\n")
    told = [(p.row, p.column, dict(p.values)["n"]) for p in caught.value.problems]
    assert told == [(3, "info[A]", 3)]


def states(found):
    """The state of each cell."""
    table = rn.states(rn.build_panel(found)[0])
    return {(a, b): table.loc[a, b] for a in table for b in table if a != b}


def test_nothing_is_known_of_partners_about_whom_was_not_asked():
    found = survey(GRID + "1;y;A;;2;0\n2;y;B;3;;1\n", roster=pd.DataFrame({"id": list("ABCD")}))
    cells = states(found)
    assert cells["A", "D"] == cells["B", "D"] == cells["C", "D"] == "unobserved"
    assert cells["A", "C"] == "no tie"
    told = next(p for p in found.problems if p.kind == "not asked about")
    assert dict(told.values)["names"] == "D"


def test_a_column_that_is_left_out_makes_its_partner_unobserved():
    text = "respondent;organisatie;info[SQ001];info[SQ002]\n1;A;;2\n2;B;3;\n3;C;1;1\n"
    part = column_map(("file 1", "info[SQ001]", "A"), ("file 1", "info[SQ002]", "-"))
    cells = states(survey(text, column_map=part, roster=pd.DataFrame({"id": list("ABC")})))
    assert cells["A", "B"] == cells["C", "B"] == "unobserved"
    assert cells["C", "A"] == "tie"


def test_two_columns_on_one_partner_are_refused():
    text = "respondent;organisatie;info[SQ001];info[SQ002]\n1;A;1;2\n2;B;3;\n"
    both = column_map(("file 1", "info[SQ001]", "A"), ("file 1", "info[SQ002]", "A"))
    assert ("two columns", "") in refused(text, column_map=both)


def test_codes_of_the_own_organisation_need_the_column_map():
    text = "respondent;organisatie;info[SQ001];info[SQ002]\n1;A1;;2\n2;A2;3;\n"
    columns = [("file 1", "info[SQ001]", "", "A"), ("file 1", "info[SQ002]", "", "B")]
    names = ["file", "column", "answer", "organisation"]
    part = pd.DataFrame(columns, columns=names)
    assert refused(text, column_map=part) == [("answer of no organisation", "map")]
    answers = [("file 1", "organisatie", "A1", "A"), ("file 1", "organisatie", "A2", "B")]
    whole = pd.DataFrame([*columns, *answers], columns=names)
    assert [row[:2] for row in rows(survey(text, column_map=whole))] == [("A", "B"), ("B", "A")]


def test_a_column_that_says_who_finished_goes_before_the_platform():
    text = "respondent;organisatie;klaar;info[A];info[B]\n1;A;ja;;2\n2;B;nee;3;\n"
    found = survey(text, columns={"completed": "klaar"})
    assert found.respondents["completed"].tolist() == [True, False]
    assert refused(text.replace("nee", "bijna"), columns={"completed": "klaar"}) == [
        ("unreadable value", "flag")
    ]


def test_what_does_not_apply_is_no_tick_and_no_zero():
    text = "respondent;organisatie;met[A]=1;met[B]=1;met[C]=1\n1;A;;x;n.v.t.\n2;B;x;;\n3;C;x;n/a;\n"
    assert rows(survey(text)) == [
        ("A", "B", "met", 1), ("A", "C", "met", None), ("B", "A", "met", 1),
        ("C", "A", "met", 1), ("C", "B", "met", None),
    ]  # fmt: skip


def test_rows_that_do_not_count_are_listed():
    text = "respondent;person;done;organisatie;info[A];info[B]\n"
    found = survey(text + "1;p;y;A;;2\n2;p;;A;;3\n3;q;y;B;1;\n4;r;;;1;\n")
    assert found.files[["rows", "used", "listed"]].to_numpy().tolist() == [[4, 2, 2]]
