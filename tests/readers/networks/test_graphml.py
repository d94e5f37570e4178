"""GraphML files of other programs, and what is wrong with them."""

import io
import time

import igraph
import networkx as nx
import pytest

import relnet as rn
from relnet.readers.networks import graphml  # noqa: F401 - registers itself
from relnet.readers.networks.waved import splitter
from relnet.readers.networks.xml_tree import MOST_DEPTH, root_of

YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <!--Created by yEd 3.22-->
  <key for="port" id="d0" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <data key="d0"/>
    <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0"/>
      <y:NodeLabel alignment="center">GGD Lindeland<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Ziekenhuis Sint Anna</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge/></data></edge>
  </graph>
  <data key="d7"><y:Resources/></data>
</graphml>
"""

GEPHI = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<key attr.name="r" attr.type="int" for="node" id="r"/>
<key attr.name="sector" attr.type="string" for="node" id="sector"><default>zorg</default></key>
<graph edgedefault="undirected">
<node id="1"><data key="label">GGD Lindeland</data><data key="r">0</data></node>
<node id="2"><data key="label">Gemeente Aa</data><data key="sector">overheid</data></node>
<node id="3"><data key="label">Thuiszorg Zon</data></node>
<edge id="0" source="1" target="2"><data key="weight">2.0</data></edge>
<edge id="1" source="3" target="2"><data key="weight">0.5</data></edge>
</graph>
</graphml>
"""


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def graph(inside, head=""):
    return f"<graphml>{head}<graph edgedefault='directed'>{inside}</graph></graphml>"


def kinds(survey):
    return {problem.kind for problem in survey.problems}


def test_a_file_of_yed_is_called_by_what_it_shows():
    survey = read(YED)
    assert survey.reports[["actor", "partner"]].to_numpy().tolist() == [
        ["GGD Lindeland", "Ziekenhuis Sint Anna"]
    ]
    assert rn.build_panel(survey)[0].directed


def test_a_file_of_gephi_has_labels_weights_defaults_and_is_undirected():
    network = rn.build_panel(read(GEPHI))[0]
    assert not network.directed
    assert network.ties["strength"].tolist() == [2.0, 0.5]
    assert network.attributes["sector"].tolist() == ["zorg", "overheid", "zorg"]
    assert list(network.actors) == ["GGD Lindeland", "Gemeente Aa", "Thuiszorg Zon"]


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiDiGraph])
def test_a_file_of_networkx_has_waves_relations_and_attributes(kind):
    drawn = kind()
    drawn.add_node("Noord", beds=3, sector="zorg")
    drawn.add_node("Zuid", beds=2.5)
    drawn.add_node("Oost")
    drawn.add_edge("Noord", "Zuid", jaar="2019", relatie="advies", weight=2.5)
    drawn.add_edge("Zuid", "Oost", jaar="2021", relatie="advies", weight=1)
    file = io.BytesIO()
    nx.write_graphml(drawn, file)
    file.seek(0)
    survey = rn.read_survey(file, warn=False)
    assert survey.waves == ("2019", "2021")
    panel = rn.build_panel(survey)
    assert panel["2019"].directed == drawn.is_directed()
    assert panel["2019"].ties.iloc[:, :3].to_numpy().tolist() == [["Noord", "Zuid", 2.5]]
    assert panel["2021"].attributes["beds"].tolist()[:2] == [3, 2.5]
    assert not survey.roster_assumed


def test_a_file_of_igraph_is_called_by_its_names(tmp_path):
    drawn = igraph.Graph([(0, 1), (1, 2)], directed=True)
    drawn.vs["name"] = ["Noord", "Zuid", "Oost"]
    drawn.es["weight"] = [1, 4]
    drawn.write_graphml(str(tmp_path / "drawn.graphml"))
    network = rn.build_panel(rn.read_survey(tmp_path / "drawn.graphml", warn=False))[0]
    assert network.ties.iloc[:, :3].to_numpy().tolist() == [
        ["Noord", "Zuid", 1.0],
        ["Zuid", "Oost", 4.0],
    ]


def test_labels_that_are_not_unique_leave_the_ids():
    node = "<node id='{}'><data key='n'>Huis</data></node>"
    head = "<key id='n' for='node' attr.name='naam' attr.type='string'/>"
    survey = read(
        graph(node.format("a") + node.format("b") + "<edge source='a' target='b'/>", head)
    )
    assert "labels not names" in kinds(survey)
    assert list(survey.roster["actor"]) == ["a", "b"]
    assert list(survey.roster["naam"]) == ["Huis", "Huis"]


