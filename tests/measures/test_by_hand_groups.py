"""Measures of groups that a pencil gives too, and what holds of them whatever the groups."""

from dataclasses import replace
from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.measures import MEASURES
from relnet.measures.groups import Groups, groups_of

# Two sectors, a1 a2 a3 and b1 b2; ties a1→a2, a2→a1, a1→b1, b1→b2, b2→a3
TIES = [("a1", "a2"), ("a2", "a1"), ("a1", "b1"), ("b1", "b2"), ("b2", "a3")]
SECTOR = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b"}


def directed(ties=TIES, groups=SECTOR):
    graph = nx.DiGraph()
    graph.add_nodes_from(groups)
    graph.add_weighted_edges_from([(*tie, k) for k, tie in enumerate(ties, 1)])
    nx.set_node_attributes(graph, groups, "sector")
    return rn.from_networkx(graph)


def values(source, name, by="sector"):
    return rn.measure(source, name, by=by)["value"].tolist()


def test_five_actors_in_two_sectors():
    network = directed()
    # three ties within (two among a, one among b), two between; 8 cells within of 20
    golden = {
        "e_i_index": [(2 - 3) / 5],
        "e_i_expected": [(12 - 8) / 20],
        "cross_group_share": [2 / 5],
        # strengths 1 to 5 in the order of the ties: between are 3 and 5 of 15
        "cross_group_share_weighted": [8 / 15],
        # e: aa 2/5, ab 1/5, ba 1/5, bb 1/5; sent .6 .4, received .6 .4; Σab = .52
        "assortativity": [(0.6 - 0.52) / (1 - 0.52)],
        "group_size": [3, 2],
        # a: 2 within, 2 with b; b: 1 within, 2 with a
        "group_e_i_index": [0, 1 / 3],
        "group_density": [2 / 6, 1 / 2],
        "group_coverage": [1, 1],
        "mixing_ties": [2, 1, 1, 1],
        "mixing_density": [2 / 6, 1 / 6, 1 / 6, 1 / 2],
        # 5 ties over 20 cells
        "mixing_expected": [6 / 4, 6 / 4, 6 / 4, 2 / 4],
        "mixing_ratio": [4 / 3, 2 / 3, 2 / 3, 2],
    }
    for name, expected in golden.items():
        assert values(network, name) == pytest.approx(expected), name


def test_the_same_without_directions():
    graph = nx.Graph(TIES)
    graph.add_nodes_from(SECTOR)
    nx.set_node_attributes(graph, SECTOR, "sector")
    # dyads: a1a2 and b1b2 within, a1b1 and a3b2 between; 3 + 1 of 10 dyads are within
    golden = {
        "e_i_index": [0],
        "e_i_expected": [(6 - 4) / 10],
        "group_e_i_index": [1 / 3, 1 / 3],
        "group_density": [1 / 3, 1],
        "mixing_ties": [1, 2, 2, 1],
        "mixing_expected": [1.2, 2.4, 2.4, 0.4],
        # actors in the order of the graph: a1 a2 b1 b2 a3
        "mixing_density": [1 / 3, 2 / 6, 2 / 6, 1],
    }
    for name, expected in golden.items():
        assert values(graph, name) == pytest.approx(expected), name
    assert rn.measure(graph, "mixing_ties", by="sector")["n"].tolist() == [3, 6, 6, 1]


def test_who_has_no_group_is_counted_out_and_shows_in_the_coverage():
    sectors = {**SECTOR, "b2": None}
    table = rn.measure(directed(groups=sectors), "e_i_index", "group_e_i_index", by="sector")
    # left are a1→a2, a2→a1, a1→b1, in the 12 cells among four actors
    assert table["value"].tolist() == pytest.approx([-1 / 3, -1 / 3, 1])
    assert table["n"].tolist() == [12, 12, 6]
    # of a all 20 cells but those between b1 and b2 are possible, of b1 its 8
    assert table["coverage"].tolist() == pytest.approx([12 / 20, 12 / 18, 6 / 8])
    assert set(table["status"]) == {"partial"}


