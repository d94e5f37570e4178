from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from relnet.engine.graph import matrix
from relnet.engine.order import least_upper_bounds
from tests.engine.test_paths import digraphs


def by_definition(graph):
    """Krackhardt's count: any bound that every other one reaches."""
    reach = {a: nx.descendants(graph, a) | {a} for a in graph}
    lacking = most = 0
    for part in nx.weakly_connected_components(graph):
        most += (len(part) - 1) * (len(part) - 2) // 2
        for i, j in combinations(part, 2):
            bounds = [a for a in part if {i, j} <= reach[a]]
            lacking += not any(all(a in reach[b] for b in bounds) for a in bounds)
    return lacking, most


@given(digraphs(most=12))
def test_bounds_are_those_of_the_definition(case):
    keys, n, graph = case
    assert least_upper_bounds(matrix(keys, n)) == by_definition(graph)


@pytest.mark.parametrize("share", [0.3, 0.7, 1.2, 2.0])
def test_bounds_of_larger_orders(share):
    n = 40
    graph = nx.gnp_random_graph(n, share / n, seed=3, directed=True)
    graph = nx.DiGraph((min(pair), max(pair)) for pair in graph.edges)
    graph.add_nodes_from(range(n))
    keys = np.array(sorted(a * n + b for a, b in graph.edges), np.int64)
    found = least_upper_bounds(matrix(keys, n))
    assert found == by_definition(graph)
    assert found.lacking > 0


def test_two_who_are_above_the_same_two():
    # 0 and 1 each name 2 and 3: 2, 3 have two bounds and neither reaches the other; 0, 1 have none
    keys = np.array([2, 3, 6, 7])
    assert least_upper_bounds(matrix(keys, 4)) == (2, 3)
    # where 0 names 1 too, 1 is the least bound of 2 and 3, and 0 that of 0 and 1
    assert least_upper_bounds(matrix(np.array([1, 2, 3, 6, 7]), 4)) == (0, 3)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_components_of_two_have_no_maximum(n):
    keys = np.array([1] if n == 2 else [], np.int64)
    assert least_upper_bounds(matrix(keys, n)) == (0, 0)
