"""Triads and clustering that can be checked with a pencil."""

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from relnet.engine.census import TRIADS
from relnet.measures.triads import TIES
from tests.measures.by_hand import value

CENSUS = [f"triads_{kind.lower()}" for kind in TRIADS]
A = [(1, 2), (2, 1), (2, 3), (3, 4)]


def counted(source):
    table = rn.measure(source, *CENSUS).set_index("measure")["value"]
    return {name: count for name, count in table.items() if count}


def test_the_triads_of_four_actors():
    # 1 ↔ 2 → 3 is 111U, 1 ↔ 2 and 4 102, 3 → 4 and 1 012, 2 → 3 → 4 021C
    expected = {"triads_111u": 1, "triads_102": 1, "triads_012": 1, "triads_021c": 1}
    assert counted(nx.DiGraph(A)) == expected


def test_the_triads_of_which_a_cell_is_unobserved_are_left_out():
    ties = pd.DataFrame(A, columns=["source", "target"])
    roster, register = (pd.DataFrame({"id": ids}) for ids in ([1, 2, 3, 4], [1, 2, 3]))
    panel = rn.build_panel(rn.read_survey(ties, roster=roster, register=register, warn=False))
    assert counted(panel) == {"triads_111u": 1}
    table = rn.measure(panel, *CENSUS)
    assert set(table["n"]) == {1}
    assert set(table["coverage"]) == {1 / 4}


@pytest.mark.parametrize("kind", TRIADS)
def test_each_kind_is_what_its_definition_draws(kind):
    graph = nx.empty_graph(list("abc"), nx.DiGraph)
    if kind != "003":
        for part in TIES[kind].split(", "):
            for first, arrow, second in zip(part[::2], part[1::2], part[2::2], strict=False):
                if arrow in "→↔":
                    graph.add_edge(first, second)
                if arrow in "←↔":
                    graph.add_edge(second, first)
    assert counted(graph) == {f"triads_{kind.lower()}": 1}
    assert nx.triad_type(graph) == kind


def test_transitivity_by_strength():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(1, 2, 3), (2, 1, 1), (2, 3, 2), (1, 3, 4), (3, 4, 1)])
    # closed: 1→2→3 with (3 + 2)/2, 2→1→3 with (1 + 4)/2; open: 2→3→4 with 1.5, 1→3→4 with 2.5
    assert value(graph, "transitivity") == pytest.approx(2 / 4)
    assert value(graph, "transitivity_weighted") == pytest.approx(5 / 9)


def test_clustering_leaves_out_who_has_one_partner():
    # a triangle of which one has a fourth for a partner: 1, 1 and 1/3; of paths 3 of 5 are closed
    graph = nx.DiGraph([(1, 2), (2, 3), (1, 3), (3, 4)])
    assert value(graph, "average_clustering") == pytest.approx(7 / 9)
    assert value(graph, "transitivity_undirected") == pytest.approx(3 / 5)
    assert rn.measure(nx.path_graph(2), "average_clustering")["status"].tolist() == ["undefined"]