def test_silence_leaves_the_rated_cells():
    ties = pd.DataFrame(TIES, columns=["source", "target"])
    roster = pd.DataFrame({"id": list(SECTOR), "sector": list(SECTOR.values())})
    register = pd.DataFrame({"id": ["a1", "a2", "b1", "b2"]})
    survey = rn.read_survey(ties, roster=roster, register=register, warn=False)
    network = rn.build_panel(survey)[0]
    # a3 is silent: its 4 cells are out, 2 within a and 2 to b
    table = rn.measure(network, "mixing_ties", "mixing_density", "mixing_expected", by="sector")
    assert table["value"].tolist() == pytest.approx(
        [2, 1, 1, 1, 2 / 4, 1 / 4, 1 / 6, 1 / 2, *(np.array([4, 4, 6, 2]) * 5 / 16)]
    )
    assert table["n"].tolist() == [4, 4, 6, 2] * 3
    assert table["coverage"].tolist() == pytest.approx([4 / 6, 4 / 6, 1, 1] * 3)
    assert values(network, "e_i_expected") == pytest.approx([(10 - 6) / 16])
    assert values(network, "group_coverage") == pytest.approx([14 / 18, 12 / 14])


def test_known_ties_are_counted_outside_the_rated_cells_too():
    ties = pd.DataFrame([("a1", "a3"), ("b1", "a3"), ("b1", "a1")], columns=["source", "target"])
    roster = pd.DataFrame({"id": list(SECTOR), "sector": list(SECTOR.values())})
    register = pd.DataFrame({"id": ["a1", "a2", "b1"]})
    survey = rn.read_survey(ties, roster=roster, register=register, mutual=True, warn=False)
    network = rn.build_panel(survey)[0]
    names = ("mixing_ties", "mixing_density", "mixing_expected", "group_density", "ties")
    table = rn.measure(network, *names, by="sector").set_index("measure")
    # a3 and b2 are silent: a1–a3 and b1–a3 are known but not rated; a1–b1 is both. Rated are
    # a1–a2 within a, and a1–b1, a2–b1 between; of b nothing is, and b1 denies no tie for both
    assert table.loc["mixing_ties", "value"].tolist()[:3] == [1, 2, 2]
    assert np.isnan(table.loc["mixing_ties", "value"].iloc[3])
    assert table.loc["mixing_ties", "status"].tolist() == [*["partial"] * 3, "unobserved"]
    assert table.loc["mixing_ties", "n"].tolist() == [1, 2, 2, 0]
    assert table.loc["ties", "value"] == 3
    assert table.loc["mixing_density", "value"].tolist()[:3] == [0, 1 / 2, 1 / 2]
    # one rated tie over three rated dyads
    assert table.loc["mixing_expected", "value"].tolist()[:3] == pytest.approx(
        [1 / 3, 2 / 3, 2 / 3]
    )
    bounds = rn.bounds(network, "mixing_ties", by="sector")
    assert bounds["low"].tolist() == [1, 2, 2, 0]
    assert bounds["high"].tolist() == [1 + 1, 2 + 3, 2 + 3, 1]
    same = bounds["value"].fillna(0)
    assert (bounds["low"] == same).all()


def test_strengths_that_are_not_known():
    network = directed()
    for unknown, status in ((0, "strength unknown"), (None, "complete")):
        strength = network.strength.copy()
        strength[[] if unknown is None else unknown] = np.nan
        row = rn.measure(
            replace(network, strength=strength), "cross_group_share_weighted", by="sector"
        ).iloc[0]
        assert row["status"] == status
        assert np.isnan(row["value"]) == (unknown is not None)


def test_groups_of_several_attributes_are_their_combinations():
    graph = nx.DiGraph(TIES)
    nx.set_node_attributes(graph, SECTOR, "sector")
    nx.set_node_attributes(graph, {"a1": "n", "a2": "n", "a3": "s", "b1": "n", "b2": "s"}, "side")
    table = rn.measure(graph, "group_size", by=["sector", "side"])
    assert table["group"].tolist() == ["a × n", "a × s", "b × n", "b × s"]
    assert table["value"].tolist() == [2, 1, 1, 1]
    # a1 ↔ a2 are within, the other three between
    assert values(graph, "e_i_index", ["sector", "side"]) == pytest.approx([1 / 5])


DEGENERATE = {
    # one group: all is within; nothing to be assorted by
    "one group": (["x"] * 5, {"e_i_index": -1, "e_i_expected": -1, "assortativity": np.nan}),
    "each its own": (list("vwxyz"), {"e_i_index": 1, "e_i_expected": 1, "tripartite_closed": 0}),
    "no group known": ([None] * 5, {"e_i_index": np.nan, "tripartite_closed": np.nan}),
}


