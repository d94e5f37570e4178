"""What is shown is what was there, under other names."""

from dataclasses import replace

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from relnet.panel.select import take
from tests.maps.regions import lindeland_panel
from tests.strategies import answered, survey_of

TERMS = {"own": lambda p: p, "last": lambda p: rn.in_terms_of(p, "2025"), "common": rn.in_common}


def renamed(network, called):
    """The network under other names, in their order."""
    names = [called[name] for name in network.actors]
    moved = take(network, np.array(sorted(range(network.n), key=names.__getitem__), np.int64))
    actors = pd.Index([called[name] for name in moved.actors], name="actor", dtype="str")
    return replace(moved, actors=actors, _attributes=moved.attributes.set_axis(actors))


def key_of(done):
    return dict(zip(done.key["actor"], done.key["pseudonym"], strict=True))


def alike(table, other, called):
    """Whether two tables are one but for names and the order of the rows."""
    columns = [c for c in ("actor", "source", "target", "into") if c in table]
    table = table.assign(**{c: table[c].map(called).fillna(table[c]) for c in columns})
    keys = [c for c in table if table[c].dtype == "str"]
    tables = (t.sort_values(keys, ignore_index=True) for t in (table, other))
    pd.testing.assert_frame_equal(*tables, check_dtype=False)


@given(st.data())
def test_any_panel_is_the_same_under_other_names(data):
    n = data.draw(st.integers(2, 5))
    panel = rn.build_panel(survey_of(*(data.draw(answered(n)) for _ in range(2))))
    seed = data.draw(st.integers(0, 99))
    done = rn.protect(panel, rn.Privacy(pseudonyms=True, seed=seed))
    called = key_of(done)
    assert sorted(called) == sorted(panel.networks[0].actors)
    for own, shown in zip(panel, done.panel, strict=True):
        assert shown.equals(renamed(own, called))
        assert list(shown.actors) == sorted(shown.actors)
    names = ("density", "reciprocity_dyadic", "total_degree", "betweenness", "transitivity")
    alike(rn.measure(panel, *names), rn.measure(done.panel, *names), called)
    old, new = (rn.compare(*one) for one in (panel, done.panel))
    pd.testing.assert_frame_equal(old.counts, new.counts)
    alike(old.composition, new.composition, called)
    if old.before.directed:
        alike(old.ties, new.ties, called)
        pd.testing.assert_frame_equal(old.man, new.man)


@pytest.mark.parametrize("terms", TERMS)
def test_the_region_is_the_same_under_other_names(terms):
    panel = TERMS[terms](lindeland_panel())
    done = rn.protect(panel, rn.Privacy(pseudonyms=True, least=1))
    called = key_of(done)
    for own, shown in zip(panel, done.panel, strict=True):
        assert replace(shown, lineage=None).equals(replace(renamed(own, called), lineage=None))
    alike(rn.measure(panel, "density", "in_degree"), rn.measure(done.panel, "density", "in_degree"),
          called)  # fmt: skip
    for relation in panel.relations:
        waves = [net for net in panel if net.relation == relation]
        shown = [net for net in done.panel if net.relation == relation]
        for k in range(3):
            old, new = (rn.compare(*one[k : k + 2]) for one in (waves, shown))
            pd.testing.assert_frame_equal(old.counts, new.counts)
            assert len(old.internalised) == len(new.internalised)
            if terms != "own":
                continue
            alike(
                rn.composition(rn.subset(panel, relations=relation), *panel.waves[k : k + 2]),
                rn.composition(rn.subset(done.panel, relations=relation), *panel.waves[k : k + 2]),
                called,
            )
    told = rn.draw(done.panel).spec
    for one, other in zip(told.relations, rn.draw(panel).spec.relations, strict=True):
        if terms == "own":
            assert one.waves == other.waves


