from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.engine import core
from relnet.engine.cells import Cells
from relnet.engine.graph import matrix
from tests.strategies import cells, dense


def correlation(ties, rated, members):
    """Pearson's r of the rated cells with the ideal pattern; NaN where either is constant."""
    ideal = members[:, None] | members
    x, y = ties[rated].astype(float), ideal[rated].astype(float)
    if not rated.any() or x.min() == x.max() or y.min() == y.max():
        return np.nan
    return np.corrcoef(x, y)[0, 1]


def of_all(ties, rated):
    """The best fit of all partitions, and the smallest cores that have it."""
    sides = [np.array(each, bool) for each in product((0, 1), repeat=len(ties))]
    fits = np.array([correlation(ties, rated, side) for side in sides])
    if np.isnan(fits).all():
        return np.nan, []
    best = [side for side, fit in zip(sides, fits, strict=True) if fit > np.nanmax(fits) - 1e-12]
    least = min(side.sum() for side in best)
    return np.nanmax(fits), [side for side in best if side.sum() == least]


def agree(found, ties, rated):
    fit, cores = of_all(ties, rated)
    assert found.correlation == pytest.approx(fit, abs=1e-12, nan_ok=True)
    if cores:
        share = np.mean(cores, axis=0)
        assert found.size == cores[0].sum()
        decided = (share == 0) | (share == 1)
        assert (np.isnan(found.core) == ~decided).all()
        assert (found.core[decided] == share[decided]).all()
    else:
        assert np.isnan(found.core).all()
        assert np.isnan(found.size)


@given(st.integers(0, 7).flatmap(lambda n: st.tuples(cells(n), st.sets(st.integers(0, n * n)))))
def test_all_partitions_are_compared(case):
    rated, ties = case
    seen = dense(rated)
    table = np.zeros(seen.size + 1, bool)
    table[list(ties)] = True
    table = table[:-1].reshape(seen.shape) & seen
    found = core.core_periphery(matrix(np.flatnonzero(table), rated.n), rated)
    agree(found, table, seen)


def random_case(seed, n):
    """A random network, directed or not, some of its cells unrated."""
    rng = np.random.default_rng(seed)
    table = rng.random((n, n)) < rng.uniform(0.05, 0.7)
    table = table | table.T if seed % 2 else table
    blank = np.flatnonzero(rng.random(n * n) < (0.2 if seed % 3 == 0 else 0))
    rated = Cells.everything(n) - Cells.from_keys(blank, n)
    return matrix(np.flatnonzero(table & dense(rated)), n), rated


def test_the_search_finds_what_comparing_all_finds(monkeypatch):
    cases = [random_case(seed, 11) for seed in range(60)]
    best = [core.core_periphery(*case).correlation for case in cases]
    monkeypatch.setattr(core, "EXHAUSTIVE", 0)
    found = [core.core_periphery(*case).correlation for case in cases]
    short = np.array(best) - found
    assert (short > -1e-12).all()
    assert (short < 1e-12).mean() > 0.95
    assert short.max() < 0.05


def test_no_exchange_and_no_change_of_side_improves_what_is_found():
    ties, rated = random_case(7, 30)
    found = core.core_periphery(ties, rated)
    table, seen = ties.toarray() > 0, dense(rated)
    members = found.core == 1
    assert not np.isnan(found.core).any()
    assert correlation(table, seen, members) == pytest.approx(found.correlation)
    for one in range(30):
        for other in range(one, 30):
            changed = members.copy()
            changed[[one, other]] ^= True
            if one == other or members[one] != members[other]:
                assert correlation(table, seen, changed) < found.correlation + 1e-12


@pytest.mark.parametrize("n", [13, 60, 250])
def test_an_ideal_core_is_found(n):
    members = np.arange(n) % 5 == 2
    table = (members[:, None] | members) & ~np.eye(n, dtype=bool)
    found = core.core_periphery(matrix(np.flatnonzero(table), n), Cells.everything(n))
    assert found.correlation == pytest.approx(1)
    assert (found.core == members).all()
    assert found.size == members.sum()


def test_two_who_are_alike_are_in_the_core_or_not_by_turns():
    # a ring of four: any one actor, or none more than another
    ring = matrix(np.array([1, 3, 4, 6, 9, 11, 12, 14]), 4)
    found = core.core_periphery(ring, Cells.everything(4))
    assert np.isnan(found.core).all()
    # a ring of 21 has two neighbours somewhere in the core, and they may stand anywhere
    n = 21
    place = np.arange(n)
    keys = np.sort(np.r_[place * n + (place + 1) % n, place * n + (place - 1) % n])
    assert np.isnan(core.core_periphery(matrix(keys, n), Cells.everything(n)).core).any()
