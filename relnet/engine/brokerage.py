"""Brokers: who stands between two actors that have no tie (Gould & Fernandez 1989)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.graph import entries
from relnet.engine.keys import is_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.engine.cells import Cells

    Ints = NDArray[np.int64]

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""What a broker is to the two others, by the groups of the three."""
PATHS = 2**21
"""Paths held at once."""


def brokerage(ties: sparse.csr_array, rated: Cells, groups: Ints) -> Ints:
    """Count for each actor v the paths a→v→b without a tie a→b, by the role of v.

    A coordinator brokers within its own group, an itinerant within another group, a
    gatekeeper from another group into its own, a representative out of its own, and a liaison
    between two groups neither of which is its own.

    Parameters
    ----------
    ties
        Adjacency of the rated ties, shape ``(n, n)``.
    rated
        Cells in which a tie a→b would have been seen.
    groups
        Group of each actor, -1 where it is unknown: paths with such an actor do not count.

    Returns
    -------
    ndarray of int64, shape (n, 5)
        Paths by actor and role, in the order of `ROLES`.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> from relnet.engine.graph import matrix
    >>> ties = matrix(np.array([1, 5]), 3)  # 0 → 1 → 2
    >>> brokerage(ties, Cells.everything(3), np.array([0, 1, 1]))[1]
    array([0, 0, 1, 0, 0])
    """
    n = ties.shape[0]
    counts = np.zeros(n * len(ROLES), np.int64)
    keys = np.repeat(np.arange(n), np.diff(ties.indptr)) * n + ties.indices
    for first, broker, last in _paths(ties):
        ends = first * n + last
        open_ = rated.contains(ends) & ~is_among(ends, keys) & (first != last)
        a, v, b = (actor[open_] for actor in (first, broker, last))
        known = (groups[a] >= 0) & (groups[v] >= 0) & (groups[b] >= 0)
        role = _roles(groups[a[known]], groups[v[known]], groups[b[known]])
        counts += np.bincount(v[known] * len(ROLES) + role, minlength=counts.size)
    return counts.reshape(n, len(ROLES))


def _roles(first: Ints, broker: Ints, last: Ints) -> Ints:
    """Place in `ROLES`, by the groups of the three."""
    kinds = [
        (first == broker) & (broker == last),
        (first == last) & (first != broker),
        (broker == last) & (first != broker),
        (first == broker) & (broker != last),
    ]
    return np.select(kinds, range(4), 4)


def _paths(ties: sparse.csr_array) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield the paths a→v→b as three arrays, a part at a time."""
    sent = np.diff(ties.indptr)
    first = np.repeat(np.arange(sent.size), sent)
    middle = ties.indices.astype(np.int64)
    ends = np.cumsum(sent[middle], dtype=np.int64)
    cuts = np.searchsorted(ends, np.arange(PATHS, ends[-1] + PATHS if ends.size else 0, PATHS))
    for chosen in np.split(np.arange(middle.size), cuts):
        v, number = middle[chosen], sent[middle[chosen]]
        last = ties.indices[entries(ties, v)]
        yield np.repeat(first[chosen], number), np.repeat(v, number), last.astype(np.int64)
