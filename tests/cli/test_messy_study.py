import json
import runpy
from pathlib import Path

import pytest

import relnet as rn

EXAMPLE = Path(__file__).parents[2] / "examples" / "messy_study.py"
MERGED = "Heuvelland Ziekenhuis"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The messy files after the steps of the example."""
    path = tmp_path_factory.mktemp("messy") / "studie"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RELNET_LANGUAGE", "en")
        runpy.run_path(str(EXAMPLE))["main"](path)
    return path


def test_the_check_is_clean_and_says_who_was_left_out(folder, invoke):
    before = (folder / "namen.xlsx").read_bytes()
    document = json.loads(invoke("check", str(folder), "--json").stdout)
    remarks = {remark["kind"]: remark for remark in document["warnings"]}
    kinds = {"left out", "self-nomination", "reports that disagree", "no report", "not asked"}
    assert set(remarks) == kinds
    assert "'Provincie'" in remarks["left out"]["found"]
    files = {row["file"]: (row["rows"], row["used"], row["listed"]) for row in document["files"]}
    assert files["2023/antwoorden.csv"] == (12, 12, 0)
    assert all(rows == used + listed for rows, used, listed in files.values())
    assert (folder / "namen.xlsx").read_bytes() == before


def test_nothing_between_the_merged_hospitals_is_lost(folder, invoke):
    said = invoke(
        "compare",
        str(folder),
        "--relation",
        "informatie",
        "--from",
        "2019",
        "--to",
        "2023",
        "--json",
    )
    (comparison,) = json.loads(said.stdout)["comparisons"]
    assert comparison["lineage"]["internalised"] == 1
    assert (comparison["ties"]["n10"], comparison["dissolution"]) == (0, 0)
    assert comparison["leavers"] == ["Bewonersraad Lindeveen"]
    assert comparison["joiners"] == ["Jeugdhulp Noord"]


def test_names_of_three_waves_are_one_organisation_each(folder):
    survey = rn.read_survey(rn.read_study(folder), warn=False)
    rosters = {wave: set(part["actor"]) for wave, part in survey.roster.groupby("wave")}
    old = {
        "Ziekenhuis Sint Anna",
        "Ziekenhuis De Heuvel",
        "Welzijn Sterrendonk",
        "Bewonersraad Lindeveen",
    }
    new = {MERGED, "Samen Sterrendonk"}
    assert rosters["2021"] - rosters["2019"] == {"Jeugdhulp Noord"}
    assert rosters["2021"] - rosters["2023"] == old
    assert rosters["2023"] - rosters["2021"] == new
    assert not survey.roster["actor"].str.contains("Provincie").any()
    ties = rn.build_panel(survey, "informatie")["2023"].ties
    pairs = {frozenset(pair) for pair in zip(ties["source"], ties["target"], strict=True)}
    assert (
        frozenset((MERGED, "Huisartsengroep Oost")) in pairs
    )  # by a misspelt name and a right one
    names = survey.reports[survey.reports["wave"] == "2021"].astype(str)
    twice = names[(names["actor"] == "Gemeente Lindeveen") & (names["partner"] == "GGD Lindeland")]
    assert list(twice["value"]) == ["4.0"]


def test_who_answered_for_an_organisation_is_followed(folder):
    survey = rn.read_survey(rn.read_study(folder), warn=False)
    later = rn.continuity(survey).query("before == '2021'").set_index("actor")["status"]
    assert later.to_dict() == {
        "Gemeente Lindeveen": "same", "GGD Lindeland": "same", "Huisartsengroep Oost": "other"
    }  # fmt: skip
