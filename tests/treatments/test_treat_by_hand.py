"""Treatments of the unobserved by hand: strengths, those who stopped halfway, other terms."""

import dataclasses

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.engine.cells import Cells
from relnet.treatments import NAMES, as_treatment, completed
from tests.strategies import Answered, dense
from tests.treatments.given import (
    DETERMINISTIC,
    FILLING,
    FOUR,
    cells,
    network_of,
    same,
)


def test_observed_is_the_very_same():
    panel = rn.Panel((rn.from_networkx(nx.path_graph(3)),))
    assert rn.treat(panel[0], "observed") is panel[0]
    assert rn.treat(panel, "observed").equals(panel)
    (one,) = completed(panel, "observed")
    assert one.equals(panel)
    treated = rn.treat(panel, "null")
    assert rn.treat(treated, "observed").equals(treated)


@pytest.mark.parametrize(
    ("dyad", "at_least", "observed", "reconstructed", "null"),
    [
        ("sender", None, ["-110", "?-01", "??--", "??--"], ["-110", "1-01", "10--", "01--"],
         ["-110", "0-01", "00--", "00--"]),
        ("sender", 2, ["-100", "?-01", "??--", "??--"], ["-100", "1-01", "00--", "01--"],
         ["-100", "0-01", "00--", "00--"]),
        ("either", 2, ["-1??", "1-?1", "??--", "?1--"], ["-100", "1-01", "00--", "01--"],
         ["-100", "1-01", "00--", "01--"]),
        ("both", None, ["-??0", "?-0?", "?0--", "0?--"], ["-110", "1-01", "10--", "01--"],
         ["-000", "0-00", "00--", "00--"]),
        ("mean", 2, ["-???", "?-??", "??--", "??--"], ["-100", "1-01", "00--", "01--"],
         ["-000", "0-00", "00--", "00--"]),
        ("max", 2, ["-1??", "1-?1", "??--", "?1--"], ["-100", "1-01", "00--", "01--"],
         ["-100", "1-01", "00--", "01--"]),
    ],
)  # fmt: skip
def test_by_hand(dyad, at_least, observed, reconstructed, null):
    network = network_of(FOUR, rule=rn.TieRule(dyad=dyad, at_least=at_least))
    assert cells(network) == observed
    assert cells(rn.treat(network, "reconstruct")) == reconstructed
    assert cells(rn.treat(network, "null")) == null
    assert list(rn.treat(network, "complete").actors) == ["o0", "o1"]


def test_strengths_and_coverage_by_hand():
    sender = rn.treat(network_of(FOUR, rule=rn.TieRule(dyad="sender")), "reconstruct")
    assert rn.adjacency(sender, strength=True).toarray().tolist() == [
        [0, 3, 1, 0], [3, 0, 0, 2], [1, 0, 0, 0], [0, 2, 0, 0],
    ]  # fmt: skip
    assert sender.observation.coverage == 1
    assert sender.ties.loc[sender.ties["filled"], ["source", "target"]].to_numpy().tolist() == [
        ["o1", "o0"], ["o2", "o0"], ["o3", "o1"],
    ]  # fmt: skip
    reversed_ = network_of(FOUR, rule=rn.TieRule(dyad="mean"), scale=rn.Scale(3, 1))
    assert np.isnan(reversed_.strength).all()
    assert rn.treat(reversed_, "reconstruct").ties["strength"].tolist() == [1.0, 3.0, 2.0]
    tie_values = rn.TieRule(dyad="both", tie_values=(1, 2))
    named = rn.treat(network_of(FOUR, rule=tie_values), "reconstruct")
    assert named.ties[["source", "target"]].to_numpy().tolist() == [["o0", "o2"], ["o1", "o3"]]


def test_of_two_silent_ones_nothing_is_made_up():
    codes = np.array([[0.0, 0, 0], [0, 0, 0], [0, 0, 0]])
    network = network_of(
        Answered(codes, np.array([True, False, False])), rule=rn.TieRule(dyad="either")
    )
    treated = rn.treat(network, "reconstruct")
    assert cells(treated) == ["-00", "0-?", "0?-"]
    assert treated.unknown_actors.tolist() == [False, True, True]
    assert rn.treat(network, "null").unknown_actors.tolist() == [False] * 3
    assert network.unknown_actors.tolist() == [True] * 3  # nothing is known of anyone


