"""Which sectors work together."""

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from relnet.panel.select import take
from tests.evidence.cases import network_of, survey
from tests.strategies import answered, survey_of


def pairs_of(found):
    return found["pairs"].set_index(["group", "partner_group"])


def test_by_hand_with_a_silent_sector():
    """A–B of care, C–D of town, B–C between; E and F of club are silent.

    Directed, so four of six rows are rated: 20 cells, of which 6 hold a tie.
    """
    found = rn.cross_sector(survey())
    pairs = pairs_of(found)
    own = pairs.loc[("care", "care")]
    assert own[["ties", "n", "known_ties", "unknown", "status"]].tolist() == [
        2,
        2,
        2,
        0,
        "complete",
    ]
    # 6 ties in the 20 rated cells: two cells would hold 0.6
    assert own[["expected", "ratio"]].tolist() == pytest.approx([0.6, 2 / 0.6])
    across = pairs.loc[("care", "town")]
    assert across[["ties", "n"]].tolist() == [1, 4]
    assert not across["no_known_tie"]
    # all four could answer on club and named nobody: observed, and no tie
    toward = pairs.loc[("care", "club")]
    assert toward[["ties", "n", "unknown", "no_known_tie", "status"]].tolist() == [
        0, 4, 0, True, "complete",
    ]  # fmt: skip
    # of what club says nothing is known
    silent = pairs.loc[("club", "care")]
    assert silent[["n", "unknown", "no_known_tie", "status"]].tolist() == [0, 4, True, "unobserved"]
    assert pd.isna(silent["ties"])
    assert np.isnan(silent[["expected", "ratio"]].astype(float)).all()
    share = found["figures"].set_index("figure")["value"]
    assert share["cross_group_share"] == pytest.approx(2 / 6)


def test_undirected_pairs_stand_once_and_count_dyads():
    graph = nx.Graph([(0, 1), (0, 2), (1, 2), (2, 3)])
    pairs = pairs_of(rn.cross_sector(network_of(graph)))  # 0, 2: x; 1, 3: y
    assert pairs[["ties", "n"]].to_numpy().tolist() == [[1, 1], [3, 4], [0, 1]]
    assert list(pairs.index) == [("x", "x"), ("x", "y"), ("y", "y")]
    assert pairs["expected"].tolist() == pytest.approx([4 / 6, 16 / 6, 4 / 6])


@settings(max_examples=15, deadline=None)
@given(answered(5), st.sampled_from([None, "either"]))
def test_pairs_add_up_to_the_network_and_agree_with_the_mixing_table(part, dyad):
    survey = survey_of(part)
    roster = survey.roster.assign(sector=["x", "y", "x", "z", "z"])
    object.__setattr__(survey, "_roster", roster)
    network = rn.build_panel(survey, rule=rn.TieRule(dyad=dyad))[0]
    pairs = rn.cross_sector(network, draws=20)["pairs"]
    seen, halves = network.observation, 1 if network.directed else 2
    assert pairs["n"].sum() == len(seen.rated) // halves
    assert pairs["unknown"].sum() == len(seen.unknown) // halves
    assert pairs["known_ties"].sum() == network.keys.size // halves
    mixed = rn.measure(network, "mixing_ties", "mixing_expected", by="sector")
    keys = ["group", "partner_group"]
    for name, own in (("mixing_ties", "known_ties"), ("mixing_expected", "expected")):
        theirs = mixed[mixed["measure"] == name].set_index(keys)["value"]
        if own == "known_ties":  # unknown where no cell is known: none is known then
            theirs = theirs.fillna(0)
        mine = pairs.set_index(keys)[own].astype(float)
        assert mine.to_numpy() == pytest.approx(theirs[mine.index].to_numpy(), nan_ok=True)
    rated = pairs[pairs["n"] > 0].dropna(subset="random_low")
    assert (rated["random_low"] <= rated["random_high"]).all()
    assert (rated["random_high"] <= rated["n"]).all()


@settings(max_examples=10, deadline=None)
@given(answered(5), st.permutations(range(5)))
def test_shuffles_depend_on_no_order_and_keep_what_was_observed(part, order):
    survey = survey_of(part)
    object.__setattr__(survey, "_roster", survey.roster.assign(sector=list("xyxzz")))
    network = rn.build_panel(survey)[0]
    mine, theirs = (
        rn.cross_sector(net, draws=20)["pairs"] for net in (network, take(network, np.array(order)))
    )
    pd.testing.assert_frame_equal(mine, theirs)


def test_shuffles_spread_about_what_is_expected():
    region = rn.datasets.lindeland()
    panel = rn.build_panel(region.survey, "information")
    pairs = rn.cross_sector(panel, draws=200)["pairs"].query("n > 0")
    assert (pairs["random_low"].astype(float) <= pairs["expected"]).all()
    assert (pairs["random_high"].astype(float) >= pairs["expected"].round(6)).all()
    other = rn.cross_sector(panel, draws=200, seed=2)["pairs"].query("n > 0")
    assert not pairs["random_high"].equals(other["random_high"])


def test_triples_are_counted_where_all_of_them_is_observed():
    """C–D–B and so on: of care, town and club one triad is closed, by an extra pair of ties."""
    closed = survey(silent=("F",), extra=[("C", "E"), ("B", "E")])
    found = rn.cross_sector(closed, triples=[("care", "town", "club")])["triples"]
    # all four of care and town answered, and E: 2 · 2 · 1 triads; B, C, E is closed
    assert found.loc[0, ["n", "closed", "coverage"]].tolist() == [4, 0.25, 0.5]
    # and A–B... A, C, E and B, D, E have two of the three ties? only B, D, E: B–E and no other
    assert found.loc[0, "connected"] == pytest.approx(1 / 4)
    with pytest.raises(rn.UsageError, match="unknown group 'pub'"):
        rn.cross_sector(closed, triples=[("care", "town", "pub")])


def test_an_unknown_attribute_is_named():
    with pytest.raises(rn.UsageError, match="unknown attribute 'sektor'; did you mean 'sector'"):
        rn.cross_sector(survey(), "sektor")