def test_another_attribute_may_be_the_name():
    head = "<key id='n' for='node' attr.name='instelling' attr.type='string'/>"
    nodes = "".join(f"<node id='{k}'><data key='n'>Huis {k}</data></node>" for k in "ab")
    survey = read(graph(nodes, head), columns={"id": "instelling"}, layout="graphml")
    assert list(survey.roster["actor"]) == ["Huis a", "Huis b"]


def test_a_tie_of_its_own_direction_in_a_directed_graph_runs_both_ways():
    nodes = "<node id='a'/><node id='b'/><node id='c'/>"
    ties = "<edge source='a' target='b'/><edge source='b' target='c' directed='false'/>"
    survey = read(graph(nodes + ties))
    assert "undirected tie" in kinds(survey)
    pairs = rn.build_panel(survey)[0].ties[["source", "target"]].to_numpy().tolist()
    assert pairs == [["a", "b"], ["b", "c"], ["c", "b"]]


def test_who_answered_may_stand_with_the_nodes():
    head = "<key id='r' for='node' attr.name='response' attr.type='boolean'/>"
    nodes = "".join(
        f"<node id='{k}'><data key='r'>{'false' if k == 'c' else 'true'}</data></node>"
        for k in "abc"
    )
    survey = read(graph(nodes + "<edge source='a' target='b'/>", head))
    assert survey.answered_by == "register"
    assert survey.roster["answered"].tolist() == [True, True, False]


def test_a_graph_without_ties_was_asked():
    network = rn.build_panel(read(graph("<node id='a'/><node id='b'/>")))[0]
    assert (network.n, network.keys.size, network.observation.coverage) == (2, 0, 1.0)


def test_prefixes_and_one_line_do_not_matter():
    text = GEPHI.replace("<", "<g:").replace("<g:/", "</g:").replace("<g:?", "<?")
    text = text.replace("xmlns=", "xmlns:g=").replace("\n", "")
    assert len(read(text).reports) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE graphml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><graphml>&b;</graphml>",
        "<!DOCTYPE graphml SYSTEM 'http://example.org/x.dtd'><graphml><graph><node id='a'>&x;</node></graph></graphml>",
        "<!DOCTYPE graphml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><graphml>&x;</graphml>",
        "<graphml>" + "<a>" * (MOST_DEPTH + 1),
        "<graphml><graph><node id='a",
        graph("<node id='a'>\x01</node>"),
        graph("<node id='a'><data key='x'>" + "<b>" * 40 + "</data></node>"),
    ],
)
def test_hostile_files_are_refused(text):
    with pytest.raises(rn.DataError) as caught:
        read(text)
    assert {problem.kind for problem in caught.value.problems} == {"unreadable file"}


def test_scripts_are_names_like_any_other():
    name = "&lt;script&gt;alert(1)&lt;/script&gt;"
    survey = read(
        graph(f"<node id='{name}'/><node id='=cmd()'/><edge source='{name}' target='=cmd()'/>")
    )
    assert survey.reports["actor"].tolist() == ["<script>alert(1)</script>"]


@pytest.mark.parametrize(
    "text", ["<svg><graph/></svg>", "<!-- graphml -->", "<", "<!--" * 9, "a<graphml>"]
)
def test_another_file_is_not_graphml(text):
    assert root_of(text) != "graphml"


def test_many_ties_take_a_time_that_grows_with_them():
    ties = "".join(f"<edge source='a' target='n{k}'/>" for k in range(20_000))
    nodes = "<node id='a'/>" + "".join(f"<node id='n{k}'/>" for k in range(20_000))
    assert len(read(graph(nodes + ties)).reports) == 20_000


ANSWERED = "<key id='r' for='node' attr.name='answered'/>"


def answering(*texts):
    nodes = "".join(
        f"\n<node id='{name}'>{'' if text is None else f'<data key={chr(34)}r{chr(34)}>{text}</data>'}</node>"
        for name, text in zip("abc", texts, strict=False)
    )
    return graph(nodes + "<edge source='a' target='b'/>", ANSWERED)


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (("true", "perhaps", "2"), [(3, "'perhaps'"), (4, "'2'")]),
        (("ja", "", "0"), [(3, "nothing")]),
        (("1", "0", None), [(4, "nothing")]),
    ],
)
def test_who_does_not_say_whether_it_answered_is_an_error(texts, wrong):
    with pytest.raises(rn.DataError) as caught:
        read(answering(*texts))
    assert [(p.row, p.found) for p in caught.value.problems] == wrong
    assert {p.column for p in caught.value.problems} == {"answered"}


