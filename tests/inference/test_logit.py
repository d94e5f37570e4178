import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.inference.logit import chance, fit_logit, undetermined

nan, inf = np.nan, np.inf


def _data(seed, n=200, p=3):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1))])
    y = rng.random(n) < chance(x @ rng.normal(size=p))
    return x, y.astype(float)


def _glm(x, y, weights=None):
    models = pytest.importorskip("statsmodels.api")
    return models.GLM(y, x, family=models.families.Binomial(), freq_weights=weights).fit()


@given(st.integers(0, 2**32 - 1))
def test_estimates_and_errors_are_those_of_statsmodels(seed):
    x, y = _data(seed)
    weights = np.random.default_rng(seed).integers(0, 3, len(y)).astype(float)
    for given_weights in (None, weights):
        found, theirs = fit_logit(x, y, given_weights), _glm(x, y, given_weights)
        np.testing.assert_allclose(found.coefficients, theirs.params, rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(found.se, theirs.bse, rtol=1e-4)
        assert found.loglik == pytest.approx(theirs.llf)
        assert (found.near == found.coefficients).all()


@given(st.integers(0, 2**32 - 1))
def test_the_scores_are_zero(seed):
    x, y = _data(seed, n=60)
    found = fit_logit(x, y)
    if np.isfinite(found.coefficients).all():
        assert np.abs(x.T @ (y - chance(x @ found.coefficients))).max() < 1e-6


def test_rows_may_stand_for_several():
    x = np.array([[1, 0], [1, 1.0]])
    found = fit_logit(x, np.array([0.25, 0.5]), np.array([8.0, 4.0]))
    assert found.coefficients == pytest.approx([np.log(1 / 3), np.log(3)])


def test_units_do_not_matter():
    x, y = _data(3)
    scale = np.array([1, 1e6, 1e-6])
    found, other = fit_logit(x, y), fit_logit(x * scale, y)
    assert other.coefficients * scale == pytest.approx(found.coefficients)
    assert other.se * scale == pytest.approx(found.se)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        ([0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 1, 1], [-inf, inf]),  # told apart
        ([0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0], [-inf, nan]),  # none: of the slope nothing known
        ([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1], [-np.log(2), inf]),  # told apart in part
        ([0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 0, 0], [-np.log(2), -inf]),
        ([2, 2, 2, 2, 2, 2], [0, 0, 1, 0, 0, 0], [nan, nan]),  # collinear
        ([0, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [-np.log(5), nan]),  # nothing to tell
        ([], [], [nan, nan]),
    ],
)
def test_where_there_is_no_finite_estimate(x, y, expected):
    rows = np.column_stack([np.ones(len(x)), x])
    found = fit_logit(rows, np.array(y, float))
    np.testing.assert_allclose(found.coefficients, expected)
    assert (np.isnan(found.se) == ~np.isfinite(expected)).all()
    assert np.isfinite(found.near).all()
    certain = chance(rows @ found.near)
    assert np.log(np.where(np.array(y) == 1, certain, 1 - certain)).sum() == pytest.approx(
        found.loglik, abs=1e-9
    )


@given(st.integers(0, 2**32 - 1))
def test_the_others_are_those_of_the_rows_that_are_left(seed):
    x, y = _data(seed)
    rng = np.random.default_rng([seed, 1])
    told = (rng.random(len(y)) < 0.3) & (y == 1)
    if not told.any():
        return
    found, left = fit_logit(np.column_stack([x, told]), y), fit_logit(x[~told], y[~told])
    if np.isfinite(left.coefficients).all():
        assert found.coefficients[-1] == inf
        np.testing.assert_allclose(found.coefficients[:-1], left.coefficients, rtol=1e-5)
        np.testing.assert_allclose(found.se[:-1], left.se, rtol=1e-4)
        assert found.loglik == pytest.approx(left.loglik)


def test_collinear_columns():
    x, _ = _data(5, p=4)
    assert not undetermined(x).any()
    more = np.column_stack([x, x[:, 1] + 3 * x[:, 0], np.zeros(len(x))])
    assert undetermined(more).tolist() == [True, True, False, False, True, True]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("turned", [False, True])
def test_separation_is_seen_however_the_terms_are_turned(seed, turned):
    """Without a direction of one column, no information is ever exactly nothing."""
    rng = np.random.default_rng(seed)
    group = (rng.random(40) < 0.3).astype(float)
    y = np.where(group > 0, 1.0, rng.integers(2, size=40))
    x = np.column_stack([np.ones(40), group, rng.normal(size=40)])
    if turned:
        x = x @ np.linalg.qr(rng.normal(size=(3, 3)))[0]
    found = fit_logit(x, y)
    assert not np.isfinite(found.coefficients).all()
    assert np.abs(found.near).max() > 20
