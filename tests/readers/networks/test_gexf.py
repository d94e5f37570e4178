"""GEXF files, static and dynamic, and the waves that their times come down to."""

import io

import networkx as nx
import pytest

import relnet as rn
from relnet.readers.networks import gexf  # noqa: F401 - registers itself

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">'


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def gexf_of(inside, attributes='mode="dynamic" defaultedgetype="directed"'):
    return f"{HEAD}<meta><creator>Gephi 0.10</creator></meta><graph {attributes}>{inside}</graph></gexf>"


def ties(survey):
    return {
        net.wave: list(
            zip(net.ties["source"], net.ties["target"], net.ties["strength"], strict=True)
        )
        for net in rn.build_panel(survey)
    }


def problem(survey, kind):
    return next(p for p in survey.problems if p.kind == kind)


NODES = '<nodes><node id="0" label="Noord"/><node id="1" label="Zuid"/><node id="2" label="Oost"/></nodes>'


def test_a_static_file_has_labels_weights_and_attributes():
    text = gexf_of(
        '<attributes class="node"><attribute id="0" title="sector" type="string"/>'
        '<attribute id="1" title="bedden" type="integer"><default>1</default></attribute></attributes>'
        '<nodes><node id="a" label="Noord"><attvalues><attvalue for="0" value="zorg"/>'
        '<attvalue for="1" value="12"/></attvalues></node><node id="b" label="Zuid"/></nodes>'
        '<edges><edge id="0" source="a" target="b" weight="2.5"/></edges>',
        'mode="static"',
    )
    network = rn.build_panel(read(text))[0]
    assert (network.directed, network.ties["strength"].tolist()) == (False, [2.5])
    assert network.attributes["sector"].iloc[0] == "zorg"
    assert network.attributes["bedden"].tolist() == [12, 1]


def test_timestamps_are_waves():
    text = gexf_of(
        NODES.replace('label="Oost"', 'label="Oost" timestamp="2021"')
        + '<edges><edge source="0" target="1"><spells><spell timestamp="2019"/><spell timestamp="2021"/></spells>'
        '</edge><edge source="1" target="2" timestamps="&lt;[2021.0]&gt;"/></edges>',
        'mode="dynamic" defaultedgetype="directed" timerepresentation="timestamp"',
    )
    survey = read(text)
    assert survey.waves == ("2019", "2021")
    assert ties(survey) == {
        "2019": [("Noord", "Zuid", 1.0)],
        "2021": [("Noord", "Zuid", 1.0), ("Zuid", "Oost", 1.0)],
    }
    assert not any(p.kind == "waves from intervals" for p in survey.problems)


def test_intervals_give_a_wave_at_each_end_and_this_is_told():
    text = gexf_of(
        '<nodes><node id="0" label="Noord" start="2009-03-01"/><node id="1" label="Zuid"/>'
        '<node id="2" label="Oost" start="2009-03-05" end="2009-03-09"/></nodes><edges>'
        '<edge source="0" target="1" start="2009-03-01" end="2009-03-04" weight="2"/>'
        '<edge source="1" target="2" type="mutual"/></edges>',
        'mode="dynamic" defaultedgetype="directed" timeformat="date"',
    )
    survey = read(text)
    assert ties(survey) == {
        "2009-03-01": [("Noord", "Zuid", 2.0)],
        "2009-03-04": [("Noord", "Zuid", 2.0)],
        "2009-03-05": [("Zuid", "Oost", 1.0), ("Oost", "Zuid", 1.0)],
        "2009-03-09": [("Zuid", "Oost", 1.0), ("Oost", "Zuid", 1.0)],
    }
    assert "2009-03-01, 2009-03-04, 2009-03-05, 2009-03-09" in str(
        problem(survey, "waves from intervals")
    )


def test_an_open_end_is_not_part_of_an_interval():
    edge = '<edges><edge source="0" target="1" start="1" {}="2"/><edge source="1" target="2" start="2"/></edges>'
    closed, open_ = (read(gexf_of(NODES + edge.format(end))) for end in ("end", "endopen"))
    assert ("Noord", "Zuid", 1.0) in ties(closed)["2"]
    assert ("Noord", "Zuid", 1.0) not in ties(open_)["2"]


@pytest.mark.parametrize(
    ("times", "waves"),
    [
        ('startopen="2010" end="2012"', ["2012"]),
        ('start="2010" endopen="2012"', ["2010"]),
        ('intervals="&lt;(2010, 2012)&gt;"', []),
        ('intervals="&lt;[2010, 2011];(2011, 2012]&gt;"', ["2010", "2011", "2012"]),
    ],
)
def test_open_ends_are_open(times, waves):
    inside = f'<edges><edge source="0" target="1" {times}/>{{}}</edges>'
    points = '<edge source="1" target="2" timestamps="[2010, 2012]"/>'
    found = ties(read(gexf_of(NODES + inside.format(points))))
    assert [wave for wave, some in found.items() if some[0][:2] == ("Noord", "Zuid")] == waves


