"""Change in depth, in the shell."""

import csv
import io
import json

import pytest

# A and B merge into C, X meets Y once more often, Z joins.
EDGES = """wave,source,target,weight
2021,A,B,1
2021,A,X,2
2021,B,Y,1
2021,X,Y,1
2023,C,X,2
2023,X,Y,3
2023,Z,Y,1
"""
ROSTER = """wave,id,sector
2021,A,care
2021,B,care
2021,X,gov
2021,Y,gov
2023,C,care
2023,X,gov
2023,Y,care
2023,Z,gov
"""
EVENTS = "wave,event,actor,into\n2023,merge,A,C\n2023,merge,B,C\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--no-report", "nobody")
TOLD = (*FILES, "--events", "events.csv")


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("events", EVENTS)):
        (tmp_path / f"{name}.csv").write_text(text)
    return invoke


def rows(run, *args):
    return list(csv.DictReader(io.StringIO(run("compare", *args, "--csv").stdout)))


def test_composition_uses_events_where_there_are_any(run):
    found = {row["actor"]: row["status"] for row in rows(run, *TOLD, "--show", "composition")}
    assert found == {
        "A": "merged", "B": "merged", "C": "made by merger", "X": "stayer", "Y": "stayer", "Z": "joiner",
    }  # fmt: skip
    by_name = {row["actor"]: row["status"] for row in rows(run, *FILES, "--show", "composition")}
    assert by_name["A"] == "leaver"
    chosen = rows(run, *TOLD, "--show", "composition", "--in-terms-of", "2023")
    assert {row["actor"]: row["status"] for row in chosen} == {
        "C": "stayer", "X": "stayer", "Y": "stayer", "Z": "joiner",
    }  # fmt: skip
    dutch = run("compare", *TOLD, "--show", "composition", "--language", "nl").stdout
    assert "ontstaan uit fusie" in dutch
    assert "gefuseerd" in dutch


def test_the_readings_stand_beside_each_other(run):
    shown = run("compare", *TOLD, "--show", "terms").stdout.splitlines()
    assert shown[1].split() == ["own", "2023", "in", "common"]
    by_name = {line[:15].strip(): line[15:].split() for line in shown[2:15]}
    # by name X→Y is all that stays; through the merger A→X is C→X, B→Y dissolves
    assert by_name["stayers"] == ["2", "3", "3"]
    assert by_name["persisted"] == ["1", "2", "2"]
    assert by_name["dissolved"] == ["0", "1", "1"]
    assert by_name["internalised"] == ["0", "1", "1"]
    document = json.loads(run("compare", *TOLD, "--show", "terms", "--json").stdout)
    assert [row["n11"] for row in document["comparisons"][0]["rows"]] == [1, 2, 2]
    for more in (("--in-terms-of", "own"), ("--treatment", "null")):
        assert "beside each other" in run("compare", *TOLD, "--show", "terms", *more, code=2).stderr
    told = run("compare", *FILES, "--show", "terms", code=2).stderr
    assert "what happened to the organisations" in told


def test_strengths_from_which_to_which(run):
    shown = run("compare", *TOLD, "--show", "strengths").stdout
    # C→X stays at 2, X→Y goes from 1 to 3, C→Y (B→Y) from 1 to none, three cells hold none twice
    assert "Of 2 ties that persisted 1 grew stronger and 0 weaker; 1 stayed the same." in shown
    table = {line.split("  ")[0].strip(): line.split()[-4:] for line in shown.splitlines()[2:6]}
    assert table == {
        "no tie": ["3", "0", "0", "0"], "1": ["1", "0", "0", "1"], "2": ["0", "0", "1", "0"],
        "3": ["0", "0", "0", "0"],
    }  # fmt: skip
    long = rows(run, *TOLD, "--show", "strengths")
    assert sum(int(row["cells"]) for row in long) == 6


def test_ranks_by_degree_or_by_another_measure(run):
    shown = run("compare", *TOLD, "--show", "ranks").stdout
    assert "By ties received:" in shown
    assert "3 organisations ranked" in shown
    found = rows(run, *TOLD, "--show", "ranks", "--measure", "out_degree")
    assert {row["measure"] for row in found} == {"out_degree"}
    assert {row["actor"]: row["change"] for row in found}["C"] == "-1.0"
    assert (
        "one --measure"
        in run(
            "compare", *TOLD, "--show", "ranks", "--measure", "in_degree,out_degree", code=2
        ).stderr
    )
    assert (
        "nothing to rank"
        in run("compare", *TOLD, "--show", "ranks", "--measure", "density", code=2).stderr
    )


