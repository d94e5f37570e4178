"""`relnet evidence`: the same figures for people and for programs."""

import csv
import io
import json

import pytest

import relnet as rn
from relnet.cli.evidence import MAIN
from relnet.wording import Wording

WORDS = {
    "governance": ("Trust", "not asked", "Provan & Kenis 2008", "With and without these 3"),
    "vulnerability": (
        "organisations that hold others together",
        "2023: Gemeente Lindeveen, Gemeente Reigersvoort\n",
        "at random: the mean",
        "certain:",
        "+ Gemeente Reigersvoort",
        "Jeugd-ggz Bremloo",
        "pairs parted: the share",
    ),
    "cross-sector": (
        "share of ties between groups",
        "Groups between which ties are known, the densest first, in 2025",
        "… and 22 more",
        "Groups between which no tie is known",
    ),
    "participation": ("By group, in 2025", "Silent, but named by others", "fell silent: "),
    "layers": ("only board", "only professional", "What both layers of one organisation say"),
}
DUTCH = {
    "governance": ("Vertrouwen", "niet gevraagd", "Met en zonder deze 3"),
    "vulnerability": (
        "organisaties die andere bijeenhouden",
        "2023: Gemeente Lindeveen, Gemeente Reigersvoort\n",
        "willekeurig zo veel: het deel",
        "paren gescheiden: het deel",
        "+ Gemeente Reigersvoort",
        "zeker:",
    ),
    "cross-sector": (
        "deel van de relaties tussen groepen",
        "Groepen waartussen relaties bekend zijn, de dichtste eerst, in 2025",
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


def layers(about):
    """The region has four layers: those that are compared have to be named."""
    return ["--layers", "board,professional"] if about == "layers" else []


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
        *layers(about),
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
    args = ["evidence", studies["en"], "--about", about, "--relation", "referral", *layers(about)]
    document = json.loads(invoke(*args, "--json").stdout)
    assert document["schema"] == "relnet.evidence/1"
    assert document["about"] == about
    rows = document["tables"][MAIN[about]]
    table = list(csv.DictReader(io.StringIO(invoke(*args, "--csv").stdout)))
    assert len(table) == len(rows) > 0
    assert {row["wave"] for row in table} == {"2019", "2021", "2023", "2025"}
    basis = list(csv.DictReader(io.StringIO(invoke(*args, "--table", "basis", "--csv").stdout)))
    assert len(basis) == len(document["tables"]["basis"])


def test_two_layers_need_no_names(invoke, studies, tmp_path):
    (tmp_path / "a.csv").write_text("respondent,actor,partner\np,A,B\nq,A,C\nr,B,A\n")
    people = "respondent,actor,layer\np,A,bestuurder\nq,A,uitvoerend\nr,B,bestuurder\n"
    (tmp_path / "people.csv").write_text(people)
    args = ["evidence", str(tmp_path / "a.csv"), "--respondents", str(tmp_path / "people.csv")]
    shown = invoke(*args, "--about", "layers", "--language", "en").stdout
    assert shown.index("only bestuurder") < shown.index("only uitvoerend")
    error = invoke("evidence", studies["en"], "--about", "layers", code=2).stderr
    assert "found: 'manager', 'professional', 'resident', 'board'" in error


def test_a_sector_is_one_in_capitals_too(invoke, tmp_path):
    (tmp_path / "a.csv").write_text("source,target\nA,B\nB,C\nC,A\n")
    for name in ("sector", "Sector"):
        (tmp_path / "roster.csv").write_text(f"id,{name}\nA,care\nB,care\nC,town\n")
        args = ["evidence", str(tmp_path / "a.csv"), "--roster", str(tmp_path / "roster.csv")]
        for about in ("vulnerability", "cross-sector", "participation"):
            assert '"care"' in invoke(*args, "--about", about, "--json").stdout
        figures = json.loads(invoke(*args, "--about", "governance", "--json").stdout)
        told = {row["figure"]: row["value"] for row in figures["tables"]["figures"]}
        assert told["cross_group_share"] == pytest.approx(2 / 3)
    assert (
        "unknown attribute"
        in invoke(*args, "--about", "governance", "--by", "sector", code=2).stderr
    )


@pytest.mark.parametrize("about", MAIN)
def test_in_terms_of_the_organisations_of_one_wave(invoke, studies, about):
    args = ["evidence", studies["en"], "--about", about, "--relation", "projects", *layers(about)]
    shown = invoke(*args, "--in-terms-of", "2025", "--language", "en").stdout
    assert "Lindeziekenhuis Lindeveen + Ziekenhuis Reigersvoort → Lindelands Ziekenhuis" in shown
    document = json.loads(invoke(*args, "--in-terms-of", "2025", "--json").stdout)
    assert {row["terms"] for row in document["lineage"]} == {"2025"}
    names = {row.get("actor") for rows in document["tables"].values() for row in rows}
    assert "Ziekenhuis Reigersvoort" not in names
    assert json.loads(invoke(*args, "--json").stdout)["lineage"] == []
    respondents = [row["respondents"] for row in document["tables"].get("actors", ())
                   if "respondents" in row and row["wave"] == "2019"]  # fmt: skip
    assert set(respondents) <= {None}  # who they speak for is told in other organisations


def test_what_a_table_shows_is_explained_once(invoke, studies):
    args = ["evidence", studies["en"], "--about", "vulnerability", "--language", "en"]
    shown = invoke(*args).stdout
    assert shown.count("Organisations that hold others together:\n") == 3
    for text in (
        "connectedness: the share",
        "pairs parted: the share",
        "at random: the mean",
        "certain: so",
    ):
        assert shown.count(text) == 1


def test_the_densest_pairs_of_groups_are_printed_first_with_what_they_rest_on(invoke, tmp_path):
    """Of a sector that is silent in part: 2 of 4 cells, and then 1 of 4; a tie of the silent last."""
    (tmp_path / "a.csv").write_text("source,target\nA,C\nB,C\nA,E\n")
    rows = [
        ("A", "x", 1),
        ("B", "x", 1),
        ("C", "y", 0),
        ("D", "y", 0),
        ("E", "z", 1),
        ("F", "z", 1),
    ]
    text = "\n".join(f"{name},{sector}" for name, sector, _ in rows)
    (tmp_path / "roster.csv").write_text(f"id,sector\n{text}\n")
    text = "\n".join(f"{name},{done}" for name, _, done in rows)
    (tmp_path / "register.csv").write_text(f"id,answered\n{text}\n")
    files = [f"--{name}={tmp_path / name}.csv" for name in ("roster", "register")]
    args = ["evidence", str(tmp_path / "a.csv"), *files, "--about", "cross-sector"]
    shown = invoke(*args, "--language", "en").stdout
    table = shown.partition("densest first")[2].partition("\n\n")[0].splitlines()[1:]
    assert [line.split() for line in table] == [
        [
            "from",
            "group",
            "to",
            "group",
            "known",
            "ties",
            "density",
            "pairs",
            "observed",
            "coverage",
        ],
        ["x", "y", "2", "50%", "4", "100.0%"],
        ["x", "z", "1", "25%", "4", "100.0%"],
    ]


def test_a_long_list_of_names_is_cut_and_says_how_many_more(invoke, tmp_path):
    names = [f"org{k:02}" for k in range(14)]
    waves = "".join(f"{wave},org00,org01\n" for wave in (1, 2))
    (tmp_path / "a.csv").write_text(f"wave,source,target\n{waves}")
    (tmp_path / "roster.csv").write_text("\n".join(["id", *names]))
    register = [f"{wave},{name},{int(name == 'org00')}" for wave in (1, 2) for name in names]
    (tmp_path / "register.csv").write_text("\n".join(["wave,id,answered", *register]))
    files = [f"--{name}={tmp_path / name}.csv" for name in ("roster", "register")]
    args = ["evidence", str(tmp_path / "a.csv"), *files, "--about", "participation"]
    (line,) = (
        line for line in invoke(*args, "--language", "en").stdout.splitlines() if "silent: " in line
    )
    assert line.count("org") == 10
    assert line.endswith("org10, … and 3 more)")
    assert "always silent: 13 (" in line


@pytest.mark.parametrize("about", MAIN)
def test_every_column_of_every_table_has_a_name(invoke, studies, about):
    args = ["evidence", studies["en"], "--about", about, "--relation", "projects", *layers(about)]
    rows = json.loads(invoke(*args, "--json").stdout)["tables"]
    for language in ("en", "nl"):
        words = Wording(language)
        for name, table in rows.items():
            for column in {column for row in table for column in row} - {"n"}:
                assert words.has(f"column.{column}"), (name, column)


def test_a_whole_table_is_told_in_words(invoke, studies):
    args = ["evidence", studies["nl"], "--relation", "projecten", "--language", "nl", "--about"]
    shown = invoke(*args, "vulnerability", "--table", "removals").stdout
    head, *rows = shown.splitlines()
    assert {"met", "zonder", "lotingen"} <= set(head.split())
    assert "één organisatie" in rows[0]
    assert "deel van de paren dat elkaar bereikt  0,563" in rows[0]
    shown = invoke(*args, "governance", "--table", "figures").stdout
    assert "centralisation" not in shown
    assert "Vertrouwen" in shown
    shown = invoke(*args, "participation", "--table", "courses").stdout
    assert "antwoordde altijd" in shown
    assert "None" not in invoke(*args, "governance", "--table", "top").stdout


def test_on_whom_ties_of_a_matrix_rest_is_not_said(invoke, tmp_path):
    (tmp_path / "m.csv").write_text(";A;B;C\nA;0;1;0\nB;1;0;1\nC;0;0;0\n")
    args = ["evidence", str(tmp_path / "m.csv"), "--about", "vulnerability", "--language", "nl"]
    shown = invoke(*args).stdout
    (line,) = (line for line in shown.splitlines() if "op één respondent" in line)
    assert line.endswith("niet van toepassing")


def test_it_says_the_same_as_the_library(invoke, studies):
    survey = rn.read_survey(rn.read_study(studies["en"]), warn=False)
    found = rn.vulnerability(rn.build_panel(survey, "projects"), survey=survey)
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
    error = invoke("evidence", str(file), "--about", "layers", code=2).stderr
    assert "does not say of which layer its respondents are" in error
    assert (
        "unknown table"
        in invoke("evidence", str(file), "--about", "governance", "--table", "x", code=2).stderr
    )
