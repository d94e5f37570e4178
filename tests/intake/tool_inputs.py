"""Files of other programs with every problem that reading them can find."""

import io
import json

import openpyxl
import pytest

import relnet as rn
from relnet.readers.networks import json_tables
from relnet.readers.plain import memberships

REPORTS = [
    ("map.json", {"elements": [{"label": "A"}, {"label": "B"}],
                  "connections": [{"from": "A", "to": "B"}, {"from": "A", "to": "B", "direction": "up"}]}, {}),
    ("map.json", {"elements": [3, {"label": ["A"]}, {"attributes": 3}],
                  "connections": [{"from": "A"}, {"from": {"a": 1}, "to": None}]}, {}),
    ("graph.json", {"nodes": [{"id": k} for k in range(9)], "links": []}, {}),
    ("edges.csv", "Source,Target,Type,timeset\nA,B,Directed,\nB,C,Directed,soon\n", {"layout": "gephi"}),
    ("edges.csv", 'Source,Target,timeset\nA,B,"<[2019,2021]>"\nB,C,\n', {"layout": "gephi"}),
    ("edges.csv", "Source,Target,timeset\nA,B,2019\nB,C,\n", {"layout": "gephi"}),
    ("map.json", '{"elements": [], "elements": [], "connections": []}', {}),
    ("map.json", '{"elements": [], "connections": [', {}),
    ("map.json", '{"elements": [], "connections": ' + "[" * 200_000 + "]" * 200_000 + "}", {}),
    ("groups.csv", "organisatie,programma\nA,P\nB,P\nA,P\nC,P\n", {"layout": "memberships"}),
    ("groups.csv", ",P,Q\nA,1,perhaps\n,1,0\n", {"layout": "memberships"}),
]  # fmt: skip
"""Files, as text or what JSON holds, and how they are read."""


def found(path, **options):
    """The problems of what is read or refused."""
    try:
        return rn.read_survey(path, warn=False, **options).problems
    except rn.DataError as error:
        return error.problems


def written(folder, name, content):
    """A file of text, of what JSON holds, or of sheets."""
    path = folder / name
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in content.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        data = io.BytesIO()
        book.save(data)
        path.write_bytes(data.getvalue())
    else:
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
    return path


def tool_problems(folder):
    """All problems of all these inputs."""
    everything = []
    for name, content, options in REPORTS:
        everything += found(written(folder, name, content), **options)
    sheets = {"Elements": [["Label"], ["A"], ["B"]], "Connections": [["From", "To"], ["A", "B"]],
              "Notes (ignore)": [["x"]]}  # fmt: skip
    everything += found(written(folder, "map.xlsx", sheets))
    small = {"nodes": [{"id": "A"}, {"id": "B"}], "links": [{"source": "A", "target": "B"}]}
    for module, limit, name, content, options in (
        (json_tables, "MOST_CHARACTERS", "graph.json", small, {}),
        (json_tables, "MOST_CELLS", "graph.json", small, {}),
        (memberships, "MOST_PAIRS", "groups.csv", "organisatie,programma\nA,P\nB,P\nA,Q\n", {}),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, limit, 0)
            everything += found(written(folder, name, content), **options)
    return everything
