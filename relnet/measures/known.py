"""What the measures of actors share: the known ties, their strengths, and who is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.graph import matrix
from relnet.measures.define import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.engine.keys import Keys
    from relnet.panel import Network

    Floats = NDArray[np.float64]

UNKNOWN = "strength unknown"
NOT_ABOVE_ZERO = "strength not above zero"


def known(network: Network, value: Floats | Keys, note: str | None = None) -> Figure:
    """Return the values by actor; NaN for actors of whom nothing is known."""
    return Figure(np.where(network.unknown_actors, np.nan, value), note=note)


def strengths(network: Network) -> sparse.csr_array:
    """Return the strengths of the known ties (shape ``(n, n)``)."""
    return matrix(network.keys, network.n, network.strength)


def stronger(ties: sparse.csr_array) -> sparse.csr_array:
    """Return the undirected graph with the stronger of the ties either way."""
    return ties.maximum(ties.T).tocsr()


def unfit(network: Network) -> str | None:
    """Say why the strengths make no network of known distances and weights; None where they do."""
    return unfit_among(network.strength)


def unfit_among(strength: Floats) -> str | None:
    """Say why these strengths (shape ``(m,)``) are no known weights; None where they are.

    Examples
    --------
    >>> unfit_among(np.array([-2.0, 3.0])), unfit_among(np.array([1.0, 3.0]))
    ('strength not above zero', None)
    """
    if not np.isfinite(strength).all():
        return UNKNOWN
    return NOT_ABOVE_ZERO if (strength <= 0).any() else None


def by_strength(network: Network, compute: Callable[[], Floats], note: str | None = None) -> Figure:
    """Return what is computed from all strengths; NaN, with the reason, where they are unfit."""
    reason = unfit(network)
    if reason is not None:
        return Figure(np.full(network.n, np.nan), note=reason)
    return known(network, compute(), note)