def test_yes_and_no_may_be_words_or_numbers():
    assert read(answering("yes", "nee", "1")).roster["answered"].tolist() == [True, False, True]


@pytest.mark.parametrize(("text", "directed"), [("1", True), ("0", False), (" true ", True)])
def test_whether_a_tie_is_directed_may_be_a_number(text, directed):
    tie = f"<node id='a'/><node id='b'/><edge source='a' target='b' directed='{text}'/>"
    way = "undirected" if directed else "directed"
    survey = read(graph(tie).replace("edgedefault='directed'", f"edgedefault='{way}'"))
    assert rn.build_panel(survey)[0].directed is directed


def test_another_word_for_directed_is_an_error():
    with pytest.raises(rn.DataError, match="found 'maybe', expected true or false"):
        read(graph("<node id='a'/><node id='b'/><edge source='a' target='b' directed='maybe'/>"))


def test_two_keys_of_one_name_are_not_put_over_one_another():
    head = "<key id='x' for='node' attr.name='size'/><key id='y' for='node' attr.name='size'/>"
    node = "<node id='{}'><data key='x'>1</data>{}</node>"
    other = node.format("b", "<data key='y'>1</data>")
    assert read(graph(node.format("a", "") + other, head)).roster["size"].tolist() == ["1", "1"]
    with pytest.raises(rn.DataError, match="'size' twice, as '1' and '2'"):
        read(graph(node.format("a", "<data key='y'>2</data>"), head))
    key = "<key id='{}' for='node' attr.name='s'><default>{}</default></key>"
    with pytest.raises(rn.DataError, match="'s' twice, as 'u' and 'v'"):
        read(graph("<node id='a'/>", key.format("x", "u") + key.format("y", "v")))
    with pytest.raises(rn.DataError, match="the attribute with id 'x' twice"):
        read(
            graph(
                "<node id='a'/>", key.format("x", "u") + key.format("x", "u").replace("'s'", "'t'")
            )
        )


def test_defaults_are_filled_in_up_to_a_limit(monkeypatch):
    monkeypatch.setattr("relnet.readers.networks.bounds.MOST_DEFAULTS", 3)
    head = "<key id='x' for='node' attr.name='s'><default>u</default></key>"
    nodes = ["<node id='a'/>", "<node id='b'/>", "<node id='c'/>", "<node id='d'/>"]
    said = "<node id='z'><data key='x'>w</data></node>"
    survey = read(graph("".join(nodes[:3]) + said, head))
    assert survey.roster["s"].tolist() == ["u", "u", "u", "w"]
    with pytest.raises(rn.DataError, match="more than 3 attributes"):
        read(graph("".join(nodes), head))


def test_many_waves_are_refused_before_attributes_are_put_with_them():
    data = "".join(f"<data key='present@{k}'>1</data>" for k in range(6000))
    start = time.perf_counter()
    with pytest.raises(rn.DataError, match="6000 points in time"):
        read(graph(f"<node id='a'>{data}</node>"))
    assert time.perf_counter() - start < 5


def test_attributes_of_each_node_its_own_are_bounded(monkeypatch):
    monkeypatch.setattr("relnet.readers.networks.bounds.MOST_CELLS", 8)
    nodes = [f"<node id='{k}'><data key='q{k}'>1</data></node>" for k in range(3)]
    assert len(read(graph("".join(nodes[:2]))).roster) == 2
    with pytest.raises(rn.DataError, match="more than 8 attributes of nodes"):
        read(graph("".join(nodes)))


def test_the_wave_of_an_attribute_is_the_longest_that_fits():
    split = splitter(["1", "a@1", "2"])
    assert [split(t) for t in ("x@1", "x@a@1", "@1", "x@3", "1", "x@y@2")] == [
        ("x", "1"), ("x", "a@1"), ("@1", ""), ("x@3", ""), ("1", ""), ("x@y", "2"),
    ]  # fmt: skip


def test_a_relation_without_a_name_is_not_named_in_messages():
    nodes = "<node id='a'/><node id='b'/><edge source='a' target='b'/>"
    survey = read(graph(nodes + "<edge source='b' target='a' directed='false'/>"))
    (problem,) = (p for p in survey.problems if p.kind == "undirected tie")
    assert problem.found == "1 undirected tie, where others run one way"


def test_more_attributes_than_a_table_has_are_refused():
    data = "".join(f"<data key='q{k}'>1</data>" for k in range(5001))
    with pytest.raises(rn.DataError, match="5001 different attributes of nodes"):
        read(graph(f"<node id='a'>{data}</node>"))
