"""The minimum of a smooth function by L-BFGS."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Loss = Callable[[Floats], tuple[float, Floats]]

MEMORY = 12
"""How many steps are remembered."""
SHORTEST = 1e-8
"""Part of a step below which none makes the function smaller."""


def descend(loss: Loss, start: Floats, steps: int, tolerance: float) -> Floats:
    """Go down from a point as far as some steps lead.

    The L-BFGS of SciPy does the same, and loses most of its time between the threads of the
    linear algebra library where these are busy.

    Parameters
    ----------
    loss
        Returns the function and its gradient.
    start
        Where to start, shape ``(p,)``.
    steps
        How many steps at most.
    tolerance
        Relative fall of the function below which it is done.

    References
    ----------
    Nocedal, J. & Wright, S. J. (2006). *Numerical optimization*, algorithms 7.4 and 7.5.

    Examples
    --------
    >>> descend(lambda x: (float((x - 3) @ (x - 3)), 2 * (x - 3)), np.zeros(2), 20, 1e-9)
    array([3., 3.])
    """
    at, (value, slope) = start, loss(start)
    moves: deque[tuple[Floats, Floats]] = deque(maxlen=MEMORY)
    for _ in range(steps):
        way = _direction(slope, moves)
        length, fall = 1.0, float(slope @ way)
        while True:
            to = at + length * way
            new, turned = loss(to)
            if new <= value + 1e-4 * length * fall:
                break
            length *= 0.5
            if length < SHORTEST:
                return at
        step, bend = to - at, turned - slope
        if float(step @ bend) > 1e-10 * float(bend @ bend):
            moves.append((step, bend))
        done = value - new <= tolerance * max(abs(value), 1.0)
        at, value, slope = to, new, turned
        if done:
            break
    return at


def _direction(slope: Floats, moves: deque[tuple[Floats, Floats]]) -> Floats:
    """The way down, by what the last steps tell of the curvature."""
    way, shares = -slope, []
    for step, bend in reversed(moves):
        share = float(step @ way) / float(step @ bend)
        shares.append(share)
        way = way - share * bend
    if moves:
        step, bend = moves[-1]
        way = way * (float(step @ bend) / float(bend @ bend))
    else:
        way = way / max(1.0, float(np.abs(slope).max(initial=0.0)))
    for (step, bend), share in zip(moves, reversed(shares), strict=True):
        way = way + step * (share - float(bend @ way) / float(step @ bend))
    return way
