"""Every measure that networkx or igraph has too, on random networks."""

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn


@st.composite
def graphs(draw):
    n = draw(st.integers(2, 12))
    kind = draw(st.sampled_from([nx.Graph, nx.DiGraph]))
    graph = nx.gnp_random_graph(
        n, draw(st.floats(0, 0.5)), seed=draw(st.integers(0, 10**6)), directed=kind is nx.DiGraph
    )
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = (a + 2 * b) % 5 + 1
    return graph


def by_actor(graph, name):
    return rn.measure(graph, name)["value"].to_numpy()


@given(graphs())
def test_networkx(graph):
    n, flat = len(graph), nx.Graph(graph)
    expected = {
        "total_degree": dict(graph.degree),
        "total_strength": dict(graph.degree(weight="weight")),
        "closeness": nx.closeness_centrality(flat, wf_improved=True),
        "harmonic_closeness": {k: v / (n - 1) for k, v in nx.harmonic_centrality(flat).items()},
        "betweenness": nx.betweenness_centrality(graph, normalized=False),
        "pagerank": nx.pagerank(graph, weight=None, tol=1e-15, max_iter=1000),
    }
    if n > 2:
        expected["betweenness_normalised"] = nx.betweenness_centrality(graph)
    if graph.is_directed():
        back = graph.reverse()
        expected |= {
            "in_degree": dict(graph.in_degree),
            "out_degree": dict(graph.out_degree),
            "in_strength": dict(graph.in_degree(weight="weight")),
            "out_strength": dict(graph.out_degree(weight="weight")),
            "in_closeness": nx.closeness_centrality(graph),
            "out_closeness": nx.closeness_centrality(back),
            "in_harmonic_closeness": {
                k: v / (n - 1) for k, v in nx.harmonic_centrality(graph).items()
            },
            "out_harmonic_closeness": {
                k: v / (n - 1) for k, v in nx.harmonic_centrality(back).items()
            },
        }
    for name, values in expected.items():
        assert by_actor(graph, name) == pytest.approx([values[k] for k in graph], abs=1e-9), name
    whole = {"density": nx.density(graph), "components": nx.number_connected_components(flat),
             "isolates": nx.number_of_isolates(graph)}  # fmt: skip
    if graph.is_directed() and graph.size():
        whole["reciprocity_edgewise"] = nx.reciprocity(graph)
    for name, number in whole.items():
        assert by_actor(graph, name)[0] == pytest.approx(number), name


@given(graphs())
def test_igraph(graph):
    n = len(graph)
    other = igraph.Graph(n, list(graph.edges), directed=graph.is_directed())
    flat = other.as_undirected(mode="collapse")
    assert by_actor(graph, "betweenness") == pytest.approx(other.betweenness(), abs=1e-9)
    assert by_actor(graph, "pagerank") == pytest.approx(other.pagerank(), abs=1e-9)
    harmonic = other.harmonic_centrality(mode="out", normalized=True)
    name = "out_harmonic_closeness" if graph.is_directed() else "harmonic_closeness"
    assert by_actor(graph, name) == pytest.approx(harmonic, abs=1e-9)
    closed = flat.transitivity_undirected(mode="nan")
    assert by_actor(graph, "transitivity_undirected")[0] == pytest.approx(closed, nan_ok=True)
    if graph.is_directed():
        census = other.dyad_census()
        for name, count in zip(("mutual", "asymmetric", "null"), census, strict=True):
            assert by_actor(graph, f"{name}_dyads")[0] == count
    if flat.is_connected():
        scores = flat.eigenvector_centrality()
        assert by_actor(graph, "eigenvector_undirected") == pytest.approx(scores, abs=1e-6)


def test_eigenvector_of_a_digraph_agrees_with_networkx_within_the_component():
    graph = nx.gnp_random_graph(30, 0.2, seed=4, directed=True)
    graph.add_edge(0, 99)
    inside = max(nx.strongly_connected_components(graph), key=len)
    expected = nx.eigenvector_centrality_numpy(graph.subgraph(inside))
    scale = max(expected.values())
    table = rn.measure(graph, "eigenvector").set_index("actor")["value"]
    for actor, score in expected.items():
        assert table[str(actor)] == pytest.approx(score / scale, abs=1e-9)
    assert np.isnan(table["99"])
