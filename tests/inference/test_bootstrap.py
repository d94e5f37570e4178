"""Bootstrap and jackknife of actors against definitions written out, and real networks."""

from dataclasses import replace

import joblib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.change.alike import alike
from relnet.inference import bootstrap, jackknife
from relnet.inference.both import aligned
from relnet.inference.figure import value
from relnet.inference.redraw import places, redrawn_networks
from relnet.inference.square import Square, network_of
from relnet.inference.wave import Wave
from relnet.measures import MEASURES
from tests.inference.waves import blank, random_change, random_network

NETWORK_MEASURES = ("density", "average_degree", "reciprocity_edgewise", "components", "e_i_index")


def s50(reference, first="1", second="2"):
    folder = reference / "s50"
    survey = rn.read_survey(folder / "edges.csv", roster=folder / "nodes.csv", warn=False)
    panel = rn.build_panel(survey, "friendship")
    return rn.compare(panel[first], panel[second])


def loop(rng, old, new):
    """The change of density in one redraw, cell by cell."""
    n = len(old)
    who = rng.integers(n, size=n)
    sums, cells = np.zeros(2), 0
    for p in range(n):
        for q in range(p):
            i, j = who[p], who[q]
            if i == j:
                i, j = rng.choice(n, 2, replace=False)
            for a, b in ((i, j), (j, i)):
                if not np.isnan(old[a, b] + new[a, b]):
                    sums += old[a, b], new[a, b]
                    cells += 1
    return (sums[1] - sums[0]) / cells


@pytest.mark.parametrize("directed", [True, False])
def test_it_is_the_loop_over_cells(directed):
    change = random_change(4, n=12, directed=directed, response=0.95)
    both = aligned(change.before, change.after)
    rng = np.random.default_rng(2)
    slow = [loop(rng, both.old.values, both.new.values) for _ in range(2_000)]
    found = bootstrap(change, replicates=10_000)
    assert np.mean(slow) == pytest.approx(found.draws.mean(), abs=5 * found.se / 2_000**0.5)
    assert np.std(slow) == pytest.approx(found.se, rel=0.08)


@pytest.mark.parametrize("measure", ["density", "average_degree"])
@pytest.mark.parametrize("directed", [True, False])
def test_quick_and_general_redraws_are_distributed_alike(measure, directed):
    change = random_change(6, n=12, directed=directed, response=0.95)
    quick = bootstrap(change, measure, replicates=6_000)
    both = aligned(*alike(change.before, change.after))
    waves = tuple(
        Wave(network, cells, MEASURES[measure], None, None)
        for network, cells in ((both.before, both.old), (both.after, both.new))
    )
    slow = redrawn_networks(np.random.default_rng(1), 6_000, waves)
    assert slow.std() == pytest.approx(quick.se, rel=0.05)
    assert slow.mean() == pytest.approx(quick.draws.mean(), abs=6 * quick.se / 6_000**0.5)
    values = [value(MEASURES[measure], network, None) for network in (both.before, both.after)]
    assert (quick.before, quick.after) == pytest.approx(tuple(values))
    assert quick.estimate == pytest.approx(values[1] - values[0])


@pytest.mark.parametrize("measure", ["isolates", "reciprocity_edgewise"])
def test_networks_that_are_made_hold_the_cells_that_were_drawn(measure):
    network = random_network(8, n=11)
    wave = Wave(network, aligned(network, network).old, MEASURES[measure], None, None)
    rng = np.random.default_rng(3)
    actors, rows, columns = places(rng, 4, 11)
    found = wave.redrawn(actors, rows, columns)
    for k in range(4):
        cells = wave.cells.tie[rows[k], columns[k]]
        if measure == "isolates":
            assert found[k] == (~cells.any(0) & ~cells.any(1)).sum()
        else:
            rated = wave.cells.rated[rows[k], columns[k]]
            both = rated & rated.T
            assert found[k] == pytest.approx((cells & cells.T & both).sum() / (cells & both).sum())


