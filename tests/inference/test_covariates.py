"""Tables of attributes and ties over the actors of a network."""

import networkx as nx
import numpy as np
import pytest

import relnet as rn
from relnet.inference import cells, difference, received, reciprocal, same, sent

NAN = np.nan


@pytest.fixture
def network():
    graph = nx.DiGraph([("A", "B"), ("B", "A"), ("B", "C")])
    graph.add_weighted_edges_from([("C", "A", 3.0)], weight="strength")
    nx.set_node_attributes(graph, {"A": "care", "B": "care", "C": "housing"}, "sector")
    nx.set_node_attributes(graph, {"A": 10, "B": 4}, "size")
    nx.set_node_attributes(graph, {"A": "2", "B": "", "C": "5"}, "typed")
    return rn.from_networkx(graph)


def same_cells(table, expected):
    assert list(table.index) == list(table.columns) == ["A", "B", "C"]
    assert np.array_equal(table.to_numpy(), np.array(expected), equal_nan=True)


def test_attributes(network):
    same_cells(same(network, "sector"), [[NAN, 1, 0], [1, NAN, 0], [0, 0, NAN]])
    same_cells(same(network, ["sector", "size"]), [[NAN, 0, NAN], [0, NAN, NAN], [NAN] * 3])
    same_cells(difference(network, "size"), [[NAN, 6, NAN], [6, NAN, NAN], [NAN] * 3])
    same_cells(difference(network, "typed"), [[NAN, NAN, 3], [NAN] * 3, [3, NAN, NAN]])
    same_cells(sent(network, "size"), [[NAN, 10, 10], [4, NAN, 4], [NAN] * 3])
    same_cells(received(network, "size"), [[NAN, 4, NAN], [10, NAN, NAN], [10, 4, NAN]])


def test_ties(network):
    same_cells(cells(network), [[NAN, 1, 0], [1, NAN, 1], [1, 0, NAN]])
    same_cells(reciprocal(network), [[NAN, 1, 1], [1, NAN, 0], [0, 1, NAN]])
    same_cells(cells(network, strength=True), [[NAN, 1, 0], [1, NAN, 1], [3, 0, NAN]])
    same_cells(reciprocal(network, strength=True), [[NAN, 1, 3], [1, NAN, 0], [0, 1, NAN]])


def test_what_is_not_rated_is_unknown():
    network = rn.build_panel(rn.datasets.lindeland().survey, "referral")["2021"]
    table = cells(network)
    assert (
        table.notna().sum().sum()
        == len(network.observation.rated)
        < len(network.observation.possible)
    )
    assert table.sum().sum() == network.is_rated.sum()
    assert reciprocal(network).equals(table.T)


@pytest.mark.parametrize("function", [same, difference, sent, received])
def test_an_attribute_that_is_not_there(function, network):
    with pytest.raises(rn.UsageError, match="unknown attribute 'sise'; did you mean 'size'"):
        function(network, "sise")
    with pytest.raises(rn.UsageError, match=f"{function.__name__} takes a network, not int"):
        function(3, "size")


@pytest.mark.parametrize("function", [difference, sent, received])
def test_an_attribute_that_is_no_number(function, network):
    with pytest.raises(rn.UsageError, match="'sector' of actor 'A' is 'care', which is no number"):
        function(network, "sector")


def test_without_direction_there_is_no_way_round():
    with pytest.raises(rn.UsageError, match="reciprocal has no meaning"):
        reciprocal(rn.from_networkx(nx.path_graph(3)))
