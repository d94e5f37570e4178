"""What a network that was drawn elsewhere has without ties: who was asked and named nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.readers.layouts import COLUMNS, frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.readers.networks.drawn import Drawing


def nobody_of(
    drawing: Drawing,
    lists: Mapping[str, pd.DataFrame],
    reports: pd.DataFrame,
    relations: Sequence[str],
) -> pd.DataFrame:
    """One who named nobody in each network that is stated, or each wave, without ties."""
    empty = frame(dict.fromkeys(reports.columns, np.array([], object)))
    if not drawing.waves:
        return empty
    pairs = set(zip(reports["wave"], reports["relation"], strict=True))
    busy = {wave for wave, _ in pairs}
    asked = [(one.wave, one.relation) for one in drawing.stated if one.asked]
    if not drawing.stated:
        asked = [(w, name) for w in drawing.waves if w not in busy for name in relations]
    first = _first_there(lists)
    rows = [
        {"wave": wave, "respondent": "", "actor": first[wave][0], "partner": "",
         "relation": relation, "value": np.nan, "missing": False, "impossible": False,
         "row": first[wave][1]}
        for wave, relation in asked
        if (wave, relation) not in pairs and wave in first
    ]  # fmt: skip
    return frame({name: [row[name] for row in rows] for name in COLUMNS}) if rows else empty


def in_order(nobody: pd.DataFrame, reports: pd.DataFrame, waves: Sequence[str]) -> pd.DataFrame:
    """All reports wave by wave."""
    if not len(nobody):
        return reports
    both = pd.concat([nobody, reports], ignore_index=True)
    place = both["wave"].map({wave: k for k, wave in enumerate(waves)})
    return both.iloc[np.argsort(place.to_numpy(), kind="stable")].reset_index(drop=True)


def _first_there(lists: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, int]]:
    """Wave → the first actor that answered, or else is on the roster, and its row."""
    tables = [lists["roster"]]
    if "register" in lists:
        tables.append(lists["register"][lists["register"]["answered"].to_numpy(bool)])
    found: dict[str, tuple[str, int]] = {}
    for table in tables:
        rows = zip(table["wave"], table["actor"], table.index, strict=True)
        found |= {wave: (actor, int(row)) for wave, actor, row in reversed(list(rows))}
    return found
