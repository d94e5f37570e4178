"""What holds for the measures of actors, whatever the network."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import relnet as rn

STRENGTHS = [0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.33, 5.0, 7.0, 1 / 3, 2**0.5]


@st.composite
def networks(draw):
    n = draw(st.integers(2, 9))
    kind = draw(st.sampled_from([nx.DiGraph, nx.Graph]))
    graph = kind()
    graph.add_nodes_from(range(n))
    pairs = draw(st.lists(st.tuples(*[st.integers(0, n - 1)] * 2), max_size=3 * n))
    for a, b in pairs:
        if a != b:
            graph.add_edge(a, b, weight=draw(st.sampled_from(STRENGTHS)))
    return graph


def value(graph, name, **options):
    return rn.measure(graph, name, **options)["value"].to_numpy()


def same(ours, theirs):
    assert np.asarray(ours) == pytest.approx(np.asarray(theirs), rel=1e-9, abs=1e-9, nan_ok=True)


def scaled(graph, factor):
    other = graph.copy()
    for *_, data in other.edges(data=True):
        data["weight"] *= factor
    return other


@given(networks(), st.sampled_from([2.0, 3.0, 0.125]))
def test_the_unit_of_strength_moves_only_what_is_counted_in_it(graph, factor):
    other = scaled(graph, factor)
    for name in (
        "betweenness_weighted",
        "pagerank_weighted",
        "constraint_weighted",
        "effective_size_weighted",
        "eigenvector_weighted",
    ):
        same(value(graph, name), value(other, name))
    for name in ("closeness_weighted", "harmonic_closeness_weighted"):
        same(value(graph, name) * factor, value(other, name))


@given(networks())
def test_with_all_strengths_one_the_weighted_measures_are_the_others(graph):
    for *_, data in graph.edges(data=True):
        data["weight"] = 1.0
    names = rn.list_measures()
    names = names[(names["level"] == "actor") & ~names["by"] & ~names["together"]]["measure"]
    pairs = [(name, f"{name}_weighted") for name in names if f"{name}_weighted" in set(names)]
    assert len(pairs) >= 14
    for name, other in pairs:
        same(value(graph, name), value(graph, other))


@given(networks())
def test_turned_round_what_was_received_is_sent(graph):
    assume(graph.is_directed())
    back = graph.reverse()
    for name in (
        "degree", "strength", "degree_opsahl", "closeness", "closeness_weighted",
        "harmonic_closeness", "harmonic_closeness_weighted", "eccentricity", "reach_2",
    ):  # fmt: skip
        same(value(graph, f"in_{name}"), value(back, f"out_{name}"))
    same(value(graph, "core_number_in"), value(back, "core_number_out"))
    if _one_part(graph):
        same(value(graph, "hub_score"), value(back, "authority_score"))
    for name in ("betweenness", "betweenness_weighted", "constraint", "effective_size"):
        same(value(graph, name), value(back, name))


def _one_part(graph):
    """Whether all ties hang together by what they share, so that hubs are unique."""
    shared = nx.Graph()
    shared.add_edges_from((("from", a), ("to", b)) for a, b in graph.edges)
    return len(shared) > 0 and nx.is_connected(shared)


@given(networks())
def test_bounds_and_sums(graph):
    for name in ("closeness", "harmonic_closeness", "betweenness_normalised", "reach_2",
                 "clustering", "ego_density", "efficiency"):  # fmt: skip
        found = value(graph, name)
        found = found[~np.isnan(found)]
        assert ((found >= -1e-12) & (found <= 1 + 1e-12)).all(), name
    assert value(graph, "pagerank").sum() == pytest.approx(1)
    core, degree = value(graph, "core_number"), value(graph, "total_degree")
    assert (core <= degree).all()
    # betweenness counts the actors between the ends of shortest paths
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    inside = sum(d - 1 for row in lengths.values() for d in row.values() if d > 0)
    halves = 1 if graph.is_directed() else 2
    assert value(graph, "betweenness").sum() == pytest.approx(inside / halves)


@given(networks(), st.data())
def test_brokers_are_those_on_open_paths(graph, data):
    groups = data.draw(st.lists(st.sampled_from("xyz"), min_size=len(graph), max_size=len(graph)))
    nx.set_node_attributes(graph, dict(zip(graph, groups, strict=True)), "kind")
    roles = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    found = {role: value(graph, f"brokerage_{role}", by="kind") for role in roles}
    total = value(graph, "brokerage_total", by="kind")
    same(sum(found.values()), total)
    open_ = np.zeros(len(graph))
    both = graph.to_directed()
    for a, v in both.edges:
        open_[v] += sum(b != a and not both.has_edge(a, b) for b in both[v])
    if len(graph) > 2:
        same(total, open_)
    if not graph.is_directed():
        same(found["gatekeeper"], found["representative"])
