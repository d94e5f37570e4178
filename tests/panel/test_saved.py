"""Panels that are saved are read again as they were; files that do not hold together are refused."""

import dataclasses
import datetime as dt
import gzip
import json

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given

import relnet as rn
from relnet.cli import main
from relnet.datasets import lindeland
from tests.strategies import answered, cells, survey_of

REGION = lindeland("nl")
PANEL = rn.build_panel(REGION.survey)


def back(panel, tmp_path, name="panel.json"):
    return rn.read_panel(rn.save_panel(panel, tmp_path / name))


@pytest.mark.parametrize(
    "panel",
    [
        PANEL,
        rn.build_panel(REGION.survey, "informatie", rule=rn.TieRule(dyad="mean", at_least=2)),
        rn.in_terms_of(PANEL["verwijzing"], "2025"),
        rn.in_common(PANEL["informatie"]),
        rn.build_panel(
            REGION.survey,
            rule=rn.TieRule(
                respondents="weighted",
                weights={"bestuurder": 1, "manager": 2.5, "professional": 1, "inwoner": 1},
            ),
        ),
    ],
    ids=["all", "mean", "terms", "common", "weighted"],
)
def test_a_panel_is_read_as_it_was_saved(panel, tmp_path):
    assert back(panel, tmp_path).equals(panel)
    assert back(panel, tmp_path, "panel.json.gz").equals(panel)


def test_the_same_panel_gives_the_same_bytes(tmp_path):
    for name in ("a.json", "a.json.gz"):
        first = rn.save_panel(PANEL, tmp_path / name).read_bytes()
        assert rn.save_panel(back(PANEL, tmp_path), tmp_path / name).read_bytes() == first


@given(answered(3), answered(3), st.booleans())
def test_any_states_of_cells_come_back(tmp_path_factory, first, second, mutual):
    survey = survey_of(first, second, mutual=mutual)
    panel = rn.build_panel(survey)
    assert back(panel, tmp_path_factory.mktemp("saved")).equals(panel)


@given(cells(5), cells(5), cells(5), st.lists(st.floats(0.001, 1e300), max_size=4))
def test_any_sets_of_cells_and_strengths_come_back(tmp_path_factory, possible, rated, unknown, w):
    keys = np.array([1, 5, 8, 23][: len(w)], np.int64)
    seen = rn.Observation(possible, rated, unknown, np.array([1, 0, 1, 0, 1], bool), asked=False)
    names = pd.Index(["=cmd", 'a "b"', "c\nd", "é,;", "𝕏\u202e"], name="actor")
    network = rn.Network(
        actors=names, wave="1", relation="x", directed=True, keys=keys,
        strength=np.array(w, float), observation=seen, rule=rn.TieRule(),
        _attributes=pd.DataFrame(index=names),
    )  # fmt: skip
    panel = rn.Panel((network,))
    assert back(panel, tmp_path_factory.mktemp("saved")).equals(panel)


def test_attributes_keep_their_types(tmp_path):
    graph = nx.path_graph(3)
    panel = rn.Panel((rn.from_networkx(graph),))
    columns = {
        "text": pd.Series(["a", None, "=b"], dtype="str"),
        "whole": pd.Series([1, None, 3], dtype="Int64"),
        "number": pd.Series([0.1, np.nan, 3e300]),
        "flag": pd.Series([True, None, False], dtype="boolean"),
        "kind": pd.Categorical(["y", "x", None], ["y", "x"], ordered=True),
        "day": pd.to_datetime(["2024-01-01", None, "2024-12-31"]),
        "mixed": pd.Series(["a", 1, None], dtype=object),
    }
    table = pd.DataFrame(columns).set_index(panel[0].actors)
    net = panel[0]
    given_ = dataclasses.replace(net, _attributes=table)
    read = back(given_, tmp_path)[0]
    pd.testing.assert_frame_equal(read.attributes, table)
    assert read.equals(given_)


def test_an_attribute_of_another_type_is_refused(tmp_path):
    graph = nx.path_graph(2)
    graph.nodes[0]["where"] = {"x": 1}
    with pytest.raises(rn.UsageError, match="'where' holds a dict"):
        rn.save_panel(rn.from_networkx(graph), tmp_path / "p.json")
    assert not (tmp_path / "p.json").exists()


