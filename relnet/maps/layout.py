"""Where the actors stand: one place each, the same in every wave."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Floats: TypeAlias = NDArray[np.float64]

STEPS = 500
"""Most steps of the majorisation."""
TOLERANCE = 3e-5
"""Share by which a step has to lower the stress for another to follow."""
POWERS = 100
"""Steps of the iteration that the majorisation starts from."""
GOLDEN = 2.399963
"""The golden angle: points that turn by it never stand behind one another."""
ROUND, TINY = 1e-3, 1e-12
"""Below these, shares and lengths count as nothing."""


def stress_layout(ties: sparse.csr_array) -> Floats:
    r"""Place actors so that their distances on the map follow those in the network.

    Minimises the stress :math:`\sum_{i<j} d_{ij}^{-2} (\lVert x_i - x_j \rVert -
    d_{ij})^2` by majorisation, from classical scaling of the distances. Without chance:
    the same ties give the same places.

    Parameters
    ----------
    ties
        Ties of all waves together, symmetric, shape ``(n, n)``. Actors between whom there
        is no path are taken as one step further apart than the furthest that are connected.

    Returns
    -------
    ndarray of float, shape (n, 2)
        The places, in steps between actors, the widest spread along x. The same ties
        give the same places, up to the rounding of the machine.

    References
    ----------
    Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress majorization.
    *Graph Drawing*, 239–250.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy import sparse
    >>> path = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    >>> abs(np.diff(stress_layout(path)[:, 0])).round(2).tolist()
    [1.0, 1.0]
    """
    n = ties.shape[0]
    if n < 2:
        return np.zeros((n, 2))
    wanted = distances(ties)
    places = _majorise(_start(wanted), wanted)
    return _upright(places)


def distances(ties: sparse.csr_array) -> Floats:
    """Return the steps between actors; where there is no path, the furthest and one more."""
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415 - loaded for maps alone

    narrow = ties.astype(float).tocsr()
    narrow.indices, narrow.indptr = (part.astype(np.int32) for part in (ties.indices, ties.indptr))
    steps = shortest_path(narrow, directed=False, unweighted=True)  # older scipy takes no int64
    reached = np.isfinite(steps)
    steps[~reached] = steps[reached].max() + 1
    return np.asarray(steps)


def stress(places: Floats, wanted: Floats) -> float:
    """Return the stress of the places, over all pairs."""
    upper = np.triu_indices(len(wanted), 1)
    return float((((_apart(places) - wanted)[upper] / wanted[upper]) ** 2).sum())


def _start(wanted: Floats) -> Floats:
    """Classical scaling by power iteration; a small spiral keeps apart who has the same neighbours.

    The iteration starts from fixed vectors, so that equal eigenvalues, of which any basis
    would do, give the same places on every machine.
    """
    n = len(wanted)
    squares = wanted**2
    means = squares.mean(axis=0)
    inner = -0.5 * (squares - means[:, None] - means[None, :] + means.mean())
    turn = np.arange(n) * GOLDEN
    vectors = np.column_stack([np.cos(turn), np.sin(turn)])
    for _ in range(POWERS):
        vectors = _orthonormal(inner @ vectors)
    spreads = (vectors * (inner @ vectors)).sum(axis=0)
    places = vectors * np.sqrt(np.maximum(spreads, 0.0))
    out = 0.1 * np.sqrt((np.arange(n) + 1.0) / n)
    return np.asarray(places + out[:, None] * np.column_stack([np.cos(turn), np.sin(turn)]))


def _orthonormal(vectors: Floats) -> Floats:
    """The two columns at right angles and of length one; a column of zeros stays so."""
    first = vectors[:, 0] / max(float(np.linalg.norm(vectors[:, 0])), TINY)
    rest = vectors[:, 1] - first * (first @ vectors[:, 1])
    return np.column_stack([first, rest / max(float(np.linalg.norm(rest)), TINY)])


def _majorise(places: Floats, wanted: Floats) -> Floats:
    """Step down until the stress hardly falls; one factor serves all steps."""
    from scipy.linalg import cho_factor, cho_solve  # noqa: PLC0415

    n = len(wanted)
    weight = np.zeros_like(wanted)
    np.divide(1.0, wanted**2, out=weight, where=wanted > 0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    factor = cho_factor(laplacian + 1.0 / n)
    pull = weight * wanted
    last = np.inf
    for _ in range(STEPS):
        apart = _apart(places)
        now = float((weight * (apart - wanted) ** 2).sum())
        if last - now < TOLERANCE * now or now == 0.0:
            break
        last = now
        push = np.divide(pull, apart, out=np.zeros_like(apart), where=apart > 0)
        moved = push.sum(axis=1)[:, None] * places - push @ places
        places = cho_solve(factor, moved, check_finite=False)
    return places


def _apart(places: Floats) -> Floats:
    """Distances on the map (shape ``(n, n)``)."""
    from scipy.spatial.distance import cdist  # noqa: PLC0415

    return np.asarray(cdist(places, places))


def _upright(places: Floats) -> Floats:
    """Turn the map so that it is widest from left to right, always the same way round.

    A map that is as wide as it is tall, or the same both ways round, is left as it is:
    there rounding would decide.
    """
    x, y = (places - places.mean(axis=0)).T
    wider, slant, size = float(x @ x - y @ y), float(2 * (x @ y)), float(x @ x + y @ y)
    angle = np.arctan2(slant, wider) / 2 if np.hypot(wider, slant) > ROUND * size else 0.0
    turned = np.column_stack(
        [x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)]
    )
    skew = (turned**3).sum(axis=0)
    return np.asarray(turned * np.where(skew < -ROUND * size**1.5, -1.0, 1.0))


def spread(places: Floats, least: float, rounds: int = 50) -> Floats:
    """Push apart those that stand closer than `least`, and leave the others alone."""
    for _ in range(rounds):
        apart = _apart(places)
        np.fill_diagonal(apart, np.inf)
        close = apart < least * 0.999
        if not close.any():
            break
        gap = np.where(close, least - apart, 0.0)
        share = gap / 2 / np.maximum(apart, 1e-9)
        places = places + share.sum(axis=1)[:, None] * places - share @ places
    return places