def test_what_is_in_no_wave_is_told():
    edges = '<edges><edge source="0" target="1" intervals="(2010, 2012)"/></edges>'
    survey = read(gexf_of(NODES + edges))
    assert problem(survey, "in no wave").values == (("n", 1),)


@pytest.mark.parametrize(
    ("spells", "waves"),
    [
        (["[2010,2011]", "[2011,2012]"], ("2010", "2011", "2012")),
        (["[2010,2011)", "(2011,2012]"], ("2010", "2012")),
        (["[2010,2011)", "[2011,Infinity]"], ("2010", "2011")),
        (["(2010,2012)", "(2010,2012)"], ("2010", "2012")),
    ],
)
def test_the_same_spells_give_the_same_waves_in_each_format(spells, waves):
    edges = "".join(f'<edge source="0" target="1" intervals="{some}"/>' for some in spells)
    drawn = read(gexf_of(f"{NODES}<edges>{edges}</edges>"))
    rows = "".join(f'0,1,Directed,"<{some}>"\n' for some in spells)
    table = read(f"Source,Target,Type,timeset\n{rows}", layout="gephi")
    assert drawn.waves == waves
    if len(table.reports):
        assert table.waves == waves


def test_times_of_values_alone_are_waves():
    text = gexf_of(
        '<attributes class="edge" mode="dynamic"><attribute id="w" title="weight" type="double"/></attributes>'
        + NODES
        + '<edges><edge source="0" target="1"><attvalues><attvalue for="w" value="2" start="2019" end="2020"/>'
        '<attvalue for="w" value="5" start="2021" end="2022"/></attvalues></edge></edges>'
    )
    strengths = {wave: some[0][2] for wave, some in ties(read(text)).items()}
    assert strengths == {"2019": 2.0, "2020": 2.0, "2021": 5.0, "2022": 5.0}


def test_times_of_values_count_while_what_has_them_is_there():
    text = gexf_of(
        '<attributes class="edge" mode="dynamic"><attribute id="w" title="weight" type="double"/></attributes>'
        + NODES
        + '<edges><edge source="0" target="1" start="2019" end="2020"><attvalues>'
        '<attvalue for="w" value="2" start="2010" end="2030"/></attvalues></edge></edges>'
    )
    assert ties(read(text)) == {w: [("Noord", "Zuid", 2.0)] for w in ("2019", "2020")}


def test_a_wave_without_a_value_is_told():
    text = gexf_of(
        '<attributes class="edge" mode="dynamic"><attribute id="w" title="weight" type="double"/></attributes>'
        + NODES
        + '<edges><edge source="0" target="1" start="2019" end="2021"><attvalues>'
        '<attvalue for="w" value="2" start="2019" end="2020"/></attvalues></edge></edges>'
    )
    assert problem(read(text), "tie without value").values == (("n", 1),)


def test_values_hold_at_their_time():
    text = gexf_of(
        '<attributes class="node" mode="dynamic"><attribute id="2" title="omvang" type="float"/></attributes>'
        '<attributes class="edge" mode="dynamic"><attribute id="weight" title="Weight" type="double"/></attributes>'
        '<nodes><node id="0" label="Noord"><attvalues><attvalue for="2" value="1" end="2009"/>'
        '<attvalue for="2" value="2" start="2010"/></attvalues></node><node id="1" label="Zuid"/></nodes>'
        '<edges><edge source="0" target="1"><attvalues><attvalue for="weight" value="3" start="2009" end="2009"/>'
        '<attvalue for="weight" value="4" start="2010"/></attvalues><spells><spell start="2009" end="2009"/>'
        '<spell start="2010"/></spells></edge></edges>'
    )
    survey = read(text)
    assert ties(survey) == {"2009": [("Noord", "Zuid", 3.0)], "2010": [("Noord", "Zuid", 4.0)]}
    panel = rn.build_panel(survey)
    assert [net.attributes["omvang"].iloc[0] for net in panel] == [1, 2]


def test_a_slice_is_of_one_wave_and_kinds_are_relations():
    text = gexf_of(
        NODES
        + '<edges><edge source="0" target="1" kind="advies"/><edge source="0" target="1" kind="zorg" weight="2"/></edges>',
        'mode="slice" defaultedgetype="directed" timerepresentation="timestamp" timestamp="3"',
    )
    survey = read(text)
    assert survey.waves == ("3",)
    assert [relation.name for relation in survey.relations] == ["advies", "zorg"]


