"""The core and the periphery of a network: the partition that fits best."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.partition import Ideal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.engine.cells import Cells
    from relnet.engine.partition import Split

    Floats = NDArray[np.float64]

EXHAUSTIVE = 12
"""Up to this many actors every partition is tried."""
SIZES = np.arange(1, 8) / 8
"""Shares of the actors that are the core at the start of a search."""
THOROUGH = 200
"""Up to this many actors every order is cut at these sizes, beyond only that by all ties."""
PATIENCE = 20
"""Changes of side that are tried beyond the best partition met."""
ALIKE = 1e-12
"""Fits that differ by less are the same."""


class Fit(NamedTuple):
    """The best fit, who is in the core (1), the periphery (0) or either (NaN), and its size."""

    correlation: float
    core: Floats
    size: float


def core_periphery(ties: sparse.csr_array, rated: Cells) -> Fit:
    """Find the partition into core and periphery that fits best.

    The fit is Pearson's correlation, over the rated cells, between the ties and the ideal
    pattern, which is 1 but for 0 within the periphery (Borgatti & Everett 2000). Of
    partitions that fit equally well the smallest core counts. Up to `EXHAUSTIVE` actors all
    partitions are compared. Beyond, searches begin where orders by degree are cut, and
    change sides one at a time (Kernighan & Lin 1970) until neither that nor an exchange of
    two actors improves the fit: a better one may exist.

    Parameters
    ----------
    ties
        Adjacency of the ties in rated cells, shape ``(n, n)``, ones, no diagonal.
    rated
        Cells that are rated.

    Returns
    -------
    Fit
        NaN where all or none of the rated cells hold a tie, or no partition has cells on
        both sides. An actor that is in some cores of the best fit and size but not in all
        is NaN; beyond `EXHAUSTIVE`, one that can change places with another for the same fit.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> from relnet.engine.graph import matrix
    >>> star = matrix(np.array([1, 2, 3, 4, 8, 12]), 4)  # 0 - 1, 2, 3
    >>> core_periphery(star, Cells.everything(4))
    Fit(correlation=1.0, core=array([1., 0., 0., 0.]), size=1.0)
    """
    ideal = Ideal.of(ties, rated)
    found = None
    if 0 < ideal.n_ties < ideal.n_cells:
        found = _best_of_all(ideal) if ideal.n <= EXHAUSTIVE else _best_found(ideal, ties)
    if found is None or found.correlation == -np.inf:
        return Fit(float("nan"), np.full(ideal.n, np.nan), float("nan"))
    return found


def _best_of_all(ideal: Ideal) -> Fit:
    """The best of all partitions."""
    sides = (np.arange(2**ideal.n)[:, None] >> np.arange(ideal.n)) & 1
    outside = 1.0 - sides
    rows = np.array([ideal.row(actor) for actor in range(ideal.n)])
    ties, cells = (((outside @ rows[:, k]) * outside).sum(axis=1) / 2 for k in (0, 1))
    fits = ideal.fit(ties, cells)
    best = sides[fits >= fits.max() - ALIKE]
    sizes = best.sum(axis=1)
    share = best[sizes == sizes.min()].mean(axis=0)
    core = np.where((share == 0) | (share == 1), share, np.nan)
    return Fit(float(fits.max()), core, float(sizes.min()))


def _best_found(ideal: Ideal, ties: sparse.csr_array) -> Fit:
    """The best partition that a search meets, NaN for those who can change places in it."""
    best = max((_settled(start) for start in _starts(ideal, ties)), key=lambda split: split.fit)
    core = best.core.astype(float)
    for actor, fits in best.swapped():
        equal = fits >= best.fit - ALIKE
        core[equal] = np.nan
        if equal.any():
            core[actor] = np.nan
    return Fit(best.fit, core, float(best.size))


def _starts(ideal: Ideal, ties: sparse.csr_array) -> Iterator[Split]:
    """All in the periphery; the best cut of three orders by degree, and cuts of fixed sizes."""
    n = ideal.n
    sent, received = np.asarray(ties.sum(axis=1), float), np.asarray(ties.sum(axis=0), float)
    cores = [np.zeros(n, np.bool_)]
    for k, scores in enumerate((sent + received, sent, received)):
        order = np.argsort(-scores, kind="stable")
        best = int(ideal.cuts(order).argmax())
        fixed = (SIZES * n).astype(int).tolist() if k == 0 or n <= THOROUGH else []
        for size in [best, *fixed]:
            core = np.zeros(n, np.bool_)
            core[order[:size]] = True
            cores.append(core)
    for core in np.unique(cores, axis=0):
        yield ideal.split(core)


def _settled(split: Split) -> Split:
    """A partition that neither a series of changes of side nor an exchange improves."""
    while True:
        better = _after_a_series(split) or _after_an_exchange(split)
        if better is None:
            return split
        split = better


def _after_a_series(split: Split) -> Split | None:
    """The best met on changing the side of one actor after another, each once."""
    trial, best, highest, idle = split.copy(), None, split.fit, 0
    free = np.ones(split.core.size, np.bool_)
    while idle < PATIENCE and free.any():
        fits = np.where(free, trial.moved(), -np.inf)
        chosen = int(fits.argmax())
        if fits[chosen] == -np.inf:
            break
        trial.move(chosen)
        free[chosen] = False
        idle += 1
        as_good = fits[chosen] >= highest - ALIKE
        size = split.size if best is None else best.size
        if fits[chosen] > highest + ALIKE or (as_good and trial.size < size):
            best, highest, idle = trial.copy(), float(fits[chosen]), 0
    return best


def _after_an_exchange(split: Split) -> Split | None:
    """The partition after the best exchange of two actors, if it is better."""
    highest, pair = split.fit + ALIKE, None
    for actor, fits in split.swapped():
        if fits.max() > highest:
            highest, pair = float(fits.max()), (actor, int(fits.argmax()))
    if pair is None:
        return None
    better = split.copy()
    for actor in pair:
        better.move(actor)
    return better
