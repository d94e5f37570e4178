"""Lengths of ties, the reciprocals of their strengths, on a scale of whole numbers.

Sums of fractions such as 1/3 + 1/3 and 2/3 differ in the last digit of a float, so paths of
the same length would seem to differ, and counts of shortest paths be wrong. Whole numbers in
floats add up exactly, and so their ties are ties.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DENOMINATOR = 1_000_000
"""Largest denominator by which a strength is read as the fraction that it stands for."""
EXACT = 2**53
"""Up to here every whole number is a float."""


class Lengths(NamedTuple):
    """Whole numbers that are the lengths once they are multiplied by `unit`."""

    whole: Floats
    unit: float


def lengths(strength: Floats, n: int) -> Lengths:
    """Return 1 / strength as whole numbers, such that sums over paths are exact.

    Parameters
    ----------
    strength
        Above zero and finite, shape ``(m,)``.
    n
        Number of actors: no path has as many ties.

    Returns
    -------
    Lengths
        Exact where the strengths are fractions with a common multiple that is not too large.
        Otherwise rounded, to about ``n`` · 10⁻¹⁶ of the longest: paths over the same strengths
        then still have exactly the same length, in whatever order.

    Examples
    --------
    >>> lengths(np.array([1.0, 1.5, 2.0]), 3)
    Lengths(whole=array([6., 4., 3.]), unit=0.16666666666666666)
    """
    values, which = np.unique(strength, return_inverse=True)
    exact = _exact(values.tolist(), EXACT // max(n, 1))
    if exact is not None:
        return Lengths(exact.whole[which], exact.unit)
    unit = float(1.0 / values[0]) * max(n, 1) / EXACT
    return Lengths(np.maximum(np.rint(1.0 / values / unit), 1.0)[which], unit)


def _exact(values: list[float], most: int) -> Lengths | None:
    """The lengths over their common denominator; None where the longest is too long for it."""
    inverse, common = [], 1
    for value in values:
        fraction = Fraction(value).limit_denominator(DENOMINATOR)
        if float(fraction) != value:
            return None
        inverse.append(1 / fraction)
        common = lcm(common, inverse[-1].denominator)
        if inverse[0] * common > most:
            return None
    whole = [int(length * common) for length in inverse]
    shared = gcd(*whole) or 1
    return Lengths(np.array([length // shared for length in whole], float), shared / common)
