import csv
import io
import json

import pandas as pd
import pytest
from click.testing import CliRunner

from relnet.cli import main

EDGES = "wave;source;target;weight\n1;A;B;2\n1;B;A;1\n1;C;A;3\n2;A;B;2\n2;B;C;1\n"
ROSTER = "id;sector\nA;care\nB;care\nC;city\nD;city\n"
REGISTER = "wave;id\n1;A\n1;B\n1;C\n1;D\n2;A\n2;B\n"


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("register", REGISTER)):
        (tmp_path / f"{name}.csv").write_text(text)
    return invoke


FILES = ("answers.csv", "--roster", "roster.csv", "--register", "register.csv")


def test_compare_as_json(run):
    document = json.loads(run("compare", *FILES, "--json").stdout)
    assert document["schema"] == "relnet.compare/1"
    (entry,) = document["comparisons"]
    assert (entry["relation"], entry["before"], entry["after"]) == ("relation", "1", "2")
    assert entry["composition"] == {"stayers": 4, "joiners": 0, "leavers": 0}
    assert entry["ties"] == {
        "n00": 3,
        "n01": 1,
        "n10": 1,
        "n11": 1,
        "unobserved": 6,
        "impossible": 0,
    }
    assert entry["jaccard"] == pytest.approx(1 / 3)
    assert entry["hamming"] == 2
    assert entry["absent_as_zero"]["ties"] == entry["ties"]
    assert entry["answered"]["after"] == {"eligible": 4, "answered": 2}
    assert entry["rule"]["dyad"] == "sender"
    assert entry["rule"]["text"].startswith("any respondent")


def test_compare_for_people(run):
    shown = run("compare", *FILES).stdout
    assert "1 → 2" in shown
    assert "4/4 → 2/4" in shown
    assert "1 known tie could not be compared" in shown


def test_compare_as_csv_and_other_tables(run):
    rows = list(csv.DictReader(io.StringIO(run("compare", *FILES, "--csv").stdout)))
    assert [row["reading"] for row in rows] == ["stayers", "absent as zero"]
    assert rows[0]["n11"] == "1"
    ties = list(
        csv.DictReader(io.StringIO(run("compare", *FILES, "--show", "ties", "--csv").stdout))
    )
    assert {(row["source"], row["target"]): row["status"] for row in ties} == {
        ("A", "B"): "persisted", ("B", "A"): "dissolved", ("B", "C"): "formed", ("C", "A"): "unobserved",
    }  # fmt: skip
    document = json.loads(run("compare", *FILES, "--show", "actors", "--json").stdout)
    assert len(document["comparisons"][0]["rows"]) == 8


def test_which_waves_are_compared(run, tmp_path):
    (tmp_path / "answers.csv").write_text("wave,source,target\n1,A,B\n2,A,B\n3,A,B\n")
    pairs = lambda *more: [  # noqa: E731
        (c["before"], c["after"])
        for c in json.loads(run("compare", "answers.csv", "--json", *more).stdout)["comparisons"]
    ]
    assert pairs() == [("1", "2"), ("2", "3")]
    assert pairs("--from", "1", "--to", "3") == [("1", "3")]
    assert pairs("--from", "2") == [("2", "3")]
    assert pairs("--waves", "3,1") == [("3", "1")]
    run("compare", "answers.csv", "--from", "4", code=2)
    run("compare", "answers.csv", "--from", "3", code=2)
    run("compare", "answers.csv", "--waves", "2", code=2)


def test_measure_as_json(run):
    document = json.loads(
        run("measure", *FILES, "--measure", "density", "--measure", "in_degree", "--json").stdout
    )
    assert document["schema"] == "relnet.measure/1"
    rows = document["rows"]
    assert rows[0] == {
        "wave": "1", "relation": "relation", "measure": "density", "value": 0.25, "n": 12,
        "coverage": 1.0, "status": "complete", "maximum": None, "known_outside": 0,
        "treatment": "observed",
    }  # fmt: skip
    actors = [row for row in rows if row["measure"] == "in_degree" and row["wave"] == "2"]
    assert [row["actor"] for row in actors] == list("ABCD")
    assert actors[1]["status"] == "partial"


def test_measure_for_people_and_as_csv(run):
    shown = run("measure", *FILES).stdout
    assert "density" in shown
    assert "Wave 2: 2 of 4 actors answered; 50% of the possible ties count in the rates" in shown
    assert "--measure" in shown
    assert "Wave 1" in run("measure", *FILES, "--measure", "betweenness").stdout
    table = pd.read_csv(io.StringIO(run("measure", *FILES, "--csv").stdout))
    assert set(table["measure"]) >= {"density", "pagerank"}


