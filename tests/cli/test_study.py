import json
import re

import openpyxl
import pytest

import relnet as rn
from relnet.datasets import lindeland, write_region

STUDY = """\
language = "nl"
[[waves]]
label = "1"
reports = "one.csv"
[[waves]]
label = "2"
reports = "two.csv"
[[relations]]
name = "x"
scale = [1, 2, 3]
rule.at_least = 3
[[relations]]
name = "y"
scale = [1, 2, 3]
[organisations]
file = "lijst.csv"
roster = true
matches = "namen.xlsx"
"""
ONE = "actor,partner,relation,value\nAlfa,Beta,x,1\nBeta,Gamma,x,3\nAlfa,Beta,y,1\n"
TWO = "actor,partner,relation,value\nAlfa,Beta,x,2\nAlfa,Gamma,x,3\nAlfa,Beta,y,2\n"


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A study in the folder ``s`` of the current one."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "s"
    folder.mkdir()
    for name, text in {"relnet.toml": STUDY, "one.csv": ONE, "two.csv": TWO,
                       "lijst.csv": "id,name\na,Alfa\nb,Beta\nc,Gamma\n"}.items():  # fmt: skip
        (folder / name).write_text(text)
    return folder


def document(result):
    return json.loads(result.stdout)


@pytest.mark.parametrize("source", ["s", "s/relnet.toml"])
def test_every_command_takes_a_study_or_its_folder(study, invoke, source):
    checked = document(invoke("check", source, "--json"))
    assert checked["schema"] == "relnet.check/1"
    assert (checked["waves"], checked["relations"]) == (["1", "2"], ["x", "y"])
    assert [row["file"] for row in checked["files"]][:2] == ["one.csv", "two.csv"]
    measured = document(invoke("measure", source, "--measure", "ties", "--json"))
    assert [row["value"] for row in measured["rows"]] == [1, 1, 1, 1]
    compared = document(invoke("compare", source, "--relation", "x", "--json"))
    assert len(compared["comparisons"]) == 1
    drawn = invoke("map", source, "--relation", "x", "--view", "1,2", "--output", "m.html").output
    assert "x, 1 → 2" in drawn
    assert (study.parent / "m.html").exists()


def test_a_study_says_the_rest_itself(study, invoke):
    for more in (["--roster", "s/lijst.csv"], ["--mutual", "x"], ["--encoding", "cp1252"], ["--undirected"],
                 ["--missing", "9"], ["--scale", "1:3"], ["--no-report", "silent"], ["s/one.csv"]):  # fmt: skip
        for command in ("check", "measure", "compare"):
            said = invoke(command, "s", *more, code=2).stderr
            assert "leave out" in said
            assert more[0] in said
    assert "no study file" in invoke("check", "other.toml", code=2).stderr


def test_some_of_the_waves(study, invoke):
    assert document(invoke("check", "s", "--waves", "2", "--json"))["waves"] == ["2"]
    assert document(invoke("check", "s", "--waves", "2,1", "--json"))["waves"] == ["2", "1"]
    invoke("check", "s", "--waves", "9", code=2)


def test_a_threshold_on_the_command_line_goes_before_those_of_the_relations(study, invoke):
    def ties(*more):
        rows = document(invoke("measure", "s", "--measure", "ties", "--json", *more))["rows"]
        return {(row["relation"], row["wave"]): row["value"] for row in rows}

    assert ties() == {("x", "1"): 1, ("x", "2"): 1, ("y", "1"): 1, ("y", "2"): 1}
    assert ties("--at-least", "2") == {("x", "1"): 1, ("x", "2"): 2, ("y", "1"): 0, ("y", "2"): 1}
    assert ties("--tie-values", "1") == {("x", "1"): 1, ("x", "2"): 0, ("y", "1"): 1, ("y", "2"): 0}


def test_the_language_of_the_study_unless_another_is_asked_for(study, invoke, monkeypatch):
    monkeypatch.delenv("RELNET_LANGUAGE")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    dutch, english = "Geen fouten", "No errors"
    assert dutch in invoke("check", "s").stdout
    assert english in invoke("check", "s", "--language", "en").stdout
    assert dutch in invoke("check", "s/relnet.toml").stdout
    monkeypatch.setenv("RELNET_LANGUAGE", "en")
    assert english in invoke("check", "s").stdout
    assert dutch in invoke("--language", "nl", "check", "s").stdout
    monkeypatch.delenv("RELNET_LANGUAGE")
    (study / "relnet.toml").write_text(STUDY.replace("3]", "3", 1))
    assert "gevonden" in invoke("check", "s", code=1).stderr
    (study / "relnet.toml").write_text(STUDY.replace('"nl"', '"en"'))
    assert english in invoke("check", "s").stdout


