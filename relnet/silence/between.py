"""Sharp bounds of the measures between two waves, over the stayers.

Of the cells that are possible in both waves among the actors on both rosters, n00, n01, n10
and n11 are known in both; of the others one wave is known to hold a tie or none and the other
is unknown, or neither is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.change.align import align
from relnet.engine.keys import rekey
from relnet.silence.define import Bound, nothing_known, over

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from relnet.change import Change
    from relnet.change.align import View
    from relnet.panel import Observation

    Keys = NDArray[np.int64]


class Table(NamedTuple):
    """The tie-change table, with the cells of which one wave is unknown, or both.

    `tie_before` counts the cells with a tie before and unknown after, `tie_after` those with
    a tie after and unknown before; `none_before` and `none_after` the same without a tie.
    """

    n00: int
    n01: int
    n10: int
    n11: int
    tie_before: int
    tie_after: int
    none_before: int
    none_after: int
    neither: int

    @property
    def unknown_before(self) -> int:
        """Cells that are unknown in the wave before."""
        return self.tie_after + self.none_after + self.neither

    @property
    def unknown(self) -> int:
        """Cells that are unknown in either wave."""
        return self.tie_before + self.none_before + self.unknown_before


def tie_changes(change: Change) -> Table:
    """Count the cells (dyads where undirected) by what is known of them in both waves."""
    _, (old, new) = align(change.before, change.after)
    stay = old.present & new.present
    (ties_old, seen_old), (ties_new, seen_new) = (_among(view, stay) for view in (old, new))
    possible = seen_old.possible & seen_new.possible
    ties_old, ties_new = (keys[possible.contains(keys)] for keys in (ties_old, ties_new))
    unknown_old, unknown_new = (seen.unknown & possible for seen in (seen_old, seen_new))
    n11 = np.intersect1d(ties_old, ties_new, assume_unique=True).size
    tie_before = int(unknown_new.contains(ties_old).sum())
    tie_after = int(unknown_old.contains(ties_new).sum())
    neither = len(unknown_old & unknown_new)
    counts = [
        ties_new.size - n11 - tie_after,
        ties_old.size - n11 - tie_before,
        n11,
        tie_before,
        tie_after,
        len(unknown_new) - tie_before - neither,
        len(unknown_old) - tie_after - neither,
        neither,
    ]
    halves = 1 if change.before.directed else 2
    return Table(*(count // halves for count in (len(possible) - sum(counts), *counts)))


def _among(view: View, stay: NDArray[np.bool_]) -> tuple[Keys, Observation]:
    """The known ties of a wave among the stayers, and what was observed there."""
    positions = np.flatnonzero(stay)
    keys, _ = rekey(view.keys, np.where(stay, np.cumsum(stay) - 1, -1), positions.size)
    return keys, view.seen.reindex(positions)


def _jaccard(t: Table) -> Bound:
    tie, none = t.tie_before + t.tie_after, t.none_before + t.none_after
    moved = t.n01 + t.n10
    low = over(t.n11, t.n11 + moved + tie + none + t.neither)
    full = t.n11 + tie + t.neither
    bare = not (t.n11 or moved or tie)
    ends = (low, over(full, full + moved), 0, none)
    return _rate(*ends, undefined=none + 2 * t.neither if bare else None)


def _formation(t: Table) -> Bound:
    low = over(t.n01, t.n00 + t.n01 + t.none_before + t.none_after + t.neither)
    full = t.n01 + t.none_before + t.tie_after + t.neither
    all_ties = not (t.n00 or t.n01 or t.none_before)
    ends = (low, over(full, full + t.n00), t.tie_after, t.none_after)
    return _rate(*ends, undefined=t.unknown_before if all_ties else None)


def _dissolution(t: Table) -> Bound:
    low = over(t.n10, t.n10 + t.n11 + t.tie_before + t.tie_after + t.neither)
    full = t.n10 + t.tie_before + t.none_after + t.neither
    no_ties = not (t.n10 or t.n11 or t.tie_before)
    ends = (low, over(full, full + t.n11), t.none_after, t.tie_after)
    return _rate(*ends, undefined=t.unknown_before if no_ties else None)


def _rate(
    low: np.ndarray, high: np.ndarray, ones: int, zeros: int, *, undefined: int | None
) -> Bound:
    """The bound; an end that is 0/0 is 1 or 0 where cells are left that can only make it so.

    It is undefined in the one way to complete `undefined` cells; never, without.
    """
    if np.isnan(low) and ones:
        low = np.ones(())
    if np.isnan(high) and zeros:
        high = np.zeros(())
    return Bound(low, high, excluded=0.0 if undefined is None else nothing_known(undefined))


def _hamming(t: Table) -> Bound:
    there = 1.0 if sum(t) else np.nan
    known = t.n01 + t.n10
    return Bound(known * there, (known + t.unknown) * there)


BETWEEN: dict[str, Callable[[Table], Bound]] = {
    "jaccard": _jaccard,
    "hamming": _hamming,
    "formation": _formation,
    "dissolution": _dissolution,
    "n00": lambda t: Bound(t.n00, t.n00 + t.none_before + t.none_after + t.neither),
    "n01": lambda t: Bound(t.n01, t.n01 + t.none_before + t.tie_after + t.neither),
    "n10": lambda t: Bound(t.n10, t.n10 + t.tie_before + t.none_after + t.neither),
    "n11": lambda t: Bound(t.n11, t.n11 + t.tie_before + t.tie_after + t.neither),
}
"""Bounds of the measures between waves, by name as in the counts of a `Change`."""
