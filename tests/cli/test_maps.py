import csv
import io
import json
from dataclasses import replace

import openpyxl
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


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<?xml"), ("PNG", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_picture_of_a_map_is_that_of_its_view(run, tmp_path, ending, start):
    run("map", *FILES, "--output", f"map.{ending}", "--language", "nl", "--view", "2019,2025")
    written = (tmp_path / f"map.{ending}").read_bytes()
    assert written.startswith(start)
    panel = rn.build_panel(lindeland("nl").survey)
    unsaid = replace(panel, _events=None, _milestones=panel.milestones[:0])  # not in the files
    drawn = rn.draw(unsaid, language="nl")
    assert drawn.static(("2019", "2025")).save(tmp_path / f"own.{ending}").read_bytes() == written


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


def test_with_pseudonyms_the_groups_and_the_story_go(told, tmp_path):
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
    assert "De groepen van de studie zijn weggelaten" in result.stderr
    assert spec["steps"] == spec["groups"] == []
    assert "Vinkeloo" not in (tmp_path / "map.html").read_text("utf-8")
    assert "Vinkeloo" in (tmp_path / "wie.csv").read_text("utf-8")


def change(path, *pairs):
    """Write other words in a file."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("pairs", "more", "step", "reason"),
    [
        ([('= "Woonzorg Vinkeloo"', '= "Woonzorg Vinkelo"')], [], 2,
         "unknown actor 'Woonzorg Vinkelo'; did you mean 'Woonzorg Vinkeloo'"),
        ([], ["--relation", "verwijzing"], 2, "unknown relation 'projecten'"),
        ([], ["--waves", "2021,2023,2025"], None, "unknown wave '2019'"),
        ([('sector = ["gemeente"]', 'sector = ["gemeentes"]')], [], 1,
         "unknown value 'gemeentes'; did you mean 'gemeente'"),
        ([("waves = 2019", "waves = 2019\nstrength = 9\nconfirmed = true")],
         ["--without-strengths", "--without-reports"], 1, "no strength to filter by"),
        ([("waves = 2019", "waves = 2019\nconfirmed = true")], ["--without-reports"], 1,
         "of no tie of 'informatie'"),
        ([("[groups]\n", ""), ("Ouderen = ", "x_ = "), ("x_ = ", "#")], [], 2,
         "the map has no groups"),
    ],
)  # fmt: skip
def test_a_step_that_a_map_cannot_show_is_left_out_with_the_reason(
    told, tmp_path, pairs, more, step, reason
):
    change(tmp_path / "studie.toml", *pairs)
    result = told("map", "studie.toml", "--output", "map.html", "--language", "en", *more)
    notes = [line for line in result.stderr.splitlines() if "of the story" in line]
    texts = ["First the municipalities.", "Dan Woonzorg Vinkeloo."]
    gone = [1, 2] if step is None else [step]
    assert len(notes) == len(gone)
    for place, note in zip(gone, notes, strict=True):
        assert f"step {place} of the story ('{texts[place - 1]}') is left out: " in note
        assert reason in note
    kept = [text for place, text in enumerate(texts, 1) if place not in gone]
    assert [one["text"] for one in spec_of(tmp_path / "map.html")["steps"]] == kept


MERGED = """
[groups]
Ziekenhuizen = ["Lindeziekenhuis Lindeveen", "Ziekenhuis Reigersvoort", "Revalidatiecentrum Sterrendonk"]

