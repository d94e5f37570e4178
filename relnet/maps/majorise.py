"""From places to places with less stress."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.spatial.distance import cdist

from relnet.maps.scaling import times

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Steps: TypeAlias = NDArray[np.uint16]

STEPS, STEPS_OF_MANY = 500, 100
"""Most steps, of all together and where each moves by itself."""
TOLERANCE, TOLERANCE_OF_MANY = 3e-5, 3e-4
"""Share by which a step has to lower the stress for another to follow, likewise."""
ROWS = 16
"""Actors moved at once: so few that what is computed for them stays in the cache."""
TINY = 1e-9
"""Actors that are nearer than this push one another as if they were so far apart."""


def majorise(places: Floats, wanted: Floats) -> Floats:
    """Lower the stress until it hardly falls; one inverse serves all steps.

    Parameters
    ----------
    places
        Where the actors start, shape ``(n, 2)``.
    wanted
        The distances that they should have, shape ``(n, n)``.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places.

    References
    ----------
    Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress majorization.
    *Graph Drawing*, 239–250.

    Examples
    --------
    >>> import numpy as np
    >>> places = majorise(np.array([[0.0, 0.0], [5.0, 0.0]]), np.array([[0.0, 2.0], [2.0, 0.0]]))
    >>> float(np.hypot(*(places[1] - places[0])).round(3))
    2.0
    """
    weight = np.zeros_like(wanted)
    np.divide(1.0, wanted**2, out=weight, where=wanted > 0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    inverse, pull = inverse_of(laplacian + 1.0 / len(laplacian)), weight * wanted
    pairs, last = np.count_nonzero(weight) / 2, np.inf
    before = times(laplacian, places)
    for _ in range(STEPS):
        push = cdist(places, places)
        np.divide(pull, push, out=push, where=push > 0)
        moved = push.sum(axis=1)[:, None] * places - times(push, places)
        now = pairs + float((places * before).sum() - 2 * (places * moved).sum())
        if last - now < TOLERANCE * now or now <= 0.0:
            break
        last, before = now, moved
        places = times(inverse, moved)
    return places


def inverse_of(matrix: Floats) -> Floats:
    """Return the inverse of a symmetric matrix of which all eigenvalues are above zero.

    Examples
    --------
    >>> import numpy as np
    >>> inverse_of(np.array([[1.0, 0.0], [0.0, 4.0]])).tolist()
    [[1.0, 0.0], [0.0, 0.25]]
    """
    from scipy.linalg import cho_factor, cho_solve  # noqa: PLC0415

    if not len(matrix):
        return matrix
    factor = cho_factor(matrix, check_finite=False)
    return np.asarray(cho_solve(factor, np.eye(len(matrix)), overwrite_b=True, check_finite=False))


def majorise_each(places: Floats, steps: Steps) -> Floats:
    """Lower the stress of many actors: each goes where the others want it on average.

    The stress is that of all pairs, as in `majorise`. Only its bound is simpler: the
    Laplacian is replaced by its diagonal, which is close to it where weights are as even
    as in a network in which all are a few steps apart.

    Parameters
    ----------
    places
        Where the actors start, shape ``(n, 2)``.
    steps
        How many steps apart they are, shape ``(n, n)``.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places.

    Examples
    --------
    >>> import numpy as np
    >>> steps = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=np.uint16)
    >>> places = majorise_each(np.array([[0.0, 0.0], [5.0, 0.0], [3.0, 4.0]]), steps)
    >>> float(np.hypot(*(places[1] - places[0])).round(1))
    1.0
    """
    n = len(steps)
    closeness = np.append(0.0, 1.0 / np.arange(1.0, float(steps.max()) + 1.0))
    blocks = [slice(start, start + ROWS) for start in range(0, n, ROWS)]
    total = np.concatenate([(closeness**2).take(steps[rows]).sum(axis=1) for rows in blocks])
    last = np.inf
    for _ in range(STEPS_OF_MANY):
        moved = [_pushed(places, rows, closeness.take(steps[rows])) for rows in blocks]
        push = np.concatenate([move for move, _ in moved])
        drawn = sum(length for _, length in moved)
        now = n * (n - 1) / 2 - float((places * push).sum()) - drawn / 2
        if last - now < TOLERANCE_OF_MANY * now:
            break
        last, places = now, places + push / total[:, None]
    return places


def _pushed(places: Floats, rows: slice, closeness: Floats) -> tuple[Floats, float]:
    """How some are pushed by all, and how long all lines to them are by what they should be."""
    apart = cdist(places[rows], places)
    drawn = float(np.einsum("ij,ij->", closeness, apart))
    np.maximum(apart, TINY, out=apart)
    push = closeness / apart
    closeness *= closeness
    push -= closeness
    return push.sum(axis=1)[:, None] * places[rows] - times(push, places), drawn
