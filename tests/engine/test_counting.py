"""Counts over sets of cells are those over dense masks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from relnet.engine import triads
from relnet.engine.counting import cells_among, triples_through, two_paths_in
from relnet.engine.triads import two_paths
from tests.strategies import cells, dense


def drawn(data, rows, columns):
    size = rows * columns
    flat = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    return np.array(flat, float).reshape(rows, columns)


@given(cells(), st.data())
def test_two_paths(part, data):
    ties = drawn(data, part.n, part.n)
    expected = ((ties @ ties) * dense(part)).sum()
    assert two_paths_in(part, sparse.csr_array(ties)) == expected


@given(cells(), st.data())
def test_cells_among(part, data):
    sets = drawn(data, 3, part.n)
    expected = np.einsum("sa,ab,sb->s", sets, dense(part).astype(float), sets)
    assert np.array_equal(cells_among(part, sparse.csr_array(sets)), expected)


@given(cells())
def test_triples_through(part):
    mask = dense(part).astype(float)
    expected = np.einsum("av,vb,ab->v", mask, mask, mask)
    assert np.array_equal(triples_through(part), expected)
    assert triples_through(part).sum() == part.count_triples()


@given(cells(), st.data())
def test_closed_paths_are_the_same_by_sets_and_by_products(part, data):
    ties = drawn(data, part.n, part.n)
    np.fill_diagonal(ties, 0)
    ties = sparse.csr_array(ties)
    square = ties.toarray() @ ties.toarray()
    expected = (square * ties.toarray()).sum(axis=1)
    assert np.array_equal(triads._closed(ties), expected)
    assert np.array_equal(triads._closed_by_products(ties), expected)
    mask = dense(part)
    assert two_paths(ties, part) == (expected.sum(), (square * mask).sum())
