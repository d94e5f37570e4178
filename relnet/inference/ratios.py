"""Figures that are ratios of sums over cells, of many redraws at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.sums import Sums

    Floats = NDArray[np.float64]

OF_NETWORKS = ("density", "average_degree")
"""Measures of a network that are."""

BETWEEN = {
    "jaccard": ((0, 0, 1, 0), (1, 1, 1, 0)),
    "hamming": ((1, 1, 0, 0), None),
    "formation": ((1, 0, 0, 0), (0, -1, -1, 1)),
    "dissolution": ((0, 1, 0, 0), (0, 1, 1, 0)),
}
"""Figures of what happens between waves: what n01, n10, n11 and the rated cells weigh in part and whole."""


NEEDED = {
    "density": (True, True, False, True, False),
    "average_degree": (True, True, False, True, True),
    "jaccard": (True, True, True, False, False),
    "hamming": (True, True, False, True, False),
    "formation": (True, True, True, True, False),
    "dissolution": (False, True, True, False, False),
}
"""Which counts of a change these take: n01, n10, n11, the rated and the possible cells."""


def narrowed(name: str, sums: Sums) -> Sums:
    """Return what is counted without what the figure does not take."""
    return replace(sums, needed=NEEDED[name]) if len(sums.ties) > 1 else sums


def figures(name: str, sums: Sums, counts: Floats) -> Floats:
    """Return the figure of each row of counts: of one wave, or the later minus the earlier.

    Parameters
    ----------
    name
        A name of `OF_NETWORKS`, or of a change one of `BETWEEN`.
    sums
        What was counted.
    counts
        The counts, shape ``(size, sets)``.
    """
    if name in BETWEEN:
        part, whole = BETWEEN[name]
        rated = counts[:, 3]
        whole_of = (rated > 0).astype(float) if whole is None else _weighed(counts, whole)
        return _ratio(_weighed(counts, part), whole_of)
    *ties, rated, possible = counts.T
    moved = ties[0] if len(ties) == 1 else ties[0] - ties[1]
    return _of_network(name, sums, moved, rated, possible)


def waves(name: str, sums: Sums, counts: Floats) -> list[Floats]:
    """Return a measure of `OF_NETWORKS` in each wave (shape ``(size,)`` each)."""
    *ties, rated, possible = counts.T
    if len(ties) > 1:
        formed, dissolved, persisted = ties
        ties = [dissolved + persisted, formed + persisted]
    return [_of_network(name, sums, one, rated, possible) for one in ties]


def _of_network(name: str, sums: Sums, ties: Floats, rated: Floats, possible: Floats) -> Floats:
    """The measure of so many ties; it is in proportion to them."""
    density = _ratio(ties, rated)
    if name == "density":
        return density
    return density * possible * (1 if sums.directed else 2) / sums.n


def _weighed(counts: Floats, weights: tuple[int, ...]) -> Floats:
    """The sum of the counts that have a weight."""
    return np.asarray(
        np.sum([weight * counts[:, k] for k, weight in enumerate(weights) if weight], axis=0)
    )


def _ratio(part: Floats, whole: Floats) -> Floats:
    blank = np.full(part.shape, np.nan)
    return np.asarray(np.divide(part, whole, out=blank, where=whole > 0))
