"""Networks and tables of cells as they are given, over the actors that all of them have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.inference.refuse import check_observed
from relnet.inference.square import square
from relnet.panel import Network
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.wording import Value

Table: TypeAlias = "Network | pd.DataFrame"
"""A network, or a square table of its actors with numbers, NaN where a cell is unknown."""


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What is known of the cells of some actors.

    Attributes
    ----------
    what : str or Phrase
        What it is called.
    actors : pandas.Index
        The actors.
    values : ndarray of float, shape (n, n)
        NaN where it is not known or, of a network, not rated; and on the diagonal.
    possible : ndarray of bool, shape (n, n)
        Cells that can be known: of a network those that are eligible, of a table all.
    directed : bool
        Whether a cell may differ from the one the other way round.
    """

    what: str | Phrase
    actors: pd.Index[str]
    values: NDArray[np.float64]
    possible: NDArray[np.bool_]
    directed: bool

    @property
    def n(self) -> int:
        """Number of actors."""
        return len(self.actors)

    def among(self, actors: pd.Index[str]) -> Given:
        """Return what is known among some of the actors, in this order."""
        places = np.ix_(*[self.actors.get_indexer(actors)] * 2)
        values, possible = self.values[places], self.possible[places]
        return replace(self, actors=actors, values=values, possible=possible)


def given(x: Table, what: str | Phrase, function: str, *, strength: bool = False) -> Given:
    """Return what is known of a network or a table.

    Parameters
    ----------
    x
        A network, or a DataFrame whose index and columns are the same actors.
    what
        What a table is called; a network is called by its relation and wave.
    function
        What it is given to.
    strength
        Of a network, take the strength of a tie, not 1.

    Raises
    ------
    UsageError
        If it is neither, or the table is not square or holds other things than numbers.
    """
    if isinstance(x, Network):
        check_observed(x)
        cells = square(x)
        values = cells.strengths if strength else cells.values  # noqa: PD011 - of a Square
        return Given(name_of(x), x.actors, values, cells.possible, x.directed)
    table = expect(x, pd.DataFrame, "cells", function=function)
    rows, columns = (pd.Index(side.map(str), dtype="str") for side in (table.index, table.columns))
    if len(rows) != len(columns):
        sizes: dict[str, Value] = {"rows": len(rows), "columns": len(columns)}
        raise UsageError(Phrase("usage.inference.not_square", what=what, **sizes))
    for side in (rows, columns):
        if not side.is_unique:
            name = quoted(side[side.duplicated()][0])
            raise UsageError(Phrase("usage.inference.twice", what=what, name=name))
    places = columns.get_indexer(rows)
    if (places < 0).any():
        name = quoted(rows[places < 0][0])
        raise UsageError(Phrase("usage.inference.other_columns", what=what, name=name))
    return from_array(numbers(table, what)[:, places], rows, what)


def from_array(values: NDArray[np.float64], actors: pd.Index[str], what: str | Phrase) -> Given:
    """Return what an array says of the cells of these actors (shape ``(n, n)``)."""
    values = values.copy()
    np.fill_diagonal(values, np.nan)
    directed = not np.array_equal(values, values.T, equal_nan=True)
    return Given(what, actors, values, ~np.eye(len(actors), dtype=bool), directed)


def numbers(table: pd.DataFrame | NDArray[np.generic], what: str | Phrase) -> NDArray[np.float64]:
    """Return the cells as numbers, NaN where they are unknown.

    Raises
    ------
    UsageError
        If some are neither, or infinite.
    """
    try:
        values = np.asarray(
            table.astype(float) if isinstance(table, pd.DataFrame) else table, dtype=float
        )
    except (TypeError, ValueError):
        values = np.full((1, 1), np.inf)
    if np.isinf(values).any():
        raise UsageError(Phrase("usage.inference.not_numbers", what=what))
    return values


def name_of(network: Network) -> str:
    """Return what a network is called."""
    return f"{network.relation} ({network.wave})"


def together(tables: Sequence[Given]) -> list[Given]:
    """Return the tables among the actors that all of them have, in the order of the first."""
    stay = tables[0].actors
    for table in tables[1:]:
        stay = stay[stay.isin(table.actors)]
    return [table.among(stay) for table in tables]
