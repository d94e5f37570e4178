"""Attributes, other names and groups on a map; relations and measures that are chosen."""

import json
from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.maps.pieces import _short
from tests.maps.regions import lindeland_panel


def network(values, wave="1", **more):
    """A ring of actors, of whom each has the values given: attribute → one for each actor."""
    count = len(next(iter(values.values())))
    graph = nx.cycle_graph(count)
    graph = nx.relabel_nodes(graph, {k: f"a{k:02d}" for k in range(count)})
    for name, own in values.items():
        known = {f"a{k:02d}": value for k, value in enumerate(own) if value is not None}
        nx.set_node_attributes(graph, known, name)
    return rn.from_networkx(graph, wave=wave, **more)


def told(spec):
    """The values of each attribute on a map."""
    return {one.name: one.values for one in spec.attributes}


def values_of(spec, name, wave=0):
    """The value of each actor, by name."""
    (found,) = (one for one in spec.attributes if one.name == name)
    own = {actor.name: codes[wave] for actor, codes in zip(spec.actors, found.codes, strict=True)}
    return {actor: None if code < 0 else found.values[code] for actor, code in own.items()}


def test_what_has_two_to_sixteen_values_filters():
    several = {
        f"of_{n}": [f"{n}:{k % n}" for k in range(20)] for n in (1, 2, 16, 17)
    } | {"nobody": [None] * 20, "long": ["x" * 81, "y"] * 10}  # fmt: skip
    spec = rn.draw(network(several)).spec
    assert {name: len(values) for name, values in told(spec).items()} == {"of_2": 2, "of_16": 16}
    assert (spec.colour, spec.shape) == (None, None)


def test_named_attributes_filter_and_no_others():
    several = {"many": [str(k) for k in range(20)], "one": ["x"] * 20, "two": ["x", "y"] * 10}
    one = network(several)
    spec = rn.draw(one, attributes=["many", "one"]).spec
    assert {name: len(values) for name, values in told(spec).items()} == {"many": 16, "one": 1}
    assert told(spec)["many"][-1] == "all others"
    assert told(rn.draw(one, attributes="two").spec) == {"two": ("x", "y")}
    assert rn.draw(one, attributes=[]).spec.attributes == ()
    with pytest.raises(rn.UsageError, match="unknown attribute 'tow'; did you mean 'two'"):
        rn.draw(one, attributes=["tow"])


def test_no_attribute_is_in_a_file_that_was_not_asked_for():
    several = {"sector": ["p", "q"] * 5, "other": ["r", "s"] * 5, "third": ["t", "u"] * 5}
    one = network(several)
    for said, names, colour in (
        ({"attributes": ()}, [], None),
        ({"attributes": ["other"]}, ["other"], None),
        ({"attributes": ["other", "Sector"]}, ["sector", "other"], 0),
        ({"attributes": (), "colour": "other"}, ["other"], 0),
        ({"attributes": (), "shape": "third"}, ["third"], 0),
    ):
        drawn = rn.draw(one, **said)
        assert [attribute.name for attribute in drawn.spec.attributes] == names
        assert (drawn.spec.colour, drawn.spec.shape) == (colour, colour)
        assert "sector" not in json.dumps(drawn.spec.as_dict()) or "sector" in names
    grouped = rn.draw(one, attributes=(), groups="third").spec
    assert grouped.attributes == ()
    assert [group.name for group in grouped.groups] == ["t", "u"]


def test_what_is_drawn_comes_first_and_once():
    several = {"two": ["x", "y"] * 5, "sector": ["p", "q"] * 5, "other": ["r", "s"] * 5}
    one = network(several)
    for said, names, colour, shape in (
        ({}, ["sector", "two", "other"], 0, 0),
        ({"colour": "two"}, ["two", "sector", "other"], 0, 0),
        ({"shape": "two"}, ["sector", "two", "other"], 0, 1),
        ({"colour": "other", "shape": "two"}, ["other", "two", "sector"], 0, 1),
        ({"colour": "two", "attributes": ["two"]}, ["two"], 0, 0),
    ):
        spec = rn.draw(one, **said).spec
        assert [attribute.name for attribute in spec.attributes] == names
        assert (spec.colour, spec.shape) == (colour, shape)


def test_colour_and_shape_apart_can_tell_eight_values_apart():
    values = [f"v{min(k, 11)}" for k in range(40)]
    one = network({"first": values, "second": ["x", "y"] * 20})
    together = rn.draw(one, colour="first").spec
    assert told(together)["first"] == tuple(f"v{k}" for k in range(12))
    apart = rn.draw(one, colour="first", shape="second").spec
    assert len(told(apart)["first"]) == 8
    assert told(apart)["first"][-1] == "all others"
    kept = Counter(values_of(apart, "first").values())
    counts = Counter(values)
    assert kept["v11"] == counts["v11"] == 29, "the largest keeps its own"
    assert kept["all others"] == 40 - sum(n for value, n in kept.items() if value in counts)
    assert told(rn.draw(one, colour="first", shape="second", language="nl").spec)["first"][-1] != (
        "all others"
    )


