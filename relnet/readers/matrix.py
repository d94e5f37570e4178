"""Matrices: one file or sheet a wave, a row for each actor that reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import Problem, printable, shortened
from relnet.readers.layouts import DEFAULT_RELATION, READERS, Extract, frame
from relnet.readers.values import number, parse_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.readers.tables import Table
    from relnet.readers.values import Codes


def read_matrix(table: Table, codes: Codes, mapping: Mapping[str, str]) -> Extract | None:
    """Read a matrix: with names in the first row and column, or square and bare.

    The actors of a bare matrix are called 1 to n. Empty cells are missing; the diagonal
    is no report, unless a tie stands there. A named partner without a row of its own did
    not answer.
    """
    del mapping  # a matrix has no columns to name
    cells = table.cells.to_numpy(object)
    labelled = _is_labelled(cells)
    if not labelled and not _is_bare(cells):
        return None
    if labelled:
        actors, partners = list(cells[1:, 0]), list(cells[0, 1:])
        grid, rows = cells[1:, 1:], table.rows[1:]
        problems = _twins(table, actors, "row") + _twins(table, partners, "column")
    else:
        actors = partners = [str(k) for k in range(1, len(cells) + 1)]
        grid, rows = cells, table.rows
        problems = [
            Problem("bare matrix", f"a matrix of {len(cells)} × {len(cells)} without names",
                    f"its actors are called 1 to {len(cells)}, in the order of its rows", table.name,
                    severity="warning")
        ]  # fmt: skip
    values = parse_values(grid.ravel(), codes)
    source, target = np.divmod(np.arange(grid.size), grid.shape[1])
    names, others = np.array(actors, object)[source], np.array(partners, object)[target]
    own = names == others
    wrong = values.unreadable & ~own
    problems += [
        Problem("unreadable value", repr(printable(grid.ravel()[k])), "a number or a code for missing",
                table.name, int(rows[source[k]]), others[k])
        for k in np.flatnonzero(wrong)
    ]  # fmt: skip
    stated = np.nan_to_num(values.value) != 0
    kept = stated | ((values.missing | values.impossible) & ~own)
    kept |= _telling_zeros(grid.shape, stated, values.missing & ~own, own)
    m = int(kept.sum())
    reports = frame(
        {
            "wave": np.full(m, "", object),
            "respondent": np.full(m, "", object),
            "actor": names[kept],
            "partner": others[kept],
            "relation": np.full(m, DEFAULT_RELATION, object),
            "value": values.value[kept],
            "missing": values.missing[kept],
            "impossible": values.impossible[kept],
            "row": rows[source[kept]],
        }
    )
    reporting = set(actors)
    absent = tuple(partner for partner in partners if partner not in reporting)
    if absent:
        problems.append(
            Problem("partners without a row", f"no rows for the columns {shortened(absent)}",
                    "taken as actors that did not answer", table.name, severity="warning")
        )  # fmt: skip
    return Extract(
        table=table,
        reports=reports,
        has_wave=False,
        has_respondents=False,
        directional=True,
        columns={},
        rows=len(grid),
        absent=absent,
        named=tuple(actors),
        asked=bool((~values.missing & ~values.impossible & ~own).any()),
        problems=tuple(problems),
    )


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
    seen: set[str] = set()
    problems = []
    for k, name in enumerate(names):
        row = int(table.rows[k + 1]) if what == "row" else int(table.rows[0])
        if name == "":
            problems.append(
                Problem("unnamed actor", "no name", f"a name for each {what}", table.name, row)
            )
        elif name in seen:
            found = f"{printable(name)!r} twice"
            problems.append(
                Problem("duplicate name", found, f"one {what} an actor", table.name, row)
            )
        seen.add(name)
    return problems


READERS.add("matrix", read_matrix)
