"""What a change is made up of, in the shell."""

import csv
import io
import json

import pytest

EDGES = "wave,source,target\n1,A,B\n1,A,X\n1,B,Y\n1,X,Y\n2,C,X\n2,C,Y\n2,J,X\n3,C,Q\n"
ROSTER = "wave,id\n1,A\n1,B\n1,X\n1,Y\n2,C\n2,X\n2,Y\n2,J\n3,C\n3,Q\n"
EVENTS = "wave,event,actor,into\n2,merge,A,C\n2,merge,B,C\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--undirected", "--events", "events.csv")
SHOWN = (*FILES, "--show", "decomposition")


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("events", EVENTS)):
        (tmp_path / f"{name}.csv").write_text(text)
    return lambda *words, **given: invoke("compare", *SHOWN, *words, **given)


def rows(run, *args):
    found = json.loads(run(*args, "--json").stdout)["comparisons"][0]["rows"]
    return {(row["measure"], row["term"]): row for row in found}


@pytest.mark.parametrize(("terms", "cells"), [("2", [1, 1, 2, 3]), ("own", [1, 1, 5, 3])])
def test_the_merged_stand_apart_in_either_terms(run, terms, cells):
    # X–Y is the one dyad of stayers that did not merge; J has 2 dyads with them, and one with C
    found = rows(run, "--to", "2", "--in-terms-of", terms)
    pairs = [found["density", term] for term in ("stayers", "merged or split")]
    sizes = [pair[f"cells_{side}"] for pair in pairs for side in ("before", "after")]
    assert sizes == cells
    assert found["density", "stayers"]["contribution"] == -1
    for measure in ("density", "mean_degree"):
        parts = {term: row["contribution"] for (of, term), row in found.items() if of == measure}
        total = parts.pop("total")
        assert sum(parts.values()) == pytest.approx(total, abs=1e-12)
    assert ("mean_degree", "size") in found


def test_as_csv_there_is_a_row_for_each_term(run):
    text = run("--csv", "--to", "2").stdout
    table = list(csv.DictReader(io.StringIO(text)))
    assert [row["term"] for row in table[:6]] == [
        "stayers", "joiners", "leavers", "rated once", "merged or split", "total",
    ]  # fmt: skip
    assert {row["measure"] for row in table} == {"density", "mean_degree"}
    assert list(table[0])[:4] == ["relation", "before_wave", "after_wave", "treatment"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["measured in both waves", "merged or split", "size of the roster", "contribution",
                "The contributions add up to the change."]),
        ("nl", ["in beide metingen gemeten", "gefuseerd of gesplitst", "grootte van de lijst",
                "bijdrage", "De bijdragen zijn samen de verandering."]),
    ],
)  # fmt: skip
def test_the_terms_are_told_in_words(run, language, words):
    said = run("--language", language, "--to", "2").output
    assert all(word in said for word in words)
    assert "rated once" not in said
    assert "mean_degree" not in said


def test_nothing_to_hold_it_against_is_said(run):
    said = run("--from", "2", "--to", "3").output
    assert "Nothing was measured in both waves" in said
    assert "Nothing was measured" not in run("--to", "2").output
