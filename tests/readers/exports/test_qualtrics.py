"""Exports of Qualtrics: submissions, other tables, and the surveys that they become."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.readers.exports.qualtrics import decode_qualtrics, read_qualtrics
from relnet.readers.options import Options
from relnet.readers.plain.long_list import read_long_list
from relnet.readers.plain.matrix import read_matrix
from tests.readers.exports.qualtrics import (
    FINISHED,
    MATRIX,
    META,
    PROGRESS,
    STATUS,
    col,
    decode,
    export_text,
    table_of,
    told,
)


def test_columns_of_one_id_have_keys_of_their_own():
    columns = [col("Q1_1_x", "x", "QID7"), col("Q1_1_y", "y", "QID7")]
    assert [one.key for one in decode(columns).asked] == ["QID7", "QID7 (2)"]


@pytest.mark.parametrize(
    ("status", "channel"),
    [
        ("1", ""), ("2", ""), ("8", ""), ("9", ""), ("17", ""), ("Survey Preview", ""),
        ("Survey Test", ""), ("Spam", ""), ("Enquêtevoorbeeld", ""), ("0", "preview"),
        ("IP Address", "test"),
    ],
)  # fmt: skip
def test_previews_tests_and_spam_do_not_count(status, channel):
    meta = [c._replace(cells=(status, "IP Address")) if c is STATUS else c for c in META]
    meta.append(col("DistributionChannel", "x", "distributionChannel", channel, "anonymous"))
    export = decode(MATRIX, meta=meta)
    assert export.counts.tolist() == [False, True]
    (problem,) = export.problems
    assert (problem.kind, dict(problem.values), problem.row) == ("no real submission", {"n": 1}, 4)


@pytest.mark.parametrize("status", ["0", "4", "16", "IP Address", "IP-adres", "Imported", ""])
def test_submissions_count(status):
    meta = [c._replace(cells=(status, "0")) if c is STATUS else c for c in META]
    assert decode(MATRIX, meta=meta).counts.all()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1", "0"), [True, False]),
        (("True", "False"), [True, False]),
        (("Waar", "Onwaar"), [True, False]),
        (("TRUE", ""), [True, False]),
        (("Verdadero", "Falso"), [True, False]),
    ],
)
def test_who_finished(cells, expected):
    meta = [c._replace(cells=cells) if c is FINISHED else c for c in META]
    assert decode(MATRIX, meta=meta).completed.tolist() == expected


def test_who_finished_by_progress_or_not_at_all():
    meta = [c for c in META if c is not FINISHED]
    assert decode(MATRIX, meta=meta).completed.tolist() == [True, False]
    export = decode(MATRIX, meta=[c for c in meta if c is not PROGRESS])
    assert export.completed.all()
    assert [problem.kind for problem in export.problems] == ["unknown completion"]


def test_a_person_is_known_by_reference_or_address_where_filled():
    empty = col("ExternalReference", "External Data Reference", "externalDataReference", "", "")
    filled = empty._replace(cells=("p1", ""))
    email = col("RecipientEmail", "Recipient Email", "recipientEmail", "x@example.org", "")
    assert "person" not in decode(MATRIX, meta=[*META, empty]).meta
    assert decode(MATRIX, meta=[*META, empty, email]).meta["person"] == 7
    assert decode(MATRIX, meta=[*META, filled, email]).meta["person"] == 6


def test_the_oldest_exports_have_other_names_in_the_second_row():
    text = (
        "V1,V2,V3,V4,V5,V8,V9,V10,Q8_1,Q8_2,LocationLatitude,\n"
        "ResponseID,ResponseSet,Name,ExternalDataReference,EmailAddress,StartDate,EndDate,Finished,"
        "Contact-GGD,Contact-ZSA,LocationLatitude,\n"
        "R_1,Default,Anoniem,p1,,2017-07-18,2017-07-18,1,2,3,52.1,\n"
    )
    export = decode_qualtrics(table_of(text), Options())
    assert told(export) == [(("Q8", "Contact"), "GGD"), (("Q8", "Contact"), "ZSA")]
    assert dict(export.meta) == {"respondent": 0, "person": 3}
    assert export.completed.tolist() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "source,target,weight\nA,B,1\n",
        ";A;B\nA;0;1\nB;1;0\n",
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,Q\n1,2,3,4,5,6,7\n",
        "ID,Start time,Completion time,Email,Name,GGD\n1,2,3,4,5,6\n",
        "Status,Progress,Finished,organisation\n1,2,3,4\n",
        "id,submitdate,lastpage,Q1[SQ001]\n1,2,3,4\n",
        'a,b\nx,y\n"{""ImportId"":1}",z\n',
    ],
)
def test_other_tables_are_not_of_qualtrics(text):
    assert decode_qualtrics(table_of(text), Options()) is None
    assert read_qualtrics(table_of(text), Options()) is None


def test_an_export_is_no_long_list_and_no_matrix():
    table = table_of(export_text([*MATRIX, col("organisatie", "organisatie", "organisatie")]))
    assert read_long_list(table, Options()) is None
    assert read_matrix(table, Options()) is None


def test_an_export_without_submissions():
    text = export_text(MATRIX)
    text = "\n".join(text.splitlines()[:3])
    export = decode_qualtrics(table_of(text), Options())
    assert [problem.kind for problem in export.problems] == ["no rows"]
    with pytest.raises(rn.DataError, match="no rows below the header"):
        rn.read_survey(io.StringIO(text), layout="qualtrics", warn=False)


def test_long_names_take_no_time():
    names = ["_1" * 50_000 + "x", "Q" + "_DO" * 50_000, "1_" * 50_000, "#" * 50_000]
    columns = [col(name, "<a" * 50_000, name) for name in names]
    assert {one.row for one in decode(columns, rows=("name", "text")).asked} == {""}


def reports(survey):
    table = survey.reports.astype(dict.fromkeys(survey.reports, "object"))
    rows = table[["actor", "partner", "relation", "value"]].itertuples(index=False)
    return sorted(tuple(row) for row in rows if row[3] == row[3])


ROSTER = "id;name\nggd;GGD\nzsa;Ziekenhuis Sint Anna\nthl;Thuiszorg\nlin;De Linde\n"
STUDY = """\
organisations.file = "organisations.csv"
organisations.roster = true
[[waves]]
label = "1"
reports = "export.csv"
layout = "qualtrics"
[[relations]]
name = "contact"
names = ["Q5", "QID6"]
scale = [1, 2, 3]
not_applicable = -1
"""


@pytest.fixture
def survey(tmp_path):
    def read(text, study=STUDY):
        (tmp_path / "export.csv").write_text(text, encoding="utf-8", newline="")
        (tmp_path / "organisations.csv").write_text(ROSTER)
        (tmp_path / "relnet.toml").write_text(study)
        return rn.read_survey(rn.read_study(tmp_path), warn=False)

    return read


def test_a_roster_over_several_questions_becomes_a_survey(survey):
    columns = [
        col("organisatie", "organisatie", "organisatie", "GGD", "Thuiszorg"),
        col("Q5_1", "Contact? - GGD", "QID5_1", "", "2"),
        col("Q5_4", "Contact? - Niemand van deze", "QID5_4", "", ""),
        col("Q5_2", "Contact? - Ziekenhuis Sint Anna", "QID5_2", "3", "-99"),
        col("Q6_1", "Contact? - Thuiszorg", "QID6_1", "1", ""),
        col("Q6_2", "Contact? - De Linde", "QID6_2", "-1", "2"),
    ]
    study = STUDY.replace("[[waves]]", 'response.nobody = "niemand van deze"\n[[waves]]')
    found = survey(export_text(columns), study)
    assert reports(found) == [
        ("GGD", "Thuiszorg", "contact", 1.0),
        ("GGD", "Ziekenhuis Sint Anna", "contact", 3.0),
        ("Thuiszorg", "De Linde", "contact", 2.0),
        ("Thuiszorg", "GGD", "contact", 2.0),
    ]


def test_names_in_form_fields_become_a_survey(survey):
    names = (("Ziekenhuis Sint Anna", "GGD"), ("Thuiszorg", "De Linde"), ("De Linde", ""))
    columns = [
        col("organisatie", "organisatie", "organisatie", "GGD", "Thuiszorg"),
        *(col(f"Q5_{k}", f"Wie? - {k}", f"QID5_{k}", *cells) for k, cells in enumerate(names, 1)),
    ]
    found = survey(export_text(columns), STUDY.partition("scale")[0])
    assert [report[:2] for report in reports(found)] == [
        ("GGD", "De Linde"), ("GGD", "Thuiszorg"), ("GGD", "Ziekenhuis Sint Anna"),
        ("Thuiszorg", "De Linde"), ("Thuiszorg", "GGD"),
    ]  # fmt: skip


def test_choices_in_one_cell_become_a_survey(survey):
    columns = [
        col("organisatie", "organisatie", "organisatie", "GGD", "Thuiszorg"),
        col("Q5", "Met wie?", "QID5", "De Linde,Thuiszorg", "GGD"),
        col("Q7", "Nog iets?", "QID7_TEXT", "nee, dank u", ""),
    ]
    found = survey(export_text(columns), STUDY.partition("scale")[0])
    assert [report[:2] for report in reports(found)] == [
        ("GGD", "De Linde"), ("GGD", "Thuiszorg"), ("Thuiszorg", "GGD"),
    ]  # fmt: skip
    assert "cells with several names" in {problem.kind for problem in found.problems}


PIECES = st.sampled_from(
    ["1_", "Q1", "QID1", "QID2", "_1", "-2", "#1", "_TEXT", "_DO", " - ", "GGD"]
)
HEADS = st.lists(
    st.tuples(*[st.lists(PIECES, max_size=5).map("".join)] * 3), min_size=1, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(HEADS, st.sampled_from([("name", "text", "own"), ("name", "own"), ("name", "text")]))
def test_any_header_gives_each_column_a_key_and_a_name(heads, rows):
    export = decode([col(*head) for head in [*heads, ("Q9", "Vraag", "QID9")]], rows=rows)
    assert len({one.key for one in export.asked}) == len(export.asked)
    assert all(one.names and all(one.names) for one in export.asked)
    assert len({one.column for one in export.asked}) == len(export.asked)
