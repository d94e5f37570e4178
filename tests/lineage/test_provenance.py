"""What was applied to a network stands in it, and what of it is internalised."""

import io

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from relnet.panel import Step, describe_lineage, same_lineage
from relnet.wording import Wording
from tests.lineage.test_lineage import MERGED, MERGER, events, pairs, panel, ties

THREE = panel(
    ("ABCX", [("A", "B"), ("B", "C"), ("A", "X")]),
    (["A", "B", "C", "X"], [("A", "B"), ("C", "X")]),
    (["D", "X"], [("D", "X")]),
)
TOGETHER = events(("3", "merge", "A", "D"), ("3", "merge", "B", "D"), ("3", "merge", "C", "D"))


def told(waves, happened):
    return rn.Panel(waves.networks, happened)


def steps(network):
    return [str(step) for step in network.lineage.steps]


def inside(network):
    return network.lineage.internalised.to_numpy().tolist()


def test_a_panel_holds_what_happened_and_hands_out_copies():
    merged = told(MERGED, MERGER)
    assert MERGED.events is None
    assert not merged.equals(MERGED)
    assert not MERGED.equals(merged)
    assert merged.equals(told(MERGED, MERGER.copy()))
    table = merged.events
    table["into"] = "Q"
    assert merged.events.equals(MERGER)


def test_a_panel_of_a_survey_has_its_events():
    edges = io.StringIO("wave,source,target\n1,A,B\n1,A,X\n2,C,X\n")
    roster = pd.DataFrame({"wave": [1, 1, 1, 2, 2], "id": list("ABXCX")})
    survey = rn.read_survey(edges, roster=roster, events=MERGER, undirected=True, warn=False)
    built = rn.build_panel(survey)
    assert built.events["into"].tolist() == ["C", "C"]
    assert pairs(rn.in_terms_of(built, "2")["1"]) == ties("C-X")


def test_a_panel_uses_its_own_events_where_none_are_given():
    merged = told(MERGED, MERGER)
    assert rn.in_terms_of(merged, "2")["1"].equals(rn.in_terms_of(MERGED, "2", MERGER)["1"])
    assert rn.in_common(merged)["1"].equals(rn.in_common(MERGED, MERGER)["1"])
    for function in (rn.in_common, lambda waves: rn.in_terms_of(waves, "2")):
        with pytest.raises(rn.UsageError, match="what happened to the organisations"):
            function(MERGED)


def test_where_nothing_happened_it_is_the_very_same_panel():
    quiet = told(MERGED, MERGER.iloc[:0])
    assert rn.in_terms_of(quiet, "1") is rn.in_terms_of(quiet, "2") is rn.in_common(quiet) is quiet
    before = told(MERGED, events(("1", "merge", "Q", "A")))
    assert rn.in_terms_of(before, "2") is before


def test_the_steps_and_the_ties_inside_stand_in_the_network_to_which_they_were_applied():
    whole = rn.in_terms_of(told(MERGED, MERGER), "2")
    old, new = whole
    assert (old.lineage.terms, old.lineage.strength) == ("2", "max")
    assert steps(old) == ["A + B → C (2)"]
    assert inside(old) == [["C", "A", "B", 1.0]]
    assert (steps(new), inside(new)) == ([], [])
    assert new.equals(MERGED["2"])
    assert "in terms of 2: A + B → C (2)" in repr(old)
    assert "in terms of" not in repr(new)
    assert rn.to_networkx(old).graph["lineage"] == "in terms of 2: A + B → C (2)"
    assert "lineage" not in rn.to_networkx(MERGED["1"]).graph
    assert not old.equals(MERGED["1"])


def test_a_directed_tie_is_internalised_once_each_way():
    waves = panel(
        ("ABX", [("A", "B"), ("B", "A"), ("A", "X")]), (["C", "X"], [("C", "X")]), directed=True
    )
    old = rn.in_terms_of(waves, "2", MERGER)["1"]
    assert inside(old) == [["C", "A", "B", 1.0], ["C", "B", "A", 1.0]]
    change = rn.compare(*rn.in_terms_of(waves, "2", MERGER))
    assert change.internalised[["source", "target"]].to_numpy().tolist() == [["A", "B"], ["B", "A"]]


