"""Bounds of degree centralisation.

With L and H the fewest and the most ties of each actor: the sent, or received, ties of the
actors are unknown independently of one another, so Σ (max − d) is largest with one actor at
its H and all others at their L, and smallest with all others as near to t = max L as they
can come: Σ max(t − H, 0), since no completion has its maximum below t, and a higher one
leaves them farther behind. Where a tie counts for both its ends the largest value is that of
the best v whose unknown cells all hold a tie and no others do: a tie of v adds n − 2 to
n · d(v) − Σ d, any other takes away 2. The smallest is not separable; the same Σ max(t − H, 0)
is below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.silence.amount import degrees
from relnet.silence.define import Bound, bounds_of, over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel import Network

    Ints = NDArray[np.int64]


def _nearest(low: Ints, high: Ints) -> int:
    """Σ max(t − H, 0), t = max L."""
    return int(np.maximum(low.max(initial=0) - high, 0).sum())


@bounds_of("centralisation_in_degree")
def centralisation_in_degree(network: Network) -> Bound:
    """One actor receives all it can, the others no more than they are known to."""
    return _separable(network, *degrees(network, "in")[:2])


@bounds_of("centralisation_out_degree")
def centralisation_out_degree(network: Network) -> Bound:
    """One actor sends all it can, the others no more than they are known to."""
    return _separable(network, *degrees(network, "out")[:2])


def _separable(network: Network, low: Ints, unknown: Ints) -> Bound:
    n, high = network.n, low + unknown
    if n < 2:
        return Bound(np.nan, np.nan)
    champion = ((n - 1) * high + low).max() - low.sum()
    return Bound(over(_nearest(low, high), (n - 1) ** 2), over(champion, (n - 1) ** 2))


@bounds_of("centralisation_total_degree")
def centralisation_total_degree(network: Network) -> Bound:
    """One actor has all ties it can have, and there are no others; the low end is outer."""
    n = network.n
    if n < 3:
        return Bound(np.nan, np.nan)
    low, unknown, _ = degrees(network, "total")
    most = (n - 1) * (n - 2) * (2 if network.directed else 1)
    best = (n * (low + unknown) - 2 * unknown).max() - low.sum()
    nearest = _nearest(low, low + unknown)
    return Bound(over(nearest, most), over(best, most), "outer" if unknown.any() else "sharp")
