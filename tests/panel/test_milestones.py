"""Milestones are kept in a panel, in its parts and in its file."""

import json

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.datasets import lindeland

PANEL = rn.build_panel(lindeland("nl").survey, "verwijzing")
PLACES = ["", "2019", "2021", "2021", "2021", "2023"]


def test_a_panel_has_those_of_its_survey_and_cannot_be_changed_through_them():
    table = PANEL.milestones
    assert table["follows"].tolist() == PLACES
    assert table["title"].iloc[3] == "Regiopact ondertekend"
    table["title"] = "none"
    assert PANEL.milestones["title"].iloc[3] == "Regiopact ondertekend"


@pytest.mark.parametrize(
    "made",
    [
        lambda panel: rn.in_terms_of(panel, "2025"),
        lambda panel: rn.treat(panel, "null"),
        lambda panel: rn.treat(panel, "complete"),
        lambda panel: rn.subset(panel, sector=list(panel["2025"].attributes["sector"].unique())),
        lambda panel: panel,
    ],
    ids=["terms", "null", "complete", "subset", "same"],
)
def test_what_is_made_of_a_panel_keeps_them(made, tmp_path):
    panel = made(PANEL)
    assert panel.milestones.equals(PANEL.milestones)
    assert rn.read_panel(rn.save_panel(panel, tmp_path / "p.json")).equals(panel)


def test_of_fewer_waves_they_fall_between_those_that_are_left():
    part = rn.subset(PANEL, waves=["2021", "2025"]).milestones
    assert part["follows"].tolist() == ["", "", "2021", "2021", "2021", "2021"]
    assert part["precedes"].tolist() == ["2021", "2021", "2025", "2025", "2025", "2025"]
    part = rn.subset(PANEL, waves=["2019"]).milestones
    assert part["precedes"].tolist() == ["2019", "", "", "", "", ""]


def document(tmp_path):
    return json.loads(rn.save_panel(PANEL, tmp_path / "p.json").read_text())


@pytest.mark.parametrize("version", ["relnet.panel/1", "relnet.panel/2"])
def test_a_file_from_before_there_were_any_is_read(tmp_path, version):
    older = document(tmp_path) | {"schema": version}
    del older["milestones"]
    (tmp_path / "old.json").write_text(json.dumps(older))
    panel = rn.read_panel(tmp_path / "old.json")
    assert panel.milestones.empty
    assert list(panel.milestones) == list(PANEL.milestones)
    assert np.array_equal(panel["2019"].keys, PANEL["2019"].keys)


def test_a_place_that_is_not_known_stays_so(tmp_path):
    table = PANEL.milestones.assign(follows=pd.Series([None] * 6, dtype="str"))
    panel = rn.Panel(PANEL.networks, _milestones=table.assign(precedes=table["follows"]))
    again = rn.read_panel(rn.save_panel(panel, tmp_path / "p.json"))
    assert again.equals(panel)
    assert again.milestones["follows"].isna().all()


@pytest.mark.parametrize(
    ("column", "change", "where"),
    [
        (0, {"values": ["soon"] * 6}, "milestones.date"),
        (1, {"name": "titel"}, "milestones"),
        (1, {"values": ["Pact"]}, "milestones.title"),
        (4, {"values": ["1999"] * 6}, "milestones.follows"),
        (5, {"dtype": "float64", "values": [1.0] * 6}, "milestones"),
    ],
)
def test_what_does_not_hold_together_is_named(tmp_path, column, change, where):
    content = document(tmp_path)
    content["milestones"][column] |= change
    (tmp_path / "bad.json").write_text(json.dumps(content))
    with pytest.raises(rn.DataError) as caught:
        rn.read_panel(tmp_path / "bad.json")
    assert any(dict(problem.values)["where"] == where for problem in caught.value.problems)


@pytest.mark.parametrize(("ending", "lost"), [(".graphml", True), (".json", False)])
def test_a_format_that_does_not_hold_them_says_so(tmp_path, ending, lost):
    done = rn.export(PANEL, tmp_path / f"panel{ending}")
    assert ("milestones" in done.lost) is lost
