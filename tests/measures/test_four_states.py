"""The four states of a cell hold in every measure: silence moves no rate, nothing hides."""

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.measures import MEASURES
from relnet.silence.define import BOUNDS

N, ROUNDS, RESPONSE = 40, 40, 0.65
NAMES = np.array([f"o{k:02}" for k in range(N)])
SECTORS = np.array(["care", "city", "cure"])[np.arange(N) % 3]
RATES = [name for name in MEASURES if MEASURES[name].rate]
OF_TWO_REPORTS = {"confirmation_rate"}


def strengths(rng):
    """A relation with reciprocity, more within sectors; strengths 1 to 3."""
    chance = np.where(SECTORS[:, None] == SECTORS, 0.35, 0.12)
    upper = np.triu(rng.random((N, N)) < chance, 1)
    ties = (upper | upper.T) & (rng.random((N, N)) < 0.8) | (rng.random((N, N)) < 0.05)
    np.fill_diagonal(ties, 0)
    return ties * rng.integers(1, 4, (N, N))


def panel(relations, answered, dyad):
    """Both relations as those who answered report them."""
    parts = []
    for name, values in relations.items():
        source, target = np.nonzero((values > 0) & answered[:, None])
        parts.append(pd.DataFrame({
            "respondent": NAMES[source], "actor": NAMES[source], "partner": NAMES[target],
            "relation": name, "value": values[source, target],
        }))  # fmt: skip
    survey = rn.read_survey(
        pd.concat(parts),
        roster=pd.DataFrame({"id": NAMES, "sector": SECTORS}),
        register=pd.DataFrame({"id": NAMES[answered]}),
        warn=False,
    )
    return rn.build_panel(survey, rule=rn.TieRule(dyad=dyad))


def rates(relations, answered, dyad):
    source = panel(relations, answered, dyad)
    absent = OF_TWO_REPORTS if dyad == "sender" else {n for n in RATES if MEASURES[n].directed}
    names = [n for n in RATES if n not in absent]
    table = rn.measure(source, *names, by="sector")
    # what is about groups, actors or relations apart is averaged: a bias has one direction
    return table.groupby("measure")["value"].mean()[names]


@pytest.mark.parametrize("dyad", ["sender", "either", "both"])
def test_silence_at_random_does_not_move_a_rate(dyad):
    rng = np.random.default_rng(20261122)
    errors = []
    for _ in range(ROUNDS):
        relations = {"meet": strengths(rng), "plan": strengths(rng)}
        some = rng.random(N) < RESPONSE
        truth = rates(relations, np.ones(N, bool), dyad)
        errors.append(rates(relations, some, dyad) - truth)
    table = pd.DataFrame(errors)
    mean, error = table.mean(), table.std(ddof=1) / np.sqrt(ROUNDS)
    moved = mean[mean.abs() > 4.5 * error + 1e-12]
    assert moved.empty, pd.DataFrame({"mean": mean, "error": error}).loc[moved.index]
    assert table.notna().all(axis=None)
    scale = rates(relations, np.ones(N, bool), dyad).abs().clip(lower=1)
    assert (error / scale < 0.05).all(), "too few rounds to see a bias"


def test_the_test_would_see_a_count_move():
    """Known ties under EITHER are fewer where some are silent: no rate, and it shows."""
    rng = np.random.default_rng(5)
    relations = {"meet": strengths(rng)}
    some = np.arange(N) % 3 > 0
    full, part = (
        rn.measure(panel(relations, who, "either"), "ties")["value"].iloc[0]
        for who in (np.ones(N, bool), some)
    )
    assert part < 0.95 * full
    assert "ties" not in RATES


@pytest.mark.parametrize("dyad", ["sender", "either"])
@pytest.mark.parametrize("treatment", ["complete", "reconstruct", "null", "impute"])
def test_treatments_agree_where_nothing_is_missing(treatment, dyad):
    rng = np.random.default_rng(3)
    relations = {"meet": strengths(rng), "plan": strengths(rng)}
    source = rn.subset(panel(relations, np.ones(N, bool), dyad), actors=NAMES[:12])
    names = [name for name in MEASURES if dyad == "sender" or not MEASURES[name].directed]
    plan = rn.Treatment(treatment, completions=2) if treatment == "impute" else treatment
    treated = rn.measure(source, *names, by="sector", treatment=plan)
    observed = rn.measure(source, *names, by="sector")
    columns = ["measure", "actor", "group", "partner_group", "n", "coverage", "status"]
    pd.testing.assert_frame_equal(treated[columns], observed[columns])
    assert treated["value"].to_numpy() == pytest.approx(observed["value"], nan_ok=True, abs=1e-12)
    assert (treated["filled"] == 0).all()


CLOSED = sorted(name for name in BOUNDS if name in MEASURES)


@pytest.mark.parametrize("dyad", ["sender", "either", "both"])
def test_bounds_contain_what_everyone_would_have_said(dyad):
    rng = np.random.default_rng(11)
    names = [name for name in CLOSED if dyad == "sender" or not MEASURES[name].directed]
    if dyad == "sender":  # one report: nothing to confirm
        names.remove("confirmation_rate")
    keys = ["relation", "measure", "group", "partner_group", "actor"]
    for _ in range(3):
        relations = {"meet": strengths(rng)}
        some = rng.random(N) < RESPONSE
        truth = rn.measure(panel(relations, np.ones(N, bool), dyad), *names, by="sector")
        found = rn.bounds(panel(relations, some, dyad), *names, by="sector")
        both = found.merge(truth, on=keys, suffixes=("", "_true"))
        assert len(both) == len(found) == len(truth)
        known = both[both["value_true"].notna() & both["kind"].notna()]
        assert set(known["measure"]) == set(names)
        inside = known["value_true"].between(known["low"] - 1e-9, known["high"] + 1e-9)
        assert inside.all(), known[~inside]
        assert set(known["kind"]) <= {"sharp", "outer"}
        assert (known["low"] < known["high"]).any()