def test_who_is_silent_and_known_to_have_no_tie_is_an_isolate_once_treated():
    codes = np.zeros((3, 3))
    codes[0, 1] = 1
    network = network_of(
        Answered(codes, np.array([True, True, False])), rule=rn.TieRule(dyad="both")
    )
    assert network.unknown_actors.tolist() == [False, False, True]
    assert rn.treat(network, "reconstruct").unknown_actors.tolist() == [False] * 3
    assert rn.treat(network, "null").unknown_actors.tolist() == [False] * 3


def halfway():
    """Ann of A named B and stopped; B answered; C did not."""
    people = pd.DataFrame(
        {"respondent": ["ann", "bo", "cy"], "actor": ["A", "B", "C"], "completed": [0, 1, 0]}
    )
    rows = pd.DataFrame({"respondent": ["ann", "bo"], "actor": ["A", "B"], "partner": ["B", "C"]})
    return rn.read_survey(rows, respondents=people, roster=pd.DataFrame({"id": ["A", "B", "C"]}), warn=False)  # fmt: skip


def test_what_was_said_before_stopping_halfway_is_kept_and_the_rest_is_the_partners():
    network = rn.build_panel(halfway(), rule=rn.TieRule(dyad="sender"))[0]
    assert cells(network) == ["-1?", "0-1", "??-"]
    treated = rn.treat(network, "reconstruct")
    assert cells(treated) == ["-1?", "0-1", "?1-"]
    # B's own, and those of which B says what A and C do not
    assert dense(treated.observation.rated).tolist() == [
        [False, True, False], [True, False, True], [False, True, False],
    ]  # fmt: skip
    assert list(rn.treat(network, "complete").actors) == ["B"]


def stopped(dyad):
    """A named B and C and stopped halfway; B answered and named A and C; C to F did not."""
    people = pd.DataFrame({"respondent": ["a", "b"], "actor": ["A", "B"], "completed": [0, 1]})
    rows = pd.DataFrame({"actor": list("AABB"), "partner": list("BCAC")})
    survey = rn.read_survey(
        rows.assign(respondent=rows["actor"].str.lower()),
        respondents=people,
        roster=pd.DataFrame({"id": list("ABCDEF")}),
        warn=False,
    )
    return rn.build_panel(survey, rule=rn.TieRule(dyad=dyad))[0]


def test_yeses_said_before_stopping_halfway_stand_for_nobody_else():
    # B names 2 of 5; reconstructed, A and C name B and D, E and F do not: 4 of 10
    network = stopped("sender")
    assert cells(network) == ["-11???", "1-1000", "??-???", "???-??", "????-?", "?????-"]
    treated = rn.treat(network, "reconstruct")
    assert cells(treated) == ["-11???", "1-1000", "?1-???", "?0?-??", "?0??-?", "?0???-"]
    for net, n in ((network, 5), (treated, 10)):
        row = rn.measure(net, "density").iloc[0]
        assert (row["value"], row["n"], row["status"]) == (0.4, n, "partial")
    assert rn.measure(rn.treat(network, "null"), "density")["n"].tolist() == [30]


@pytest.mark.parametrize("dyad", ["sender", "either", "both", "mean"])
def test_what_is_rated_does_not_hang_on_what_was_said_before_stopping(dyad):
    # what A said before it stopped is unsaid: as many cells are rated, though fewer are known
    network = stopped(dyad)
    reports = tuple(
        dataclasses.replace(
            one,
            known=one.rated,
            **{
                name: getattr(one, name)[one.rated.contains(one.keys)]
                for name in ("keys", "strength", "is_tie")
            },
        )
        for one in network.reports
    )
    seen, kept = network.observation, network.is_rated
    unsaid = dataclasses.replace(
        network,
        keys=network.keys[kept],
        strength=network.strength[kept],
        reports=reports,
        observation=dataclasses.replace(seen, unknown=seen.possible - seen.rated),
    )
    rated = [rn.treat(net, "reconstruct").observation.rated for net in (network, unsaid)]
    assert rated[0].equals(rated[1])
    assert len(rated[0]) == 10


@pytest.mark.parametrize("name", FILLING)
def test_ties_filled_in_confirm_nothing(name):
    codes = np.array([[0.0, 1, 1], [1, 0, 0], [0, 0, 0]])
    part = Answered(codes, np.array([True, True, False]))
    panel = rn.Panel((network_of(part, rule=rn.TieRule(dyad="either")),))
    for treatment, value, status in (
        ("observed", 1, "partial"),
        ("complete", 1, "complete"),
        (name, None, "reports not filled in"),
    ):
        row = rn.measure(panel, "confirmation_rate", treatment=treatment).iloc[0]
        assert (None if np.isnan(row["value"]) else row["value"], row["status"]) == (value, status)


