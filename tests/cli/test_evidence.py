"""`relnet evidence`: the same figures for people and for programs."""

import csv
import io
import json

import pytest

import relnet as rn
from relnet.cli.evidence import MAIN

WORDS = {
    "governance": ("Trust", "not asked", "Provan & Kenis 2008", "With and without these 3"),
    "vulnerability": ("organisations that hold others together", "at random", "certain:"),
    "cross-sector": ("share of ties between groups", "Groups between which no tie is known"),
    "participation": ("By group, in 2025", "Silent, but named by others", "fell silent: "),
    "layers": ("only board", "only professional", "What both layers of one organisation say"),
}
DUTCH = {
    "governance": ("Vertrouwen", "niet gevraagd", "Met en zonder deze 3"),
    "vulnerability": ("organisaties die andere bijeenhouden", "willekeurig", "zeker:"),
    "cross-sector": (
        "deel van de relaties tussen groepen",
        "Groepen waartussen geen relatie bekend is",
    ),
    "participation": ("Per groep, in 2025", "Zwegen, maar door andere genoemd", "viel stil: "),
    "layers": ("alleen bestuurder", "alleen professional", "Wat beide lagen van één organisatie"),
}


@pytest.fixture(scope="module")
def studies(tmp_path_factory):
    """The fictional region as studies, in both languages."""
    folders = {language: tmp_path_factory.mktemp(language) for language in ("en", "nl")}
    for language, folder in folders.items():
        rn.datasets.write_region(rn.datasets.lindeland(language), folder)
    return {language: str(folder) for language, folder in folders.items()}


@pytest.mark.parametrize("about", MAIN)
def test_it_is_told_in_words_with_what_it_rests_on(invoke, studies, about):
    args = [
        "evidence",
        studies["en"],
        "--about",
        about,
        "--relation",
        "projects",
        "--language",
        "en",
    ]
    shown = invoke(*args).stdout
    for text in (*WORDS[about], "37 of 42 actors answered" if about != "layers" else "9 of 42"):
        assert text in shown, text
    assert not {"nan", "NaN", "<NA>"} & set(shown.replace("*", " ").split())


@pytest.mark.parametrize("about", MAIN)
def test_it_is_told_in_dutch_with_a_decimal_comma(invoke, studies, about):
    layers = ["--layers", "bestuurder,professional"] if about == "layers" else []
    args = ["evidence", studies["nl"], "--about", about, "--relation", "projecten", *layers]
    shown = invoke(*args, "--language", "nl").stdout
    for text in (*DUTCH[about], "organisaties antwoordden"):
        assert text in shown, text
    english = (
        "Trust",
        "share",
        "named by",
        "certain",
        "at random",
        "group",
        "wave",
        "known",
        "without",
    )
    assert not [word for word in english if word in shown.rpartition("--csv")[0]]
    if about in {"governance", "cross-sector"}:
        assert "64,6%" in shown


@pytest.mark.parametrize("about", MAIN)
def test_programs_read_every_table(invoke, studies, about):
    args = ["evidence", studies["en"], "--about", about, "--relation", "referral"]
    document = json.loads(invoke(*args, "--json").stdout)
    assert document["schema"] == "relnet.evidence/1"
    assert document["about"] == about
    rows = document["tables"][MAIN[about]]
    table = list(csv.DictReader(io.StringIO(invoke(*args, "--csv").stdout)))
    assert len(table) == len(rows) > 0
    assert {row["wave"] for row in table} == {"2019", "2021", "2023", "2025"}
    basis = list(csv.DictReader(io.StringIO(invoke(*args, "--table", "basis", "--csv").stdout)))
    assert len(basis) == len(document["tables"]["basis"])


def test_it_says_the_same_as_the_library(invoke, studies):
    survey = rn.read_survey(rn.read_study(studies["en"]), warn=False)
    found = rn.vulnerability(rn.build_panel(survey, "projects"), "sector", survey=survey)
    args = [
        "evidence",
        studies["en"],
        "--about",
        "vulnerability",
        "--relation",
        "projects",
        "--json",
    ]
    tables = json.loads(invoke(*args).stdout)["tables"]
    assert tuple(tables) == found.names
    told = found["respondents"]["on_one"].astype(object)
    assert [row["on_one"] for row in tables["respondents"]] == told.where(
        told.notna(), None
    ).tolist()
    assert any(row["on_one"] is None for row in tables["respondents"])


def test_ratings_are_asked_for_by_name(invoke, studies):
    args = ["evidence", studies["en"], "--about", "governance", "--relation", "referral"]
    without = invoke(*args, "--language", "en").stdout
    assert "trust in partners" in without
    assert "not given" in without
    shown = invoke(*args, "--trust", "trust", "--goals", "motivation: wish").stdout
    assert "not given" not in shown
    assert (
        "unknown item 'trst'; did you mean 'trust'"
        in invoke(*args, "--trust", "trst", code=2).stderr
    )


def test_threes_of_groups_and_other_attributes(invoke, studies):
    args = ["evidence", studies["en"], "--about", "cross-sector", "--relation", "projects"]
    shown = invoke(*args, "--triple", "insurer,hospital care,municipality").stdout
    assert "insurer – hospital care – municipality" in shown
    assert "north" in invoke(*args, "--by", "district", "--table", "pairs").stdout
    error = invoke(*args, "--by", "sectr", code=2).stderr
    assert "unknown attribute 'sectr'" in error


def test_a_survey_without_sectors_or_layers(invoke, tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("wave,source,target\n1,A,B\n1,B,C\n2,A,B\n2,C,A\n")
    for about in ("governance", "vulnerability", "participation"):
        shown = invoke("evidence", str(file), "--about", about, "--language", "en").stdout
        assert "ties: directed" in shown
    error = invoke("evidence", str(file), "--about", "cross-sector", code=2).stderr
    assert "unknown attribute 'sector'" in error
    assert invoke("evidence", str(file), "--about", "layers", code=2).stderr
    assert (
        "unknown table"
        in invoke("evidence", str(file), "--about", "governance", "--table", "x", code=2).stderr
    )
