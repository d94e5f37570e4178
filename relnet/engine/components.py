"""The components of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.sparse import csgraph

if TYPE_CHECKING:
    from scipy import sparse

    from relnet.engine.keys import Flags, Keys


def components(
    ties: sparse.csr_array, connection: Literal["weak", "strong"] = "weak"
) -> tuple[int, Keys]:
    """Return the number of components and the component of each actor (shape ``(n,)``)."""
    if ties.shape[0] == 0:
        return 0, np.empty(0, np.int64)
    count, labels = csgraph.connected_components(ties, directed=True, connection=connection)
    return int(count), np.asarray(labels, np.int64)


def largest(labels: Keys) -> Flags:
    """Flag the members of the largest component; of equals the one with the first actor.

    Examples
    --------
    >>> largest(np.array([0, 1, 1, 2, 2]))
    array([False,  True,  True, False, False])
    """
    if not labels.size:
        return np.zeros(0, np.bool_)
    sizes = np.bincount(labels)
    first = int(np.flatnonzero(sizes[labels] == sizes.max())[0])
    return np.asarray(labels == labels[first])
