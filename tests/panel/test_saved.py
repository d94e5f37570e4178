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
from hypothesis import given

import relnet as rn
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
    later = document(tmp_path) | {"schema": "relnet.panel/2"}
    assert "'relnet.panel/2', expected 'relnet.panel/1'" in refused(tmp_path, later)[0]


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
