"""Sums over cells of actors that change places, beside the tables themselves."""

from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from relnet.engine import exchange

KINDS = ("ties", "strengths", "measured")


@st.composite
def pairs(draw):
    """Two tables, with cells that are unknown, and whether they have a direction."""
    rng, n = np.random.default_rng(draw(st.integers(0, 2**32))), draw(st.integers(3, 7))
    directed, silent = draw(st.booleans()), draw(st.sampled_from([0, 0.2, 0.7]))
    tables = [table(rng, n, draw(st.sampled_from(KINDS)), silent, directed) for _ in range(2)]
    return rng, *tables, directed


def table(rng, n, kind, silent, directed):
    there = rng.random((n, n)) < 0.4
    strengths, measured = rng.integers(1, 5, (n, n)), rng.normal(9, 1, (n, n))
    found = {"ties": there * 1.0, "strengths": there * 1.0 * strengths, "measured": measured}[kind]
    unknown = rng.random((n, n)) < silent
    if not directed:
        found, unknown = np.triu(found) + np.triu(found).T, np.triu(unknown) | np.triu(unknown).T
    found[unknown] = np.nan
    np.fill_diagonal(found, np.nan)
    return found


def by_definition(first, second, places, directed):
    """The correlation over the cells known of both."""
    moved = second[np.ix_(places, places)]
    both = ~np.isnan(first) & ~np.isnan(moved)
    both = both if directed else np.triu(both)
    x, y = first[both], moved[both]
    if len(x) < 2 or np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
        return np.nan
    return np.corrcoef(x, y)[0, 1]


@given(pairs())
def test_correlations_are_those_of_the_permuted_tables(given):
    rng, a, b, directed = given
    places = exchange.permutations(rng, 5, len(a))
    found = exchange.correlation(exchange.Pair.of(a, b, directed=directed).sums(places))
    ways = [[by_definition(*two, p, directed) for p in places] for two in ((a, b), (b, a))]
    assert any(found == pytest.approx(way, abs=1e-7, nan_ok=True) for way in ways)


@given(pairs(), st.integers(0, 2**32))
def test_lists_are_looked_up_in_blocks(given, seed):
    rng, a, _, _ = given
    n, chance = len(a), np.random.default_rng(seed)
    whole = np.nan_to_num(a)
    cells, weights = chance.integers(n * n, size=1200), chance.normal(size=(2, 1200))
    places = exchange.permutations(rng, 300, n)
    moved = np.array([whole[np.ix_(p, p)].ravel()[cells] for p in places])
    assert exchange.looked_up(whole, cells, places)[0] == pytest.approx(moved.sum(axis=1))
    assert exchange.looked_up(whole, cells, places, weights) == pytest.approx(weights @ moved.T)
    assert (exchange.permuted(whole, places)[:, cells] == moved).all()


def test_each_actor_has_one_place():
    places = exchange.permutations(np.random.default_rng(1), 2000, 5)
    assert (np.sort(places, axis=1) == np.arange(5)).all()
    shares = np.array([np.bincount(column, minlength=5) for column in places.T]) / 2000
    assert shares == pytest.approx(0.2, abs=0.04)


def test_over_all_permutations_the_mean_correlation_is_0():
    rng = np.random.default_rng(2)
    a, b = (table(rng, 5, kind, 0, directed=True) for kind in ("ties", "strengths"))
    found = exchange.correlation(
        exchange.Pair.of(a, b, directed=True).sums(np.array([*permutations(range(5))]))
    )
    assert found.size == 120
    assert found.mean() == pytest.approx(0, abs=1e-12)
    assert found.max() <= 1


def test_a_constant_has_no_correlation():
    a = table(np.random.default_rng(3), 6, "ties", 0, directed=True)
    pair = exchange.Pair.of(a, np.where(np.isnan(a), np.nan, 7.0), directed=True)
    assert np.isnan(exchange.correlation(pair.sums(np.arange(6)[None]))).all()
