"""Measures of many networks at once equal the registered ones, one by one."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.inference.batched import BATCHED, CELLS, Stack, stacked
from relnet.inference.figure import value
from relnet.inference.square import Square, network_of
from relnet.measures import MEASURES
from relnet.measures.groups import groups_of

GROUPS = ("x", "y", "z", None)


def empty(n, *, directed, rng):
    graph = (nx.DiGraph if directed else nx.Graph)()
    graph.add_nodes_from(
        (f"a{k:02}", {"sector": GROUPS[k % 2] if k < 2 else GROUPS[rng.integers(4)]})
        for k in range(n)
    )
    return rn.from_networkx(graph)


def random_squares(rng, n, size, *, directed):
    """Ties that are known, a part of them outside the rated cells; some cells are impossible."""
    for _ in range(size):
        fields = [rng.random((n, n)) < share for share in (rng.random(), rng.random(), 0.9)]
        if not directed:
            fields = [np.triu(field) | np.triu(field).T for field in fields]
        tie, rated, possible = (field & ~np.eye(n, dtype=bool) for field in fields)
        tie, rated = tie & possible, rated & possible
        yield Square(tie, tie.astype(float), rated, possible & ~rated & ~tie, possible)


@pytest.mark.parametrize("name", BATCHED)
@pytest.mark.parametrize("directed", [True, False])
@given(seed=st.integers(0, 2**32), n=st.integers(3, 9))
@settings(max_examples=25, deadline=None)
def test_each_is_what_the_measure_gives(name, directed, seed, n):
    measure = MEASURES[name]
    if measure.directed and not directed:
        return
    rng = np.random.default_rng(seed)
    network = empty(n, directed=directed, rng=rng)
    squares = list(random_squares(rng, n, 4, directed=directed))
    codes = np.tile(groups_of(network, "sector").codes, (4, 1))
    parts = (
        np.stack([getattr(one, part) for one in squares]) for part in ("tie", "rated", "possible")
    )
    found = stacked(name, Stack(*parts, directed, codes))
    expected = [value(measure, network_of(one, network), "sector") for one in squares]
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_many_are_worked_on_in_parts():
    rng = np.random.default_rng(1)
    n = 100
    tie = (rng.random((CELLS // n**2 + 5, n, n)) < 0.1) & ~np.eye(n, dtype=bool)
    rated = np.broadcast_to(~np.eye(n, dtype=bool), tie.shape)
    found = stacked("density", Stack(tie, rated, rated, directed=True))
    np.testing.assert_array_equal(found, tie.sum((1, 2)) / (n * (n - 1)))