def test_as_many_values_as_can_be_told_apart_are_not_lumped():
    for count, values in ((8, 8), (9, 8)):
        one = network({"x": [f"v{k}" for k in range(count)], "y": ["p"] * count})
        assert len(told(rn.draw(one, colour="x", shape="y").spec)["x"]) == values


def test_what_is_not_known_has_no_value():
    spec = rn.draw(network({"sector": ["x", None, "y", None]})).spec
    assert values_of(spec, "sector") == {"a00": "x", "a01": None, "a02": "y", "a03": None}
    assert spec.as_dict()["attributes"][0]["codes"] == [0, -1, 1, -1]


def test_values_of_each_wave():
    waves = [
        network({"tier": own}, wave=w) for w, own in (("1", [1.0, 2, 2]), ("2", [1, 10, None]))
    ]
    spec = rn.draw(rn.Panel(tuple(waves)), colour="tier").spec
    assert told(spec) == {"tier": ("1", "2", "10")}
    assert spec.as_dict()["attributes"][0]["codes"] == [0, [1, 2], [1, -1]]


def test_another_name_is_the_last_that_is_known():
    waves = [
        network({"short": own}, wave=w)
        for w, own in (("1", ["A", "B", None, None]), ("2", ["A2", None, None, "D"]))
    ]
    spec = rn.draw(rn.Panel(tuple(waves)), label="short").spec
    assert [actor.lines for actor in spec.actors] == [("A2",), ("B",), ("a02",), ("D",)]
    assert [actor.name for actor in spec.actors] == ["a00", "a01", "a02", "a03"]
    assert [row[1] for row in spec.as_dict()["actors"]] == [["A2"], ["B"], None, ["D"]]
    with pytest.raises(rn.UsageError, match="unknown attribute 'shrt'; did you mean 'short'"):
        rn.draw(waves[0], label="shrt")


def test_groups_by_name_may_overlap():
    one = network({"sector": ["x", "y", "x"]})
    both = rn.Panel((one, network({"sector": ["x", "y", "x"]}, wave="2")))
    said = {"North": ["a02", "a00", "a00"], "Board": ["a00", "a01"], "Empty": []}
    spec = rn.draw(both, groups=said).spec
    assert [(group.name, group.members) for group in spec.groups] == [
        ("North", ((0, 2), (0, 2))), ("Board", ((0, 1), (0, 1))), ("Empty", ((), ())),
    ]  # fmt: skip
    with pytest.raises(rn.UsageError, match="unknown actor 'a03'"):
        rn.draw(one, groups={"North": ["a00", "a03"]})
    assert rn.draw(one).spec.groups == ()
    assert rn.draw(one, groups={"One": "a01"}).spec.groups[0].members == ((1,),)


def test_the_groups_of_an_attribute_follow_the_waves():
    waves = [
        network({"board": own}, wave=w) for w, own in (("1", ["x", "y", None]), ("2", ["y"] * 3))
    ]
    spec = rn.draw(rn.Panel(tuple(waves)), groups="board").spec
    assert [(group.name, group.members) for group in spec.groups] == [
        ("x", ((0,), ())), ("y", ((1,), (0, 1, 2))),
    ]  # fmt: skip
    with pytest.raises(rn.UsageError, match="unknown attribute 'bord'; did you mean 'board'"):
        rn.draw(waves[0], groups="bord")


def test_only_the_relations_that_are_asked_are_in_it():
    panel = lindeland_panel()
    spec = rn.draw(panel, relations=["referral", "information"]).spec
    assert [relation.name for relation in spec.relations] == ["information", "referral"]
    assert {tie.relation for tie in spec.ties} == {0, 1}
    assert all(len(measure.values) == 2 for measure in spec.measures)
    assert all(len(actor.heard) == 2 for actor in spec.actors)
    assert rn.draw(panel, relations="referral").spec.relations[0].name == "referral"
    with pytest.raises(rn.UsageError, match="unknown relation 'referal'; did you mean 'referral'"):
        rn.draw(panel, relations=["referal"])
    with pytest.raises(rn.UsageError, match="unknown relation"):
        rn.draw(panel, relations="ref")


def test_panels_side_by_side_are_relations_by_name():
    panel = lindeland_panel()
    earlier = rn.Panel(tuple(net for net in panel if net.wave in {"2019", "2021"}))
    spec = rn.draw({"all": earlier, "again": earlier["referral"]}).spec
    names = [*(f"{name} (all)" for name in panel.relations), "referral (again)"]
    assert [relation.name for relation in spec.relations] == names
    place = {name: k for k, name in enumerate(names)}
    ties = spec.as_dict()["ties"]
    assert ties[place["referral (all)"]] == ties[place["referral (again)"]]
    assert ties[place["referral (all)"]]["source"]
    one = rn.draw({"all": earlier, "again": earlier}, relations=["referral (again)"]).spec
    assert [relation.name for relation in one.relations] == ["referral (again)"]
    with pytest.raises(rn.UsageError, match="have the same waves"):
        rn.draw({"all": panel, "some": earlier})
    with pytest.raises(rn.UsageError, match="no network"):
        rn.draw({})
    with pytest.raises(rn.UsageError, match="a panel, a network or a change"):
        rn.draw({"all": "panel"})


