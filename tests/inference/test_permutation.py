"""Exchanges of waves and of groups against definitions written out, and other programs."""

import itertools

import joblib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.change.alike import alike
from relnet.inference import permutation_test
from relnet.inference.both import aligned
from relnet.inference.exchange import exchanged_networks
from relnet.inference.figure import value
from relnet.inference.tails import share_as_far
from relnet.inference.wave import Wave, exchanged
from relnet.measures import MEASURES
from tests.inference.test_bootstrap import s50
from tests.inference.waves import blank, random_change, random_network


def waves_of(change, measure, by=None):
    both = aligned(*alike(change.before, change.after))
    return tuple(
        Wave(network, cells, MEASURES[measure], by, None)
        for network, cells in ((both.before, both.old), (both.after, both.new))
    )


@pytest.mark.parametrize("kind", ["dyads", "senders"])
@pytest.mark.parametrize("measure", ["density", "average_degree"])
def test_signs_are_distributed_as_the_exchange_of_all_cells(kind, measure):
    change = random_change(3, n=12)
    quick = permutation_test(change, measure, exchange=kind, replicates=20_000)
    slow = exchanged_networks(np.random.default_rng(1), 5_000, waves_of(change, measure), kind)
    assert slow.std() == pytest.approx(quick.draws.std(), rel=0.04)
    assert set(np.round(slow, 9)) <= set(np.round(quick.draws, 9))
    assert share_as_far(slow, quick.estimate) == pytest.approx(quick.p, abs=0.025)


def test_undirected_density_is_the_exact_test_of_mcnemar():
    contingency = pytest.importorskip("statsmodels.stats.contingency_tables")
    for seed in range(5):
        change = random_change(seed, n=15, directed=False, kept=0.7, response=0.95)
        n00, n01, n10, n11 = change.counts.loc["stayers", ["n00", "n01", "n10", "n11"]]
        expected = contingency.mcnemar([[n00, n01], [n10, n11]], exact=True).pvalue
        found = permutation_test(change, replicates=40_000)
        assert found.p == pytest.approx(expected, abs=0.012)


def test_directed_pairs_are_exchanged_together():
    # Ten pairs, three of which differ: one gained both ties, one both, one lost one. The change is
    # ±2 ±2 ±1 ties, and 3 up is as far as 3, 5: 2 of 8 to either side.
    import networkx as nx  # noqa: PLC0415 - beside what it makes

    names = [f"a{k:02}" for k in range(20)]
    old, new = nx.DiGraph(), nx.DiGraph()
    for graph in (old, new):
        graph.add_nodes_from(names)
    old.add_edge("a04", "a05")
    new.add_edges_from([("a00", "a01"), ("a01", "a00"), ("a02", "a03"), ("a03", "a02")])
    change = rn.compare(rn.from_networkx(old, wave="1"), rn.from_networkx(new, wave="2"))
    found = permutation_test(change, replicates=40_000)
    far = [sum(signs) for signs in itertools.product((-2, 2), (-2, 2), (-1, 1))]
    assert found.estimate == pytest.approx(3 / 380)
    assert set(np.rint(found.draws * 380)) == set(far)
    assert found.p == pytest.approx(np.mean(np.abs(far) >= 3), abs=0.01)
    senders = permutation_test(change, exchange="senders", replicates=40_000)
    rows = [sum(signs) for signs in itertools.product((-1, 1), repeat=5)]
    assert senders.p == pytest.approx(np.mean(np.abs(rows) >= 3), abs=0.01)


@pytest.mark.parametrize("measure", ["reciprocity_edgewise", "components", "density_weighted"])
def test_exchanging_everything_turns_the_change_around(measure):
    waves = waves_of(random_change(9, n=12, response=0.95), measure)
    n = waves[0].cells.n
    swapped = np.stack([np.zeros((n, n), bool), np.ones((n, n), bool)])
    first, last = exchanged(waves, swapped)
    assert first == pytest.approx(waves[1].value - waves[0].value)
    assert last == pytest.approx(-first)


