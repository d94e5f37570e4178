"""A separable model that was fitted, and what it would make of the second wave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.inference.draws import draw
from relnet.inference.estimate import Estimates
from relnet.inference.figure import chosen, names_of, value
from relnet.inference.refuse import check_options
from relnet.inference.separable.fit import Fitted, at_once
from relnet.inference.separable.simulate import simulate
from relnet.inference.square import Square, network_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from relnet.inference.both import Both
    from relnet.inference.separable.model import Process
    from relnet.measures.groups import By
    from relnet.panel import Network


_MEASURES = {
    True: ("density", "reciprocity_edgewise", "transitivity"),
    False: ("density", "transitivity_undirected"),
}
"""What simulated waves are compared in, by whether a tie runs one way."""


@dataclass(frozen=True, eq=False, repr=False)
class Separable(Estimates):
    """A separable model that was fitted: its estimates, and networks simulated from it."""

    _both: Both = field(kw_only=True)
    _fitted: tuple[Fitted, Fitted] = field(kw_only=True)
    _sweeps: int = field(kw_only=True)

    def simulate(self, replicates: int = 10, *, seed: int = 1) -> list[Network]:
        """Return later waves simulated from the model, given the earlier one.

        Parameters
        ----------
        replicates
            How many.
        seed
            Of the random numbers.

        Returns
        -------
        list of Network
            Cells that are not rated in both waves are as they were observed. A tie is a tie:
            the model says nothing of strengths, and all are 1.

        Raises
        ------
        UsageError
            If `replicates` or `seed` is no number that will do.
        """
        return [network_of(cells, self._both.after) for cells in self._cells(replicates, seed)]

    def resembles(
        self,
        measures: Sequence[str] | None = None,
        *,
        by: By | None = None,
        replicates: int = 100,
        seed: int = 1,
        level: float = 0.95,
    ) -> pd.DataFrame:
        """Return whether simulated waves are like the observed one.

        Parameters
        ----------
        measures
            Measures of a network; density, transitivity and, where directed, reciprocity
            without. Ones that are no term of the model tell most.
        by
            Attributes that make the groups, for measures of groups.
        replicates, seed
            How many waves are simulated, and of which random numbers.
        level
            Share of them that lies between `low` and `high`.

        Returns
        -------
        DataFrame
            ``measure, observed, mean, low, high, p, undefined``: `p` is twice the share of
            simulated waves that are at least as far out as the observed one.

        Raises
        ------
        UsageError
            If a measure is none of a network, or an option will not do.
        """
        check_options(level)
        names = _MEASURES[self._both.directed] if measures is None else names_of(measures)
        asked = [chosen(name, self._both.after, by) for name in names]
        networks = self.simulate(replicates, seed=seed)
        rows = []
        for measure in asked:
            observed = value(measure, self._both.after, by)
            drawn = np.array([value(measure, network, by) for network in networks])
            rows.append({"measure": measure.name, **_against(observed, drawn, level)})
        return pd.DataFrame(rows)

    def _cells(self, replicates: int, seed: int) -> Iterator[Square]:
        new = self._both.new
        processes = tuple(one.process for one in self._fitted)
        near = [one.found.near for one in self._fitted]
        ties = draw(
            _later, replicates, seed, processes, near, self._sweeps, batch=at_once(self._both.old.n)
        )
        free = processes[0].free | processes[1].free
        for drawn in ties:
            tie = np.where(free, drawn > 0, new.tie)
            yield Square(tie, tie.astype(float), new.rated, new.unknown, new.possible)


def _later(
    rng: np.random.Generator,
    size: int,
    processes: tuple[Process, Process],
    near: list[NDArray[np.float64]],
    sweeps: int,
) -> NDArray[np.float64]:
    """Return the ties in free cells of simulated later waves, as ones (``(size, n, n)``)."""
    found = np.zeros((size, *processes[0].ties.shape), np.bool_)
    for process, theta in zip(processes, near, strict=True):
        found |= simulate(process, theta, rng, size, sweeps) & process.free
    return found.astype(float)


def _against(observed: float, drawn: NDArray[np.float64], level: float) -> dict[str, float]:
    there = drawn[~np.isnan(drawn)]
    told: dict[str, float] = {"observed": observed, "mean": np.nan, "low": np.nan, "high": np.nan}
    told |= {"p": np.nan, "undefined": len(drawn) - len(there)}
    if len(there):
        low, high = np.quantile(there, [(1 - level) / 2, (1 + level) / 2])
        told |= {"mean": there.mean(), "low": low, "high": high}
    if len(there) and not np.isnan(observed):
        tail = min((there <= observed).sum(), (there >= observed).sum())
        told["p"] = min(1.0, 2 * (1 + tail) / (1 + len(there)))
    return told