def test_groups_need_an_attribute(run):
    shown = run("compare", *TOLD, "--show", "groups", "--by", "sector").stdout
    assert "from group" in shown
    assert "In another group before: Y" in shown
    assert "needs --by" in run("compare", *TOLD, "--show", "groups", code=2).stderr
    assert (
        "unknown attribute"
        in run("compare", *TOLD, "--show", "groups", "--by", "colour", code=2).stderr
    )
    found = rows(run, *TOLD, "--show", "groups", "--by", "sector")
    assert sum(int(row["n11"]) for row in found) == 2


def test_rates_by_year(run):
    row = rows(run, *TOLD, "--show", "rates")[0]
    # of C→X, C→Y and X→Y one is gone after two years
    assert (row["unit"], row["interval"]) == ("years", "2.0")
    assert float(row["half_life"]) == pytest.approx(3.4190226)  # 2 ln ½ / ln (2/3)
    assert float(row["dissolution_per_year"]) == pytest.approx(1 - (2 / 3) ** 0.5)
    shown = run("compare", *TOLD, "--show", "rates", "--language", "nl").stdout
    assert "halveringstijd" in shown
    assert "in jaren" in shown


@pytest.mark.parametrize("language", ["en", "nl"])
def test_trajectories_and_how_long_ties_last(run, language):
    shown = run("trajectories", *FILES, "--language", language).stdout
    assert "1 1" in shown
    last = run("trajectories", *FILES, "--show", "survival", "--language", language).stdout
    assert ("Half of them" if language == "en" else "De helft") in last
    document = json.loads(run("trajectories", *TOLD, "--json", "--in-terms-of", "2023").stdout)
    assert document["schema"] == "relnet.trajectories/1"
    history = {row["source"] + row["target"]: row["history"] for row in document["rows"]}
    assert history == {"CX": "1 1", "CY": "1 0", "XY": "1 1", "ZY": ". 1"}
    table = run("trajectories", *TOLD, "--show", "survival", "--new-only", "--csv").stdout
    assert table.startswith("relation,time,at_risk")
    assert "--show survival" in run("trajectories", *FILES, "--new-only", code=2).stderr


def test_strengths_are_in_json_as_in_csv(run):
    document = json.loads(run("compare", *FILES, "--show", "strengths", "--json").stdout)
    told = [
        {name: str(value) for name, value in row.items()}
        for row in document["comparisons"][0]["rows"]
    ]
    names = ("strength_before", "strength_after", "cells")
    assert told == [
        {name: row[name] for name in names} for row in rows(run, *FILES, "--show", "strengths")
    ]
    assert {row["strength_before"] for row in told} == {"no tie", "1.0", "3.0"}


def test_nothing_is_printed_of_a_table_that_cannot_be_made(run):
    found = run("compare", *FILES, "--show", "groups", "--by", "colour", code=2)
    assert found.stdout == ""


def test_what_never_halves_says_so(run, tmp_path):
    (tmp_path / "answers.csv").write_text(
        EDGES.replace("2021,X,Y,1\n", "").replace("2021,B,Y,1", "2021,X,Y,1")
    )
    assert "∞" in run("compare", *FILES, "--show", "rates").stdout
    assert "inf" not in run("compare", *FILES, "--show", "rates", "--language", "nl").stdout.split()
    assert "∞" in run("trajectories", *FILES, "--show", "survival").stdout


def test_persisted_ties_of_unknown_strength_are_told(run, tmp_path):
    # B is silent in 2021: the stronger of the two reports may have been higher
    told = "wave,actor,partner,value\n2021,A,B,1\n2023,A,B,1\n2023,B,A,2\n"
    (tmp_path / "told.csv").write_text(told)
    options = (
        "--mutual",
        "relation",
        "--dyad",
        "max",
        "--treatment",
        "null",
        "--no-report",
        "silent",
    )
    said = run("compare", "told.csv", *options, "--show", "strengths").stdout
    assert "Of 1 of them the strength in one of the waves is not known." in said