@pytest.mark.parametrize("case", DEGENERATE)
def test_degenerate_groups(case):
    groups, golden = DEGENERATE[case]
    network = directed(groups=dict(zip(SECTOR, groups, strict=True)))
    for name, expected in golden.items():
        assert values(network, name) == pytest.approx([expected], nan_ok=True), name
    table = rn.measure(network, by="sector")
    assert not np.isinf(table["value"]).any()


def test_a_network_without_ties_has_no_e_i_index():
    network = directed(ties=[])
    for name in ("e_i_index", "e_i_expected", "cross_group_share", "assortativity"):
        row = rn.measure(network, name, by="sector").iloc[0]
        assert np.isnan(row["value"])
        assert row["status"] == "undefined", name
    assert values(network, "mixing_ties") == [0, 0, 0, 0]
    assert np.isnan(values(network, "mixing_ratio")).all()


@st.composite
def networks(draw, most=6):
    """A fully observed network in groups, of which some actors may have none."""
    n = draw(st.integers(2, most))
    kind = draw(st.sampled_from([nx.Graph, nx.DiGraph]))
    seed = draw(st.integers(0, 10**6))
    graph = nx.gnp_random_graph(n, draw(st.floats(0.1, 0.9)), seed, directed=kind is nx.DiGraph)
    groups = draw(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=n, max_size=n))
    nx.set_node_attributes(graph, dict(enumerate(groups)), "sector")
    return graph


@settings(max_examples=15)
@given(networks(5))
def test_what_is_expected_is_the_mean_over_all_permutations(graph):
    sectors = [graph.nodes[k]["sector"] for k in graph]
    known = [k for k in graph if sectors[k] is not None]
    names = ["e_i_index", "mixing_ties"]
    found = []
    for order in permutations(known):
        other = graph.copy()
        moved = dict(zip(known, (sectors[k] for k in order), strict=True))
        nx.set_node_attributes(other, moved, "sector")
        found.append(rn.measure(other, *names, by="sector").set_index("measure")["value"])
    mean = sum(found) / len(found)
    expected = rn.measure(graph, "e_i_expected", "mixing_expected", by="sector")
    expected = expected.set_index("measure")["value"]
    for name, other in zip(names, ["e_i_expected", "mixing_expected"], strict=True):
        left, right = np.atleast_1d(mean.get(name, [])), np.atleast_1d(expected.get(other, []))
        assert left == pytest.approx(right, nan_ok=True)


@given(networks())
def test_names_of_groups_make_no_difference(graph):
    other = graph.copy()
    turned = {"a": "z", "b": "y", "c": "x", None: None}  # the other way round, too
    renamed = {k: turned[graph.nodes[k]["sector"]] for k in graph}
    nx.set_node_attributes(other, renamed, "sector")
    mine, theirs = (rn.measure(one, by="sector") for one in (graph, other))
    for column in ("group", "partner_group"):
        mine[column] = mine[column].map(turned)
    keys = ["measure", "group", "partner_group", "actor"]
    mine, theirs = (table.sort_values(keys, ignore_index=True) for table in (mine, theirs))
    assert mine["value"].to_numpy() == pytest.approx(theirs["value"].to_numpy(), nan_ok=True)
    assert mine["status"].tolist() == theirs["status"].tolist()


@given(networks())
def test_merging_groups_takes_ties_within(graph):
    other = graph.copy()
    for k in graph:
        other.nodes[k]["sector"] = {"c": "b"}.get(
            graph.nodes[k]["sector"], graph.nodes[k]["sector"]
        )
    apart, together = (rn.measure(one, "cross_group_share", by="sector") for one in (graph, other))
    before, after = apart["value"].iloc[0], together["value"].iloc[0]
    assert np.isnan(before) == np.isnan(after)
    assert np.isnan(before) or after <= before
    sums = [
        rn.measure(one, "mixing_ties", by="sector").query("group >= partner_group")["value"].sum()
        if not graph.is_directed()
        else rn.measure(one, "mixing_ties", by="sector")["value"].sum()
        for one in (graph, other)
    ]
    assert sums[0] == sums[1]  # no tie is lost


