"""Halves of characters, which a JSON file or a DataFrame can hold, and no other file."""

import json

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet._text import whole
from relnet.organisations.match import match_names
from relnet.readers.beside.organisations import read_organisations
from relnet.writers.formats import WRITERS

HALF = "De \ud800 Linde"
SHOWN = "De \ufffd Linde"
TEXTS = st.text(st.sampled_from("aB é\u0301\ud800\udbff\udc00\udfff🌳"), min_size=1, max_size=6)


def table(**columns):
    """A table of plain objects: columns of text refuse what no file can hold."""
    series = [pd.Series(values, dtype=object) for values in columns.values()]
    return pd.concat(series, axis=1).set_axis(pd.Index(list(columns), dtype=object), axis=1)


def ties(**more):
    plain = {"wave": ["1", "1", "2"], "source": ["A", "B", "A"], "target": ["B", "C", "C"]}
    return table(**{**plain, "relation": ["r"] * 3, "weight": ["1", "2", "1"], **more})


def answers(**more):
    plain = {"wave": ["1", "1"], "respondent": ["p", "q"], "actor": ["A", "B"]}
    return table(**{**plain, "partner": ["B", "A"], "value": ["1", "2"], **more})


def made_of(panel, folder):
    """What is made of a panel, written and told."""
    rn.measure(panel, "total_degree")
    drawn = rn.draw(panel)
    yield drawn.save(folder / "map.html").read_text("utf-8")
    yield drawn.html() + drawn.caption() + panel._repr_html_() + repr(panel)
    yield rn.save_panel(panel, folder / "panel.json").read_text("utf-8")
    first = rn.subset(panel, relations=panel.relations[:1])
    for k, name in enumerate(WRITERS):
        yield str(rn.export(first, folder / f"{k}{WRITERS[name].endings[0]}", name))


def test_halves_that_belong_together_are_one_character():
    assert whole("a\ud83c\udf33b") == "a🌳b"
    assert whole("\udf33\ud83c") == "\ufffd\ufffd"
    for text in ("", "plain", "één 🌳", "\ufffd"):
        assert whole(text) == text


@pytest.mark.parametrize(
    ("reports", "beside"),
    [
        (ties(source=[HALF, "B", "A"]), {}),
        (ties(wave=[HALF, HALF, "2"]), {}),
        (ties(relation=[HALF, "r", "r"]), {}),
        (ties(**{HALF: ["x", "y", "z"]}), {}),
        (ties(), {"roster": table(id=["A", "B", "C"], sector=[HALF, "b", "b"])}),
        (ties(), {"roster": table(id=["A", "B", "C", HALF], **{HALF: ["a", "b", "b", "a"]})}),
        (ties(), {"unobserved": table(wave=["1"], source=["A"], target=["C"], code=[HALF])}),
        (ties(), {"milestones": table(date=["2020-01-01"], title=[HALF])}),
        (ties(source=["A", "A", HALF]),
         {"events": table(wave=["2"], event=["join"], actor=[HALF], into=[""])}),
        (answers(respondent=["p", HALF]), {}),
        (answers(), {"respondents": table(wave=["1", "1"], respondent=["p", "q"],
                                          actor=["A", HALF], layer=[HALF, "x"])}),
        (answers(), {"items": table(wave=["1"], actor=["A"], item=[HALF], value=["2"])}),
        (ties().drop(columns="wave"), {"waves": [HALF]}),
        (pd.DataFrame([["0", "1"], ["1", "0"]], *[pd.Index(["A", HALF], dtype=object)] * 2), {}),
    ],
)  # fmt: skip
def test_a_survey_of_any_text_is_read_or_refused_and_all_of_it_can_be_written(
    reports, beside, tmp_path
):
    try:
        survey = rn.read_survey(reports, warn=False, **beside)
    except rn.DataError as error:
        assert str(error).encode()
        return
    assert "\n".join(map(str, survey.problems)).encode() is not None
    for text in made_of(rn.build_panel(survey), tmp_path):
        assert text.encode() is not None


@pytest.mark.parametrize("part", ["name", "value", "attribute", "wave", "relation"])
def test_a_graph_of_any_text_becomes_a_network_that_can_be_written(part, tmp_path):
    said = {one: HALF if one == part else one for one in ("name", "value", "attribute")}
    graph = nx.Graph([(said["name"], "B"), ("B", "C")])
    nx.set_node_attributes(graph, {said["name"]: said["value"], "B": "b"}, said["attribute"])
    more = {part: HALF} if part in {"wave", "relation"} else {}
    network = rn.from_networkx(graph, **more)
    texts = list(made_of(rn.Panel((network,)), tmp_path))
    assert any(SHOWN in text for text in texts)
    assert not any(HALF in text or "\\ud800" in text for text in texts)


