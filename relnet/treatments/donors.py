"""Values drawn from those of donors that are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ENOUGH = 5
"""So many donors that are alike are enough."""


def draw_from(
    donors: Floats,
    traits: Sequence[tuple[Floats, Floats]],
    size: int,
    rng: np.random.Generator,
) -> Floats:
    """Draw a value for each receiver from the donors that share its traits.

    Parameters
    ----------
    donors
        Their values.
    traits
        From the most telling to the least, for the donors and the receivers. The first
        counts of which there are at least five donors like the receiver; without any, all
        donors do.
    size
        Number of receivers.
    rng
        Random numbers, one for each receiver.

    Returns
    -------
    ndarray, shape (size,)
        NaN where there are no donors.
    """
    values = np.full(size, np.nan)
    level = rng.random(size)
    if not donors.size:
        return values
    open_ = np.ones(size, np.bool_)
    everyone = (np.zeros(donors.size), np.zeros(size))
    for least, (theirs, own) in [*((ENOUGH, pair) for pair in traits), (1, everyone)]:
        order = np.argsort(theirs, kind="stable")
        start, stop = (np.searchsorted(theirs[order], own, side) for side in ("left", "right"))
        chosen = open_ & (stop - start >= least)
        place = start + np.floor(level * (stop - start)).astype(np.int64)
        values[chosen] = donors[order][place[chosen]]
        open_ &= ~chosen
    return values
