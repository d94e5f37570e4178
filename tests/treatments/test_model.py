"""The model of ties in pairs: its likelihood, its estimates, its draws."""

import numpy as np
import pytest

from relnet.treatments.estimate import _drawn_covariance, _Objective, fit
from relnet.treatments.model import Pairs, Term
from relnet.treatments.outcomes import IMPOSSIBLE, UNKNOWN, draw, shape_of

MU, RHO = -2.0, 1.5
COVARIANCE = np.array([[0.6, 0.25], [0.25, 0.4]])


def both_ways(n):
    """All pairs of n actors, both ways, with a level and the effects of the actors."""
    i, j = np.triu_indices(n, 1)
    source, target = np.stack([i, j]), np.stack([j, i])
    level = Term(1, (np.zeros_like(source),))
    wave = np.zeros(i.size, np.int64)
    return (i, j), Pairs(Term(2 * n, (2 * source, 2 * target + 1)), (level,), wave)


def simulated(n, seed, mu=MU, rho=RHO, covariance=COVARIANCE):
    rng = np.random.default_rng(seed)
    effects = rng.multivariate_normal([0, 0], covariance, n)
    ends, pairs = both_ways(n)
    scores = pairs.scores([np.array([mu])], effects.ravel())
    nothing = np.full(scores.shape, UNKNOWN, np.int8)
    return ends, pairs, effects, draw(scores, nothing, np.array([rho]), rng)


@pytest.mark.parametrize("k", [1, 2, 4])
def test_the_gradient_is_that_of_the_likelihood(k):
    rng = np.random.default_rng(k)
    n, d, q = 5, 12, 1 if k == 1 else k
    state = rng.choice(np.array([0, 1, UNKNOWN, IMPOSSIBLE], np.int8), (k, d))
    ends = tuple(rng.integers(n * q, size=(k, d)) for _ in range(2))
    terms = (
        Term(1, (np.zeros((k, d), np.int64),)),
        Term(3, (rng.integers(3, size=(k, d)),), rng.random((k, d)), 2.0),
        Term(2, tuple(rng.integers(2, size=(k, d)) for _ in range(2))),
    )
    goal = _Objective(
        Pairs(Term(n * q, ends), terms, rng.integers(2, size=d), 2),
        state,
        rng.random(d) + 0.5,
        n,
        q,
    )
    goal.scale = rng.random(goal.scale.size) + 0.5
    precision = np.eye(q) * 1.3 + 0.1
    at = rng.normal(size=goal.scale.size)
    _, gradient = goal.loss(at, precision)
    for position in range(at.size):
        step = np.zeros(at.size)
        step[position] = 1e-5
        ahead, behind = (goal.loss(at + sign * step, precision)[0] for sign in (1, -1))
        assert gradient[position] == pytest.approx((ahead - behind) / 2e-5, abs=1e-6)


def test_the_likelihood_of_a_pair_is_that_of_p1():
    pairs = both_ways(2)[1]
    mu, rho = 0.3, 0.7
    values = np.r_[mu, rho, np.zeros(4)]
    total = 1 + 2 * np.exp(mu) + np.exp(2 * mu + rho)
    chances = {(0, 0): 1, (1, 0): np.exp(mu), (1, 1): np.exp(2 * mu + rho)}
    chances |= {(1, UNKNOWN): chances[1, 0] + chances[1, 1], (IMPOSSIBLE, 1): np.exp(mu)}
    for cells, chance in chances.items():
        whole = 1 + np.exp(mu) if IMPOSSIBLE in cells else total
        goal = _Objective(pairs, np.array(cells, np.int8)[:, None], np.ones(1), 2, 2)
        prior = 0.5 * (mu**2 + rho**2) / 25
        loss = goal.loss(values, np.eye(2))[0]
        assert loss - prior == pytest.approx(-np.log(chance / whole))


def test_draws_follow_the_model_given_what_is_known():
    rng = np.random.default_rng(5)
    size, scores, together = 40_000, np.array([-1.0, 0.4]), np.array([0.9])
    eta = np.repeat(scores[:, None], size, axis=1)
    odds = np.exp(shape_of(2).outcomes @ scores + shape_of(2).together @ together)
    free = draw(eta, np.full((2, size), UNKNOWN, np.int8), together, rng)
    code = free[0] * 2 + free[1]
    assert np.bincount(code, minlength=4) / size == pytest.approx(odds / odds.sum(), abs=0.01)
    state = np.repeat(np.array([[1], [UNKNOWN]], np.int8), size, axis=1)
    given = draw(eta, state, together, rng)
    assert given[0].all()
    assert given[1].mean() == pytest.approx(odds[3] / (odds[2] + odds[3]), abs=0.01)
    closed = np.repeat(np.array([[IMPOSSIBLE], [UNKNOWN]], np.int8), size, axis=1)
    alone = draw(eta, closed, together, rng)
    assert not alone[0].any()
    assert alone[1].mean() == pytest.approx(1 / (1 + np.exp(-0.4)), abs=0.01)


