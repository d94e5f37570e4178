"""Two waves compared under a treatment of what was not observed."""

import dataclasses

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.change.treated import FIGURES
from relnet.datasets import lindeland
from tests.strategies import Answered, answered, survey_of

RULE = rn.TieRule(dyad="sender")
COUNTS = ["n00", "n01", "n10", "n11", "unobserved"]


def waves(*parts, rule=RULE):
    panel = rn.build_panel(survey_of(*parts), rule=rule)
    return panel["0"], panel["1"]


def part(rows, who):
    return Answered(np.array(rows, float), np.array(who, bool))


OLD = part([[0, 1, 0], [1, 0, 1], [0, 0, 0]], [1, 1, 0])  # o2 is silent
NEW = part([[0, 0, 1], [0, 0, 0], [1, 0, 0]], [1, 0, 1])  # o1 is silent


def counted(change, reading="stayers"):
    return change.counts.loc[reading, COUNTS].astype(int).tolist()


@pytest.mark.parametrize(
    ("treatment", "counts"),
    [
        ("observed", [0, 1, 1, 0, 4]),  # only o0 answered twice
        ("null", [1, 2, 3, 0, 0]),
        ("reconstruct", [0, 2, 4, 0, 0]),
        ("complete", None),
    ],
)
def test_by_hand(treatment, counts):
    change = rn.compare(*waves(OLD, NEW), treatment)
    assert change.treatment == treatment
    if counts:
        assert counted(change) == counts
    else:
        assert change.composition["actor"].tolist() == ["o0"]
        assert change.composition["status"].tolist() == ["stayer"]


def test_reconstructed_cell_by_cell():
    # before: o2 takes o0's 0 and o1's 1; after: o1 takes o0's 0 and o2's 0
    change = rn.compare(*waves(OLD, NEW), "reconstruct")
    status = {(t.source, t.target): t.status for t in change.ties.itertuples()}
    assert status == {
        ("o0", "o1"): "dissolved", ("o1", "o0"): "dissolved", ("o1", "o2"): "dissolved",
        ("o2", "o1"): "dissolved", ("o0", "o2"): "formed", ("o2", "o0"): "formed",
    }  # fmt: skip


@given(answered(4), answered(4), st.sampled_from(["either", "both", "sender"]))
def test_who_is_silent_in_one_wave_is_left_out_of_both_and_has_not_left(old, new, dyad):
    before, after = waves(old, new, rule=rn.TieRule(dyad=dyad))
    change = rn.compare(before, after, "complete")
    silent = {*before.actors[~before.observation.answered], *after.actors[~after.observation.answered]}  # fmt: skip
    assert set(change.composition["actor"]) == {*before.actors} - silent
    assert (change.composition["status"] == "stayer").all()
    assert set(change.before.treated.dropped) == set(change.after.treated.dropped) == silent
    apart = rn.compare(rn.treat(before, "complete"), rn.treat(after, "complete"))
    assert apart.composition.equals(change.composition)
    assert apart.counts.equals(change.counts)
    assert apart.treatment == "complete"


def test_joiners_and_leavers_who_were_silent_are_left_out_too():
    before, after = waves(OLD, NEW)
    before = rn.subset(before, actors=["o0", "o1"])
    assert rn.compare(before, after, "complete").composition["actor"].tolist() == ["o0", "o2"]
    gone = rn.compare(rn.subset(waves(OLD, NEW)[0], actors=["o0", "o2"]), rn.subset(after, actors=["o0"]), "complete")  # fmt: skip
    assert gone.composition["actor"].tolist() == ["o0"]


@given(answered(3, states=False), answered(3, states=False), st.sampled_from(["complete", "null", "reconstruct"]))  # fmt: skip
def test_where_nothing_is_missing_a_treatment_changes_nothing(old, new, treatment):
    before, after = waves(old, new)
    plain, treated = rn.compare(before, after), rn.compare(before, after, treatment)
    for table in ("composition", "counts", "ties", "actors", "man"):
        pd.testing.assert_frame_equal(getattr(plain, table), getattr(treated, table))
    assert not plain.equals(treated)


@given(answered(3), answered(3), st.sampled_from(["null", "reconstruct"]))
def test_networks_that_were_treated_first_give_the_same(old, new, treatment):
    before, after = waves(old, new)
    first = rn.compare(rn.treat(before, treatment), rn.treat(after, treatment))
    assert first.equals(rn.compare(before, after, rn.Treatment(treatment)))
    assert first.treatment == treatment


def test_what_was_done_is_said():
    before, after = waves(OLD, NEW)
    assert repr(rn.compare(before, after, "null")).endswith("; unobserved = no tie>")
    assert "unobserved" not in repr(rn.compare(before, after)).rpartition("Jaccard")[2]


