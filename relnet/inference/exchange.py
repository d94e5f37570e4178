"""Exchanges of two waves, and permutations of groups, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.inference.batched import BATCHED, Stack, stacked
from relnet.inference.ratios import figures
from relnet.inference.wave import exchanged
from relnet.measures.groups import Groups, groups_of
from relnet.silence.completion import value_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.asked import Asked
    from relnet.inference.wave import Wave

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def steps_of(asked: Asked, kind: str) -> tuple[Ints, Ints, float]:
    """Return by how many ties the units of an exchange differ between waves.

    Parameters
    ----------
    asked
        The change of a measure that is in proportion to the ties.
    kind
        ``"dyads"`` or ``"senders"``.

    Returns
    -------
    sizes, counts : ndarray of int64, shape (k,)
        Each difference but zero, without its sign, and how many units differ so much.
    scale : float
        What one tie more counts in the measure.
    """
    sums = asked.sums
    if kind == "senders":
        formed, dissolved, _ = sums.ties
        moved = np.abs(formed.sum(axis=1) - dissolved.sum(axis=1)).astype(np.int64)
        counts = np.bincount(moved)
    else:
        moved = np.abs(sums.kinds[:, 0] - sums.kinds[:, 1])
        counts = np.bincount(moved, sums.counts).astype(np.int64)
    sizes = np.flatnonzero(counts[1:]) + 1
    one = sums.observed.copy()
    one[:, :3] = [1, 0, 0]
    return sizes, counts[sizes], float(figures(asked.name, sums, one)[0])


def exchanged_signs(
    rng: np.random.Generator, size: int, sizes: Ints, counts: Ints, scale: float
) -> Floats:
    """Return the change with the sign of each difference drawn (shape ``(size,)``)."""
    up = rng.binomial(counts, 0.5, size=(size, counts.size))
    return np.asarray(scale * ((2 * up - counts) @ sizes))


def exchanged_networks(
    rng: np.random.Generator, size: int, waves: tuple[Wave, ...], kind: str
) -> Floats:
    """Return the change of a measure with parts of the waves exchanged (shape ``(size,)``)."""
    n, step = waves[0].cells.n, waves[0].at_once
    found = []
    for start in range(0, size, step):
        part = min(step, size - start)
        if kind == "senders":
            rows = rng.integers(2, size=(part, n, 1), dtype=bool)
            swapped = np.broadcast_to(rows, (part, n, n))
        else:
            upper = np.triu(rng.integers(2, size=(part, n, n), dtype=bool), 1)
            swapped = upper | upper.swapaxes(1, 2)
        found.append(exchanged(waves, swapped))
    return np.concatenate(found)


def permuted_groups(rng: np.random.Generator, size: int, wave: Wave) -> Floats:
    """Return a measure with the groups permuted among the actors of which one is known."""
    groups = groups_of(wave.network, wave.by or ())
    known = np.flatnonzero(groups.codes >= 0)
    codes = np.tile(groups.codes, (size, 1))
    codes[:, known] = rng.permuted(codes[:, known], axis=1)
    if wave.measure.name not in BATCHED:
        made = [Groups(groups.by, groups.labels, row) for row in codes]
        found = np.array([value_of(wave.measure, wave.network, one)[0] for one in made], float)
        return np.where(np.isfinite(found), found, np.nan)
    cells, shape = wave.cells, (size, wave.cells.n, wave.cells.n)
    tie, rated, possible = (
        np.broadcast_to(part, shape) for part in (cells.tie, cells.rated, cells.possible)
    )
    stack = Stack(tie, rated, possible, wave.network.directed, codes)
    return stacked(wave.measure.name, stack)
