import csv
import io
import json
from dataclasses import replace

import pytest

import relnet as rn
from relnet.datasets import lindeland, write_region


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_region(lindeland("nl"), "surveys")
    return invoke


FILES = ("surveys/reports.csv", "--roster", "surveys/roster.csv", "--respondents", "surveys/respondents.csv",
         "--mutual", "informatie,projecten", "--scale", "1:4")  # fmt: skip


def spec_of(path):
    text = path.read_text("utf-8")
    start = text.index('id="map-data">') + len('id="map-data">')
    return json.loads(text[start : text.index("</script>", start)])


def test_a_map_of_files_is_the_map_of_their_panel(run, tmp_path):
    result = run("map", *FILES, "--output", "map.html", "--language", "nl", "--view", "2019,2025")
    assert "Geschreven naar map.html" in result.stderr
    assert result.stdout.startswith("informatie, 2019 → 2025, tussen de 37 organisaties")
    panel = rn.build_panel(lindeland("nl").survey)
    unsaid = replace(panel, _events=None, _milestones=panel.milestones[:0])  # not in the files
    drawn = rn.draw(unsaid, language="nl", view=("2019", "2025"))
    shown = spec_of(tmp_path / "map.html")
    assert shown["labels"].items() <= drawn.spec.labels.items()
    assert shown == drawn.spec.as_dict() | {"labels": shown["labels"]}
    assert str(tmp_path) not in (tmp_path / "map.html").read_text("utf-8")


def test_compare_draws_what_it_compared(run, tmp_path):
    run("compare", *FILES, "--from", "2019", "--to", "2023", "--map", "change.html")
    spec = spec_of(tmp_path / "change.html")
    assert spec["view"]["waves"] == [0, 2]
    assert spec["language"] == "en"
    document = json.loads(run("compare", *FILES, "--map", "two.html", "--json").stdout)
    assert len(document["comparisons"]) == 9
    assert spec_of(tmp_path / "two.html")["view"]["waves"] == [2, 3]


def test_what_a_map_cannot_show_is_a_wrong_command(run):
    for more, message in (
        (["--colour", "sectr"], "did you mean 'sector'"),
        (["--size", "density"], "unknown measure of actors"),
        (["--renderer", "png"], "unknown renderer"),
        (["--view", "2020"], "unknown wave"),
        (["--output", "no/such/folder/map.html"], "cannot write"),
    ):
        assert message in run("map", *FILES, "--output", "map.html", *more, code=2).stderr


def test_tables_go_to_files(run, tmp_path):
    printed = run("measure", *FILES, "--csv").stdout
    shown = run("measure", *FILES, "--output", "measures.csv")
    assert shown.stdout == ""
    assert (tmp_path / "measures.csv").read_text("utf-8") == printed
    run("check", *FILES, "--output", "check.json")
    assert json.loads((tmp_path / "check.json").read_text())["schema"] == "relnet.check/1"
    assert ".csv or .json" in run("measure", *FILES, "--output", "m.xlsx", code=2).stderr
    assert "give one of" in run("measure", *FILES, "--output", "m.csv", "--json", code=2).stderr
    assert "cannot write" in run("measure", *FILES, "--output", "no/m.csv", code=2).stderr


def test_nothing_that_is_read_is_written_over(run, tmp_path):
    before = (tmp_path / "surveys" / "roster.csv").read_bytes()
    for more in (
        ["measure", *FILES, "--output", "surveys/roster.csv"],
        ["compare", *FILES, "--output", "./surveys/../surveys/roster.csv"],
    ):
        assert "write to another file" in run(*more, code=2).stderr
    assert "an .html file" in run("map", *FILES, "--output", "surveys/roster.csv", code=2).stderr
    assert "an .html file" in run("compare", *FILES, "--map", "change.txt", code=2).stderr
    assert "no such folder" in run("compare", *FILES, "--map", "no/m.html", code=2).stderr
    assert (tmp_path / "surveys" / "roster.csv").read_bytes() == before


def test_who_came_and_went_is_printed(run):
    shown = run("compare", *FILES, "--from", "2021", "--to", "2023", "--show", "composition").stdout
    line = next(line for line in shown.splitlines() if "Lindelands Ziekenhuis" in line)
    assert line.split()[-3:] == ["joiner", "–", "no"]
    dutch = run("compare", *FILES, "--show", "composition", "--language", "nl").stdout
    assert "blijver" in dutch
    assert " ja " in dutch


def test_waves_are_compared_forwards(run):
    told = run("compare", *FILES, "--from", "2023", "--to", "2019", "--map", "m.html", code=2)
    assert "earlier wave" in told.stderr
    assert told.stdout == ""


def test_some_relations_can_be_mutual_beside_others_that_are_not(run):
    document = json.loads(run("compare", *FILES, "--json").stdout)
    directed = {entry["relation"]: entry["directed"] for entry in document["comparisons"]}
    assert directed == {"informatie": False, "projecten": False, "verwijzing": True}
    assert "not both" in run("compare", *FILES, "--undirected", code=2).stderr