@pytest.mark.parametrize("version", ["1.1draft", "1.2draft", "1.3"])
def test_files_of_networkx_are_read(version):
    drawn = nx.MultiDiGraph()
    drawn.add_node("n0", label="Noord", beds=3)
    drawn.add_node("n1", label="Zuid", beds=4)
    drawn.add_edge("n0", "n1", relation="advies", weight=2.0)
    drawn.add_edge("n0", "n1", relation="zorg", weight=3.0)
    file = io.BytesIO()
    nx.write_gexf(drawn, file, version=version)
    file.seek(0)
    panel = rn.build_panel(rn.read_survey(file, warn=False))
    assert panel.relations == ("advies", "zorg")
    assert panel["1", "zorg"].ties.iloc[0, :3].tolist() == ["Noord", "Zuid", 3.0]
    assert panel["1", "zorg"].attributes["beds"].tolist() == [3, 4]


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ('<nodes><node id="a"><nodes><node id="b"/></nodes></node></nodes>', "unreadable file"),
        ('<nodes><node id="a" start="soon"/></nodes>', "unreadable value"),
        (NODES + '<edges><edge source="0" target="9"/></edges>', "unlisted node"),
        ("<nodes/>", "unreadable file"),
    ],
)
def test_what_cannot_be_read_is_refused(inside, kind):
    with pytest.raises(rn.DataError) as caught:
        read(gexf_of(inside))
    assert [p.kind for p in caught.value.problems] == [kind]


def test_endless_times_and_many_points_are_bounded():
    nodes = "".join(f'<node id="n{k}" timestamp="{k}"/>' for k in range(5000))
    with pytest.raises(rn.DataError, match="5000 points in time"):
        read(gexf_of(f"<nodes>{nodes}</nodes>"))
    spells = "".join(f'<spell start="{k}" end="Infinity"/>' for k in range(900))
    nodes = f'<node id="a"><spells>{spells}</spells></node><node id="b"/>'
    survey = read(gexf_of(f'<nodes>{nodes}</nodes><edges><edge source="a" target="b"/></edges>'))
    assert len(survey.waves) == 900


def test_nodes_in_nodes_are_told():
    survey = read(gexf_of('<nodes><node id="a"/><node id="b" pid="a"/></nodes>'))
    assert problem(survey, "nested nodes").values == (("n", 1),)


def test_two_attributes_of_one_title_are_not_put_over_one_another():
    head = (
        '<attributes class="node"><attribute id="0" title="size" type="integer"/>'
        '<attribute id="1" title="size" type="integer"/></attributes>'
    )
    values = '<attvalues><attvalue for="0" value="1"/><attvalue for="1" value="2"/></attvalues>'
    with pytest.raises(rn.DataError, match="'size' twice, as '1' and '2'"):
        read(gexf_of(f'{head}<nodes><node id="a">{values}</node></nodes>'))


def test_nodes_are_counted_in_each_of_their_waves(monkeypatch):
    monkeypatch.setattr("relnet.readers.networks.bounds.MOST_PRESENCES", 3)
    nodes = '<nodes><node id="a" start="1"/><node id="b" start="2"/>{}</nodes>'
    assert len(read(gexf_of(nodes.format(""))).roster) == 3
    with pytest.raises(rn.DataError, match="more than 3 nodes or ties"):
        read(gexf_of(nodes.format('<node id="c" start="2"/>')))


def test_values_are_counted_in_each_of_their_waves(monkeypatch):
    monkeypatch.setattr("relnet.readers.networks.bounds.MOST_CELLS", 3)
    values = '<attvalue for="w" value="1" start="1"/><attvalue for="w" value="2" start="2"/>'
    node = '<nodes><node id="a"><attvalues>{}</attvalues></node></nodes>'
    assert len(read(gexf_of(node.format(values))).roster) == 2
    with pytest.raises(rn.DataError, match="more than 3 attributes"):
        read(gexf_of(node.format(values + '<attvalue for="w" value="3" start="2"/>')))


def test_ties_without_times_are_where_both_nodes_are():
    nodes = '<nodes><node id="0" start="1"/><node id="1" start="2"/><node id="2" end="1"/></nodes>'
    edges = (
        '<edge source="0" target="1"/><edge source="0" target="2"/><edge source="1" target="0"/>'
    )
    found = ties(read(gexf_of(f"{nodes}<edges>{edges}</edges>")))
    assert {wave: len(some) for wave, some in found.items()} == {"1": 1, "2": 2}
