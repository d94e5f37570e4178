"""Panels as graph files: other programs read them, and what is read back is the same."""

import csv
import io
import itertools
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import hypothesis.strategies as st
import igraph
import networkx as nx
import pandas as pd
import pytest
from hypothesis import assume, given, settings

import relnet as rn
from relnet.readers.networks import gexf, graphml, pajek, ucinet  # noqa: F401 - they register
from relnet.readers.tables import EXCEL_ERRORS, clean
from relnet.readers.values import number
from relnet.writers import gexf as _gexf  # noqa: F401
from relnet.writers.drawn import allowed
from relnet.writers.formats import WRITERS

WAVES = [
    ["2019"],
    ["2019", "2021"],
    ["voor", "na/later"],
    ["2020-01-31", "2021-06-01"],
    ["1,5", "2"],
]
RELATIONS = ["advies", 'werkt "samen" & <b>', "=SOM(A1)"]

names = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    .map(clean)
    .filter(lambda name: name and name not in EXCEL_ERRORS)
)
some = st.sampled_from(
    ["Ziekenhuis Sint Anna", "=cmd|'/c calc'!A0", 'a "b"', "a\nb", "a,b;c", "\\", "&#34;", "GGD Aa"]
)


@st.composite
def panels(draw, *, undirected=None):
    """Panels of some waves and relations, with isolates and actors that did not answer."""
    waves = draw(st.sampled_from(WAVES))
    relations = RELATIONS[: draw(st.integers(1, 3))]
    actors = draw(st.lists(st.one_of(some, names), min_size=2, max_size=4, unique_by=allowed))
    reports, roster, register = [], [], []
    for wave in waves:
        here = [a for k, a in enumerate(actors) if k < 2 or draw(st.booleans())]
        asked = [r for k, r in enumerate(relations) if k == 0 or draw(st.booleans())]
        silent = draw(st.sets(st.sampled_from(here[1:])))
        roster += [
            (
                wave,
                a,
                draw(st.sampled_from(["zorg", "", "1e5"])),
                draw(st.sampled_from([1, 2.5, None])),
            )
            for a in here
        ]
        register += [(wave, a, int(a not in silent)) for a in here]
        reports += [(wave, here[0], None, relation, None) for relation in asked]
        pairs = st.sampled_from(list(itertools.combinations(here, 2)))
        for relation in asked:
            for pair in sorted(draw(st.sets(pairs, max_size=5))):
                a, b = pair if draw(st.booleans()) else pair[::-1]
                value = draw(st.sampled_from([1, 2, 2.5, 0.1, 1e-7, 1234567.25]))
                reports.append((wave, a, b, relation, value))
    drawn = (
        draw(st.sets(st.sampled_from(sorted({row[3] for row in reports}))))
        if undirected is None
        else set(undirected)
    )
    survey = rn.read_survey(
        pd.DataFrame(reports, columns=["wave", "source", "target", "relation", "weight"]),
        roster=pd.DataFrame(roster, columns=["wave", "id", "sector", "bedden"]),
        register=pd.DataFrame(register, columns=["wave", "id", "answered"]),
        undirected=drawn,
        waves=waves,
        warn=False,
    )
    return rn.build_panel(survey)


def written(panel, name, folder):
    """The files of a panel, its legend aside."""
    files = WRITERS[name].write(panel)
    assert files == WRITERS[name].write(panel)
    paths = []
    for end, data in files.items():
        path = Path(folder) / (f"net{end}" if end else f"net{WRITERS[name].endings[0]}")
        path.write_bytes(data)
        paths += [] if end == "_legend.csv" else [path]
    return paths


def again(panel, name, **options):
    """The panel that is read back."""
    with tempfile.TemporaryDirectory() as folder:
        survey = rn.read_survey(*written(panel, name, folder), warn=False, **options)
    return rn.build_panel(survey)


def ties_of(net, called=allowed):
    ties = {}
    for source, target, strength, _ in net.ties.itertuples(index=False):
        pair = (called(source), called(target))
        ties[pair if net.directed else tuple(sorted(pair))] = strength
    return ties


def known_of(net):
    """Attributes and answers by actor."""
    table = net.attributes.assign(answered=net.observation.answered)
    return {
        allowed(actor): {k: v for k, v in row.items() if pd.notna(v)}
        for actor, row in table.to_dict("index").items()
    }


