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
    zeros: Sequence[tuple[str, str, int]],
    lists: Mapping[str, pd.DataFrame],
    reports: pd.DataFrame,
    relations: Sequence[str],
) -> pd.DataFrame:
    """Who named nobody: one in each network that is stated, or each wave, without ties.

    Of a matrix without waves those whose row holds zeros (actor, relation and row).
    """
    rows = [_nobody("", *zero) for zero in zeros]
    if drawing.waves:
        rows = _in_waves(drawing, lists, reports, relations)
    empty = np.array([], object)
    return frame({name: [row[name] for row in rows] if rows else empty for name in COLUMNS})


def _nobody(wave: str, actor: str, relation: str, row: int) -> dict[str, object]:
    return {"wave": wave, "respondent": "", "actor": actor, "partner": "", "relation": relation,
            "value": np.nan, "missing": False, "impossible": False, "row": row}  # fmt: skip


def _in_waves(
    drawing: Drawing,
    lists: Mapping[str, pd.DataFrame],
    reports: pd.DataFrame,
    relations: Sequence[str],
) -> list[dict[str, object]]:
    """One who named nobody in each network that is stated, or each wave, without ties."""
    pairs = set(zip(reports["wave"], reports["relation"], strict=True))
    busy = {wave for wave, _ in pairs}
    asked = [(one.wave, one.relation) for one in drawing.stated if one.asked]
    if not drawing.stated:
        asked = [(w, name) for w in drawing.waves if w not in busy for name in relations]
    first = _first_there(lists)
    return [
        _nobody(wave, first[wave][0], relation, first[wave][1])
        for wave, relation in asked
        if (wave, relation) not in pairs and wave in first
    ]


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