def cells(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def test_what_was_found_is_written_for_others(study, invoke):
    invoke("check", "s", "--write", "out.xlsx")
    sheets = cells("out.xlsx")
    assert list(sheets) == ["remarks", "response", "respondents", "answers", "files"]
    assert sheets["files"][1][:2] == ["one.csv", 3]
    (study / "one.csv").write_text(ONE.replace("x,1", "x,7").replace("Gamma,x,3", "Gamma,z,3"))
    said = invoke("check", "s", "--write", "out.xlsx", "--language", "nl", code=1)
    ((title, (head, *found)),) = cells("out.xlsx").items()
    assert (title, head) == (
        "opmerkingen",
        ["soort", "bestand", "rij", "kolom", "gevonden", "verwacht"],
    )
    assert [row[:4] for row in found] == [
        ["fout", "one.csv", 2, "value"],
        ["fout", "one.csv", 3, "relation"],
    ]
    assert all(row[4] in said.stderr for row in found)
    assert ".xlsx" in invoke("check", "s", "--write", "out.csv", code=2).stderr


def rows_of(path):
    (sheet,) = cells(path).values()
    return {row[0]: row[1] for row in sheet[1:]}


def test_names_are_written_to_be_confirmed_and_what_a_person_said_is_kept(study, invoke):
    (study / "one.csv").write_text(ONE + "Alfa,Bettta,y,1\nAlfa,Elders,y,1\n")
    names = study / "namen.xlsx"
    assert "namen.xlsx" in invoke("check", "s", code=1).stderr
    assert rows_of(names) == {"Bettta": None, "Elders": None}
    book = openpyxl.load_workbook(names)
    sheet = book.active
    sheet.cell(1, sheet.max_column + 1).value = "van mij"
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "Elders":
            sheet.cell(row, 2).value = "-"
        sheet.cell(row, sheet.max_column).value = f"nota {row}"
    sheet.append(["Oud", "Beta"])
    book.save(names)
    (study / "two.csv").write_text(TWO + "Alfa,Nieuw,y,1\n")
    for _ in range(2):
        invoke("check", "s", code=1)
        assert rows_of(names) == {"Bettta": None, "Nieuw": None, "Elders": "-", "Oud": "Beta"}
    (sheet,) = cells(names).values()
    assert sheet[0][-1] == "van mij"
    assert {row[-1] for row in sheet[1:]} == {"nota 2", "nota 3", None}
    book = openpyxl.load_workbook(names)
    for row in range(2, 4):
        book.active.cell(row, 2).value = "c"
    book.save(names)
    before = names.read_bytes()
    result = invoke("check", "s")
    assert "'Elders'" in result.stdout
    assert names.read_bytes() == before
    invoke("measure", "s")
    assert names.read_bytes() == before


def test_check_without_an_error_writes_no_names(study, invoke):
    invoke("check", "s")
    assert not (study / "namen.xlsx").exists()


def test_init_says_what_it_found_and_what_to_do(tmp_path, monkeypatch, invoke):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2021.csv").write_text("organisatie;partner\nA;B\n")
    said = invoke("init", "--language", "nl").output
    assert re.search(r"2021\.csv +antwoorden +2021", said)
    assert "relnet.toml" in said
    assert 'language = "nl"' in (tmp_path / "relnet.toml").read_text()
    invoke("check", ".")
    assert "relnet.toml" in invoke("init", code=2).stderr
    assert "survey.xlsx" in invoke("init", "new", "--template").output
    invoke("check", "new", code=1)
    invoke("init", "nowhere", code=2)


def test_a_new_study_of_organisations_to_which_nothing_happened(tmp_path, invoke):
    rows = {"organisaties": "naam,sector\nA,zorg\nB,zorg\nC,gemeente\n", "2021": ONE, "2022": TWO}
    for name, text in rows.items():
        (tmp_path / f"{name}.csv").write_text(
            text.replace("Alfa", "A").replace("Beta", "B").replace("Gamma", "C")
        )
    invoke("init", str(tmp_path))
    within, complete = ("--within", "sector"), ("--treatment", "complete")
    for command, *more in (["measure"], ["measure", *within], ["measure", *complete], ["compare"]):
        assert "y: " in invoke(command, str(tmp_path), *more).stdout


def test_lindeland_as_a_study_has_the_numbers_of_its_survey(tmp_path, invoke):
    write_region(lindeland("en"), tmp_path)
    found = document(invoke("measure", str(tmp_path), "--measure", "density", "--json"))["rows"]
    panel = rn.build_panel(lindeland("en").survey)
    expected = {(n.relation, n.wave): rn.measure(n, "density")["value"].iloc[0] for n in panel}
    assert {(row["relation"], row["wave"]): row["value"] for row in found} == pytest.approx(
        expected
    )
