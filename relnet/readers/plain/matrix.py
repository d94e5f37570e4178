"""Matrices: one file or sheet a wave, a row for each actor that reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.layouts import DEFAULT_RELATION, READERS, Extract, frame
from relnet.readers.values import number, parse_values
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.readers.options import Options
    from relnet.readers.tables import Table
    from relnet.readers.values import Values
    from relnet.wording import Value


class Grid(NamedTuple):
    """The answers of a matrix, with who reports in each row and on whom in each column."""

    actors: list[str]
    partners: list[str]
    cells: np.ndarray
    rows: np.ndarray


class Filled(NamedTuple):
    """What the cells hold, each of shape (rows, columns): a tie, no answer, or the actor itself."""

    tie: np.ndarray
    silent: np.ndarray
    own: np.ndarray

    @property
    def zero(self) -> np.ndarray:
        """Cells on others that were answered with no tie."""
        return np.asarray(~self.tie & ~self.silent & ~self.own)

    @property
    def empty(self) -> np.ndarray:
        """Rows without any answer on others."""
        return np.asarray((self.silent | self.own).all(axis=1))

    @property
    def nobody(self) -> np.ndarray:
        """Rows with answers on others, none of which is a tie."""
        return np.asarray(~self.empty & ~(self.tie & ~self.own).any(axis=1))


def read_matrix(table: Table, options: Options) -> Extract | None:
    """Read a matrix: with names in the first row and column, or square and bare.

    The actors of a bare matrix are called 1 to n. Empty cells are missing; the diagonal
    is no report, unless a tie stands there. An actor whose row has answers, all of them
    zeros, named nobody; one whose row is empty, or who is but a named partner without a row
    of its own, did not answer.
    """
    cells = table.cells.to_numpy(object)
    if _is_labelled(cells):
        grid = Grid(list(cells[1:, 0]), list(cells[0, 1:]), cells[1:, 1:], table.rows[1:])
    elif _is_bare(cells):
        numbers = [str(k) for k in range(1, len(cells) + 1)]
        grid = Grid(numbers, numbers, cells, table.rows)
    else:
        return None
    relation = options.relation or DEFAULT_RELATION
    values = parse_values(grid.cells.ravel(), options.coding.of(relation))
    actors, partners = np.array(grid.actors, object), np.array(grid.partners, object)
    filled = _filled(actors, partners, values)
    return Extract(
        table=table,
        reports=_reports(grid, values, filled, relation),
        has_wave=False,
        has_respondents=False,
        directional=True,
        columns={},
        rows=len(grid.cells),
        absent=_absent(grid),
        empty=tuple(actors[filled.empty]),
        shows_silence=True,
        named=tuple(grid.actors),
        one_a_row=False,
        relations=(relation,),
        asked=not filled.empty.all(),
        problems=(
            *_names(table, grid),
            *_unreadable(table, grid, values.unreadable & ~filled.own.ravel()),
        ),
    )


def _filled(actors: np.ndarray, partners: np.ndarray, values: Values) -> Filled:
    own = actors[:, None] == partners
    tie, silent = np.nan_to_num(values.value) != 0, values.missing | values.impossible
    return Filled(tie.reshape(own.shape), silent.reshape(own.shape), own)


def _reports(grid: Grid, values: Values, filled: Filled, relation: str) -> pd.DataFrame:
    """The cells that say more than no tie, and a row without a partner for who named nobody.

    The zeros on an actor whose own row is empty are kept too: where ties are undirected
    they speak for both.
    """
    actors, partners = np.array(grid.actors, object), np.array(grid.partners, object)
    on_empty = np.isin(partners, actors[filled.empty])
    kept = filled.tie | (filled.silent & ~filled.own) | (filled.zero & on_empty)
    source, target = np.nonzero(kept)
    cells, nobody = kept.ravel(), np.flatnonzero(filled.nobody)
    rows, none = np.concatenate([source, nobody]), np.zeros(len(nobody), np.bool_)
    return frame(
        {
            "wave": np.full(len(rows), "", object),
            "respondent": np.full(len(rows), "", object),
            "actor": actors[rows],
            "partner": np.concatenate([partners[target], np.full(len(nobody), "", object)]),
            "relation": np.full(len(rows), relation, object),
            "value": np.concatenate([values.value[cells], np.full(len(nobody), np.nan)]),
            "missing": np.concatenate([values.missing[cells], none]),
            "impossible": np.concatenate([values.impossible[cells], none]),
            "row": grid.rows[rows],
        }
    )


def _absent(grid: Grid) -> tuple[str, ...]:
    reporting = set(grid.actors)
    return tuple(partner for partner in grid.partners if partner not in reporting)


def _names(table: Table, grid: Grid) -> list[Problem]:
    """What is to be said of the names, or of their absence."""
    n, absent = len(grid.cells), _absent(grid)
    if grid.actors is grid.partners:
        values = {"size": n}
        return [Problem("bare matrix", values=values, file=table.name, severity="warning")]
    problems = _twins(table, grid.actors, "row") + _twins(table, grid.partners, "column")
    if absent:
        problems.append(
            Problem(
                "partners without a row",
                values={"names": shortened(absent)},
                file=table.name,
                severity="warning",
            )
        )
    return problems


def _unreadable(table: Table, grid: Grid, wrong: np.ndarray) -> list[Problem]:
    return [
        Problem(
            "unreadable value",
            values={"value": quoted(grid.cells[row, column])},
            file=table.name,
            row=int(grid.rows[row]),
            column=grid.partners[column],
        )
        for row, column in np.argwhere(wrong.reshape(grid.cells.shape))
    ]


def _is_labelled(cells: np.ndarray) -> bool:
    """Whether most names of the first column stand in the first row too."""
    if min(cells.shape) < 2:
        return False
    if cells[0, 0] != "" and _is_bare(cells) and all(map(_are_codes, cells)):
        return False  # codes all over: answers, not numbered actors
    if _are_codes(cells[0]) and len(set(cells[0, 1:])) < cells.shape[1] - 1:
        return False
    actors, partners = set(cells[1:, 0]) - {""}, set(cells[0, 1:]) - {""}
    corner_only = cells[0, 0] == "" or cells[0, 0] not in actors
    return corner_only and len(actors & partners) * 2 > max(len(actors), 1)


def _is_bare(cells: np.ndarray) -> bool:
    """Whether the table is square and holds codes only in its first row."""
    return len(cells) > 1 and cells.shape[0] == cells.shape[1] and _are_codes(cells[0])


def _are_codes(row: Sequence[str]) -> bool:
    return all(text == "" or number(text) is not None for text in row)


def _twins(table: Table, names: list[str], what: str) -> list[Problem]:
    """Names that stand twice in the first column or row, or not at all."""
    seen: set[str] = set()
    problems = []
    line = Phrase(f"word.line.{what}")
    for k, name in enumerate(names):
        row = int(table.rows[k + 1]) if what == "row" else int(table.rows[0])
        if name == "":
            values: dict[str, Value] = {"line": line}
            problems.append(Problem("unnamed actor", values=values, file=table.name, row=row))
        elif name in seen:
            values = {"name": quoted(name), "line": line}
            problems.append(Problem("duplicate name", values=values, file=table.name, row=row))
        seen.add(name)
    return problems


READERS.add("matrix", read_matrix)
