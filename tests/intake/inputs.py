"""Inputs with every problem that reading can find."""

import gzip
import io
import warnings
from pathlib import Path

import openpyxl
import pandas as pd

import relnet as rn
from relnet.readers import files, workbook
from tests.intake.composite_inputs import composite_problems
from tests.intake.export_inputs import export_problems
from tests.intake.form_inputs import form_problems
from tests.intake.graph_inputs import graph_problems
from tests.intake.large_inputs import large_problems
from tests.intake.organisation_inputs import organisation_problems
from tests.intake.platform_inputs import platform_problems
from tests.intake.studies import study_problems
from tests.intake.tool_inputs import tool_problems

EDGES = "wave,source,target,weight\n1,A,B,1\n1,B,A,2\n2,A,B,1\n2,C,A,1\n"
ROSTER = "id\nA\nB\nC\n"
PEOPLE = "respondent;actor\nann;A\nbob;B\n"
MATRIX = ";A;B;C\nA;0;1;1\nB;{};0;1\nC;1;1;0\n"


def edges(*rows, header="wave,source,target,weight"):
    return "\n".join([header, *rows]) + "\n"


READ = [
    (EDGES, {}),
    (EDGES, {"events": "wave,event,actor,into\n3,merge,A,C\n3,merge,B,C\n"}),
    (EDGES, {"no_report": "silent"}),
    (EDGES, {"waves": ["2"], "register": "wave,id\n1,A\n2,A\n9,C\n"}),
    (EDGES, {"roster": ROSTER, "register": "wave,id,answered\n1,A,1\n2,A,1\n2,B,0\n"}),
    (EDGES, {"roster": "id,wave\nA,1\nB,1\nA,2\nB,2\nC,2\n"}),
    (edges("1,A,A,1", "1,A,B,1", "1,A,B,1"), {}),
    (edges("A,B,x", "ggz-zuid,GGZ Zuid,y", header="source,target,remark"), {}),
    (edges(*(f"{k},A,B{k},1" for k in range(30))), {"no_report": "silent"}),
    ("respondent,partner\nann,B\n", {}),
    (
        "respondent,partner\nann,B\nbob,A\n",
        {"respondents": "respondent,actor,completed\nann,A,0\nbob,B,1\n"},
    ),
    (
        edges("1,A,B,f", "1,A,C,g", "2,A,B,f", header="wave,source,target,relation"),
        {"undirected": ["g"]},
    ),
    ("0;1;1\n1;0;1\n1;1;0\n", {}),
    (";A;B;Total\nA;0;1;1\nB;1;0;1\n", {}),
    (MATRIX.format("").replace("C;1;1;0", "C;;;"), {"no_report": "nobody"}),
]
"""Reports and options that are read with remarks."""

REFUSED = [
    (EDGES, {"events": "wave,event,actor,into\n2,gone,A,C\n2,merge,B,\n2,rename,A,B\n2,rename,A,C\n"}),
    (
        edges("1,Hospital,Zoo,1", "1,Hospitl,Council,9", "1,Hospital,Council,x", ",Council,Hospital,1",
              "1,,Council,1", "1,Hospital,,3"),
        {"roster": "id\nHospital\nCouncil\n", "scale": rn.Scale(1, 2.5)},
    ),
    (edges("1,A,B,1", "2,A,B,1"), {"roster": "wave,id\n1,A\n1,B\n2,A\n"}),
    (edges("1,A,B,1", "1,A,B,2", "1,B,A,", "1,B,A,3"), {"roster": ROSTER, "scale": rn.Scale(4, 3)}),
    (EDGES, {"roster": "wave,id\n1,A\n1,A\n1,\n"}),
    (EDGES, {"roster": "id\nA\nA\n"}),
    (EDGES, {"roster": ROSTER, "register": "id\nA\n"}),
    (EDGES, {"roster": ROSTER, "register": "wave,id,taking part\n1,A,yes\n2,A,no\n"}),
    (EDGES, {"roster": ROSTER, "respondents": "respondent,actor,done\nann,A,ja\nbob,B,nee\n"}),
    (EDGES, {"roster": ROSTER, "register": "wave,id,answered\n1,A,maybe\n1,Z,1\n1,B,1\n1,B,0\n"}),
    (EDGES, {"roster": ROSTER, "unobserved": "source,target,relation\nA,B,none\nA,Q,\n"}),
    (EDGES, {"roster": ROSTER, "unobserved": "source,target\nA,B\n"}),
    (EDGES, {"roster": "sector\ncare\n", "unobserved": "first,second\nA,B\n", "columns": {"value": "grade"}}),
    (EDGES, {"respondents": "who,speaks\nA,B\n"}),
    (EDGES, {"roster": ROSTER, "respondents": "respondent;actor\nann;\n"}),
    ("respondent,partner\ncem,B\n", {"respondents": PEOPLE}),
    ("respondent,actor,partner\nann,B,A\n", {"respondents": PEOPLE}),
    ("source,to,naar\nA,B,C\n", {}),
    ("source,target,target\nA,B,C\n", {}),
    ("source,target\n", {}),
    ("name\nA\n", {}),
    (",".join("abcdefghij") + "\n" + ",".join("1234567890") + "\n", {}),
    ("source,target\nA,B\nA\nA,B,C\n", {}),
    ("text\n4,10,10,N,NB\nA,B,C\n0 1 0\n1,0\n", {}),
    ('source,target\nA,"B\nC",D\n', {}),
    ('source,target\n"A,B\nC,D\n', {}),
    (f"source,target\nA,{'B' * 200_000}\nA,B,C\n", {}),
    ("", {}),
    (MATRIX.format("0"), {"undirected": True}),
    (MATRIX.format("x"), {}),
    (";A;B;B\nA;0;1;1\nA;1;0;1\n;1;1;0\n", {}),
    (";A;B;;D\nA;0;1;1;1\nB;1;0;1;1\n", {}),
]  # fmt: skip
"""Reports and options that are refused."""

