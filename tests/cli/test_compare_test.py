"""`relnet compare --test`: whether a change is real, in the shell."""

import csv
import io
import itertools
import json

import pytest

import relnet as rn


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    rn.datasets.write_region(rn.datasets.lindeland(), folder)
    return str(folder / "relnet.toml")


@pytest.fixture
def run(invoke, study):
    return lambda *words, **given: invoke(
        "compare", study, "--relation", "projects", *words, **given
    )


STEP = ("--from", "2019", "--to", "2023", "--test", "--replicates", "200")


@pytest.mark.parametrize(
    ("language", "title", "said", "unsaid"),
    [
        ("en", "is the change real?", "- Density rose (from", "cannot be said"),
        ("nl", "is de verandering echt?", "- De dichtheid nam toe (van", "is niet te zeggen"),
    ],
)
def test_each_figure_has_a_sentence_and_the_methods_are_named(run, language, title, said, unsaid):
    text = run(*STEP, "--language", language).stdout
    assert title in text
    assert said in text
    assert unsaid in text
    assert "bootstrap" in text
    assert "200" in text


def test_the_table_has_what_the_library_gives(run, study):
    panel = rn.in_terms_of(
        rn.build_panel(rn.read_survey(rn.read_study(study), warn=False), "projects"), "2023"
    )
    change = rn.compare(panel["2019"], panel["2023"])
    found = rn.assess(change, by="sector", replicates=200, seed=3)
    rows = list(
        csv.DictReader(io.StringIO(run(*STEP, "--by", "sector", "--seed", "3", "--csv").stdout))
    )
    assert [row["name"] for row in rows] == [row.name for row in found]
    assert [float(row["p"]) for row in rows] == [row.p for row in found]
    assert [float(row["low"]) for row in rows] == pytest.approx([row.low for row in found])
    entry = json.loads(run(*STEP, "--by", "sector", "--seed", "3", "--json").stdout)["comparisons"][
        0
    ]
    assert [row["sentence"] for row in entry["assessment"]] == found.sentences()
    assert entry["refused"] is None
    assert entry["ties"]["n11"] >= 0


def test_measures_are_those_that_are_named(run):
    rows = csv.DictReader(io.StringIO(run(*STEP, "--measure", "average_degree", "--csv").stdout))
    assert [row["name"] for row in rows] == ["average_degree"]


def test_without_a_test_nothing_is_said_of_it(run):
    entry = json.loads(run("--json").stdout)["comparisons"][0]
    assert "assessment" not in entry


def test_too_little_is_refused_where_it_is_and_the_rest_is_told(invoke, tmp_path):
    names = [f"a{k}" for k in range(12)]
    ties = [f"{wave},{a},{b}" for wave in "12" for a, b in itertools.pairwise(names)]
    roster = [f"{wave},{name}" for wave in "12" for name in names] + ["3,a0", "3,a1"]
    answers, eligible = tmp_path / "answers.csv", tmp_path / "roster.csv"
    answers.write_text("\n".join(["wave,source,target", *ties, "3,a0,a1"]))
    eligible.write_text("\n".join(["wave,id", *roster]))
    given = ("compare", str(answers), "--roster", str(eligible), "--test", "--replicates", "50")
    done = invoke(*given)
    assert "1 → 2: is the change real?" in done.stdout
    assert "2 actors are too few" in done.stdout
    assert "`bounds`" in done.stdout
    assert "2 actors are too few" in invoke(*given, "--from", "2", "--to", "3", code=2).stderr
    entries = json.loads(invoke(*given, "--json").stdout)
    first, second = entries["comparisons"]
    assert first["refused"] is None
    assert second["assessment"] is None
    assert "too few" in second["refused"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--replicates", "10"], "give --test"),
        (["--test", "--treatment", "impute"], "what was observed"),
        (["--test", "--csv", "--show", "ties"], "one table"),
        (["--by", "sector"], "--show groups or --test"),
        (["--measure", "density"], "--show ranks or --test"),
        (["--test", "--measure", "betweenness"], "one number"),
        (["--seed", "2"], "--seed"),
    ],
)
def test_options_that_would_do_nothing_are_refused(run, options, said):
    assert said in run(*options, code=2).stderr
