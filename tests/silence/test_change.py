"""Bounds of change, against every completion of both waves."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import relnet as rn
from relnet.silence.between import BETWEEN
from tests.silence.brute import completions, ends, networks, of_states, one_of


@st.composite
def changes(draw, most=7):
    """Two waves of one relation, with few enough unknown cells, whose rosters overlap."""
    first, second = draw(networks(4, most)), draw(networks(4, most))
    assume(first.directed == second.directed)
    halves = 1 if first.directed else 2
    assume(sum(len(net.observation.unknown) for net in (first, second)) <= most * halves)
    return rn.compare(_named(first, "1", draw(st.booleans())), _named(second, "2", later=False))


def _named(network, wave, later):
    """The network as of a wave; of other actors, all but the first, where it is later."""
    names = [f"o{k + later}" for k in range(network.n)]
    return replace(network, wave=wave, actors=pd.Index(names, name="actor", dtype="str"))


def dense(network, stay):
    """Ties and possible cells among these actors, as matrices."""
    table = rn.states(network).loc[stay, stay].to_numpy()
    return table == "tie", table != "impossible"


def counted(old, new, possible, *, directed):
    """The measures between waves by their definitions."""
    halves = 1 if directed else 2
    n00, n01, n10, n11 = (
        int((possible & (old == a) & (new == b)).sum()) // halves
        for a, b in itertools.product((False, True), repeat=2)
    )
    total = n00 + n01 + n10 + n11
    parts = {"jaccard": (n11, n01 + n10 + n11), "formation": (n01, n00 + n01), "dissolution": (n10, n10 + n11)}  # fmt: skip
    rates = {name: part / whole if whole else np.nan for name, (part, whole) in parts.items()}
    hamming = n01 + n10 if total else np.nan
    return rates | {"hamming": hamming, "n00": n00, "n01": n01, "n10": n10, "n11": n11}


@given(change=changes())
@one_of(3)
def test_measures_between_waves_have_the_ends_over_every_pair_of_completions(change):
    before, after = change.before, change.after
    stay = [name for name in before.actors if name in after.actors]
    sides = [[dense(one, stay) for one in completions(net)] for net in (before, after)]
    found = [
        counted(old, new, possible & also, directed=before.directed)
        for (old, possible), (new, also) in itertools.product(*sides)
    ]
    table = rn.bounds(change, *BETWEEN).set_index("measure")
    assert set(table["reading"]) == {"stayers"}
    for name in BETWEEN:
        low, high, excluded = ends(np.array([[one[name]] for one in found], float))
        row = table.loc[name]
        assert [row["low"], row["high"]] == pytest.approx([*low, *high], nan_ok=True), name
        assert row["excluded"] == pytest.approx(excluded[0]), name


def waves(before, after, **options):
    parts = [of_states(np.array(table), directed=True) for table in (before, after)]
    return rn.compare(*(_named(net, str(k), later=False) for k, net in enumerate(parts, 1)))


N, T, U, X = "no tie", "tie", "unknown", "impossible"


def test_by_hand():
    # before: AB a tie, AC unknown, BC a tie, others none; after: AB unknown, AC and BC ties
    change = waves([[X, T, U], [N, X, T], [N, N, X]], [[X, U, T], [N, X, T], [N, N, X]])
    table = rn.bounds(change, "density", "ties", "jaccard", "n01", "dissolution").set_index(
        "measure"
    )
    # before 2 or 3 of 6 cells, after 2 or 3
    ties = ["before", "after", "change", "low", "high", "could_flip"]
    assert table.loc["ties", ties].tolist() == [2, 2, 0, -1, 1, True]
    assert table.loc["density", ["low", "high"]].tolist() == pytest.approx([-1 / 6, 1 / 6])
    # BC persists; AB persists or is dissolved, AC persists or is formed
    assert table.loc["jaccard", ["change", "low", "high"]].tolist() == pytest.approx([1, 1 / 3, 1])
    assert table.loc["n01", ["change", "low", "high", "unknown"]].tolist() == [0, 0, 1, 2]
    assert table.loc["dissolution", ["low", "high"]].tolist() == pytest.approx([0, 1 / 2])
    assert pd.isna(table.loc["jaccard", "could_flip"])


def test_a_rise_that_no_answer_can_undo_does_not_flip():
    change = waves([[X, N, N], [N, X, N], [N, N, X]], [[X, T, T], [U, X, U], [N, N, X]])
    row = rn.bounds(change, "ties").iloc[0]
    assert row[["change", "low", "high"]].tolist() == [2, 2, 4]
    assert row["could_flip"] is np.False_ or row["could_flip"] is False
    turned = rn.bounds(rn.compare(change.after, change.before), "ties").iloc[0]
    assert turned[["change", "low", "high"]].tolist() == [-2, -4, -2]
    assert not turned["could_flip"]


def test_what_did_not_change_by_a_number_has_no_sign_to_flip():
    # nobody answered in the first wave, so its density was not observed
    change = waves([[X, U, U], [U, X, U], [U, U, X]], [[X, T, N], [N, X, N], [N, N, X]])
    row = rn.bounds(change, "density").iloc[0]
    assert np.isnan(row["change"])
    assert row["low"] < 0 < row["high"]
    assert pd.isna(row["could_flip"])


def test_a_simulated_range_can_show_a_flip_and_not_exclude_one():
    survey = rn.datasets.lindeland().survey
    panel = rn.build_panel(survey, "referral")
    table = rn.bounds(rn.compare(panel["2021"], panel["2023"]), "transitivity", draws=10)
    assert table["kind"].tolist() == ["simulated"]
    flips = table["could_flip"]
    assert (flips.isna() | (table["low"] * table["high"] < 0)).all()


def test_actors_are_matched_by_name():
    change = rn.compare(
        *(
            _named(of_states(np.array([[X, T], [U, X]]), directed=True), wave, later)
            for wave, later in (("1", False), ("2", True))
        )
    )
    table = rn.bounds(change, "out_degree")
    assert table["actor"].tolist() == ["o1"]
    # o1 sent an unknown tie before and one tie after
    assert table[["low", "high"]].to_numpy().tolist() == [[0, 1]]
    assert table["status"].tolist() == ["unobserved → complete"]


def test_all_measures_come_without_names():
    change = waves([[X, T, U], [N, X, T], [N, N, X]], [[X, U, T], [N, X, T], [N, N, X]])
    table = rn.bounds(change)
    assert {*BETWEEN, "density", "reciprocity_nonnull"} <= {*table["measure"]}
    assert list(table.columns[:6]) == ["relation", "before_wave", "after_wave", "reading", "measure", "actor"]  # fmt: skip
    each = table[table["reading"] == "each wave"]
    own = rn.bounds(change.after).set_index("measure")["high"]
    old = rn.bounds(change.before).set_index("measure")["low"]
    assert each["high"].to_numpy() == pytest.approx((own - old).to_numpy(), nan_ok=True)