def test_waves_that_were_treated_differently_are_not_compared():
    before, after = waves(OLD, NEW)
    for old, new in [("null", "reconstruct"), ("null", "observed"), ("observed", "complete")]:
        with pytest.raises(rn.UsageError, match="treated differently"):
            rn.compare(rn.treat(before, old), rn.treat(after, new))
    for treatment in ("null", "complete", "impute"):
        with pytest.raises(rn.UsageError, match="treated already"):
            rn.compare(rn.treat(before, "null"), rn.treat(after, "null"), treatment)
    with pytest.raises(rn.UsageError, match="treated differently"):
        rn.contrast(before, rn.treat(before, "null"))
    with pytest.raises(rn.UsageError, match="unknown treatment"):
        rn.compare(before, after, "nought")


def test_networks_in_other_terms_are_filled_in_no_more():
    region = lindeland("nl")
    panel = rn.build_panel(region.survey, "informatie")
    late = rn.in_terms_of(panel, "2025")
    for treatment in ("null", "reconstruct", "impute"):
        with pytest.raises(rn.UsageError, match="before it is put in other terms"):
            rn.compare(late["2019"], late["2025"], treatment)
    first = rn.in_terms_of(rn.treat(panel, "null"), "2025")
    assert rn.compare(first["2019"], first["2025"]).treatment == "null"
    change = rn.compare(late["2019"], late["2025"], "complete")
    assert change.terms == "2025"
    for side in ("before", "after"):
        assert change.composition[f"answered_{side}"].dropna().all()


def test_a_relation_that_was_not_asked_leaves_out_only_who_was_silent_in_the_other():
    before, after = waves(OLD, NEW)
    seen = dataclasses.replace(after.observation, asked=False, answered=np.zeros(3, bool))
    unasked = dataclasses.replace(after, observation=seen)
    change = rn.compare(before, unasked, "complete")
    assert change.composition["actor"].tolist() == ["o0", "o1"]


def test_completions_are_counted_and_the_ties_stay_as_observed():
    panel = rn.build_panel(lindeland("nl").survey, "informatie")
    pair = panel["2019"], panel["2021"]
    plan = rn.Treatment("impute", completions=3, seed=7)
    change, plain = rn.compare(*pair, plan), rn.compare(*pair)
    for table in ("composition", "counts", "ties", "actors", "man"):
        pd.testing.assert_frame_equal(getattr(change, table), getattr(plain, table))
    assert change.before.treated is None
    assert change.treatment == "impute"
    table = change.completions
    assert list(table.columns) == ["completion", "reading", *FIGURES]
    assert table["completion"].tolist() == [1, 1, 2, 2, 3, 3]
    drawn = rn.impute(rn.Panel(pair), completions=3, seed=7)
    for k, one in enumerate(drawn, 1):
        counts = rn.compare(*one.networks).counts
        assert rn.compare(*one.networks).treatment == "impute"
        for reading in counts.index:
            row = table[(table["completion"] == k) & (table["reading"] == reading)]
            assert row[list(FIGURES)].iloc[0].tolist() == counts.loc[reading, list(FIGURES)].tolist()  # fmt: skip
    with pytest.raises(rn.UsageError, match="treated differently"):
        rn.compare(drawn[0].networks[0], drawn[1].networks[1])
    assert change.equals(rn.compare(*pair, plan))
    assert not change.equals(plain)
    assert not change.equals(rn.compare(*pair, rn.Treatment("impute", completions=3, seed=8)))


def test_what_the_completions_say_together():
    panel = rn.build_panel(lindeland("nl").survey, "informatie")
    change = rn.compare(panel["2019"], panel["2021"], rn.Treatment("impute", completions=4))
    together = change.imputed.set_index(["reading", "statistic"])
    for reading, part_ in change.completions.groupby("reading"):
        for figure in FIGURES:
            values = part_[figure].to_numpy(float)
            found = together[figure][reading]
            assert found["mean"] == pytest.approx(values.mean())
            assert (found["low"], found["high"]) == (values.min(), values.max())
    mean, low, high = together.loc["stayers", "jaccard"]
    assert low < mean < high
    assert f"4 completions: Jaccard {mean:.3f} ({low:.3f} to {high:.3f})>" in repr(change)
    plain = rn.compare(panel["2019"], panel["2021"])
    assert plain.completions.empty
    assert plain.imputed.empty
    assert list(plain.imputed.columns) == ["reading", "statistic", *FIGURES]


def test_a_map_shows_what_was_observed():
    before, after = (rn.from_networkx(nx.path_graph(3), wave=wave) for wave in "12")
    for treatment in ("null", "complete"):
        with pytest.raises(rn.UsageError, match="without a treatment"):
            rn.draw(rn.compare(before, after, treatment))
        with pytest.raises(rn.UsageError, match="without a treatment"):
            rn.draw(rn.treat(before, treatment))