def document(tmp_path):
    return json.loads(rn.save_panel(PANEL["2019", "verwijzing"], tmp_path / "p.json").read_text())


def refused(tmp_path, content):
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / "p.json").write_text(text)
    with pytest.raises(rn.DataError) as caught:
        rn.read_panel(tmp_path / "p.json")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("text", ["{}", "[]", "a,b\n1,2\n", '{"nodes": []}', '{"schema": 1}'])
def test_another_file_is_no_panel(tmp_path, text):
    assert "a file that was not made by `save_panel`" in refused(tmp_path, text)[0]


def test_a_later_version_is_refused(tmp_path):
    later = document(tmp_path) | {"schema": "relnet.panel/4"}
    assert "'relnet.panel/4', expected 'relnet.panel/3'" in refused(tmp_path, later)[0]


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("wave", 7), ("directed", "yes"), ("strength", []), ("source", [1]), ("target", []),
        ("answered", [True]), ("actors", ["a", "a"]), ("rule", {"dyad": "sideways"}),
        ("possible", {"classes": [0], "table": [[True]], "exceptions": []}),
        ("unknown", {"classes": [], "table": [], "exceptions": [3, 1]}),
        ("extra", 1),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_named(tmp_path, where, value):
    content = document(tmp_path)
    content["networks"][0][where] = value
    told = refused(tmp_path, content)
    assert all("networks[1]" in line for line in told)
    assert any(where in line or "networks[1].strength" in line for line in told)


def test_a_truncated_file_is_refused(tmp_path):
    whole = rn.save_panel(PANEL, tmp_path / "p.json").read_text()
    for end in (10, 40, 100, len(whole) // 2, len(whole) - 3):
        assert refused(tmp_path, whole[:end])
    packed = gzip.compress(whole.encode())
    (tmp_path / "q.json.gz").write_bytes(packed[:-20])
    with pytest.raises(rn.DataError):
        rn.read_panel(tmp_path / "q.json.gz")


def test_events_come_back(tmp_path):
    assert PANEL.events is not None
    assert back(PANEL, tmp_path).events.equals(PANEL.events)
    assert dt.date.fromisoformat(back(PANEL, tmp_path).events["date"][0])


def with_column(column):
    net = rn.from_networkx(nx.path_graph(2))
    table = pd.DataFrame({"when": pd.Series(column).set_axis(net.actors)})
    return dataclasses.replace(net, _attributes=table)


DAYS = [dt.date(2024, 1, 1), dt.date(2024, 12, 31)]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(DAYS, dtype=object),
        pd.Series(pd.to_datetime(DAYS), dtype=object),
        pd.Series(pd.Categorical(pd.to_datetime(DAYS))),
        pd.Series([dt.time(1), None], dtype=object),
        pd.Series(pd.period_range("2024-01", periods=2, freq="M")),
        pd.Series([np.inf, 1]),
    ],
    ids=["date", "Timestamp", "category", "time", "Period", "inf"],
)
def test_an_attribute_that_would_come_back_as_another_type_is_refused(column, tmp_path):
    with pytest.raises(rn.UsageError, match="attribute 'when' holds a"):
        rn.save_panel(with_column(column), tmp_path / "p.json")


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(pd.to_datetime(DAYS).tz_localize("Europe/Amsterdam")),
        pd.Series(pd.to_timedelta(["1 day", None])),
        pd.Series([1, None], dtype="UInt8"),
        pd.Series(pd.Categorical([2, 1])),
    ],
    ids=["zone", "duration", "UInt8", "category"],
)
def test_other_types_come_back(column, tmp_path):
    net = with_column(column)
    assert back(net, tmp_path)[0].equals(net)


@pytest.mark.parametrize("strength", [0.0, np.inf, -np.inf, np.nan])
def test_a_strength_that_is_none_is_refused(strength, tmp_path):
    graph = nx.DiGraph()
    graph.add_edge("a", "b", weight=strength)
    with pytest.raises(rn.UsageError, match="has the strength"):
        rn.save_panel(rn.from_networkx(graph), tmp_path / "p.json")


