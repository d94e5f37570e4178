"""Formulas that failed, or that were never calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.coded import flagged, is_text

if TYPE_CHECKING:
    from relnet.readers.tables import Table

EXCEL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#N/B", "#VERW!",
     "#WAARDE!", "#DEEL/0!", "#NAAM?", "#LEEG!", "#GETAL!"}
)  # fmt: skip
"""What a formula that failed leaves in a sheet, in English and Dutch."""
NOT_CALCULATED = "#NOT CALCULATED!"
"""In place of the result of a formula that has none."""


def failed(table: Table) -> list[Problem]:
    """Return an error for each cell in which a formula failed."""
    places = [
        (int(row), k)
        for k, column in enumerate(table.columns)
        if not EXCEL_ERRORS.isdisjoint(column.categories)
        for row in np.flatnonzero(flagged(column, EXCEL_ERRORS.__contains__))
    ]
    return [
        Problem(
            "spreadsheet error",
            values={"value": quoted(table.columns[k][row])},
            file=table.name,
            row=int(table.rows[row]),
            column=table.header[k],
        )
        for row, k in sorted(places)
    ]


def not_calculated(table: Table) -> list[Problem]:
    """Return an error for each column with formulas that have no result."""
    found = {
        k: np.flatnonzero(is_text(column, NOT_CALCULATED))
        for k, column in enumerate(table.columns)
        if NOT_CALCULATED in column.categories
    }
    return [
        Problem(
            "spreadsheet error",
            variant="not_calculated",
            values={"n": len(rows)},
            file=table.name,
            row=int(table.rows[rows[0]]),
            column=table.header[k],
        )
        for k, rows in found.items()
        if len(rows)
    ]
