"""Mergers, splits and new names: by hand, and against every cell worked out one by one."""

import itertools

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.lineage.pool import pooled
from tests.maps.regions import lindeland_panel
from tests.strategies import answered, survey_of


def events(*rows):
    return pd.DataFrame(rows, columns=["wave", "event", "actor", "into"])


def panel(*edges, directed=False):
    kind = nx.DiGraph if directed else nx.Graph
    waves = []
    for k, (actors, ties) in enumerate(edges, 1):
        graph = kind()
        graph.add_nodes_from(actors)
        graph.add_edges_from(ties)
        waves.append(rn.from_networkx(graph, wave=str(k)))
    return rn.Panel(tuple(waves))


def pairs(network):
    return {frozenset(pair) for pair in network.ties[["source", "target"]].to_numpy().tolist()}


def ties(*texts):
    return {frozenset(text.split("-")) for text in texts}


MERGED = panel(
    ("ABXY", [("A", "B"), ("A", "X"), ("B", "X"), ("B", "Y")]), (["C", "X", "Y"], [("C", "X")])
)
MERGER = events(("2", "merge", "A", "C"), ("2", "merge", "B", "C"))


def test_a_merger_carries_ties_over_and_internalises_the_one_between():
    whole = rn.in_terms_of(MERGED, "2", MERGER)
    assert sorted(whole["1"].actors) == ["C", "X", "Y"]
    assert pairs(whole["1"]) == ties("C-X", "C-Y")
    assert whole["2"].equals(MERGED["2"])
    change = rn.compare(whole["1"], whole["2"])
    assert change.composition["status"].eq("stayer").all()
    assert change.counts.loc["stayers", ["n01", "n10", "n11"]].tolist() == [0, 1, 1]


def test_seen_from_before_it_the_ties_of_the_merged_cannot_be_told_apart():
    before = rn.in_terms_of(MERGED, "1", MERGER)
    table = rn.states(before["2"])
    assert sorted(before["2"].actors) == ["A", "B", "X", "Y"]
    assert table.loc["A", "X"] == table.loc["B", "X"] == "unobserved"
    assert table.loc["A", "Y"] == table.loc["B", "Y"] == "no tie"
    assert table.loc["A", "B"] == "impossible"
    change = rn.compare(before["1"], before["2"])
    assert set(change.ties["status"]) <= {"unobserved", "impossible"}


def test_a_new_name_is_the_same_organisation():
    renamed = panel(("AXY", [("A", "X")]), (["B", "X", "Y"], [("B", "X"), ("B", "Y")]))
    rename = events(("2", "rename", "A", "B"))
    for wave in "12":
        change = rn.compare(*rn.in_terms_of(renamed, wave, rename))
        assert change.counts.loc["stayers", ["n01", "n10", "n11"]].tolist() == [1, 0, 1]
    for one, other in zip(rn.in_common(renamed, rename), rn.in_terms_of(renamed, "2", rename)):  # noqa: B905
        assert rn.states(one).equals(rn.states(other))


def test_a_split_stays_one_in_common_and_is_unknown_in_parts():
    parted = panel(
        ("AXY", [("A", "X")]), (["B", "C", "X", "Y"], [("B", "X"), ("B", "C"), ("C", "Y")])
    )
    split = events(("2", "split", "A", "B"), ("2", "split", "A", "C"))
    one = rn.in_common(parted, split)
    assert sorted(one["2"].actors) == ["A", "X", "Y"]
    assert pairs(one["2"]) == ties("A-X", "A-Y")
    parts = rn.in_terms_of(parted, "2", split)
    table = rn.states(parts["1"])
    assert table.loc["B", "X"] == table.loc["C", "X"] == "unobserved"
    assert table.loc["B", "Y"] == "no tie"
    assert table.loc["B", "C"] == "impossible"
    assert set(rn.compare(*parts).ties["status"]) <= {"unobserved", "impossible"}


