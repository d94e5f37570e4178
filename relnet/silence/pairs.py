"""Sharp bounds of the dyad census and of reciprocity.

Of the dyads whose two cells are possible, m, a and z are known to be mutual, asymmetric and
null; of T one cell is known to hold a tie and the other is unknown, of F one cell is known to
hold none and the other is unknown, and of U both are unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.keys import is_among, transpose_keys
from relnet.silence.define import Bound, bounds_of, nothing_known, over

if TYPE_CHECKING:
    from relnet.panel import Network


class Dyads(NamedTuple):
    """How many dyads are known to be so, or could still be either."""

    mutual: int
    asymmetric: int
    null: int
    tie: int
    none: int
    unknown: int

    @property
    def cells(self) -> int:
        """Unknown cells in them."""
        return self.tie + self.none + 2 * self.unknown


def dyads(network: Network) -> Dyads:
    """Count the dyads of which both cells are possible, by what is known of them."""
    seen, n = network.observation, network.n
    pairs = seen.possible.both_ways
    unknown = seen.unknown & pairs
    keys = network.keys[pairs.contains(network.keys)]
    back = transpose_keys(keys, n)
    returned = is_among(back, keys)
    tie = unknown.contains(back)
    both = len(unknown.both_ways) // 2
    mutual, one = int(returned.sum()) // 2, int(tie.sum())
    asymmetric = int((~returned & ~tie).sum())
    none = len(unknown) - one - 2 * both
    null = len(pairs) // 2 - mutual - asymmetric - one - none - both
    return Dyads(mutual, asymmetric, null, one, none, both)


@bounds_of("mutual_dyads")
def mutual_dyads(network: Network) -> Bound:
    """From m to m + T + U."""
    d = dyads(network)
    return _counted(d, d.mutual, d.tie + d.unknown)


@bounds_of("asymmetric_dyads")
def asymmetric_dyads(network: Network) -> Bound:
    """From a to a + T + F + U."""
    d = dyads(network)
    return _counted(d, d.asymmetric, d.tie + d.none + d.unknown)


@bounds_of("null_dyads")
def null_dyads(network: Network) -> Bound:
    """From z to z + F + U."""
    d = dyads(network)
    return _counted(d, d.null, d.none + d.unknown)


def _counted(d: Dyads, known: int, more: int) -> Bound:
    """A count; unknown where there is no dyad at all."""
    there = 1.0 if d.cells or sum(d) else np.nan
    return Bound(known * there, (known + more) * there, unknown=d.cells)


@bounds_of("reciprocity_dyadic")
def reciprocity_dyadic(network: Network) -> Bound:
    """From (m + z) / D to (m + z + T + F + U) / D, D all dyads."""
    d = dyads(network)
    known, more = d.mutual + d.null, d.tie + d.none + d.unknown
    return Bound(over(known, sum(d)), over(known + more, sum(d)), unknown=d.cells)


@bounds_of("reciprocity_nonnull")
def reciprocity_nonnull(network: Network) -> Bound:
    """From m / (m + a + T + F + U) to (m + T + U) / (m + T + U + a)."""
    return among_connected(dyads(network), 1)


@bounds_of("reciprocity_edgewise")
def reciprocity_edgewise(network: Network) -> Bound:
    """The same with the mutual dyads counted double."""
    return among_connected(dyads(network), 2)


def among_connected(d: Dyads, weight: int) -> Bound:
    """Return the bounds of the mutual dyads among the connected ones, counted `weight` times."""
    least, full = weight * d.mutual, weight * (d.mutual + d.tie + d.unknown)
    low = over(least, least + d.asymmetric + d.tie + d.none + d.unknown)
    high = over(full, full + d.asymmetric)
    if np.isnan(high) and d.none:
        high = np.zeros(())
    none_known = not (d.mutual or d.asymmetric or d.tie)
    return Bound(low, high, unknown=d.cells, excluded=nothing_known(d.cells) if none_known else 0.0)
