"""Linear regressions from sums, beside statsmodels."""

import numpy as np
import pytest

from relnet.engine.regression import kinds_of, solved, t_values


def sums(x, y):
    return x @ x.T, x @ y, y @ y, float(y.size)


def test_t_as_statsmodels():
    api = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(1)
    many = []
    for size in (8, 20, 50):
        x = np.vstack([np.ones(size), rng.normal(size=(3, size))])
        many.append((x, x[1] + rng.normal(size=size)))
    gathered = [np.array(part) for part in zip(*(sums(*one) for one in many), strict=True)]
    found = t_values(*gathered, np.eye(4))
    expected = [api.OLS(y, x.T).fit().tvalues for x, y in many]
    assert found == pytest.approx(np.array(expected), abs=1e-9)
    # and of the sum and the difference of two coefficients
    back = np.array([[0, 1, 1, 0], [0, 0, 1, -1.0]])
    expected = [api.OLS(y, x.T).fit().t_test(back).tvalue for x, y in many]
    assert t_values(*gathered, back) == pytest.approx(np.array(expected), abs=1e-9)


def test_collinear_terms_and_too_few_observations_have_no_t():
    x = np.array([[1, 1, 1, 1], [0, 1, 2, 4], [0, 2, 4, 8.0]])
    y = np.array([1, 2, 2, 5.0])
    collinear = [np.array([part]) for part in sums(x, y)]
    assert np.isnan(t_values(*collinear, np.eye(3))).all()
    few = [np.array([part]) for part in sums(x[:2, :2], y[:2])]
    assert np.isnan(t_values(*few, np.eye(2))).all()


def test_a_singular_system_leaves_the_others_as_they_are():
    systems = np.array([[[2, 0], [0, 4.0]], [[1, 1], [1, 1]], [[0, 0], [0, 0]]])
    found, inverses = solved(systems, np.ones((3, 2)))
    assert found[0] == pytest.approx([0.5, 0.25])
    assert np.isnan(found[1:]).all()
    assert inverses[0] == pytest.approx(np.diag([0.5, 0.25]))


def test_kinds_are_the_distinct_observations():
    rng = np.random.default_rng(3)
    columns = np.vstack([rng.integers(-2, 2, 90), np.ones(90), rng.integers(5, 8, 90)]).astype(
        float
    )
    one, kinds = kinds_of(columns)
    np.testing.assert_array_equal(columns[:, one][:, kinds], columns)
    assert len(one) == len(np.unique(columns, axis=1).T)


@pytest.mark.parametrize(
    "column", [[0, 0.5], [0, 2.0], [0, np.nan], [0, np.inf], [-1e300, 1e300], []]
)
def test_parts_unknowns_and_many_values_are_no_kinds(column):
    with np.errstate(all="ignore"):
        assert kinds_of(np.array([column])) is None
