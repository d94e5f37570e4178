"""Core and periphery of networks that can be partitioned with a pencil."""

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from tests.measures.by_hand import value


def test_a_star_has_an_ideal_core():
    star = nx.star_graph(6)
    assert value(star, "core_periphery_fit") == pytest.approx(1)
    assert value(star, "core_size") == 1
    assert rn.measure(star, "core")["value"].tolist() == [1] + [0] * 6


def test_four_actors():
    # with 2 as the core 3 of its 6 cells hold a tie, and 1 of the 6 of the others:
    # r = (4 · 6 − 1 · 12) / √(4 · 8 · 6 · 6); with 2 and 3 it is 8 / √(4 · 8 · 2 · 10) = .316
    graph = nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 4)])
    assert value(graph, "core_periphery_fit") == pytest.approx(12 / 1152**0.5)
    assert rn.measure(graph, "core")["value"].tolist() == [0, 1, 0, 0]


def test_actors_that_could_change_places_are_undecided():
    # only 1 and 3 cover all ties of a path of five; of a ring any two opposite would
    assert rn.measure(nx.path_graph(5), "core")["value"].tolist() == [0, 1, 0, 1, 0]
    ring = rn.measure(nx.cycle_graph(4), "core")
    assert ring["value"].isna().all()
    assert set(ring["status"]) == {"undefined"}
    assert value(nx.cycle_graph(4), "core_size") == 2


def test_only_rated_cells_are_compared():
    ties = pd.DataFrame({"source": ["A", "A", "A", "B"], "target": ["B", "C", "D", "A"]})
    roster = pd.DataFrame({"id": list("ABCDE")})
    register = pd.DataFrame({"id": list("ABCD")})
    survey = rn.read_survey(ties, roster=roster, register=register, warn=False)
    panel = rn.build_panel(survey)
    table = rn.measure(panel, "core").set_index("actor")
    assert table.loc["A", "value"] == 1
    assert table.loc["E", "status"] == "unobserved"
    # 16 cells of four senders, 4 ties; 9 are among B, C, D and E, without a tie
    fit = rn.measure(panel, "core_periphery_fit").iloc[0]
    assert fit["value"] == pytest.approx((4 * 9) / (4 * 12 * 9 * 7) ** 0.5)
    assert (fit["n"], fit["coverage"]) == (16, 16 / 20)
