"""Nothing that is hidden is anywhere in what is shown."""

import json
from dataclasses import replace
from functools import lru_cache

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.survey import Survey
from tests.maps.regions import hostile_panel, lindeland_panel
from tests.privacy.shown import files, outputs, reachable, told

PANELS = {
    "English": lindeland_panel,
    "Dutch": lambda: lindeland_panel("nl"),
    "in terms of the last wave": lambda: rn.in_terms_of(lindeland_panel(), "2025"),
    "in common": lambda: rn.in_common(lindeland_panel()),
    "hostile": hostile_panel,
    "of one layer": lambda: rn.by_layer(rn.datasets.lindeland().survey)["board"],
}


WHOLLY = ("English", "Dutch", "in terms of the last wave", "hostile")
"""Those of which everything is made."""


@lru_cache
def names_of(which):
    panel = PANELS[which]()
    names = {name for network in panel for name in network.actors}
    if panel.events is not None:
        names |= {*panel.events["actor"], *panel.events["into"]} - {""}
    return sorted(names)


@pytest.mark.parametrize("which", WHOLLY)
def test_no_name_is_in_anything_that_is_made_of_it(which, tmp_path):
    shown = rn.protect(PANELS[which](), rn.Privacy(pseudonyms=True)).panel
    found = {name: told(data, names_of(which)) for name, data in outputs(shown, tmp_path)}
    assert len(found) >= 15
    assert {name: names for name, names in found.items() if names} == {}


@pytest.mark.parametrize("which", ["in common", "of one layer"])
def test_no_name_is_in_what_holds_all_of_it(which, tmp_path):
    for name, data in files(PANELS[which](), tmp_path):
        assert told(data, names_of(which)), name
    shown = rn.protect(PANELS[which](), rn.Privacy(pseudonyms=True)).panel
    for name, data in files(shown, tmp_path):
        assert told(data, names_of(which)) == [], name


@pytest.mark.parametrize("which", ["in terms of the last wave", "hostile"])
def test_what_looks_for_names_finds_them_where_they_are(which, tmp_path):
    found: dict[str, list] = {}
    for name, data in outputs(PANELS[which](), tmp_path):
        found.setdefault(name, []).extend(told(data, names_of(which)))
    assert {name for name, names in found.items() if not names} <= {"repr"}


@pytest.mark.parametrize("which", ["English", "in terms of the last wave", "hostile"])
def test_no_name_and_no_survey_hang_from_it(which):
    panel = PANELS[which]()
    assert any(isinstance(one, Survey) for one in reachable(panel)) == (panel._made is not None)
    things = reachable(rn.protect(panel, rn.Privacy(pseudonyms=True)).panel)
    assert not any(isinstance(one, Survey) for one in things)
    texts = {one for one in things if isinstance(one, str)}
    assert "2019" in texts or which == "hostile"
    assert not texts & set(names_of(which))


def test_who_is_left_out_is_nowhere_under_any_name(tmp_path):
    panel = lindeland_panel()
    renamed = panel.events.query("event == 'rename'").iloc[0]
    for asked in (renamed["actor"], renamed["into"], "Lindelands Ziekenhuis"):
        hidden = [renamed["actor"], renamed["into"]] if asked in set(renamed) else [asked]
        done = rn.protect(panel, rn.Privacy(without=asked))
        for name, data in files(done.panel, tmp_path):
            assert told(data, hidden) == [], name
        assert not told(repr(done).encode(), hidden)


def test_who_only_together_is_one_is_left_out_with_all_its_parts(tmp_path):
    names = ["De Aster", "Buurtzorg Beek", "Fysio Fazant", "Gezond Gein"]
    old = rn.from_networkx(nx.Graph([(names[0], "Rest"), (names[1], "Rest")]), wave="1")
    new = rn.from_networkx(nx.Graph([(names[2], "Rest"), (names[3], "Rest")]), wave="2")
    rows = [("2", "split", names[0], names[2]), ("2", "split", names[0], names[3]),
            ("2", "merge", names[1], names[3])]  # fmt: skip
    events = pd.DataFrame(rows, columns=["wave", "event", "actor", "into"])
    panel = rn.in_common(rn.Panel((old, new), events))
    whole = "Fysio Fazant + Gezond Gein"
    assert whole in panel["1"].actors
    attributes = pd.DataFrame({"of": ["with Gezond Gein", "x"]}, [whole, "Rest"])
    panel = replace(panel, networks=tuple(replace(net, _attributes=attributes) for net in panel))
    for name, data in outputs(panel, tmp_path):
        assert told(data, names) or name not in {"pickle", "saved", "svg", "pyvis", "network"}
    done = rn.protect(panel, rn.Privacy(without=whole))
    for name, data in outputs(done.panel, tmp_path):
        assert told(data, names) == [], name
    assert any("Which events were applied is left out" in note for note in done.notes)
    for asked in names:
        with pytest.raises(rn.UsageError, match="part of another organisation"):
            rn.protect(panel, rn.Privacy(without=asked))


def test_whether_a_text_tells_a_hidden_name_can_be_asked():
    panel = lindeland_panel()
    none, one, all_of = (
        rn.protect(panel, privacy)
        for privacy in (
            rn.Privacy(),
            rn.Privacy(without="Welzijn Sterrendonk"),
            rn.Privacy(pseudonyms=True),
        )
    )
    for text, told_by in (
        ("Around welzijn-sterrendonk", (False, True, True)),
        ("Samen Sterrendonk", (False, True, True)),
        ("GGD Lindeland", (False, False, True)),
        ("Care in Lindeland", (False, False, False)),
    ):
        assert (none.is_told_by(text), one.is_told_by(text), all_of.is_told_by(text)) == told_by


