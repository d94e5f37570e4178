"""Exports, column maps and saved panels with every problem that reading them can find."""

import io
import json
from unittest import mock

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from relnet.readers.layouts import READERS
from tests.readers.exports import exports

GRID = "respondent;done;organisatie;info[A];info[B];info[C]\n"
READ = [
    (GRID + "1;y;A;;2;0\n2;;;3;;1\n", {}),
    ("respondent;organisatie;met[A]=1;met[B]=1\n1;A;;\n2;B;x;\n", {}),
    ("respondent;organisatie;noem[]\n1;A;B\n2;B;\n", {}),
    ("respondent;organisatie;info[A];info[B];tijd[genoeg]\n1;A;;1;4\n2;B;1;;3\n", {}),
    (
        "respondent;organisatie;info[SQ001];info[SQ002]\n1;A;;2\n2;B;3;\n",
        {"column_map": pd.DataFrame(
            [("file 1", "info[SQ001]", "A"), ("file 1", "info[SQ002]", "-")],
            columns=["file", "column", "organisation"],
        )},
    ),
    ("respondent;person;done;organisatie;info[A];info[B]\n1;p;y;A;;2\n2;p;;A;;3\n3;q;y;B;1;\n", {}),
    ("respondent;person;organisatie;info[A];info[B]\n1;p;A;;2\n2;p;A;;2\n3;q;B;1;\n", {}),
]  # fmt: skip
"""Exports that are read with remarks."""
EMPTY = pd.DataFrame([("x", "y", "A")], columns=["file", "column", "organisation"])
REFUSED = [
    (GRID + "1;y;A;;vaak;0\n2;y;B;vaak;;1\n", {}),
    ("respondent;info[A];info[B]\n1;;2\n", {"column_map": EMPTY}),
    ("respondent;organisatie;tijd[genoeg]\n1;A;4\n", {}),
    ("respondent;organisatie;info[SQ001]\n1;A;4\n", {"column_map": EMPTY}),
    ("respondent;organisatie;info[SQ001]\n1;A1;4\n", {"column_map": EMPTY}),
    ("respondent;organisatie;info[SQ001];info[A]\n1;A1;4;2\n2;A;;\n", {}),
    ("respondent;organisatie;info[A];info[Stichting A];info[B]\n1;A;;4;1\n2;B;1;;\n", {}),
    ("respondent;person;organisatie;info[A];info[B]\n1;p;A;;2\n2;p;A;;3\n3;q;B;1;\n", {}),
]
"""Exports that are refused."""
MAPS = [
    pd.DataFrame(
        [("a", "Q1", "A"), ("a", "Q1", "B"), ("", "Q2", "A"), ("a", "", "A")],
        columns=["file", "column", "organisation"],
    ),
    pd.DataFrame({"text": ["x"]}),
]
STUDY = """\
[[waves]]
label = "1"
reports = "export.csv"
[reading]
layout = "ours"
[[relations]]
name = "samen"
[response]
repeated = "{}"
"""


def export_problems(folder):
    """Read and refuse all of the inputs, and return what was found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(READERS._things, "ours", exports.read)
        return [*_exports(), *_studies(folder), *_others(folder)]


def _found(read, *args, **options):
    try:
        return read(*args, **options).problems
    except rn.DataError as error:
        return error.problems


def _exports():
    for text, options in (*READ, *REFUSED):
        yield from _found(rn.read_survey, io.StringIO(text), layout="ours", warn=False, **options)
    for table in MAPS:
        yield from _found(rn.read_column_map, table, name="map.xlsx")
    yield from _found(rn.read_survey, io.StringIO("source,target\nA,B\n"), layout="graphml")
    yield from _found(rn.read_survey, io.StringIO("source,target\nA,B\n"), layout="limesurvey")


def _studies(folder):
    folder = folder / "exports"
    folder.mkdir()
    twice = "respondent;person;organisatie;samen[A];samen[B]\n1;p;A;;2\n2;p;A;;3\n3;q;B;1;\n"
    (folder / "orgs.csv").write_text("id;name;other names\na;A;Huis A\nb;B;\n", encoding="utf-8")
    alike = "respondent;organisatie;samen[A];samen[Huis A]\n1;B;1;2\n"
    (folder / "export.csv").write_text(alike, encoding="utf-8")
    known = STUDY.format("refuse") + '[organisations]\nfile = "orgs.csv"\n'
    (folder / "relnet.toml").write_text(known, encoding="utf-8")
    with mock.patch("relnet.study.check._layouts", return_value=["ours"]):
        yield from _found(rn.read_survey, rn.read_study(folder), warn=False)
    for rule, text in (
        ("first", twice), ("last", twice),
        ("refuse", "respondent;organisatie;tijd[A]\n1;A;2\n"),
        ("refuse", "respondent;organisatie;samen[SQ001]\n1;A;2\n"),
    ):  # fmt: skip
        (folder / "export.csv").write_text(text)
        (folder / "relnet.toml").write_text(STUDY.format(rule))
        with mock.patch("relnet.study.check._layouts", return_value=["ours"]):
            yield from _found(rn.read_survey, rn.read_study(folder), warn=False)


def _others(folder):
    """Files with a roster of their own beside one that is given or has none; saved panels."""
    graph = (
        '{"directed": true, "multigraph": false, "graph": {}, "nodes": [{"id": "A"}, {"id": "B"}], '
    )
    graph += '"edges": [{"source": "A", "target": "B"}]}'
    own = graph.replace('{"id": "A"}', '{"id": "A", "answered": true}')
    own = own.replace('{"id": "B"}', '{"id": "B", "answered": true}')
    for name in ("one", "two"):
        (folder / f"{name}.json").write_text(own)
    (folder / "three.csv").write_text("source,target\nA,B\n")
    roster, register = pd.DataFrame({"id": ["A", "B"]}), pd.DataFrame({"id": ["A", "B"]})
    yield from _found(
        rn.read_survey, folder / "one.json", roster=roster, register=register, warn=False
    )
    yield from _found(rn.read_survey, folder / "one.json", folder / "three.csv", warn=False)
    path = rn.save_panel(rn.from_networkx(nx.path_graph(2)), folder / "panel.json")
    yield from _found(rn.read_survey, path)
    whole = json.loads(path.read_text())
    for text in (
        "{}",
        json.dumps(whole | {"schema": "relnet.panel/9"}),
        json.dumps(whole | {"networks": [whole["networks"][0] | {"wave": 1}]}),
        json.dumps(whole | {"networks": [whole["networks"][0] | {"answered": []}]}),
    ):
        path.write_text(text)
        yield from _found(rn.read_panel, path)
    pd.DataFrame({"source": ["A"], "target": ["B"]}).to_parquet(folder / "x.parquet")
    data = (folder / "x.parquet").read_bytes()
    yield from _found(rn.read_survey, io.BytesIO(data[:90]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "pyarrow", None)
        yield from _found(rn.read_survey, io.BytesIO(data))
