"""Regressions as they are observed: coefficients, their errors, and how well they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.regression import combined, orthonormal, products
from relnet.errors import UsageError
from relnet.inference.logit import fit_logit
from relnet.wording import Phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.explained import Explained

    Floats = NDArray[np.float64]


class Fit(NamedTuple):
    """What a regression finds, the intercept first."""

    estimates: Floats
    errors: Floats
    notes: tuple[Phrase, ...]

    @property
    def finite(self) -> bool:
        """Whether all coefficients are finite."""
        return bool(np.isfinite(self.estimates).all())

    @property
    def statistics(self) -> Floats:
        """Each coefficient divided by its error."""
        return self.estimates / self.errors


def linear_fit(made: Explained) -> Fit:
    """Return the least squares fit.

    Raises
    ------
    UsageError
        If the terms say exactly what the outcome is.
    """
    rows, y = made.rows[:, made.cells], made.y[made.cells]
    basis = orthonormal(rows)
    found = products(basis, y)
    error = float(((y - combined(found, basis)) ** 2).sum())
    total = float(((y - y.mean()) ** 2).sum())
    if error <= 1e-12 * total:
        raise UsageError(Phrase("usage.inference.exact", what=made.what))
    free = len(y) - len(found)
    back = made.unstandardised @ np.linalg.inv(products(rows, basis).T)
    spread = (back**2).sum(axis=1)
    r2 = round(1 - error / total, 4)
    note = Phrase("inference.note.linear", r2=r2, cells=len(y), share=_share(made))
    return Fit(back @ found, np.sqrt(spread * error / free), (note,))


def logistic_fit(made: Explained) -> Fit:
    """Return the fit of maximum likelihood; infinite or NaN where there is none that is finite.

    Raises
    ------
    UsageError
        If the outcome is not 0 or 1.
    """
    rows, y = made.rows[:, made.cells].T, made.y[made.cells]
    if not np.isin(y, (0, 1)).all():
        raise UsageError(Phrase("usage.inference.not_zero_one", what=made.what))
    found = fit_logit(rows, y)
    back = made.unstandardised
    finite = np.isfinite(found.coefficients)
    chance = y.mean()
    empty = -2 * len(y) * (chance * np.log(chance) + (1 - chance) * np.log(1 - chance))
    sizes = {"deviance": round(-2 * found.loglik, 2), "empty": round(float(empty), 2)}
    note = Phrase("inference.note.logistic", **sizes, cells=len(y), share=_share(made))
    if finite.all():
        errors = np.sqrt(np.diag(back @ found.covariance @ back.T))
        return Fit(back @ found.coefficients, errors, (note,))
    estimates = np.diag(back) * found.coefficients
    estimates[0] = np.nan
    apart = [name for name, known in zip(made.names, finite[1:], strict=True) if not known]
    alone = Phrase("inference.note.separated", terms=", ".join(apart or made.names))
    return Fit(estimates, np.full(len(estimates), np.nan), (note, alone))


def _share(made: Explained) -> str:
    """What share of the possible cells counts."""
    return f"{np.count_nonzero(made.cells) / made.possible:.0%}"
