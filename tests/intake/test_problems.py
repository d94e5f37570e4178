"""Bad input: every problem at once, each with its place; nothing dropped unsaid."""

import gzip
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.problems import SHOWN_PER_KIND, describe_problems

ROSTER = pd.DataFrame({"id": ["Hospital", "Insurer", "Council"]})


def problems(text, **options):
    options.setdefault("roster", ROSTER)
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(io.StringIO(text), warn=False, **options)
    return [str(problem) for problem in caught.value.problems]


def test_all_errors_at_once_with_file_row_column_found_and_expected():
    text = (
        "wave,source,target,weight\n"
        "1,Hospital,Insurer,often\n"
        "1,Hospitel,Council,1\n"
        "1,Hospital,Council,7\n"
        "1,Insurer,Council,1\n"
        "1,Insurer,Council,2\n"
        "1,,Council,1\n"
        ",Insurer,Hospital,1\n"
    )
    assert problems(text, scale=rn.Scale(1, 5)) == [
        "file 1:2 column 'weight': found 'often', expected a number or a code for missing",
        "file 1:3 column 'source': found 'Hospitel', expected an actor on the roster; did you mean 'Hospital'?",
        "file 1:4 column 'weight': found 7, expected an answer from 1 (weakest) to 5 (strongest), or 0",
        "file 1:6 column 'weight': found 'Insurer' on 'Council': 2, expected the same answer as file 1:5",
        "file 1:7 column 'source': found nothing, expected one for the actor",
        "file 1:8 column 'wave': found nothing, expected one for the wave",
    ]


def test_problems_in_every_list_at_once():
    found = problems(
        "wave,source,target\n1,Hospital,Insurer\n",
        roster=io.StringIO("id;sector\nHospital;a\nInsurer;b\nHospital;c\n;d\n"),
        register=io.StringIO("id;answered\nHospital;perhaps\nNobody;ja\n"),
        respondents=io.StringIO("respondent;actor\nann;Hospital\nbob;\n"),
        unobserved=io.StringIO("source;target\nHospital;\n"),
    )
    assert len(found) == 6
    for part in ("'Hospital', expected each id once", "'perhaps', expected yes or no",
                 "'Nobody', expected an actor on the roster", "no actor for 'bob'"):  # fmt: skip
        assert any(part in problem for problem in found), part


def test_self_nominations_and_agreeing_repeats_are_listed_and_set_aside():
    text = "source,target,weight\nHospital,Hospital,1\nHospital,Insurer,1\nHospital,Insurer,1\n"
    survey = rn.read_survey(io.StringIO(text), roster=ROSTER, warn=False)
    assert [str(p) for p in survey.problems][1:3] == [
        "file 1:2: 'Hospital' names itself: set aside",
        "file 1:4 column 'weight': 'Hospital' on 'Insurer': 1: set aside, as it agrees with file 1:3",
    ]
    assert survey.files[["rows", "used", "listed"]].to_numpy().tolist() == [[3, 1, 2], [3, 3, 0]]


def test_undirected_statements_that_disagree_are_the_same_dyad():
    text = "source,target,weight\nHospital,Insurer,1\nInsurer,Hospital,2\n"
    assert len(problems(text, undirected=True)) == 1
    assert rn.read_survey(io.StringIO(text), roster=ROSTER, warn=False)


def test_columns_that_play_no_role_are_named():
    survey = rn.read_survey(
        io.StringIO("source,target,remark\nHospital,Insurer,x\n"), roster=ROSTER, warn=False
    )
    assert "columns not read: 'remark'" in str(survey.problems[0])


def test_ambiguous_and_doubled_columns():
    assert "each of which could be the partner" in problems("source,to,naar\nA,B,C\n")[0]
    assert "2 columns of this name" in problems("source,target,target\nA,B,C\n")[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"\n\n \n", "an empty file"),
        (b"\xef\xbb\xbf", "an empty file"),
        (b"name\nA\nB\n", "1 column: 'name', expected a list with a column of actors"),
        (b"a,b,c\n1,2,3\n", "3 columns: 'a', 'b', 'c', expected a list"),
        ("source,target\nCafé,B\n".encode("cp1252"), "answers.csv:2: found a byte 0xE9 that is not UTF-8"),
        (b"source,target\nA,B\nA\nA,B,C\n", "answers.csv:3: found 1 column, expected 2"),
        (b'source,target\n"A,B\nC,D\n', "a quote that is never closed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data"),
        (b"PK\x03\x04 not a workbook", "a damaged workbook"),
        (gzip.compress(b"source,target\nA,B\n" * 99)[:-9], "damaged gzip data"),
        (bytes(np.random.default_rng(0).integers(0, 256, 5000, dtype=np.uint8)), "answers.csv"),
        (b"source,target\n", "no rows below the header"),
    ],
    ids=["empty", "blank", "BOM", "one column", "unknown columns", "cp1252", "ragged", "open quote",
         "PNG", "no workbook", "cut gzip", "random bytes", "header only"],
)  # fmt: skip
def test_files_that_are_no_survey_say_what_they_are(tmp_path, content, message):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(path, warn=False)
    assert message in str(caught.value)


