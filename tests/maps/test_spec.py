import json
import re

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.maps.spec import MapAttribute, MapView
from tests.maps.regions import lindeland_panel

ANSWERS = pd.DataFrame(
    [
        ("1", "A", "B", 2), ("1", "B", "A", 2), ("1", "A", "C", 1), ("1", "C", "A", 1), ("1", "D", None, None),
        ("2", "A", "B", 3), ("2", "B", "A", 3), ("2", "B", "C", 2), ("2", "E", "A", 1),
    ],
    columns=["wave", "respondent", "partner", "value"],
).assign(actor=lambda table: table["respondent"])  # fmt: skip
ROSTER = pd.DataFrame(
    [("1", name, "x" if name < "C" else "y") for name in "ABCD"]
    + [("2", name, "x" if name < "C" else "y") for name in "ABCE"],
    columns=["wave", "id", "sector"],
)


@pytest.fixture(scope="module")
def panel():
    survey = rn.read_survey(ANSWERS, roster=ROSTER, mutual=True, no_report="silent", warn=False)
    return rn.build_panel(survey, rule=rn.TieRule(dyad="either"))


def test_a_small_map_in_full(panel):
    spec = rn.draw(panel).spec
    assert [actor.name for actor in spec.actors] == list("ABCDE")
    assert {actor.name: actor.heard for actor in spec.actors} == {
        "A": ("aa",), "B": ("aa",), "C": ("as",), "D": ("a-",), "E": ("-a",),
    }  # fmt: skip
    ties = {(spec.actors[t.source].name, spec.actors[t.target].name): t for t in spec.ties}
    assert {pair: tie.states for pair, tie in ties.items()} == {
        ("A", "B"): "TT", ("A", "C"): "T?", ("B", "C"): "Nt", ("A", "E"): "-T",
    }  # fmt: skip
    assert ties["A", "B"].strength == (2.0, 3.0)
    assert ties["A", "C"].strength == (1.0, None)
    assert (spec.colour, spec.shape, spec.view) == (0, 0, MapView(waves=(1,), size=0))
    codes = ((0, 0), (0, 0), (1, 1), (1, -1), (-1, 1))
    assert spec.attributes == (MapAttribute("sector", ("x", "y"), codes),)
    relation = spec.relations[0]
    assert (relation.levels, relation.directed, relation.confirmed) == (
        (1.0, 2.0, 3.0),
        False,
        True,
    )
    assert [(one.name, one.label) for one in spec.measures] == [
        ("total_degree", "number of ties"), ("betweenness", "betweenness"),
    ]  # fmt: skip
    assert spec.measures[0].values == (((2, 1, 1, 0, None), (2, 2, 1, None, 1)),)
    assert relation.waves == (
        "1: 2 ties among 4 organisations. 4 of 4 answered.",
        "2: 3 ties among 4 organisations. 3 of 4 answered. Of 33% of all possible ties it is unknown whether they are there.",
    )
    assert relation.changes["0-1"] == (
        "1 → 2, among the 3 organisations that were there both times (2 of them answered both "
        "times): 0 ties are new, 0 are gone, 1 was kept. 2 more were not fully measured both "
        "times, as not everyone who could name them answered: they do not count, and whether they "
        "changed often cannot be said. 1 newcomer brought 1 tie. 0 ties went with 1 leaver."
    )


STATE = {"T": "tie", "t": "tie", "N": "no tie", "n": "no tie", "?": "unobserved", "x": "impossible"}


@pytest.mark.parametrize("relation", ["information", "projects", "referral"])
def test_the_states_are_those_of_the_networks(relation):
    panel = lindeland_panel()[relation]
    spec = rn.draw(panel).spec
    names = [actor.name for actor in spec.actors]
    drawn = {(names[tie.source], names[tie.target]): tie for tie in spec.ties}
    for wave, network in enumerate(panel):
        table, here = rn.states(network), set(network.actors)
        for (source, target), tie in drawn.items():
            if {source, target} <= here:
                assert STATE[tie.states[wave]] == table.loc[source, target]
            else:
                assert tie.states[wave] == "-"
        for tie in network.ties.itertuples():
            ends = (tie.source, tie.target)
            same = drawn[ends if network.directed else tuple(sorted(ends))]
            letter = same.states[wave]
            assert letter == ("T" if tie.rated else "t")
            assert same.strength[wave] == tie.strength


