"""Numbers that are equal but for rounding are equal in every table."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.change.near import apart, levelled


def test_what_rounding_makes_different_is_the_same_and_a_small_change_is_not():
    values = np.array([3e-6, 1e-6 + 2e-6, 3e-6 * (1 + 1e-9), np.nan])
    assert apart(np.full(4, 3e-6), values)[:2].tolist() == [0, 0]
    assert apart(np.full(4, 3e-6), values)[2] > 0
    assert np.isnan(apart(np.full(4, 3e-6), values)[3])
    assert apart(np.zeros(2), np.array([0.0, 1e-300])).tolist() == [0, 1e-300]
    assert len(set(levelled(values[:3]))) == 2
    assert levelled(np.empty(0)).size == 0
    assert levelled(np.zeros(3)).tolist() == [0, 0, 0]


@pytest.mark.parametrize("measure", ["eigenvector", "betweenness", "pagerank"])
def test_the_points_of_a_star_share_their_place(measure):
    # seven points and a hub, then another hub: the hubs change places, all else is equal. The
    # ranks less their mean are (-3.5, 3.5, .5 × 6) in one order or another: Spearman is
    # (2 · -3.5 · .5 + 6 · .5²) / (3.5² + 7 · .5²) = (-3.5 + 1.5) / 14
    star = nx.relabel_nodes(nx.star_graph(7), str)
    other = nx.relabel_nodes(star, {"0": "3", "3": "0"})
    change = rn.compare(rn.from_networkx(star, wave="1"), rn.from_networkx(other, wave="2"))
    table = rn.rank_change(change, measure).set_index("actor")
    assert table.loc["0", ["rank_before", "rank_after"]].tolist() == [1, 5]
    assert table.drop(index=["0", "3"])["rank_after"].tolist() == [5] * 6
    assert table.attrs["spearman"] == pytest.approx(-2 / 14)


def test_partners_that_differ_by_a_third_of_a_point_twice_did_not_move():
    # of three people of A one, then two name B; of three of B two, then all name A: 2/3 - 1/3 and
    # 1 - 2/3 are not the same number
    said = {1: {"A": 1, "B": 2}, 2: {"A": 2, "B": 3}}
    rows = [
        (wave, f"{actor}{k}", actor, partner, int(k < said[wave][actor]))
        for wave in said
        for actor, partner in ("AB", "BA")
        for k in range(3)
    ]
    answers = pd.DataFrame(rows, columns=["wave", "respondent", "actor", "partner", "value"])
    survey = rn.read_survey(answers, mutual=["relation"], warn=False)
    panel = rn.build_panel(survey, rule=rn.TieRule(respondents="mean", dyad="either"))
    found = rn.convergence(rn.compare(*panel))
    assert found["difference_before"].tolist() != found["difference_after"].tolist()
    assert found["status"].tolist() == ["same"]


def test_a_strength_that_differs_by_rounding_is_the_same():
    old, new = nx.Graph(), nx.Graph()
    old.add_weighted_edges_from([("A", "B", 0.3), ("B", "C", 1.0)])
    new.add_weighted_edges_from([("A", "B", 0.1 + 0.2), ("B", "C", 1.1)])
    change = rn.compare(rn.from_networkx(old, wave="1"), rn.from_networkx(new, wave="2"))
    assert change.ties["detail"].tolist() == ["same", "strengthened"]
