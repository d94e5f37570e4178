"""Counts of redraws equal those of the redrawn arrays; kinds of dyads are those that there are."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.change.alike import alike
from relnet.inference.both import aligned
from relnet.inference.redraw import places
from relnet.inference.square import square
from relnet.inference.sums import counted, left_out, redrawn, sums_of
from tests.inference.waves import random_change, random_network

SEEDS = st.integers(0, 2**32)


def dense(x):
    """The same sets as arrays, in the order of `Sums`."""
    if hasattr(x, "observation"):
        cells = square(x)
        return [cells.tie & cells.rated, cells.rated, cells.possible]
    both = aligned(*alike(x.before, x.after))
    old, new = both.old.tie, both.new.tie
    return [new & ~old, old & ~new, old & new, both.rated, both.old.possible]


def drawn(kind, seed, *, directed):
    make = random_network if kind == "network" else random_change
    return make(seed, n=9, directed=directed)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("kind", ["network", "change"])
@given(seed=SEEDS)
def test_actors_that_are_drawn_bring_their_cells(kind, directed, seed):
    x = drawn(kind, seed, directed=directed)
    times = np.random.default_rng(seed).integers(4, size=(5, 9))
    found = counted(sums_of(x), times.T)
    halves = 1 if directed else 2
    expected = [[row @ cells @ row / halves for cells in dense(x)] for row in times]
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("kind", ["network", "change"])
@given(seed=SEEDS)
def test_kinds_of_dyads_are_those_that_there_are(kind, directed, seed):
    x = drawn(kind, seed, directed=directed)
    sums, cells = sums_of(x), dense(x)
    expected = Counter(
        tuple(int(part[i, j]) + int(directed and part[j, i]) for part in cells)
        for i in range(9)
        for j in range(i)
    )
    found = dict(zip(map(tuple, sums.kinds.tolist()), sums.counts.tolist(), strict=True))
    assert found == expected
    assert sums.counts.tolist() == sorted(sums.counts, reverse=True)


@pytest.mark.parametrize("directed", [True, False])
def test_one_actor_left_out_leaves_the_cells_of_the_others(directed):
    change = random_change(3, n=9, directed=directed)
    found = left_out(sums_of(change))
    for actor in range(9):
        kept = np.delete(np.arange(9), actor)
        expected = [cells[np.ix_(kept, kept)].sum() / (2 - directed) for cells in dense(change)]
        np.testing.assert_allclose(found[actor], expected)


@pytest.mark.parametrize("directed", [True, False])
def test_counts_without_the_networks_are_distributed_as_those_of_the_networks(directed):
    change = random_change(5, n=12, directed=directed)
    size, cells = 8_000, np.stack(dense(change))
    rng = np.random.default_rng(1)
    _, rows, columns = places(rng, size, 12)
    slow = cells[:, rows, columns].sum((2, 3)).T / (2 - directed)
    quick = redrawn(rng, size, sums_of(change))
    error = slow.std(axis=0) / np.sqrt(size)
    assert (abs(slow.mean(axis=0) - quick.mean(axis=0)) < 6 * error + 1e-12).all()
    np.testing.assert_allclose(np.cov(slow.T), np.cov(quick.T), rtol=0.12, atol=0.6)


@given(seed=SEEDS)
def test_cells_of_the_same_actor_hold_one_dyad_both_ways_round(seed):
    actors, rows, columns = places(np.random.default_rng(seed), 3, 6)
    off = ~np.eye(6, dtype=bool)
    assert (rows != columns)[:, off].all()
    assert (rows == columns.swapaxes(1, 2)).all()
    different = actors[:, :, None] != actors[:, None, :]
    assert (rows == actors[:, :, None])[different].all()
    assert (columns == actors[:, None, :])[different].all()


def test_pairs_in_place_of_the_same_actor_are_all_as_likely():
    actors, rows, columns = places(np.random.default_rng(1), 20_000, 4)
    same = (actors[:, :, None] == actors[:, None, :]) & ~np.eye(4, dtype=bool)
    counts = np.bincount(rows[same] * 4 + columns[same], minlength=16).reshape(4, 4)
    shares = counts / counts.sum()
    assert (np.diagonal(counts) == 0).all()
    np.testing.assert_allclose(shares[~np.eye(4, dtype=bool)], 1 / 12, rtol=0.05)
