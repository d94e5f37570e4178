"""The surveys of a region in the layouts of survey platforms and of programs for networks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from relnet._files import write_bytes, write_text
from relnet.datasets.platforms import PLATFORMS, Platform
from relnet.datasets.questionnaire import NO_CONTACT, questionnaires
from relnet.datasets.study_file import Made
from relnet.panel import build_panel
from relnet.readers import write_column_map
from relnet.rules import TieRule
from relnet.wording import Wording, unknown
from relnet.writers import export

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from relnet.datasets.questionnaire import Cell, Filled
    from relnet.datasets.region import Region
    from relnet.panel import Panel

PERSONAL = ("reports", "respondents", "ratings", "items")
"""Tables of what persons said, and who they are."""
MAP, MATCHES = "columns.xlsx", "matches.csv"
NETWORKS = {
    "graphml": ".graphml", "gexf": ".gexf", "pajek": ".net", "ucinet dl": ".dl",
    "kumu": ".xlsx", "kumu json": ".json", "polinode": ".xlsx", "polinode json": ".json",
    "gephi": ".csv", "node link": ".json", "tidy csv": ".csv", "tidy workbook": ".xlsx",
    "parquet": ".parquet",
}  # fmt: skip
"""Formats of networks, and the endings of their files."""


def write_surveys(region: Region, folder: Path, layout: str) -> tuple[list[Path], Made]:
    """Write the surveys of a region in a layout, and say how.

    Parameters
    ----------
    region
        The region.
    folder
        Where to.
    layout
        One of `PLATFORMS` or of `NETWORKS`.

    Raises
    ------
    UsageError
        If there is no such layout.
    """
    if layout in NETWORKS:
        return _write_networks(region, folder, layout)
    if layout not in PLATFORMS:
        raise unknown("reader", layout, [*PLATFORMS, *NETWORKS])
    platform = PLATFORMS[layout]
    filled = list(questionnaires(region, finished_only=platform.finished_only))
    stem = layout.replace(" ", "_")
    names = {one.wave: f"{stem}_{one.wave}{platform.ending}" for one in filled}
    paths = [
        write_bytes(
            folder / names[one.wave], platform.content(one, _words(region), region.language)
        )
        for one in filled
    ]
    if platform.codes:
        sheet = pd.concat([_map_rows(names[one.wave], one) for one in filled], ignore_index=True)
        paths.append(write_column_map(folder / MAP, sheet, words=Wording(region.language)))
    return paths, _made(region, platform, names, filled[0].cells)


def held(region: Region, layout: str) -> Region:
    """Return the region with only what the export of a platform can hold of it."""
    platform = PLATFORMS[layout]
    tables = dict(region._tables)  # noqa: SLF001
    if platform.finished_only:
        people = region.respondents
        done = set(people.loc[people["completed"] == "yes", "respondent"])
        for name in PERSONAL:
            kept = tables[name]["respondent"].isin(done)
            tables[name] = tables[name][kept].reset_index(drop=True)
    if platform.names_only:
        reports = region.reports
        tables["reports"] = reports.assign(value=reports["value"].where(reports["value"].isna(), 1))
    if platform.pairs_only:
        tables["reports"] = pd.concat(map(_pairs, questionnaires(region)), ignore_index=True)
    return replace(region, _tables=tables)


def _pairs(filled: Filled) -> pd.DataFrame:
    """What persons answered on the partners of whom they said anything."""
    rows = []
    for person, codes in zip(filled.people, filled.answers, strict=True):
        said = list(zip(filled.cells, codes, strict=True))
        named = {cell.label for cell, code in said if cell.kind != "statement" and code}
        rows += [
            (filled.wave, person["respondent"], person["actor"], cell.label, cell.name, code)
            for cell, code in said
            if cell.kind == "relation" and cell.label in named
        ]
    columns = ["wave", "respondent", "actor", "partner", "relation", "value"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "Int64"})


def reported(region: Region) -> Panel:
    """Return what each organisation says, its strongest answer on each partner, as networks."""
    relations = tuple(replace(one, directed=None) for one in region.survey.relations)
    rule = TieRule(dyad="sender", respondents="max")
    return build_panel(replace(region.survey, relations=relations), rule=rule)


def _write_networks(region: Region, folder: Path, layout: str) -> tuple[list[Path], Made]:
    """What organisations report, as a format of networks holds it: no persons, no ratings."""
    done = export(reported(region), folder / f"lindeland{NETWORKS[layout]}", layout)
    paths, names = list(done.paths), [path.name for path in done.paths]
    files = {
        str(wave): name for wave in region.survey.waves for name in names if f"_{wave}." in name
    }
    one = next((name for name in names if "_edges" in name), names[0])
    legend = next((path for path in paths if "_legend" in path.name), None)
    if legend is not None:
        table = pd.read_csv(legend, dtype="str").set_axis(["name", "organisation"], axis=1)
        table = table[table["organisation"].isin(region.organisations["name"])]
        text = table.to_csv(index=False, lineterminator="\n")
        paths.append(write_text(folder / MATCHES, text))
    return paths, Made(
        reports=files or {"": one}, people=True, matches=MATCHES if legend is not None else ""
    )


def _made(region: Region, platform: Platform, names: dict[str, str], cells: Sequence[Cell]) -> Made:
    coded = platform.codes
    called = {cell.name: cell.code for cell in cells if cell.kind != "statement"}
    if platform.blocks:
        called = {name: f"block {k}" for k, name in enumerate(called, 1)}
    elif platform.names_only:
        called = {name: f"nominatie_{k}" for k, name in enumerate(called, 1)}
    elif coded:
        called |= {c.name: f"{c.code}_{c.row}" for c in cells if c.kind == "statement"}
    else:
        called = {}
    return Made(
        reports=names,
        layout=platform.layout,
        columns=platform.columns[region.language],
        column_map=MAP if coded else "",
        names=called,
        coded=coded,
        no_tie="A0" if coded else NO_CONTACT[region.language],
        people=platform.pairs_only,
        ratings=platform.names_only,
        statements=platform.pairs_only,
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