def test_values_that_few_have_and_attributes_that_are_left_out_are_nowhere(tmp_path):
    panel = rn.build_panel(rn.datasets.lindeland().survey)
    few = ["hospital care", "insurer", "public health"]
    privacy = rn.Privacy(pseudonyms="sector", attributes=("sector", "size"))
    for name, data in outputs(rn.protect(panel, privacy).panel, tmp_path):
        assert told(data, [*few, "district"]) == [], name
        assert told(data, ["elderly care"]) or name not in {"pickle", "svg", "saved", "gexf"}
    for name, data in files(rn.protect(panel, rn.Privacy(attributes=())).panel, tmp_path):
        assert told(data, [*few, "elderly care", "district"]) == [], name


def test_categories_that_nobody_is_shown_with_are_nowhere():
    network = rn.from_networkx(nx.cycle_graph(7))
    kinds = pd.Categorical([*"aaabbb", "secret"], ["secret", "unused", "b", "a"], ordered=True)
    network = replace(network, _attributes=pd.DataFrame({"kind": kinds}, network.actors))
    network._attributes.attrs["note"] = "secret"
    shown = rn.protect(network, rn.Privacy(pseudonyms=True)).panel
    assert list(shown.attributes["kind"].cat.categories) == ["b"]
    own = rn.protect(network, rn.Privacy(without="6")).panel
    assert list(own.attributes["kind"].cat.categories) == ["b", "a"]
    assert own.attributes["kind"].cat.ordered
    assert "secret" not in [one for one in reachable((shown, own)) if isinstance(one, str)]


def test_strengths_and_reports_that_are_left_out_are_nowhere(tmp_path):
    panel = lindeland_panel()
    done = rn.protect(panel, rn.Privacy(strengths=False))
    text = json.loads(rn.save_panel(done.panel, tmp_path / "p.json").read_text("utf-8"))
    for network, own in zip(text["networks"], panel, strict=True):
        assert set(network["strength"]) <= {1.0}
        for report in network["reports"]:
            assert set(report["strength"]) <= {1.0}
            assert report["no_tie"] == []
        assert network["source"] == np.divmod(own.keys, own.n)[0].tolist()
    for network, own in zip(done.panel, panel, strict=True):
        assert np.array_equal(network.confirmed, own.confirmed)
    assert all(not net.reports for net in rn.protect(panel, rn.Privacy(reports=False)).panel)


def test_what_happened_can_be_left_out():
    for panel in (lindeland_panel(), rn.in_terms_of(lindeland_panel(), "2025")):
        done = rn.protect(panel, rn.Privacy(events=False))
        assert done.panel.events is None
        assert not len(done.panel.milestones)
        assert all(net.lineage is None or not net.lineage.steps for net in done.panel)
        assert any("What happened" in note for note in done.notes)


def test_texts_that_hold_a_hidden_name_are_left_out():
    panel = lindeland_panel()
    title = "Opening of the GGD LINDELAND in the square"
    told_off = panel.milestones.assign(title=title, title_nl="", title_en="").head(2)
    panel = replace(panel, _milestones=pd.concat([panel.milestones, told_off]))
    networks = tuple(
        replace(net, _attributes=net.attributes.assign(parent="GGD Lindeland", group="A"))
        for net in panel
    )
    done = rn.protect(replace(panel, networks=networks), rn.Privacy(without="GGD Lindeland"))
    assert len(done.panel.milestones) == 6
    assert "parent" not in done.panel.networks[0].attributes
    assert "2 milestones are left out: they hold a hidden name." in done.notes
    for label in ({"wave": "2019, GGD Lindeland"}, {"relation": "with GGD Lindeland"}):
        odd = replace(panel.networks[0], **label)
        with pytest.raises(rn.UsageError, match="holds a name that is to be hidden"):
            rn.protect(odd, rn.Privacy(pseudonyms=True))
    with pytest.raises(rn.UsageError, match="holds a name that is to be hidden"):
        rn.protect(replace(odd, relation="x", rule=rn.TieRule(layers="GGD Lindeland")),
                   rn.Privacy(pseudonyms=True))  # fmt: skip


def test_what_is_no_plain_value_is_left_out_where_names_are_hidden():
    network = rn.protect(lindeland_panel(), rn.Privacy()).panel.networks[0]
    odd = network.attributes.assign(partners=[[name] for name in network.actors])
    network = replace(network, _attributes=odd)
    assert "partners" in rn.protect(network).panel.attributes
    done = rn.protect(network, rn.Privacy(pseudonyms=True))
    assert "partners" not in done.panel.attributes
    assert "1 attribute is left out: partners." in done.notes


def test_what_was_treated_names_nobody(tmp_path):
    panel = rn.treat(lindeland_panel(), "complete")
    dropped = [len(net.treated.dropped) for net in panel]
    shown = rn.protect(panel, rn.Privacy(pseudonyms=True)).panel
    assert [len(net.treated.dropped) for net in shown] == dropped
    assert max(dropped) > 0
    data = rn.save_panel(shown, tmp_path / "p.json").read_bytes()
    assert told(data, names_of("English")) == []
    without = panel.networks[0].treated.dropped[0]
    for asked in (without, panel.networks[0].actors[0]):
        part = rn.protect(panel, rn.Privacy(without=asked)).panel
        assert told(rn.save_panel(part, tmp_path / "p.json").read_bytes(), [asked]) == []


def test_the_key_is_shown_nowhere_but_where_it_is_asked_for():
    done = rn.protect(lindeland_panel(), rn.Privacy(pseudonyms=True, seed=20_251))
    assert told((repr(done) + "".join(done.notes)).encode(), names_of("English")) == []
    assert "20251" not in repr(rn.Privacy(seed=20_251))
