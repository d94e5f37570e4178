"""The smallest change: exact tests and binomial numbers, simulated power, and what it depends on."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm

import relnet as rn
from relnet.inference import permutation_test, power
from relnet.inference.planted import Start, chances, exact, found, quantile
from relnet.inference.sums import sums_of
from tests.inference.test_bootstrap import s50
from tests.inference.waves import blank, random_change, random_network

SIDES = ("two-sided", "greater", "less")


@pytest.mark.parametrize(("ones", "twos"), [(3, 2), (5, 0), (0, 4), (4, 3), (0, 0)])
@pytest.mark.parametrize("side", SIDES)
def test_the_exact_p_is_that_of_all_signs(ones, twos, side):
    steps = [1] * ones + [2] * twos
    sums = np.array([sum(signs) for signs in itertools.product(*[(-k, k) for k in steps])])
    for moved in np.unique(sums):
        far = {
            "two-sided": abs(sums) >= abs(moved),
            "greater": sums >= moved,
            "less": sums <= moved,
        }
        given_ = (np.array([part]) for part in (moved, ones, twos))
        assert exact(*given_, side)[0] == pytest.approx(far[side].mean())


@given(n=st.integers(0, 200_000), p=st.floats(1e-12, 1 - 1e-12), u=st.floats(1e-6, 1 - 1e-6))
def test_numbers_are_binomial(n, p, u):
    low, high = (float(binom.ppf(one, n, p)) for one in (u - 1e-7, u + 1e-7))
    assert low <= quantile(np.array([u]), n, p)[0] <= high


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("directed", [True, False])
def test_the_exact_p_is_that_of_the_exchanges(directed, side):
    change = random_change(11, directed=directed, n=15)
    sums = sums_of(change)
    moved = sums.kinds[:, 0] - sums.kinds[:, 1]
    ones, twos = (int(sums.counts[abs(moved) == k].sum()) for k in (1, 2))
    total = int(sums.counts @ moved)
    expected = exact(np.array([total]), np.array([ones]), np.array([twos]), side)[0]
    tested = permutation_test(change, alternative=side, replicates=40_000)
    assert tested.p == pytest.approx(expected, abs=0.012)


@pytest.mark.parametrize("change", [0.03, 0.0, -0.03])
def test_planted_waves_are_drawn_cell_by_cell(change):
    """The same share is found as with each cell of each wave drawn on its own."""
    start = Start(np.array([20, 5]), np.array([60, 20, 10]))
    gain, loss = chances(start.density, 0.3, change)
    quick = found(np.random.default_rng(1), 8_000, start, (gain, loss), 0.1, "two-sided").mean()
    rng, size = np.random.default_rng(2), 3_000
    dyads = [(0,)] * 20 + [(1,)] * 5 + [(0, 0)] * 60 + [(0, 1)] * 20 + [(1, 1)] * 10
    moved = np.zeros((size, len(dyads)), np.int64)
    for place, dyad in enumerate(dyads):
        for tie in dyad:
            turned = rng.random(size) < (loss if tie else gain)
            moved[:, place] += np.where(turned, -1 if tie else 1, 0)
    counts = ((abs(moved) == k).sum(1) for k in (1, 2))
    slow = (exact(moved.sum(1), *counts, "two-sided") <= 0.1).mean()
    assert quick == pytest.approx(slow, abs=0.035)
    expected = start.cells * change
    assert moved.sum(1).mean() == pytest.approx(expected, abs=6 * moved.sum(1).std() / size**0.5)


def test_one_network_as_the_normal_approximation():
    network = random_network(3, n=60, directed=False, share=0.1, response=1.0)
    least = power(network, churn=0.2, replicates=2_000)
    d, cells = least.before, least.n
    # The ties that turn, all drawn on their own; the test takes as variance all that turned.
    for change, share in least.to_frame()[["change", "power"]].to_numpy():
        gain, loss = chances(d, 0.2, change)
        turned = cells * (d * loss + (1 - d) * gain)
        spread = np.sqrt(cells * (d * loss * (1 - loss) + (1 - d) * gain * (1 - gain)))
        reach = norm.ppf(0.975) * np.sqrt(turned)
        expected = norm.sf(reach, cells * change, spread) + norm.cdf(-reach, cells * change, spread)
        assert share == pytest.approx(expected, abs=0.05)


def test_the_smallest_change_is_that_of_the_curve():
    least = power(random_network(3, n=40), churn=0.2, replicates=500)
    curve = least.to_frame()
    enough = curve[curve["power"] >= 0.8]
    assert least.smallest == enough["change"].min()
    below = curve[curve["change"] < least.smallest]
    assert (below["power"] < 0.8).all()
    assert least.smallest - below["change"].max() == pytest.approx(1 / least.n)
    assert (curve["low"] <= curve["power"]).all()
    assert (curve["power"] <= curve["high"]).all()
    assert curve.loc[0, "power"] < 0.08  # nothing was planted


def test_more_actors_and_answers_find_less_and_churn_hides_more():
    small, large = (random_network(3, n=n, response=1.0) for n in (20, 60))
    options = {"replicates": 400}
    assert power(large, churn=0.2, **options).smallest < power(small, churn=0.2, **options).smallest
    least = [power(large, churn=0.2, response=r, **options).smallest for r in (0.9, 0.7, 0.5)]
    assert least == sorted(least)
    least = [power(large, churn=churn, **options).smallest for churn in (0.05, 0.2, 0.6)]
    assert least == sorted(least)


@pytest.mark.parametrize("directed", [True, False])
def test_an_answer_of_all_is_the_network_itself(directed):
    network = random_network(5, n=30, directed=directed, response=1.0)
    given_ = power(network, churn=0.3, response=1.0, replicates=300)
    assert given_.n == pytest.approx(given_.possible, abs=3)
    half = power(network, churn=0.3, response=0.6, replicates=300)
    share = 0.6 if directed else 0.36  # who answers rates a row; an undirected dyad takes both
    assert half.n == pytest.approx(share * half.possible, rel=0.02)


def test_a_decrease_and_the_average_degree():
    change = random_change(3, n=40, share=0.3)
    up, down = (power(change, alternative=side, replicates=300) for side in ("greater", "less"))
    assert down.smallest < 0 < up.smallest
    assert down.to_frame()["change"].is_monotonic_decreasing
    degree = power(change, "average_degree", alternative="greater", replicates=300)
    per = permutation_test(change, "average_degree", replicates=1).before
    assert degree.before == pytest.approx(per)
    assert degree.smallest / up.smallest == pytest.approx(degree.before / up.before)


def test_a_change_states_its_own_churn_and_silence():
    change = random_change(3, n=30)
    counts = change.counts.loc["stayers"]
    least = power(change, replicates=200)
    assert least.churn == counts["dissolution"]
    assert least.n == counts[["n00", "n01", "n10", "n11"]].sum()
    assert least.before == pytest.approx((counts["n10"] + counts["n11"]) / least.n)
    assert least.equals(power(change, replicates=200))
    assert not least.equals(power(change, replicates=200, seed=2))


def test_what_is_never_found():
    least = power(
        random_network(1, n=10, share=0.1, response=1.0), churn=0.1, wanted=1, level=0.999
    )
    assert least.smallest > 0
    none = power(
        random_network(1, n=12, share=0.03, response=1.0),
        churn=0.5,
        level=0.999,
        alternative="less",
    )
    assert np.isnan(none.smallest)
    assert "no change in density would be found in 80% of the cases" in none.sentence()
    assert "geen enkele verandering in de dichtheid" in none.sentence("nl")
    assert none.to_frame()["power"].max() < 0.8


def test_it_is_told():
    least = power(random_network(3, n=40), churn=0.25, replicates=200)
    said = f"a change in density of less than {least.smallest:.3f} would mostly go unseen."
    assert least.sentence().endswith(said)
    assert "25% of the ties replaced" in repr(least)
    assert "meestal onopgemerkt blijven" in least.sentence("nl")
    assert "<table" in least._repr_html_()


def test_s50(reference):
    least = power(s50(reference))
    assert least.churn == pytest.approx(56 / 113)
    assert 0.01 < least.smallest < 0.03


@pytest.mark.parametrize(
    ("x", "options", "said"),
    [
        (blank(12), {}, "say which share of the ties dissolves"),
        (random_network(1), {"churn": 1.5}, "churn: found 1.5, expected a share"),
        (random_network(1, share=0.8), {"churn": 0.9}, "so many ties cannot form anew"),
        (random_network(1), {"churn": 0.2, "measure": "isolates"}, "power is told of density"),
        (random_network(1), {"churn": 0.2, "response": 0}, "response: found 0"),
        (random_network(1), {"churn": 0.2, "response": 0.05}, "too little to infer from"),
        (random_network(1), {"churn": 0.2, "wanted": 80}, "wanted: found 80"),
    ],
)
def test_it_says_what_it_cannot_do(x, options, said):
    with pytest.raises(rn.UsageError, match=said):
        power(x, **options)
