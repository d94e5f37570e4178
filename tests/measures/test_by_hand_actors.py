"""Small networks whose figures of actors can be checked with a pencil."""

import warnings

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn

PATH = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d")])
TWO_PARTS = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("d", "e")])


def values(source, name, **options):
    return rn.measure(source, name, **options).set_index("actor")["value"].to_dict()


def weighted(*ties, kind=nx.DiGraph):
    graph = kind()
    graph.add_weighted_edges_from(ties)
    return graph


def test_opsahl_is_between_ties_and_strength():
    # a sends 2 ties of 4 and 4: 2 · (8 / 2)^½ = 4; receives 1 of 9: 1 · 9^½ = 3
    graph = weighted(("a", "b", 4), ("a", "c", 4), ("b", "a", 9))
    assert values(graph, "out_degree_opsahl") == pytest.approx({"a": 4, "b": 3, "c": 0})
    assert values(graph, "in_degree_opsahl")["a"] == pytest.approx(3)
    # together 3 ties of 17: √(3 · 17)
    assert values(graph, "total_degree_opsahl")["a"] == pytest.approx(51**0.5)


def test_strength_per_partner_counts_no_tie_as_nothing():
    graph = weighted(("a", "b", 4), ("a", "c", 2), ("c", "a", 3))
    assert values(graph, "out_strength_per_partner") == {"a": 3, "b": 0, "c": 1.5}
    assert values(graph, "total_strength_per_partner")["a"] == pytest.approx(9 / 4)


def test_closeness_in_is_by_those_that_reach_an_actor():
    # a → b → c → d: d is reached by 3, in 1 + 2 + 3 steps; a by nobody
    assert values(PATH, "in_closeness") == pytest.approx({"a": 0, "b": 1 / 3, "c": 4 / 9, "d": 0.5})
    assert values(PATH, "out_closeness") == pytest.approx(
        {"a": 0.5, "b": 4 / 9, "c": 1 / 3, "d": 0}
    )
    # 1 + 1/2 + 1/3 over 3
    assert values(PATH, "in_harmonic_closeness")["d"] == pytest.approx(11 / 18)
    assert values(PATH, "out_harmonic_closeness")["d"] == 0
    assert values(PATH, "in_eccentricity")["d"] == 3
    assert np.isnan(values(PATH, "out_eccentricity")["d"])
    assert values(PATH, "in_reach_2")["d"] == pytest.approx(2 / 3)
    assert values(PATH, "out_reach_2") == pytest.approx(
        {"a": 2 / 3, "b": 2 / 3, "c": 1 / 3, "d": 0}
    )
    assert values(PATH, "reach_2") == pytest.approx({"a": 2 / 3, "b": 1, "c": 1, "d": 2 / 3})
    # networkx means the paths that lead to an actor
    assert values(PATH, "in_closeness") == pytest.approx(nx.closeness_centrality(PATH))


def test_weighted_closeness_by_hand():
    # a → b of strength 2 is ½ long, b → c of 4 is ¼ long, a → c of 1 is longer than both
    graph = weighted(("a", "b", 2), ("b", "c", 4), ("a", "c", 1))
    assert values(graph, "out_closeness_weighted") == pytest.approx(
        {"a": 2 / (1 / 2 + 3 / 4), "b": 1 / 2 * 1 / (1 / 4), "c": 0}
    )
    assert values(graph, "out_harmonic_closeness_weighted")["a"] == pytest.approx((2 + 4 / 3) / 2)
    assert values(graph, "in_closeness_weighted")["a"] == 0
    # either way the stronger of the two counts: a - b by 5
    both = weighted(("a", "b", 2), ("b", "a", 5))
    assert values(both, "closeness_weighted") == pytest.approx({"a": 5, "b": 5})


# A detour of three ties as long as the one tie: 1/6 + 1/6 + 1/6 = 1/2. In floats the detour is
# shorter or longer by a digit, and the tie or the detour counts alone.
EQUAL = weighted(("a", "b", 6), ("b", "c", 6), ("c", "d", 6), ("a", "d", 2))
TENTHS = weighted(("a", "b", 10), ("b", "c", 5), ("a", "c", 10 / 3))


