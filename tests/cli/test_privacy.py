"""What is hidden of what the commands write, and the key that is kept apart."""

import csv

import openpyxl
import pytest

import relnet as rn
from relnet.datasets import lindeland, write_region

STUDY = "surveys"


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_region(lindeland("nl"), STUDY)
    return invoke


def names():
    panel = rn.build_panel(lindeland("nl").survey)
    return {name for network in panel for name in network.actors}


def test_a_map_without_names_and_its_key(run, tmp_path):
    result = run("map", STUDY, "--output", "map.html", "--pseudonyms-by", "sector", "--key",
                 "key.csv", "--language", "nl", "--without-strengths")  # fmt: skip
    page = (tmp_path / "map.html").read_text("utf-8")
    assert not [name for name in names() if name in page]
    assert not [name for name in names() if name in result.stdout]
    with (tmp_path / "key.csv").open(encoding="utf-8") as file:
        key = list(csv.DictReader(file))
    assert {row["actor"] for row in key} <= names()
    assert all(row["pseudonym"] in page for row in key if row["actor"] == "GGD Lindeland")
    assert "key.csv zegt wie wie is" in result.stderr
    assert "elke relatie heeft sterkte 1" in result.stderr


def test_who_is_left_out_is_not_in_a_converted_file(run, tmp_path):
    run("convert", STUDY, "panel.json", "--leave-out", "GGD Lindeland", "--keep-attributes", "size")
    panel = rn.read_panel(tmp_path / "panel.json")
    assert "GGD Lindeland" not in (tmp_path / "panel.json").read_text("utf-8")
    assert [*panel.networks[0].attributes] == ["size"]
    again = run("convert", "panel.json", "again.json", "--pseudonyms", "--key", "key.xlsx",
                "--without-events", "--without-reports")  # fmt: skip
    text = (tmp_path / "again.json").read_text("utf-8")
    assert not [name for name in names() if name in text]
    assert rn.read_panel(tmp_path / "again.json").events is None
    rows = list(openpyxl.load_workbook(tmp_path / "key.xlsx")["key"].values)
    assert rows[0] == ("actor", "pseudonym")
    assert {row[0] for row in rows[1:]} == names() - {"GGD Lindeland"}
    assert "key.xlsx says who is who" in again.stderr


def test_a_story_is_told_only_where_no_name_and_nothing_that_happened_is_hidden(run, tmp_path):
    study = tmp_path / STUDY / "relnet.toml"
    story = '\n[[story]]\ntext = "All turns around GGD Lindeland"\n'
    study.write_text(study.read_text("utf-8") + story, "utf-8")
    for named, told, *more in (
        (False, False, "--leave-out", "GGD Lindeland"),
        (False, False, "--pseudonyms"),
        (True, False, "--without-events"),
        (True, True, "--without-strengths"),
    ):
        result = run("map", STUDY, "--output", "map.html", *more)
        page = (tmp_path / "map.html").read_text("utf-8")
        assert ("GGD Lindeland" in page) == named
        assert ("All turns around" in page) == told
        assert ("story of the study is left out" in result.stderr) != told


def test_a_title_and_the_name_of_a_group_tell_no_hidden_name(run, tmp_path):
    study = tmp_path / STUDY / "relnet.toml"
    text = study.read_text("utf-8").replace('"Lindeland"', '"Zorg rond de GGD-Lindeland"')
    groups = '\n[groups]\n"Rond GGD Lindeland" = ["Gemeente Dassenbeek"]\nRest = "GGD Lindeland"\n'
    study.write_text(text + groups, "utf-8")
    for told, *more in (
        (False, "--leave-out", "GGD Lindeland"),
        (False, "--pseudonyms"),
        (True, "--leave-out", "Gemeente Dassenbeek"),
    ):
        result = run("map", STUDY, "--output", "map.html", *more)
        page = (tmp_path / "map.html").read_text("utf-8")
        for title in ("Zorg rond de GGD", "GGD-Lindeland", "Rond GGD", "GGD Lindeland"):
            assert (title in page) == told, title
        assert ("title of the study is left out" in result.stderr) != told
        pseudonyms = "--pseudonyms" in more
        assert ("1 group of the study is left out" in result.stderr) != (told or pseudonyms)
        assert ("The groups of the study are left out" in result.stderr) == pseudonyms
        assert ('"name":"Rest"' in page.replace(": ", ":")) != pseudonyms
    result = run("map", STUDY, "--output", "x.html", "--leave-out", "GGD Lindeland", "--title",
                 "Rond GGD Lindeland", code=2)  # fmt: skip
    assert "the title 'Rond GGD Lindeland' holds a name that is to be hidden" in result.stderr
    assert not (tmp_path / "x.html").exists()
    run("map", STUDY, "--output", "x.html", "--leave-out", "GGD Lindeland", "--title", "Rond")


def test_a_seed_gives_the_same_pseudonyms_in_a_map_and_a_file(run, tmp_path):
    own = ("--in-terms-of", "own", "--pseudonyms", "--pseudonym-seed", "7")
    run("map", STUDY, "--output", "map.html", *own, "--key", "one.csv")
    run("convert", STUDY, "panel.json", *own, "--key", "two.csv")
    assert (tmp_path / "one.csv").read_text() == (tmp_path / "two.csv").read_text()
    result = run("convert", STUDY, "other.json", *own[:3])
    assert "No key was written" in result.stderr


def test_a_key_is_never_lost_nor_shared(run, tmp_path):
    (tmp_path / "old.csv").write_text("actor,pseudonym\n")
    hide = ("map", STUDY, "--output", "map.html", "--pseudonyms", "--key")
    for words, message in (
        ((*hide, "old.csv"), "is already there"),
        ((*hide, "map.html"), "takes a .csv or .xlsx file"),
        ((*hide, "no/folder/key.csv"), "cannot write"),
        (("map", STUDY, "--output", "map.html", "--key", "key.csv"), "take --pseudonyms"),
        (("map", STUDY, "--output", "map.html", "--least", "4"), "take --pseudonyms"),
        (("map", STUDY, "--output", "map.html", "--pseudonyms-by", ""), "unknown attribute"),
        (("map", STUDY, "--output", "map.html", "--pseudonyms", "--key", "key.csv", "--colour",
          "sectr"), "did you mean 'sector'"),
        (("convert", STUDY, "out.csv", "--format", "tidy", "--pseudonyms", "--key", "./out.csv"),
         "are one file"),
    ):  # fmt: skip
        assert message in run(*words, code=2).stderr
    assert (tmp_path / "old.csv").read_text() == "actor,pseudonym\n"
    assert not [path for path in tmp_path.iterdir() if path.name not in {STUDY, "old.csv"}]
