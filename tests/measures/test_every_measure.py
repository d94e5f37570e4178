"""What holds for every measure that is registered, whoever registered it."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.measures import MEASURES
from relnet.panel.select import take
from tests.strategies import Answered, answered, survey_of

NAMES = list(MEASURES)


def silent(n):
    """Two relations of a wave in which nobody answered."""
    names = [f"o{k}" for k in range(n)]
    ties = pd.DataFrame(
        {"wave": 1, "source": "o0", "target": "o1", "relation": ["meet", "plan"], "value": 0}
    )
    roster = pd.DataFrame({"id": names, "sector": ["ab"[k % 2] for k in range(n)]})
    register = pd.DataFrame({"id": ["o0"], "answered": [0]})
    survey = rn.read_survey(ties, roster=roster, register=register, warn=False)
    return rn.build_panel(survey)


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


def asked(panel, name, **options):
    """The measure of a panel, with groups where it needs them."""
    return rn.measure(panel, name, by="sector" if MEASURES[name].by else None, **options)


def panel_of(graph):
    """A graph twice, as two relations of one wave, in two sectors by turns."""
    graph = graph.copy()
    for place, actor in enumerate(graph):
        graph.nodes[actor]["sector"] = "ab"[place % 2]
    relations = ["meet", "plan"]
    return rn.Panel(tuple(rn.from_networkx(graph, relation=name) for name in relations))


def expected_rows(panel, name):
    """How many rows a measure gives."""
    measure, network = MEASURES[name], panel.networks[0]
    groups = min(network.n, 2)
    rows = {"network": 1, "actor": network.n, "group": groups, "pair": groups**2}[measure.level]
    return rows * (1 if measure.together else len(panel.networks))


REASONS = {
    "undefined", "not applicable", "outside the largest component", "reports not kept",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", DEGENERATE)
def test_degenerate_networks_give_a_value_or_say_why_not(name, kind):
    panel = panel_of(DEGENERATE[kind])
    table = asked(panel, name)
    assert len(table) == expected_rows(panel, name)
    absent = table["value"].isna()
    assert set(table.loc[absent, "status"]) <= REASONS
    assert set(table.loc[~absent, "status"]) <= {"complete"}
    assert not np.isinf(table["value"]).any()


@pytest.mark.parametrize("name", NAMES)
def test_where_nobody_answered_nothing_is_complete(name):
    panel = silent(4)
    table = asked(panel, name)
    if MEASURES[name].over != "roster":
        assert "complete" not in set(table["status"])
        of_nobody = table[table["actor"].isin(["o2", "o3"])]
        assert set(of_nobody["status"]) <= {"unobserved"}
        assert of_nobody["value"].isna().all()


@pytest.mark.parametrize("name", NAMES)
def test_where_no_cell_is_known_nothing_is_told_but_who_and_what_was_asked(name):
    nobody = Answered(np.zeros((4, 4)), np.zeros(4, bool))
    panel = pair(nobody, nobody)
    assert all(net.observation.unknown.equals(net.observation.possible) for net in panel)
    table = asked(panel, name)
    if name in {"actors", "group_size"}:
        assert set(table["status"]) == {"complete"}
    elif name == "group_coverage":
        assert table[["value", "status"]].drop_duplicates().to_numpy().tolist() == [[0, "partial"]]
    else:
        nothing_there = {"tripartite_connected", "tripartite_closed"}  # of two groups
        assert table["value"].isna().all()
        assert set(table["status"]) == {"undefined" if name in nothing_there else "unobserved"}


def pair(*parts):
    """Two relations of one wave, in two sectors."""
    panel = rn.build_panel(survey_of(parts, relations=("r", "s")))
    names = [f"o{k}" for k in range(len(parts[0].codes))]
    sectors = pd.DataFrame({"sector": ["ab"[k % 2] for k in range(len(names))]}, index=names)
    return rn.Panel(tuple(replace(net, _attributes=sectors.loc[list(net.actors)]) for net in panel))


ORDER = ["measure", "relation", "group", "partner_group", "actor"]


@given(first=answered(4), second=answered(4), order=st.permutations(range(4)))
def test_the_order_of_actors_makes_no_difference(first, second, order):
    panel = pair(first, second)
    turned = rn.Panel(tuple(take(network, np.array(order)) for network in panel))
    mine, theirs = (
        rn.measure(one, by="sector").sort_values(ORDER, ignore_index=True)
        for one in (panel, turned)
    )
    # Of two largest components an eigenvector is of the one with the first actor.
    unlike = mine["measure"][mine["value"].isna() != theirs["value"].isna()]
    same = ~(mine["measure"].isin(unlike) & mine["measure"].str.contains("eigenvector"))
    pd.testing.assert_frame_equal(
        mine.loc[same, [*ORDER, "value", "status"]],
        theirs.loc[same, [*ORDER, "value", "status"]],
        rtol=1e-6,
        atol=1e-9,
    )


@given(n=st.integers(2, 5), data=st.data())
def test_coverage_and_status_tell_what_was_observed(n, data):
    table = rn.measure(pair(data.draw(answered(n)), data.draw(answered(n))), by="sector")
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
    assert (table[["definition", "source", "oracle", "over", "unit"]] != "").all(axis=None)


def test_what_counts_is_whole_and_nothing_else_is():
    panel = rn.subset(rn.build_panel(rn.datasets.lindeland().survey), waves=["2021", "2023"])
    table = rn.measure(panel, by="sector").dropna(subset="value")
    whole = (table["value"] % 1 == 0).groupby(table["measure"]).all()
    counts = pd.Series({name: MEASURES[name].counts for name in whole.index})
    assert whole[counts].all()
    # strengths are whole answers here, added up
    assert whole.index[whole & ~counts].tolist() == [
        "in_strength",
        "out_strength",
        "total_strength",
    ]


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