def test_a_chain_of_events_and_a_merger_into_one_that_was_there():
    chain = panel(
        ("ABCX", [("A", "X"), ("B", "C")]),
        (["A", "D", "X"], [("D", "X")]),
        (["E", "X"], [("E", "X")]),
    )
    what = events(
        ("2", "merge", "B", "D"), ("2", "merge", "C", "D"), ("3", "rename", "D", "E"), ("3", "merge", "A", "E")
    )  # fmt: skip
    last = rn.in_terms_of(chain, "3", what)
    assert [sorted(net.actors) for net in last] == [["E", "X"]] * 3
    assert [pairs(net) for net in last] == [ties("E-X")] * 3
    joined = panel(("ABX", [("A", "B"), ("A", "X")]), (["B", "X"], [("B", "X")]))
    whole = rn.in_terms_of(joined, "2", events(("2", "merge", "A", "B")))
    assert pairs(whole["1"]) == pairs(whole["2"]) == ties("B-X")
    back = rn.in_terms_of(joined, "1", events(("2", "merge", "A", "B")))
    assert rn.states(back["2"]).loc["A", "X"] == "unobserved"


def test_the_silence_of_one_of_the_merged_is_not_change():
    reports = pd.DataFrame(
        [
            ("1", "A", "X", 1),
            ("1", "X", "A", 1),
            ("2", "C", "X", 1),
            ("2", "C", "Y", 1),
            ("2", "X", "C", 1),
        ],
        columns=["wave", "source", "target", "weight"],
    )
    roster = pd.DataFrame(
        [("1", a) for a in "ABXY"] + [("2", a) for a in "CXY"], columns=["wave", "id"]
    )
    register = pd.DataFrame(
        [("1", a) for a in "AXY"] + [("2", a) for a in "CXY"], columns=["wave", "id"]
    )
    survey = rn.read_survey(reports, roster=roster, register=register, warn=False)
    whole = rn.in_terms_of(rn.build_panel(survey), "2", MERGER)
    change = rn.compare(whole["1"], whole["2"])
    status = change.ties.set_index(["source", "target"])["status"]
    assert status["C", "Y"] == "unobserved", "B may have had the tie, and was silent"
    assert status["C", "X"] == "unobserved", "known in both, but not rated: B was silent"
    assert status["X", "C"] == "persisted"
    assert not whole["1"].observation.answered[list(whole["1"].actors).index("C")]


@pytest.mark.parametrize(("strength", "value"), [("max", 3), ("sum", 5), ("mean", 2.5)])
def test_strengths_are_pooled_as_asked(strength, value):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("A", "X", 2), ("B", "X", 3)])
    later = nx.DiGraph([("C", "X")])
    waves = rn.Panel((rn.from_networkx(graph, wave="1"), rn.from_networkx(later, wave="2")))
    whole = rn.in_terms_of(waves, "2", MERGER, strength=strength)
    assert whole["1"].ties["strength"].tolist() == [value]


def test_without_events_nothing_changes_and_their_order_does_not_matter():
    nothing = events(("2", "join", "X", ""))
    for wave in "12":
        assert rn.in_terms_of(MERGED, wave, nothing).equals(MERGED)
    assert rn.in_common(MERGED, nothing).equals(MERGED)
    again = rn.in_terms_of(MERGED, "2", MERGER.iloc[::-1])
    assert again.equals(rn.in_terms_of(MERGED, "2", MERGER))


