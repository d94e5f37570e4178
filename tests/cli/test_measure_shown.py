"""What `relnet measure` prints: marks, what does not apply, who is left out, how wide it is."""

import io
import re

import pandas as pd
import pytest

import relnet as rn
from relnet.cli.measured import decimals
from relnet.datasets import lindeland, write_region

EDGES = "wave;source;target\n1;A;B\n1;B;A\n1;C;A\n1;D;E\n2;A;B\n2;B;C\n"
ROSTER = "id;sector;size\nA;care;12\nB;care;300\nC;city;50\nD;;12\nE;city;7\n"
REGISTER = "wave;id\n1;A\n1;B\n1;C\n1;D\n1;E\n2;A\n2;B\n"
FILES = ("answers.csv", "--roster", "roster.csv", "--register", "register.csv")
RATE = {"en": "if those who were silent do not differ", "nl": "als wie zwijgt niet afwijkt"}
FILLED = {"en": "were filled in", "nl": "is ingevuld"}
LEFT = {"en": "the others are left out", "nl": "de andere zijn weggelaten"}
COUNTED = {"en": "count in the rates", "nl": "telt mee in de verhoudingen"}


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("answers", EDGES), ("roster", ROSTER), ("register", REGISTER)):
        (tmp_path / f"{name}.csv").write_text(text)
    return lambda *words, **how: invoke("measure", *FILES, *words, **how)


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    write_region(lindeland("nl"), folder)
    return str(folder)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_rate_is_said_to_stand_only_if_the_silent_are_as_the_others(run, language):
    words = ("--measure", "density", "--language", language)
    assert RATE[language] in run(*words).stdout
    # reconstruction makes ties of the silent reciprocal: its rates have no such claim
    shown = run(*words, "--treatment", "reconstruct").stdout
    assert RATE[language] not in shown
    assert "*" not in shown


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("treatment", ["complete", "reconstruct", "null", "impute"])
def test_the_coverage_says_what_a_treatment_did(run, treatment, language):
    words = ("--measure", "density", "--treatment", treatment, "--language", language)
    (line,) = [line for line in run(*words).stdout.splitlines() if " 2: 2 " in line]
    assert (LEFT if treatment == "complete" else FILLED)[language] in line
    assert COUNTED[language] not in line
    if treatment == "null":  # of the 20 cells those of C, D and E: 12
        assert "60%" in line


def test_partly_reconstructed_values_are_marked_as_what_silence_moves(run):
    words = ("--measure", "density", "--treatment", "reconstruct")
    table = pd.read_csv(io.StringIO(run(*words, "--csv").stdout))
    assert table["status"].tolist() == ["complete", "partial"]
    assert re.search(r"density +0\.200 +\d\.\d{3}\?", run(*words).stdout)


def test_a_measure_that_does_not_apply_is_named(run):
    shown = run("--measure", "in_degree,reciprocity_edgewise,density", "--undirected").stdout
    (line,) = [line for line in shown.splitlines() if line.startswith("Not applicable")]
    assert "in_degree" in line
    assert "reciprocity_edgewise" in line
    assert "density" not in line
    alone = run("--measure", "in_degree", "--undirected", "--language", "nl").stdout
    assert "Niet van toepassing, omdat de relatie ongericht is" in alone
    assert "Not applicable" not in run("--undirected").stdout


def test_who_has_no_group_is_named(run):
    for option in ("--by", "--within"):
        said = run(option, "sector", "--language", "nl")
        assert "1 organisatie zonder sector telt in geen groep mee (1, 2): D" in said.stderr
        assert "in no group" in run(option, "sector", "--csv").stderr
    assert "in no group" not in run("--by", "size").stderr
    assert "in no group" not in run().stderr


def test_an_attribute_of_as_many_values_as_actors_is_remarked(run):
    assert "size makes 4 groups of 5 actors (1)" in run("--by", "size").stderr
    assert "makes" not in run("--by", "sector").stderr


def test_groups_of_numbers_stand_by_size(run):
    shown = run("--within", "size", "--measure", "actors").stdout
    assert re.findall(r"^(\d+) ", shown, re.MULTILINE) == ["7", "12", "50", "300"]


