"""Bounds and whom to ask first, in the shell."""

import csv
import io
import json

import pytest

import relnet as rn

EDGES = "wave,source,target\n1,A,B\n1,B,A\n1,B,C\n2,A,B\n2,A,C\n2,A,D\n2,B,A\n2,B,C\n2,B,D\n2,C,A\n2,C,B\n2,D,A\n"
ROSTER = "id,sector\nA,care\nB,care\nC,town\nD,town\n"
REGISTER = "wave,id\n1,A\n1,B\n1,C\n2,A\n2,B\n2,C\n2,D\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--register", "register.csv")


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("register", REGISTER)):
        (tmp_path / f"{name}.csv").write_text(text)
    return invoke


def panel():
    survey = rn.read_survey(FILES[0], roster=FILES[2], register=FILES[4], warn=False)
    return rn.build_panel(survey)


def test_measures_are_asked_for_by_what_they_are_called(run):
    words = ("--measure", "dichtheid", "--language", "nl")
    assert (
        run("bounds", *FILES, *words, "--csv").stdout
        == run("bounds", *FILES, "--measure", "density", "--csv").stdout
    )
    assert "Dichtheid" in run("bounds", *FILES, *words).stdout
    assert "dichtheid" in run("needed", *FILES, *words, "--wave", "1").stdout
    assert "density" in run("bounds", *FILES, "--measure", "dnsity", code=2).stderr


def test_rows_are_those_of_the_library(run):
    rows = json.loads(run("bounds", *FILES, "--json").stdout)
    assert rows["schema"] == "relnet.bounds/1"
    table = rn.bounds(panel())
    assert len(rows["rows"]) == len(table)
    assert [row["low"] for row in rows["rows"][:3]] == pytest.approx(table["low"][:3].tolist())
    text = run("bounds", *FILES, "--csv", "--measure", "density,out_degree").stdout
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["measure"] for line in lines] == (["density"] + ["out_degree"] * 4) * 2
    assert [float(lines[0][name]) for name in ("value", "low", "high")] == pytest.approx([1 / 3, 1 / 4, 1 / 2])  # fmt: skip


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("3 of 4 organisations answered; 3 of 12 possible ties are not known.",
                "Density could lie anywhere between 0.250 and 0.500.",
                "Density is 0.750: nothing that matters to it is unknown. It rose since 1, whatever the silent would have answered.",
                "exact: some answers of the silent give the lowest value, and some the highest",
                "at most: no answers of the silent go beyond")),
        ("nl", ("3 van 4 organisaties antwoordden; 3 van 12 mogelijke relaties zijn niet bekend.",
                "Dichtheid kan overal tussen 0,250 en 0,500 liggen.",
                "Sinds 1 is dit gestegen, wat de zwijgers ook zouden hebben geantwoord.",
                "hoogstens: geen antwoorden van de zwijgers gaan verder")),
    ],
)  # fmt: skip
def test_each_wave_is_told(run, language, lines):
    said = run("bounds", *FILES, "--language", language).stdout
    for line in lines:
        assert line in said


def test_a_change_of_either_sign_and_a_fall_are_told(run, tmp_path):
    (tmp_path / "register.csv").write_text("wave,id\n1,A\n2,A\n")
    both = run("bounds", *FILES, "--language", "en").stdout
    assert "The change since 1 could have either sign." in both
    rows = EDGES.replace("\n1,", "\n3,")
    (tmp_path / "answers.csv").write_text(rows)
    (tmp_path / "register.csv").write_text(REGISTER.replace("1,", "3,"))
    assert "It fell since 2" in run("bounds", *FILES, "--language", "en").stdout


def test_change_between_waves(run):
    table = rn.bounds(rn.compare(*panel()), "density", "jaccard", "out_degree")
    words = ("bounds", *FILES, "--measure", "density,jaccard,out_degree")
    rows = json.loads(run(*words, "--change", "--json").stdout)["rows"]
    assert [row["low"] for row in rows] == pytest.approx(table["low"].tolist())
    assert rows == json.loads(run(*words, "--from", "1", "--to", "2", "--json").stdout)["rows"]
    said = run(*words, "--change", "--language", "en").stdout
    assert "1 → 2" in said
    assert "could be other way" in said
    assert "Among stayers, over all ties that were possible in both waves:" in said
    # density was .250 to .500 and is .750
    assert next(text for text in said.splitlines() if text.startswith("density")).split()[1:] == [
        "0.333", "0.750", "0.417", "0.250", "0.500", "exact", "no",
    ]  # fmt: skip
    assert "kan andersom" in run(*words, "--change", "--language", "nl").stdout


def test_groups_and_simulated_ranges(run):
    words = ("--measure", "e_i_index,mixing_ties,transitivity", "--by", "sector", "--draws", "3")
    said = run("bounds", *FILES, *words, "--language", "en").stdout
    assert "(care → town)" in said
    assert "at least: some answers of the silent go as far" in said


def test_whom_to_telephone_first(run):
    said = run("needed", *FILES, "--wave", "1", "--language", "en").stdout
    assert "Wave 1: the bounds of density are 0.250 apart." in said
    assert [line.split() for line in said.splitlines() if line.startswith("1 ")] == [
        ["1", "D", "0.250", "0.250", "0.000", "0.000"]
    ]
    assert "Wave 2: nobody's answer is missing." in run("needed", *FILES, "--language", "en").stdout
    document = json.loads(
        run("needed", *FILES, "--wave", "1", "--measure", "ties", "--json").stdout
    )
    assert document["schema"] == "relnet.needed/1"
    assert document["rows"][0]["guaranteed"] == 3
    text = run("needed", *FILES, "--wave", "1", "--csv").stdout
    assert next(csv.DictReader(io.StringIO(text)))["actor"] == "D"


def test_under_either_what_is_sure_and_what_is_best_differ(run, tmp_path):
    (tmp_path / "register.csv").write_text("wave,id\n1,A\n1,B\n2,A\n2,B\n")
    words = (*FILES, "--mutual", "relation", "--wave", "1", "--measure", "ties")
    rows = json.loads(run("needed", *words, "--json").stdout)["rows"]
    # BC is a tie; AC, AD and BD wait for C or D, CD for both
    assert [(row["actor"], row["guaranteed"], row["best"]) for row in rows] == [("D", 2, 3), ("C", 2, 2)]  # fmt: skip
    top = json.loads(run("needed", *words, "--top", "1", "--rank-by", "best", "--json").stdout)
    assert [row["actor"] for row in top["rows"]] == ["D"]


def test_wrong_questions_are_refused(run):
    assert "unknown wave '9'" in run("needed", *FILES, "--wave", "9", code=2).output
    said = run("needed", *FILES, "--measure", "transitivity", "--language", "en", code=2).output
    assert "counted exactly only for" in said
    assert "did you mean 'density'" in run("bounds", *FILES, "--measure", "densiti", "--language", "en", code=2).output  # fmt: skip
