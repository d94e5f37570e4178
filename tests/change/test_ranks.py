import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.change.ranks import rank_change
from tests.strategies import answered, survey_of


def test_by_hand_with_equal_values_a_joiner_a_leaver_and_a_silent_one():
    # in-degrees: wave 1 A 3, B 2, C 2, D 0, L 1; wave 2 A 1, B 3, C 0, D 0, J 0. Without L and J
    # the ranks are 1, 2.5, 2.5, 4 and then 2, 1, 3.5, 3.5
    edges = pd.DataFrame(
        [(1, "B", "A"), (1, "C", "A"), (1, "L", "A"), (1, "A", "B"), (1, "C", "B"), (1, "A", "C"),
         (1, "B", "C"), (1, "A", "L"),
         (2, "B", "A"), (2, "A", "B"), (2, "C", "B"), (2, "J", "B")],
        columns=["wave", "source", "target"],
    )  # fmt: skip
    roster = pd.DataFrame({"wave": [1] * 5 + [2] * 5, "id": list("ABCDLABCDJ")})
    survey = rn.read_survey(edges, roster=roster, no_report="nobody", warn=False)
    change = rn.compare(*rn.build_panel(survey))
    table = rank_change(change, "in_degree", whole=True).set_index("actor")
    assert table["value_before"].fillna(-1).tolist() == [3, 2, 2, 0, 1, -1]
    assert table["value_after"].fillna(-1).tolist() == [1, 3, 0, 0, -1, 0]
    assert table["rank_before"].tolist()[:4] == [1, 2.5, 2.5, 4]
    assert table["rank_after"].tolist()[:4] == [2, 1, 3.5, 3.5]
    assert table["rank_change"].tolist()[:4] == [-1, 1.5, -1, 0.5]
    assert table.loc[["L", "J"], ["rank_before", "rank_after", "change"]].isna().all(axis=None)
    assert table.loc["J", ["status", "status_before", "status_after"]].tolist() == [
        "joiner", "", "complete",
    ]  # fmt: skip
    # Spearman: the ranks less their mean are (-1.5, 0, 0, 1.5) and (-.5, -1.5, 1, 1), so
    # (.75 + 1.5) / √(4.5 · 4.5). Kendall: of the six pairs AC, AD and BD are in the same order,
    # AB is turned around, BC is equal before and CD after: (3 - 1) / √(5 · 5)
    assert table.attrs["spearman"] == pytest.approx(2.25 / 4.5)
    assert table.attrs["kendall"] == pytest.approx(2 / 5)
    assert (table.attrs["n"], table.attrs["stayers"]) == (4, 4)


def test_what_is_unknown_stays_unknown():
    edges = pd.DataFrame({"wave": [1, 1, 1, 2], "source": list("ABCA"), "target": list("BCAB")})
    register = pd.DataFrame({"wave": [1, 1, 1, 2], "id": list("ABCA")})
    roster = pd.DataFrame({"id": list("ABC")})
    survey = rn.read_survey(edges, roster=roster, register=register, warn=False)
    table = rank_change(rn.compare(*rn.build_panel(survey)), "out_degree", whole=True).set_index(
        "actor"
    )
    assert table["value_after"].isna().tolist() == [False, True, True]
    assert table.loc["B", ["status", "status_after"]].tolist() == ["stayer", "unobserved"]
    assert table.attrs["n"] == 1
    assert np.isnan(table.attrs["spearman"])


def test_where_nobody_is_left_nobody_is_ranked():
    old, new = (
        rn.from_networkx(g, wave=w) for g, w in ((nx.path_graph(2), "1"), (nx.Graph(), "2"))
    )
    table = rank_change(rn.compare(old, new), "total_degree")
    assert table["status"].tolist() == ["leaver", "leaver"]
    assert table["status_after"].tolist() == ["", ""]
    assert table["rank_before"].isna().all()