def assert_same(panel, back, called=allowed):
    assert [allowed(wave) for wave in panel.waves] == list(back.waves)
    assert {called(relation) for relation in panel.relations} == set(back.relations)
    for net in panel:
        other = back[net.wave, called(net.relation)]
        assert other.observation.asked == net.observation.asked
        assert other.directed == net.directed
        assert {called(a) for a in net.actors} == set(other.actors)
        assert ties_of(net, called) == ties_of(other, lambda text: text)


@settings(max_examples=25, deadline=None)
@given(panels())
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_what_is_written_in_xml_is_read_back(name, panel):
    back = again(panel, name)
    assert_same(panel, back)
    for net in panel:
        other = back[net.wave, allowed(net.relation)]
        assert known_of(net) == known_of(other)
        types = {name: column.dtype.kind for name, column in net.attributes.items()}
        assert {
            name: column.dtype.kind for name, column in other.attributes.items()
        }.items() <= types.items()


@settings(max_examples=25, deadline=None)
@given(panels())
def test_what_is_written_for_pajek_is_read_back(panel):
    assert_same(panel, again(panel, "pajek"), called=lambda text: text)


@settings(max_examples=25, deadline=None)
@given(panels())
def test_what_is_written_for_ucinet_is_read_back_by_its_codes(panel):
    names = {*panel.relations, *(actor for net in panel for actor in net.actors)}
    assume(not any("\x00" in name for name in names))  # which CSV does not hold
    legend = list(
        csv.reader(
            io.StringIO(
                WRITERS["ucinet dl"].write(panel)["_legend.csv"].decode("utf-8-sig"), newline=""
            )
        )
    )
    assert legend.pop(0) == ["code", "name"]
    assert not any(name[:1] in set("=+-@") and number(name) is None for _, name in legend)
    codes = {name.removeprefix("\xa0"): code for code, name in legend}
    back = again(panel, "ucinet dl", waves=panel.waves)
    for net in panel:
        other = back[net.wave, codes.get(net.relation, net.relation)]
        seen = net.observation
        if len(seen.possible - seen.unknown):
            assert other.observation.asked == seen.asked
        assert [codes[actor] for actor in net.actors] == list(other.actors)
        assert rn.states(net).to_numpy().tolist() == rn.states(other).to_numpy().tolist()
        assert (
            rn.adjacency(net, strength=True).toarray().tolist()
            == rn.adjacency(other, strength=True).toarray().tolist()
        )


@settings(max_examples=15, deadline=None)
@given(panels())
def test_networkx_and_igraph_read_the_same_ties_from_graphml(panel):
    with tempfile.TemporaryDirectory() as folder:
        (path,) = written(panel, "graphml", folder)
        drawn = nx.read_graphml(path, force_multigraph=True)
        other = igraph.Graph.Read_GraphML(str(path))
    directed = any(net.directed for net in panel)
    both = [2 if directed and not net.directed else 1 for net in panel]
    size = sum(len(net.ties) * times for net, times in zip(panel, both, strict=True))
    assert (drawn.number_of_edges(), other.ecount()) == (size, size)
    assert drawn.is_directed() == other.is_directed() == directed
    actors = {allowed(actor) for net in panel for actor in net.actors}
    labels = nx.get_node_attributes(drawn, "label")
    assert set(labels.values()) == set(other.vs["label"]) == actors
    for net in panel:
        found = {
            (labels[a], labels[b]): data["weight"]
            for a, b, data in drawn.edges(data=True)
            if (data["wave"], data["relation"]) == (allowed(net.wave), allowed(net.relation))
        }
        assert set(ties_of(net)) <= set(found) | {pair[::-1] for pair in found}


@settings(max_examples=15, deadline=None)
@given(panels())
def test_networkx_reads_gexf_with_its_spells(panel):
    with tempfile.TemporaryDirectory() as folder:
        (path,) = written(panel, "gexf", folder)
        drawn = nx.read_gexf(path)
    assert {data["label"] for _, data in drawn.nodes(data=True)} == {
        allowed(actor) for net in panel for actor in net.actors
    }
    spells = sum(len(data["spells"]) for *_, data in drawn.edges(data=True))
    directed = any(net.directed for net in panel)
    assert spells == sum(
        len(net.ties) * (2 if directed and not net.directed else 1) for net in panel
    )


@pytest.fixture
def simple():
    """One relation, all of it observed."""
    reports = pd.DataFrame(
        {"source": ["GGD Aa", "Zon é"], "target": ["Zon é", "GGD Aa"], "weight": [2.5, 1]}
    )
    return rn.build_panel(rn.read_survey(reports, warn=False))


