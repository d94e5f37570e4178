"""Networks that are simulated side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Singles = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """R networks of n actors, with what the terms need of them.

    Attributes
    ----------
    y : ndarray, shape (n, n, R)
        One for a tie, else zero; nothing on the diagonal.
    sent, received : ndarray, shape (n, R)
        Ties of each actor.
    paths : ndarray, shape (n, n, R)
        Paths of two ties from one actor to another; empty unless a term has `paths`.
    """

    y: Singles
    sent: Singles
    received: Singles
    paths: Singles

    def put(self, i: int, j: int, tie: Flags, *, directed: bool) -> None:
        """Set one cell of each network (shape ``(R,)``)."""
        new = tie.astype(np.float32)
        step = new - self.y[i, j]
        moved = np.flatnonzero(step)
        if not moved.size:
            return
        for a, b in ((i, j),) if directed else ((i, j), (j, i)):
            self.sent[a] += step
            self.received[b] += step
            if self.paths.size:
                self.paths[a][:, moved] += step[moved] * self.y[b][:, moved]
                self.paths[:, b][:, moved] += step[moved] * self.y[:, a][:, moved]
            self.y[a, b] = new
