"""A small file in each layout and format that is read."""

import io
import zipfile

import pandas as pd

import relnet as rn
from relnet.datasets.layouts import NETWORKS
from relnet.datasets.platforms import PLATFORMS
from relnet.datasets.questionnaire import Cell, Filled

NAMES = ("GGD Lindeland", "Ziekenhuis Sint Anna", "Zorg, Wonen & Meer")
WORDS = {
    "frequency": {1: "1", 2: "2", 3: "3"},
    "agreement": {1: "1", 2: "2", 3: "3"},
}
PLAIN = {
    "long list": "wave;respondent;actor;partner;relation;value\n1;p;A;B;x;1\n1;q;B;A;x;\n2;p;A;C;y;2,5\n",
    "matrix": ";A;B;C\nA;0;1;2\nB;;0;1\nC;1;1;0\n",
    "bare matrix": "0 1 0\n1 0 1\n0 1 0\n",
    "memberships": "wave;organisatie;programma\n1;A;P\n1;A;Q\n1;B;P\n1;C;Q\n2;A;Q\n",
}


def survey():
    """Two waves, two relations, one of them mutual; one organisation silent, one new."""
    reports = pd.DataFrame(
        [("1", 0, 1, "x", 1), ("1", 1, 0, "x", 2), ("1", 0, 1, "y", 3), ("2", 0, 2, "x", 1.5)],
        columns=["wave", "actor", "partner", "relation", "value"],
    )
    for role in ("actor", "partner"):
        reports[role] = [NAMES[k] for k in reports[role]]
    roster = pd.DataFrame(
        {"wave": [*"11222"], "id": [NAMES[k] for k in (0, 1, 0, 1, 2)], "sector": [*"ababc"]}
    )
    register = roster[["wave", "id"]].iloc[[0, 1, 2, 4]]
    return rn.read_survey(reports, roster=roster, register=register, mutual=["y"], warn=False)


def filled():
    """A questionnaire on two relations, a rating and a statement, filled in by three."""
    cells = [
        Cell(kind, name, f"Q{q}", f"Vraag {q}?", f"SQ{r:03}", partner)
        for q, (kind, name) in enumerate(
            [("relation", "x"), ("relation", "y"), ("rating", "trust")], 1
        )
        for r, partner in enumerate(NAMES, 1)
    ]
    cells.append(Cell("statement", "tijd", "Q4", "Stellingen?", "SQ001", "Wij hebben tijd."))
    people = [
        {"respondent": f"r{k}", "actor": name, "layer": "manager", "person": f"p{k}",
         "completed": "no" if k == 2 else "yes"}
        for k, name in enumerate(NAMES)
    ]  # fmt: skip
    codes = [
        [None, 1, 0, None, 2, 3, None, 3, 2, 1],
        [2, None, 0, 0, None, 0, 1, None, None, 2],
        [1, 3, None, None, None, None, 2, None, None, None],
    ]
    return Filled("2024", "2024-05-15", people, cells, codes)


def seeds(folder):
    """Layout → a file in it."""
    found = {name: text.encode() for name, text in PLAIN.items()}
    for name, platform in PLATFORMS.items():
        found[name] = platform.content(filled(), WORDS, "nl")
    panel = rn.build_panel(survey())
    for name, ending in NETWORKS.items():
        done = rn.export(panel, folder / f"seed{ending}", name)
        found[name] = next(
            p for p in done.paths if "legend" not in p.name and "actors" not in p.name
        ).read_bytes()
    found["gephi"] = (folder / "seed_edges.csv").read_bytes()
    found["panel"] = rn.save_panel(panel, folder / "panel.json").read_bytes()
    return found


def parts_of(data):
    """The files in a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts):
    """A workbook of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return data.getvalue()
