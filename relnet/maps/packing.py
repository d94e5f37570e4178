"""The components of a network side by side, without much empty room between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

WIDE = 1.35
"""How much wider than tall all components together are made."""
BORDER = 0.75
"""Room around a component, in cells: less than one, so that single actors may be neighbours."""
FACES = 32
"""Sides of the outline of a component."""


def pack(parts: Sequence[Floats]) -> list[Floats]:
    """Move components so that they stand close together and none within another.

    Each takes the cells of a grid that its outline covers, so large that the first
    component has one for each of its actors. Those that are sparser are drawn smaller,
    so that the map is equally dense all over. The first stays in the middle of a frame; each
    other takes the free place furthest to the lower right, and where there is none the
    frame grows.

    Parameters
    ----------
    parts
        The places of the actors of each component, each of shape ``(n, 2)``, the largest
        component first.

    Returns
    -------
    list of ndarray
        The same components at their new places.

    References
    ----------
    Freivalds, K., Dogrusoz, U. & Kikusts, P. (2002). Disconnected graph layout and the
    polyomino packing approach. *Graph Drawing*, 378–391.

    Examples
    --------
    >>> import numpy as np
    >>> path, alone = np.array([[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]), np.zeros((1, 2))
    >>> pack([path, alone])[1].tolist()
    [[2.0, 1.0]]
    """
    cell = _room(parts[0])
    taken = np.zeros((1, 1), dtype=np.bool_)
    packed: list[Floats] = []
    for part in parts:
        shape = _centred(part) * min(1.0, cell / _room(part))
        covered = _outline(shape, cell)
        while not (free := np.argwhere(_free(taken, covered))).size:
            taken = _grown(taken)
        x, y = free[-1] if packed else free[len(free) // 2]
        taken[x : x + len(covered), y : y + len(covered[0])] |= covered
        middle = np.array([x, y]) + (np.array(covered.shape) - np.array(taken.shape)) / 2
        packed.append(shape + middle * cell)
    return packed


def _room(part: Floats) -> float:
    """Side of the square that a component has for each of its actors, half a step around it."""
    width, height = np.ptp(part, axis=0) + 1.0
    return float(np.sqrt(width * height / len(part)))


def _centred(part: Floats) -> Floats:
    return np.asarray(part - (part.min(axis=0) + part.max(axis=0)) / 2)


def _outline(part: Floats, cell: float) -> Flags:
    """Which cells, of as few as hold it, lie within the outline of a component."""
    border = 0 if len(part) == 1 else 1
    size = np.ceil(np.ptp(part, axis=0) / cell - 1e-6).astype(int) + 1 + 2 * border
    x, y = ((np.arange(count) - (count - 1) / 2) * cell for count in size)
    covered = np.ones(size, dtype=np.bool_)
    for turn in np.arange(FACES) * (2 * np.pi / FACES):
        across, down = np.cos(turn), np.sin(turn)
        furthest = float((part[:, 0] * across + part[:, 1] * down).max())
        covered &= x[:, None] * across + y[None, :] * down <= furthest + BORDER * cell
    return covered


def _free(taken: Flags, covered: Flags) -> Flags:
    """Where the first cell of an outline may come (an outline has one run of cells a column)."""
    shape = np.array(taken.shape) - np.array(covered.shape) + 1
    free = np.ones(np.maximum(shape, 0), dtype=np.bool_)
    before = np.zeros((taken.shape[0], taken.shape[1] + 1), dtype=np.int64)
    taken.cumsum(axis=1, out=before[:, 1:])
    for column, run in enumerate(covered if free.size else ()):
        here = np.flatnonzero(run)
        if here.size:
            count = before[column : column + len(free)]
            first, end = here[0], here[-1] + 1
            width = free.shape[1]
            free &= count[:, first : first + width] == count[:, end : end + width]
    return free


def _grown(taken: Flags) -> Flags:
    """A frame with one more cell on the two sides on which it is too narrow."""
    narrow = taken.shape[0] < WIDE * taken.shape[1]
    return np.pad(taken, ((1, 1), (0, 0)) if narrow else ((0, 0), (1, 1)))