[[story]]
text = "Eerst waren er twee."
focus = "Ziekenhuis Reigersvoort"
groups = true
"""


def test_a_story_may_name_who_merged_by_its_former_name(run, tmp_path):
    study = tmp_path / "surveys" / "relnet.toml"
    study.write_text(study.read_text("utf-8") + MERGED, "utf-8")
    result = run("map", "surveys", "--output", "map.html", "--language", "nl")
    assert "niet op de kaart" not in result.stderr
    assert "verhaal" not in result.stderr
    spec = spec_of(tmp_path / "map.html")
    names = [actor[0] for actor in spec["actors"]]
    assert names[spec["steps"][0]["view"]["chosen"]] == "Lindelands Ziekenhuis"
    members = [names[k] for k in spec["groups"][0]["members"][0]]
    assert members == ["Lindelands Ziekenhuis", "Revalidatiecentrum Sterrendonk"]
    result = run("map", "surveys", "--output", "map.html", "--language", "nl", "--without-events")
    assert "niet op de kaart" not in result.stderr
    assert len(spec_of(tmp_path / "map.html")["groups"][0]["members"][0]) == 2
    in_2019 = ("--in-terms-of", "2019", "--language", "en")
    result = run("map", "surveys", "--output", "map.html", *in_2019)
    assert spec_of(tmp_path / "map.html")["steps"] != []
    change(study, ('focus = "Ziekenhuis Reigersvoort"', 'focus = "Lindelands Ziekenhuis"'))
    result = run("map", "surveys", "--output", "map.html", *in_2019)
    assert "is left out: unknown actor 'Lindelands Ziekenhuis'" in result.stderr


def test_what_is_the_same_in_several_files_is_noted_once(run, tmp_path):
    rows = (tmp_path / "surveys" / "reports.csv").read_text("utf-8").splitlines()
    for wave in (2019, 2021, 2023, 2025):
        own = [rows[0] + ",extra", *(f"{row},x" for row in rows if row.startswith(str(wave)))]
        (tmp_path / f"r{wave}.csv").write_text("\n".join(own), "utf-8")
    files = [f"r{wave}.csv" for wave in (2019, 2021, 2023, 2025)]
    result = run("map", *files, "--output", "map.html", "--language", "en")
    notes = [line for line in result.stderr.splitlines() if "columns not read" in line]
    assert len(notes) == 1
    assert notes[0].startswith("note: r2019.csv, r2021.csv, r2023.csv and 1 more: columns not")
    assert len(set(result.stderr.splitlines())) == len(result.stderr.splitlines())
    dutch = run("map", *files[:2], "--output", "map.html", "--language", "nl").stderr
    assert "r2019.csv, r2021.csv: " in dutch


NAMES = """
[groups]
Ouderen = ["Woonzorg Vinkelo", "Gemeente Dassenbeek", "Ziekenhuis Reigersvoort"]

[[story]]
text = "Eerst."
focus = "GGD Lindelandt"
size = "betweeness"
only = { sector = ["gemeente", "gemeentes"], sectr = ["gemeente"] }

[[story]]
text = "Dan."
focus = "ziekenhuis reigersvoort"
size = "total_degree"
only = { Sector = ["gemeente"] }
"""


def test_check_tells_what_a_story_and_groups_name_that_is_not_there(run, tmp_path):
    study = tmp_path / "surveys" / "relnet.toml"
    before = len(study.read_text("utf-8").splitlines())
    study.write_text(study.read_text("utf-8") + NAMES, "utf-8")
    told = [
        (3, "groups.Ouderen", "the organisation 'Woonzorg Vinkelo'", "'Woonzorg Vinkeloo'"),
        (7, "story[1].focus", "the organisation 'GGD Lindelandt'", "'GGD Lindeland'"),
        (8, "story[1].size", "the measure 'betweeness'", "'betweenness'"),
        (9, "story[1].only.sector", "the value 'gemeentes'", "'gemeente'"),
        (9, "story[1].only.sectr", "the attribute 'sectr'", "'sector'"),
    ]
    found = [
        (one["row"] - before, one["column"], one["found"], one["expected"].split("perhaps ")[1])
        for one in json.loads(run("check", "surveys", "--json").stdout)["warnings"]
        if one["kind"] == "unknown on a map"
    ]
    assert found == told
    shown = run("check", "surveys", "--language", "nl").stdout
    assert (
        f"relnet.toml:{before + 3} sleutel 'groups.Ouderen': de organisatie 'Woonzorg Vinkelo': "
        "hier onbekend, zodat een kaart weglaat wat het noemt; misschien 'Woonzorg Vinkeloo'"
    ) in shown
    assert "Geen fouten." in shown
    run("check", "surveys", "--write", "found.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "found.xlsx").worksheets[0].values)
    assert len([row for row in rows if "Lindelandt" in str(row)]) == 1
    noted = run("map", "surveys", "--output", "map.html", "--language", "en").stderr
    assert "group Ouderen: not on the map are Woonzorg Vinkelo\n" in noted
    assert "step 1 of the story ('Eerst.') is left out" in noted
    assert "step 2 of the story" not in noted