def test_check_says_who_was_silent(run):
    shown = run("check", *FILES).stdout
    assert "Wave 2: 2 did not answer; their ties are unknown, not absent: C, D" in shown
    document = json.loads(run("check", *FILES, "--json").stdout)
    assert document["schema"] == "relnet.check/1"
    assert document["response"][1] == {
        "wave": "2", "eligible": 4, "answered": 2, "rate": 0.5, "silent": ["C", "D"],
    }  # fmt: skip
    assert document["answered_by"] == "register"


def test_measures_lists_the_registry(run):
    document = json.loads(run("measures", "--json").stdout)
    assert document["schema"] == "relnet.measures/1"
    assert {"density", "betweenness", "transitivity"} <= {
        row["measure"] for row in document["rows"]
    }
    assert "Freeman 1979" in run("measures").stdout
    assert run("measures", "--csv").stdout.startswith("measure,level,")


def test_bad_data_is_exit_code_1_with_the_whole_list(run, tmp_path):
    (tmp_path / "answers.csv").write_text("source,target,weight\nA,B,x\nA,Z,1\n")
    result = run("check", *FILES, code=1)
    assert "answers.csv:2 column 'weight'" in result.stderr
    assert "answers.csv:3 column 'target'" in result.stderr
    assert "2 errors" in result.stderr
    document = json.loads(run("check", *FILES, "--json", code=1).stdout)
    assert [error["row"] for error in document["errors"]] == [2, 3]
    assert run("compare", "nowhere.csv", code=1).stderr.startswith(
        "nowhere.csv: found no such file"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "answers.csv", "--dyad", "both"),
        ("compare", "answers.csv", "--dyad", "loudest"),
        ("compare", "answers.csv", "--undirected", "--dyad", "sender"),
        ("measure", "answers.csv", "--measure", "densty"),
        ("measure", "answers.csv", "--relation", "none"),
        ("measure", "answers.csv", "--at-least", "1", "--tie-values", "1"),
        ("measure", "answers.csv", "--tie-values", "a"),
        ("measure", "answers.csv", "--columns", "wave"),
        ("measure", "answers.csv", "--scale", "1"),
        ("measure", "answers.csv", "--scale", "2:2"),
        ("measure",),
        ("nothing",),
    ],
)
def test_bad_usage_is_exit_code_2(run, words):
    assert run(*words, code=2).stderr


def test_an_error_of_our_own_is_exit_code_3_without_a_traceback(run, monkeypatch):
    def fails(_):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("relnet.cli.options.read", fails)
    assert "ZeroDivisionError" in run("check", "answers.csv", code=3).stderr
    monkeypatch.setenv("RELNET_DEBUG", "1")
    result = CliRunner().invoke(main, ["check", "answers.csv"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_undirected_with_a_dyad_rule_reads_reports(run, tmp_path):
    (tmp_path / "answers.csv").write_text("source,target\nA,B\nB,A\nA,C\n")
    for rule, ties in (("both", 1), ("either", 2)):
        words = (
            "measure",
            "answers.csv",
            "--undirected",
            "--dyad",
            rule,
            "--measure",
            "ties",
            "--json",
        )
        assert json.loads(run(*words).stdout)["rows"][0]["value"] == ties
    words = ("measure", "answers.csv", "--undirected", "--measure", "ties", "--json")
    assert json.loads(run(*words).stdout)["rows"][0]["value"] == 2


def test_both_ends_missing_codes_scales_and_files_beside(run, tmp_path):
    (tmp_path / "m.csv").write_text("x,A,B,C\nA,0,1,9\nB,4,0,8\nC,2,1,0\n")
    words = ("measure", "m.csv", "--missing", "9", "--impossible", "8", "--scale", "4:1", "--at-least", "2",
             "--measure", "density", "--measure", "ties", "--json")  # fmt: skip
    rows = json.loads(run(*words).stdout)["rows"]
    assert [row["value"] for row in rows] == [0.75, 3]
    assert rows[0]["coverage"] == pytest.approx(4 / 5)


def test_what_is_printed_cannot_run(run, tmp_path):
    (tmp_path / "answers.csv").write_text('source,target\n"=cmd|x",B\n"a\x1b[2Jb",B\n')
    table = run("measure", "answers.csv", "--measure", "out_degree", "--csv").stdout
    assert "'=cmd|x" in table
    shown = run("measure", "answers.csv", "--measure", "out_degree")
    assert "\x1b" not in shown.output


def test_no_local_path_in_any_output(run, tmp_path):
    result = run("check", str(tmp_path / "answers.csv"), "--json")
    assert str(tmp_path) not in result.output


def test_help_names_every_option(run):
    for command in ("check", "measure", "compare", "measures"):
        shown = run(command, "--help").stdout
        for option in main.commands[command].params:
            if getattr(option, "opts", None) and option.param_type_name == "option":
                assert option.help, f"{command} {option.opts} says nothing"
                assert option.opts[-1] in shown
