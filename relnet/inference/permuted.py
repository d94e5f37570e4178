"""Regressions of networks after actors changed places: double semi-partialling, and of the outcome.

What changes places is a table of cells, and with it which of these are known; the terms that it
is set beside stay. They are kept as an orthonormal basis, so that a regression needs but sums of
products with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.exchange import permutations, permuted
from relnet.engine.regression import combined, orthonormal, products, t_values
from relnet.inference.logit import fit_logit
from relnet.inference.logits import Logits, z_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from relnet.inference.explained import Explained

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

CELLS = 2**16
"""How many cells are worked on at once: what they need stays in the cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """A table that changes places, and what stays.

    Attributes
    ----------
    table, known : ndarray, shape (n, n)
        What changes places, 0 where unknown; and 1 where it is known, both ways round.
    cells : ndarray
        Keys of the cells of what stays, each dyad once.
    basis : ndarray, shape (q, m)
        The terms that stay, in these cells.
    start : ndarray
        Where a logistic regression starts from.
    back : ndarray, shape (h, k)
        The coefficients of interest, as sums of those found.
    y : ndarray, shape (m,), or None
        The outcome; none where it is what changes places.
    whole : bool
        Whether the same cells count whoever changes places.
    """

    table: Floats
    known: Floats
    cells: Ints
    basis: Floats
    start: Floats
    back: Floats
    y: Floats | None
    whole: bool

    def chunks(self, places: Ints) -> Iterator[tuple[Floats, Floats | None]]:
        """Go through the permuted cells and which of them are known, some permutations at a time."""
        step = max(CELLS // self.table.size, 1)
        for first in range(0, len(places), step):
            part = places[first : first + step]
            found = permuted(self.table, part).take(self.cells, axis=1)
            known = None if self.whole else permuted(self.known, part).take(self.cells, axis=1)
            yield found, known


def residuals_moved(made: Explained, term: int, *, logistic: bool) -> Moved:
    """Return what double semi-partialling of a term permutes.

    The residuals of the term on the others change places, wherever all terms are known. They
    are set beside the others wherever these and the outcome are known.
    """
    rows = made.rows.reshape(len(made.rows), -1)
    stay, own = np.delete(rows, term + 1, axis=0), rows[term + 1]
    table = np.zeros(made.y.shape)
    where = np.flatnonzero(made.explaining)
    table.flat[where] = _unit(_left(own[where], orthonormal(stay[:, where])))
    cells = np.flatnonzero(made.beside(term))
    others, y = orthonormal(stay[:, cells]), made.y.flat[cells]
    q = len(others)
    start = np.append(fit_logit(others.T, y).near, 0.0) if logistic else np.zeros(q + 1)
    y = y if logistic else _unit(_left(y, others))
    known = made.explaining | np.eye(len(table), dtype=bool)
    back = np.eye(q + 1)[q:]
    return Moved(table, known.astype(float), cells, others, start, back, y, bool(known.all()))


def outcome_moved(made: Explained, *, logistic: bool) -> Moved:
    """Return what permuting the outcome permutes."""
    rows, flags = made.rows, made.explaining & made.within
    cells = np.flatnonzero(flags)
    standard = rows.reshape(len(rows), -1)[:, cells]
    basis = orthonormal(standard)
    back = (made.unstandardised @ np.linalg.inv(products(standard, basis)).T)[1:]
    known = ~np.isnan(made.y)
    seen = made.y[made.cells]
    odds = np.log(seen.mean() / (1 - seen.mean())) if logistic else 0.0
    middle, spread = (0.0, 1.0) if logistic else (seen.mean(), seen.std())
    table = np.where(known, (made.y - middle) / spread, 0.0)
    np.fill_diagonal(known, val=True)
    whole = bool(known.all() and (made.explaining | np.eye(len(known), dtype=bool)).all())
    start = odds * basis.sum(axis=1)
    return Moved(table, known.astype(float), cells, basis, start, back, None, whole)


def linear(rng: np.random.Generator, size: int, moved: tuple[Moved, ...]) -> Floats:
    """Return t of each coefficient of interest (shape ``(size, h)``), the same permutations for all."""
    places = permutations(rng, size, len(moved[0].table))
    return np.concatenate([_linear(one, places) for one in moved], axis=1)


def logistic(rng: np.random.Generator, size: int, moved: tuple[Moved, ...]) -> Floats:
    """Return z of each coefficient of interest (shape ``(size, h)``), the same permutations for all."""
    places = permutations(rng, size, len(moved[0].table))
    return np.concatenate([_logistic(one, places) for one in moved], axis=1)


def _linear(moved: Moved, places: Ints) -> Floats:
    fixed = moved.basis if moved.y is None else np.concatenate([moved.basis, moved.y[None]])
    upper = np.triu_indices(len(fixed))
    products = np.concatenate([fixed[upper[0]] * fixed[upper[1]], np.ones((1, fixed.shape[1]))])
    parts = []
    for found, inside in moved.chunks(places):
        if inside is None:
            sums = np.tile(products.sum(axis=1), (len(found), 1))
        else:
            sums = np.einsum("rm,pm->rp", inside, products)
        among = np.empty((len(found), len(fixed), len(fixed)))
        among[:, upper[0], upper[1]] = among[:, upper[1], upper[0]] = sums[:, :-1]
        across = np.einsum("rm,qm->rq", found, fixed)
        own = np.einsum("rm,rm->r", found, found)
        n = sums[:, -1]
        if moved.y is None:
            parts.append(t_values(among, across, own, n, moved.back))
        else:
            parts.append(_beside(among, across, own, n, moved.back))
    return np.concatenate(parts)


def _beside(among: Floats, across: Floats, own: Floats, n: Floats, back: Floats) -> Floats:
    """The t of a term of its own beside a basis, the last row of which is the outcome."""
    terms = among.copy()
    terms[:, -1, :-1] = terms[:, :-1, -1] = across[:, :-1]
    terms[:, -1, -1] = own
    with_y = np.concatenate([among[:, :-1, -1], across[:, -1:]], axis=1)
    return t_values(terms, with_y, among[:, -1, -1], n, back)


def _logistic(moved: Moved, places: Ints) -> Floats:
    parts = []
    for found, inside in moved.chunks(places):
        own, y = (None, found) if moved.y is None else (found, moved.y)
        logits = Logits(moved.basis, y, own, inside)
        parts.append(z_values(logits, moved.start, len(found), moved.back))
    return np.concatenate(parts)


def _left(values: Floats, basis: Floats) -> Floats:
    """What a basis does not explain of values (shape ``(m,)``)."""
    return values - combined(products(basis, values), basis)


def _unit(values: Floats) -> Floats:
    return np.asarray(values / np.sqrt(products(values, values)))
