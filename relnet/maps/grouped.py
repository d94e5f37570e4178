"""A layout in which groups stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from relnet.maps.layout import distances, upright
from relnet.maps.majorise import majorise
from relnet.maps.scaling import classical_scaling

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

GAPS = (0, 1, 2, 4, 8)
"""Steps by which those who share no group are moved apart, until groups stand clear."""
ROOM = 0.3
"""Steps by which the outline of a group keeps from its members."""
SIDES = 64
"""Directions from which is seen whether someone stands within a group."""


def grouped(ties: sparse.csr_array, members: Flags) -> Floats:
    """Place actors so that groups stand apart, as little further than their ties have it as that takes.

    The stress layout of all distances, to which are added 0, 1, 2, 4 or 8 steps
    between two actors who share no group and of whom one at least is in any: the fewest with
    which nobody stands within the outline of a group of others, or else with which fewest do.
    Between two who cannot reach one another the distance is the mean of those who can, and who
    share a group or do not, as they do.

    Parameters
    ----------
    ties
        Ties of all waves together, symmetric, shape ``(n, n)``.
    members : ndarray of bool, shape (n, groups)
        Who is in which group; one may be in several or in none.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places, in steps.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy import sparse
    >>> path = sparse.csr_array(np.eye(6, k=1) + np.eye(6, k=-1))
    >>> by_turns = np.arange(6)[:, None] % 2 == np.arange(2)
    >>> within(grouped(path, by_turns[:, :0]), by_turns, room=0.3)
    4
    >>> within(grouped(path, by_turns), by_turns, room=0.3)
    0
    """
    apart = _apart(members)
    wanted = _wanted(ties, apart)
    best, fewest = np.zeros((len(wanted), 2)), np.inf
    for gap in GAPS if apart.any() else GAPS[:1]:
        goal = wanted + gap * apart
        places = majorise(classical_scaling(goal), goal)
        inside = within(places, members, ROOM)
        if inside < fewest:
            best, fewest = places, inside
        if not inside:
            break
    return upright(best)


def _apart(members: Flags) -> Flags:
    """Which two share no group, where one at least is in any."""
    shared = members.astype(float) @ members.T.astype(float) > 0
    inside = np.asarray(members.any(axis=1))
    return np.asarray(~shared & (inside[:, None] | inside))


def _wanted(ties: sparse.csr_array, apart: Flags) -> Floats:
    """The distances by ties; where there is no path, the mean of those who share a group, or do not."""
    from relnet.engine.components import components  # noqa: PLC0415

    wanted = distances(ties)
    _, part = components(ties)
    reached = np.equal.outer(part, part) & ~np.eye(len(part), dtype=np.bool_)
    for alike in (apart, ~apart):
        known = wanted[alike & reached]
        wanted[alike & ~reached] = known.mean() if known.size else 1.0
    np.fill_diagonal(wanted, 0.0)
    return wanted


def within(places: Floats, members: Flags, room: float = 0.0) -> int:
    """Return how often someone stands within the outline of a group of others.

    Parameters
    ----------
    places
        Where the actors stand, shape ``(n, 2)``.
    members
        Who is in which group, shape ``(n, groups)``.
    room
        By how much an outline keeps from its members.
    """
    turns = np.arange(SIDES) * (2 * np.pi / SIDES)
    far = places @ np.array([np.cos(turns), np.sin(turns)])
    count = 0
    for inside in members.T:
        if inside.any():
            reach = far[inside].max(axis=0) + room
            count += int((far[~inside] < reach).all(axis=1).sum())
    return count
