"""What is to be explained and by what: cells of an outcome and of the terms of a model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from relnet.errors import UsageError, quoted
from relnet.inference.given import from_array, given, name_of, numbers, together
from relnet.inference.logit import undetermined
from relnet.inference.refuse import check_enough
from relnet.panel import Network
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.given import Given, Table

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

INTERCEPT = "intercept"


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """An outcome and the terms that may explain it, over the actors that all of them have.

    Attributes
    ----------
    names : tuple of str
        The terms, without the intercept.
    subject : Phrase
        The outcome and the number of actors.
    what : str or Phrase
        What the outcome is called.
    y : ndarray, shape (n, n)
        The outcome, NaN where unknown.
    x : ndarray, shape (k, n, n)
        The terms, NaN where unknown.
    within : ndarray of bool, shape (n, n)
        The cells off the diagonal; each dyad once where all is undirected.
    possible : int
        How many of these can be known of all.
    """

    names: tuple[str, ...]
    subject: Phrase
    what: str | Phrase
    y: Floats
    x: Floats
    within: Flags
    possible: int

    @property
    def explaining(self) -> Flags:
        """Cells, both ways round, of which all terms are known (shape ``(n, n)``)."""
        return np.asarray(~np.isnan(self.x).any(axis=0) & (self.within | self.within.T))

    def beside(self, term: int) -> Flags:
        """Cells, each dyad once, of which the outcome and all other terms are known (``(n, n)``)."""
        others = np.delete(self.x, term, axis=0)
        return np.asarray(self.within & ~np.isnan(self.y) & ~np.isnan(others).any(axis=0))

    @property
    def cells(self) -> Flags:
        """Cells that count: of which everything is known, each dyad once (shape ``(n, n)``)."""
        return self.explaining & self.within & ~np.isnan(self.y)

    @property
    def middle(self) -> Floats:
        """Mean of each term over the cells that count (shape ``(k,)``)."""
        return np.asarray(self.x[:, self.cells].mean(axis=1))

    @property
    def spread(self) -> Floats:
        """Standard deviation of each term over them (shape ``(k,)``)."""
        return np.asarray(self.x[:, self.cells].std(axis=1))

    @property
    def rows(self) -> Floats:
        """A constant and each term, standardised; 0 where unknown (shape ``(1 + k, n, n)``)."""
        terms = (self.x - self.middle[:, None, None]) / self.spread[:, None, None]
        return np.asarray(np.nan_to_num(np.concatenate([np.ones((1, *self.y.shape)), terms])))

    @property
    def unstandardised(self) -> Floats:
        """What makes coefficients of the terms out of those of `rows` (shape ``(1 + k, 1 + k)``)."""
        back = np.diag(np.concatenate([[1.0], 1 / self.spread]))
        back[0, 1:] = -self.middle / self.spread
        return back


def explained(y: Table, x: Any) -> Explained:
    """Return what is known of an outcome and of the terms that may explain it.

    Raises
    ------
    UsageError
        If these are not networks or tables, there is too little to infer from, the outcome
        does not vary, or a term does not or follows from the others.
    """
    outcome = given(y, Phrase("inference.table.y"), "mrqap")
    terms = _terms(x, outcome)
    outcome, *tables = together([outcome, *terms.values()])
    directed = outcome.directed or any(table.directed for table in tables)
    n = outcome.n
    within = ~np.eye(n, dtype=bool) if directed else np.triu(np.ones((n, n), bool), 1)
    possible = np.logical_and.reduce([within, outcome.possible, *(one.possible for one in tables)])
    made = Explained(
        names=tuple(terms),
        subject=Phrase("inference.subject.one", first=outcome.what, actors=n),
        what=outcome.what,
        y=outcome.values,
        x=np.array([table.values for table in tables]),
        within=within,
        possible=int(np.count_nonzero(possible)),
    )
    _check(made)
    return made


def _terms(x: Any, y: Given) -> dict[str, Given]:
    """The terms by name."""
    if not isinstance(x, Mapping):
        networks = list(x) if isinstance(x, Iterable) and not isinstance(x, str) else []
        if not networks or not all(isinstance(one, Network) for one in networks):
            expect(x, Mapping, "terms")
        names = [name_of(one) for one in networks]
        for name in names:
            if names.count(name) > 1:
                raise UsageError(Phrase("usage.inference.same_terms", name=quoted(name)))
        x = dict(zip(names, networks, strict=True))
    if not x:
        raise UsageError(Phrase("usage.inference.no_terms"))
    for name in x:
        if not isinstance(name, str) or name in {"", INTERCEPT}:
            raise UsageError(Phrase("usage.inference.term_name", name=quoted(name)))
    return {name: _term(name, table, y) for name, table in x.items()}


def _term(name: str, x: Any, y: Given) -> Given:
    if not isinstance(x, np.ndarray):
        return given(x, name, "mrqap")
    values = numbers(x, name)
    if values.shape != (y.n, y.n):
        rows, columns = (*values.shape, 1, 1)[:2]
        sizes = {"rows": rows, "columns": columns, "actors": y.n}
        raise UsageError(Phrase("usage.inference.shape", what=name, subject=y.what, **sizes))
    return from_array(values, y.actors, name)


def _check(made: Explained) -> None:
    cells = made.cells
    n = int(np.count_nonzero(cells))
    check_enough(made.subject, len(cells), n, made.possible)
    if np.ptp(made.y[cells]) == 0:
        raise UsageError(Phrase("usage.inference.constant", what=made.what, cells=n))
    still = made.spread <= 1e-10 * np.abs(made.x[:, cells]).max(axis=1)
    if not still.any():
        still = undetermined(made.rows[:, cells].T)[1:]
    if still.any():
        names = ", ".join(np.array(made.names)[still])
        raise UsageError(Phrase("usage.inference.collinear", terms=names))
