"""Several relations together, and two reports of one tie, by hand."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from tests.strategies import answered, survey_of

NAMES = list("ABCD")


def panel(meet, refer, silent=""):
    """A mutual relation and a directed one among four actors."""
    rows = [("meet", *tie) for tie in meet] + [("refer", *tie) for tie in refer]
    ties = pd.DataFrame(rows, columns=["relation", "actor", "partner"])
    ties = ties.assign(respondent=ties["actor"].str.lower())
    ties = ties[~ties["actor"].isin(list(silent))]
    register = pd.DataFrame({"id": [name for name in NAMES if name not in silent]})
    survey = rn.read_survey(ties, roster=pd.DataFrame({"id": NAMES}), register=register, warn=False)
    parts = [
        rn.build_panel(survey, "meet", rule=rn.TieRule(dyad="either")),
        rn.build_panel(survey, "refer"),
    ]
    return rn.Panel(tuple(network for part in parts for network in part))


MEET, REFER = ["AB", "BA", "BC"], ["BA", "AB", "CD"]
WHOLE = "multiplexity", "multiplex_share", "relation_overlap"


def test_dyads_of_two_relations():
    # meet: AB, BC (one report is enough); refer: AB (both ways, one dyad), CD
    source = panel(MEET, REFER)
    table = rn.measure(source, *WHOLE)
    assert table["value"].tolist() == pytest.approx([4 / 3, 1 / 3, 1 / 3])
    assert table["n"].tolist() == [6, 6, 6]
    assert set(table["relation"]) == {"meet + refer"}
    assert set(table["status"]) == {"complete"}
    wide = rn.measure(source, "multiplex_degree", "participation_coefficient", wide=True)
    assert wide["multiplex_degree"].tolist() == [1, 2, 2, 1]
    # A: one partner on each; B: 2 and 1; C: 1 and 1; D: refer alone
    assert wide["participation_coefficient"].tolist() == pytest.approx([1, 2 * (1 - 5 / 9), 1, 0])


def test_a_dyad_counts_if_it_is_rated_in_both():
    table = rn.measure(panel(MEET, REFER, silent="C"), *WHOLE)
    # left are AB, AD and BD: AB has both relations
    assert table["value"].tolist() == pytest.approx([2, 1, 1])
    assert table["n"].tolist() == [3, 3, 3]
    assert table["coverage"].tolist() == pytest.approx([1 / 2] * 3)
    wide = rn.measure(
        panel(MEET, REFER, silent="C"), "multiplex_degree", "participation_coefficient"
    )
    degree = wide[wide["measure"] == "multiplex_degree"].set_index("actor")
    assert degree["value"].tolist()[:3] == [1, 2, 1]  # B names C, who is silent
    assert degree.loc["D", "value"] == 0
    spread = wide[wide["measure"] == "participation_coefficient"].set_index("actor")
    assert spread["status"].to_dict() == dict.fromkeys("AB", "partial") | {
        "C": "unobserved",
        "D": "undefined",
    }


def test_a_relation_that_was_not_asked_takes_no_part():
    rows = pd.DataFrame(
        [(1, "r", "A", "B"), (2, "r", "A", "B"), (2, "s", "A", "B")],
        columns=["wave", "relation", "source", "target"],
    )
    survey = rn.read_survey(rows, roster=pd.DataFrame({"id": NAMES}), warn=False)
    table = rn.measure(rn.build_panel(survey), "multiplexity", "multiplex_degree")
    first = table[table["wave"] == "1"]
    assert set(first["status"]) == {"not asked"}
    assert first["value"].isna().all()
    assert table[table["wave"] == "2"]["value"].tolist() == [2, 1, 1, 0, 0]
    pairs = rn.relation_correlations(rn.build_panel(survey))
    assert pairs["status"].tolist() == ["not asked", "complete"]


def test_relations_of_different_actors_share_the_actors_of_both():
    first = rn.from_networkx(nx.Graph([("A", "B"), ("B", "C")]), relation="r")
    second = rn.from_networkx(nx.Graph([("B", "A"), ("A", "D")]), relation="s")
    source = rn.Panel((first, second))
    # only AB is possible in both
    table = rn.measure(source, "multiplexity", "relation_overlap")
    assert table[["value", "n"]].to_numpy().tolist() == [[2, 1], [1, 1]]
    assert rn.measure(source, "participation_coefficient")["actor"].tolist() == list("ABC")
    assert rn.relation_correlations(source)["n"].tolist() == [1]


def test_correlation_of_two_directed_relations_is_over_cells():
    first = rn.from_networkx(nx.DiGraph([(1, 2), (2, 1), (2, 3), (3, 4)]), relation="A")
    graph = nx.DiGraph()
    graph.add_nodes_from([1, 2, 3, 4])
    graph.add_edges_from([(1, 2), (2, 3), (3, 2), (4, 1)])
    row = rn.relation_correlations(rn.Panel((first, rn.from_networkx(graph, relation="B")))).iloc[0]
    # 12 cells, 4 ties each, 2 of both: (24 − 16) / (4 · 8)
    assert row[["correlation", "jaccard", "n"]].tolist() == pytest.approx([0.25, 2 / 6, 12])
    assert row["status"] == "complete"


def test_correlation_with_a_mutual_relation_is_over_dyads():
    row = rn.relation_correlations(panel(MEET, REFER)).iloc[0]
    # 6 dyads, 2 tied on each, 1 on both: (6 − 4) / (2 · 4)
    assert row[["correlation", "jaccard", "n"]].tolist() == pytest.approx([1 / 4, 1 / 3, 6])


def test_without_ties_there_is_no_correlation():
    networks = [rn.from_networkx(nx.empty_graph(3), relation=name) for name in "rs"]
    row = rn.relation_correlations(rn.Panel(tuple(networks))).iloc[0]
    assert np.isnan(row["correlation"])
    assert np.isnan(row["jaccard"])
    assert row["status"] == "undefined"


def test_it_takes_a_panel():
    with pytest.raises(rn.UsageError, match="takes a panel"):
        rn.relation_correlations(rn.from_networkx(nx.path_graph(3)))


@settings(max_examples=40)
@given(st.integers(2, 5).flatmap(lambda n: st.tuples(answered(n), answered(n))))
def test_correlation_is_that_of_numpy_over_the_shared_cells(parts):
    source = rn.build_panel(survey_of(parts, relations=("r", "s")))
    first = source.networks[0]
    row = rn.relation_correlations(source).iloc[0]
    masks = np.zeros((2, first.n**2), bool)
    ties = np.zeros((2, first.n**2))
    for k, network in enumerate(source):
        masks[k, network.observation.rated.keys()] = True
        ties[k, network.keys] = 1
    x, y = ties[:, masks.all(axis=0)]
    assert row["n"] == x.size
    if x.size and x.std() and y.std():
        assert row["correlation"] == pytest.approx(np.corrcoef(x, y)[0, 1])
    else:
        assert np.isnan(row["correlation"])
    either = ((x + y) > 0).sum()
    expected = (x * y).sum() / either if either else np.nan
    assert row["jaccard"] == pytest.approx(expected, nan_ok=True)


@given(st.integers(0, 10**6), st.integers(2, 7))
def test_one_relation_twice_is_the_same(seed, n):
    graph = nx.gnp_random_graph(n, 0.5, seed)
    source = rn.Panel(tuple(rn.from_networkx(graph, relation=name) for name in "rs"))
    table = rn.measure(source, *WHOLE).set_index("measure")["value"]
    if graph.size():
        assert table.tolist() == [2, 1, 1]
        spread = rn.measure(source, "participation_coefficient")["value"]
        assert spread.dropna().to_numpy() == pytest.approx(1)
        degree = rn.measure(source, "multiplex_degree")["value"].tolist()
        assert degree == [d for _, d in graph.degree]
    else:
        assert table.isna().all()


def two_reports(rows, silent=""):
    answers = pd.DataFrame([tuple(row) for row in rows], columns=["actor", "partner"])
    answers = answers.assign(respondent=answers["actor"])
    register = pd.DataFrame({"id": [name for name in NAMES if name not in silent]})
    return rn.read_survey(
        answers, roster=pd.DataFrame({"id": NAMES}), register=register, warn=False
    )


@pytest.mark.parametrize("dyad", ["either", "both", "mean", "max"])
def test_confirmed_ties_whatever_the_rule(dyad):
    # AB by both, AC and DB by one; D is silent in the second
    rows = ["AB", "BA", "AC", "DB"]
    for silent, value, n in (("", 1 / 3, 6), ("D", 1 / 2, 3)):
        kept = [row for row in rows if row[0] not in silent]
        survey = two_reports(kept, silent)
        source = rn.build_panel(survey, rule=rn.TieRule(dyad=dyad))
        row = rn.measure(source, "confirmation_rate").iloc[0]
        assert (row["value"], row["n"]) == (pytest.approx(value), n)
        assert row["coverage"] == n / 6


def test_a_directed_tie_that_is_asked_from_both_ends():
    rows = [("give", "A", "B"), ("get", "B", "A"), ("give", "A", "C"), ("get", "D", "C")]
    answers = pd.DataFrame(rows, columns=["relation", "actor", "partner"])
    survey = rn.read_survey(
        answers.assign(respondent=answers["actor"]),
        roster=pd.DataFrame({"id": NAMES}),
        register=pd.DataFrame({"id": NAMES}),
        warn=False,
    )
    source = rn.build_panel(survey, sent="give", received="get")
    row = rn.measure(source, "confirmation_rate").iloc[0]
    # A→B by both, A→C by its source, C→D by its target
    assert (row["value"], row["n"], row["status"]) == (1 / 3, 12, "complete")


def test_no_rate_of_confirmation_where_there_is_one_report_or_none_is_kept():
    survey = two_reports(["AB", "BA"])
    one = rn.measure(rn.build_panel(survey, rule=rn.TieRule(dyad="sender")), "confirmation_rate")
    graph = rn.measure(nx.path_graph(3), "confirmation_rate")
    assert one["status"].tolist() == ["not applicable"]
    assert graph["status"].tolist() == ["reports not kept"]
    assert one["value"].isna().all()
    assert graph["value"].isna().all()


def test_confirmation_in_the_shipped_region_from_its_reports_alone():
    survey = rn.datasets.lindeland().survey
    rate = rn.measure(rn.build_panel(survey, "information"), "confirmation_rate")
    for row in rate.itertuples():
        rows = survey.reports[
            (survey.reports["wave"] == row.wave) & (survey.reports["relation"] == "information")
        ]
        roster = survey.roster[survey.roster["wave"] == row.wave]
        who = set(roster.loc[roster["answered"].astype(bool), "actor"])
        rows = rows[rows["partner"].isin(who) & rows["actor"].isin(who) & (rows["value"] > 0)]
        told = set(zip(rows["actor"], rows["partner"], strict=True))
        either = {frozenset(pair) for pair in told}
        both = {frozenset(pair) for pair in told if pair[::-1] in told}
        assert row.value == pytest.approx(len(both) / len(either))


def test_strengths_that_are_not_above_zero_make_no_shares_of_strength():
    # -2 and 3 either way would give 2 · (-2) / (3 - 2) = -4
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(0, 1, -2.0), (1, 0, 3.0), (0, 2, 1.0), (1, 2, 1.0)])
    nx.set_node_attributes(graph, {0: "a", 1: "b", 2: "b"}, "sector")
    names = ("reciprocity_weighted", "transitivity_weighted", "cross_group_share_weighted")
    table = rn.measure(graph, *names, by="sector")
    assert table["value"].isna().all()
    assert table["status"].tolist() == ["strength not above zero"] * 3
    graph[0][1]["weight"] = 2.0
    # 2 · 2 / 7; of a→b→c, 0→1→2 and 1→0→2, both closed; 2 + 3 + 1 of 7
    values = rn.measure(graph, *names, by="sector")["value"].tolist()
    assert values == pytest.approx([4 / 7, 1, 6 / 7])
