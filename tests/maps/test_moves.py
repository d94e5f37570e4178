"""Mergers, splits and new names on a map; ties inside one; ties that both sides report."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.maps.moves import DRAWN, links
from tests.lineage.test_lineage import MERGED, MERGER, events, panel
from tests.maps.regions import lindeland_panel


def with_events(waves, what):
    return rn.Panel(tuple(waves), what)


def told(spec):
    """What became of whom, by pair of waves."""
    names = [actor.name for actor in spec.actors]
    return {
        pair: {
            (names[move.actor], move.status, tuple(names[k] for k in move.into)) for move in moves
        }
        for pair, moves in spec.moves.items()
    }


def composed(source):
    """The same from `composition`; of pairs in which anything moved."""
    found = {}
    for (i, old), (j, new) in combinations(enumerate(source.waves), 2):
        table = rn.composition(source, old, new)
        moved = table[table["status"].isin(DRAWN)]
        rows = zip(
            moved["actor"],
            moved["status"],
            moved["into"].str.split(" + ", regex=False),
            strict=True,
        )
        if len(moved):
            found[f"{i}-{j}"] = {(actor, status, tuple(into)) for actor, status, into in rows}
    return found


@pytest.mark.parametrize("language", ["en", "nl"])
def test_of_every_two_waves_it_is_what_composition_says(language):
    source = lindeland_panel(language)
    moves = told(rn.draw(source).spec)
    assert moves == composed(source)
    assert set(moves) == {"0-2", "0-3", "1-2", "1-3"}
    assert {status for rows in moves.values() for _, status, _ in rows} == {"merged", "renamed"}


HAND = {
    "a merger": (
        MERGED, MERGER, {"0-1": {("A", "merged", ("C",)), ("B", "merged", ("C",))}},
    ),
    "a split": (
        panel(("AX", [("A", "X")]), ("BCX", [("B", "X")])),
        events(("2", "split", "A", "B"), ("2", "split", "A", "C")),
        {"0-1": {("A", "split", ("B", "C"))}},
    ),
    "a split from one that goes on": (
        panel(("AX", [("A", "X")]), ("ABX", [("B", "X")])),
        events(("2", "split", "A", "A"), ("2", "split", "A", "B")),
        {"0-1": {("A", "split", ("A", "B"))}},
    ),
    "a new name": (
        panel(("AX", [("A", "X")]), ("BX", [("B", "X")])),
        events(("2", "rename", "A", "B")),
        {"0-1": {("A", "renamed", ("B",))}},
    ),
    "one taken over by another": (
        panel(("ABX", [("A", "X")]), ("BX", [("B", "X")])),
        events(("2", "merge", "A", "B")),
        {"0-1": {("A", "merged", ("B",))}},
    ),
    "one after the other": (
        panel(("ABX", [("A", "X")]), ("CX", [("C", "X")]), ("DX", [("D", "X")])),
        events(("2", "merge", "A", "C"), ("2", "merge", "B", "C"), ("3", "rename", "C", "D")),
        {
            "0-1": {("A", "merged", ("C",)), ("B", "merged", ("C",))},
            "0-2": {("A", "merged", ("D",)), ("B", "merged", ("D",))},
            "1-2": {("C", "renamed", ("D",))},
        },
    ),
    "one that left": (
        panel(("AX", [("A", "X")]), ("XY", [("X", "Y")])),
        events(("2", "leave", "A", None)),
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HAND)
def test_by_hand(what):
    waves, happened, expected = HAND[what]
    source = with_events(waves, happened)
    spec = rn.draw(source).spec
    assert told(spec) == expected == composed(source)
    places = {actor.name: k for k, actor in enumerate(spec.actors)}
    assert links(spec.moves) == {
        (places[actor], places[name])
        for rows in expected.values()
        for actor, _, into in rows
        for name in into
    }


def test_who_became_whom_is_side_by_side():
    far = panel(
        ("ABCDEFX", [("A", "B"), ("B", "C"), ("C", "D"), ("D", "E"), ("E", "F"), ("F", "X")]),
        ("BCDEFXZ", [("B", "C"), ("C", "D"), ("D", "E"), ("E", "F"), ("F", "X")]),
    )
    spec = rn.draw(with_events(far, events(("2", "rename", "A", "Z")))).spec
    at = {actor.name: np.array([actor.x, actor.y]) for actor in spec.actors}
    gap = {name: np.hypot(*(at["Z"] - at[name])) for name in "ABCDEFX"}
    assert min(gap, key=gap.get) == "A"


def test_without_events_nobody_became_another():
    assert rn.draw(MERGED).spec.moves == {}
    assert rn.draw(MERGED["1"]).spec.moves == {}


def test_panels_side_by_side_tell_what_each_knows():
    known = with_events(MERGED, MERGER)
    spec = rn.draw({"silent": MERGED, "one": known, "again": known}).spec
    assert told(spec) == told(rn.draw(known).spec) != {}
    assert all("A + B → C" in one.changes["0-1"] for one in spec.relations)
    assert rn.draw({"one": known, "terms": rn.in_terms_of(known, "2")}).spec.moves == {}


def test_in_terms_of_others_all_that_merged_is_one():
    assert rn.draw(rn.in_terms_of(with_events(MERGED, MERGER), "2")).spec.moves == {}


def test_of_a_relation_that_did_not_ask_them_nobody_moves():
    (first, second), other = MERGED, panel(("XY", [("X", "Y")]), ("XY", []))
    named = [
        rn.from_networkx(rn.to_networkx(net), wave=net.wave, relation="other") for net in other
    ]
    source = with_events((first, second, *named), MERGER)
    names = {"other": ["X", "Y"], first.relation: ["A", "B", "C", "X", "Y"]}
    for relation, there in names.items():
        spec = rn.draw(source, relations=[relation]).spec
        assert [actor.name for actor in spec.actors] == there
        assert bool(spec.moves) == ("A" in there)


def inside_of(spec, relation, before, after):
    """The ties inside one organisation, as a comparison of two waves has them."""
    names = [actor.name for actor in spec.actors]
    directed = spec.relations[relation].directed
    found = set()
    for one in spec.inside:
        if one.relation == relation and "T" in (one.states[before], one.states[after]):
            status = "internalised" if one.states[before] == "T" else "internal"
            found.add((names[one.actor], ends(one.source, one.target, directed=directed), status))
    return found


def ends(source, target, *, directed):
    return (source, target) if directed else frozenset((source, target))


def compared(change):
    directed = change.before.directed
    return {
        (row.actor, ends(row.source, row.target, directed=directed), row.status)
        for row in change.internalised.itertuples()
    }


@pytest.mark.parametrize("wave", ["2019", "2025"])
def test_ties_inside_one_are_those_that_compare_internalises(wave):
    source = rn.in_terms_of(lindeland_panel(), wave)
    spec, seen = rn.draw(source).spec, set()
    for k, relation in enumerate(source.relations):
        for (i, old), (j, new) in combinations(enumerate(source[relation]), 2):
            expected = compared(rn.compare(old, new))
            assert inside_of(spec, k, i, j) == expected
            seen |= expected
    assert bool(seen) == (wave == "2025")


def test_a_tie_inside_one_that_no_view_shows_is_not_in_the_file():
    whole = rn.in_terms_of(lindeland_panel(), "2025")
    assert [one.states for one in rn.draw(whole).spec.inside] == ["T---", "T---"]
    assert rn.draw(whole["2019", "information"]).spec.inside == ()
    last = rn.subset(whole, waves=["2019"])
    assert rn.draw(last).spec.inside == ()


def test_ties_inside_one_by_hand():
    both = [("A", "B"), ("B", "A"), ("B", "D"), ("A", "X")]
    for directed, inside in (
        (True, {("A", "B"), ("B", "A"), ("B", "D")}),
        (False, {("A", "B"), ("B", "D")}),
    ):
        waves = panel(
            ("ABDX", both),
            ("XDBA", [("D", "B"), ("B", "A")]),
            ("CX", [("C", "X")]),
            directed=directed,
        )
        what = events(*(("3", "merge", name, "C") for name in "ABD"))
        whole = rn.in_terms_of(waves, "3", what)
        spec = rn.draw(whole).spec
        assert {actor.name for actor in spec.actors} == {"C", "X"}
        assert {(one.source, one.target) for one in spec.inside if one.states[0] == "T"} == inside
        for (i, old), (j, new) in combinations(enumerate(whole), 2):
            assert inside_of(spec, 0, i, j) == compared(rn.compare(old, new))
        assert {one.states for one in spec.inside} == (
            {"T--", "TT-", "-T-"} if directed else {"TT-"}
        )


def confirmed_of(network):
    """Whether both sides report each tie of a network, by the names of the two."""
    names = list(network.actors)
    source, target = np.divmod(network.keys, network.n)
    pairs = zip(source.tolist(), target.tolist(), network.confirmed.tolist(), strict=True)
    return {
        ends(names[i], names[j], directed=network.directed): "2" if both else "1"
        for i, j, both in pairs
    }


def letters_of(spec, relation, wave):
    names = [actor.name for actor in spec.actors]
    directed = spec.relations[relation].directed
    return {
        ends(names[tie.source], names[tie.target], directed=directed): tie.confirmed[wave]
        for tie in spec.ties
        if tie.relation == relation and tie.confirmed[wave] != "-"
    }


def reports(*, directed, shuffled):
    """Two waves, of which some report what others do not, with a roster in an order of its own."""
    rng = np.random.default_rng(7)
    names = [f"org {k}" for k in range(9)]
    rows = [
        (wave, source, target, relation, int(rng.integers(1, 5)))
        for wave in ("1", "2")
        for source in names[:8]
        for target in names[1:]
        for relation in (("give", "get") if directed else ("meet",))
        if source != target and rng.random() < 0.6
    ]
    table = pd.DataFrame(rows, columns=["wave", "source", "target", "relation", "weight"])
    there = [
        (wave, name) for wave, gone in (("1", 3), ("2", 5)) for name in names if name != names[gone]
    ]
    roster = pd.DataFrame(there, columns=["wave", "id"])
    table = table.merge(roster.rename(columns={"id": "source"})).merge(
        roster.rename(columns={"id": "target"})
    )
    if shuffled:
        table, roster = (one.sample(frac=1, random_state=3) for one in (table, roster))
    said = {"roster": roster, "waves": ["1", "2"], "mutual": not directed, "warn": False}
    both = {"sent": "give", "received": "get"} if directed else {}
    return rn.build_panel(rn.read_survey(table, **said), rule=rn.TieRule(dyad="either"), **both)


@pytest.mark.parametrize("shuffled", [False, True], ids=["sorted", "shuffled"])
@pytest.mark.parametrize("directed", [False, True], ids=["undirected", "directed"])
def test_whether_both_report_a_tie(directed, shuffled):
    source = reports(directed=directed, shuffled=shuffled)
    assert all(net.directed == directed for net in source)
    assert any(list(net.actors) != sorted(net.actors) for net in source) == shuffled
    spec = rn.draw(source).spec
    assert spec.relations[0].confirmed
    for wave, network in enumerate(source):
        found = letters_of(spec, 0, wave)
        assert found == confirmed_of(network)
        assert set(found.values()) == {"1", "2"}


def test_whether_both_report_a_tie_in_the_region():
    source = lindeland_panel()
    spec, kinds = rn.draw(source).spec, set()
    for k, relation in enumerate(source.relations):
        known = [network.confirmed is not None for network in source[relation]]
        assert spec.relations[k].confirmed == any(known)
        kinds.add((any(known), source[relation][0].directed))
        for wave, network in enumerate(source[relation]):
            if any(known):
                assert letters_of(spec, k, wave) == confirmed_of(network)
        if not any(known):
            assert {tie.confirmed for tie in spec.ties if tie.relation == k} == {""}
            assert spec.as_dict()["ties"][k]["confirmed"] == ""
    assert len(kinds) > 1


def test_where_there_are_not_two_reports_it_is_not_known_whether_both_report():
    whole = rn.in_terms_of(lindeland_panel()["projects"], "2025")
    assert [network.confirmed is None for network in whole] == [True, True, False, False]
    spec = rn.draw(whole).spec
    for wave, network in enumerate(whole):
        letters = letters_of(spec, 0, wave)
        assert len(letters) == len(network.ties) > 0
        if network.confirmed is None:
            assert set(letters.values()) == {"?"}
        else:
            assert letters == confirmed_of(network)
