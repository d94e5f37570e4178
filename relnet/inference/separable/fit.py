"""Estimates of a separable model, with errors from simulations of the model itself."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist
from sys import float_info
from typing import TYPE_CHECKING

import numpy as np

from relnet.inference.draws import draw
from relnet.inference.estimate import Estimate
from relnet.inference.separable.simulate import simulate
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from relnet.inference.logit import Logit
    from relnet.inference.separable.model import Process

    Floats = NDArray[np.float64]

BATCH, CELLS = 100, 4_000_000
"""How many networks are simulated side by side at most, and how many cells these have."""
MOST = 0.5
"""Where a larger share of the simulations is far from the observed, no errors are given."""
ABSENT = 0.2
"""Nor where a larger share has no finite estimate: the spread of the others is too small."""
FAR = 8
"""Simulated ties further from the observed than this are far, in binomial standard deviations."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """A process with its estimates, and those of networks simulated from them.

    Attributes
    ----------
    process : Process
        The process.
    found : Logit
        Its estimates.
    draws : ndarray, shape (R, p)
        The estimates of each simulated network; NaN where there is no finite one.
    ties : ndarray, shape (R,)
        Ties in the free cells of each.
    """

    process: Process
    found: Logit
    draws: Floats
    ties: Floats

    @property
    def observed(self) -> int:
        """Ties in the free cells."""
        return int(self.process.ties[self.process.cells].sum())

    @property
    def far(self) -> float:
        """Share of the simulated networks with far more or fewer ties than there are."""
        n, observed = len(self.process.cells[0]), self.observed
        spread = sqrt(observed * (n - observed) / n) if n else 0.0
        return float((np.abs(self.ties - observed) > FAR * max(spread, 1)).mean())


def fit_both(
    formation: Process, persistence: Process, replicates: int, sweeps: int, seed: int
) -> tuple[Fitted, Fitted]:
    """Return both processes, each fitted also to networks simulated from it."""
    processes = formation, persistence
    n, found = len(formation.ties), [process.fit(process.ties) for process in processes]
    near = [one.near for one in found]
    drawn = draw(_refit, replicates, seed, processes, near, sweeps, batch=at_once(n))
    p = len(near[0])
    return (
        Fitted(formation, found[0], drawn[:, :p], drawn[:, p]),
        Fitted(persistence, found[1], drawn[:, p + 1 : -1], drawn[:, -1]),
    )


def at_once(n: int) -> int:
    """Return how many networks of n actors are simulated side by side.

    Examples
    --------
    >>> at_once(50), at_once(1000)
    (100, 4)
    """
    return min(BATCH, max(CELLS // n**2, 1))


def _refit(
    rng: np.random.Generator,
    size: int,
    processes: tuple[Process, Process],
    near: list[Floats],
    sweeps: int,
) -> Floats:
    """Return the estimates and ties of simulated networks, of both processes (``(size, …)``)."""
    rows: list[Floats] = []
    for process, theta in zip(processes, near, strict=True):
        networks = simulate(process, theta, rng, size, sweeps)
        found = process.fit_each(networks, theta)
        found[~np.isfinite(found)] = np.nan
        rows += [found, networks[:, *process.cells].sum(axis=1, keepdims=True)]
    return np.concatenate(rows, axis=1)


def estimates(fitted: Fitted, subject: str | Phrase, level: float, seed: int) -> Iterator[Estimate]:
    """Return the estimate of each coefficient of a process."""
    process = fitted.process
    n = len(process.cells[0])
    unrated = int(process.unrated.sum()) // (1 if process.directed else 2)
    for name, value, draws in zip(
        process.names, fitted.found.coefficients, fitted.draws.T, strict=True
    ):
        se = _spread(draws) if fitted.far <= MOST and np.isfinite(value) else np.nan
        half = NormalDist().inv_cdf(0.5 + level / 2) * se
        z = value / se if se else np.nan
        yield Estimate(
            f"{process.which}: {name}",
            "coefficient",
            subject,
            float(value),
            "separable",
            se=se,
            low=float(value - half),
            high=float(value + half),
            level=level,
            statistic=float(z),
            p=float(max(erfc(abs(z) / sqrt(2)), float_info.min)) if np.isfinite(z) else np.nan,
            null="partial",
            replicates=len(draws),
            undefined=int(np.isnan(draws).sum()),
            seed=seed,
            n=n,
            possible=n + unrated,
            draws=np.ascontiguousarray(draws),
        )


def _spread(draws: Floats) -> float:
    """Standard deviation of the draws, if enough of them are there."""
    done = draws[np.isfinite(draws)]
    return float(done.std(ddof=1)) if done.size >= max(2, (1 - ABSENT) * draws.size) else np.nan


def remarks(fitted: Fitted) -> Iterator[Phrase]:
    """Return what else is to be known of a process."""
    which, found = Phrase(f"inference.process.{fitted.process.which}"), fitted.found
    infinite, unknown = np.isinf(found.coefficients), np.isnan(found.coefficients)
    for key, terms in (("infinite", infinite), ("same", unknown)):
        if terms.any():
            names = ", ".join(np.array(fitted.process.names)[terms])
            yield Phrase(f"inference.separable.{key}", process=which, terms=names)
    left_out = np.where(infinite | unknown, 0, np.isnan(fitted.draws).sum(axis=0))
    if left_out.any() and fitted.far <= MOST:
        names = ", ".join(np.array(fitted.process.names)[left_out > 0])
        given = {"most": int(left_out.max()), "replicates": len(fitted.draws)}
        yield Phrase("inference.separable.seldom", process=which, terms=names, **given)
    low, high = int(fitted.ties.min()), int(fitted.ties.max())
    if fitted.far or not low <= fitted.observed <= high:
        key = "unlike" if fitted.far <= MOST else "degenerate"
        ties = {"observed": fitted.observed, "low": low, "high": high}
        yield Phrase(f"inference.separable.{key}", process=which, **ties)
