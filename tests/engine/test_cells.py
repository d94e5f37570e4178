import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from relnet.engine.blocks import block_sizes, within_sizes
from relnet.engine.cells import Cells
from relnet.engine.keys import transpose_keys
from tests.strategies import cells, dense


@given(st.integers(0, 7).flatmap(lambda n: st.tuples(cells(n), cells(n))))
def test_set_algebra_is_that_of_dense_masks(pair):
    a, b = pair
    mine, theirs = dense(a), dense(b)
    off_diagonal = ~np.eye(a.n, dtype=bool)
    assert (dense(a & b) == (mine & theirs)).all()
    assert (dense(a | b) == (mine | theirs)).all()
    assert (dense(a - b) == (mine & ~theirs)).all()
    assert (dense(~a) == (~mine & off_diagonal)).all()
    assert (dense(a.T) == mine.T).all()
    assert (dense(a.both_ways) == (mine & mine.T)).all()
    assert (dense(a - ~a.T) == (mine & mine.T)).all()
    assert a.equals(b) == bool((mine == theirs).all())


@given(cells())
def test_counts_are_those_of_the_dense_mask(a):
    mask = dense(a)
    assert len(a) == mask.sum()
    assert (a.row_sizes == mask.sum(axis=1)).all()
    assert (a.column_sizes == mask.sum(axis=0)).all()
    square = mask.astype(int)
    assert a.count_triples() == (square * (square @ square)).sum()


@given(cells(), st.integers(0, 3), st.data())
def test_cells_between_groups_are_those_of_the_dense_mask(a, k, data):
    groups = data.draw(st.lists(st.integers(-1, k - 1), min_size=a.n, max_size=a.n))
    groups, mask = np.array(groups, np.int64), dense(a)
    blocks = block_sizes(a, groups, k)
    assert blocks.shape == (k, k)
    for g in range(k):
        for h in range(k):
            assert blocks[g, h] == mask[np.ix_(groups == g, groups == h)].sum()
    assert (within_sizes(a, groups, k) == np.diagonal(blocks)).all()


@given(cells(), st.data())
def test_membership(a, data):
    if a.n == 0:
        return
    keys = np.array(data.draw(st.lists(st.integers(0, a.n**2 - 1), max_size=10)), np.int64)
    keys = keys[keys % (a.n + 1) != 0]
    assert (a.contains(keys) == dense(a).ravel()[keys]).all()


@given(cells(), st.data())
def test_reindexing_moves_cells_with_their_actors(a, data):
    kept = data.draw(st.permutations(range(a.n)))[: data.draw(st.integers(0, a.n))]
    positions = np.array(data.draw(st.permutations([*kept, -1])), np.int64)
    mask = dense(a.reindex(positions))
    for new_i, i in enumerate(positions):
        for new_j, j in enumerate(positions):
            assert mask[new_i, new_j] == (i >= 0 and j >= 0 and dense(a)[i, j])


def test_what_everyone_answered_takes_no_room():
    everything = Cells.everything(1_000_000)
    assert len(everything) == 1_000_000 * 999_999
    assert everything.table.shape == (1, 1)
    assert everything.flips.size == 0


def test_classes_stay_few_through_many_operations():
    answered = np.arange(100) % 2 == 0
    seen = Cells.from_rows(answered)
    for _ in range(20):
        seen = (seen & seen.T) | (seen - seen.T)
    assert seen.table.shape[0] <= 2


def test_transposing_keys_twice_changes_nothing():
    keys = np.array([1, 5, 7])
    assert (transpose_keys(transpose_keys(keys, 3), 3) == keys).all()
