import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from relnet.engine.cuts import articulation, bridges, losses
from relnet.engine.graph import matrix
from tests.engine.test_paths import digraphs


@given(digraphs(most=12))
def test_cuts_are_those_of_networkx(case):
    keys, n, graph = case
    ties, flat = matrix(keys, n), graph.to_undirected()
    assert set(np.flatnonzero(articulation(ties))) == set(nx.articulation_points(flat))
    found = bridges(ties)
    assert (np.diff(found) > 0).all()
    assert {(int(key) // n, int(key) % n) for key in found} == {
        (min(pair), max(pair)) for pair in nx.bridges(flat)
    }


@given(digraphs(most=10))
def test_losses_are_those_of_taking_each_actor_away(case):
    keys, n, graph = case
    flat = graph.to_undirected()
    lost = losses(matrix(keys, n))
    for actor in range(n):
        own = nx.node_connected_component(flat, actor) - {actor}
        parts = [len(part) for part in nx.connected_components(flat.subgraph(own))]
        kept = sum(size * (size - 1) // 2 for size in parts)
        assert lost.pairs[actor] == len(own) * (len(own) - 1) // 2 - kept
        assert lost.largest[actor] == max(parts, default=0)


def test_two_triangles_that_share_an_actor():
    # 0 - 1 - 2 - 0 and 2 - 3 - 4 - 2: without 2, the 2 · 2 pairs across are lost
    ties = matrix(np.array([1, 7, 10, 13, 19, 22]), 5)
    assert articulation(ties).tolist() == [False, False, True, False, False]
    assert bridges(ties).size == 0
    assert losses(ties).pairs.tolist() == [0, 0, 4, 0, 0]
    assert losses(ties).largest.tolist() == [4, 4, 2, 4, 4]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_next_to_nothing(n):
    nothing = matrix(np.empty(0, np.int64), n)
    assert not articulation(nothing).any()
    assert bridges(nothing).size == 0
    assert losses(nothing).pairs.tolist() == [0] * n


def test_a_long_chain_needs_no_deep_stack():
    n = 50_000
    ties = matrix(np.arange(n - 1) * n + np.arange(1, n), n)
    assert articulation(ties).sum() == n - 2
    assert bridges(ties).size == n - 1