def test_what_each_layer_says_stands_side_by_side():
    answers = pd.DataFrame(
        [("ann", "B"), ("joe", "C"), ("bea", "C")], columns=["respondent", "partner"]
    )
    people = pd.DataFrame(
        [("ann", "A", "board"), ("joe", "A", "professional"), ("bea", "B", "board")],
        columns=["respondent", "actor", "layer"],
    )
    spec = rn.draw(rn.by_layer(rn.read_survey(answers, respondents=people, warn=False))).spec
    assert [relation.name for relation in spec.relations] == ["board", "professional"]
    names = [actor.name for actor in spec.actors]
    assert {(tie.relation, names[tie.source], names[tie.target]) for tie in spec.ties} == {
        (0, "A", "B"), (0, "B", "C"), (1, "A", "C"),
    }  # fmt: skip


def test_the_measures_that_are_told():
    panel = lindeland_panel()
    directed, mutual = panel["2019", "referral"], panel["2019", "projects"]
    assert (directed.directed, mutual.directed) == (True, False)
    for source, said, names in (
        (directed, {}, ["total_degree", "in_degree", "out_degree", "betweenness"]),
        (mutual, {}, ["total_degree", "betweenness"]),
        (directed, {"size": "closeness"}, ["closeness", "in_degree", "out_degree", "betweenness"]),
        (directed, {"measures": []}, ["total_degree"]),
        (directed, {"measures": "betweenness"}, ["total_degree", "betweenness"]),
        (directed, {"measures": ["betweenness", "total_degree"]}, ["total_degree", "betweenness"]),
        (directed, {"size": None}, []),
        (directed, {"size": None, "measures": ["betweenness"]}, ["betweenness"]),
    ):
        spec = rn.draw(source, **said).spec
        assert [measure.name for measure in spec.measures] == names
        assert spec.view.size == (None if said.get("size", names) is None else 0)
    with pytest.raises(rn.UsageError, match="'betweeness'; did you mean 'betweenness'"):
        rn.draw(directed, measures=["betweeness"])


def test_figures_are_those_of_the_measure_to_four_figures():
    panel = lindeland_panel()["referral"]
    spec = rn.draw(panel, size="betweenness", measures=["closeness"]).spec
    names = [actor.name for actor in spec.actors]
    seen = set()
    for measure in spec.measures:
        for wave, one in enumerate(panel):
            table = rn.measure(one, measure.name).set_index("actor")["value"]
            for name, value in zip(names, measure.values[0][wave], strict=True):
                if name not in table.index or np.isnan(table[name]):
                    assert value is None
                else:
                    assert value == pytest.approx(table[name], rel=5e-4, abs=1e-12)
                    seen.add(value)
    assert len(seen) > 40


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (0.0, 0),
        (1 / 3, 0.3333),
        (12.3456, 12.35),
        (999.96, 1000),
        (1234.56, 1235),
        (123456.7, 123457),
    ],
)
def test_four_figures_and_all_of_a_whole_number(value, short):
    assert _short(value) == short


def test_the_strengths_are_not_rounded():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([("A", "B", 1234.25), ("B", "A", 0.00004), ("A", "C", 2.0)])
    later = nx.DiGraph()
    later.add_weighted_edges_from([("A", "B", 1234.5), ("B", "A", 0.00004), ("A", "C", 2.0)])
    waves = [rn.from_networkx(one, wave=w) for w, one in (("1", graph), ("2", later))]
    spec = rn.draw(rn.compare(*waves)).spec
    assert [tie.strength for tie in spec.ties] == [(1234.25, 1234.5), (2, 2), (4e-5, 4e-5)]
    assert spec.relations[0].levels == (4e-5, 2, 1234.25, 1234.5)


def test_strengths_that_are_the_same_but_for_rounding_are_the_same():
    waves = []
    for wave, value in (("1", 0.1 + 0.2), ("2", 0.3)):
        graph = nx.DiGraph()
        graph.add_weighted_edges_from([("A", "B", value), ("B", "A", 1.0)])
        waves.append(rn.from_networkx(graph, wave=wave))
    change = rn.compare(*waves)
    assert set(change.ties["detail"]) == {"same"}
    spec = rn.draw(change).spec
    assert spec.ties[0].strength[0] == spec.ties[0].strength[1]
    assert len(spec.relations[0].levels) == 2


def test_of_many_strengths_seven_can_be_chosen():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(f"a{k}", f"a{k + 1}", k + 1) for k in range(100)])
    levels = rn.draw(rn.from_networkx(graph)).spec.relations[0].levels
    assert len(levels) == 7
    assert (levels[0], levels[-1]) == (1, 100)
    alike = nx.DiGraph()
    alike.add_weighted_edges_from([("A", "B", 2), ("B", "C", 2)])
    spec = rn.draw(rn.from_networkx(alike)).spec
    assert spec.relations[0].levels == ()
    (ties,) = spec.as_dict()["ties"]
    assert (len(ties["source"]), ties["strength"]) == (2, [])
