"""Triads of three groups, by hand and by counting every triad."""

from itertools import product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.measures.crossing import triads

# an insurer i, providers p q, citizens c d; ties i–p, p–c, c–i, q–d, p–q (within a group)
GROUPS = {"i": "insurer", "p": "provider", "q": "provider", "c": "citizen", "d": "citizen"}
TIES = [("i", "p"), ("p", "c"), ("c", "i"), ("q", "d"), ("p", "q")]
THREE = ("insurer", "provider", "citizen")


def region(ties=TIES, kind=nx.Graph):
    graph = kind()
    graph.add_nodes_from(GROUPS)
    graph.add_edges_from(ties)
    nx.set_node_attributes(graph, GROUPS, "sector")
    return graph


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_four_triads(kind):
    # ipc is closed; ipd and iqc have one tie (i–p, c–i), iqd one: 1 of 4 connected and closed
    row = rn.group_closure(region(kind=kind), "sector", THREE).iloc[0]
    assert row[["first", "second", "third"]].tolist() == list(THREE)
    assert row[["connected", "closed", "n", "coverage"]].tolist() == [1 / 4, 1 / 4, 4, 1]
    assert row["status"] == "complete"


def test_a_path_is_connected_and_not_closed():
    row = rn.group_closure(region([*TIES, ("p", "d")]), "sector", THREE).iloc[0]
    assert row[["connected", "closed"]].tolist() == [2 / 4, 1 / 4]  # d–p–i, too


def test_all_threes_of_the_groups_there_are():
    graph = region()
    graph.add_node("m", sector="municipality")
    table = rn.group_closure(graph, "sector")
    assert len(table) == 4
    # with m there is no connected triad but where the other two and nothing else are tied
    assert table["closed"].tolist() == [0, 1 / 4, 0, 0]
    whole = rn.measure(graph, "tripartite_connected", "tripartite_closed", by="sector")
    assert whole["n"].tolist() == [table["n"].sum()] * 2
    shares = [
        (table[name] * table["n"]).sum() / table["n"].sum() for name in ("connected", "closed")
    ]
    assert whole["value"].tolist() == pytest.approx(shares)


def silent(who):
    ties = pd.DataFrame([*TIES, *(tie[::-1] for tie in TIES)], columns=["source", "target"])
    ties = ties[~ties["source"].isin(who)]
    roster = pd.DataFrame({"id": list(GROUPS), "sector": list(GROUPS.values())})
    register = pd.DataFrame({"id": sorted(set(GROUPS) - set(who))})
    return rn.build_panel(rn.read_survey(ties, roster=roster, register=register, warn=False))


def test_triads_with_an_actor_who_is_silent_are_not_rated():
    row = rn.group_closure(silent(["d"]), "sector", THREE).iloc[0]
    assert row[["connected", "closed", "n", "coverage"]].tolist() == [1 / 2, 1 / 2, 2, 2 / 4]
    assert row["status"] == "partial"
    row = rn.group_closure(silent(["i"]), "sector", THREE).iloc[0]
    assert (row["n"], row["status"]) == (0, "unobserved")


def test_groups_that_are_not_there_in_a_wave():
    rows = [(1, "i", "p"), (2, "p", "c"), (2, "c", "i")]
    roster = pd.DataFrame(
        [(wave, name, GROUPS[name]) for wave, names in ((1, "ip"), (2, "ipc")) for name in names],
        columns=["wave", "id", "sector"],
    )
    ties = pd.DataFrame(rows, columns=["wave", "source", "target"])
    panel = rn.build_panel(rn.read_survey(ties, roster=roster, warn=False))
    table = rn.group_closure(panel, "sector", THREE)
    assert table["status"].tolist() == ["undefined", "complete"]
    assert table["connected"].tolist() == pytest.approx([np.nan, 1], nan_ok=True)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (("insurer", "provider"), "three different groups"),
        (("insurer", "insurer", "provider"), "three different groups"),
        ("insurer", "three different groups"),
        (("insurer", "provider", "citisen"), "did you mean 'citizen'"),
    ],
)
def test_groups_that_are_no_three(groups, said):
    with pytest.raises(rn.UsageError, match=said):
        rn.group_closure(region(), "sector", groups)


@given(st.integers(0, 10**6), st.integers(3, 9), st.floats(0.1, 0.9), st.booleans())
def test_every_triad_is_counted_once(seed, n, density, directed):
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(n, density, seed, directed=directed)
    codes = rng.integers(-1, 4, n)
    found = triads(rn.from_networkx(graph), codes)
    flat = nx.Graph(graph)
    tied = [
        sum((flat.has_edge(a, b), flat.has_edge(b, c), flat.has_edge(a, c)))
        for a, b, c in product(range(n), repeat=3)
        if a < b < c and -1 not in codes[[a, b, c]] and len(set(codes[[a, b, c]])) == 3
    ]
    assert found == (len(tied), len(tied), sum(t >= 2 for t in tied), sum(t == 3 for t in tied))