def test_terms_can_be_taken_before_or_after():
    panel = lindeland_panel()
    privacy = rn.Privacy(pseudonyms=True, least=1, seed=5, attributes=())
    before = rn.protect(rn.in_terms_of(panel, "2025"), privacy).panel
    after = rn.in_terms_of(rn.protect(panel, privacy).panel, "2025")
    called = {}
    for one, other in zip(before, after, strict=True):
        called |= dict(zip(sorted(other.actors), sorted(other.actors), strict=True))
        assert len(one.keys) == len(other.keys)
        assert set(one.lineage.steps) == set(other.lineage.steps)


def test_what_was_one_only_together_is_called_by_all_its_pseudonyms():
    old = rn.from_networkx(nx.Graph([("A", "X"), ("B", "X")]), wave="1")
    new = rn.from_networkx(nx.Graph([("P", "X"), ("Q", "X")]), wave="2")
    events = pd.DataFrame(
        [("2", "merge", "A", "P"), ("2", "merge", "B", "P"), ("2", "split", "B", "Q"),
         ("2", "split", "B", "P")],
        columns=["wave", "event", "actor", "into"],
    )  # fmt: skip
    panel = rn.in_common(rn.Panel((old, new), events))
    assert list(panel["1"].actors) == ["P + Q", "X"]
    done = rn.protect(panel, rn.Privacy(pseudonyms=True, seed=3))
    called = key_of(done)
    assert called["P + Q"] == " + ".join(sorted([called["P"], called["Q"]]))
    assert set(done.panel["1"].actors) == {called["P + Q"], called["X"]}


def test_a_name_that_only_looks_like_two_is_one():
    network = rn.from_networkx(nx.Graph([("A", "B"), ("A + B", "B")]))
    done = rn.protect(network, rn.Privacy(pseudonyms=True))
    assert all("+" not in name for name in done.panel.actors)


def test_left_out_is_as_a_subset_without_them():
    panel = lindeland_panel()
    gone = ["GGD Lindeland", "Ziekenhuis Reigersvoort"]
    kept = {name for network in panel for name in network.actors} - {*gone}
    done = rn.protect(panel, rn.Privacy(without=gone))
    assert done.panel.equals(rn.subset(panel, actors=kept))
    assert done.key.empty
    assert "2 names are left out, with all their ties and what happened to them." in done.notes
    one = panel["2023", "projects"]
    assert rn.protect(one, rn.Privacy(without=gone[:1])).panel.equals(
        rn.subset(one, actors=[name for name in one.actors if name != gone[0]])
    )


def test_waves_and_relations_that_are_kept():
    panel = lindeland_panel()
    done = rn.protect(panel, rn.Privacy(waves=("2019", "2023"), relations="projects"))
    assert done.panel.equals(rn.subset(panel, waves=("2019", "2023"), relations=["projects"]))


def test_nothing_asked_is_nothing_hidden():
    panel = lindeland_panel()
    done = rn.protect(panel)
    assert done.panel.equals(panel)
    assert done.notes == ()
    assert done.panel._made is None


def test_an_organisation_has_one_pseudonym_and_its_order_is_of_chance():
    panel = lindeland_panel()
    keys = [key_of(rn.protect(panel, rn.Privacy(pseudonyms=True))) for _ in range(5)]
    assert len({tuple(key.items()) for key in keys}) == 5
    assert len(set(keys[0].values())) == len(keys[0]) == 47
    orders = [[name for name, _ in sorted(key.items(), key=lambda row: row[1])] for key in keys]
    assert sorted(orders[0]) not in orders
    seeded = [key_of(rn.protect(panel, rn.Privacy(pseudonyms=True, seed=7))) for _ in range(2)]
    assert seeded[0] == seeded[1]
    assert key_of(rn.protect(panel, rn.Privacy(pseudonyms=True, seed=8))) != seeded[0]


def test_pseudonyms_are_nobodys_name():
    panel = rn.protect(lindeland_panel(), rn.Privacy(pseudonyms=True)).panel
    again = rn.protect(panel, rn.Privacy(pseudonyms=True))
    names = {name for network in panel for name in network.actors}
    shown = {name for network in again.panel for name in network.actors}
    assert not names & shown
    assert not {name.casefold() for name in names} & {name.casefold() for name in shown}


