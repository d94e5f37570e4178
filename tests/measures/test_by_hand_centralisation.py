"""Centralisation, its maximum, and the traps on the way to it."""

import networkx as nx
import pytest

import relnet as rn
from tests.measures.by_hand import value


def row(graph, name):
    return rn.measure(graph, f"centralisation_{name}").iloc[0]


def test_a_star_of_six_is_fully_centralised():
    # with a tie to oneself among the possible ones, T would be 30 and the star 20 / 30 = .667
    found = row(nx.star_graph(5), "total_degree")
    assert (found["value"], found["maximum"]) == (1, 5 * 4)


def test_total_degree_of_a_digraph_takes_both_ways():
    # a star with ties both ways: 4 · (8 − 2) / (2 · 4 · 3)
    star = nx.star_graph(4).to_directed()
    found = row(star, "total_degree")
    assert (found["value"], found["maximum"]) == (1, 2 * 4 * 3)
    outward = row(nx.DiGraph(nx.star_graph(4).edges), "total_degree")
    assert outward["value"] == pytest.approx(0.5)


def test_closeness_of_a_path():
    # sums of distances 6, 4, 4, 6: closeness 1/2, 3/4, 3/4, 1/2; T = 2 · 3 / 5
    found = row(nx.path_graph(4), "closeness")
    assert found["maximum"] == pytest.approx(6 / 5)
    assert found["value"] == pytest.approx((1 / 4 + 1 / 4) / (6 / 5))


@pytest.mark.parametrize("n", [3, 6, 20])
def test_closeness_by_direction(n):
    out = nx.DiGraph([(0, k) for k in range(1, n)])
    assert value(out, "centralisation_out_closeness") == pytest.approx(1)
    assert value(out.reverse(), "centralisation_in_closeness") == pytest.approx(1)
    assert value(out, "centralisation_closeness") == pytest.approx(1)
    assert row(out, "out_closeness")["maximum"] == pytest.approx((n - 1) * (1 - 1 / n))
    # inward: the leaves have (n − 1) / (1 + (n − 2) n), the middle 1 / n
    inward = value(out, "centralisation_in_closeness")
    leaf, middle = (n - 1) / (1 + (n - 2) * n), 1 / n
    assert inward == pytest.approx((leaf - middle) / ((n - 1) * (1 - 1 / n)))


def test_eigenvector_is_experimental_and_says_by_what_it_is_divided():
    found = row(nx.star_graph(5), "eigenvector")
    assert found["value"] == pytest.approx(5 * (1 - 5**-0.5) / 4)
    assert found["maximum"] == 4
    assert value(nx.cycle_graph(5), "centralisation_eigenvector") == pytest.approx(0)
    listed = rn.list_measures().set_index("measure").loc["centralisation_eigenvector"]
    assert listed["definition"].startswith("experimental")
