"""Simulated ranges, against every completion of small networks."""

import numpy as np
import pytest
from hypothesis import given

import relnet as rn
from relnet.measures import MEASURES
from relnet.measures.groups import groups_of
from relnet.silence import BOUNDS
from relnet.silence.completion import completion, fewest, free_keys, most, value_of
from tests.silence.brute import brute, ends, networks, one_of

OPEN = ("transitivity", "betweenness", "centralisation_betweenness", "closeness")


@given(network=networks(4, most=6))
@one_of(8)
def test_a_simulated_range_lies_within_the_ends_over_every_completion(network):
    found = brute(network, OPEN, None)
    table = rn.bounds(network, *OPEN, draws=5)
    for name in OPEN:
        low, high, _ = ends(found[name])
        part = table[table["measure"] == name]
        values = part[["low", "high"]].to_numpy().T
        assert not (values[0] < low - 1e-12).any(), name
        assert not (values[1] > high + 1e-12).any(), name
        sharp = part["kind"] == "sharp"
        assert values[:, sharp] == pytest.approx(np.array([low, high])[:, sharp], nan_ok=True)
        assert sharp.all() == (2 ** free_keys(network).size <= 5) or part["kind"].isna().any()


@given(network=networks(4, 5))
@one_of(6)
def test_all_completions_are_tried_where_there_are_few(network):
    found = brute(network, OPEN, None)
    table = rn.bounds(network, *OPEN, draws=32)
    for name in OPEN:
        low, high, excluded = ends(found[name])
        part = table[table["measure"] == name]
        assert set(part["kind"].dropna()) <= {"sharp"}
        assert part["low"].to_numpy() == pytest.approx(low, nan_ok=True)
        assert part["high"].to_numpy() == pytest.approx(high, nan_ok=True)
        assert part["excluded"].to_numpy() == pytest.approx(excluded)


def test_every_other_measure_has_a_range_that_holds_its_extreme_completions():
    survey = rn.datasets.lindeland().survey
    panel = rn.build_panel(survey)
    network = rn.subset(panel["2025", "referral"], actors=panel["2025", "referral"].actors[:8])
    others = [m.name for m in map(MEASURES.__getitem__, MEASURES) if m.name not in BOUNDS]
    own = [name for name in others if not (MEASURES[name].weighted or MEASURES[name].together)]
    table = rn.bounds(network, *own, by="sector", draws=3)
    assert set(table["kind"].dropna()) <= {"simulated", "sharp"}
    groups = groups_of(network, "sector")
    for name in own:
        part = table[table["measure"] == name]
        for end in (fewest, most):
            value = value_of(MEASURES[name], end(network), groups)
            assert not (value < part["low"].to_numpy() - 1e-12).any(), name
            assert not (value > part["high"].to_numpy() + 1e-12).any(), name


def test_several_relations_are_completed_together():
    panel = rn.build_panel(rn.datasets.lindeland().survey)
    wave = rn.subset(panel, waves=["2025"])
    together = [name for name in MEASURES if MEASURES[name].together and MEASURES[name].level == "network"]  # fmt: skip
    if not together:
        pytest.skip("no measure of several relations")
    table = rn.bounds(wave, *together, draws=4)
    assert len(table) == len(together)
    defined = table[table["low"].notna()]
    assert len(defined)
    assert (defined["low"] <= defined["high"]).all()


def test_the_same_seed_gives_the_same_range_and_the_search_goes_farther():
    panel = rn.build_panel(rn.datasets.lindeland().survey, "referral")
    one, again, other = (
        rn.bounds(panel["2025"], "transitivity", draws=12, seed=seed) for seed in (1, 1, 2)
    )
    assert one.equals(again)
    assert not one[["low", "high"]].equals(other[["low", "high"]])
    assert one.attrs == {"seed": 1, "draws": 12}
    longer = rn.bounds(panel["2025"], "transitivity", draws=40)
    assert (longer["low"] <= one["low"]).all()
    assert (longer["width"] > one["width"]).all()


def test_more_work_than_can_be_waited_for_is_refused(monkeypatch):
    network = rn.build_panel(rn.datasets.lindeland().survey, "referral")["2025"]
    cells = free_keys(network).size
    monkeypatch.setattr("relnet.silence.simulate.MOST", cells * (2 + 3 * 4))
    assert rn.bounds(network, "transitivity", draws=4)["kind"].tolist() == ["simulated"]
    with pytest.raises(rn.UsageError, match=f"{cells} unknown cells .* give draws=4 or less"):
        rn.bounds(network, "transitivity", draws=5)
    monkeypatch.setattr("relnet.silence.simulate.MOST", cells * 4)
    with pytest.raises(rn.UsageError, match="whatever draws is"):
        rn.bounds(network, "transitivity", draws=1)
    assert rn.bounds(network, "density")["kind"].tolist() == ["sharp"]


def test_the_unknown_of_several_relations_are_counted_in_the_units_of_each():
    panel = rn.subset(rn.build_panel(rn.datasets.lindeland().survey), waves=["2025"])
    assert {network.directed for network in panel} == {True, False}
    together = next(name for name in MEASURES if MEASURES[name].together and MEASURES[name].level == "network")  # fmt: skip
    own = rn.bounds(panel, "ties").groupby("relation")["unknown"].first()
    table = rn.bounds(panel, together, draws=1)
    assert table["unknown"].tolist() == [own.sum()]


def test_a_completion_leaves_nothing_unknown_and_keeps_what_is_known():
    network = rn.build_panel(rn.datasets.lindeland().survey, "projects")["2025"]
    before, free = rn.states(network), free_keys(network)
    chosen = free[::3]
    after = rn.states(completion(network, chosen))
    changed = np.argwhere((before != after).to_numpy())
    assert len(changed) == 2 * free.size
    assert (before.to_numpy()[tuple(changed.T)] == "unobserved").all()
    assert (after == "tie").to_numpy().sum() - (before == "tie").to_numpy().sum() == 2 * chosen.size
    assert after.equals(after.T.rename_axis(index="source", columns="target"))
    assert np.isnan(completion(network, chosen).strength).sum() == 2 * chosen.size
