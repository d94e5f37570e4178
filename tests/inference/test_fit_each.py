"""Many networks fitted at once have the estimates that each has by itself."""

import sys

import numpy as np
import pandas as pd
import pytest

from relnet.inference.both import aligned
from relnet.inference.logit import Logit, _growth, _recession
from relnet.inference.separable import Dyadic
from relnet.inference.separable.model import Process, process_of
from relnet.inference.separable.simulate import simulate
from tests.inference.separable import network, random_ties, term

RNG = np.random.default_rng(5)
NAMES = network(np.zeros((12, 12), bool)).actors
DISTANCE = pd.DataFrame(RNG.normal(size=(12, 12)), NAMES, NAMES)


def simulated(*terms):
    """A process of formation, and networks that are drawn from one with few new ties."""
    before, after = (network(random_ties(RNG, 12, 0.2), wave=wave) for wave in "12")
    process = process_of("formation", aligned(before, after), terms)
    theta = np.array([-3.0, 1.0, 0.3][: len(process.names)])
    return process, theta, simulate(process, theta, np.random.default_rng(1), 60, 5)


@pytest.mark.parametrize(
    "terms",
    [
        (term("edges"), term("mutual")),
        (term("edges"), term("mutual"), term("ttriple")),
        (term("edges"), Dyadic(DISTANCE, "distance")),
    ],
    ids=len,
)
def test_all_at_once_is_each_by_itself(terms):
    process, theta, networks = simulated(*terms)
    expected = np.array([process.fit(ties).coefficients for ties in networks])
    assert np.isfinite(expected).all(axis=1).any()
    np.testing.assert_allclose(process.fit_each(networks, theta), expected, rtol=1e-6)


def test_few_kinds_of_cells_are_fitted_at_once(monkeypatch):
    process, theta, networks = simulated(term("edges"), term("mutual"))
    alone = []
    fit = Process.fit

    def counted(self, ties) -> Logit:
        alone.append(fit(self, ties))
        return alone[-1]

    monkeypatch.setattr(Process, "fit", counted)
    found = process.fit_each(networks, theta)
    assert 0 < len(alone) < len(networks)
    assert len(alone) == (~np.isfinite(found)).any(axis=1).sum()


def test_many_kinds_of_cells_are_fitted_one_by_one(monkeypatch):
    whole = pd.DataFrame(RNG.permutation(144).reshape(12, 12), NAMES, NAMES)
    process, theta, networks = simulated(term("edges"), Dyadic(whole, "distance"))
    monkeypatch.setattr(sys.modules[Process.__module__], "newton", None)
    expected = np.array([process.fit(ties).coefficients for ties in networks])
    np.testing.assert_array_equal(process.fit_each(networks, theta), expected)


def test_only_few_rows_are_remembered():
    _growth.cache_clear()
    for m in (20, 20_000):
        x = np.column_stack([np.ones(m), np.linspace(-1, 1, m)])
        assert _recession(x, (x[:, 1] > 0).astype(float)) is not None
        assert _growth.cache_info().currsize == 1