def test_paths_of_equal_length_are_equal_although_floats_differ():
    # of the two shortest paths a → d one passes b and c; a → c passes b, b → d passes c
    assert values(EQUAL, "betweenness_weighted") == {"a": 0, "b": 1.5, "c": 1.5, "d": 0}
    # .1 + .2 = .3
    assert values(TENTHS, "betweenness_weighted")["b"] == 0.5
    for *_, data in TENTHS.edges(data=True):
        data["length"] = 1 / data["weight"]
    floats = nx.betweenness_centrality(TENTHS, weight="length", normalized=False)
    assert floats["b"] != 0.5, "what the whole numbers are for"


def test_strengths_without_common_fractions_still_give_equal_paths():
    # √2 and √3, in either order
    first, second = 2**0.5, 3**0.5
    graph = weighted(("a", "b", first), ("b", "d", second), ("a", "c", second), ("c", "d", first))
    assert values(graph, "betweenness_weighted") == {"a": 0, "b": 0.5, "c": 0.5, "d": 0}


def test_an_unknown_strength_makes_every_length_unknown():
    graph = weighted(("a", "b", 1), ("b", "c", float("nan")))
    zero = weighted(("a", "b", 1), ("b", "c", 0))
    for name in ("betweenness_weighted", "closeness_weighted", "constraint_weighted"):
        for network, status in ((graph, "strength unknown"), (zero, "strength not above zero")):
            table = rn.measure(network, name)
            assert table["value"].isna().all()
            assert set(table["status"]) == {status}, name
    table = rn.measure(graph, "out_degree_opsahl").set_index("actor")
    assert table["value"].to_dict() == pytest.approx({"a": 1, "b": np.nan, "c": 0}, nan_ok=True)
    assert table.loc["b", "status"] == "strength unknown"


def test_eigenvectors_are_within_the_largest_strong_component():
    # a → b → c → a and b → a: with λ³ = λ + 1, a = λ, b = 1, c = 1 / λ up to scale
    growth = 1.324717957244746
    table = rn.measure(TWO_PARTS, "eigenvector").set_index("actor")
    scores = table["value"].to_dict()
    assert [scores[k] for k in "abc"] == pytest.approx([1, 1 / growth, 1 / growth**2])
    assert table.loc[["d", "e"], "value"].isna().all()
    assert set(table.loc[["d", "e"], "status"]) == {"outside the largest component"}
    with pytest.raises(nx.AmbiguousSolution):
        nx.eigenvector_centrality_numpy(TWO_PARTS)


def test_eigenvector_of_a_star_although_iteration_turns_in_a_ring():
    star = nx.star_graph(4)
    assert list(values(star, "eigenvector_undirected").values()) == pytest.approx([1] + [0.5] * 4)


def test_eigenvector_by_strength():
    # λ a = 2 b, λ c = b, λ b = 2 a + c: λ² = 5, a : b : c = 2 : √5 : 1
    graph = weighted(("a", "b", 2), ("b", "c", 1), kind=nx.Graph)
    scores = values(graph, "eigenvector_weighted")
    assert scores == pytest.approx({"a": 2 / 5**0.5, "b": 1, "c": 1 / 5**0.5})


def test_pagerank_follows_strong_ties():
    # a: 0.05 + .85 b; of b's walk ¾ leads to a and ¼ to c
    graph = weighted(("b", "a", 3), ("b", "c", 1), ("a", "b", 1), ("c", "b", 1))
    scores = values(graph, "pagerank_weighted")
    assert scores["a"] == pytest.approx(0.05 + 0.85 * 0.75 * scores["b"])
    assert scores["c"] == pytest.approx(0.05 + 0.85 * 0.25 * scores["b"])
    assert sum(scores.values()) == pytest.approx(1)


