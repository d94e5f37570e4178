"""Numbers that differ by rounding alone are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEAR = 1e-12
"""Of the largest number: how far two may be apart and be the same."""


def apart(before: Floats, after: Floats) -> Floats:
    """Return how far numbers rose; 0 where they differ by rounding, NaN where one is NaN.

    Examples
    --------
    >>> apart(np.array([0.3, 1.0, np.nan]), np.array([0.1 + 0.2, 3.0, 1.0])).tolist()
    [0.0, 2.0, nan]
    """
    rose = after - before
    same = np.abs(rose) <= NEAR * np.maximum(np.abs(before), np.abs(after))
    return np.asarray(np.where(same, 0.0, rose))


def levelled(values: Floats) -> Floats:
    """Return numbers of which those that are the same but for rounding are equal.

    Examples
    --------
    >>> levelled(np.array([0.1 + 0.2, 1.0, 0.3])).tolist()
    [0.3, 1.0, 0.3]
    """
    distinct, place = np.unique(values, return_inverse=True)
    far = NEAR * np.abs(distinct).max(initial=0.0)
    starts = np.diff(distinct, prepend=-np.inf) > far
    return np.asarray(distinct[starts][np.cumsum(starts) - 1][place])
