"""What became of every cell between two waves, in an order to draw it in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.change.align import align
from relnet.change.ties import ABSENT, IMPOSSIBLE, TIE, cell_states
from relnet.figures.values import attribute_called, natural, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.change import Change
    from relnet.change.align import View

STATUSES = (
    "none", "formed", "dissolved", "persisted", "unknown", "unobserved",
    "entered", "left", "impossible", "absent",
)  # fmt: skip
"""What becomes of a cell: as `Change.ties` has it, where a tie is known in either wave; else
``none`` (no tie in both), ``unknown`` (not fully measured both times), ``impossible`` or
``absent`` (with who is not on both rosters)."""
TIES = ("formed", "dissolved", "persisted", "unobserved", "entered", "left")


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Cells by sender and receiver.

    Attributes
    ----------
    actors : list of str
        In order.
    groups : list of tuple of str, int, int
        The name of each group, where it begins and where the next does.
    cells : ndarray of int, shape (n, n)
        The position of what became of each in `STATUSES`; -1 on the diagonal.
    directed
        Whether a tie runs one way; each cell stands twice where not.
    """

    actors: list[str]
    groups: list[tuple[str, int, int]]
    cells: NDArray[np.int64]
    directed: bool

    def counts(self, rows: slice = slice(None), columns: slice = slice(None)) -> Counter[str]:
        """Return how many cells there are by what became of them; undirected ones once."""
        part = self.cells[rows, columns]
        if not self.directed and rows == columns:
            part = part[np.triu_indices(len(part), 1)]
        codes, counts = np.unique(part[part >= 0], return_counts=True)
        return Counter({STATUSES[code]: int(n) for code, n in zip(codes, counts, strict=True)})


def table_of(change: Change, by: str | None, nobody: str) -> Table:
    """Return the cells of a change, the actors by group and name.

    Parameters
    ----------
    change, by
        The change, and the attribute whose values are the groups.
    nobody
        The name of the group of which the value is not known.
    """
    everyone, views = align(change.before, change.after)
    n, known = len(everyone), {}
    if by is not None:
        waves = [change.after, change.before]
        known = values_of(waves, attribute_called(waves, by)).dropna().to_dict()
    names = [str(name) for name in everyone]
    own = [known.get(name) for name in names]
    order = sorted(
        range(n), key=lambda k: (own[k] is None, natural(own[k] or ""), natural(names[k]), names[k])
    )
    keys = np.delete(np.arange(n * n), np.arange(n) * (n + 1)) if n else np.empty(0, np.int64)
    cells = np.full(n * n, -1)
    cells[keys] = _statuses(keys, views)
    cells = cells.reshape(n, n)[np.ix_(order, order)]
    groups = _groups([own[k] or nobody for k in order]) if by is not None else []
    return Table([names[k] for k in order], groups, cells, change.before.directed)


def _statuses(keys: NDArray[np.int64], views: Sequence[View]) -> NDArray[np.int64]:
    (old, _), (new, _) = (cell_states(keys, view) for view in views)
    rated = views[0].seen.rated.contains(keys) & views[1].seen.rated.contains(keys)
    tie = (old == TIE) | (new == TIE)
    conditions = {
        "entered": (old == ABSENT) & tie,
        "left": (new == ABSENT) & tie,
        "absent": (old == ABSENT) | (new == ABSENT),
        "impossible": (old == IMPOSSIBLE) | (new == IMPOSSIBLE),
        "unobserved": ~rated & tie,
        "unknown": ~rated,
        "persisted": (old == TIE) & (new == TIE),
        "formed": new == TIE,
        "dissolved": old == TIE,
    }
    places = [STATUSES.index(status) for status in conditions]
    return np.select(list(conditions.values()), places, STATUSES.index("none"))


def _groups(values: list[str]) -> list[tuple[str, int, int]]:
    starts = [k for k, value in enumerate(values) if k == 0 or value != values[k - 1]]
    ends = [*starts[1:], len(values)]
    return [(values[start], start, end) for start, end in zip(starts, ends, strict=True)]