def test_igraph_and_networkx_read_pajek(simple, tmp_path):
    (path,) = written(simple, "pajek", tmp_path)
    drawn = nx.read_pajek(path)
    assert list(drawn.edges(data="weight")) == [("GGD Aa", "Zon é", 2.5), ("Zon é", "GGD Aa", 1.0)]
    other = igraph.Graph.Read_Pajek(str(path))
    assert (other.get_edgelist(), other.es["weight"]) == ([(0, 1), (1, 0)], [2.5, 1.0])


def test_a_dl_file_is_a_full_matrix_of_codes(simple):
    assert WRITERS["ucinet dl"].write(simple) == {
        "": b"dl n=2 nm=1\nformat = fullmatrix\nlabels:\nN1,N2\nmatrix labels:\nrelation\n"
        b"data:\n0 2.5\n1 0\n",
        "_legend.csv": "\ufeffcode,name\nN1,GGD Aa\nN2,Zon é\n".encode(),
    }


def test_xml_refers_to_nothing_and_is_well_formed(simple):
    for name in ("graphml", "gexf"):
        data = WRITERS[name].write(simple)[""]
        assert ET.fromstring(data).tag.endswith(name)  # noqa: S314 - ours
        assert b"DOCTYPE" not in data
        assert b"schemaLocation" not in data


def test_characters_that_xml_forbids_are_written_as_their_pictures():
    assert allowed("a\x00\x1b\ufffe\ud800\tb") == "a␀␛\ufffd?\tb"


def test_files_of_waves_have_names_that_can_be_files():
    reports = pd.DataFrame({"wave": ["../x", "..\\x", "X", "x", "€"], "source": "a", "target": "b"})
    panel = rn.build_panel(rn.read_survey(reports, warn=False))
    for name in ("pajek", "ucinet dl"):
        ends = set(WRITERS[name].write(panel)) - {"_legend.csv"}
        assert len({end.casefold() for end in ends}) == 5
        assert not any(c in end for end in ends for c in "/\\€")


def test_attributes_of_names_that_mean_something_stay_apart(tmp_path):
    roster = pd.DataFrame(
        {"id": ["a", "b"], "label": ["x", "y"], "present": ["p", "q"], "op@1": ["2", "3"]}
    )
    reports = pd.DataFrame({"source": ["a"], "target": ["b"]})
    panel = rn.build_panel(rn.read_survey(reports, roster=roster, warn=False))
    for name in ("graphml", "gexf"):
        attributes = again(panel, name)[0].attributes
        assert attributes.sort_index(axis=1).columns.tolist() == ["label", "op@1", "present_"]
        assert attributes["label"].tolist() == ["x", "y"]


def test_what_a_format_does_not_hold_is_told(simple, tmp_path):
    assert rn.export(simple, tmp_path / "net.graphml").lost == ("rule",)
    assert rn.export(simple, tmp_path / "net.net").format == "pajek"
    assert sorted(path.name for path in rn.export(simple, tmp_path / "net.dl").paths) == [
        "net.dl",
        "net_legend.csv",
    ]


def three(waves):
    reports = pd.DataFrame({"wave": waves, "source": "a", "target": "b"})
    return rn.build_panel(rn.read_survey(reports, warn=False))


@pytest.mark.parametrize(
    "waves", [["x_3", "x", "x!"], ["é", "e\u0301!", "É"], ["a_2", "a", "A", "a!", "a_4"]]
)
def test_no_two_waves_have_one_file(waves, tmp_path):
    done = rn.export(three(waves), tmp_path / "net.net")
    assert len({path.name.casefold() for path in done.paths}) == len(waves)
    assert rn.build_panel(rn.read_survey(*done.paths, warn=False)).waves == tuple(map(clean, waves))


def test_no_file_is_written_where_one_is_in_the_way(tmp_path):
    (tmp_path / "net_2.net").mkdir()
    with pytest.raises(rn.UsageError, match="it is a folder"):
        rn.export(three(["1", "2"]), tmp_path / "net.net")
    assert [path.name for path in tmp_path.iterdir()] == ["net_2.net"]


def test_files_that_are_there_are_kept_if_asked(simple, tmp_path):
    (tmp_path / "net_legend.csv").write_text("mine")
    with pytest.raises(rn.UsageError, match=r"net_legend.csv' is already there"):
        rn.export(simple, tmp_path / "net.dl", overwrite=False)
    assert [path.name for path in tmp_path.iterdir()] == ["net_legend.csv"]
    rn.export(simple, tmp_path / "net.dl")
    assert (tmp_path / "net_legend.csv").read_text("utf-8-sig").startswith("code,name")
