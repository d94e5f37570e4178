"""Panels in the formats of Kumu, Polinode, Gephi and networkx and as tidy tables, and read again."""

import csv
import io
import json
import sys

import hypothesis.strategies as st
import networkx as nx
import openpyxl
import pandas as pd
import pytest
from hypothesis import assume, given, settings

import relnet as rn
from relnet.readers.tables import EXCEL_ERRORS, clean
from relnet.writers import export
from relnet.writers.formats import WRITERS
from relnet.writers.gephi import _times
from tests.strategies import IMPOSSIBLE, answered, survey_of

ENDINGS = {"kumu": ".xlsx", "kumu json": ".json", "polinode": ".xlsx", "polinode json": ".json",
           "node link": ".json", "gephi": ".csv", "tidy csv": ".csv", "tidy workbook": ".xlsx",
           "parquet": ".parquet"}  # fmt: skip
WHOLE = ["kumu", "kumu json", "polinode", "polinode json", "node link"]
"""Formats of which one file holds ties and actors."""


LISTS = ("roster", "register", "unobserved")


def titles_of(path):
    """The titles of a table of actors."""
    if path.suffix == ".csv":
        return list(pd.read_csv(path))
    if path.suffix == ".parquet":
        return list(pd.read_parquet(path))
    return list(pd.read_excel(path, sheet_name="actors", engine="openpyxl"))


def read_again(path, name):
    """What was written, read as a user would."""
    if name in WHOLE:
        return rn.build_panel(rn.read_survey(path, warn=False))
    lists = {"roster": path.with_name(f"{path.stem}_actors{path.suffix}")}
    if name == "gephi":
        lists["roster"] = path.with_name(f"{path.stem}_nodes.csv")
        path = path.with_name(f"{path.stem}_edges.csv")
    lists["register"] = lists["roster"]
    if name != "tidy workbook" and "answered" not in titles_of(lists["roster"]):
        del lists["register"]
    if name == "tidy workbook":
        titles = ("actors", "actors", "unobserved")
        if "answered" not in titles_of(path):
            return rn.build_panel(rn.read_survey(path, warn=False))
        lists = {k: f"{path}[{title}]" for k, title in zip(LISTS, titles, strict=True)}
        path = f"{path}[ties]"
    return rn.build_panel(rn.read_survey(path, **lists, warn=False))


def assert_same(panel, again, *, attributes=True, observed=False):
    """That two panels have the same actors, ties, strengths and silent actors."""
    assert [(n.wave, n.relation) for n in again] == [(n.wave, n.relation) for n in panel]
    for one, other in zip(panel, again, strict=True):
        assert sorted(other.actors) == sorted(one.actors)
        assert other.directed == one.directed
        assert other.response_assumed == one.response_assumed
        assert _ties(other) == pytest.approx(_ties(one))
        silent = [set(net.actors[~net.observation.answered]) for net in (one, other)]
        if one.observation.asked:
            assert silent[0] == silent[1]
        if attributes:
            own = other.attributes.drop(columns="answered_", errors="ignore").loc[one.actors]
            for name in one.attributes:
                assert _values(own[name]) == _values(one.attributes[name])
        if observed and one.observation.asked:
            assert _cells(other) == _cells(one)


def _ties(net):
    ties = net.ties
    ends = [
        (a, b) if net.directed else tuple(sorted((a, b)))
        for a, b in zip(ties["source"], ties["target"], strict=True)
    ]
    return dict(zip(ends, ties["strength"], strict=True))


def _cells(net):
    """The state of each cell."""
    return {(a, b): state for a, row in rn.states(net).iterrows() for b, state in row.items()}


def _values(column):
    return [None if pd.isna(value) else value for value in column]


TIES = (
    "wave;van;naar;relatie;sterkte\n"
    "2019;GGD Lindeland;Ziekenhuis Sint Anna;zorg;2,5\n2019;Huisartsen Noord;GGD Lindeland;zorg;1\n"
    "2021;GGD Lindeland;Huisartsen Noord;zorg;3\n2019;GGD Lindeland;Gemeente Beek;overleg;1\n"
    "2021;Huisartsen Noord;Gemeente Beek;overleg;2\n2021;Thuiszorg Vecht;Gemeente Beek;overleg;1\n"
)
ACTORS = (
    "wave;id;sector;bedden\n2019;GGD Lindeland;publiek;\n2019;Ziekenhuis Sint Anna;zorg;400\n"
    "2019;Huisartsen Noord;zorg;\n2019;Gemeente Beek;publiek;\n2021;GGD Lindeland;publiek;\n"
    "2021;Huisartsen Noord;zorg;12\n2021;Gemeente Beek;publiek;\n2021;Thuiszorg Vecht;zorg;80,5\n"
    "2021;Stil Huis;zorg;3\n"
)
ANSWERED = (
    "wave;id;answered\n2019;GGD Lindeland;1\n2019;Ziekenhuis Sint Anna;0\n2019;Huisartsen Noord;1\n"
    "2019;Gemeente Beek;1\n2021;GGD Lindeland;1\n2021;Huisartsen Noord;1\n2021;Gemeente Beek;1\n"
    "2021;Thuiszorg Vecht;1\n2021;Stil Huis;0\n"
)