def test_a_merger_of_three_and_waves_before_it():
    whole = rn.in_terms_of(told(THREE, TOGETHER), "3")
    assert steps(whole["1"]) == steps(whole["2"]) == ["A + B + C → D (3)"]
    assert inside(whole["1"]) == [["D", "A", "B", 1.0], ["D", "B", "C", 1.0]]
    change = rn.compare(whole["1"], whole["2"])
    assert change.internalised.to_numpy().tolist() == [
        ["D", "A", "B", "internalised"],
        ["D", "B", "C", "internalised"],
    ]
    late = rn.compare(whole["2"], whole["1"]).internalised
    assert dict(zip(late["target"], late["status"], strict=True)) == {
        "B": "internalised",
        "C": "internal",
    }
    assert "in terms of 3: 2 ties internalised, not lost" in repr(change)
    assert "2 ties internalised" in change._repr_html_()
    assert (change.terms, [str(step) for step in change.steps]) == ("3", ["A + B + C → D (3)"])


def test_a_merger_into_one_that_was_there_names_it_too():
    joined = panel(("ABX", [("A", "B"), ("A", "X")]), (["B", "X"], [("B", "X")]))
    old = rn.in_terms_of(joined, "2", events(("2", "merge", "A", "B")))["1"]
    assert steps(old) == ["A + B → B (2)"]
    assert inside(old) == [["B", "A", "B", 1.0]]


def test_seen_from_before_an_event_is_undone():
    back = rn.in_terms_of(told(MERGED, MERGER), "1")["2"]
    assert steps(back) == ["A + B ← C (2)"]
    assert back.lineage.as_dict() == {
        "terms": "1",
        "strength": "max",
        "steps": [
            {"wave": "2", "event": "merge", "actors": ["A", "B"], "into": ["C"], "undone": True}
        ],
        "internalised": 0,
    }


def test_in_common_a_split_is_undone_and_the_ties_of_its_parts_are_internal():
    parted = panel(
        ("AXY", [("A", "X")]), (["B", "C", "X", "Y"], [("B", "X"), ("B", "C"), ("C", "Y")])
    )
    split = events(("2", "split", "A", "C"), ("2", "split", "A", "B"))
    one = rn.in_common(parted, split)
    assert one["2"].lineage.terms == "common"
    assert (steps(one["1"]), steps(one["2"])) == ([], ["A ← B + C (2)"])
    assert inside(one["2"]) == [["A", "B", "C", 1.0]]
    change = rn.compare(*one)
    assert change.internalised.to_numpy().tolist() == [["A", "B", "C", "internal"]]
    parts = rn.in_terms_of(parted, "2", split)
    assert (steps(parts["1"]), inside(parts["1"])) == (["A → B + C (2)"], [])


def test_a_chain_is_told_in_the_order_in_which_it_happened():
    chain = panel(
        ("ABCX", [("A", "X"), ("B", "C")]),
        (["A", "D", "X"], [("D", "X"), ("A", "D")]),
        (["E", "X"], [("E", "X")]),
    )
    what = events(
        ("3", "merge", "A", "E"), ("2", "merge", "C", "D"), ("3", "merge", "D", "E"), ("2", "merge", "B", "D")
    )  # fmt: skip
    last = rn.in_terms_of(chain, "3", what)
    assert steps(last["1"]) == ["B + C → D (2)", "A + D → E (3)"]
    assert steps(last["2"]) == ["A + D → E (3)"]
    assert inside(last["1"]) == [["E", "B", "C", 1.0]]
    assert inside(last["2"]) == [["E", "A", "D", 1.0]]
    assert [steps(net) for net in rn.in_common(chain, what)] == [steps(net) for net in last]
    middle = rn.in_terms_of(chain, "2", what)
    assert [steps(net) for net in middle] == [["B + C → D (2)"], [], ["A + D ← E (3)"]]


