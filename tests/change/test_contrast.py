"""What two layers say of one wave, side by side."""

from dataclasses import replace

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from tests.panel.spoken import rules, said
from tests.strategies import answered, survey_of


def two(wave="1", **options):
    first = nx.DiGraph([("A", "B"), ("B", "C"), ("C", "A")])
    second = nx.DiGraph([("A", "B"), ("C", "B"), ("A", "C")])
    return (rn.from_networkx(graph, wave=wave, **options) for graph in (first, second))


def test_by_hand():
    first, second = two()
    found = rn.contrast(first, second)
    assert found.counts.loc[first.relation].to_dict() == pytest.approx(
        {
            "both": 1,
            "only_first": 2,
            "only_second": 2,
            "neither": 1,
            "unobserved": 0,
            "impossible": 0,
            "jaccard": 1 / 5,
            "agreement": 2 / 6,
            "coverage": 1,
        }
    )
    assert dict(found.ties.groupby(["source", "target"])["status"].first()) == {
        ("A", "B"): "both",
        ("A", "C"): "only second",
        ("B", "C"): "only first",
        ("C", "A"): "only first",
        ("C", "B"): "only second",
    }
    assert found.ties["strength_first"].isna().tolist() == [False, True, False, False, True]
    assert found.counts["both"].dtype.kind == "i"


@given(answered())
def test_a_network_says_the_same_as_itself(matrix):
    network = rn.build_panel(survey_of(matrix), rule=rn.TieRule(dyad="either"))[0]
    found = rn.contrast(network, network)
    row = found.counts.iloc[0]
    assert row["only_first"] == row["only_second"] == 0
    assert row["agreement"] == 1 or np.isnan(row["agreement"])
    assert row["jaccard"] == 1 or np.isnan(row["jaccard"])
    assert set(found.ties["status"]) <= {"both", "unobserved"}
    assert found.equals(rn.contrast(network, network))


@given(st.data(), st.sampled_from(["sender", "either", "both"]))
def test_counts_and_ties_agree_with_brute_force(data, dyad):
    who = data.draw(said())
    rule = replace(data.draw(rules(respondents=("any", "majority"))), dyad=dyad)
    panels = rn.by_layer(who.survey(), rule=rule)
    first, second = (data.draw(st.sampled_from(sorted(panels))) for _ in "ab")
    one, other = panels[first][0], panels[second][0]
    states = [rn.states(network) for network in (one, other)]
    expected = {"both": 0, "only first": 0, "only second": 0, "neither": 0, "unobserved": 0}
    status = {}
    for i, source in enumerate(who.actors):
        for j, target in enumerate(who.actors):
            if i == j or (dyad != "sender" and i > j):
                continue
            ties = tuple(state.loc[source, target] == "tie" for state in states)
            key = i * len(who.actors) + j
            rated = all(net.observation.rated.contains(np.array([key]))[0] for net in (one, other))
            name = {(True, True): "both", (True, False): "only first"}.get(
                ties, "only second" if ties[1] else "neither"
            )
            name = name if rated else "unobserved"
            expected[name] += 1
            if any(ties):
                status[source, target] = name
    found = rn.contrast(one, other)
    counts = found.counts.iloc[0]
    assert {name: counts[name.replace(" ", "_")] for name in expected} == expected
    ties = found.ties
    keys = zip(ties["source"], ties["target"], strict=True)
    assert dict(zip(keys, ties["status"], strict=True)) == status
    turned = rn.contrast(other, one).counts.iloc[0]
    assert turned["only_first"] == counts["only_second"]


def test_it_shows_itself():
    found = rn.contrast(*two())
    assert repr(found) == (
        "<Contrast: 'relation', wave '1', all respondents and all respondents: 1 ties in both, 2 only "
        "in the first, 2 only in the second, 0 cells not compared; Jaccard 0.200>"
    )
    assert "<table" in found._repr_html_()
    counts = found.counts
    counts["both"] = 0
    assert found.counts["both"].tolist() == [1]
    assert not found.equals(rn.contrast(found.second, found.first))


def test_an_actor_that_only_one_of_them_knows_is_not_compared():
    first = rn.from_networkx(nx.DiGraph([("A", "B")]), wave="1")
    second = rn.from_networkx(nx.DiGraph([("A", "B"), ("C", "A")]), wave="1")
    found = rn.contrast(first, second)
    assert found.ties["status"].tolist() == ["both", "unobserved"]
    assert found.counts["both"].tolist() == [1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"wave": "2"}, "different waves"),
        ({"relation": "other"}, "different relations"),
        ({"directed": False}, "directed"),
        ({"rule": rn.TieRule(at_least=2)}, "more than layers and weights"),
        ({"rule": rn.TieRule(respondents="mean", layers=["a"])}, "more than layers and weights"),
    ],
)
def test_what_is_no_contrast_between_layers_is_refused(change, message):
    first, second = two()
    with pytest.raises(rn.UsageError, match=message):
        rn.contrast(first, replace(second, **change))
    with pytest.raises(rn.UsageError, match="not int"):
        rn.contrast(first, 3)


def test_layers_and_weights_may_differ():
    first, second = two()
    rule = rn.TieRule(respondents="weighted", weights={"a": 1, "b": 2}, dyad="sender")
    other = replace(rule, weights={"a": 2, "b": 1}, layers=["a"])
    found = rn.contrast(replace(first, rule=rule), replace(second, rule=other))
    assert "all respondents and 'a':" in repr(found)


def test_several_are_stacked_by_relation():
    one, other = two()
    rows = pd.concat([rn.contrast(one, other).counts, rn.contrast(one, one).counts])
    assert rows["both"].tolist() == [1, 3]
