"""Graphs of networkx in JSON."""

import json

import networkx as nx
import pytest

import relnet as rn
from tests.intake.tool_inputs import written


def read(tmp_path, graph, edges="edges", **options):
    content = json.dumps(nx.node_link_data(graph, edges=edges))
    return rn.read_survey(written(tmp_path, "graph.json", content), warn=False, **options)


@pytest.mark.parametrize("edges", ["edges", "links"])
@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_a_graph_is_read_as_networkx_holds_it(tmp_path, edges, kind):
    graph = kind(
        [
            ("GGD Lindeland", "Huisartsen Noord", {"weight": 2.5}),
            (3, "GGD Lindeland", {"weight": 1}),
        ]
    )
    graph.add_node("Stil Huis", sector="zorg", beds=3)
    network = rn.build_panel(read(tmp_path, graph, edges))[0]
    assert network.directed == graph.is_directed()
    assert set(network.actors) == {"GGD Lindeland", "Huisartsen Noord", "3", "Stil Huis"}
    found = {frozenset(t[:2]): t[2] for t in network.ties.itertuples(index=False, name=None)}
    assert found == {frozenset(("GGD Lindeland", "Huisartsen Noord")): 2.5,
                     frozenset(("3", "GGD Lindeland")): 1.0}  # fmt: skip
    assert network.attributes.loc["Stil Huis", ["sector", "beds"]].tolist() == ["zorg", 3]


def test_keys_of_parallel_edges_are_relations_where_they_are_words(tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_edge("A", "B", key="zorg")
    graph.add_edge("A", "B", key="geld")
    assert [r.name for r in read(tmp_path, graph).relations] == ["zorg", "geld"]
    graph = nx.MultiDiGraph([("A", "B", {"relation": "zorg"}), ("A", "B", {"relation": "geld"})])
    assert [r.name for r in read(tmp_path, graph).relations] == ["zorg", "geld"]
    survey = read(tmp_path, nx.MultiDiGraph([("A", "B"), ("A", "B")]))
    assert [r.name for r in survey.relations] == ["relation"]
    assert "repeated report" in {problem.kind for problem in survey.problems}


def test_waves_relations_and_strengths_are_attributes_of_edges(tmp_path):
    graph = nx.DiGraph()
    graph.add_edge("A", "B", wave=2019, relation="zorg", strength=3)
    graph.add_edge("B", "A", wave=2021, relation="zorg", strength=0.5)
    survey = read(tmp_path, graph)
    assert survey.waves == ("2019", "2021")
    assert survey.reports["value"].tolist() == [3.0, 0.5]


def test_a_file_without_a_direction_is_told(tmp_path):
    content = {
        "nodes": [{"id": "A"}, {"id": "B"}],
        "links": [{"source": "A", "target": "B", "value": 4}],
    }
    survey = rn.read_survey(written(tmp_path, "d3.json", content), warn=False)
    assert survey.reports["value"].tolist() == [4.0]
    assert "direction assumed" in {problem.kind for problem in survey.problems}


def test_endless_numbers_nan_and_halves_of_characters_are_no_accident(tmp_path):
    text = (
        '{"directed": true, "nodes": [{"id": %s}, {"id": "\\ud800x"}], "edges": '
        '[{"source": %s, "target": "\\ud800x", "weight": NaN, "note": 1e999}]}'
        % (("9" * 6000,) * 2)
    )
    survey = rn.read_survey(written(tmp_path, "a.json", text), warn=False)
    assert set(survey.roster["actor"]) == {"9" * 6000, "\ufffdx"}
    assert survey.reports["value"].tolist() == [1.0]
    text = text.replace("NaN", "Infinity")
    with pytest.raises(rn.DataError, match="Infinity"):
        rn.read_survey(written(tmp_path, "a.json", text), warn=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"nodes": [{"id": "A"}], "links": [',
            "a.json:1: found JSON that breaks off or has a slip",
        ),
        ('{"nodes": ' + "[" * 100_000 + ', "links": 1}', "nested too deeply"),
        ('{"nodes": [], "links": [], "nodes": []}', "the key 'nodes' twice"),
        (
            '{"nodes": [{"id": "A"}], "links": [{"source": "A"}]}',
            r"'links\[0\].target': found null",
        ),
        ('{"nodes": [{"name": "A"}], "links": []}', r"'nodes\[0\].id'"),
        ('{"nodes": ["A"], "links": []}', r"'nodes\[0\]': found 'A', expected an object"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, said):
    with pytest.raises(rn.DataError, match=said):
        rn.read_survey(written(tmp_path, "a.json", text), warn=False)


def test_json_of_something_else_is_no_graph(tmp_path):
    for text in ('{"nodes": 1, "links": 2}', '["nodes", "links"]', '{"a": "nodes", "b": "links"}'):
        with pytest.raises(rn.DataError):
            rn.read_survey(written(tmp_path, "a.json", text), layout="node link", warn=False)