def test_in_common_a_later_split_is_undone_only_as_far_as_it_has_to_be():
    waves = panel(
        ("ABX", [("A", "B")]), (["C", "X"], [("C", "X")]), (["D", "E", "X"], [("D", "E")])
    )
    what = events(
        ("2", "merge", "A", "C"), ("2", "merge", "B", "C"), ("3", "split", "C", "D"), ("3", "split", "C", "E")
    )  # fmt: skip
    one = rn.in_common(waves, what)
    assert [steps(net) for net in one] == [["A + B → C (2)"], [], ["C ← D + E (3)"]]
    assert [sorted(net.actors) for net in one] == [["C", "X"]] * 3


def test_in_common_what_was_never_one_has_all_steps():
    waves = panel(("AB", []), (["P", "Q", "B"], []), (["Q", "C"], []))
    what = events(
        ("2", "split", "A", "P"), ("2", "split", "A", "Q"), ("3", "merge", "P", "C"), ("3", "merge", "B", "C")
    )  # fmt: skip
    one = rn.in_common(waves, what)
    assert [list(net.actors) for net in one] == [["C + Q"]] * 3
    assert steps(one["1"]) == ["A → P + Q (2)", "B + P → C (3)"]
    assert steps(one["2"]) == ["B + P → C (3)", "A ← P + Q (2)"]
    assert steps(one["3"]) == ["B + P ← C (3)", "A ← P + Q (2)"]


def test_names_that_were_there_only_between_two_waves_are_followed():
    waves = panel(("ADX", [("A", "D"), ("A", "X")]), (["C", "X"], [("C", "X")]))
    what = events(("2", "merge", "D", "C"), ("2", "rename", "A", "B"), ("2", "merge", "B", "C"))
    for rows in (what, what.iloc[::-1]):
        old, _ = rn.in_terms_of(waves, "2", rows)
        assert pairs(old) == ties("C-X")
        assert steps(old) == ["A → B (2)", "B + D → C (2)"]
        assert inside(old) == [["C", "A", "D", 1.0]]
        back = rn.in_terms_of(waves, "1", rows)["2"]
        assert steps(back) == ["B + D ← C (2)", "A ← B (2)"]
        assert sorted(back.actors) == ["A", "D", "X"]


def test_two_that_swap_names_are_not_one():
    waves = panel(("ABX", [("A", "X")]), ("ABX", [("B", "X")]))
    swap = events(("2", "rename", "A", "B"), ("2", "rename", "B", "A"))
    change = rn.compare(*rn.in_terms_of(waves, "2", swap))
    assert change.counts.loc["stayers", ["n01", "n10", "n11"]].tolist() == [0, 0, 1]


def test_what_is_expressed_once_is_not_expressed_again():
    whole = rn.in_terms_of(told(MERGED, MERGER), "2")
    for again in (rn.in_common, lambda waves: rn.in_terms_of(waves, "1")):
        with pytest.raises(rn.UsageError, match="in terms of 2 already"):
            again(whole)


def test_waves_in_different_terms_are_not_compared():
    merged = told(THREE, TOGETHER)
    last, first = rn.in_terms_of(merged, "3"), rn.in_terms_of(merged, "1")
    common, summed = rn.in_common(merged), rn.in_terms_of(merged, "3", strength="sum")
    for old, new in (
        (last["1"], first["3"]),
        (last["1"], common["3"]),
        (last["1"], summed["2"]),
        (last["1"], merged["2"]),
        (merged["1"], last["2"]),
    ):
        with pytest.raises(rn.UsageError, match="in terms of different organisations"):
            rn.compare(old, new)
    assert rn.compare(last["1"], merged["3"]).terms == "3"
    assert rn.compare(first["1"], first["2"]).terms is None
    assert rn.compare(merged["1"], merged["2"]).internalised.empty