@pytest.mark.parametrize("strength", [0, None, float("inf"), float("nan"), 10**400])
def test_a_file_of_such_a_strength_is_refused(strength, tmp_path):
    content = document(tmp_path)
    content["networks"][0]["strength"][0] = strength
    assert "networks[1].strength" in refused(tmp_path, content)[0]


BIG = 10**30
COLUMN = {"name": "x", "categories": None, "ordered": False}


@pytest.mark.parametrize(
    "column",
    [
        {"dtype": "foo", "values": []},
        {"dtype": "int64", "values": ["a"]},
        {"dtype": "int64", "values": [BIG]},
        {"dtype": "int64", "values": [1.5]},
        {"dtype": "bool", "values": [None]},
        {"dtype": "bool", "values": [1]},
        {"dtype": "str", "values": [1]},
        {"dtype": "datetime64[us]", "values": ["soon"]},
        {"dtype": "category", "values": ["b"], "categories": ["a"]},
        {"dtype": "category", "values": ["a"], "categories": ["a", "a"]},
    ],
)
def test_a_column_of_another_type_than_it_says_is_refused(column, tmp_path):
    content = document(tmp_path) | {"events": [COLUMN | column]}
    assert "`events.x` that does not fit" in refused(tmp_path, content)[0]
    n = len(content["networks"][0]["actors"])
    many = COLUMN | column | {"values": (column["values"] * n)[:n]}
    content["events"], content["networks"][0]["attributes"] = None, [many]
    assert "`networks[1].attributes.x` that does not fit" in refused(tmp_path, content)[0]


@pytest.mark.parametrize("part", ["exceptions", "classes"])
def test_a_number_that_no_cell_has_is_refused(part, tmp_path):
    content = document(tmp_path)
    content["networks"][0]["possible"][part] = [BIG]
    assert "networks[1].possible" in refused(tmp_path, content)[0]
    content = document(tmp_path)
    content["networks"][0]["source"][0] = BIG
    assert "networks[1].source" in refused(tmp_path, content)[0]


def test_what_is_there_twice_or_half_is_refused(tmp_path):
    content = document(tmp_path)
    assert (
        "networks[2].wave" in refused(tmp_path, content | {"networks": content["networks"] * 2})[0]
    )
    net = content["networks"][0]
    twice = net | {"attributes": net["attributes"][:1] * 2}
    assert "networks[1].attributes." in refused(tmp_path, content | {"networks": [twice]})[0]
    unnamed = net | {"actors": ["", *net["actors"][1:]]}
    assert "networks[1].actors" in refused(tmp_path, content | {"networks": [unnamed]})[0]
    assert net["directed"]
    assert (
        "networks[1].source"
        in refused(tmp_path, content | {"networks": [net | {"directed": False}]})[0]
    )


def test_both_ways_of_an_undirected_tie_are_as_strong(tmp_path):
    rn.save_panel(rn.from_networkx(nx.path_graph(2)), tmp_path / "p.json")
    content = json.loads((tmp_path / "p.json").read_text())
    content["networks"][0]["strength"] = [1, 2]
    assert "networks[1].strength" in refused(tmp_path, content)[0]


def test_a_panel_that_another_program_wrote_again_is_one(tmp_path):
    content = json.loads(rn.save_panel(PANEL, tmp_path / "p.json").read_text())
    for given_ in ({"indent": 1}, {"sort_keys": True}, {"indent": 4, "sort_keys": True}):
        (tmp_path / "q.json").write_text(json.dumps(content, **given_))
        assert rn.read_panel(tmp_path / "q.json").equals(PANEL)
        with pytest.raises(rn.DataError, match="read_panel"):
            rn.read_survey(tmp_path / "q.json")
        result = CliRunner().invoke(main, ["convert", f"{tmp_path}/q.json", f"{tmp_path}/r.json"])
        assert result.exit_code == 0
        (tmp_path / "r.json").unlink()
    content["events"] = [COLUMN | {"dtype": "foo", "values": []}]
    (tmp_path / "q.json").write_text(json.dumps(content))
    result = CliRunner().invoke(main, ["convert", f"{tmp_path}/q.json", f"{tmp_path}/r.json"])
    assert "does not fit the rest" in result.stderr
