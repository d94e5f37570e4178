"""`relnet sensitivity`."""

import csv
import io
import json
from types import SimpleNamespace

import pytest

ANSWERS = "wave,source,target,weight\n1,A,B,3\n1,B,A,1\n1,A,C,2\n2,A,B,3\n2,B,C,1\n2,C,B,2\n"
FILES = (
    "answers.csv",
    "--roster",
    "roster.csv",
    "--register",
    "register.csv",
    "--mutual",
    "relation",
)


@pytest.fixture
def run(tmp_path, monkeypatch, invoke):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.csv").write_text(ANSWERS)
    (tmp_path / "roster.csv").write_text("id\nA\nB\nC\nD\n")
    (tmp_path / "register.csv").write_text(
        "wave,id,answered\n1,A,1\n1,B,1\n1,C,0\n1,D,1\n2,A,1\n2,B,1\n2,C,1\n2,D,0\n"
    )
    return lambda *words, code=0: invoke("sensitivity", *words, code=code)


def test_for_people_in_both_languages(run):
    shown = run(*FILES, "--measure", "density", "--completions", "2").stdout
    head = "observed answered partner says no tie drawn lowest highest"
    assert head in " ".join(shown.split())
    assert "Wave 2" in shown
    assert "no tie: unobserved = no tie" in shown
    assert "Rule: any respondent of an organisation" in shown
    dutch = run(*FILES, "--completions", "2", "--language", "nl").stdout
    head = "waargenomen antwoordden partner zegt geen relatie getrokken laagste hoogste"
    assert head in " ".join(dutch.split())
    assert "dichtheid" in dutch


def test_rules_side_by_side(run):
    words = ("--measure", "density", "--dyads", "either,both", "--thresholds", "any,2",
             "--treatment", "observed,null")  # fmt: skip
    shown = run(*FILES, *words).stdout
    assert shown.count("Rule: ") == 4
    assert "Lowest and highest over all rules and treatments" in shown
    assert "observed, both, ≥ 2" in shown
    rows = list(csv.DictReader(io.StringIO(run(*FILES, *words, "--csv").stdout)))
    assert len(rows) == 16
    assert {row["dyad"] for row in rows} == {"either", "both"}
    assert {row["at_least"] for row in rows} == {"", "2.0"}


def test_as_json_with_ranges(run):
    document = json.loads(
        run(*FILES, "--measure", "jaccard", "--treatment", "observed,null", "--json").stdout
    )
    assert document["schema"] == "relnet.sensitivity/1"
    assert document["not_possible"] == {}
    rows = [row for row in document["rows"] if row["reading"] == "stayers"]
    assert [row["treatment"] for row in rows] == ["observed", "null"]
    (reach,) = (one for one in document["ranges"] if one["reading"] == "stayers")
    assert (reach["low"], reach["high"]) == tuple(sorted(row["value"] for row in rows))


def test_change_is_printed_for_each_two_waves(run):
    shown = run(*FILES, "--measure", "jaccard,dissolution", "--treatment", "observed,null").stdout
    assert "Wave 1 → 2" in shown
    assert "Jaccard" in shown


@pytest.mark.parametrize(
    "words", [("--thresholds", "often"), ("--treatment", "zero"), ("--dyads", "loudest")]
)
def test_what_makes_no_sense_is_exit_code_2(run, words):
    run(*FILES, *words, code=2)


class Screen(io.StringIO):
    """Someone who looks."""

    def isatty(self):
        return True


@pytest.mark.parametrize("command", ["sensitivity", "measure", "compare"])
def test_how_far_it_is_where_completions_take_long(run, invoke, monkeypatch, command):
    run(*FILES, "--completions", "1")  # 32 cells in two waves
    screen = Screen()
    monkeypatch.setattr("relnet.cli.show.sys", SimpleNamespace(stderr=screen, stdout=screen))
    for least, there in ((97, False), (96, True)):
        monkeypatch.setattr("relnet.cli.show.LARGE", least)
        invoke(command, *FILES, "--treatment", "impute", "--completions", "3", "--csv")
        assert ("100%" in screen.getvalue()) == there
