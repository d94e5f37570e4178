import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.panel.select import take
from tests.strategies import answered, survey_of

# Five organisations: D leaves, E joins, C does not answer in wave 2.
EDGES = pd.DataFrame(
    [
        (1, "A", "B"), (1, "A", "D"), (1, "B", "A"), (1, "C", "A"), (1, "C", "B"), (1, "D", "B"),
        (2, "A", "B"), (2, "A", "E"), (2, "B", "C"), (2, "E", "A"),
    ],
    columns=["wave", "source", "target"],
)  # fmt: skip
ROSTER = pd.DataFrame({"wave": [1] * 4 + [2] * 4, "id": list("ABCD") + list("ABCE")})
REGISTER = pd.DataFrame({"wave": [1] * 4 + [2] * 3, "id": list("ABCD") + list("ABE")})


@pytest.fixture
def change():
    survey = rn.read_survey(EDGES, roster=ROSTER, register=REGISTER, warn=False)
    panel = rn.build_panel(survey)
    return rn.compare(panel["1"], panel["2"])


def test_composition_comes_from_the_rosters(change):
    table = change.composition.set_index("actor")
    assert table["status"].to_dict() == {
        "A": "stayer", "B": "stayer", "C": "stayer", "D": "leaver", "E": "joiner",
    }  # fmt: skip
    assert not table.loc["C", "answered_after"]


def test_each_tie_has_a_status(change):
    table = change.ties.set_index(["source", "target"])
    assert table["status"].to_dict() == {
        ("A", "B"): "persisted",
        ("A", "D"): "left",
        ("A", "E"): "entered",
        ("B", "A"): "dissolved",
        ("B", "C"): "formed",
        ("C", "A"): "unobserved",
        ("C", "B"): "unobserved",
        ("D", "B"): "left",
        ("E", "A"): "entered",
    }
    assert table.loc[("C", "A"), ["before", "after"]].tolist() == ["tie", "unobserved"]


def test_counts_by_hand_in_both_readings(change):
    counts = change.counts
    # stayers A, B, C: the cells of A and B were observed twice, those of C once
    assert counts.loc["stayers", ["n00", "n01", "n10", "n11", "unobserved"]].tolist() == [
        1,
        1,
        1,
        1,
        2,
    ]
    assert counts.loc["stayers", "jaccard"] == pytest.approx(1 / 3)
    assert counts.loc["stayers", "coverage"] == pytest.approx(4 / 6)
    # with D and E: 20 cells; what C reports on A, B and E in wave 2 is still unobserved
    assert counts.loc["absent as zero", ["n01", "n10", "n11", "unobserved"]].tolist() == [
        3,
        3,
        1,
        3,
    ]
    assert counts.loc["absent as zero", "n00"] == 20 - 3 - 7


def test_profiles_of_senders_and_receivers(change):
    table = change.actors.set_index(["actor", "role"])
    names = ["n00", "n01", "n10", "n11", "unobserved"]
    assert table.loc[("A", "sender"), names].tolist() == [1, 0, 0, 1, 0]
    assert table.loc[("B", "sender"), names].tolist() == [0, 1, 1, 0, 0]
    assert table.loc[("C", "sender"), names].tolist() == [0, 0, 0, 0, 2]
    assert table.loc[("B", "receiver"), names].tolist() == [0, 0, 0, 1, 1]
    assert np.isnan(table.loc[("C", "sender"), "jaccard"])


def test_man_transition_by_hand(change):
    # only the dyad A, B has its four cells rated: mutual, then asymmetric
    assert change.man.to_numpy().sum() == 1
    assert change.man.loc["mutual", "asymmetric"] == 1


def brute(before, after, old, new):
    """Counts over cells rated in both waves, from the two tables of states."""
    n = len(old)
    result = dict.fromkeys(["n00", "n01", "n10", "n11", "unobserved", "impossible"], 0)
    for i, j in np.argwhere(~np.eye(n, dtype=bool)):
        key = np.array([i * n + j])
        rated = all(net.observation.rated.contains(key)[0] for net in (before, after))
        possible = all(net.observation.possible.contains(key)[0] for net in (before, after))
        result["impossible"] += not possible
        if not rated:
            result["unobserved"] += 1
        else:
            result[f"n{int(old.iloc[i, j] == 'tie')}{int(new.iloc[i, j] == 'tie')}"] += 1
    return result


