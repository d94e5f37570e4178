from itertools import product

import numpy as np
import pytest

from relnet.inference.separable import simulate as module
from relnet.inference.separable.model import Process
from relnet.inference.separable.simulate import simulate
from tests.inference.separable import random_ties, statistic, term


def _process(names, ties, free, *, directed):
    columns = [np.ones(ties.shape) if name == "edges" else term(name) for name in names]
    unrated = np.zeros_like(free)
    return Process("formation", tuple(names), tuple(columns), ties, free, unrated, directed)


def _enumerated(process, theta):
    """Mean and spread of the statistics, over all networks with their probabilities."""
    cells = list(zip(*process.cells, strict=True))
    rows, weights = [], []
    for given in product([False, True], repeat=len(cells)):
        y = process.ties.copy()
        for (i, j), tie in zip(cells, given, strict=True):
            y[i, j] = tie
            if not process.directed:
                y[j, i] = tie
        rows.append([statistic(name, y, directed=process.directed) for name in process.names])
        weights.append(np.exp(np.dot(theta, rows[-1])))
    rows, weights = np.array(rows, float), np.array(weights) / sum(weights)
    mean = weights @ rows
    return mean, np.sqrt(weights @ (rows - mean) ** 2)


CASES = {
    "independent": (("edges",), (-0.5,), True),
    "independent, undirected": (("edges",), (-0.5,), False),
    "pairs": (("edges", "mutual"), (-1.0, 1.5), True),
    "triples": (("edges", "mutual", "ttriple"), (-1.0, 0.8, 0.3), True),
    "cycles": (("edges", "ctriple"), (-0.5, 0.4), True),
    "degrees": (("edges", "gwidegree", "gwodegree"), (-0.5, 0.7, -0.6), True),
    "shared": (("edges", "gwesp"), (-1.0, 0.7), True),
    "triangles": (("edges", "triangle"), (-0.5, 0.4), False),
    "undirected": (("edges", "gwdegree", "gwesp"), (-0.7, -0.5, 0.6), False),
}


@pytest.mark.parametrize("case", CASES)
def test_simulated_networks_have_the_chances_of_the_model(case):
    names, theta, directed = CASES[case]
    rng = np.random.default_rng(7)
    n, size = (4, 4000) if directed else (5, 4000)
    ties = random_ties(rng, n, 0.4, directed=directed)
    free = random_ties(rng, n, 0.8, directed=directed)
    process = _process(names, ties, free, directed=directed)
    mean, spread = _enumerated(process, theta)
    found = simulate(process, np.array(theta), rng, size, 12)
    assert (found[:, ~free] == ties[~free]).all()
    if not directed:
        assert (found == found.mT).all()
    rows = [[statistic(name, y, directed=directed) for name in names] for y in found]
    assert np.all(np.abs(np.mean(rows, axis=0) - mean) < 4.5 * spread / np.sqrt(size))
    np.testing.assert_allclose(np.std(rows, axis=0), spread, rtol=0.08)


def test_pairs_drawn_exactly_are_those_of_gibbs_sampling():
    rng = np.random.default_rng(2)
    ties, free = random_ties(rng, 6, 0.3), random_ties(rng, 6, 0.7)
    process, theta = _process(("edges", "mutual"), ties, free, directed=True), np.array([-1, 2.0])
    exact = module._independent(process, theta, rng, 20_000).mean(axis=0)
    sampled = module._gibbs(process, theta, rng, 20_000, 10).mean(axis=0)
    np.testing.assert_allclose(exact, sampled, atol=0.02)


def test_a_certain_tie_is_drawn_always():
    ties, free = np.zeros((5, 5), bool), ~np.eye(5, dtype=bool)
    process = _process(("edges",), ties, free, directed=True)
    assert simulate(process, np.array([-1e4]), np.random.default_rng(1), 50, 1).sum() == 0
    assert (
        simulate(process, np.array([1e4]), np.random.default_rng(1), 50, 1).all(axis=0).sum() == 20
    )