def test_pseudonyms_speak_the_language_and_begin_with_an_attribute():
    panel = lindeland_panel("nl")
    done = rn.protect(panel, rn.Privacy(pseudonyms="sector", seed=1), "nl")
    stems = done.key["pseudonym"].str.rsplit(" ", n=1).str[0]
    counts = stems.value_counts()
    assert counts["Organisatie"] >= 3
    assert counts.min() >= 3
    sector = {n: s for net in panel for n, s in net.attributes["sector"].items()}
    for actor, stem in zip(done.key["actor"], stems, strict=True):
        assert stem in {sector[actor], "Organisatie"}


def test_what_is_wrong_is_said():
    panel = lindeland_panel()
    terms = rn.in_terms_of(panel, "2025")
    merged = panel.events.query("event == 'merge'")["actor"].iloc[0]
    for source, settings, message in (
        (panel, {"without": "GGD Lindelan"}, "did you mean 'GGD Lindeland'"),
        (terms, {"without": merged}, "on no roster here"),
        (panel, {"pseudonyms": "sectr"}, "did you mean 'sector'"),
        (panel, {"attributes": "sectr"}, "did you mean 'sector'"),
        (panel, {"waves": "2020"}, "unknown wave"),
        (panel, {"without": {n for net in panel for n in net.actors}}, "nothing is left"),
        (panel, {"least": 0}, "least is a number of organisations from 1"),
        (panel, {"seed": -1}, "a seed is a whole number from 0"),
        (panel, {"seed": "x"}, "seed needs a whole number"),
        (panel, {"pseudonyms": 3}, "pseudonyms is yes, no"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            rn.protect(source, rn.Privacy(**settings))
    with pytest.raises(rn.UsageError, match="protect takes a panel or a network"):
        rn.protect(rn.compare(panel["2019", "projects"], panel["2021", "projects"]))
    with pytest.raises(rn.UsageError, match="settings of Privacy"):
        rn.protect(panel, "pseudonym")


class Fixed:
    """Chance that gives the same order of the same actors, whichever way they are sorted."""

    def __init__(self, *, backwards):
        self.backwards = backwards

    def permutation(self, n):
        order = np.random.RandomState(3).permutation(n)
        return n - 1 - order if self.backwards else order


def numbered(panel, *, backwards):
    """The panel with a number for each name, by the alphabet or against it."""
    names = sorted({name for net in panel for name in net.actors} | {*panel.events["actor"]})
    numbers = range(len(names), 0, -1) if backwards else range(1, len(names) + 1)
    called = {name: f"{k:03d} Lane" for name, k in zip(names, numbers, strict=True)}
    ends = {end: panel.events[end].map(called | {"": ""}) for end in ("actor", "into")}
    events = panel.events.assign(**ends)
    events = events.sort_values(["wave", "event", "actor"], ignore_index=True)
    return replace(
        panel, networks=tuple(renamed(net, called) for net in panel), _events=events, _made=None
    )


@pytest.mark.parametrize("terms", TERMS)
def test_the_alphabet_is_nowhere_in_what_is_shown(terms, monkeypatch, tmp_path):
    """Names that sort the other way round give the same bytes, as long as chance does."""
    saved, privacy = [], rn.Privacy(pseudonyms="sector")
    if terms == "common":  # what was pooled has the attributes of the first of its parts
        privacy = rn.Privacy(pseudonyms=True, attributes=())
    for backwards in (False, True):
        panel = TERMS[terms](numbered(lindeland_panel(), backwards=backwards))
        with monkeypatch.context() as patched:
            chance = Fixed(backwards=backwards)
            patched.setattr("relnet.privacy.names.np.random.default_rng", lambda _, c=chance: c)
            done = rn.protect(panel, privacy)
        saved.append(rn.save_panel(done.panel, tmp_path / "p.json").read_text("utf-8"))
        assert "Lane" not in saved[-1]
        saved.append(rn.draw(done.panel).html())
    assert saved[0] == saved[2]
    assert saved[1] == saved[3]