def test_what_does_not_apply_to_a_relation_is_not_printed(run):
    shown = run("measure", *FILES).stdout
    information, _, referral = shown.partition("verwijzing")
    assert "reciprocity" not in information
    assert "reciprocity, of ties (reciprocity_edgewise)" in referral
    assert (
        "wederkerigheid, van relaties (reciprocity_edgewise)"
        in run("measure", *FILES, "--language", "nl").stdout
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_demo_runs_the_main_job(run, tmp_path, language):
    shown = run("demo", "--output", "tried", "--language", language)
    folder = tmp_path / "tried"
    assert {"map.html", "measures.csv", "changes.csv", "surveys"} == {
        p.name for p in folder.iterdir()
    }
    assert shown.stdout.count("$ relnet ") == 6
    assert str(folder / "map.html")[-14:] in shown.stdout
    assert spec_of(folder / "map.html")["language"] == language
    rows = csv.DictReader(io.StringIO((folder / "changes.csv").read_text("utf-8")))
    statuses = {row["status"] for row in rows}
    assert {"formed", "dissolved", "persisted", "unobserved", "entered", "left"} <= statuses
    told = {"nl": "in een browser", "en": "in a browser"}[language]
    assert told in shown.stdout


def test_the_demo_says_why_it_cannot_write(run, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.html").mkdir()
    assert "cannot write" in run("demo", "--output", "file", code=2).stderr
    assert "it is a folder" in run("map", *FILES, "--output", "folder.html", code=2).stderr


def test_the_language_of_the_system_is_taken_without_an_option(run, monkeypatch):
    monkeypatch.setenv("RELNET_LANGUAGE", "nl")
    assert "Geen fouten." in run("check", *FILES).stdout
    assert "No errors." in run("check", *FILES, "--language", "en").stdout
    assert "1 fout" in run("check", "surveys/roster.csv", code=1).stderr


STUDY = """
waves = [{ label = 2019 }, { label = 2021 }, { label = 2023 }, { label = 2025 }]
relations = [
    { name = "informatie", directed = false },
    { name = "projecten", directed = false },
    { name = "verwijzing" },
]
[files]
reports = "surveys/reports.csv"
roster = "surveys/roster.csv"
respondents = "surveys/respondents.csv"
"""
STORY = """
[groups]
Ouderen = ["Woonzorg Vinkeloo", "Gemeente Dassenbeek", "Nergens"]

[[story]]
text = { nl = "Eerst de gemeenten.", en = "First the municipalities." }
waves = 2019
only = { sector = ["gemeente"] }

[[story]]
text = "Dan Woonzorg Vinkeloo."
waves = [2019, 2023]
relations = "projecten"
focus = "Woonzorg Vinkeloo"
reach = 1
groups = true
"""


@pytest.fixture
def told(run, tmp_path):
    (tmp_path / "studie.toml").write_text(STUDY + STORY, "utf-8")
    return run


def test_a_study_tells_the_story_of_its_map(told, tmp_path):
    result = told("map", "studie.toml", "--output", "map.html", "--language", "nl")
    assert "groep Ouderen: niet op de kaart staan Nergens" in result.stderr
    spec = spec_of(tmp_path / "map.html")
    first, second = spec["steps"]
    assert first["text"] == "Eerst de gemeenten."
    assert first["view"]["waves"] == [0]
    sector = spec["attributes"][0]
    assert [sector["values"][k] for k in first["view"]["only"]["0"]] == ["gemeente"]
    assert second["view"]["waves"] == [0, 2]
    assert spec["relations"][second["view"]["relations"][0]]["name"] == "projecten"
    assert spec["actors"][second["view"]["chosen"]][0] == "Woonzorg Vinkeloo"
    members = spec["groups"][0]["members"][0]
    assert [spec["actors"][k][0] for k in members] == ["Gemeente Dassenbeek", "Woonzorg Vinkeloo"]
    english = told("map", "studie.toml", "--output", "en.html", "--language", "en")
    assert "not on the map are Nergens" in english.stderr
    texts = [step["text"] for step in spec_of(tmp_path / "en.html")["steps"]]
    assert texts == ["First the municipalities.", "Dan Woonzorg Vinkeloo."]


def test_with_pseudonyms_the_groups_stay_and_the_story_goes(told, tmp_path):
    result = told(
        "map",
        "studie.toml",
        "--output",
        "map.html",
        "--language",
        "nl",
        "--pseudonyms",
        "--key",
        "wie.csv",
    )
    assert "Het verhaal van de studie is weggelaten" in result.stderr
    spec = spec_of(tmp_path / "map.html")
    assert spec["steps"] == []
    assert len(spec["groups"][0]["members"][0]) == 2
    assert "Vinkeloo" not in (tmp_path / "map.html").read_text("utf-8")
    assert "Vinkeloo" in (tmp_path / "wie.csv").read_text("utf-8")


def test_a_story_of_what_is_not_there_is_a_wrong_command(told, tmp_path):
    study = tmp_path / "studie.toml"
    study.write_text(
        study.read_text("utf-8").replace(
            'focus = "Woonzorg Vinkeloo"', 'focus = "Woonzorg Vinkelo"'
        ),
        "utf-8",
    )
    result = told("map", "studie.toml", "--output", "map.html", code=2)
    assert "step 2 of the story: unknown actor" in result.stderr
    assert "did you mean 'Woonzorg Vinkeloo'" in result.stderr
    assert not (tmp_path / "map.html").exists()
