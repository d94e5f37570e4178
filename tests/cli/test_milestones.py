"""What happened between the waves, in the shell."""

import json

import pytest

EDGES = "wave,source,target\n2021,A,B\n2023,B,A\n2025,A,B\n"
FILE = "date;title_nl;title_en\n2022-06-20;Regiopact;Regional pact\n2024-01-01;Wet\x1b[31m;Law\n"
STUDY = """\
files.reports = "answers.csv"
files.milestones = "milestones.csv"
[[waves]]
label = "2021"
date = 2021-05-17
[[waves]]
label = "2023"
date = 2023-05-15
[[waves]]
label = "2025"
"""


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study").mkdir()
    for name, text in (("answers.csv", EDGES), ("milestones.csv", FILE), ("relnet.toml", STUDY)):
        (tmp_path / "study" / name).write_text(text)
    return lambda *words, **given: invoke("compare", *words, **given)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Milestone between the waves 2021 → 2023:", "  2022-06-20  Regional pact",
                "Milestone of which it is not known between which waves it falls",
                "  2024-01-01  Law"]),
        ("nl", ["Mijlpaal tussen de metingen 2021 → 2023:", "  2022-06-20  Regiopact",
                "Mijlpaal waarvan niet bekend is tussen welke metingen hij valt",
                "  2024-01-01  Wet"]),
    ],
)  # fmt: skip
def test_they_stand_below_the_counts(run, language, lines):
    said = run("study", "--language", language).stdout
    places = [said.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)
    assert said.find("Jaccard") < places[0]
    assert "\x1b" not in said
    assert "Milestone" not in run("study", "--language", "en", "--show", "ties").stdout


def test_each_comparison_has_its_own_as_data(run):
    first, second = json.loads(run("study", "--json").stdout)["comparisons"]
    pact = {"date": "2022-06-20", "title": "Regiopact", "title_nl": "Regiopact",
            "title_en": "Regional pact"}  # fmt: skip
    assert first["milestones"] == [pact]
    assert second["milestones"] == []
    assert [one["date"] for one in first["milestones_unplaced"]] == ["2024-01-01"]
    whole = json.loads(run("study", "--from", "2021", "--to", "2025", "--json").stdout)
    assert whole["comparisons"][0]["milestones"] == [pact]


def test_without_a_study_they_are_given_beside_the_answers(run):
    files = ("study/answers.csv", "--milestones", "study/milestones.csv", "--language", "en")
    said = run(*files).stdout
    assert "Milestones of which it is not known between which waves they fall" in said
    assert "Milestones between" not in said
    assert "--milestones" in run("study", *files[1:], code=2).output


def test_the_demo_tells_those_of_the_region(invoke, tmp_path):
    said = invoke("demo", "--output", str(tmp_path / "demo"), "--language", "nl").output
    assert "Mijlpalen tussen de metingen 2019 → 2025:" in said
    assert "2022-06-20  Regiopact ondertekend" in said
    assert "Regiopact ondertekend" in (tmp_path / "demo" / "map.html").read_text("utf-8")
