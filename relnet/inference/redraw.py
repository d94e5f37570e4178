"""Redraws of the actors: with replacement, or without each in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.inference.ratios import figures
from relnet.inference.sums import redrawn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.sums import Sums
    from relnet.inference.wave import Wave

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def redrawn_sums(rng: np.random.Generator, size: int, name: str, sums: Sums) -> Floats:
    """Return a figure that is a ratio of counts, in redraws of the actors (shape ``(size,)``)."""
    return figures(name, sums, redrawn(rng, size, sums))


def redrawn_networks(rng: np.random.Generator, size: int, waves: tuple[Wave, ...]) -> Floats:
    """Return a measure, or its change, in redraws of the actors (shape ``(size,)``)."""
    n, step = waves[0].cells.n, waves[0].at_once
    sizes = [min(step, size - start) for start in range(0, size, step)]
    return np.concatenate([_later_less_earlier(waves, *places(rng, part, n)) for part in sizes])


def without_each(waves: tuple[Wave, ...]) -> Floats:
    """Return a measure, or its change, without each actor in turn (shape ``(n,)``)."""
    n = waves[0].cells.n
    found = []
    for actor in range(n):
        others = np.delete(np.arange(n), actor)[None, :]
        rows, columns = np.broadcast_arrays(others[:, :, None], others[:, None, :])
        found.append(_later_less_earlier(waves, others, rows, columns))
    return np.concatenate(found)


def _later_less_earlier(waves: tuple[Wave, ...], actors: Ints, rows: Ints, columns: Ints) -> Floats:
    """The measure of one wave, or the change of that of two."""
    values = [wave.redrawn(actors, rows, columns) for wave in waves]
    return values[0] if len(values) == 1 else values[1] - values[0]


def places(rng: np.random.Generator, size: int, n: int) -> tuple[Ints, Ints, Ints]:
    """Redraw n actors, and say for each cell of each redraw which cell comes in its place.

    Returns
    -------
    actors : ndarray, shape (size, n)
        Who was drawn.
    rows, columns : ndarray, shape (size, n, n)
        The cell in each place: of those drawn, or where both are the same actor of a random
        pair, the same pair in both directions.
    """
    actors = rng.integers(n, size=(size, n))
    shape = (size, n, n)
    rows = np.broadcast_to(actors[:, :, None], shape).copy()
    columns = np.broadcast_to(actors[:, None, :], shape).copy()
    draw, first, second = np.nonzero(np.triu(rows == columns, 1))
    one, other = rng.integers(n, size=draw.size), rng.integers(n - 1, size=draw.size)
    other += other >= one
    rows[draw, first, second], columns[draw, first, second] = one, other
    rows[draw, second, first], columns[draw, second, first] = other, one
    return actors, rows, columns
