"""What hangs together, in what order, and what is lost: small enough for a pencil."""

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from tests.measures.by_hand import value

PARTS = nx.DiGraph([(1, 2), (2, 3), (3, 1), (3, 4), (5, 6)])
PARTS.add_node(7)
"""A circle 1 → 2 → 3 → 1 with 3 → 4 hanging on it, 5 → 6, and 7 alone."""


def test_parts_and_distances():
    golden = {
        "components": 3,
        "strong_components": 5,  # the circle, 4, 5, 6 and 7
        "largest_component": 4,
        "largest_component_share": 4 / 7,
        "component_ratio": (3 - 1) / (7 - 1),
        "isolates": 1,
        "isolates_share": 1 / 7,
        "fragmentation": 1 - (4 * 3 + 2 * 1) / 42,
        # from 1: 1, 2, 3 steps; from 2: 2, 1, 2; from 3: 1, 2, 1; from 5: 1
        "average_path_length": 16 / 10,
        "diameter": 3,
        "reachable_pairs_share": 10 / 42,
        "compactness": (11 / 6 + 2 + 5 / 2 + 1) / 42,
        # either way round: five pairs at one step, 1 - 4 and 2 - 4 at two
        "average_path_length_undirected": 9 / 7,
        "diameter_undirected": 2,
        "fragmentation_by_distance": 1 - 2 * (5 + 2 / 2) / 42,
    }
    for name, expected in golden.items():
        assert value(PARTS, name) == pytest.approx(expected), name


def test_krackhardts_hierarchy():
    # of 7 pairs with a path 3 reach each other; 5 ties where 4 connect, of 3² + 1² in excess
    assert value(PARTS, "connectedness") == pytest.approx(14 / 42)
    assert value(PARTS, "hierarchy_krackhardt") == pytest.approx(1 - 3 / 7)
    assert value(PARTS, "efficiency_krackhardt") == pytest.approx(1 - 1 / 10)
    assert value(PARTS, "lubness_krackhardt") == 1  # all of the circle are above 4


def test_krackhardts_hierarchy_of_four_actors():
    graph = nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 4)])
    assert value(graph, "connectedness") == 1
    assert value(graph, "efficiency_krackhardt") == pytest.approx(0.8889, abs=5e-5)
    assert value(graph, "hierarchy_krackhardt") == pytest.approx(0.8333, abs=5e-5)
    assert value(graph, "lubness_krackhardt") == 1


def test_two_superiors_of_two_lack_a_least_upper_bound():
    # 3 and 4 have two superiors of whom neither is above the other, 1 and 2 have none
    graph = nx.DiGraph([(1, 3), (1, 4), (2, 3), (2, 4)])
    assert value(graph, "lubness_krackhardt") == pytest.approx(1 - 2 / 3)


def test_the_least_upper_bound_is_the_nearest_not_the_highest():
    # 1 is above all, but 2 and 3 are bounds of 4 and 5 too, and neither is above the other
    two = nx.DiGraph([(1, 2), (1, 3), (2, 4), (2, 5), (3, 4), (3, 5)])
    assert value(two, "lubness_krackhardt") == pytest.approx(1 - 1 / 6)
    # 3 is the least bound of 4 and 5, though 1 and 2 are above it; 1 and 2 have none
    one = nx.DiGraph([(1, 3), (2, 3), (3, 4), (3, 5)])
    assert value(one, "lubness_krackhardt") == pytest.approx(1 - 1 / 6)


KRACKHARDT = [f"{name}_krackhardt" for name in ("hierarchy", "efficiency", "lubness")]


def test_an_outtree_is_a_pure_hierarchy():
    tree = nx.balanced_tree(2, 3, nx.DiGraph)
    assert [value(tree, name) for name in ("connectedness", *KRACKHARDT)] == [1, 1, 1, 1]
    circle = nx.cycle_graph(5, nx.DiGraph)
    assert value(circle, "hierarchy_krackhardt") == 0
    assert value(nx.complete_graph(5, nx.DiGraph), "efficiency_krackhardt") == 0
    assert value(nx.complete_graph(5), "efficiency_krackhardt") == 0
    assert value(nx.path_graph(5), "efficiency_krackhardt") == 1


def test_where_hierarchy_is_undefined():
    nobody = nx.empty_graph(4, nx.DiGraph)
    assert set(rn.measure(nobody, *KRACKHARDT)["status"]) == {"undefined"}
    pairs = nx.DiGraph([(1, 2), (3, 4)])
    assert rn.measure(pairs, "lubness_krackhardt")["status"].tolist() == ["undefined"]
    assert value(pairs, "efficiency_krackhardt") == 1  # no tie of one could be in excess


def test_what_is_lost():
    assert value(PARTS, "articulation_actors") == 1  # 3, on whom 4 hangs
    assert value(PARTS, "bridges") == 2  # 3 - 4 and 5 - 6
    # without 3, 1 - 4 and 2 - 4 are lost of the 15 pairs of others, and of 1, 2, 4 two are left
    for actor, pairs, others in (("3", 2 / 15, 1), ("1", 0, 0), ("5", 0, 0), ("7", 0, 0)):
        assert value(PARTS, "loss_of_connectedness", actor) == pytest.approx(pairs)
        assert value(PARTS, "loss_of_component", actor) == others
    assert value(PARTS, "largest_loss_of_connectedness") == pytest.approx(2 / 15)
    assert value(PARTS, "largest_loss_of_component") == 1


def test_the_middle_of_a_star_is_all_that_holds_it():
    star = nx.star_graph(5)
    assert value(star, "largest_loss_of_connectedness") == 1
    assert value(star, "largest_loss_of_component") == 4
    assert value(star, "bridges") == 5


def test_a_tie_both_ways_is_one_bridge():
    assert value(nx.DiGraph([(1, 2), (2, 1), (2, 3)]), "bridges") == 2


def test_an_unknown_actor_is_no_isolate_and_has_no_loss():
    survey = rn.read_survey(
        pd.DataFrame({"source": ["A", "B"], "target": ["B", "C"]}),
        roster=pd.DataFrame({"id": list("ABCDE")}),
        register=pd.DataFrame({"id": list("ABCD")}),
        warn=False,
    )
    panel = rn.build_panel(survey)
    assert value(panel, "isolates_share") == pytest.approx(1 / 4)  # D, of all but E
    table = rn.measure(panel, "loss_of_connectedness").set_index("actor")
    assert table.loc["E", "status"] == "unobserved"
    assert table.loc["B", "value"] == pytest.approx(1 / 6)
