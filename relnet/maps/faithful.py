"""How faithful a map is: how far distances on it are from those in the network, and who moves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.sparse.csgraph import dijkstra
from scipy.spatial.distance import cdist

from relnet.maps.layout import MOST_AT_ONCE, PIVOTS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]


def scaled_stress(places: Floats, ties: sparse.csr_array) -> float:
    r"""Return the share of the distances in a network that a map does not show.

    The stress :math:`\sum d_{ij}^{-2} (s \lVert x_i - x_j \rVert - d_{ij})^2` after the best
    scale `s`, divided by that of a map on which all stand at one point: 0 where every distance is
    right, 1 where none is shown.

    Parameters
    ----------
    places
        Where the actors stand, shape ``(n, 2)``.
    ties
        Between them, symmetric, shape ``(n, n)``. Those between whom there is no path are
        wanted one step further apart than any others.

    Returns
    -------
    float
        NaN below two actors; beyond `MOST_AT_ONCE` over the pairs of 100 of them with all
        others.

    References
    ----------
    Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress majorization.
    *Graph Drawing*, 239–250.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy import sparse
    >>> path = sparse.csr_array(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    >>> scaled_stress(np.array([[0.0, 0.0], [7.0, 0.0], [14.0, 0.0]]), path)
    0.0
    """
    n = len(places)
    if n < 2:
        return float("nan")
    rows = np.arange(n) if n <= MOST_AT_ONCE else np.linspace(0, n - 1, PIVOTS).astype(np.int64)
    narrow = ties.astype(float).tocsr()
    narrow.indices, narrow.indptr = (part.astype(np.int32) for part in (ties.indices, ties.indptr))
    steps = dijkstra(narrow, directed=False, unweighted=True, indices=rows)
    steps[~np.isfinite(steps)] = steps[np.isfinite(steps)].max() + 1
    pairs = steps > 0
    share = cdist(places[rows], places)[pairs] / steps[pairs]
    square = float(share @ share)
    return max(1.0 - float(share.sum()) ** 2 / (square * share.size), 0.0) if square else 1.0


def motion(places: Floats, present: Flags) -> list[float]:
    """Return how far actors move between each wave and the next, on average.

    Parameters
    ----------
    places
        Where the actors stand, shape ``(waves, n, 2)``.
    present
        Who is there, shape ``(waves, n)``.

    Returns
    -------
    list of float
        The mean step of those who are there both times, as a share of the diagonal of the box
        around all; NaN where nobody is.

    References
    ----------
    Brandes, U. & Mader, M. (2012). A quantitative comparison of stress-minimization
    approaches for offline dynamic graph drawing. *Graph Drawing*, 99–110.

    Examples
    --------
    >>> import numpy as np
    >>> places = np.array([[[0.0, 0.0], [3.0, 4.0]], [[0.0, 0.0], [3.0, 3.0]]])
    >>> motion(places, np.ones((2, 2), bool))
    [0.1]
    """
    seen = places[present]
    diagonal = float(np.hypot(*np.ptp(seen, axis=0))) if len(seen) else 0.0
    steps = []
    for one, other in pairwise(range(len(places))):
        both = present[one] & present[other]
        far = np.hypot(*(places[other, both] - places[one, both]).T)
        steps.append(float(far.mean()) / (diagonal or 1.0) if both.any() else float("nan"))
    return steps
