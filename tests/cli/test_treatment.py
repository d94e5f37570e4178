"""`relnet compare` under a treatment of what was not observed."""

import csv
import io
import json

import pytest

from relnet.cli import options
from relnet.datasets import lindeland, write_region
from relnet.treatments import NAMES

EDGES = "wave,source,target\n1,A,B\n1,A,X\n1,X,A\n2,C,X\n2,Y,C\n"
ROSTER = "wave,id\n1,A\n1,B\n1,X\n1,Y\n2,C\n2,X\n2,Y\n"
REGISTER = "wave,id\n1,A\n1,X\n1,Y\n2,C\n2,Y\n"
EVENTS = "wave,event,actor,into\n2,merge,A,C\n2,merge,B,C\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--register", "register.csv")
TOLD = (*FILES, "--events", "events.csv")


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("register", REGISTER), ("events", EVENTS)):  # fmt: skip
        (tmp_path / f"{name}.csv").write_text(text)
    return invoke


def comparison(run, *args):
    return json.loads(run("compare", *args, "--json").stdout)["comparisons"][0]


def rows(run, *args):
    return list(csv.DictReader(io.StringIO(run("compare", *args, "--csv").stdout)))


def test_the_option_knows_every_treatment():
    (option,) = (made for made in _options() if made.name == "treatment")
    assert tuple(option.type.choices) == NAMES


def _options():
    def command():
        """Nothing."""

    return options.treatment_option(command).__click_params__


def test_without_it_nothing_is_treated(run):
    found = comparison(run, *FILES)
    assert found["treatment"]["name"] == "observed"
    assert "imputed" not in found
    assert "Treatment" not in run("compare", *FILES).output
    assert {row["treatment"] for row in rows(run, *FILES)} == {"observed"}


def test_cells_are_filled_in_before_the_waves_are_put_in_other_terms(run):
    found = comparison(run, *TOLD, "--treatment", "null")
    # AB → X, X → AB, and no other cell of AB, X, Y is unknown once B and X are filled in
    assert found["ties"] | {"n11": 1, "n10": 1, "n01": 1, "n00": 3, "unobserved": 0} == found["ties"]  # fmt: skip
    assert found["lineage"]["terms"] == "2"
    assert found["treatment"]["filled"]["before"] > 0
    assert found["treatment"]["text"] == "unobserved = no tie"


def test_who_did_not_answer_is_left_out_after_the_waves_are_put_in_other_terms(run):
    found = comparison(run, *TOLD, "--treatment", "complete")
    # of A and B, which merged, B was silent before; X was silent after
    assert found["composition"] == {"stayers": 1, "joiners": 0, "leavers": 0}
    assert sorted(found["treatment"]["left_out"]["before"]) == ["C", "X"]
    shown = run("compare", *TOLD, "--treatment", "complete").stdout
    assert "left out of both waves are 2 actors that did not answer in one of them: C, X" in shown


@pytest.mark.parametrize(
    ("language", "said", "reading", "filled"),
    [
        ("en", "Treatment of what was not observed: unobserved = no tie.", "observed or filled in", "filled in were 25% of the possible cells in the first wave"),
        ("nl", "Omgang met wat niet gemeten is: niet gemeten = geen relatie.", "gemeten of ingevuld is", "ingevuld zijn 25% van de mogelijke cellen in de eerste meting"),
    ],
)  # fmt: skip
def test_what_was_done_stands_above_the_table(run, language, said, reading, filled):
    shown = run("compare", *FILES, "--treatment", "null", "--language", language).stdout
    assert said in shown
    assert reading in shown
    assert filled in shown
    table = run("compare", *FILES, "--treatment", "null", "--language", language, "--csv")
    assert said in table.stderr
    assert said not in table.stdout
    ties = run("compare", *FILES, "--treatment", "null", "--language", language, "--show", "ties")
    assert said in ties.stdout


@pytest.mark.parametrize("args", [("--completions", "3"), ("--seed", "2", "--treatment", "null")])
def test_draws_are_for_what_is_drawn(run, args):
    assert "--treatment impute" in run("compare", *FILES, *args, code=2).output


def test_a_map_is_of_what_was_observed(run):
    args = ("--treatment", "null", "--map", "map.html")
    assert "without a treatment" in run("compare", *FILES, *args, code=2).output
    assert "nought" in run("compare", *FILES, "--treatment", "nought", code=2).output


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    write_region(lindeland("nl"), folder)
    return str(folder / "relnet.toml")


def test_what_is_drawn_stands_under_what_was_observed(invoke, region):
    args = (region, "--relation", "informatie", "--from", "2021", "--to", "2023", "--treatment", "impute", "--completions", "3")  # fmt: skip
    found = comparison(invoke, *args)
    assert found["treatment"]["completions"] == 3
    assert [row["statistic"] for row in found["imputed"]] == ["mean", "low", "high"] * 2
    assert found["lineage"]["steps"]
    plain = comparison(invoke, *args[:-4])
    assert found["ties"] == plain["ties"]
    table = rows(invoke, *args)
    assert [row["statistic"] for row in table] == ["observed"] * 2 + ["mean", "low", "high"] * 2
    assert float(table[2]["jaccard"]) == pytest.approx(found["imputed"][0]["jaccard"])
    drawn = rows(invoke, *args, "--show", "completions")
    assert [row["completion"] for row in drawn] == ["1", "1", "2", "2", "3", "3"]
    shown = invoke("compare", *args, "--language", "nl").stdout
    assert "3 invullingen, begin 1" in shown
    assert "gemeten gemiddeld laagst hoogst" in " ".join(shown.split())