def test_parameters_are_recovered():
    found = []
    for seed in range(6):
        (i, j), pairs, effects, ties = simulated(80, seed)
        silent = np.arange(80) < 28
        state = ties.astype(np.int8)
        state[0, silent[i]] = state[1, silent[j]] = UNKNOWN
        seen = (state >= 0).any(axis=0)
        fitted = fit(pairs.part(seen), state[:, seen], np.ones(seen.sum()), 80, 2).fitted
        told = np.corrcoef(effects[~silent, 0], fitted.effects[~silent, 0])[0, 1]
        heard = np.corrcoef(effects[:, 1], fitted.effects[:, 1])[0, 1]
        found.append([fitted.shared[0][0], fitted.together[0, 0], told, heard])
    mu, rho, told, heard = np.mean(found, axis=0)
    assert mu == pytest.approx(MU, abs=0.25)
    assert rho == pytest.approx(RHO, abs=0.25)
    assert told > 0.85
    assert heard > 0.75


def test_the_spread_of_the_actors_is_recovered():
    found = [
        fit(pairs, ties.astype(np.int8), np.ones(ties.shape[1]), 80, 2).fitted.covariance
        for _, pairs, _, ties in (simulated(80, seed) for seed in range(6))
    ]
    assert np.mean(found, axis=0) == pytest.approx(COVARIANCE, abs=0.15)


@pytest.mark.parametrize("tie", [0, 1])
def test_all_ties_or_none_give_finite_estimates(tie):
    _, pairs = both_ways(6)
    state = np.full((2, 15), tie, np.int8)
    estimate = fit(pairs, state, np.ones(15), 6, 2)
    fitted = estimate.fitted
    parts = [*fitted.shared, fitted.together, fitted.effects, fitted.covariance]
    other = estimate.drawn(np.ones((6, 2)), np.random.default_rng(1))
    parts += [*other.shared, other.together, other.effects, other.covariance]
    assert all(np.isfinite(part).all() for part in parts)
    state[:, :3] = UNKNOWN
    scores = fitted.scores(pairs)
    drawn = draw(np.repeat(scores, 50, axis=1), np.repeat(state, 50, axis=1), fitted.together[:, 0],
                 np.random.default_rng(1))  # fmt: skip
    assert drawn.mean() == pytest.approx(tie, abs=0.02)


def test_a_silent_actor_is_like_others_as_popular():
    (i, j), pairs, _, ties = simulated(60, 3, covariance=np.array([[0.8, 0.7], [0.7, 0.8]]))
    silent = np.arange(60) < 20
    state = ties.astype(np.int8)
    state[0, silent[i]] = state[1, silent[j]] = UNKNOWN
    seen = (state >= 0).any(axis=0)
    estimate = fit(pairs.part(seen), state[:, seen], np.ones(seen.sum()), 60, 2)
    rng = np.random.default_rng(1)
    drawn = np.array(
        [estimate.drawn(rng.standard_normal((60, 2)), rng).effects for _ in range(200)]
    )
    activity = drawn[:, silent, 0].mean(axis=0)
    assert np.corrcoef(activity, estimate.fitted.effects[silent, 1])[0, 1] > 0.9
    spread = drawn.std(axis=0)
    assert spread[silent, 0].min() > spread[~silent, 0].mean()


def test_draws_are_spread_as_the_information_says():
    """Without silence: a small model, of which the whole information is computed."""
    n, draws = 10, 1500
    _, pairs, _, ties = simulated(n, 8, mu=-0.5)
    estimate = fit(pairs, ties.astype(np.int8), np.ones(ties.shape[1]), n, 2)
    goal, at = estimate.goal, estimate.values
    precision = np.linalg.inv(estimate.fitted.covariance)
    columns = []
    for position in range(at.size):
        step = np.zeros(at.size)
        step[position] = 1e-4
        ahead, behind = (goal.loss(at + sign * step, precision)[1] for sign in (1, -1))
        columns.append((ahead - behind) / 2e-4)
    expected = np.sqrt(np.diag(np.linalg.inv(np.array(columns)))) * goal.scale
    rng = np.random.default_rng(2)
    found = []
    for _ in range(draws):
        one = estimate.drawn(rng.standard_normal((n, 2)), rng)
        found.append(np.r_[one.shared[0], one.together[0], one.effects.ravel()])
    ratio = np.std(found, axis=0) / expected
    assert np.median(ratio) == pytest.approx(1, abs=0.15)
    assert (ratio > 0.8).all()
    assert (ratio < 1.5).all()


def test_the_covariance_is_drawn_around_its_estimate():
    rng = np.random.default_rng(3)
    drawn = np.array([_drawn_covariance(COVARIANCE, 30.0, rng) for _ in range(4000)])
    assert drawn.mean(axis=0) == pytest.approx(COVARIANCE, abs=0.02)
    # the variance of an inverse Wishart on its diagonal: 2 mean² / (freedom - q - 3)
    assert drawn.var(axis=0)[0, 0] == pytest.approx(2 * COVARIANCE[0, 0] ** 2 / 29, rel=0.15)