def test_events_that_contradict_the_rosters_are_refused():
    for rows, message in (
        ([("2", "merge", "Q", "C")], "not on the roster before it: 'Q'"),
        ([("2", "merge", "A", "Q")], "not on its roster: 'Q'"),
        ([("9", "merge", "A", "C")], "unknown wave '9'"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            rn.in_terms_of(MERGED, "2", events(*rows))
    with pytest.raises(rn.UsageError, match="missing: into"):
        rn.in_common(MERGED, MERGER.drop(columns="into"))
    with pytest.raises(rn.UsageError, match="unknown pooling"):
        rn.in_common(MERGED, MERGER, strength="min")
    with pytest.raises(rn.UsageError, match="takes a panel"):
        rn.in_common(MERGED["1"], MERGER)


@given(answered(n=5), st.lists(st.sampled_from(["P", "Q", "R", "PQ"]), min_size=5, max_size=5))
def test_pooled_cells_are_those_worked_out_one_by_one(data, groups):
    network = rn.build_panel(survey_of(data), rule=rn.TieRule(dyad="sender"))[0]
    became = {name: frozenset(group) for name, group in zip(data.names, groups, strict=True)}
    became |= {name: frozenset({name}) for name in network.actors if name not in became}
    new = pooled(network, became, "max")
    behind = {name: [a for a in network.actors if name in became[a]] for name in new.actors}
    states, after = rn.states(network), rn.states(new)
    rated = _dense(network)
    for x, y in itertools.permutations(new.actors, 2):
        seen, known = [], True
        for a, b in itertools.product(behind[x], behind[y]):
            state = "impossible" if a == b else states.loc[a, b]
            whole = len(became[a]) == len(became[b]) == 1
            seen.append("unobserved" if state == "tie" and not whole else state)
            known &= state == "impossible" or (whole and rated.loc[a, b])
        order = ["tie", "unobserved", "no tie", "impossible"]
        assert after.loc[x, y] == min(seen, key=order.index)
        assert _dense(new).loc[x, y] == (known and set(seen) != {"impossible"})


def _dense(network):
    table = np.zeros(network.n**2, bool)
    table[network.observation.rated.keys()] = True
    return pd.DataFrame(table.reshape(network.n, -1), network.actors, network.actors)


def test_in_lindeland_the_merged_hospitals_and_the_renamed_are_stayers():
    happened = rn.datasets.lindeland().events
    surveyed = lindeland_panel()
    truth = rn.build_panel(rn.datasets.lindeland().truth)
    seen, real = (rn.in_terms_of(p, "2025", happened) for p in (surveyed, truth))
    for relation in surveyed.relations:
        for old, new in itertools.combinations(surveyed.waves, 2):
            mine, theirs = (rn.compare(p[old, relation], p[new, relation]) for p in (seen, real))
            known = theirs.ties.set_index(["source", "target"])["status"]
            status = mine.ties.set_index(["source", "target"])["status"]
            told = status[status.isin(["formed", "dissolved", "persisted"])]
            for pair, what in told.items():
                assert known.get(pair, known.get(pair[::-1])) == what
            who = mine.composition.set_index("actor")["status"]
            assert who["Lindelands Ziekenhuis"] == who["Samen Sterrendonk"] == "stayer"
    apart = rn.compare(surveyed["2019", "projects"], surveyed["2025", "projects"]).composition
    together = rn.compare(seen["2019", "projects"], seen["2025", "projects"]).composition
    assert (apart["status"] == "leaver").sum() - (together["status"] == "leaver").sum() == 3


def _waves(*waves):
    """A panel of undirected networks: the actors and the ties of each wave."""
    networks = []
    for k, (actors, ties) in enumerate(waves, 1):
        graph = nx.Graph(ties)
        graph.add_nodes_from(actors)
        networks.append(rn.from_networkx(graph, wave=str(k)))
    return rn.Panel(tuple(networks))


def _events(*rows):
    return pd.DataFrame(rows, columns=["wave", "event", "actor", "into"])


def test_what_merged_and_was_split_again_is_one_in_terms_of_the_wave_between():
    panel = _waves(("ABX", []), (["AB", "X"], [("AB", "X")]), ("ABX", [("A", "X")]))
    events = _events(
        ("2", "merge", "A", "AB"), ("2", "merge", "B", "AB"),
        ("3", "split", "AB", "A"), ("3", "split", "AB", "B"),
    )  # fmt: skip
    between = rn.in_terms_of(panel, "2", events)
    assert [sorted(network.actors) for network in between] == [["AB", "X"]] * 3
    counts = rn.compare(between["2"], between["3"]).counts.loc["stayers"]
    assert (counts["n11"], counts["n01"], counts["n10"]) == (1, 0, 0)


def test_a_name_that_comes_back_is_the_same_organisation():
    panel = _waves(("AX", [("A", "X")]), ("BX", [("B", "X")]), ("AX", [("A", "X")]))
    events = _events(("2", "rename", "A", "B"), ("3", "rename", "B", "A"))
    between = rn.in_terms_of(panel, "2", events)
    assert [sorted(network.actors) for network in between] == [["B", "X"]] * 3
    assert [len(network.ties) for network in between] == [1, 1, 1]


def test_who_became_another_one_and_stayed_is_refused():
    panel = _waves(("ABX", []), ("ABX", []))
    with pytest.raises(rn.UsageError, match="all the same: 'A'"):
        rn.in_terms_of(panel, "2", _events(("2", "merge", "A", "B")))