def test_both_waves_take_the_same_actors_and_the_same_pairs():
    network = random_network(2, response=1.0)
    for measure in ("density", "reciprocity_edgewise", "isolates"):
        found = bootstrap(rn.compare(network, network), measure, replicates=60)
        assert (found.draws == 0).all()
        assert found.p == 1


def test_jackknife_by_hand():
    # A ring of 10 actors and the tie 0 → 5: 11 ties in 90 cells. Without actor 0 or 5 three ties
    # go and 8 of 72 are left, without any other two go and 9 of 72 are left.
    import networkx as nx  # noqa: PLC0415 - beside what it makes

    ring = rn.from_networkx(nx.DiGraph([(k, (k + 1) % 10) for k in range(10)] + [(0, 5)]))
    without = np.array([8] + [9] * 4 + [8] + [9] * 4) / 72
    error = np.sqrt(8 / 20 * ((without - without.mean()) ** 2).sum())
    found = jackknife(ring)
    assert found.estimate == pytest.approx(11 / 90)
    assert sorted(found.draws) == pytest.approx(sorted(without))
    assert found.se == pytest.approx(error)
    assert found.high - found.estimate == pytest.approx(1.959964 * error)
    assert np.isnan(found.p)
    assert found.replicates == 10


@pytest.mark.parametrize("measure", NETWORK_MEASURES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=15)
def test_jackknife_leaves_each_actor_out(measure, seed):
    network = random_network(seed, n=11, response=0.9)
    found = jackknife(network, measure, by="sector")
    rest = [
        value(
            MEASURES[measure], rn.subset(network, actors=list(network.actors.drop(actor))), "sector"
        )
        for actor in network.actors
    ]
    np.testing.assert_allclose(found.draws, rest, rtol=1e-12)
    known = np.array(rest)[~np.isnan(rest)]
    n = known.size
    if n > 2:
        error = np.sqrt((n - 2) / (2 * n) * ((known - known.mean()) ** 2).sum())
        assert found.se == pytest.approx(error)


@pytest.mark.parametrize("measure", ["jaccard", "hamming", "formation", "dissolution"])
@pytest.mark.parametrize("directed", [True, False])
def test_figures_between_waves_are_those_of_the_change(measure, directed):
    change = random_change(7, n=13, directed=directed)
    found = bootstrap(change, measure, replicates=300)
    assert found.estimate == change.counts.loc["stayers", measure]
    assert found.about == "value"
    assert np.isnan(found.p)
    assert found.n == change.counts.loc["stayers", ["n00", "n01", "n10", "n11"]].sum()
    assert found.low < found.estimate < found.high
    assert jackknife(change, measure).estimate == found.estimate


@given(seed=st.integers(0, 2**32), scale=st.floats(0.5, 0.99))
@settings(max_examples=20)
def test_what_the_estimate_says_agrees_with_its_draws(seed, scale):
    found = bootstrap(random_change(seed, response=0.95), replicates=200, level=scale)
    assert found.se == pytest.approx(found.draws.std(ddof=1))
    assert (found.low + found.high) / 2 == pytest.approx(found.estimate)
    assert found.statistic == pytest.approx(found.estimate / found.se)
    away = abs(found.draws - found.draws.mean()) >= abs(found.estimate) * (1 - 1e-9)
    assert found.p == (1 + away.sum()) / 201
    sides = [
        bootstrap(random_change(seed, response=0.95), replicates=200, alternative=side).p
        for side in ("greater", "less")
    ]
    assert min(sides) <= found.p


def test_figures_that_some_redraws_leave_undefined_are_counted():
    network = random_network(3, n=10, share=0.03, response=1.0)
    found = bootstrap(network, "reciprocity_edgewise", replicates=300)
    assert 0 < found.undefined < 300
    assert found.undefined == np.isnan(found.draws).sum()
    assert found.se == pytest.approx(np.nanstd(found.draws, ddof=1))


