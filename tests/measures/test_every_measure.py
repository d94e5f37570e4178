"""What holds for every measure that is registered, whoever registered it."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.measures import MEASURES
from relnet.panel.select import take
from tests.strategies import answered, survey_of

NAMES = list(MEASURES)


def silent(n):
    """A panel in which nobody answered."""
    edges = pd.DataFrame({"wave": [1, 2], "source": ["o0", "o1"], "target": ["o1", "o0"]})
    roster = pd.DataFrame({"id": [f"o{k}" for k in range(n)]})
    survey = rn.read_survey(
        edges.iloc[:1],
        roster=roster,
        register=pd.DataFrame({"id": ["o0"], "answered": [0]}),
        warn=False,
    )
    return rn.build_panel(survey)[0]


DEGENERATE = {
    "empty": nx.empty_graph(0, nx.DiGraph),
    "one actor": nx.empty_graph(1, nx.DiGraph),
    "two actors": nx.DiGraph([(0, 1)]),
    "isolates": nx.empty_graph(5, nx.DiGraph),
    "complete": nx.complete_graph(5, nx.DiGraph),
    "star": nx.DiGraph([(0, k) for k in range(1, 5)]),
    "disconnected": nx.DiGraph([(0, 1), (2, 3), (3, 4), (4, 2)]),
    "undirected path": nx.path_graph(4),
    "undirected isolates": nx.empty_graph(4),
    "undirected empty": nx.empty_graph(0),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", DEGENERATE)
def test_degenerate_networks_give_a_value_or_say_why_not(name, kind):
    graph = DEGENERATE[kind]
    table = rn.measure(graph, name)
    assert len(table) == (1 if MEASURES[name].level == "network" else len(graph))
    absent = table["value"].isna()
    reasons = {"undefined", "not applicable", "outside the largest component"}
    assert set(table.loc[absent, "status"]) <= reasons
    assert set(table.loc[~absent, "status"]) <= {"complete"}
    assert not np.isinf(table["value"]).any()


@pytest.mark.parametrize("name", NAMES)
def test_where_nobody_answered_nothing_is_complete(name):
    table = rn.measure(silent(4), name)
    if MEASURES[name].over != "roster":
        assert "complete" not in set(table["status"])
        of_nobody = table[table["actor"].isin(["o2", "o3"])]
        assert set(of_nobody["status"]) <= {"unobserved"}
        assert of_nobody["value"].isna().all()


@given(part=answered(4), order=st.permutations(range(4)))
def test_the_order_of_actors_makes_no_difference(part, order):
    network = rn.build_panel(survey_of(part))[0]
    turned = take(network, np.array(order))
    mine, theirs = (
        rn.measure(net).sort_values(["measure", "actor"], ignore_index=True)
        for net in (network, turned)
    )
    for name in NAMES:
        own, other = (table[table["measure"] == name] for table in (mine, theirs))
        if "eigenvector" in name and not own["value"].isna().equals(other["value"].isna()):
            continue  # of two largest components the one with the first actor is taken
        values = other["value"].to_numpy()
        assert own["value"].to_numpy() == pytest.approx(values, abs=1e-9, nan_ok=True), name
        assert own["status"].tolist() == other["status"].tolist()


@given(part=answered())
def test_coverage_and_status_tell_what_was_observed(part):
    network = rn.build_panel(survey_of(part))[0]
    table = rn.measure(network)
    covered = table["coverage"].dropna()
    assert covered.between(0, 1).all()
    known = table["value"].notna() & table["coverage"].notna()
    whole = table["coverage"] == 1
    assert (table.loc[known & whole, "status"] == "complete").all()
    assert (table.loc[known & ~whole, "status"] == "partial").all()
    density = table.loc[table["measure"] == "density", "value"].iloc[0]
    assert np.isnan(density) or 0 <= density <= 1


def test_nothing_is_changed_by_measuring():
    graph = nx.DiGraph([(1, 2), (2, 3)])
    network = rn.from_networkx(graph)
    before = network.ties
    rn.measure(network)
    assert network.ties.equals(before)
    assert list(graph.edges) == [(1, 2), (2, 3)]


def test_each_measure_says_what_it_is():
    table = rn.list_measures()
    assert table["measure"].tolist()[: len(NAMES)] == NAMES
    assert (table[["definition", "source", "oracle", "over"]] != "").all(axis=None)


def test_others_can_register_a_measure():
    @rn.register_measure(level="actor", definition="its number", source="here", oracle="none")
    def position(network):
        return pd.Series(range(network.n), index=network.actors)

    try:
        assert rn.measure(nx.path_graph(3), "position")["value"].tolist() == [0, 1, 2]
        with pytest.raises(rn.UsageError, match="already registered"):
            rn.register_measure(level="actor", definition="", source="", oracle="")(position)
    finally:
        MEASURES._things.pop("position")