def test_a_table_tells_how_its_networks_were_treated():
    part = Answered(np.zeros((3, 3)), np.array([True, False, False]))
    network = network_of(part, rule=rn.TieRule(dyad="sender"))
    for source, name in ((network, "observed"), (rn.treat(network, "null"), "null")):
        table = rn.measure(source, "density")
        assert table.attrs["treatment"] == name
        assert table["treatment"].tolist() == [name]
        assert ("filled" in table) == (name == "null")
    assert table["filled"].tolist() == [4 / 6]


def test_relations_together_are_treated_if_any_of_them_is():
    whole, some = (
        Answered(np.zeros((3, 3)), np.array([True, each, each])) for each in (True, False)
    )
    rule = rn.TieRule(dyad="sender")
    first, second = (network_of(part, rule=rule) for part in (whole, some))
    second = dataclasses.replace(rn.treat(second, "null"), relation="s")
    row = rn.measure(rn.Panel((first, second)), "multiplexity").iloc[0]
    # of the 12 cells of both, the 4 of who did not answer the second
    assert (row["treatment"], row["filled"]) == ("null", 4 / 12)
    degree = rn.measure(rn.Panel((first, second)), "multiplex_degree")
    assert degree["status"].tolist() == ["treated"] * 3


def test_rows_that_state_dyads_are_said_by_whoever_answered():
    rows = pd.DataFrame({"source": ["A"], "target": ["B"]})
    register = pd.DataFrame({"id": ["A", "B", "C", "D"], "answered": [1, 1, 0, 0]})
    roster = pd.DataFrame({"id": ["A", "B", "C", "D"]})
    survey = rn.read_survey(rows, undirected=True, roster=roster, register=register, warn=False)
    network = rn.build_panel(survey)[0]
    assert cells(network) == ["-1??", "1-??", "??-?", "???-"]
    assert cells(rn.treat(network, "reconstruct")) == ["-100", "1-00", "00-?", "00?-"]


def test_a_relation_that_was_not_asked_stays_as_it_is():
    rows = pd.DataFrame(
        {"wave": [1, 1, 2], "source": ["A", "A", "A"], "target": ["B", "B", "B"], "relation": ["x", "y", "x"]}
    )  # fmt: skip
    panel = rn.build_panel(rn.read_survey(rows, warn=False))
    unasked = panel["2", "y"]
    assert not unasked.observation.asked
    for name in DETERMINISTIC:
        treated = rn.treat(unasked, name)
        same(treated, unasked)
        assert list(treated.actors) == list(unasked.actors)
        assert treated.treated.name == name


def test_a_panel_is_treated_wave_by_wave_and_its_events_with_it():
    rows = pd.DataFrame({"wave": [1, 1, 2], "source": ["A", "B", "AB"], "target": ["B", "X", "X"]})
    register = pd.DataFrame({"wave": [1, 1, 2, 2], "id": ["A", "X", "AB", "X"]})
    events = pd.DataFrame({"wave": 2, "event": "merge", "actor": ["A", "B"], "into": "AB"})
    roster = pd.DataFrame({"wave": [1, 1, 1, 2, 2], "id": ["A", "B", "X", "AB", "X"]})
    survey = rn.read_survey(rows, register=register, roster=roster, events=events, warn=False)
    panel = rn.build_panel(survey)
    treated = rn.treat(panel, "null")
    assert treated.events.equals(panel.events)
    assert [net.treated.name for net in treated] == ["null", "null"]
    complete = rn.treat(panel, "complete")
    assert complete["1"].treated.dropped == ("B",)
    assert complete.events["actor"].tolist() == ["A"]
    with pytest.raises(rn.UsageError, match="left out of wave '1'"):
        rn.in_terms_of(complete, "2")