def test_a_measure_of_something_else_is_refused():
    change = rn.compare(*[rn.from_networkx(nx.path_graph(3), wave=w) for w in "12"])
    for name in ("density", "mixing_density"):
        with pytest.raises(rn.UsageError, match="nothing to rank"):
            rank_change(change, name)
    with pytest.raises(rn.UsageError, match="unknown measure 'in_degre'"):
        rank_change(change, "in_degre")
    with pytest.raises(rn.UsageError, match="takes a change"):
        rank_change(change.before, "in_degree")


@given(
    st.integers(2, 6).flatmap(lambda n: st.tuples(answered(n), answered(n))),
    st.sampled_from(["in_degree", "total_degree", "betweenness"]),
)
def test_ranks_agree_with_pandas_and_turn_around(waves, name):
    before, after = rn.build_panel(survey_of(*waves))
    table, back = (
        rank_change(rn.compare(before, after), name),
        rank_change(rn.compare(after, before), name),
    )
    assert table["rank_change"].to_numpy() == pytest.approx(
        -back.set_index("actor")["rank_change"].reindex(table["actor"]).to_numpy(), nan_ok=True
    )
    known = table.dropna(subset=["change"])
    assert (
        known["rank_before"].sum() == known["rank_after"].sum() == len(known) * (len(known) + 1) / 2
    )
    assert known["rank_change"].sum() == 0
    ordered = known.sort_values("value_before", ascending=False)
    assert ordered["rank_before"].is_monotonic_increasing
    # Spearman is Pearson of the ranks
    ranks = known[["rank_before", "rank_after"]]
    if all(len(set(ranks[name])) > 1 for name in ranks):
        expected = np.corrcoef(ranks.to_numpy().T)[0, 1]
        assert table.attrs["spearman"] == pytest.approx(expected)
        pairs = [
            np.sign(known[c].to_numpy()[:, None] - known[c].to_numpy())
            for c in ("value_before", "value_after")
        ]
        tau = (pairs[0] * pairs[1]).sum() / np.sqrt((pairs[0] ** 2).sum() * (pairs[1] ** 2).sum())
        assert table.attrs["kendall"] == pytest.approx(tau)
    else:
        assert np.isnan(table.attrs["spearman"])


def test_who_was_silent_in_one_wave_neither_rises_nor_falls_by_that():
    # all name all in both waves; A is silent in the first, B in the second
    names = list("ABCD")
    edges = [(w, s, t) for w in (1, 2) for s in names for t in names if s != t]
    edges = [edge for edge in edges if edge[:2] not in {(1, "A"), (2, "B")}]
    survey = rn.read_survey(
        pd.DataFrame(edges, columns=["wave", "source", "target"]),
        roster=pd.DataFrame({"id": names}),
        no_report="silent",
        warn=False,
    )
    change = rn.compare(*rn.build_panel(survey))
    whole = rank_change(change, "in_degree", whole=True).set_index("actor")
    assert (whole["rank_change"] != 0).any()
    table = rank_change(change, "in_degree").set_index("actor")
    # C and D answered in both waves: A and B are named by both, C and D by one another
    assert table["value_before"].tolist() == [2, 2, 1, 1]
    assert table["value_after"].tolist() == [2, 2, 1, 1]
    assert (table["rank_change"] == 0).all()
    sent = rank_change(change, "out_degree").set_index("actor")
    assert sent["change"].isna().tolist() == [True, True, False, False]


def test_where_all_answer_and_stay_the_whole_networks_are_compared():
    rng = np.random.default_rng(3)
    old, new = (
        rn.from_networkx(
            nx.gnp_random_graph(9, 0.4, seed=int(rng.integers(99)), directed=True), wave=w
        )
        for w in "12"
    )
    change = rn.compare(old, new)
    pd.testing.assert_frame_equal(
        rank_change(change, "betweenness"), rank_change(change, "betweenness", whole=True)
    )
