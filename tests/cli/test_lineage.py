"""Organisations that merged, in the shell: what was applied is said, and can be switched off."""

import csv
import io
import json

import pytest

EDGES = "wave,source,target\n1,A,B\n1,A,X\n1,B,Y\n2,C,X\n2,C,Y\n3,D,X\n3,D,Y\n"
ROSTER = "wave,id\n1,A\n1,B\n1,X\n1,Y\n2,C\n2,X\n2,Y\n3,D\n3,X\n3,Y\n"
EVENTS = "meting;gebeurtenis;organisatie;wordt\n2;fusie;A;C\n2;fusie;B;C\n3;naamswijziging;C;D\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--undirected")
TOLD = (*FILES, "--events", "events.csv")


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("events", EVENTS)):
        (tmp_path / f"{name}.csv").write_text(text)
    return invoke


def comparisons(run, *args):
    return json.loads(run("compare", *args, "--json").stdout)["comparisons"]


def test_waves_are_compared_in_the_organisations_of_the_later_one(run):
    first, second = comparisons(run, *TOLD)
    assert first["composition"] == {"stayers": 3, "joiners": 0, "leavers": 0}
    assert first["ties"] | {"n00": 1, "n11": 2, "n01": 0, "n10": 0} == first["ties"]
    merger = {"wave": "2", "event": "merge", "actors": ["A", "B"], "into": ["C"], "undone": False}
    assert first["lineage"] == {"terms": "2", "steps": [merger], "internalised": 1}
    assert second["lineage"]["terms"] == "3"
    assert [step["event"] for step in second["lineage"]["steps"]] == ["rename"]
    assert second["composition"]["stayers"] == 3


@pytest.mark.parametrize(("terms", "stayers"), [("own", [2, 2]), ("common", [3, 3]), ("1", [4, 4]), ("3", [3, 3])])  # fmt: skip
def test_the_organisations_can_be_chosen(run, terms, stayers):
    found = comparisons(run, *TOLD, "--in-terms-of", terms)
    assert [one["composition"]["stayers"] for one in found] == stayers
    lineages = [one["lineage"] for one in found]
    assert [one and one["terms"] for one in lineages] == [None if terms == "own" else terms] * 2


def test_without_events_nothing_is_applied_and_terms_are_refused(run):
    assert [one["lineage"] for one in comparisons(run, *FILES)] == [None, None]
    assert "--events FILE" in run("compare", *FILES, "--in-terms-of", "2", code=2).output
    assert "organisations of" not in run("compare", *FILES).output
    assert comparisons(run, *FILES, "--in-terms-of", "own")[0]["lineage"] is None
    said = run("compare", *TOLD, "--in-terms-of", "9", code=2).output
    assert "unknown wave '9'" in said


@pytest.mark.parametrize(
    ("language", "terms", "inside"),
    [
        ("en", "1 → 2: In the organisations of 2: A + B → C (2).", "1 tie between organisations that are one here is internalised, not lost."),
        ("nl", "1 → 2: In de organisaties van 2: A + B → C (2).", "1 relatie tussen organisaties die hier één zijn, is intern geworden en niet verdwenen."),
    ],
)  # fmt: skip
def test_what_was_applied_is_said_under_the_table(run, language, terms, inside):
    shown = run("compare", *TOLD, "--language", language)
    assert terms in shown.stdout
    assert inside in shown.stdout
    table = run("compare", *TOLD, "--csv", "--language", language)
    assert terms in table.stderr
    assert terms not in table.stdout


def test_the_internalised_ties_are_a_table(run):
    text = run("compare", *TOLD, "--show", "internalised", "--csv").stdout
    (row,) = csv.DictReader(io.StringIO(text))
    assert [row[name] for name in ("before_wave", "actor", "source", "target", "status")] == [
        "1", "C", "A", "B", "internalised",
    ]  # fmt: skip
    shown = run("compare", *TOLD, "--show", "internalised", "--language", "nl").stdout
    assert "intern geworden" in shown
    assert "none" in run("compare", *FILES, "--show", "internalised").stdout


def test_measures_are_of_each_waves_own_organisations_unless_asked(run):
    own = json.loads(run("measure", *TOLD, "--measure", "actors", "--json").stdout)
    assert [row["value"] for row in own["rows"]] == [4, 3, 3]
    assert own["lineage"] == []
    last = ("measure", *TOLD, "--measure", "actors", "--in-terms-of", "3")
    document = json.loads(run(*last, "--json").stdout)
    assert [row["value"] for row in document["rows"]] == [3, 3, 3]
    assert [one["wave"] for one in document["lineage"]] == ["1", "2"]
    assert [one["internalised"] for one in document["lineage"]] == [1, 0]
    line = "In the organisations of 3: A + B → C (2), C → D (3)."
    assert line in run(*last).stdout
    assert line in run(*last, "--csv").stderr


def test_a_map_is_of_the_organisations_of_the_last_wave(run, tmp_path):
    said = run("map", *TOLD, "--output", "map.html", "--view", "1,2").stdout
    assert "In the organisations of 3: A + B → C (2), C → D (3). 1 tie between" in said
    page = (tmp_path / "map.html").read_text("utf-8")
    assert '<p class="small" id="terms">In the organisations of 3' in page
    own = run("map", *TOLD, "--output", "map.html", "--in-terms-of", "own").stdout
    assert "organisations of" not in own
    assert 'id="terms"' not in (tmp_path / "map.html").read_text("utf-8")


def test_a_comparison_with_a_map_draws_what_it_compares(run, tmp_path):
    run("compare", *TOLD, "--to", "2", "--map", "map.html", "--language", "nl")
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "In de organisaties van 2: A + B → C (2), C ← D (3)." in page


def test_what_is_wrong_with_the_events_is_told_with_its_row(run, tmp_path):
    (tmp_path / "events.csv").write_text("wave,event,actor,into\n2,gone,A,C\n2,merge,B,\n")
    said = run("check", *TOLD, code=1).output
    assert "events.csv:2 column 'event': found 'gone', expected merge, split, rename" in said
    assert "events.csv:3 column 'into': found nothing, expected what 'B' became" in said
    (tmp_path / "events.csv").write_text("wave,event,actor,into\n2,merge,Q,C\n")
    assert "not on the roster before it: 'Q'" in run("compare", *TOLD, code=2).output
    assert comparisons(run, *TOLD, "--in-terms-of", "own")[0]["lineage"] is None


def test_the_events_are_not_written_over(run):
    assert "events.csv" in run("measure", *TOLD, "--output", "events.csv", code=2).output


def test_whom_to_ask_first_in_the_organisations_of_another_wave(run):
    """Of wave 1 A and B answer, and neither X nor Y; in those of wave 3 A and B are D."""
    words = ("needed", *TOLD, "--wave", "1", "--no-report", "silent", "--measure", "ties")
    own = json.loads(run(*words, "--json").stdout)
    assert own["lineage"] == []
    document = json.loads(run(*words, "--in-terms-of", "3", "--json").stdout)
    assert [one["wave"] for one in document["lineage"]] == ["1"]
    line = "In the organisations of 3: A + B → C (2), C → D (3)."
    assert line in run(*words, "--in-terms-of", "3", "--language", "en").stdout
    assert line in run(*words, "--in-terms-of", "3", "--csv", "--language", "en").stderr
    assert "unknown wave '9'" in run(*words, "--in-terms-of", "9", code=2).output