def test_the_captions_count_what_compare_counts():
    panel = lindeland_panel()["projects"]
    spec = rn.draw(panel).spec
    for i, old in enumerate(panel):
        for j, new in list(enumerate(panel))[i + 1 :]:
            change = rn.compare(old, new)
            counts = change.counts.loc["stayers"]
            status = change.ties["status"].value_counts()
            who = change.composition["status"].value_counts()
            stayers = change.composition[change.composition["status"] == "stayer"]
            both = stayers["answered_before"].astype(bool) & stayers["answered_after"].astype(bool)
            text = spec.relations[0].changes[f"{i}-{j}"]
            said = [int(n) for n in re.findall(r"\d+", text.partition("among")[2])]
            expected = [
                who["stayer"],
                both.sum(),
                *counts[["n01", "n10", "n11"]],
                status["unobserved"],
            ]
            if "joiner" in who:
                expected += [who["joiner"], status["entered"]]
            if "leaver" in who:
                expected += [status["left"], who["leaver"]]
            assert said == expected
            assert text.startswith(f"projects, {old.wave} → {new.wave}")


def test_what_was_assumed_is_said_in_every_caption():
    table = pd.DataFrame({"wave": ["1", "2"], "source": ["A", "A"], "target": ["B", "C"]})
    spec = rn.draw(rn.build_panel(rn.read_survey(table, warn=False))).spec
    for text in (*spec.relations[0].waves, *spec.relations[0].changes.values()):
        assert "There was no roster" in text
        assert "Nothing says who answered" in text
        assert "there both times" not in text
        assert "3 of 3 answered" not in text


def test_values_are_one_whatever_the_type_and_are_sorted_as_numbers():
    first = nx.Graph([("A", "B"), ("C", "D")])
    nx.set_node_attributes(first, {"A": 10, "B": 2, "C": 10, "D": 1}, "tier")
    later = nx.Graph([("A", "B")])
    nx.set_node_attributes(later, {"A": 10, "B": 2.0}, "tier")
    waves = [rn.from_networkx(graph, wave=w) for graph, w in ((first, "1"), (later, "2"))]
    spec = rn.draw(rn.compare(*waves), colour="tier").spec
    assert spec.attributes[spec.colour].values == ("1", "2", "10")
    assert spec.attributes[spec.colour].codes == ((2, 2), (1, 1), (2, -1), (0, -1))


def test_more_values_than_can_be_told_apart_are_lumped():
    graph = nx.empty_graph(60)
    nx.set_node_attributes(graph, {k: f"g{min(k, 40)}" for k in graph}, "sector")
    spec = rn.draw(rn.from_networkx(graph)).spec
    assert len(spec.attributes[spec.colour].values) == 16
    assert spec.attributes[spec.colour].values[-1] == "all others"


def test_the_attributes_of_any_relation_give_the_colours(panel):
    plain = rn.from_networkx(nx.Graph([("A", "B")]), wave="1", relation="other")
    spec = rn.draw(rn.Panel((plain, panel["1"]))).spec
    assert spec.attributes[spec.colour].values == ("x", "y")


def test_nobody_moves_and_the_order_of_the_input_does_not_matter(panel):
    spec = rn.draw(panel).spec
    survey = rn.read_survey(
        ANSWERS.iloc[::-1], roster=ROSTER.iloc[::-1], waves=["1", "2"], mutual=True,
        no_report="silent", warn=False,
    )  # fmt: skip
    again = rn.draw(rn.build_panel(survey, rule=rn.TieRule(dyad="either"))).spec
    assert spec.as_dict() == again.as_dict()


def test_the_description_is_plain_json(panel):
    spec = rn.draw(panel, language="nl").spec.as_dict()
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    assert spec["schema"] == "relnet.map/3"
    assert spec["relations"][0]["rule"].startswith(
        "Zo is bepaald wat een relatie is: één respondent"
    )


