"""`relnet measure` in groups, for people and for programs."""

import io
import json

import pandas as pd
import pytest

EDGES = "wave;source;target;weight\n1;A;B;2\n1;B;A;1\n1;C;A;3\n2;A;B;2\n2;B;C;1\n"
ROSTER = "id;sector\nA;care\nB;care\nC;city\nD;city\n"
REGISTER = "wave;id\n1;A\n1;B\n1;C\n1;D\n2;A\n2;B\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--register", "register.csv")


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("register", REGISTER)):
        (tmp_path / f"{name}.csv").write_text(text)
    return lambda *words, **how: invoke("measure", *FILES, *words, **how)


def test_each_part_of_the_network_is_measured_apart(run):
    table = pd.read_csv(
        io.StringIO(run("--measure", "density", "--within", "sector", "--csv").stdout)
    )
    found = table.set_index(["wave", "group"])["value"].to_dict()
    # care: A and B, tied both ways in wave 1 and one way in wave 2; city: C and D, of whom
    # both answered in wave 1 (no tie) and neither in wave 2
    assert found[1, "care"] == 1
    assert found[1, "city"] == 0
    assert found[2, "care"] == 0.5
    assert pd.isna(found[2, "city"])
    shown = run("--measure", "density", "--within", "sector").stdout
    assert "care" in shown
    assert "Wave 2" in shown


def test_an_unknown_attribute_is_named_with_the_nearest(run):
    assert "sector" in run("--within", "secter", code=2).stderr


def test_measures_of_groups_need_groups(run):
    rows = json.loads(run("--by", "sector", "--json").stdout)["rows"]
    assert {"care", "city"} <= {row.get("group") for row in rows}
    shown = run("--by", "sector").stdout
    assert "from each group (row) to each group (column)" in shown
    assert "--by" in run("--measure", "e_i_index", code=2).stderr


def test_actors_are_printed_by_part(run):
    shown = run("--measure", "in_degree", "--within", "sector").stdout
    assert shown.count("care:") == 2


@pytest.mark.parametrize("treatment", ["complete", "reconstruct", "null", "impute"])
def test_a_treatment_is_said_and_stands_in_every_row(run, treatment):
    words = ("--measure", "density,ties", "--treatment", treatment)
    rows = json.loads(run(*words, "--json").stdout)["rows"]
    assert {row["treatment"] for row in rows} == {treatment}
    assert "unobserved" in run(*words).stdout or treatment == "complete"
    assert "2 of 4 actors answered" in run(*words).stdout


def test_what_is_unknown_counts_as_no_tie_only_when_asked(run):
    found = pd.read_csv(
        io.StringIO(run("--measure", "density", "--treatment", "null", "--csv").stdout)
    )
    # wave 2: two ties among the twelve possible, of which four are observed
    assert found.loc[found["wave"] == 2, "value"].item() == pytest.approx(2 / 12)
    observed = pd.read_csv(io.StringIO(run("--measure", "density", "--csv").stdout))
    assert observed.loc[observed["wave"] == 2, "value"].item() == pytest.approx(2 / 6)


def test_draws_are_for_imputation_alone(run):
    assert "--seed" in run("--seed", "3", code=2).stderr