@pytest.mark.parametrize("measure", ["transitivity_undirected", "components"])
def test_what_is_compared_is_rated_in_both_waves(measure):
    change = random_change(5, n=13, response=0.7)
    both = aligned(*alike(change.before, change.after))
    shown = permutation_test(change, measure, replicates=20)
    expected = [value(MEASURES[measure], network, None) for network in (both.before, both.after)]
    assert (shown.before, shown.after) == pytest.approx(tuple(expected))
    assert (both.old.rated == both.new.rated).all()
    assert (both.old.unknown == both.old.possible & ~both.old.rated).all()
    assert both.before.observation.rated.equals(both.after.observation.rated)


@pytest.mark.parametrize("measure", ["e_i_index", "cross_group_share_weighted"])
def test_groups_are_permuted_among_the_actors_that_have_one(measure):
    network = random_network(4, n=12, response=1.0)
    found = permutation_test(network, measure, by="sector", replicates=3_000)
    groups = network.attributes["sector"].to_numpy(object)
    known = np.flatnonzero([isinstance(one, str) for one in groups])
    rng, expected = np.random.default_rng(1), []
    source, target = np.divmod(network.keys, 12)
    for _ in range(3_000):
        labels = groups.copy()
        labels[known] = rng.permutation(groups[known])
        pairs = [(labels[i], labels[j]) for i, j in zip(source, target, strict=True)]
        inside = [a == b for a, b in pairs if isinstance(a, str) and isinstance(b, str)]
        share = 1 - np.mean(inside)
        expected.append(2 * share - 1 if measure == "e_i_index" else share)
    assert found.about == "value"
    assert found.draws.mean() == pytest.approx(np.mean(expected), abs=0.01)
    assert found.draws.std() == pytest.approx(np.std(expected), rel=0.08)
    away = abs(found.draws - found.draws.mean()) >= abs(found.estimate - found.draws.mean()) - 1e-9
    assert found.p == pytest.approx((1 + away.sum()) / 3_001)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=20)
def test_p_is_never_nothing_and_the_sides_share_it(seed):
    change = random_change(seed, response=0.95)
    p = {
        side: permutation_test(change, replicates=400, alternative=side).p
        for side in ("two-sided", "greater", "less")
    }
    assert all(1 / 401 <= one <= 1 for one in p.values())
    assert p["greater"] + p["less"] >= 1
    assert min(p["greater"], p["less"]) <= p["two-sided"]


def test_nothing_that_differs_is_no_change():
    network = random_network(1, response=1.0)
    found = permutation_test(rn.compare(network, network), replicates=50)
    assert (found.p, found.estimate) == (1.0, 0.0)


@pytest.mark.parametrize("measure", ["density", "components"])
def test_workers_do_not_matter(measure):
    change = random_change(2)
    alone = permutation_test(change, measure, replicates=510)
    with joblib.parallel_config(backend="loky", n_jobs=2):
        together = permutation_test(change, measure, replicates=510)
    assert alone.draws.tobytes() == together.draws.tobytes()


def test_s50(reference):
    found = permutation_test(s50(reference), replicates=4_000)
    assert found.estimate == pytest.approx(3 / 2450)
    assert found.p > 0.7  # 59 formed, 56 dissolved


@pytest.mark.parametrize(
    ("x", "options", "said"),
    [
        ("a table", {}, "found str, expected a network"),
        (random_change(1), {"exchange": "actors"}, "'actors'; known: 'dyads', 'senders'"),
        (random_change(1, directed=False), {"exchange": "senders"}, "known: 'dyads'"),
        (random_change(1), {"measure": "jaccard"}, "jaccard is a figure of two waves together"),
        (blank(12), {"exchange": "dyads"}, "known: 'actors'"),
        (blank(12), {}, "density does not look at groups"),
        (blank(12), {"measure": "isolates"}, "isolates does not look at groups"),
        (blank(12), {"measure": "e_i_index"}, "needs groups"),
        (blank(12), {"level": 1.0}, "level: found 1.0"),
    ],
)
def test_it_says_what_it_cannot_do(x, options, said):
    with pytest.raises(rn.UsageError, match=said):
        permutation_test(x, **options)
