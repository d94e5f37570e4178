"""The surveys of a region in the layouts of survey platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet._files import write_bytes
from relnet.datasets.platforms import PLATFORMS, Platform, csv_bytes
from relnet.datasets.questionnaire import NO_CONTACT, questionnaires
from relnet.datasets.study_file import Made
from relnet.readers import write_column_map
from relnet.wording import Wording, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from relnet.datasets.questionnaire import Cell, Filled
    from relnet.datasets.region import Region

MAP = "columns.xlsx"


def write_surveys(region: Region, folder: Path, layout: str) -> tuple[list[Path], Made]:
    """Write the surveys of a region in a layout, and say how.

    Parameters
    ----------
    region
        The region.
    folder
        Where to.
    layout
        One of `PLATFORMS`.

    Raises
    ------
    UsageError
        If there is no such layout.
    """
    if layout not in PLATFORMS:
        raise unknown("reader", layout, PLATFORMS)
    platform = PLATFORMS[layout]
    filled = list(questionnaires(region, finished_only=platform.finished_only))
    names = {one.wave: f"{layout.replace(' ', '_')}_{one.wave}.csv" for one in filled}
    paths = []
    for one in filled:
        rows = platform.rows(one, _words(region), region.language)
        paths.append(write_bytes(folder / names[one.wave], csv_bytes(rows, platform.separator)))
    if platform.codes:
        sheet = pd.concat([_map_rows(names[one.wave], one) for one in filled], ignore_index=True)
        paths.append(write_column_map(folder / MAP, sheet, words=Wording(region.language)))
    return paths, _made(region, platform, names, filled[0].cells)


def _made(region: Region, platform: Platform, names: dict[str, str], cells: Sequence[Cell]) -> Made:
    coded = platform.codes
    called = {cell.name: cell.code for cell in cells if cell.kind != "statement"}
    called |= {c.name: f"{c.code}_{c.row}" for c in cells if c.kind == "statement" and coded}
    return Made(
        reports=names,
        layout=platform.layout,
        columns=platform.columns[region.language],
        column_map=MAP if coded else "",
        names=called if coded else {},
        coded=coded,
        no_tie="A0" if coded else NO_CONTACT[region.language],
    )


def _words(region: Region) -> dict[str, dict[int, str]]:
    """Kind of answers → code → label."""
    labels = region.labels[region.labels["kind"].isin(["frequency", "agreement"])]
    return {
        str(kind): {
            int(code): str(label) for code, label in zip(p["code"], p["label"], strict=True)
        }
        for kind, p in labels.groupby("kind")
    }


def _map_rows(file: str, filled: Filled) -> pd.DataFrame:
    rows = [
        (file, f"{cell.code}[{cell.row}]", "", cell.question, "", cell.label)
        for cell in filled.cells
        if cell.kind != "statement"
    ]
    return pd.DataFrame(
        rows, columns=["file", "column", "answer", "text", "question", "organisation"]
    )