@pytest.fixture(scope="module")
def panel():
    files = {"roster": io.StringIO(ACTORS), "register": io.StringIO(ANSWERED)}
    survey = rn.read_survey(io.StringIO(TIES), **files, undirected=["overleg"], warn=False)
    return rn.build_panel(survey)


@pytest.mark.parametrize("name", ENDINGS)
def test_a_panel_is_read_again_as_it_was(panel, name, tmp_path):
    done = export(panel, tmp_path / f"lindeland{ENDINGS[name]}", name)
    assert done.format == name
    again = read_again(tmp_path / f"lindeland{ENDINGS[name]}", name)
    assert_same(panel, again)
    assert export(panel, tmp_path / f"again{ENDINGS[name]}", name).paths
    for path in done.paths:
        assert (
            path.read_bytes()
            == path.with_name(path.name.replace("lindeland", "again")).read_bytes()
        )


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=20)
@given(waves=st.lists(answered(n=4), min_size=1, max_size=3), undirected=st.booleans())
def test_whoever_answered_and_whatever_was_asked(name, waves, undirected, tmp_path_factory):
    survey = survey_of(*waves, undirected=undirected)
    panel = rn.build_panel(survey)
    assume(name != "gephi" or all(len(net.keys) for net in panel))  # edges alone name a network
    path = tmp_path_factory.mktemp("panel") / f"a{ENDINGS[name]}"
    export(panel, path, name)
    void = undirected and any((wave.codes == IMPOSSIBLE).any() for wave in waves)
    held = (
        "observation" in WRITERS[name].holds and not void
    )  # of a dyad both ends are void, or none
    assert_same(panel, read_again(path, name), observed=held)


NAMES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=8)
    .map(clean)
    .filter(lambda name: name and name not in EXCEL_ERRORS)
)
HARD = [
    "=1+1",
    "+31",
    "-",
    "@x",
    "a|b",
    'zeg "ja"',
    "a,b;c\td",
    "a\nb",
    "NA",
    "nan",
    "1",
    "x\u2028x",
    "_x0041_",
    "Ünïcode 機関",
]


def graph(names, ties, strengths, *, directed):
    made = nx.DiGraph() if directed else nx.Graph()
    made.add_nodes_from([*names, *(f"Huisartsenpraktijk Noord {k}" for k in range(20))])
    for (a, b), strength in zip(ties, strengths, strict=False):
        if a % len(names) != b % len(names):
            made.add_edge(names[a % len(names)], names[b % len(names)], strength=strength)
    return rn.from_networkx(made)


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=20)
@given(
    names=st.lists(NAMES | st.sampled_from(HARD), min_size=2, max_size=5, unique=True),
    ties=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=6),
    strengths=st.lists(st.floats(0.001, 1e6), min_size=6, max_size=6),
    directed=st.booleans(),
)
def test_any_name_and_strength(name, names, ties, strengths, directed, tmp_path_factory):
    network = graph(names, ties, strengths, directed=directed)
    assume(len(network.keys))
    path = tmp_path_factory.mktemp("panel") / f"a{ENDINGS[name]}"
    export(network, path, name)
    assert_same([network], read_again(path, name), attributes=False)


CONTROLS = ["a\rb", "a\x07b", "a\x1fb", "a\ufffeb"]


@pytest.mark.parametrize("name", ["kumu json", "polinode json", "node link", "parquet"])
def test_json_and_parquet_hold_any_character(name, tmp_path):
    network = graph(CONTROLS, [(0, 1), (2, 3)], [1.0, 2.0], directed=True)
    export(network, tmp_path / f"a{ENDINGS[name]}", name)
    assert_same([network], read_again(tmp_path / f"a{ENDINGS[name]}", name), attributes=False)


@pytest.mark.parametrize("name", ["kumu", "polinode", "tidy workbook"])
def test_a_workbook_says_which_character_it_cannot_hold(name, tmp_path):
    network = graph(["a\x07b", "c"], [(0, 1)], [1.0], directed=True)
    export(network, tmp_path / "a.xlsx", name)
    assert {"a\\x07b", "c"} < set(read_again(tmp_path / "a.xlsx", name)[0].actors)


