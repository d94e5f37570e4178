"""Exports of LimeSurvey: their headers, their cells, and the surveys that they become."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.readers.exports.limesurvey import decode_limesurvey, read_limesurvey
from relnet.readers.files import open_file
from relnet.readers.options import Coding, Options
from relnet.readers.plain.long_list import read_long_list
from relnet.readers.plain.matrix import read_matrix
from relnet.readers.values import Codes

META = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp")
VALUES = ("1", "2023-05-01 10:00:00", "3", "nl", "42", "2023-05-01 09:50:00", "2023-05-01 10:00:00")
TEXTS = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started",
         "Date last action")  # fmt: skip


def table_of(text):
    return open_file(io.StringIO(text), name="export.csv", encoding="utf-8").tables[0]


def export_text(columns, meta=META, separator=";"):
    """An export as LimeSurvey writes it; each column as its header and its cells."""
    rows = [[*meta, *(column[0] for column in columns)]]
    for k in range(len(columns[0]) - 1):
        values = (str(k + 1), *VALUES[1:])
        rows.append([*values[: len(meta)], *(column[k + 1] for column in columns)])
    lines = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\ufeff" + "\r\n".join(lines) + "\r\n\r\n"


def decode(columns, meta=META, separator=";", options=Options()):  # noqa: B008 - frozen
    return decode_limesurvey(table_of(export_text(columns, meta, separator)), options)


def told(export):
    return [(one.key, one.names, one.row, one.is_code) for one in export.asked]


def known(words, allowed, name="samen", names=("C",)):
    codes = Codes(frozenset(), frozenset(), words, frozenset(allowed))
    called = {n.casefold(): name for n in (name, *names)}
    return Options(coding=Coding(Codes(frozenset(), frozenset()), {name: codes}, called))


@pytest.mark.parametrize("separator", [";", ","])
def test_an_array_by_its_codes(separator):
    columns = [("org", "GGD"), ("C[SQ001]", "A1"), ("C[SQ002]", "A3"), ("C[GGDLindeland]", "A2")]
    export = decode(columns, separator=separator)
    assert told(export) == [
        ("org", ("org",), "", False),
        ("C[SQ001]", ("C",), "SQ001", True),
        ("C[SQ002]", ("C",), "SQ002", True),
        ("C[GGDLindeland]", ("C",), "GGDLindeland", False),
    ]
    assert export.first == 1
    assert dict(export.meta) == {"respondent": 0}
    assert export.completed.tolist() == export.counts.tolist() == [True]
    assert export.problems == ()


def test_arrays_of_two_dimensions_and_two_scales_have_their_parts_in_the_name():
    codes = ["F[SQ001_SQ101]", "F[SQ002_SQ101]", "D[SQ001][1]", "D[SQ001][2]"]
    found = told(decode([(code, "2") for code in codes]))
    assert [names for _, names, _, _ in found] == [("F_SQ101",), ("F_SQ101",), ("D_1",), ("D_2",)]
    assert [row for _, _, row, _ in found] == ["SQ001", "SQ002", "SQ001", "SQ001"]


def test_expression_codes_are_told_apart_by_what_stands_beside_them():
    codes = ["C_SQ001", "C_SQ002", "C_other", "F_A_X", "F_A_Y", "F_B_X", "D_A_0", "D_A_1", "D_B_0",
             "D_B_1", "my_question", "M_a", "M_b_c"]  # fmt: skip
    found = told(decode([(code, "2") for code in codes]))
    assert [(names[0], row) for _, names, row, _ in found] == [
        ("C", "SQ001"), ("C", "SQ002"), ("C_other", ""), ("F_X", "A"), ("F_Y", "A"), ("F_X", "B"),
        ("D_1", "A"), ("D_2", "A"), ("D_1", "B"), ("D_2", "B"), ("my_question", ""),
        ("M_a", ""), ("M_b_c", ""),
    ]  # fmt: skip


def test_headers_of_text_hold_the_rows():
    texts = [
        "Uw organisatie", "Hoe vaak? [GGD Lindeland]", "Hoe vaak? [Ziekenhuis [Noord]]",
        "Hoe vaak? [Anders]", "Twee [GGD][Geld]", "Twee [ZSA][Geld]", "Dubbel [GGD][Scale 1]",
        "Dubbel [ZSA][Scale 1]", "Opmerkingen [vrij]", "Raar [a][b][c]", "]x[", "[Noord]",
    ]  # fmt: skip
    found = told(decode([(text, "2") for text in texts], meta=TEXTS))
    assert [(names, row) for _, names, row, _ in found] == [
        (("Uw organisatie",), ""),
        (("Hoe vaak?",), "GGD Lindeland"),
        (("Hoe vaak?",), "Ziekenhuis [Noord]"),
        (("Hoe vaak? [Anders]",), ""),
        (("Twee [Geld]", "Geld"), "GGD"),
        (("Twee [Geld]", "Geld"), "ZSA"),
        (("Dubbel [Scale 1]",), "GGD"),
        (("Dubbel [Scale 1]",), "ZSA"),
        (("Opmerkingen [vrij]",), ""),
        (("Raar [a][b][c]",), ""),
        (("]x[",), ""),
        (("[Noord]",), ""),
    ]
    assert not any(is_code for *_, is_code in found)


def test_codes_and_texts_together_keep_the_code_as_key():
    heads = ["C[SQ001]. Hoe vaak? [GGD]", "C[SQ002]. Hoe vaak? [ZSA]", "C[other]. Hoe vaak? [Other]",
             "D[SQ001][1]. Twee. En [GGD][Scale 1]", "org. Uw organisatie"]  # fmt: skip
    meta = [f"{code}. {text}" for code, text in zip(META, TEXTS, strict=True)]
    found = told(decode([(head, "2") for head in heads], meta=meta))
    assert found == [
        ("C[SQ001]", ("C", "Hoe vaak?"), "GGD", False),
        ("C[SQ002]", ("C", "Hoe vaak?"), "ZSA", False),
        ("C[other]", ("C[other]", "Hoe vaak? [Other]"), "", False),
        ("D[SQ001][1]", ("D_1", "Twee. En [Scale 1]"), "GGD", False),
        ("org", ("org", "Uw organisatie"), "", False),
    ]


def test_spaces_that_became_underscores_are_spaces_again():
    meta = [text.replace(" ", "_") for text in TEXTS]
    heads = ["Hoe_vaak?_[GGD_Lindeland]", "Hoe_vaak?_[ZSA]"]
    found = told(decode([(head, "2") for head in heads], meta=meta))
    assert [(key, names, row) for key, names, row, _ in found] == [
        ("Hoe_vaak?_[GGD_Lindeland]", ("Hoe vaak?",), "GGD Lindeland"),
        ("Hoe_vaak?_[ZSA]", ("Hoe vaak?",), "ZSA"),
    ]


@pytest.mark.parametrize(
    "meta",
    [
        ("Antwoord-ID", "Datum verzonden", "Laatste pagina", "Starttaal", "Seed", "Startdatum",
         "Datum laatste actie"),
        ("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache"),
    ],
    ids=["Dutch", "by its cells"],
)  # fmt: skip
def test_texts_of_other_languages(meta):
    columns = [("Contact [GGD]", "1", "2"), ("Contact [ZSA]", "3", "")]
    export = decode(columns, meta=meta)
    assert [one.row for one in export.asked] == ["GGD", "ZSA"]
    assert export.meta["respondent"] == 0
    assert export.completed.all()


def test_what_is_no_question_is_left_out():
    names = ["token", "firstname", "email", "ipaddr", "refurl", "C", "C[other]", "attribute_1",
             "interviewtime", "groupTime12", "CTime", "SpareTime"]  # fmt: skip
    export = decode([(name, "x") for name in names])
    assert [one.key for one in export.asked] == ["C", "C[other]", "attribute_1", "SpareTime"]
    assert export.meta == {"respondent": 0, "person": len(META)}


def test_a_person_is_known_by_an_address_where_there_is_no_token():
    export = decode([("token", "", ""), ("email", "", "x@example.org"), ("C[SQ001]", "1", "2")])
    assert export.meta["person"] == len(META) + 1


def test_a_submission_without_a_date_was_not_finished():
    text = export_text([("C[SQ001]", "1", "2", "3")])
    text = text.replace('"2";"2023-05-01 10:00:00"', '"2";""')
    text = text.replace('"3";"2023-05-01 10:00:00"', '"3";"1980-01-01 00:00:00"')
    export = decode_limesurvey(table_of(text), Options())
    assert export.completed.tolist() == [True, False, True]


def test_without_the_date_all_are_taken_as_finished_and_that_is_said():
    export = decode([("C[SQ001]", "1")], meta=("id", "lastpage", "startlanguage"))
    assert export.completed.tolist() == [True]
    assert [problem.kind for problem in export.problems] == ["unknown completion"]


def test_masked_equal_signs_are_what_was_written():
    export = decode([("org", "'=1+1", "'t Huis"), ("C[SQ001]", "'=", "1")])
    assert export.table.cells.iloc[1:, -2:].to_numpy().tolist() == [["=1+1", "="], ["'t Huis", "1"]]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((("Y", ""), ("", "Y")), "1"),
        ((("Yes", "No"), ("N/A", "Yes")), "1"),
        ((("Ja", "Nee"), ("N.v.t.", "Ja")), "1"),
        ((("Y", "Y"), ("Y", "Y")), None),
        ((("Y", "U"), ("", "Y")), None),
        ((("", ""), ("", "")), None),
        ((("1", ""), ("", "1")), None),
    ],
)
def test_multiple_choice_is_ticked_or_not(cells, expected):
    export = decode([("M[SQ001]", *cells[0]), ("M[SQ002]", *cells[1]), ("M[other]", "x", "")])
    assert [one.tick for one in export.asked] == [expected, expected, None]
    if expected:
        texts = set(export.table.cells.iloc[1:, -3:-1].to_numpy().ravel())
        assert not texts & {"N/A", "N.v.t.", "No", "Nee"}


def test_yes_and_no_are_answers_where_the_study_has_them():
    columns = [("C[SQ001]", "Ja", "Nee"), ("C[SQ002]", "Nee", "Ja")]
    options = known({"ja": 1.0, "nee": 0.0}, {0.0, 1.0})
    assert [one.tick for one in decode(columns, options=options).asked] == [None, None]
    ticks = [("C[SQ001]", "Y", ""), ("C[SQ002]", "", "Y")]
    assert [one.tick for one in decode(ticks, options=options).asked] == ["1", "1"]


def test_ones_in_an_array_of_checkboxes_are_ticks_and_that_is_said():
    columns = [("F[A_X]", "1", ""), ("F[B_X]", "", "1"), ("F[A_Y]", "2", ""), ("F[B_Y]", "1", "")]
    export = decode(columns)
    assert [one.tick for one in export.asked] == ["1", "1", None, None]
    assert [(p.kind, dict(p.values)["n"]) for p in export.problems] == [("taken as ticks", 1)]
    options = known({"1": 1.0, "2": 2.0}, {1.0, 2.0}, names=["F_X"])
    export = decode(columns, options=options)
    assert [one.tick for one in export.asked] == [None] * 4
    assert export.problems == ()
    export = decode(columns, options=known({"1": 1.0}, {1.0}, names=["F_X"]))
    assert export.asked[0].tick == "1"
    assert export.problems == ()


NAMES = ["GGD", "Ziekenhuis Sint Anna", "Gemeente Lindeland", "Thuiszorg", "GGZ", "De Linde"]


def test_numbered_places_with_names_in_them_name_partners():
    slots = [(f"N[SQ00{k}]", *NAMES[k : k + 3]) for k in range(3)]
    assert not any(one.names_partner for one in decode(slots).asked)
    slots = [(f"N[SQ00{k}]", *NAMES[2 * k : 2 * k + 2]) for k in range(3)]
    assert all(one.names_partner for one in decode(slots).asked)
    texts = [(f"Partners [Naam {k}]", *NAMES[k : k + 2]) for k in (1, 2, 3)]
    assert all(one.names_partner for one in decode(texts, meta=TEXTS).asked)


@pytest.mark.parametrize(
    "answers",
    [("vaak", "soms", "nooit"), ("A1", "A2", "A3", "A4", "A5", "A6"), ("1", "2", "x", "4", "5")],
    ids=["few words", "codes", "numbers"],
)
def test_answers_are_no_names(answers):
    slots = [(f"Q[SQ00{k}]", *answers) for k in range(1, 4)]
    assert not any(one.names_partner for one in decode(slots).asked)


def test_words_that_the_study_has_are_no_names():
    words = {name.casefold(): 1.0 for name in NAMES}
    slots = [(f"C[SQ00{k}]", *NAMES[2 * k : 2 * k + 2]) for k in range(3)]
    assert not any(one.names_partner for one in decode(slots, options=known(words, {1.0})).asked)


def test_rows_of_organisations_never_name_partners():
    columns = [(f"Q [{row}]", *NAMES) for row in ("GGD", "ZSA", "Thuiszorg")]
    assert not any(one.names_partner for one in decode(columns, meta=TEXTS).asked)


def test_columns_of_one_text_have_keys_of_their_own():
    export = decode([("Q [A]", "1"), ("Q [A]", "2"), ("Q [B]", "3")], meta=TEXTS)
    assert [one.key for one in export.asked] == ["Q [A]", "Q [A] (2)", "Q [B]"]


@pytest.mark.parametrize(
    "text",
    [
        "source,target,weight\nA,B,1\n",
        ";A;B\nA;0;1\nB;1;0\n",
        "id,submitdate,actor,partner\n1,x,A,B\n",
        "id,token,startdate,C[SQ001]\n1,a,x,1\n",
        "Response ID,Name,Contact [A]\n1,x,2\n",
        "Tijdstempel,Contact [A],Contact [B]\n2023-01-01 10:00,1,2\n",
        "StartDate,EndDate,Status,Finished,ResponseId,Q1\n2023-01-01,2023-01-01,0,1,R_1,2\n",
        "Respondent ID,Collector ID,Start Date,End Date,Q\n1,2,3,4,5\n",
    ],
)
def test_other_tables_are_not_of_limesurvey(text):
    assert decode_limesurvey(table_of(text), Options()) is None
    assert read_limesurvey(table_of(text), Options()) is None


def test_an_export_is_no_long_list_and_no_matrix():
    table = table_of(export_text([("organisatie", "A"), ("C[SQ001]", "1"), ("C[SQ002]", "1")]))
    assert read_long_list(table, Options()) is None
    assert read_matrix(table, Options()) is None


def test_an_export_without_submissions():
    text = export_text([("C[SQ001]", "1")]).split("\r\n")[0] + "\r\n"
    export = decode_limesurvey(table_of(text), Options())
    assert [problem.kind for problem in export.problems] == ["no rows"]
    assert export.completed.dtype == np.bool_
    with pytest.raises(rn.DataError, match="no rows below the header"):
        rn.read_survey(io.StringIO(text), layout="limesurvey", warn=False)


def test_many_brackets_take_no_time():
    heads = ["[" * 20_000 + "]" * 20_000, "x" + "[a]" * 5_000, "]" * 20_000]
    assert [one.row for one in decode([(head, "1") for head in heads], meta=TEXTS).asked] == [
        ""
    ] * 3


def reports(survey):
    table = survey.reports.astype(dict.fromkeys(survey.reports, "object"))
    rows = table[["actor", "partner", "relation", "value"]].itertuples(index=False)
    return sorted(tuple(row) for row in rows if row[3] == row[3])


ROSTER = "id;name\nggd;GGD\nzsa;Ziekenhuis Sint Anna\nthl;Thuiszorg\n"


@pytest.fixture
def survey(tmp_path):
    def read(text, study):
        (tmp_path / "export.csv").write_text(text, encoding="utf-8", newline="")
        (tmp_path / "organisations.csv").write_text(ROSTER)
        (tmp_path / "relnet.toml").write_text(study)
        return rn.read_survey(rn.read_study(tmp_path), warn=False)

    return read


STUDY = """\
organisations.file = "organisations.csv"
organisations.roster = true
[[waves]]
label = "1"
reports = "export.csv"
layout = "limesurvey"
columns = { actor = "organisatie" }
[[relations]]
name = "contact"
names = ["C", "Hoe vaak contact?"]
scale = [{ code = "A1", nl = "soms" }, { code = "A2", nl = "vaak" }]
"""


def test_texts_become_a_survey(survey):
    columns = [
        ("Organisatie", "GGD", "ZSA"),
        ("Hoe vaak contact? [GGD]", "", "soms"),
        ("Hoe vaak contact? [Ziekenhuis Sint Anna]", "vaak", ""),
        ("Hoe vaak contact? [Thuiszorg]", "soms", "vaak"),
        ("Hoe vaak contact? [Niemand]", "", ""),
    ]
    text = export_text(columns, meta=TEXTS).replace("ZSA", "Ziekenhuis Sint Anna")
    found = survey(text, STUDY)
    assert reports(found) == [
        ("GGD", "Thuiszorg", "contact", 1.0),
        ("GGD", "Ziekenhuis Sint Anna", "contact", 2.0),
        ("Ziekenhuis Sint Anna", "GGD", "contact", 1.0),
        ("Ziekenhuis Sint Anna", "Thuiszorg", "contact", 2.0),
    ]


def test_codes_and_ticks_become_a_survey(survey):
    columns = [
        ("organisatie", "GGD", "Thuiszorg"),
        ("C[ggd]", "", "Y"),
        ("C[zsa]", "Y", ""),
        ("C[thl]", "", ""),
    ]
    found = survey(export_text(columns), STUDY.partition("scale")[0])
    assert reports(found) == [
        ("GGD", "Ziekenhuis Sint Anna", "contact", 1.0),
        ("Thuiszorg", "GGD", "contact", 1.0),
    ]


PIECES = st.sampled_from(
    ["Q1", "_", "[", "]", "][", "SQ001", "other", " - ", "1", "Time", ". ", "GGD", "Scale 1", ""]
)
HEADERS = st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(HEADERS, st.sampled_from([META, TEXTS]))
def test_any_header_gives_each_column_a_key_and_a_name(heads, meta):
    export = decode([(head, "1") for head in heads] + [("Q9[SQ001]", "2")], meta=meta)
    assert len({one.key for one in export.asked}) == len(export.asked)
    assert all(one.names and all(one.names) for one in export.asked)
    assert len({one.column for one in export.asked}) == len(export.asked)
