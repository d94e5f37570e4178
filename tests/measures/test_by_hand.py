"""Small networks whose figures can be checked with a pencil."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn

A = nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 4)])
B = nx.DiGraph([(1, 2), (2, 3), (3, 2), (4, 1)])


def value(source, name, actor=None):
    table = rn.measure(source, name)
    row = table if actor is None else table[table["actor"] == actor]
    return row["value"].iloc[0]


def test_four_actors():
    golden = {
        "density": 1 / 3,
        "mutual_dyads": 1,
        "asymmetric_dyads": 2,
        "null_dyads": 3,
        "reciprocity_dyadic": 2 / 3,
        "reciprocity_nonnull": 1 / 3,
        "reciprocity_edgewise": 1 / 2,
        "centralisation_in_degree": 0,
        "centralisation_out_degree": 4 / 9,
        "centralisation_betweenness": 2 / 9,
        "ties": 4,
        "actors": 4,
        "average_degree": 1,
        "components": 1,
        "largest_component": 4,
        "isolates": 0,
    }
    for name, expected in golden.items():
        assert value(A, name) == pytest.approx(expected), name


def test_four_actors_compared():
    graph = [nx.DiGraph(), nx.DiGraph()]
    for empty, full in zip(graph, (A, B), strict=True):
        empty.add_nodes_from([1, 2, 3, 4])
        empty.add_edges_from(full.edges)
    counts = rn.compare(*map(rn.from_networkx, graph)).counts.loc["stayers"]
    assert counts["hamming"] == 4
    assert counts["jaccard"] == pytest.approx(2 / 6)


def test_four_actors_when_the_fourth_is_silent():
    edges = pd.DataFrame([(1, 2), (2, 1), (2, 3), (3, 4)], columns=["source", "target"])
    survey = rn.read_survey(
        edges,
        roster=pd.DataFrame({"id": [1, 2, 3, 4]}),
        register=pd.DataFrame({"id": [1, 2, 3]}),
        warn=False,
    )
    network = rn.build_panel(survey)[0]
    table = rn.measure(network, "density", "mutual_dyads", "asymmetric_dyads", "null_dyads")
    assert table["value"].tolist() == pytest.approx([4 / 9, 1, 1, 1])
    assert table["coverage"].tolist() == pytest.approx([9 / 12, 1 / 2, 1 / 2, 1 / 2])
    assert set(table["status"]) == {"partial"}
    assert rn.measure(network, "out_degree")["status"].tolist() == ["complete"] * 3 + ["unobserved"]


def test_weak_transitivity_is_not_that_of_networkx():
    # 1→2→3 closed by 1→3; 3→4 opens 2→3→4 and 1→3→4
    graph = nx.DiGraph([(1, 2), (2, 3), (1, 3), (3, 4)])
    assert value(graph, "transitivity") == pytest.approx(1 / 3)
    assert value(graph, "transitivity_undirected") == pytest.approx(3 / 5)


def test_transitivity_counts_triples_of_which_all_cells_are_rated():
    edges = pd.DataFrame(
        [("A", "B"), ("B", "C"), ("A", "C"), ("C", "D"), ("B", "D")], columns=["source", "target"]
    )
    survey = rn.read_survey(
        edges,
        roster=pd.DataFrame({"id": list("ABCD")}),
        unobserved=pd.DataFrame({"source": ["A"], "target": ["C"]}).replace("C", "D"),
        warn=False,
    )
    table = rn.measure(rn.build_panel(survey), "transitivity")
    # A→B→C is closed, B→C→D too; A→B→D and A→C→D end in the unobserved cell A→D
    assert table["value"].tolist() == [1.0]
    assert table["n"].tolist() == [24 - 2 - 2 - 2]
    assert table["coverage"].tolist() == pytest.approx([18 / 24])


@pytest.mark.parametrize("n", [4, 7, 30])
def test_stars_are_fully_centralised(n):
    star = nx.star_graph(n - 1)
    for name, maximum in {
        "centralisation_total_degree": (n - 1) * (n - 2),
        "centralisation_betweenness": (n - 1) ** 2 * (n - 2) / 2,
        "centralisation_closeness": (n - 2) * (n - 1) / (2 * n - 3),
    }.items():
        row = rn.measure(star, name).iloc[0]
        assert row["value"] == pytest.approx(1), name
        assert row["maximum"] == pytest.approx(maximum)
    out = nx.DiGraph([(0, k) for k in range(1, n)])
    assert value(out, "centralisation_out_degree") == pytest.approx(1)
    assert value(out, "centralisation_closeness") == pytest.approx(1)
    assert value(out.reverse(), "centralisation_in_degree") == pytest.approx(1)


def test_regular_graphs_are_not_centralised():
    for name in ("total_degree", "betweenness", "closeness"):
        assert value(nx.cycle_graph(6), f"centralisation_{name}") == pytest.approx(0)


def test_a_silent_actor_without_ties_is_unknown_not_an_isolate():
    edges = pd.DataFrame({"source": ["A"], "target": ["B"]})
    options = {"roster": pd.DataFrame({"id": list("ABCD")}), "warn": False}
    everyone = rn.read_survey(edges, **options, no_report="nobody")
    some = rn.read_survey(edges, **options, register=pd.DataFrame({"id": list("ABC")}))
    for survey, isolates, status in ((everyone, 2, "complete"), (some, 1, "partial")):
        row = rn.measure(rn.build_panel(survey), "isolates").iloc[0]
        assert (row["value"], row["status"]) == (isolates, status)
    table = rn.measure(rn.build_panel(some), "betweenness").set_index("actor")
    assert table.loc["D", "status"] == "unobserved"
    assert np.isnan(table.loc["D", "value"])
    assert table.loc["C", "value"] == 0


def test_known_ties_outside_the_rates_are_counted_beside_them():
    answers = pd.DataFrame(
        {"respondent": ["a", "a", "b"], "actor": ["A", "A", "B"], "partner": ["B", "C", "A"]}
    )
    survey = rn.read_survey(answers, roster=pd.DataFrame({"id": list("ABC")}), warn=False)
    row = rn.measure(rn.build_panel(survey, rule=rn.TieRule(dyad="either")), "density").iloc[0]
    assert row["value"] == 1  # the one dyad of which both answered
    assert row["n"] == 1
    assert row["known_outside"] == 1


def test_strength_and_shares():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(1, 2, 3), (3, 2, 2), (2, 1, 1)])
    assert value(graph, "in_strength", "2") == 5
    assert value(graph, "total_strength", "2") == 6
    assert value(graph, "in_degree_share", "2") == 1
    assert value(graph, "total_degree_share", "2") == pytest.approx(3 / 4)
    flat = graph.to_undirected()
    assert value(flat, "total_degree", "2") == 2
    assert value(flat, "total_degree_share", "2") == 1


def test_eigenvector_is_within_the_largest_component():
    graph = nx.Graph([(1, 2), (2, 3), (4, 5)])
    table = rn.measure(graph, "eigenvector_undirected").set_index("actor")
    assert table.loc["2", "value"] == pytest.approx(1)
    assert table.loc["1", "value"] == pytest.approx(0.5**0.5)
    assert table.loc["4", "status"] == "outside the largest component"
    assert np.isnan(table.loc["4", "value"])


def test_wide_has_a_column_a_measure():
    table = rn.measure(A, "density", "in_degree", "out_degree", wide=True)
    assert list(table) == ["wave", "relation", "actor", "density", "in_degree", "out_degree"]
    assert table["in_degree"].tolist() == [1, 1, 1, 1]
    assert table["density"].tolist() == pytest.approx([1 / 3] * 4)


def test_reciprocity_has_no_meaning_where_ties_have_no_direction():
    table = rn.measure(nx.path_graph(3), "reciprocity_edgewise")
    assert table["status"].tolist() == ["not applicable"]
    assert "reciprocity_edgewise" not in set(rn.measure(nx.path_graph(3))["measure"])


def test_unknown_measures_and_sources_are_refused():
    with pytest.raises(rn.UsageError, match="did you mean 'density'"):
        rn.measure(A, "densty")
    with pytest.raises(rn.UsageError, match="not list"):
        rn.measure([A])


def test_an_actor_of_whom_no_cell_is_known_is_unknown_too():
    survey = rn.read_survey(
        pd.DataFrame({"source": ["A"], "target": ["B"]}),
        roster=pd.DataFrame({"id": list("ABCD")}),
        register=pd.DataFrame({"id": list("ABCD"), "answered": [0, 1, 1, 0]}),
        unobserved=pd.DataFrame({"source": ["C"], "target": ["B"]}),
        undirected=True,
        warn=False,
    )
    network = rn.build_panel(survey)[0]
    assert (rn.states(network).loc["C"].drop("C") == "unobserved").all()
    assert rn.measure(network, "isolates")["value"].tolist() == [0]
    assert rn.measure(network, "betweenness").set_index("actor").loc["C", "status"] == "unobserved"


def test_a_ring_on_which_the_iteration_does_not_converge():
    graph = nx.DiGraph([(i, (i + 1) % 400) for i in range(400)] + [(0, 2)])
    scores = rn.measure(graph, "eigenvector")["value"].to_numpy()
    ties = nx.to_scipy_sparse_array(graph)
    image = ties.T @ scores
    assert image / image.max() == pytest.approx(scores, abs=1e-8)


def test_wide_of_nothing_has_its_columns():
    table = rn.measure(nx.Graph(), "density", "betweenness", wide=True)
    assert {"density", "betweenness"} <= set(table)