@given(
    st.integers(2, 5).flatmap(lambda n: st.tuples(answered(n), answered(n))),
    st.sampled_from(["sender", "either", "both"]),
)
def test_counts_agree_with_brute_force_and_with_the_statuses(waves, dyad):
    panel = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad=dyad))
    before, after = panel
    change = rn.compare(before, after)
    expected = brute(before, after, rn.states(before), rn.states(after))
    halves = 1 if before.directed else 2
    counts = change.counts.loc["stayers"]
    assert {name: counts[name] * halves for name in expected} == expected
    statuses = change.ties["status"].value_counts()
    for status, name in (("formed", "n01"), ("dissolved", "n10"), ("persisted", "n11")):
        assert statuses.get(status, 0) == counts[name]


@given(st.integers(2, 5).flatmap(lambda n: st.tuples(answered(n), answered(n))))
def test_comparison_mirrors_itself(waves):
    before, after = rn.build_panel(survey_of(*waves))
    there, back = rn.compare(before, after).counts, rn.compare(after, before).counts
    swapped = {"n01": "n10", "n10": "n01", "formation": None, "dissolution": None}
    for name in there:
        other = swapped.get(name, name)
        if other:
            pd.testing.assert_series_equal(there[name], back[other], check_names=False)
    man = rn.compare(before, after).man.to_numpy()
    assert (man == rn.compare(after, before).man.to_numpy().T).all()


@given(answered())
def test_nothing_changes_between_a_wave_and_itself(part):
    network = rn.build_panel(survey_of(part))[0]
    change = rn.compare(network, network)
    assert (change.counts[["n01", "n10"]] == 0).all(axis=None)
    assert (change.counts["hamming"].dropna() == 0).all()
    assert set(change.ties["status"]) <= {"persisted", "unobserved"}
    assert (change.composition["status"] == "stayer").all()


@given(st.integers(3, 5).flatmap(lambda n: st.tuples(answered(n), answered(n))))
def test_the_order_of_the_roster_makes_no_difference(waves):
    before, after = rn.build_panel(survey_of(*waves))
    turned = take(after, np.arange(after.n)[::-1])
    assert rn.compare(before, after).counts.equals(rn.compare(before, turned).counts)
    assert rn.compare(before, after).ties.equals(rn.compare(before, turned).ties)


def test_what_is_not_comparable_is_refused():
    survey = rn.read_survey(EDGES.assign(relation=["r"] * 6 + ["s"] * 4), roster=ROSTER, warn=False)
    panel = rn.build_panel(survey)
    with pytest.raises(rn.UsageError, match="different relations"):
        rn.compare(panel["1", "r"], panel["2", "s"])
    with pytest.raises(rn.UsageError, match="takes two networks"):
        rn.compare(panel, panel)
    other = rn.build_panel(survey, "r", rule=rn.TieRule(at_least=2))
    with pytest.raises(rn.UsageError, match="different tie rules"):
        rn.compare(panel["1", "r"], other[0])


def test_a_relation_that_was_not_asked_compares_nothing():
    survey = rn.read_survey(EDGES.assign(relation=["r"] * 6 + ["s"] * 4), roster=ROSTER, warn=False)
    panel = rn.build_panel(survey, "r")
    counts = rn.compare(*panel).counts.loc["stayers"]
    assert counts[["n00", "n01", "n10", "n11"]].sum() == 0
    assert np.isnan(counts["jaccard"])


@pytest.mark.parametrize("dyad", ["sender", "either", "both"])
def test_no_tie_of_a_silent_actor_counts_as_dissolved(dyad):
    rng = np.random.default_rng(11)
    n = 12
    rows = [
        (f"p{i}", f"o{i:02}", f"o{j:02}", wave)
        for wave in (1, 2)
        for i in range(n)
        for j in range(n)
        if i != j and rng.random() < 0.4 and not (wave == 2 and i < n // 2)
    ]
    frame = pd.DataFrame(rows, columns=["respondent", "actor", "partner", "wave"])
    roster = pd.DataFrame({"id": [f"o{i:02}" for i in range(n)]})
    survey = rn.read_survey(frame, roster=roster, warn=False)
    assert rn.response(survey)["answered"].tolist() == [n, n // 2]
    change = rn.compare(*rn.build_panel(survey, rule=rn.TieRule(dyad=dyad)))
    silent = {f"o{i:02}" for i in range(n // 2)}
    gone = change.ties.query("status == 'dissolved'")
    assert not set(gone["source"]) & silent
    if dyad != "sender":
        assert not set(gone["target"]) & silent
    assert len(change.ties.query("status == 'unobserved'")) > 0
