"""Figures that are ratios of sums over cells, of many redraws at once."""

from __future__ import annotations

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
        cells = counts[:, :-1]
        known = cells[:, -1:] > 0 if whole is None else cells @ np.array(whole)[:, None]
        return _ratio(cells @ np.array(part, float), known[:, 0].astype(float))
    found = waves(name, sums, counts)
    return found[0] if len(found) == 1 else found[1] - found[0]


def waves(name: str, sums: Sums, counts: Floats) -> list[Floats]:
    """Return a measure of `OF_NETWORKS` in each wave (shape ``(size,)`` each)."""
    *ties, rated, possible = counts.T
    if len(ties) > 1:
        formed, dissolved, persisted = ties
        ties = [dissolved + persisted, formed + persisted]
    found = [_ratio(one, rated) for one in ties]
    if name == "average_degree":
        halves = 1 if sums.directed else 2
        found = [density * possible * halves / sums.n for density in found]
    return found


def _ratio(part: Floats, whole: Floats) -> Floats:
    blank = np.full(part.shape, np.nan)
    return np.asarray(np.divide(part, whole, out=blank, where=whole > 0))