def test_what_was_filled_in_stays_so_in_other_terms():
    codes = np.zeros((4, 4))
    codes[0, 2] = codes[1, 3] = 1
    old = network_of(Answered(codes, np.array([True, False, True, False])), rule=rn.TieRule(dyad="either"))  # fmt: skip
    new = dataclasses.replace(rn.subset(old, actors=["o0", "o2", "o3"]), wave="1")
    events = pd.DataFrame({"wave": "1", "event": "merge", "actor": ["o1"], "into": "o0"})
    panel = rn.treat(rn.Panel((old, new), events), "null")
    first = rn.in_terms_of(panel, "1")["0"]
    assert first.treated.name == "null"
    assert first.reports == ()
    filled = dense(first.treated.filled)
    place = {name: k for k, name in enumerate(first.actors)}
    assert not filled[place["o0"], place["o2"]]  # o0 said so, whatever o1 would have
    assert filled[place["o0"], place["o3"]]  # neither o1 nor o3 answered
    observed = rn.in_terms_of(rn.Panel((old, new), events), "1")["0"]
    assert observed.treated is None
    assert observed.reports == ()


def test_a_tie_that_was_filled_in_does_not_become_a_fact_when_it_is_pooled():
    codes = np.zeros((3, 3))
    codes[2, 1] = 1  # o2 says so of o1, who is silent
    old = network_of(Answered(codes, np.array([True, False, True])), rule=rn.TieRule(dyad="both"))
    new = dataclasses.replace(rn.subset(old, actors=["o0", "o2"]), wave="1")
    events = pd.DataFrame({"wave": "1", "event": "merge", "actor": ["o1"], "into": "o0"})
    panel = rn.in_terms_of(rn.treat(rn.Panel((old, new), events), "reconstruct"), "1")
    assert panel["0"].ties[["source", "target", "filled"]].to_numpy().tolist() == [
        ["o0", "o2", True]
    ]


def refused(call, message):
    with pytest.raises(rn.UsageError, match=message):
        call()


def test_what_cannot_be_treated_is_refused():
    network = network_of(FOUR, rule=rn.TieRule(dyad="either"))
    refused(lambda: rn.treat(network, "nul"), "unknown treatment 'nul'; did you mean 'null'")
    refused(lambda: rn.treat(network, "impute"), r"rn\.impute")
    refused(lambda: rn.treat(3, "null"), "treat takes a panel")
    for name in DETERMINISTIC:
        refused(lambda name=name: rn.treat(rn.treat(network, name), "null"), "treated already")
    bare = dataclasses.replace(network, reports=())
    refused(lambda: rn.treat(bare, "reconstruct"), "what both partners report")
    assert cells(rn.treat(bare, "null")) == cells(rn.treat(network, "null"))
    whole = rn.from_networkx(nx.path_graph(3))
    assert rn.treat(whole, "reconstruct").treated.name == "reconstruct"


def test_a_network_in_other_terms_is_filled_in_no_more():
    old, new = (rn.from_networkx(nx.path_graph(names, nx.Graph), wave=str(k)) for k, names in enumerate([3, 2]))  # fmt: skip
    events = pd.DataFrame({"wave": "1", "event": "merge", "actor": ["2"], "into": "1"})
    panel = rn.in_terms_of(rn.Panel((old, new)), "1", events)
    for name in FILLING:
        refused(lambda name=name: rn.treat(panel, name), "before it is put in other terms")
    assert rn.treat(panel, "complete")["0"].treated.name == "complete"
    assert rn.treat(panel["1"], "null").treated.name == "null"


def test_one_report_needs_no_reports():
    network = network_of(FOUR, rule=rn.TieRule(dyad="sender"))
    bare = dataclasses.replace(network, reports=())
    treated = rn.treat(network, "reconstruct")
    assert rn.treat(bare, "reconstruct").equals(dataclasses.replace(treated, reports=()))


def test_treatments_by_name():
    assert rn.Treatment("null") == as_treatment("null")
    assert as_treatment(rn.Treatment("impute", by="sector")).by == ("sector",)
    assert [str(rn.Treatment(name)) for name in NAMES] == list(NAMES)
    assert len({rn.Treatment(name).describe() for name in NAMES}) == len(NAMES)
    for given_ in ({"completions": 0}, {"completions": 2.5}, {"completions": True}, {"seed": -1}):
        refused(lambda given_=given_: rn.Treatment("impute", **given_), next(iter(given_)))
    refused(lambda: rn.Treatment("impute", by=(3,)), "an attribute is named by text")


def test_a_set_of_no_cells_is_filled_where_nothing_is():
    network = rn.treat(rn.from_networkx(nx.path_graph(3)), "null")
    assert network.treated.filled.equals(Cells.from_keys(np.empty(0, np.int64), 3))
    assert network.reports == ()