def test_other_encodings_can_be_named(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes("source,target\nCafé,B\n".encode("cp1252"))
    survey = rn.read_survey(path, encoding="cp1252", warn=False)
    assert "Café" in set(survey.roster["actor"])
    with pytest.raises(rn.UsageError, match="unknown encoding 'klingon'"):
        rn.read_survey(path, encoding="klingon", warn=False)


def test_files_that_are_not_there(tmp_path):
    for path, what in ((tmp_path / "none.csv", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(rn.DataError, match=what):
            rn.read_survey(path, warn=False)
    with pytest.raises(rn.DataError, match="no such file"):
        rn.read_survey(
            ROSTER.assign(target="A", source="B"), roster=tmp_path / "none.csv", warn=False
        )
    with pytest.raises(rn.UsageError, match="at least one file"):
        rn.read_survey()
    with pytest.raises(rn.UsageError, match="not int"):
        rn.read_survey(3)


def test_respondents_must_belong_somewhere():
    people = pd.DataFrame({"respondent": ["ann"], "actor": ["Hospital"]})
    text = "respondent,partner\nann,Insurer\nbob,Insurer\n"
    assert problems(text, respondents=people) == [
        "file 1:3 column 'respondent': found respondent 'bob', expected a respondent who stands on the list of respondents, for one actor"
    ]
    text = "respondent,actor,partner\nann,Council,Insurer\n"
    assert "'Hospital' as on the list" in problems(text, respondents=people)[0]
    survey = rn.read_survey(
        io.StringIO("respondent,partner\nHospital,Insurer\n"), roster=ROSTER, warn=False
    )
    assert "respondents as actors" in {problem.kind for problem in survey.problems}


def test_a_register_of_several_waves_says_of_which():
    text = "wave,source,target\n1,Hospital,Insurer\n2,Hospital,Insurer\n"
    assert "no column of waves in the register" in problems(text, register=ROSTER)[0]


def test_a_code_is_missing_or_impossible():
    with pytest.raises(rn.UsageError, match="not both: 9"):
        rn.read_survey(ROSTER, missing=[9], impossible=["9.0"])


def test_control_characters_do_not_reach_a_terminal():
    text = "source,target\nHos\x1b[31mpital,Insurer\n"
    assert "\x1b" not in problems(text)[0]


def test_many_problems_of_one_kind_are_counted_and_all_kept():
    text = "source,target\n" + "".join(f"X{k},Insurer\n" for k in range(500))
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(io.StringIO(text), roster=ROSTER, warn=False)
    assert len(caught.value.problems) == 500
    assert str(caught.value).count("\n") == SHOWN_PER_KIND
    assert "480 more" in describe_problems(caught.value.problems)


TEXT = st.text(st.characters(codec="utf-8"), max_size=8)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=6), st.sampled_from(",;\t"))
def test_any_text_is_read_or_refused_with_a_reason(rows, separator):
    lines = [separator.join(row) for row in [("source", "target", "weight"), *rows]]
    try:
        survey = rn.read_survey(io.StringIO("\n".join(lines)), warn=False)
    except rn.DataError as error:
        assert error.problems
        assert all(str(problem) for problem in error.problems)
    else:
        accounts = survey.files.iloc[0]
        assert accounts["rows"] == accounts["used"] + accounts["listed"]
        rn.measure(rn.build_panel(survey), "density", "betweenness")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(data):
    try:
        rn.read_survey(io.BytesIO(data), warn=False)
    except rn.DataError as error:
        assert error.problems


def test_a_sheet_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "bomb.xlsx"
    pd.DataFrame({"source": ["A"] * 50, "target": ["B"] * 50}).to_excel(path, index=False)
    monkeypatch.setattr("relnet.readers.workbook.MOST_CELLS", 60)
    with pytest.raises(rn.DataError, match="a sheet of more than 60 cells"):
        rn.read_survey(path, warn=False)


def test_only_errors_stop_the_reading():
    text = "source,target,remark\nHospital,Insurer,x\n"
    found = problems(text, roster=io.StringIO("sector\ncare\n"))
    assert len(found) == 1
    assert "a column for id in the roster" in found[0]