@pytest.mark.parametrize("backend", ["loky", "threading"])
def test_workers_do_not_matter(backend):
    change = random_change(1)
    alone = bootstrap(change, "isolates", replicates=260)
    with joblib.parallel_config(backend=backend, n_jobs=2):
        together = bootstrap(change, "isolates", replicates=260)
    assert alone.draws.tobytes() == together.draws.tobytes()
    assert alone.equals(together)


def test_another_seed_gives_other_redraws():
    change = random_change(1)
    first, second = (bootstrap(change, seed=seed, replicates=300) for seed in (1, 2))
    assert not np.array_equal(first.draws, second.draws)
    assert first.se == pytest.approx(second.se, rel=0.3)


def test_s50(reference):
    change = s50(reference)
    found = bootstrap(change, replicates=4_000)
    n01, n10, n11, cells = 59, 56, 57, 2450
    assert (found.estimate, found.n) == (pytest.approx((n01 - n10) / cells), cells)
    assert found.before == pytest.approx((n10 + n11) / cells)
    both = aligned(change.before, change.after)
    old, new = (square.values for square in (both.old, both.new))
    moved = np.nan_to_num(new - old)
    leave = [np.delete(np.delete(moved, k, 0), k, 1).sum() / (49 * 48) for k in range(50)]
    expected = np.sqrt(48 / 100 * ((np.array(leave) - np.mean(leave)) ** 2).sum())
    assert jackknife(change).se == pytest.approx(expected, rel=1e-12)
    assert 1 < found.se / expected < 2  # redrawn actors move more than the actors as they are
    assert bootstrap(change, "jaccard").estimate == pytest.approx(0.331395, abs=1e-6)


@pytest.mark.parametrize(
    ("x", "options", "said"),
    [
        ("a table", {}, "found str, expected a network"),
        (blank(9), {}, "9 actors are too few"),
        (blank(12), {"measure": "in_degree"}, "does not give one number"),
        (blank(12), {"measure": "jaccard"}, "unknown measure"),
        (blank(12), {"measure": "e_i_index"}, "needs groups"),
        (blank(12, directed=False), {"measure": "reciprocity_edgewise"}, "no direction"),
        (blank(12), {"level": 95}, "level: found 95"),
        (blank(12), {"alternative": "up"}, "unknown alternative 'up'"),
        (blank(12), {"replicates": 0}, "replicates: found 0"),
        (random_network(1, response=0.05), {}, "too little to infer from"),
    ],
)
def test_it_says_what_it_cannot_do(x, options, said):
    with pytest.raises(rn.UsageError, match=said):
        bootstrap(x, **options)


def _later_less_earlier(seed, *, redrawn, n=20):
    """Two waves of actors that differ in activity: the same ones, or drawn anew."""
    rng = np.random.default_rng(seed)
    off, like = ~np.eye(n, dtype=bool), blank(n)
    waves = []
    for wave in "12":
        if redrawn or wave == "1":
            base = -1.3 + rng.normal(0, 0.8, (n, 1)) + rng.normal(0, 0.8, n)
        tie = (rng.random((n, n)) < 1 / (1 + np.exp(-base))) & off
        cells = Square(tie, tie.astype(float), off, ~off, off)
        waves.append(replace(network_of(cells, like), wave=wave))
    return rn.compare(*waves)


@pytest.mark.parametrize(("redrawn", "low", "high"), [(False, 0.85, 1.2), (True, 0.6, 0.9)])
def test_the_jackknife_is_the_error_of_dyads_between_actors_that_stay(redrawn, low, high):
    found = [jackknife(_later_less_earlier(seed, redrawn=redrawn)) for seed in range(120)]
    spread = np.std([one.estimate for one in found])
    assert low < np.mean([one.se for one in found]) / spread < high


@pytest.mark.parametrize("estimator", [bootstrap, jackknife])
def test_what_is_the_same_in_all_redraws_has_no_interval(estimator):
    change = random_change(3, share=0.2)
    found = estimator(rn.compare(change.before, change.before), "jaccard")
    assert (found.estimate, found.se) == (1, 0)
    assert np.isnan([found.low, found.high]).all()
    assert "interval" not in found.sentence()