def test_a_part_of_a_panel_keeps_what_happened_to_it():
    merged = told(THREE, pd.concat([TOGETHER, events(("2", "rename", "X", "X"))]))
    part = rn.subset(merged, waves=["1", "3"])
    assert part.events["wave"].tolist() == ["3"] * 4
    assert steps(rn.in_terms_of(part, "3")["1"])[0] == "A + B + C → D (3)"
    assert rn.subset(merged, waves=["1", "2"]).events["actor"].tolist() == ["X"]
    few = rn.subset(merged, actors=["A", "D", "X"])
    assert few.events["actor"].tolist() == ["A", "X"]
    assert steps(rn.in_terms_of(few, "3")["1"])[0] == "A → D (3)"
    assert rn.subset(THREE, waves=["1", "3"]).events is None
    both = rn.Panel((*THREE.networks, *_second(THREE)), TOGETHER)
    assert both["other"].events.equals(TOGETHER)


def _second(waves):
    graphs = [(rn.to_networkx(net), net.wave) for net in waves]
    return tuple(rn.from_networkx(graph, wave=wave, relation="other") for graph, wave in graphs)


def test_a_part_of_a_network_keeps_the_ties_inside_those_that_stay():
    old = rn.in_terms_of(told(MERGED, MERGER), "2")["1"]
    assert inside(rn.subset(old, actors=["C", "X"])) == [["C", "A", "B", 1.0]]
    assert inside(rn.subset(old, actors=["X", "Y"])) == []


def test_who_stays_the_same_keeps_its_own_attributes():
    graph = nx.Graph([("A", "X"), ("B", "X")])
    nx.set_node_attributes(graph, {"A": "old", "B": "old", "X": "old"}, "sector")
    later = nx.Graph([("C", "X")])
    nx.set_node_attributes(later, {"C": "new", "X": "new"}, "sector")
    waves = rn.Panel((rn.from_networkx(graph, wave="1"), rn.from_networkx(later, wave="2")), MERGER)
    old = rn.in_terms_of(waves, "2")["1"].attributes["sector"]
    assert old.to_dict() == {"C": "new", "X": "old"}


def test_lineages_are_the_same_where_the_same_was_applied():
    one, other = (rn.in_terms_of(MERGED, "2", MERGER)["1"].lineage for _ in "12")
    nothing = rn.in_terms_of(MERGED, "2", MERGER)["2"].lineage
    assert one.equals(other)
    assert same_lineage(nothing, None)
    assert not same_lineage(one, nothing)
    assert not same_lineage(one, rn.in_common(MERGED, MERGER)["1"].lineage)


def test_steps_are_told_in_each_language_and_many_are_counted():
    many = [Step("2", "rename", (f"A{k}",), (f"B{k}\n",)) for k in range(10)]
    english = describe_lineage("common", many, Wording())
    assert english.startswith("In the organisations that all waves have in common: A0 → B0\\n (2)")
    assert english.endswith("A7 → B7\\n (2) and 2 more.")
    assert describe_lineage("2", many[:1], Wording("nl")).startswith("In de organisaties van 2: A0")


def test_the_silence_of_one_of_three_leaves_what_is_not_known_unknown():
    reports = pd.DataFrame(
        [("1", "A", "B"), ("1", "B", "X"), ("1", "X", "A"), ("2", "D", "X"), ("2", "X", "D")],
        columns=["wave", "source", "target"],
    )
    roster = pd.DataFrame(
        [("1", a) for a in "ABCX"] + [("2", a) for a in "DX"], columns=["wave", "id"]
    )
    survey = rn.read_survey(
        reports, roster=roster, register=roster[roster["id"] != "C"],
        events=TOGETHER.assign(wave="2"), warn=False,
    )  # fmt: skip
    old, new = rn.in_terms_of(rn.build_panel(survey), "2")
    assert rn.states(old).loc["D", "X"] == rn.states(old).loc["X", "D"] == "tie"
    assert not old.observation.answered[list(old.actors).index("D")]
    assert inside(old) == [["D", "A", "B", 1.0]]
    status = rn.compare(old, new).ties.set_index(["source", "target"])["status"]
    assert status.to_dict() == {("D", "X"): "unobserved", ("X", "D"): "persisted"}
