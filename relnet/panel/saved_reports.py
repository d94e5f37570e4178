"""Sets of cells, reports and treatments of a saved panel, and how they are made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.cells import Cells
from relnet.panel.document import CellSet, Report, Treatment
from relnet.panel.reported import Reported
from relnet.panel.treated import Treated

if TYPE_CHECKING:
    from collections.abc import Sequence


def cell_set(cells: Cells) -> CellSet:
    """Return a set of cells as it is saved."""
    table = cells.table.tolist()
    return CellSet(classes=cells.classes.tolist(), table=table, exceptions=cells.flips.tolist())


def cells_of(saved: CellSet) -> Cells:
    """Return the cells that were saved."""
    k = len(saved.table)
    table = np.array(saved.table, np.bool_).reshape(k, k)
    return Cells(np.array(saved.classes, np.int64), table, np.array(saved.exceptions, np.int64))


def saved_reports(reports: Sequence[Reported]) -> tuple[list[Report], bool]:
    """Return reports as they are saved, and whether the second is the first turned around."""
    turned = len(reports) == 2 and reports[1].equals(reports[0].T)
    return [_saved(one) for one in (reports[:1] if turned else reports)], turned


def _saved(one: Reported) -> Report:
    return Report(
        possible=cell_set(one.possible),
        known=cell_set(one.known),
        rated=cell_set(one.rated),
        answered=one.answered.tolist(),
        cells=one.keys.tolist(),
        strength=one.strength.tolist(),
        no_tie=one.keys[~one.is_tie].tolist(),
        least=one.least,
    )


def reports_of(saved: Sequence[Report], *, turned: bool) -> tuple[Reported, ...]:
    """Return the reports that were saved."""
    reports = [_report(one) for one in saved]
    return (reports[0], reports[0].T) if turned else tuple(reports)


def _report(one: Report) -> Reported:
    keys = np.array(one.cells, np.int64)
    return Reported(
        cells_of(one.possible),
        cells_of(one.known),
        cells_of(one.rated),
        keys,
        np.array(one.strength, float),
        np.isin(keys, np.array(one.no_tie, np.int64), invert=True),
        np.array(one.answered, np.bool_),
        one.least,
    )


def saved_treatment(treated: Treated | None) -> Treatment | None:
    """Return what was treated as it is saved."""
    if treated is None:
        return None
    return Treatment(
        name=treated.name,  # type: ignore[arg-type]
        filled=cell_set(treated.filled),
        completion=treated.completion,
        model=treated.model,
        dropped=list(treated.dropped),
    )


def treatment_of(saved: Treatment | None) -> Treated | None:
    """Return what was treated."""
    if saved is None:
        return None
    given = (saved.completion, saved.model, tuple(saved.dropped))
    return Treated(saved.name, cells_of(saved.filled), *given)
