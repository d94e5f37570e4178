"""Assess the changes of real networks: ``RELNET_REFERENCE_DATA=… python -m benchmarks.real_networks``.

Writes docs/real_networks.csv, a row with a sentence for each figure.
"""

from __future__ import annotations

import csv
import os
from itertools import pairwise
from pathlib import Path

import relnet as rn
from relnet.inference.words import sentence
from relnet.wording import Wording

FILE = Path(__file__).parent.parent / "docs/real_networks.csv"
NETWORKS = {
    # folder: how it is read, and built
    "s50": ({}, {}),
    "coleman_highschool": ({}, {}),
    "kapferer_tailorshop": ({"undirected": ["sociational"]}, {}),
    "vandebunt_students": (
        {"unobserved": "missing.csv"},
        {"rule": rn.TieRule(tie_values=(1, 2, 3))},
    ),
}


def panel_of(folder: Path) -> rn.Panel:
    """Read one of the reference networks."""
    read, build = NETWORKS[folder.name]
    given = {
        name: folder / value if name == "unobserved" else value for name, value in read.items()
    }
    survey = rn.read_survey(folder / "edges.csv", roster=folder / "nodes.csv", warn=False, **given)
    return rn.build_panel(survey, **build)


def rows_of(label: str, change: rn.Change) -> list[list[str]]:
    """A row for each figure of one change, or one that says why it is refused."""
    try:
        found = rn.assess(change)
    except rn.UsageError as error:
        return [[label, "", "", "", "", f"refused: {error}"]]
    return [
        [
            label,
            f"`{row.name}`",
            f"{row.estimate:+.3f}",
            f"{row.low:+.3f} to {row.high:+.3f}",
            f"{row.p_adjusted:.3f}",
            sentence(row, Wording(), subject=False).split(" (from")[0],
        ]
        for row in found
    ]


def main() -> None:
    """Write the table."""
    rows = [
        ["network and waves", "measure", "difference", "95% interval", "adjusted p", "in words"]
    ]
    for name in NETWORKS:
        panel = panel_of(Path(os.environ["RELNET_REFERENCE_DATA"]) / name)
        for relation in panel.relations:
            for old, new in pairwise(panel.waves):
                label = f"{name}, {relation}, {old} → {new}"
                rows += rows_of(label, rn.compare(panel[old, relation], panel[new, relation]))
    with FILE.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
