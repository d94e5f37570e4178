"""How often chance alone goes as far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.estimate import Alternative

SLACK = 1e-9
"""Figures that differ by less than this share of them are the same but for rounding."""


def share_as_far(
    draws: NDArray[np.float64], figure: float, alternative: Alternative = "two-sided"
) -> float:
    """Return (1 + draws at least as far from zero as the figure) / (1 + draws).

    Parameters
    ----------
    draws
        The figure under the null, shape ``(replicates,)``; those that are NaN are left out.
    figure
        The figure itself.
    alternative
        Far to which side: both, up or down.

    Examples
    --------
    >>> share_as_far(np.array([-2.0, 1.0, 0.0, 3.0]), 2.0)
    0.6
    """
    known = draws[~np.isnan(draws)]
    if np.isnan(figure) or not known.size:
        return float("nan")
    if alternative == "two-sided":
        known, figure = abs(known), abs(figure)
    elif alternative == "less":
        known, figure = -known, -figure
    as_far = int(np.count_nonzero(known >= figure - SLACK * abs(figure) - SLACK**2))
    return (1 + as_far) / (1 + known.size)