def test_what_it_opens_at(panel):
    change = rn.compare(panel["1"], panel["2"])
    assert rn.draw(change).spec.view == MapView(waves=(0, 1), size=0)
    assert rn.draw(panel["1"]).spec.view.waves == (0,)
    assert rn.draw(panel, view="1").spec.view.waves == (0,)
    assert rn.draw(panel, view=("1", "2")).spec.view.waves == (0, 1)
    assert "0 are gone" in rn.draw(change).caption()
    assert rn.draw(panel, view=1).spec.view.waves == (0,)
    for view in (("2", "1"), ("1", "1"), ("1", "2", "1"), "3", 2.5):
        with pytest.raises(rn.UsageError, match=r"opens at|unknown wave|waves, not"):
            rn.draw(panel, view=view)


def test_what_cannot_be_drawn_is_refused(panel):
    with pytest.raises(rn.UsageError, match="unknown attribute 'sectr'; did you mean 'sector'"):
        rn.draw(panel, colour="sectr")
    with pytest.raises(rn.UsageError, match="measure of actors 'density'"):
        rn.draw(panel, size="density")
    with pytest.raises(
        rn.UsageError, match="brokerage_total"
    ):  # of groups, which a map has none of
        rn.draw(panel, size="brokerage_total")
    with pytest.raises(rn.UsageError, match="unknown renderer 'svgg'; did you mean 'svg'"):
        rn.draw(panel, renderer="svgg")
    with pytest.raises(rn.UsageError, match="a panel, a network or a change"):
        rn.draw("panel")
    with pytest.raises(rn.UsageError, match="no actor"):
        rn.draw(rn.subset(panel["1"], actors=[]))
    with pytest.raises(rn.UsageError, match="up to 5000 actors, not 5001"):
        rn.draw(rn.from_networkx(nx.empty_graph(5001)))


def test_sizes_follow_the_measure_and_stay_unknown_where_it_is(panel):
    spec = rn.draw(panel["2"], size="betweenness").spec
    table = rn.measure(panel["2"], "betweenness").set_index("actor")["value"]
    assert spec.measures[spec.view.size].name == "betweenness"
    for actor, value in zip(spec.actors, spec.measures[spec.view.size].values[0][0], strict=True):
        assert (
            value is None
            if np.isnan(table[actor.name])
            else value == pytest.approx(table[actor.name], rel=1e-3)
        )
    plain = rn.draw(panel["2"], size=None).spec
    assert (plain.view.size, plain.measures) == (None, ())


def test_a_relation_that_was_not_asked_in_a_wave_says_so():
    rows = [("1", "A", "B", "one"), ("2", "A", "B", "one"), ("2", "B", "C", "two")]
    table = pd.DataFrame(rows, columns=["wave", "source", "target", "relation"])
    spec = rn.draw(rn.build_panel(rn.read_survey(table, warn=False))).spec
    second = spec.relations[1]
    assert second.waves[0] == "two, 1: this question was not asked."
    assert second.changes["0-1"].endswith("as the question was not asked in 1.")
    assert {actor.heard[1] for actor in spec.actors} == {"oa"}


def test_a_file_is_written_whole_or_not_at_all(panel, tmp_path, monkeypatch):
    path = tmp_path / "map.html"
    path.write_text("what stood here")
    drawn = rn.draw(panel)
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(rn.UsageError, match="cannot write"):
        drawn.save(path)
    assert path.read_text() == "what stood here"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(rn.UsageError, match="cannot write"):
        drawn.save(tmp_path / "no" / "map.html")
    for folder in (".", "", tmp_path):
        with pytest.raises(rn.UsageError, match="it is a folder"):
            drawn.save(folder)


def test_a_notebook_shows_a_page_in_a_sandbox(panel):
    shown = rn.draw(panel)._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads allow-modals"' in shown
    assert shown.count("<iframe") == 1
    assert "<script" not in shown
    assert "<figcaption>At first it shows: 2: 3 ties among 4 organisations." in shown
