"""Silence at random does not move a rate, whatever the dyad rule."""

import numpy as np
import pandas as pd
import pytest

import relnet as rn

N, ROUNDS, RESPONSE = 60, 60, 0.65


def truth(rng):
    """Two waves of reports with reciprocity: a tie persists with .6, forms with .07."""
    upper = np.triu(rng.random((N, N)) < 0.15, 1)
    first = (upper | upper.T) & (rng.random((N, N)) < 0.8) | (rng.random((N, N)) < 0.03)
    second = np.where(first, rng.random((N, N)) < 0.6, rng.random((N, N)) < 0.07)
    for wave in (first, second):
        np.fill_diagonal(wave, 0)
    return first, second


def survey(waves, answered):
    names = np.array([f"o{k:02}" for k in range(N)])
    parts = []
    for k, (wave, who) in enumerate(zip(waves, answered, strict=True)):
        source, target = np.nonzero(wave & who[:, None])
        parts.append(pd.DataFrame({"wave": k, "respondent": names[source], "actor": names[source],
                                   "partner": names[target]}))  # fmt: skip
    register = pd.concat(
        pd.DataFrame({"wave": k, "id": names[who]}) for k, who in enumerate(answered)
    )
    return rn.read_survey(
        pd.concat(parts), roster=pd.DataFrame({"id": names}), register=register, warn=False
    )


def figures(waves, answered, dyad):
    before, after = rn.build_panel(survey(waves, answered), rule=rn.TieRule(dyad=dyad))
    counts = rn.compare(before, after).counts.loc["stayers"]
    density = rn.measure(before, "density")["value"].iloc[0]
    return [density, *counts[["jaccard", "formation", "dissolution"]]]


@pytest.mark.parametrize("dyad", ["sender", "either", "both"])
def test_rates_are_unbiased_at_65_percent_random_response(dyad):
    rng = np.random.default_rng(20261121)
    errors = []
    for _ in range(ROUNDS):
        waves = truth(rng)
        everyone = np.ones((2, N), bool)
        some = rng.random((2, N)) < RESPONSE
        errors.append(np.subtract(figures(waves, some, dyad), figures(waves, everyone, dyad)))
    mean = np.mean(errors, axis=0)
    error = np.std(errors, axis=0, ddof=1) / np.sqrt(ROUNDS)
    assert (np.abs(mean) < 4 * error).all(), (mean, error)
    assert (error < 0.02).all(), "too few rounds to see a bias"