BYTES = [
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    b"PK\x03\x04 no workbook",
    b"\xd0\xcf\x11\xe0 old",
    b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    gzip.compress(b"source,target\nA,B\n" * 99)[:-9],
    "source,target\nCafé,B\n".encode("cp1252"),
]
"""Files that hold no table."""


def found(*sources, **options):
    """The problems of what is read or refused."""
    options = {
        name: io.StringIO(value) if name in {"roster", "register", "respondents", "unobserved", "events", "milestones"} else value
        for name, value in options.items()
    }  # fmt: skip
    try:
        return rn.read_survey(*sources, warn=False, **options).problems
    except rn.DataError as error:
        return error.problems


def from_files(folder):
    """Problems of files on disk, open files and workbooks."""
    answers = folder / "answers.csv"
    answers.write_text(EDGES)
    for content in BYTES:
        (folder / "bytes.csv").write_bytes(content)
        yield from found(folder / "bytes.csv")
    closed = answers.open()
    closed.close()
    latin = folder / "latin.csv"
    latin.write_bytes("source,target\nCafé,B\n".encode("cp1252"))
    with latin.open(encoding="utf-8") as wrong:
        yield from found(wrong, closed, folder / "none.csv", folder, Path("a\0b"))
    yield from found(pd.DataFrame([[None]]))
    yield from from_workbooks(folder, answers)


def from_workbooks(folder, answers):
    book = openpyxl.Workbook()
    book.save(folder / "empty.xlsx")
    yield from found(folder / "empty.xlsx")
    for name in ("first", "second"):
        book.create_sheet(name).append(["id"])
    book.save(folder / "lists.xlsx")
    try:
        rn.read_survey(answers, roster=folder / "lists.xlsx")
    except rn.DataError as error:
        yield from error.problems
    pd.DataFrame({"source": ["A", "B"], "target": ["B", "#N/A"]}).to_excel(
        folder / "formula.xlsx", index=False
    )
    yield from found(folder / "formula.xlsx")


def every_problem(folder, monkeypatch):
    """All problems of all inputs."""
    with warnings.catch_warnings(action="ignore"):
        everything = [p for text, options in READ for p in found(io.StringIO(text), **options)]
        everything += [p for text, options in REFUSED for p in found(io.StringIO(text), **options)]
        everything += from_files(folder)
        everything += organisation_problems(folder)
        everything += study_problems(folder)
        everything += export_problems(folder)
        everything += platform_problems(folder)
        everything += form_problems(folder)
        everything += graph_problems(folder)
        everything += tool_problems(folder)
        everything += large_problems(folder)
        everything += composite_problems(folder)
        with monkeypatch.context() as patch:
            patch.setattr(files, "MOST_BYTES", 20)
            everything += found(folder / "answers.csv")
        with monkeypatch.context() as patch:
            patch.setattr(workbook, "MOST_CELLS", 2)
            everything += found(folder / "formula.xlsx")
    return everything
