from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.engine import census
from relnet.engine.cells import Cells
from tests.engine.test_paths import digraphs
from tests.strategies import cells, dense


@given(digraphs())
def test_the_census_is_that_of_networkx(case):
    keys, n, graph = case
    found = census.triad_census(keys, Cells.everything(n))
    assert dict(zip(census.TRIADS, found.tolist(), strict=True)) == nx.triadic_census(graph)


@given(st.integers(3, 8).flatmap(lambda n: st.tuples(cells(n), st.sets(st.integers(0, n * n - 1)))))
def test_triads_of_which_a_cell_is_unobserved_are_left_out(case):
    observed, ties = case
    n = observed.n
    keys = np.array(sorted(key for key in ties if key % (n + 1)), np.int64)
    seen, graph = dense(observed), nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((int(key) // n, int(key) % n) for key in keys)
    expected = dict.fromkeys(census.TRIADS, 0)
    for three in combinations(range(n), 3):
        if all(seen[i, j] for i in three for j in three if i != j):
            expected[nx.triad_type(nx.DiGraph(graph.subgraph(three)))] += 1
    found = census.triad_census(keys, observed)
    assert dict(zip(census.TRIADS, found.tolist(), strict=True)) == expected


@given(cells())
def test_thirds_are_those_of_the_squared_mask(a):
    square = dense(a).astype(int)
    every = np.arange(a.n**2)
    assert (census.third_sizes(a, every) == (square @ square).ravel()).all()


def test_blocks_of_rows_make_no_difference(monkeypatch):
    rng = np.random.default_rng(8)
    keys = np.unique(rng.integers(0, 40 * 40, 300))
    keys = keys[keys % 41 != 0]
    whole = census.triad_census(keys, Cells.everything(40))
    monkeypatch.setattr(census, "ROWS", 7)
    assert (census.triad_census(keys, Cells.everything(40)) == whole).all()
    assert whole.sum() == 40 * 39 * 38 // 6


@pytest.mark.parametrize("n", [0, 1, 2])
def test_fewer_than_three_actors_make_no_triads(n):
    keys = np.array([1, 2] if n == 2 else [], np.int64)
    assert census.triad_census(keys, Cells.everything(n)).tolist() == [0] * 16
