"""What the formats hold: names, types and numbers that are hard to write come back, or it is said."""

import dataclasses
import datetime as dt

import networkx as nx
import openpyxl
import pandas as pd
import pytest

import relnet as rn
from relnet.writers.formats import WRITERS
from tests.writers.test_tables import ENDINGS, WHOLE, read_again

ALL = list(WRITERS)
BY_WAVE = [*WHOLE, "graphml", "gexf", "tidy workbook"]
"""Formats of which one file tells who answered."""


def with_attributes(**columns):
    net = rn.from_networkx(nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")]))
    table = pd.DataFrame(columns).set_index(net.actors)
    return dataclasses.replace(net, _attributes=table)


def back(panel, name, folder):
    """What is read again of the one file that is written."""
    (path,) = rn.export(panel, folder / f"a{WRITERS[name].endings[0]}", name).paths
    return rn.build_panel(rn.read_survey(path, warn=False))


def surveyed():
    reports = pd.DataFrame({"wave": ["1", "2"], "source": "a", "target": "b"})
    roster = pd.DataFrame({"wave": ["1", "1", "2", "2"], "id": list("abac")}).assign(
        kind=list("xyxz")
    )
    roster = pd.concat([roster, pd.DataFrame({"wave": ["2"], "id": ["b"], "kind": ["y"]})])
    survey = rn.read_survey(reports, roster=roster, no_report="nobody", warn=False)
    return rn.build_panel(survey)


@pytest.mark.parametrize("name", ENDINGS)
def test_what_is_assumed_is_read_back_as_assumed(name, tmp_path):
    panel = surveyed()
    done = rn.export(panel, tmp_path / f"a{ENDINGS[name]}", name)
    assert "assumed" not in done.lost
    assert "answered" not in done.lost
    for net in read_again(tmp_path / f"a{ENDINGS[name]}", name):
        assert net.response_assumed
        assert net.observation.answered.all()


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_what_is_assumed_is_read_back_as_assumed_from_graphs(name, tmp_path):
    panel = surveyed()
    assert all(net.response_assumed for net in panel)
    for net in back(panel, name, tmp_path):
        assert net.response_assumed
        assert net.observation.answered.all()


@pytest.mark.parametrize("name", BY_WAVE)
def test_where_only_some_is_assumed_all_is_written_and_this_is_said(name, tmp_path):
    first, second = surveyed()
    panel = rn.Panel((dataclasses.replace(first, response_assumed=False), second))
    done = rn.export(panel, tmp_path / f"a{WRITERS[name].endings[0]}", name)
    assert "assumed" in done.lost
    read = back(panel, name, tmp_path)
    for net in panel:
        other = read[net.wave]
        assert set(net.actors[net.observation.answered]) == set(
            other.actors[other.observation.answered]
        )
    assert "assumed" not in rn.export(panel, tmp_path / "p.json").lost


@pytest.mark.parametrize("name", ["kumu", "kumu json", "polinode", "polinode json", "node link",
                                  "graphml"])  # fmt: skip
def test_an_attribute_that_is_called_as_one_of_a_wave_keeps_its_name(name, tmp_path):
    networks = [
        dataclasses.replace(with_attributes(**{
            "sector@na": ["x", "y", "z"], "sector": ["p", "q", "r"],
            "present": [f"{wave}{k}" for k in range(3)], "answered": ["u", "v", "w"],
        }), wave=wave)
        for wave in ("voor", "na")
    ]  # fmt: skip
    read = back(rn.Panel(tuple(networks)), name, tmp_path)
    for net in read:
        own = net.attributes.loc[["a", "b", "c"]]
        assert own["sector@na"].tolist() == ["x", "y", "z"]
        assert own["sector"].tolist() == ["p", "q", "r"]
        assert own["present_"].tolist() == [f"{net.wave}{k}" for k in range(3)]
        assert own["answered_"].tolist() == ["u", "v", "w"]


@pytest.mark.parametrize("name", ["kumu", "polinode", "tidy workbook"])
def test_workbooks_hold_numbers_exactly(name, tmp_path):
    numbers = [0.1 + 0.2, 1 / 3, 1e-300]
    net = with_attributes(size=numbers)
    net = dataclasses.replace(net, strength=net.strength * (0.1 + 0.2))
    read = back(net, name, tmp_path)[0]
    assert read.attributes.loc[["a", "b", "c"], "size"].tolist() == numbers
    assert set(read.strength) == {0.1 + 0.2}
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = {cell.value: cell.data_type for sheet in book for row in sheet for cell in row}
    assert cells[1 / 3] == "n"


def test_a_text_that_is_longer_than_a_cell_is_refused(tmp_path):
    net = with_attributes(text=["x" * 40_000, "", ""])
    with pytest.raises(rn.UsageError, match="32767 characters"):
        rn.export(net, tmp_path / "a.xlsx")
    assert rn.export(net, tmp_path / "a.csv").paths


@pytest.mark.parametrize("name", [name for name in ALL if name != "panel"])
def test_a_panel_without_actors_is_refused(name, tmp_path):
    for panel in (rn.Panel(()), rn.from_networkx(nx.Graph())):
        with pytest.raises(rn.UsageError, match="has no actors"):
            rn.export(panel, tmp_path / f"a{WRITERS[name].endings[0]}", name)
        assert not list(tmp_path.iterdir())


def test_a_saved_panel_may_be_without_actors(tmp_path):
    for panel in (rn.Panel(()), rn.Panel((rn.from_networkx(nx.Graph()),))):
        rn.export(panel, tmp_path / "a.json")
        assert rn.read_panel(tmp_path / "a.json").equals(panel)


@pytest.mark.parametrize("name", [name for name in ALL if name != "panel"])
def test_attributes_of_any_type_are_written(name, tmp_path):
    days = pd.to_datetime(["2024-01-01", "2024-06-01", None])
    net = with_attributes(
        mixed=pd.Series(["a", 1, None], dtype=object),
        huge=pd.Series([10**30, 1, None], dtype=object),
        zone=pd.Series(days.tz_localize("Europe/Amsterdam")),
        period=pd.Series(pd.PeriodIndex(["2024-01", "2024-02", None], freq="M")),
        took=pd.Series(pd.to_timedelta(["1 day", "2 days", None])),
        day=pd.Series([dt.date(2024, 1, 1), None, None], dtype=object),
        kind=pd.Series(pd.Categorical(["x", "y", None])),
        beyond=pd.Series([float("inf"), 1, None]),
        held=pd.Series([{"a": 1}, [2], None], dtype=object),
        point=pd.Series([1j, 2, 3]),
        flag=pd.Series([True, None, False], dtype=object),
        plain=pd.Series(days),
    )
    rn.export(net, tmp_path / f"a{WRITERS[name].endings[0]}", name)
    if name in BY_WAVE:
        read = back(net, name, tmp_path)[0].attributes.loc[["a", "b", "c"]]
        assert read["mixed"].tolist()[:2] == ["a", "1"]
        assert read["period"].tolist()[:2] == ["2024-01", "2024-02"]
        assert read["zone"].tolist()[0] == "2024-01-01T00:00:00+01:00"