def test_hubs_name_and_authorities_are_named():
    # a names c and d, b names d: a₂ = [1 1; 0 1], h = (φ, 1) with φ² = φ + 1
    golden = (1 + 5**0.5) / 2
    graph = nx.DiGraph([("a", "c"), ("a", "d"), ("b", "d")])
    assert values(graph, "hub_score") == pytest.approx({"a": 1, "b": 1 / golden, "c": 0, "d": 0})
    assert values(graph, "authority_score") == pytest.approx(
        {"a": 0, "b": 0, "c": 1 / golden, "d": 1}
    )


def test_hubs_of_two_parts_alike_count_by_their_share_in_equal_scores():
    graph = nx.DiGraph([("a", "b"), ("c", "d")])
    assert values(graph, "hub_score") == {"a": 1, "b": 0, "c": 1, "d": 0}


def test_katz_counts_the_walks():
    # a ↔ b → c: λ = 1, α = .85; a = 1 + .85 b, b = 1 + .85 a, c = 1 + .85 b
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    assert list(values(graph, "katz").values()) == pytest.approx([1 / 0.15] * 3)
    assert rn.measure(PATH, "katz")["status"].tolist() == ["undefined"] * 4


def test_structural_holes_by_hand():
    # b has a, c and d; a and c are tied. p(b) = ⅓ each, p(a) = p(c) = ½ each, d has b alone.
    graph = nx.Graph([("b", "a"), ("b", "c"), ("b", "d"), ("a", "c")])
    # b: (⅓ + ⅓ · ½)² twice, and (⅓)²
    assert values(graph, "constraint")["b"] == pytest.approx(1 / 4 + 1 / 4 + 1 / 9)
    assert values(graph, "constraint")["d"] == 1
    # b: 3 − 2 · 1 / 3; a: 2 − 2 · 1 / 2
    assert values(graph, "effective_size") == pytest.approx({"b": 7 / 3, "a": 1, "c": 1, "d": 1})
    assert values(graph, "efficiency")["b"] == pytest.approx(7 / 9)


def test_structural_holes_by_strength():
    # b: p to a and c ½ and ½ (2 + 2); a: to b 2/3, to c 1/3. m(a, c) = ½, m(c, a) = ½
    graph = weighted(("a", "b", 2), ("b", "c", 2), ("a", "c", 1), kind=nx.Graph)
    # both partners: (½ + ½ · ⅓)²
    assert values(graph, "constraint_weighted")["b"] == pytest.approx(2 * (2 / 3) ** 2)
    # 2 − (½ · ½ + ½ · ½)
    assert values(graph, "effective_size_weighted")["b"] == pytest.approx(1.5)
    # a: p to b ⅔, to c ⅓; m(c, b) = 1, m(b, c) = 1: 2 − (⅓ · 1 + ⅔ · 1)
    assert values(graph, "effective_size_weighted")["a"] == pytest.approx(1)


