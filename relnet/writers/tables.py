"""A panel as tables: its ties, its actors, and which cells were not observed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet._sheets import book_of
from relnet.engine.cells import Cells
from relnet.errors import UsageError
from relnet.readers.tables import EXCEL_ERRORS
from relnet.readers.values import number
from relnet.wording import Phrase
from relnet.writers.content import actors_of, is_assumed, ties_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from relnet.panel import Network, Panel

TIES = ("wave", "relation", "source", "target", "strength", "direction")
MOST_ROWS = 1_048_575
"""How many rows a sheet holds below its header."""
_RUNS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_MASK = "\N{NO-BREAK SPACE}"


def tidy_ties(panel: Panel) -> pd.DataFrame:
    """Return the ties, with a row without a target for each network that was asked and has none."""
    ties = ties_of(panel)
    ties["direction"] = np.where(ties.pop("directed").to_numpy(bool), "directed", "undirected")
    bare = [net for net in panel if not len(net.keys) and net.observation.asked and net.n]
    empty = [
        {
            "wave": net.wave,
            "relation": net.relation,
            "source": _first(net),
            "target": "",
            "strength": np.nan,
            "direction": "directed" if net.directed else "undirected",
        }
        for net in bare
    ]
    parts = [ties, pd.DataFrame(empty, columns=list(TIES))] if empty else [ties]
    return pd.concat([part[list(TIES)] for part in parts if len(part) or not empty])


def _first(network: Network) -> str:
    """The first actor that answered, or else the first of all."""
    return str(network.actors[int(network.observation.answered.argmax())])


def tidy_actors(panel: Panel) -> pd.DataFrame:
    """Return the actors by wave: ``wave, actor, answered`` (1 or 0) and the attributes.

    The column ``answered`` is left out where it is but assumed that all did.
    """
    actors = actors_of(panel)
    if is_assumed(panel):
        return actors.drop(columns="answered", errors="ignore")
    return actors.assign(answered=actors["answered"].astype("int64"))


def unobserved_cells(panel: Panel) -> pd.DataFrame:
    """Return the cells that do not follow from who answered: ``wave, relation, source, target, state``.

    Raises
    ------
    UsageError
        If there are more than a sheet holds.
    """
    answered = actors_of(panel)
    parts = []
    for net in panel:
        if not net.observation.asked:
            continue
        flags = answered.loc[answered["wave"] == net.wave, "answered"].to_numpy(bool)
        silent = Cells.from_rows(~flags)
        implied = silent if net.directed else silent | silent.T
        parts += [
            _cells(net, net.observation.unknown - implied, "unobserved"),
            _cells(net, Cells.everything(net.n) - net.observation.possible, "structural_zero"),
        ]
    columns = ["wave", "relation", "source", "target", "state"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _cells(network: Network, cells: Cells, state: str) -> pd.DataFrame:
    check_rows(len(cells), "unobserved")
    source, target = np.divmod(cells.keys(), max(network.n, 1))
    once = slice(None) if network.directed else source < target
    return pd.DataFrame(
        {
            "wave": network.wave,
            "relation": network.relation,
            "source": network.actors[source[once]],
            "target": network.actors[target[once]],
            "state": state,
        }
    )


def check_rows(n: int, title: str) -> None:
    """Refuse a table that is too long for a sheet."""
    if n > MOST_ROWS:
        raise UsageError(Phrase("usage.write.rows", n=n, title=title, most=MOST_ROWS))


def as_book(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return tables as a workbook.

    Raises
    ------
    UsageError
        If one is too long for a sheet.
    """
    for title, table in sheets.items():
        check_rows(len(table), title)
    return book_of({title: _without_errors(table) for title, table in sheets.items()})


def _without_errors(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before text that is read as the error of a formula."""
    texts = {name: table[name].map(_no_error) for name in _texts_in(table)}
    return table.assign(**texts)


def _no_error(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value in EXCEL_ERRORS else value


def _texts_in(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table if not pd.api.types.is_numeric_dtype(table[name])]


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV, of which no text runs as a formula.

    A no-break space stands before text that would; it is left out again when the file is read.
    """
    safe = table.assign(**{name: table[name].map(_unrun) for name in _texts_in(table)})
    safe.columns = [str(_unrun(str(name))) for name in safe]
    text: str = safe.to_csv(index=False, lineterminator="\n")
    if "\r" in text:  # a lone one is no end of a line only where it is quoted
        text = safe.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return text.replace("\0", "\ufffd").encode("utf-8", "replace")


def _unrun(value: object) -> object:
    if not isinstance(value, str):
        return value
    runs = value.startswith(_RUNS) and number(value) is None
    return _MASK + value if runs else _no_error(value)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return the name of an attribute, with an underscore behind it where it is taken."""
    while name.casefold() in taken:
        name += "_"
    return name
