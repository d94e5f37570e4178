"""R's sna beside relnet on random networks, and where the two differ by design or by a fault.

Collected only where R is on the machine. What is tested of the differences stands in
docs/concepts.md: a test that fails here says that those sentences are to be read again.
"""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from tests.measures.by_hand import value
from tests.measures.oracle.agreement import asked, differences
from tests.measures.oracle.networks import lindeland
from tests.measures.oracle.networks import reference as real
from tests.measures.oracle.of_r import rated
from tests.measures.oracle.r import ask, number, numbers

SNA = [one for one in asked() if one.program == "sna"]
SHAPES = [(n, share, directed) for n in (3, 5, 9) for share in (0.15, 0.4, 0.8)
          for directed in (True, False)]  # fmt: skip


@pytest.fixture(scope="module")
def some():
    """Random networks of every density, complete and with an actor in three that is silent."""
    chance = np.random.default_rng(20250101)
    networks = []
    for k, (n, share, directed) in enumerate(SHAPES):
        for silent in (0, n // 3):
            networks += rn.build_panel(random_survey(chance, n, share, directed, silent, f"{k}"))
    return rn.Panel(tuple(networks))


def random_survey(chance, n, share, directed, silent, relation):
    there = chance.random((n, n)) < share
    there = there if directed else np.triu(there)
    ties = [(i, j, chance.integers(1, 5)) for i, j in np.argwhere(there) if i != j]
    actors = pd.DataFrame({"id": range(n), "kind": chance.integers(0, 2, n)})
    table = pd.DataFrame(ties or [(0, 1, 1)], columns=["source", "target", "weight"])
    return rn.read_survey(
        table.assign(relation=relation, wave=f"{silent}"),
        roster=actors, register=actors[["id"]][: n - silent], undirected=not directed, warn=False,
    )  # fmt: skip


@pytest.mark.parametrize("one", SNA, ids=[one.measure for one in SNA])
def test_on_random_networks(one, some):
    found = [
        apart for network in some for _, apart in differences(one, rn.Panel((network,)), "kind")
    ]
    assert found
    assert max(found) <= 1e-9


def correlations(panel):
    """The correlations of each two relations of a wave, ours and sna's."""
    named = {(net.wave, net.relation): net for net in panel}
    for row in rn.relation_correlations(panel).itertuples(index=False):
        pair = [named[row.wave, name] for name in (row.first, row.second)]
        if not np.isnan(row.correlation) and pair[0].directed == pair[1].directed:
            mode = "digraph" if pair[0].directed else "graph"
            first, second = (rated(network) for network in pair)
            yield row.correlation, number(ask("gcor", first, dat2=second, mode=mode))


def test_correlations_between_relations():
    pairs = list(correlations(lindeland()))
    assert len(pairs) > 3
    assert [ours for ours, _ in pairs] == pytest.approx([theirs for _, theirs in pairs], abs=1e-9)


def test_correlations_between_relations_of_real_networks(reference):
    pairs = [pair for panel, _ in real(reference).values() for pair in correlations(panel)]
    assert len(pairs) > 3
    assert [ours for ours, _ in pairs] == pytest.approx([theirs for _, theirs in pairs], abs=1e-9)


def matrix(graph):
    return nx.to_numpy_array(graph, nodelist=sorted(graph))


STAR = nx.star_graph(5)
CHAIN = nx.DiGraph([(0, 1), (1, 2)])


def test_its_iteration_is_wrong_on_a_star():
    by_iteration, by_eigen = (
        numbers(ask("evcent", matrix(STAR), use_eigen=exact)) for exact in (False, True)
    )
    ours = rn.measure(STAR, "eigenvector_undirected")["value"].to_numpy()
    assert np.abs(by_eigen) / np.abs(by_eigen).max() == pytest.approx(ours)
    assert np.abs(by_iteration / by_iteration.max() - ours).max() > 0.1


def test_its_eigenvectors_of_a_digraph_are_of_the_ties_sent():
    graph = nx.DiGraph([(0, 1), (1, 0), (1, 2), (2, 0), (3, 2), (0, 3), (2, 3)])
    ours = rn.measure(graph, "eigenvector")["value"].to_numpy()
    sent, received = (
        np.abs(numbers(ask("evcent", ties, use_eigen=True)))
        for ties in (matrix(graph), matrix(graph).T)
    )
    assert received / received.max() == pytest.approx(ours)
    assert np.abs(sent / sent.max() - ours).max() > 0.01


def test_its_closeness_is_0_where_one_actor_is_not_reached():
    assert ask("closeness", matrix(CHAIN)) == [pytest.approx(2 / 3), 0, 0]
    ours = rn.measure(CHAIN, "out_closeness")["value"].tolist()
    assert ours == pytest.approx([2 / 3, 1 / 2, 0])  # r / (n − 1) · r / Σ d = 1/2 · 1/1


def test_its_lubness_takes_the_highest_bound_for_the_least():
    # 4 is above 0 and 1, who are both above 2 and 3: these two have no least upper bound
    graph = nx.DiGraph([(4, 0), (4, 1), (0, 2), (0, 3), (1, 2), (1, 3)])
    assert number(ask("lubness", matrix(graph))) == 1
    assert value(graph, "lubness_krackhardt") == pytest.approx(1 - 1 / 6)


def test_its_efficiency_knows_no_undirected_ties():
    triangle = nx.complete_graph(3)
    assert value(triangle, "efficiency_krackhardt") == 0
    # twice the ties: (6 − 2) of 4; on a path of three (4 − 2) of 4, where none is in excess
    assert number(ask("efficiency", matrix(triangle))) == 0
    assert number(ask("efficiency", matrix(nx.path_graph(3)))) == pytest.approx(1 / 2)
    assert value(nx.path_graph(3), "efficiency_krackhardt") == 1


def test_its_default_hierarchy_is_reciprocity():
    graph = nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 4)])
    assert number(ask("hierarchy", matrix(graph))) == pytest.approx(1 - 4 / 6)
    assert number(ask("hierarchy", matrix(graph), measure="krackhardt")) == pytest.approx(5 / 6)
    assert value(graph, "hierarchy_krackhardt") == pytest.approx(5 / 6)