@given(networks())
def test_e_i_index_and_share_say_the_same(graph):
    table = rn.measure(graph, "e_i_index", "cross_group_share", by="sector")["value"]
    assert table.iloc[0] == pytest.approx(2 * table.iloc[1] - 1, nan_ok=True)


def test_many_actors_that_are_each_a_group_of_their_own():
    graph = nx.gnm_random_graph(5000, 20_000, seed=3)
    network = rn.from_networkx(graph)
    groups = Groups(("name",), tuple(network.actors), np.arange(network.n))
    degree = np.array([d for _, d in graph.degree])
    chance = (degree**2).sum() / (2 * graph.size()) ** 2
    golden = {"e_i_index": 1, "e_i_expected": 1, "assortativity": -chance / (1 - chance)}
    for name, expected in golden.items():
        assert MEASURES[name].function(network, groups).value == pytest.approx(expected), name


def test_groups_where_nobody_is():
    assert groups_of(rn.from_networkx(nx.DiGraph()), "sector").k == 0


def sized(sizes):
    """Silent or not, one actor of each of these sizes."""
    roster = pd.DataFrame({"id": [f"a{k}" for k in range(len(sizes))], "size": sizes})
    ties = pd.DataFrame({"source": ["a0", "a1"], "target": ["a1", "a0"]})
    return rn.build_panel(rn.read_survey(ties, roster=roster, warn=False))[0]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        (["300", "12", "50", "12"], ("12", "50", "300")),
        (["10.5", "-2.5", "2.5"], ("-2.5", "2.5", "10.5")),
        (["300", "12", "many", "50"], ("12", "300", "50", "many")),
        (["300", "", "12"], ("12", "300")),
    ],
)
def test_groups_are_in_the_order_of_numbers_where_all_are_numbers(sizes, expected):
    network = sized(sizes)
    groups = groups_of(network, "size")
    assert groups.labels == expected
    labels = [groups.labels[code] if code >= 0 else "" for code in groups.codes]
    assert labels == sizes
    assert rn.measure(network, "density", within="size")["group"].tolist() == list(expected)


def test_groups_of_several_attributes_are_sorted_by_each():
    attributes = pd.DataFrame(
        {"id": list("ABCD"), "kind": ["y", "x", "x", "y"], "size": [9, 10, 9, 10]}
    )
    ties = pd.DataFrame({"source": ["A"], "target": ["B"]})
    network = rn.build_panel(rn.read_survey(ties, roster=attributes, warn=False))[0]
    assert groups_of(network, ["kind", "size"]).labels == ("x × 9", "x × 10", "y × 9", "y × 10")


def test_who_is_in_no_group_is_told():
    network = sized(["300", "", "12"])
    for how in ({"by": "size"}, {"within": "size"}):
        assert rn.measure(network, "density", **how).attrs["in_no_group"] == {"1": ["a1"]}
    assert rn.measure(network, "density").attrs["in_no_group"] == {}
    assert rn.measure(sized(["1", "2"]), "density", by="size").attrs["in_no_group"] == {}


def test_a_table_from_more_than_a_thousand_groups_to_each_is_refused():
    network = sized([str(k) for k in range(1001)])
    with pytest.raises(rn.UsageError, match=r"1,?001 groups, and 'mixing_ties'"):
        rn.measure(network, "group_size", "mixing_ties", by="size")
    assert len(rn.measure(network, "group_size", by="size")) == 1001


def test_groups_within_parts_are_measured_where_one_number_tells_of_them():
    attributes = pd.DataFrame({"id": list("ABCD"), "kind": list("xxyy"), "size": list("stst")})
    ties = pd.DataFrame({"source": list("ABC"), "target": list("BCD")})
    network = rn.build_panel(rn.read_survey(ties, roster=attributes, warn=False))[0]
    how = {"by": "size", "within": "kind"}
    table = rn.measure(network, "e_i_index", **how)
    # within x only A→B, within y only C→D: both between sizes
    assert table[["group", "value"]].to_numpy().tolist() == [["x", 1], ["y", 1]]
    assert set(rn.measure(network, **how)["measure"]) >= {"e_i_index", "ties"}
    for name in ("group_size", "mixing_ties"):
        assert name not in set(rn.measure(network, **how)["measure"])
        with pytest.raises(rn.UsageError, match=f"'{name}' has a row for each group"):
            rn.measure(network, name, **how)
