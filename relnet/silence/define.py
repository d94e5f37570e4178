"""What the bounds of a measure are, and the registry of functions that give them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from relnet._registry import Registry

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from relnet.panel import Network

Kind: TypeAlias = Literal["sharp", "outer", "simulated"]


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The smallest and the largest value of a measure over the completions of a network.

    Attributes
    ----------
    low, high
        The ends, numbers or arrays in the shape of the measure's values; NaN where the
        measure is undefined in every completion.
    kind
        ``"sharp"`` where some completion attains each end, ``"outer"`` where none goes
        beyond them, ``"simulated"`` where some completions go as far and others may go
        farther.
    unknown
        How many unknown cells (dyads where undirected) the value depends on, one number or
        an array; ``None`` stands for all of the network.
    excluded
        Share of the completions in which the measure is undefined (0/0); these have no part
        in the ends.
    note
        Status where there are no bounds for a reason of its own.
    """

    low: ArrayLike
    high: ArrayLike
    kind: Kind = "sharp"
    unknown: ArrayLike | None = None
    excluded: ArrayLike = 0.0
    note: str | None = None


Function: TypeAlias = Callable[..., Bound]

BOUNDS: Registry[Function] = Registry("bound", group="relnet.bounds")
"""The functions that give the bounds of measures, by the name of the measure."""


def bounds_of(*names: str) -> Callable[[Function], Function]:
    """Register a function ``Network → Bound`` as giving the bounds of measures.

    Parameters
    ----------
    *names
        The measures. Where these are measures of groups the function is called as
        ``function(network, groups)``.

    Raises
    ------
    UsageError
        From the decorator, if one of the measures has bounds already.

    Examples
    --------
    >>> import relnet as rn
    >>> from relnet.silence import BOUNDS, Bound, bounds_of
    >>> @rn.register_measure(level="network", definition="ties / actors", source="by hand", oracle="none")
    ... def load(network):
    ...     return len(network.ties) / max(network.n, 1)
    >>> @bounds_of("load")
    ... def load_bounds(network):
    ...     known, unknown = len(network.ties), len(network.observation.unknown)
    ...     return Bound(known / max(network.n, 1), (known + unknown) / max(network.n, 1))
    >>> "load" in BOUNDS
    True
    """

    def register(function: Function) -> Function:
        for name in names:
            BOUNDS.add(name, function)
        return function

    return register


def units(network: Network) -> tuple[int, int, int]:
    """Return how many ties are known, and how many cells are unknown and possible (or dyads)."""
    halves, seen = 1 if network.directed else 2, network.observation
    return network.keys.size // halves, len(seen.unknown) // halves, len(seen.possible) // halves


def over(part: ArrayLike, whole: ArrayLike) -> np.ndarray:
    """Return part / whole; NaN where there is nothing to divide by."""
    part, whole = np.broadcast_arrays(np.asarray(part, float), np.asarray(whole, float))
    return np.asarray(np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0))


def nothing_known(cells: int) -> float:
    """Return the share of the completions of these unknown cells in which none holds a tie."""
    return float(2.0**-cells)