def test_two_names_that_become_the_same_are_refused():
    with pytest.raises(rn.UsageError, match="same text"):
        rn.from_networkx(nx.Graph([("\ud800", "\udfff")]))


def test_what_is_written_on_a_map_can_be_written(tmp_path):
    network = rn.from_networkx(nx.Graph([("A", "B")]))
    said = {"title": HALF, "groups": {HALF: ["A"]}, "steps": [(HALF, rn.View(focus="A"))]}
    for renderer in ("svg", "pyvis"):
        drawn = rn.draw(network, renderer=renderer, **said)
        assert drawn.save(tmp_path / "m.html").read_text("utf-8").count(SHOWN) >= 3
        assert drawn.spec.title == drawn.spec.groups[0].name == drawn.spec.steps[0].text == SHOWN
    side = rn.draw({HALF: rn.Panel((network,))})
    assert side.spec.relations[0].name == SHOWN
    for path in (f"{HALF}.html", "a\x00b.html"):
        with pytest.raises(rn.UsageError, match="cannot write"):
            drawn.save(tmp_path / path)


def test_names_and_events_beside_a_panel_may_be_any_text():
    known = read_organisations(table(id=["g1"], name=["De Linde"]))
    assert match_names([HALF], known)["name"].tolist() == [SHOWN]
    assert rn.suggest_names([HALF], known)["name"].tolist() == [SHOWN]
    old, new = (
        rn.from_networkx(nx.Graph([(name, "B")]), wave=wave)
        for wave, name in (("1", "A"), ("2", HALF))
    )
    events = table(wave=["2"], event=["rename"], actor=["A"], into=[HALF])
    panel = rn.in_terms_of(rn.Panel((old, new)), "2", events)
    assert list(panel["1"].actors) == [SHOWN, "B"]


@pytest.mark.parametrize("kind", ["rows", "graph", "kumu"])
def test_a_json_file_of_any_text_is_read(kind, tmp_path):
    nodes = [{"id": HALF, "label": HALF, "sector": HALF}, {"id": "B", "label": "B", "sector": "b"}]
    if kind == "kumu":
        links = [{"from": HALF, "to": "B", "type": HALF}]
        document = {"elements": nodes, "connections": links}
    else:
        document = {"directed": False, "multigraph": False, "graph": {}, "nodes": nodes,
                    "links": [{"source": HALF, "target": "B"}]}  # fmt: skip
    (tmp_path / "in.json").write_text(json.dumps(document))
    panel = rn.build_panel(rn.read_survey(tmp_path / "in.json", warn=False))
    assert SHOWN in panel.networks[0].actors
    assert all(text.encode() for text in made_of(panel, tmp_path))


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=6, max_size=6))
def test_no_text_at_all_makes_a_bare_error(tmp_path_factory, texts):
    wave, one, other, relation, name, value = texts
    one, other = f"1{one}", f"2{other}"
    folder = tmp_path_factory.mktemp("any")
    rows = {"wave": [wave] * 2, "source": [one, other], "target": [other, "C"]}
    graph = nx.DiGraph([(one, other), (other, "C")])
    graph.nodes[one][name] = value
    for make in (
        lambda: rn.build_panel(
            rn.read_survey(
                ties(**rows, relation=[relation] * 2, weight=["1"] * 2).iloc[:2],
                roster=table(id=[one, other, "C"], **{name: [value, "x", "y"]}), warn=False,
            )
        ),
        lambda: rn.Panel((rn.from_networkx(graph, wave=wave, relation=relation),)),
    ):  # fmt: skip
        try:
            panel = make()
            rn.measure(panel, "total_degree")
            drawn = rn.draw(panel, title=name, groups={value: ["C"]}, steps=[(value, rn.View())])
            drawn.save(folder / "map.html")
            rn.export(panel, folder / "out.graphml")
            saved = rn.read_panel(rn.save_panel(panel, folder / "panel.json"))
            assert list(saved.networks[0].actors) == list(panel.networks[0].actors)
        except (rn.UsageError, rn.DataError) as error:
            assert str(error).encode()
