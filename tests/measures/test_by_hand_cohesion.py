"""Strength as a share and as a mean, and how much of it is returned: pencil and paper."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from tests.measures.by_hand import value

TIES = [("A", "B", 3), ("B", "A", 1), ("B", "C", 2), ("A", "C", 4), ("C", "D", 1)]


def graph():
    made = nx.DiGraph()
    made.add_weighted_edges_from(TIES)
    return made


def test_strength_of_a_directed_network():
    # 3 + 1 + 2 + 4 + 1 = 11 over 12 cells, 5 ties, 4 actors; A and B return 1 of 3 and 1 of 1
    assert value(graph(), "density_weighted") == pytest.approx(11 / 12)
    assert value(graph(), "average_tie_strength") == pytest.approx(11 / 5)
    assert value(graph(), "average_strength") == pytest.approx(11 / 4)
    assert value(graph(), "reciprocity_weighted") == pytest.approx(2 / 11)


def test_strength_of_an_undirected_network():
    made = nx.Graph()
    made.add_weighted_edges_from([("A", "B", 3), ("B", "C", 1), ("C", "D", 2)])
    # 6 over 6 dyads, 3 ties; the actors have 3, 4, 3 and 2
    assert value(made, "density_weighted") == pytest.approx(1)
    assert value(made, "average_tie_strength") == pytest.approx(2)
    assert value(made, "average_strength") == pytest.approx(3)


def test_only_rated_cells_count():
    ties = pd.DataFrame(TIES, columns=["source", "target", "weight"])
    survey = rn.read_survey(
        ties,
        roster=pd.DataFrame({"id": list("ABCD")}),
        register=pd.DataFrame({"id": list("ACD")}),
        warn=False,
    )
    panel = rn.build_panel(survey)
    # B is silent: 3 + 4 + 1 in the 9 cells of the others; 12 possible cells / 4 actors
    assert value(panel, "density_weighted") == pytest.approx(8 / 9)
    assert value(panel, "average_strength") == pytest.approx(8 / 9 * 3)
    # dyads AC, AD and CD have both cells rated: nothing is returned
    row = rn.measure(panel, "reciprocity_weighted").iloc[0]
    assert (row["value"], row["n"], row["coverage"]) == (0, 3, 0.5)


def test_an_unknown_strength_is_not_zero():
    network = rn.from_networkx(graph())
    network.strength.setflags(write=True)
    network.strength[0] = np.nan
    names = ["density_weighted", "average_tie_strength", "average_strength",
             "reciprocity_weighted", "transitivity_weighted"]  # fmt: skip
    table = rn.measure(network, *names)
    assert table["value"].isna().all()
    assert set(table["status"]) == {"strength unknown"}
    assert value(network, "density") == pytest.approx(5 / 12)