def test_counts_are_whole_and_all_else_has_three_decimals(run):
    shown = run("--measure", "ties,density,average_degree,isolates,diameter").stdout
    numbers = dict(re.findall(r"^.*?(\w+)\)? +(\d\S*)\s+\d\S*\s*$", shown, re.MULTILINE))
    assert numbers == {
        "ties": "4", "density": "0.200", "average_degree": "0.800", "isolates": "0", "diameter": "2",
    }  # fmt: skip
    assert re.search(r"density.* 0\.000", run("--measure", "density", "--at-least", "2").stdout)
    assert decimals("ties", [1.5, 2]) == 3  # a mean over completions
    assert decimals("jaccard", [1]) == 3
    assert decimals("n01", [1, float("nan")]) == 0


def test_a_summary_of_undirected_ties_has_one_transitivity(run):
    shown = run("--undirected").stdout
    assert "transitivity" in shown
    assert "transitivity_undirected" not in shown
    assert "transitivity_undirected" in run().stdout
    named = run("--undirected", "--measure", "transitivity_undirected").stdout
    assert "transitivity_undirected" in named


def test_what_is_partial_points_to_what_silence_can_do(run, invoke):
    assert "`relnet bounds`" in run("--measure", "density").stdout
    assert "`relnet bounds`" not in run("--measure", "density", "--waves", "1").stdout
    assert "relnet bounds --change" in invoke("compare", *FILES).stdout
    whole = invoke("compare", *FILES[:-2], "--no-report", "nobody").stdout
    assert "relnet bounds" not in whole


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("dichtheid", "density"),
        ("Dichtheid", "density"),
        ("centralisatie, ontvangen", "centralisation_in_degree"),
        ("density", "density"),
    ],
)
def test_a_measure_is_asked_for_by_what_it_is_called(run, name, code):
    words = ("--measure", f"ties,{name}", "--language", "nl", "--csv")
    table = pd.read_csv(io.StringIO(run(*words).stdout))
    assert table["measure"].unique().tolist() == ["ties", code]


def test_an_unknown_measure_is_answered_by_the_nearest_few(run):
    said = run("--measure", "dichtheit", "--language", "nl", code=2).stderr
    assert "bedoelde u 'dichtheid'" in said
    assert "`relnet measures`" in said
    assert len(said) < 300
    far = run("--measure", "xyzzy", code=2).stderr
    assert "none is like it" in far
    assert len(far) < 200


def test_the_list_of_measures_has_their_names(invoke):
    shown = invoke("measures", "--language", "nl").stdout
    assert "in het Engels" in shown.splitlines()[0]
    assert "density: dichtheid (netwerk" in shown
    for name in rn.list_measures()["measure"]:
        assert re.search(rf"^{name}: ", shown, re.MULTILINE), name


@pytest.mark.parametrize(
    "command",
    [
        ["measure"],
        ["measure", "--by", "sector"],
        ["measure", "--within", "sector"],
        [
            "measure",
            "--measure",
            "in_degree,out_degree,betweenness,closeness,constraint,clustering",
        ],
        ["compare"],
        ["compare", "--treatment", "impute", "--completions", "2"],
    ],
)
def test_tables_fit_beside_each_other(region, invoke, command):
    shown = invoke(command[0], region, *command[1:], "--language", "nl").stdout
    tables = [line for line in shown.splitlines() if "  " in line.strip()]
    assert len(tables) > 10
    assert max(map(len, tables)) <= 120
    assert "..." not in shown


def test_no_figure_is_lost_where_a_table_goes_on_below(region, invoke):
    words = ("--relation", "verwijzing", "--waves", "2025", "--by", "sector")
    shown = invoke("measure", region, *words, "--measure", "mixing_ties").stdout
    table = rn.measure(
        rn.subset(rn.build_panel(lindeland("nl").survey, "verwijzing"), waves=["2025"]),
        "mixing_ties", by="sector",
    )  # fmt: skip
    for group, rows in table.groupby("group"):
        lines = [line for line in shown.splitlines() if line.startswith(f"{group} ")]
        found = [int(text) for line in lines for text in re.findall(r" (\d+)", line)]
        assert found == rows["value"].tolist()


def test_groups_within_parts(run):
    shown = run("--by", "size", "--within", "sector").stdout
    assert "e_i_index" in shown
    assert "group_size" not in shown
    assert (
        "--within"
        in run("--by", "size", "--within", "sector", "--measure", "group_size", code=2).stderr
    )
