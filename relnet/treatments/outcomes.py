"""The ways in which the cells of a pair of actors can hold ties, and their chances.

One to four cells (who reports what on whom) have 2 to 16 outcomes, so that the likelihood is
exact, also where some of the cells were not observed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

UNKNOWN, IMPOSSIBLE = -1, -2
"""States of a cell beside 0 (no tie) and 1 (tie)."""
FAR = 100.0
"""Log odds beyond which it makes no difference."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The cells of a pair, and which of them hang together.

    Attributes
    ----------
    outcomes : ndarray, shape (2**k, k)
        Every way in which the k cells can hold ties.
    together : ndarray, shape (2**k, p)
        For each outcome, how many pairs of cells of each of p kinds both hold a tie.
    """

    outcomes: Floats
    together: Floats


def shape_of(k: int) -> Shape:
    """Return the shape of pairs of k cells.

    One cell: an undirected tie. Two: both ways. Four: both ways by two reports, of which
    the same tie, the two ways by each report, and the two statements of one speaker hang
    together.
    """
    kinds = {1: [], 2: [[(0, 1)]], 4: [[(0, 2), (1, 3)], [(0, 1)], [(2, 3)], [(0, 3), (1, 2)]]}
    outcomes = np.array(list(product([0.0, 1.0], repeat=k)))
    columns = [
        np.sum([outcomes[:, a] * outcomes[:, b] for a, b in kind], axis=0) for kind in kinds[k]
    ]
    return Shape(outcomes, np.array(columns).reshape(-1, len(outcomes)).T)


def draw(
    scores: Floats, state: NDArray[np.int8], together: Floats, rng: np.random.Generator
) -> Flags:
    """Draw the unknown cells of pairs, given the others.

    Parameters
    ----------
    scores
        Log odds of each cell, shape ``(k, d)``.
    state
        1, 0, `UNKNOWN` or `IMPOSSIBLE`, shape ``(k, d)``.
    together
        How the cells of a pair hang together, shape ``(p,)``.
    rng
        Random numbers, one for each pair.

    Returns
    -------
    ndarray of bool, shape (k, d)
        Whether each cell holds a tie; known ones as they are.
    """
    shape = shape_of(len(state))
    hang = ties_of(together[:, None], shape)
    ladder = np.cumsum(chances(scores, hang, shape) * allowed(state, shape), axis=0)
    level = rng.random(state.shape[1]) * ladder[-1]
    outcome = (ladder <= level).sum(axis=0)
    return np.asarray(shape.outcomes.T[:, outcome] > 0)


def ties_of(together: Floats, shape: Shape) -> Floats:
    """What each outcome is multiplied by, as cells hang together (shape ``(2**k, waves)``)."""
    return np.exp(np.clip(shape.together @ together, -FAR, FAR))


def chances(scores: Floats, hang: Floats, shape: Shape) -> Floats:
    """Relative chances of the outcomes (shape ``(2**k, d)``); that of no tie is 1."""
    odds = np.exp(np.clip(scores, -FAR, FAR))
    chance = np.empty((len(hang), scores.shape[1]))
    for k, outcome in enumerate(shape.outcomes):
        chance[k] = hang[k]
        for cell in np.flatnonzero(outcome):
            chance[k] *= odds[cell]
    return chance


def allowed(state: NDArray[np.int8], shape: Shape) -> Flags:
    """Which outcomes agree with what is known (shape ``(2**k, d)``)."""
    agree = np.ones((len(shape.outcomes), state.shape[1]), np.bool_)
    for k, outcome in enumerate(shape.outcomes > 0):
        for known, tie in zip(state, outcome, strict=True):
            agree[k] &= (known == UNKNOWN) | ((known == 1) == tie)
    return agree


def by_cell(of_outcomes: Floats, shape: Shape) -> Floats:
    """Sum over the outcomes in which each cell holds a tie (shape ``(k, d)``)."""
    return np.stack([of_outcomes[tie].sum(axis=0) for tie in shape.outcomes.T > 0])
