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

    from relnet.readers.options import Options
    from relnet.readers.tables import Table
    from relnet.wording import Value


class Grid(NamedTuple):
    """The answers of a matrix, with who reports in each row and on whom in each column."""

    actors: list[str]
    partners: list[str]
    cells: np.ndarray
    rows: np.ndarray


def read_matrix(table: Table, options: Options) -> Extract | None:
    """Read a matrix: with names in the first row and column, or square and bare.

    The actors of a bare matrix are called 1 to n. Empty cells are missing; the diagonal
    is no report, unless a tie stands there. A named partner without a row of its own did
    not answer.
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
    source, target = np.divmod(np.arange(grid.cells.size), grid.cells.shape[1])
    names, others = (
        np.array(ends, object)[where]
        for ends, where in ((grid.actors, source), (grid.partners, target))
    )
    own = names == others
    stated = np.nan_to_num(values.value) != 0
    kept = stated | ((values.missing | values.impossible) & ~own)
    kept |= _telling_zeros(grid.cells.shape, stated, values.missing & ~own, own)
    m = int(kept.sum())
    reports = frame(
        {
            "wave": np.full(m, "", object),
            "respondent": np.full(m, "", object),
            "actor": names[kept],
            "partner": others[kept],
            "relation": np.full(m, relation, object),
            "value": values.value[kept],
            "missing": values.missing[kept],
            "impossible": values.impossible[kept],
            "row": grid.rows[source[kept]],
        }
    )
    return Extract(
        table=table,
        reports=reports,
        has_wave=False,
        has_respondents=False,
        directional=True,
        columns={},
        rows=len(grid.cells),
        absent=_absent(grid),
        named=tuple(grid.actors),
        one_a_row=False,
        relations=(relation,),
        asked=bool((~values.missing & ~values.impossible & ~own).any()),
        problems=(*_names(table, grid), *_unreadable(table, grid, values.unreadable & ~own)),
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


def _telling_zeros(
    shape: tuple[int, ...], stated: np.ndarray, missing: np.ndarray, own: np.ndarray
) -> np.ndarray:
    """Zeros of rows that have nothing but zeros and empty cells: there a 0 was answered."""
    rows = [flags.reshape(shape) for flags in (stated, missing, own)]
    mixed = np.asarray(rows[1].any(axis=1) & ~rows[0].any(axis=1))
    return np.asarray((mixed[:, None] & ~rows[1] & ~rows[2]).ravel())


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
