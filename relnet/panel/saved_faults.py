"""What in a saved panel does not hold together."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import printable
from relnet.panel.saved_tables import wrong_columns
from relnet.survey.milestones import no_milestones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.panel.document import CellSet, NetworkDocument, PanelDocument

UNSURE = frozenset({"mean", "max"})
"""Rules of dyads under which a tie may be of unknown strength."""


def faults_of(document: PanelDocument) -> Iterator[str]:
    """Name the parts that do not fit the rest, such as ``networks[1].strength``."""
    seen: set[tuple[str, str]] = set()
    for k, one in enumerate(document.networks, 1):
        if (one.wave, one.relation) in seen:
            yield f"networks[{k}].wave"
        seen.add((one.wave, one.relation))
        for part in _wrong_parts(one):
            yield f"networks[{k}].{part}"
    for name in wrong_columns(document.events or []):
        yield f"events.{printable(name)}"
    yield from _wrong_milestones(document)


def _wrong_milestones(document: PanelDocument) -> Iterator[str]:
    """Columns of milestones that are not as they should be, or not there."""
    columns = document.milestones
    if columns is None:
        return
    for name in wrong_columns(columns):
        yield f"milestones.{printable(name)}"
    kinds = {column.name: column.dtype for column in columns}
    should = no_milestones().dtypes.astype("str").to_dict()
    if kinds != should:
        yield "milestones"
    waves = {"", None, *(one.wave for one in document.networks)}
    for column in columns:
        if column.name in {"follows", "precedes"} and not waves.issuperset(column.values):
            yield f"milestones.{column.name}"


def _wrong_parts(one: NetworkDocument) -> Iterator[str]:
    n = len(one.actors)
    if len(set(one.actors)) < n or "" in one.actors:
        yield "actors"
    yield from _wrong_ties(one, n)
    if len(one.answered) != n:
        yield "answered"
    for name in wrong_columns(one.attributes, n):
        yield f"attributes.{printable(name)}"
    for part in ("possible", "rated", "unknown"):
        if not _fits(getattr(one, part), n):
            yield part
    yield from _wrong_reports(one, n)
    inside = one.lineage.internalised if one.lineage else None
    for name in wrong_columns(inside or []):
        yield f"lineage.internalised.{printable(name)}"


def _wrong_reports(one: NetworkDocument, n: int) -> Iterator[str]:
    """The reports, and what was treated, that are not as they should be."""
    if len(one.reports) > 2 or (one.turned and len(one.reports) != 1):
        yield "turned"
    for k, report in enumerate(one.reports, 1):
        if (
            not all(_fits(part, n) for part in (report.possible, report.known, report.rated))
            or not _are_cells(report.cells, n)
            or not {*report.no_tie} <= {*report.cells}
            or len(report.strength) != len(report.cells)
            or not all(map(math.isfinite, report.strength))
            or not math.isfinite(report.least or 0.0)
            or len(report.answered) != n
        ):
            yield f"reports[{k}]"
    if one.treated is not None and not _fits(one.treated.filled, n):
        yield "treated.filled"


def _wrong_ties(one: NetworkDocument, n: int) -> Iterator[str]:
    """The parts of the ties that are not as they should be."""
    ends = (one.source, one.target)
    if not len(one.source) == len(one.target) == len(one.strength):
        yield "strength"
    elif any(not 0 <= end < n for part in ends for end in part):
        yield "source"
    else:
        source, target = (np.array(part, np.int64) for part in ends)
        keys = source * n + target
        if (np.diff(keys) <= 0).any() or (source == target).any():
            yield "source"
            return
        strength = np.array([np.nan if v is None else v for v in one.strength], float)
        back = np.lexsort((source, target))
        if not one.directed and not np.array_equal(keys, (target * n + source)[back]):
            yield "source"
        elif any(not is_strength(value, one.rule.dyad) for value in one.strength) or (
            not one.directed and not np.array_equal(strength, strength[back], equal_nan=True)
        ):
            yield "strength"


def is_strength(value: float | None, dyad: str | None) -> bool:
    """Whether a tie may have a strength: none is known where a rule of dyads leaves it open."""
    if value is None or math.isnan(value):
        return dyad in UNSURE
    return math.isfinite(value) and value != 0


def _fits(cells: CellSet, n: int) -> bool:
    """Whether a set of cells is one of this many actors."""
    k = len(cells.table)
    return (
        all(len(row) == k for row in cells.table)
        and len(cells.classes) == n
        and all(0 <= c < k for c in cells.classes)
        and _are_cells(cells.exceptions, n)
    )


def _are_cells(keys: Sequence[int], n: int) -> bool:
    """Whether these are cells of this many actors, each once and in order."""
    inside = all(0 <= key < n * n and key % (n + 1) != 0 for key in keys)
    return inside and all(a < b for a, b in pairwise(keys))