def test_effective_size_is_not_what_networkx_gives_without_its_actors():
    graph = weighted(("a", "b", 2), ("b", "c", 5), ("c", "a", 1), ("a", "c", 3), ("d", "a", 1))
    ours = values(graph, "effective_size_weighted")
    both = nx.Graph()
    both.add_weighted_edges_from([("a", "b", 2), ("b", "c", 5), ("a", "c", 4), ("a", "d", 1)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        right = nx.effective_size(both, nodes=list(both), weight="weight")
        wrong = nx.effective_size(graph, weight="weight")
    assert ours == pytest.approx(right)
    assert max(abs(ours[k] - wrong[k]) for k in "abc") > 0.05, "the trap is no longer one"


def test_an_actor_that_only_receives_has_holes_and_an_isolate_none():
    graph = nx.DiGraph([("a", "b"), ("c", "b")])
    graph.add_node("e")
    # b: two partners, p ½ each, no tie between them
    for name, expected in (("constraint", 0.5), ("effective_size", 2), ("efficiency", 1)):
        found = values(graph, name)
        assert found["b"] == pytest.approx(expected)
        assert np.isnan(found["e"])


def test_core_numbers_by_the_ties_that_count():
    # a ↔ b ↔ c ↔ a each way, d → a: d sends one tie and receives none
    graph = nx.DiGraph([(x, y) for x in "abc" for y in "abc" if x != y] + [("d", "a")])
    assert values(graph, "core_number") == {"a": 4, "b": 4, "c": 4, "d": 1}
    assert values(graph, "core_number_in") == {"a": 2, "b": 2, "c": 2, "d": 0}
    assert values(graph, "core_number_out") == {"a": 2, "b": 2, "c": 2, "d": 1}
    assert values(graph, "core_number_undirected") == {"a": 2, "b": 2, "c": 2, "d": 1}


def brokers(ties, groups, unobserved=(), **options):
    """The roles of each actor; group by actor."""
    survey = rn.read_survey(
        pd.DataFrame(ties, columns=["source", "target"]),
        roster=pd.DataFrame({"id": list(groups), "kind": list(groups.values())}),
        register=pd.DataFrame({"id": list(groups)}),
        unobserved=pd.DataFrame(list(unobserved), columns=["source", "target"])
        if unobserved
        else None,
        warn=False,
        **options,
    )
    roles = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
    table = rn.measure(
        rn.build_panel(survey), *(f"brokerage_{role}" for role in roles), by="kind", wide=True
    )
    return table.set_index("actor")[[f"brokerage_{role}" for role in roles]]


@pytest.mark.parametrize(
    ("groups", "role"),
    [("xxx", 0), ("xyx", 1), ("xyy", 2), ("xxy", 3), ("xyz", 4)],
    ids=["coordinator", "itinerant", "gatekeeper", "representative", "liaison"],
)
def test_what_a_broker_is(groups, role):
    found = brokers([("a", "v"), ("v", "b")], dict(zip("avb", groups, strict=True)))
    expected = [0.0] * 6
    expected[role] = expected[5] = 1.0
    assert found.loc["v"].tolist() == expected
    assert found.loc["a"].tolist() == [0.0] * 6


def test_a_tie_past_the_broker_or_an_unknown_one_is_no_brokerage():
    groups = dict.fromkeys("avb", "x")
    ties = [("a", "v"), ("v", "b")]
    assert brokers([*ties, ("a", "b")], groups).loc["v", "brokerage_total"] == 0
    # the tie back is another cell
    assert brokers([*ties, ("b", "a")], groups).loc["v", "brokerage_total"] == 1
    assert brokers(ties, groups, unobserved=[("a", "b")]).loc["v", "brokerage_total"] == 0


def test_a_triple_with_an_unknown_group_has_no_role():
    found = brokers([("a", "v"), ("v", "b")], {"a": None, "v": "x", "b": "x"})
    assert found["brokerage_total"].isna().all()
    ties = [("a", "v"), ("v", "b"), ("c", "v")]
    found = brokers(ties, {"a": None, "v": "x", "b": "x", "c": "x"})
    assert found.loc["v", "brokerage_total"] == 1


def test_an_undirected_path_brokers_both_ways():
    found = brokers([("a", "v"), ("v", "b")], dict(zip("avb", "xyy", strict=True)), undirected=True)
    # a – v – b as gatekeeper, b – v – a as representative
    assert found.loc["v"].tolist() == [0, 0, 1, 1, 0, 2]


def test_ties_among_partners():
    graph = nx.DiGraph([("v", "a"), ("b", "v"), ("v", "c"), ("a", "b"), ("c", "a"), ("a", "c")])
    # partners a, b, c: a - b and a - c of three pairs; a → b, a → c and c → a of six cells
    assert values(graph, "clustering")["v"] == pytest.approx(2 / 3)
    assert values(graph, "ego_density")["v"] == pytest.approx(1 / 2)
    assert np.isnan(values(PATH, "clustering")["a"])


def test_density_among_partners_leaves_out_what_is_unknown():
    survey = rn.read_survey(
        pd.DataFrame([("v", "a"), ("v", "b"), ("a", "b")], columns=["source", "target"]),
        roster=pd.DataFrame({"id": list("vab")}),
        register=pd.DataFrame({"id": list("va")}),
        warn=False,
    )
    row = rn.measure(rn.build_panel(survey), "ego_density").set_index("actor").loc["v"]
    # a → b is a tie, b did not answer
    assert (row["value"], row["n"], row["coverage"]) == (1, 1, 0.5)
    assert row["status"] == "partial"
