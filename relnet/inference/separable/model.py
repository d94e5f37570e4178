"""One process of a separable model, formation or persistence, and its pseudo-likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.engine.regression import kinds_of
from relnet.errors import UsageError
from relnet.inference.logit import fit_logit, undetermined
from relnet.inference.logits import Logits, newton
from relnet.inference.separable.terms import Given, Tied
from relnet.wording import Phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.both import Both
    from relnet.inference.logit import Logit

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

Which = Literal["formation", "persistence"]


@dataclass(frozen=True, eq=False)
class Process:
    """The ties that may form, or those that may persist, and what that depends on.

    Attributes
    ----------
    which : {"formation", "persistence"}
        Which of both.
    names : tuple of str
        The coefficients.
    columns : tuple of ndarray or Tied
        For each, what a tie in each cell adds (shape ``(n, n)``), or the term that says so
        by the other ties.
    ties : ndarray of bool, shape (n, n)
        Of formation the known ties of either wave, of persistence those of both.
    free : ndarray of bool, shape (n, n)
        The cells that the process decides on, rated in both waves; the others stay.
    unrated : ndarray of bool, shape (n, n)
        Cells that it may decide on, and that are not rated in one of the waves.
    directed : bool
        Whether a tie runs one way.
    """

    which: Which
    names: tuple[str, ...]
    columns: tuple[Floats | Tied, ...]
    ties: Flags
    free: Flags
    unrated: Flags
    directed: bool

    @cached_property
    def cells(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows and columns of the free cells; each dyad once where undirected."""
        rows, columns = np.nonzero(self.free if self.directed else np.triu(self.free))
        return rows, columns

    @property
    def tied(self) -> tuple[Tied, ...]:
        """The terms that depend on other ties."""
        return tuple(one for one in self.columns if isinstance(one, Tied))

    def design(self, ties: Flags) -> Floats:
        """Return the change statistics of the free cells, given all ties (``(cells, p)``)."""
        y = ties.astype(float)
        return np.column_stack([self._of(column, y)[self.cells] for column in self.columns])

    def fit(self, ties: Flags) -> Logit:
        """Return the estimates of maximum pseudo-likelihood, given all ties (``(n, n)``)."""
        return fit_logit(self.design(ties), ties[self.cells].astype(float))

    def fit_each(self, networks: Flags, start: Floats) -> Floats:
        """Return the coefficients of `fit` for each of many networks (``(size, n, n)``).

        Where they are made of fewer kinds of cells than one has cells, all are fitted at once
        from `start`, and one by one those that have no finite estimates so.
        """
        size, cells = len(networks), len(self.cells[0])
        x = np.concatenate([self.design(ties) for ties in networks])
        y = networks[:, *self.cells].astype(float).ravel()
        alike, found = kinds_of(np.column_stack([x, y]).T), np.full((size, x.shape[1]), np.nan)
        if alike is not None and len(alike[0]) < cells:
            one, kinds = alike
            own = np.repeat(np.arange(size) * len(one), cells)
            counts = np.bincount(own + kinds, minlength=size * len(one)).reshape(size, -1)
            found, _ = newton(Logits(x[one].T, y[one], inside=counts.astype(float)), start, size)
        for k in np.flatnonzero(np.isnan(found).any(axis=1)):
            found[k] = self.fit(networks[k]).coefficients
        return found

    def _of(self, column: Floats | Tied, y: Floats) -> Floats:
        found = column.change(y) if isinstance(column, Tied) else column
        return np.asarray(found, float)


def process_of(which: Which, both: Both, terms: tuple[Given | Tied, ...]) -> Process:
    """Return one process between two waves.

    Parameters
    ----------
    which
        Which of both.
    both
        The waves.
    terms
        What it depends on.

    Raises
    ------
    UsageError
        If terms have the same name, or are collinear.
    """
    columns: dict[str, Floats | Tied] = {}
    for term in terms:
        _add(columns, term, both)
    old, new = both.old.tie, both.new.tie
    forming = which == "formation"
    risk = (old != forming) & both.rated
    maybe = both.old.possible & both.new.possible & ~both.rated
    maybe &= ~old if forming else old | both.old.unknown
    given = [column for column in columns.values() if not isinstance(column, Tied)]
    known = np.logical_and.reduce([np.isfinite(column) for column in given], initial=True)
    process = Process(
        which,
        tuple(columns),
        tuple(columns.values()),
        old | new if forming else old & new,
        risk & known,
        maybe | (risk & ~known),
        both.directed,
    )
    _check_distinct(process)
    return process


def _add(columns: dict[str, Floats | Tied], term: Given | Tied, both: Both) -> None:
    if isinstance(term, Given):
        found: dict[str, Floats | Tied] = {**term.values(both)}
    else:
        found = {term.name: term}
    for name in found:
        if name in columns:
            raise UsageError(Phrase("usage.separable.twice", term=name))
    columns.update(found)


def _check_distinct(process: Process) -> None:
    x = process.design(process.ties)
    collinear = undetermined(x) & x.any(axis=0)
    if collinear.any():
        names = ", ".join(np.array(process.names)[collinear])
        key = f"usage.separable.collinear.{process.which}"
        raise UsageError(Phrase(key, terms=names))