def test_text_that_runs_as_a_formula_is_harmless(tmp_path):
    names = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-x", "plain", "-5"]
    network = graph(names, [(0, 1), (2, 3), (4, 5)], [1.0, 2.0, 3.0], directed=True)
    for name in ("tidy csv", "gephi"):
        for path in export(network, tmp_path / f"{name}.csv", name).paths:
            rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
            cells = {cell for row in rows for cell in row}
            assert {cell for cell in cells if cell[:1] in set("=+-@\t\r")} == {"-5"}
            assert "\xa0=1+1" in cells
    for name in ("kumu", "polinode", "tidy workbook"):
        export(network, tmp_path / "a.xlsx", name)
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        types = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row if c.value}
        assert types <= {"s", "n"}


def test_networkx_reads_what_is_written_for_it(panel, tmp_path):
    export(panel, tmp_path / "a.json", "node link")
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    found = nx.node_link_graph(data, edges="edges")
    assert found.is_multigraph()
    assert found.number_of_edges() == sum(len(net.ties) for net in panel)
    network = rn.subset(panel, waves=["2019"])["overleg"][0]
    export(network, tmp_path / "b.json", "node link")
    data = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert type(nx.node_link_graph(data, edges="edges")) is nx.Graph


def test_what_each_program_looks_for_is_there(panel, tmp_path):
    export(panel, tmp_path / "kumu.xlsx", "kumu")
    book = openpyxl.load_workbook(tmp_path / "kumu.xlsx")
    assert book.sheetnames == ["Elements", "Connections", "networks (ignore)"]
    assert book["Elements"]["A1"].value == "Label"
    assert [cell.value for cell in book["Connections"][1]][:3] == ["ID", "From", "To"]
    export(panel, tmp_path / "poli.xlsx", "polinode")
    book = openpyxl.load_workbook(tmp_path / "poli.xlsx")
    assert book["Nodes"]["A1"].value == "Name"
    assert [cell.value for cell in book["Edges"][1]][:2] == ["Source", "Target"]
    edges, nodes = (
        next(p for p in export(panel, tmp_path / "g.csv", "gephi").paths if end in p.name)
        for end in ("edges", "nodes")
    )
    assert edges.read_text().startswith("Source,Target,Type,Kind,Id,Label,timeset,Weight,Wave\n")
    assert "<[2019.0, 2019.0]; [2021.0, 2021.0]>" in nodes.read_text()
    assert "Undirected" in edges.read_text()


def test_times_of_waves_are_numbers_days_or_positions(panel):
    assert _times(("2019", "2021")) == {"2019": "2019.0", "2021": "2021.0"}
    assert _times(("2019-05-01", "1-6-2021")) == {
        "2019-05-01": "2019-05-01",
        "1-6-2021": "2021-06-01",
    }
    assert _times(("voor", "na")) == {"voor": "1.0", "na": "2.0"}


def test_attributes_of_names_that_mean_something_get_a_line_below(tmp_path):
    made = nx.DiGraph([("A", "B")])
    nx.set_node_attributes(made, {"A": "x", "B": "y"}, "Label")
    nx.set_node_attributes(made, {"A": "p", "B": "q"}, "name")
    network = rn.from_networkx(made)
    for name in WHOLE:
        export(network, tmp_path / f"a{ENDINGS[name]}", name)
        again = read_again(tmp_path / f"a{ENDINGS[name]}", name)[0]
        assert set(again.actors) == {"A", "B"}
        assert set(again.attributes) >= {"Label_", "name_"}


def test_a_table_that_is_too_long_for_a_sheet_is_refused(panel, tmp_path, monkeypatch):
    monkeypatch.setattr("relnet.writers.tables.MOST_ROWS", 3)
    for name in ("tidy workbook", "kumu", "polinode"):
        with pytest.raises(rn.UsageError, match="rows for the sheet"):
            export(panel, tmp_path / "a.xlsx", name)


def test_parquet_says_what_it_needs(panel, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(rn.UsageError, match="pip install"):
        export(panel, tmp_path / "a.parquet", "parquet")


def test_sheets_tell_what_each_network_is(panel, tmp_path):
    export(panel, tmp_path / "a.xlsx", "tidy workbook")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["ties", "actors", "unobserved", "about"]
    rows = list(book["about"].iter_rows(values_only=True))
    assert rows[0][:4] == ("wave", "relation", "directed", "asked")
    assert rows[1][:4] == ("2019", "zorg", "yes", "yes")