def test_its_transitivity_without_paths_is_1():
    graph = nx.DiGraph([(0, 1), (2, 1)])
    assert number(ask("gtrans", matrix(graph))) == 1
    assert np.isnan(value(graph, "transitivity"))


def test_its_transitivity_by_matrices_leaves_out_too_much_where_a_cell_is_missing():
    # rated paths: 0→1→2 closed, 1→2→3 open; 0→2→3 ends in the missing cell. By matrices it leaves
    # out (0, 2) and (1, 3) too, as 0 · NA is NA, and is 1 where nothing is left
    cells = np.zeros((4, 4))
    cells[[0, 1, 0, 2], [1, 2, 2, 3]] = 1
    cells[0, 3] = np.nan
    by_ties, by_matrices = (
        number(ask("gtrans", cells, use_adjacency=way)) for way in (False, True)
    )
    assert (by_ties, by_matrices) == (1 / 2, 1)
    survey = rn.read_survey(
        pd.DataFrame([(0, 1), (1, 2), (0, 2), (2, 3)], columns=["source", "target"]),
        roster=pd.DataFrame({"id": range(4)}),
        unobserved=pd.DataFrame({"source": [0], "target": [3]}),
        warn=False,
    )
    assert value(rn.build_panel(survey), "transitivity") == by_ties


def test_its_brokerage_takes_a_missing_cell_for_a_tie():
    cells = np.array([[0, 1, 0], [0, 0, np.nan], [0, 0, 0]])
    found = ask("brokerage", cells, cl=np.array([1.0, 1.0, 1.0]))
    assert numbers(found["raw.nli"])[:, 5].tolist() == [0, 1, 0]
    survey = rn.read_survey(
        pd.DataFrame({"source": [0], "target": [1]}),
        roster=pd.DataFrame({"id": range(3), "kind": "a"}),
        unobserved=pd.DataFrame({"source": [1], "target": [2]}),
        warn=False,
    )
    table = rn.measure(rn.build_panel(survey), "brokerage_total", by="kind")
    assert table["value"].fillna(0).tolist() == [0, 0, 0]


def test_its_betweenness_counts_some_longer_paths_where_ties_have_lengths():
    # from 3 to 1 there is one shortest path: 3–0–2–1, of length 3; it counts two
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 3), (0, 2, 1), (0, 3, 1), (1, 2, 1), (2, 3, 3)])
    assert numbers(ask("geodist", matrix(graph), ignore_eval=False)["counts"])[3, 1] == 2
    theirs = ask("betweenness", matrix(graph), gmode="graph", ignore_eval=False)
    for _, _, data in graph.edges(data=True):
        data["weight"] = 1 / data["weight"]  # relnet's lengths are 1 / strength
    ours = rn.measure(graph, "betweenness_weighted")["value"].tolist()
    assert ours == pytest.approx([2, 0, 2, 0])
    assert theirs == [2.5, 0, 2, 0]


def test_its_cutpoints_of_a_digraph_are_of_paths_along_the_ties():
    graph = nx.DiGraph([(0, 1), (2, 1)])
    assert ask("cutpoints", matrix(graph)) == []
    assert ask("cutpoints", matrix(graph), connected="weak") == [2]
    assert value(graph, "articulation_actors") == 1


def test_igraph_of_r_counts_ties_to_oneself_among_the_possible():
    asked_of = {loops: ask("centr_degree", matrix(STAR), package="igraph", loops=loops)
                for loops in (True, False)}  # fmt: skip
    assert number(asked_of[True]["centralization"]) == pytest.approx(2 / 3)
    assert number(asked_of[False]["centralization"]) == 1
    assert value(STAR, "centralisation_total_degree") == 1


def test_its_centralisation_of_eigenvectors_is_of_vectors_of_length_1():
    paw = nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3)])
    top = max(ask("evcent", matrix(paw)))
    theirs = number(ask("centralization", matrix(paw), FUN="evcent", mode="graph"))
    ours = value(paw, "centralisation_eigenvector")  # of scores of which the largest is 1
    assert theirs == pytest.approx(ours * top * 2**0.5)
    assert top * 2**0.5 < 0.9
