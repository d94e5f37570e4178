"""Grids of check boxes with all choices of a row in one cell: a column for each choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.readers.coded import chained, changed, constant
from relnet.readers.exports.several import parts
from relnet.readers.tables import Table
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.readers.exports.export import Asked
    from relnet.readers.options import Options

_MOST = 40
"""More choices than a grid has columns: these are texts of one's own."""


def with_ticks(
    table: Table, first: int, asked: Sequence[Asked], separators: Sequence[str], options: Options
) -> tuple[Table, list[Asked]]:
    """Return a table with columns added for the choices in grids of check boxes, and its columns.

    A grid is one of check boxes where cells hold several texts that also stand alone, or
    that the study has as answers, or that stand between semicolons.

    Parameters
    ----------
    table, first, asked
        The table, the position of its first row below the header, and what it asks.
    separators
        What may stand between two choices; the first that a grid has.
    options
        How the file is read.
    """
    grids: dict[str, list[Asked]] = {}
    for one in asked:
        if one.row:
            grids.setdefault(one.names[0], []).append(one)
    added: list[pd.Categorical] = []
    instead: dict[int, list[Asked]] = {}
    for grid in grids.values():
        separator, choices = _choices(table.cells.iloc[first:], grid, separators, options)
        for one in grid if choices else ():
            instead[one.column] = []
            for choice in choices:
                column = len(table.columns) + len(added)
                key = f"{one.key}[{choice}]"
                below = _ticked(table.columns[one.column][first:], choice, separator)
                added.append(chained([constant(key, first), below]))
                tick = replace(one, column=column, key=key, tick=choice)
                instead[one.column].append(tick)
    if not added:
        return table, list(asked)
    found = [new for one in asked for new in instead.get(one.column, [one])]
    columns = (*table.columns, *added)
    return Table(table.name, table.label, columns, table.rows), found


def _choices(
    body: pd.DataFrame, grid: Sequence[Asked], separators: Sequence[str], options: Options
) -> tuple[str, list[str]]:
    """What was chosen in a grid, in the order of the file; nothing where it is no check boxes."""
    texts = [str(t) for one in grid for t in body[one.column].unique() if t]
    separator = next((mark for mark in separators if any(mark in t for t in texts)), "")
    if not separator:
        return "", []
    known = {
        word
        for coding in (options.coding, options.items)
        for codes in (coding.codes, *coding.questions.values())
        for word in codes.words
    }
    apart = {text for text in texts if separator in text and normal(text) not in known}
    alone = set(texts) - apart
    chosen = list(dict.fromkeys(part for text in texts for part in parts(text, separator, alone)))
    sure = separator == ";" or all(
        part in alone or normal(part) in known
        for text in apart
        for part in parts(text, separator, alone)
    )
    return (separator, chosen) if apart and sure and len(chosen) <= _MOST else ("", [])


def _ticked(cells: pd.Categorical, choice: str, separator: str) -> pd.Categorical:
    """The column of one choice: the choice where it was made, else nothing."""
    return changed(cells, lambda text: choice if choice in parts(text, separator, {choice}) else "")
