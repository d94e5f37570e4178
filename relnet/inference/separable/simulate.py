"""Networks drawn from a process: exactly where pairs are independent, else by Gibbs sampling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.inference.logit import chance
from relnet.inference.separable.chains import Chains
from relnet.inference.separable.terms import Tied

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from relnet.inference.separable.model import Process

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Singles = NDArray[np.floating[Any]]


def simulate(
    process: Process, theta: Floats, rng: np.random.Generator, size: int, sweeps: int
) -> Flags:
    """Return networks drawn from a process, its other cells as they are.

    Parameters
    ----------
    process
        The process.
    theta
        Its coefficients, all finite (shape ``(p,)``).
    rng
        Random numbers.
    size
        How many networks.
    sweeps
        How often Gibbs sampling goes over all free cells, from the observed ones on.

    Returns
    -------
    ndarray of bool, shape (size, n, n)
    """
    if all(term.reach == "dyad" for term in process.tied):
        return _independent(process, theta, rng, size)
    return _gibbs(process, theta, rng, size, sweeps)


def _independent(process: Process, theta: Floats, rng: np.random.Generator, size: int) -> Flags:
    """Draw each pair by itself: the cell above the diagonal, and the one below given it."""
    y = np.repeat(process.ties[None], size, axis=0)
    ones = np.ones(process.ties.shape)
    without, given = (_predictor(process, theta, ties) for ties in (0 * ones, ones))
    above = np.triu(process.free)
    other = np.where(process.ties.T, given, without)
    summed = without + np.logaddexp(0, given).T - np.logaddexp(0, without).T
    first = np.where(process.free.T, summed, other) if process.directed else without
    y[:, above] = rng.random((size, above.sum())) < chance(first[above])
    if not process.directed:
        return np.asarray(np.where(process.free.T & np.tri(len(ones), dtype=bool), y.mT, y))
    below = np.tril(process.free)
    eta = np.where(y.mT[:, below], given[below], without[below])
    y[:, below] = rng.random(eta.shape) < chance(eta)
    return y


def _predictor(process: Process, theta: Floats, ties: Floats) -> Floats:
    """The linear predictor of all cells, given the ties (shape ``(n, n)``)."""
    eta = np.zeros(ties.shape)
    for weight, column in zip(theta, process.columns, strict=True):
        eta += weight * np.nan_to_num(column.change(ties) if isinstance(column, Tied) else column)
    return eta


def _gibbs(
    process: Process, theta: Floats, rng: np.random.Generator, size: int, sweeps: int
) -> Flags:
    chains = _start(process, size)
    given, tied = _parts(process, theta)
    rows, columns = process.cells
    for _ in range(sweeps):
        order = rng.permutation(len(rows))
        bars = _logistic(rng, (len(rows), size))
        for place, i, j in zip(order, rows[order].tolist(), columns[order].tolist(), strict=True):
            eta = given[i, j] - bars[place]
            for weight, term in tied:
                eta += weight * term.cell(chains, i, j)
            chains.put(i, j, eta > 0, directed=process.directed)
    return np.ascontiguousarray(np.moveaxis(chains.y > 0, 2, 0))


def _start(process: Process, size: int) -> Chains:
    y = np.repeat(process.ties.astype(np.float32)[:, :, None], size, axis=2)
    needed = any(term.paths for term in process.tied)
    ones = process.ties.astype(np.float32)
    paths = np.repeat((ones @ ones)[:, :, None], size, axis=2) if needed else y[:0]
    return Chains(y, y.sum(axis=1), y.sum(axis=0), paths)


def _parts(process: Process, theta: Floats) -> tuple[Singles, list[tuple[np.float32, Tied]]]:
    """What does not change of the linear predictor, and the terms that do with their weights."""
    pairs = list(zip(theta, process.columns, strict=True))
    tied = [(np.float32(weight), term) for weight, term in pairs if isinstance(term, Tied)]
    given = np.zeros(process.ties.shape)
    for weight, column in pairs:
        if not isinstance(column, Tied):
            given += weight * np.nan_to_num(column)
    return given.astype(np.float32), tied


def _logistic(rng: np.random.Generator, shape: tuple[int, int]) -> Singles:
    """Logistic random numbers: a tie comes where the linear predictor is above."""
    u = rng.random(shape)
    return np.asarray(np.log(u) - np.log1p(-u), np.float32)
