"""Measures of many small networks at once, for those that are redrawn thousands of times.

Each gives what the registered measure of its name gives, one network after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

CELLS = 2_000_000
"""How many cells are worked on at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """What is known of the cells of b networks of n actors.

    Attributes
    ----------
    tie, rated, possible : ndarray of bool, shape (b, n, n)
        As in `Square`.
    directed : bool
        Whether a tie runs one way; else they are symmetric.
    codes : ndarray of int64, shape (b, n), or None
        The group of each actor, -1 for one of which it is unknown.
    """

    tie: Flags
    rated: Flags
    possible: Flags
    directed: bool
    codes: NDArray[np.int64] | None = None


def stacked(name: str, stack: Stack) -> Floats:
    """Return a measure of `BATCHED` of each network; NaN where it is undefined (shape ``(b,)``)."""
    b, n = stack.tie.shape[:2]
    step = max(CELLS // max(n * n, 1), 1)
    parts = [BATCHED[name](_part(stack, slice(k, k + step))) for k in range(0, b, step)]
    return np.concatenate(parts)


def _part(stack: Stack, rows: slice) -> Stack:
    codes = None if stack.codes is None else stack.codes[rows]
    return Stack(stack.tie[rows], stack.rated[rows], stack.possible[rows], stack.directed, codes)


def _sum(flags: Flags) -> Floats:
    return np.asarray(np.count_nonzero(flags.reshape(len(flags), -1), axis=1), float)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.asarray(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0))


def _density(stack: Stack) -> Floats:
    return _ratio(_sum(stack.tie & stack.rated), _sum(stack.rated))


def _average_degree(stack: Stack) -> Floats:
    return np.asarray(_density(stack) * _sum(stack.possible) / stack.tie.shape[1])


def _returned(stack: Stack) -> tuple[Floats, Floats]:
    """Ties that are returned and all ties, in the dyads of which both cells are rated."""
    both = stack.rated & stack.rated.swapaxes(1, 2)
    tie = stack.tie & both
    mutual, ties = _sum(tie & tie.swapaxes(1, 2)), _sum(tie)
    none = _sum(both) == 0
    return np.where(none, np.nan, mutual), np.where(none, np.nan, ties)


def _reciprocity_edgewise(stack: Stack) -> Floats:
    return _ratio(*_returned(stack))


def _reciprocity_nonnull(stack: Stack) -> Floats:
    mutual, ties = _returned(stack)
    return _ratio(mutual / 2, ties - mutual / 2)


def _transitivity(stack: Stack) -> Floats:
    """Over the triples of which all three cells are rated."""
    tie = (stack.tie & stack.rated).astype(np.float32)
    paths = tie @ tie
    closed = np.einsum("bij,bij->b", paths, tie, dtype=float)
    return _ratio(closed, np.einsum("bij,bij->b", paths, stack.rated, dtype=float))


def _transitivity_undirected(stack: Stack) -> Floats:
    union = (stack.tie | stack.tie.swapaxes(1, 2)).astype(np.float32)
    degree = union.sum(axis=2, dtype=float)
    closed = np.einsum("bij,bij->b", union, union @ union, dtype=float)
    return _ratio(closed, (degree * (degree - 1)).sum(axis=1))


def _spread(degree: Floats, most: float) -> Floats:
    """Σ (max − degree) / the largest that it can be."""
    if most <= 0:
        return np.full(len(degree), np.nan)
    return np.asarray((degree.max(axis=1, keepdims=True) - degree).sum(axis=1) / most)


def _centralisation_in_degree(stack: Stack) -> Floats:
    return _spread(stack.tie.sum(axis=1, dtype=float), (stack.tie.shape[1] - 1) ** 2)


def _centralisation_out_degree(stack: Stack) -> Floats:
    return _spread(stack.tie.sum(axis=2, dtype=float), (stack.tie.shape[1] - 1) ** 2)


def _centralisation_total_degree(stack: Stack) -> Floats:
    n, halves = stack.tie.shape[1], 2 if stack.directed else 1
    degree = stack.tie.sum(axis=2, dtype=float)
    degree += stack.tie.sum(axis=1) if stack.directed else 0
    return _spread(degree, halves * (n - 1) * (n - 2))


def _cross_group_share(stack: Stack) -> Floats:
    codes = np.asarray(stack.codes)
    left, right = codes[:, :, None], codes[:, None, :]
    counted = stack.tie & stack.rated & (left >= 0) & (right >= 0)
    return _ratio(_sum(counted & (left != right)), _sum(counted))


def _e_i_index(stack: Stack) -> Floats:
    return 2 * _cross_group_share(stack) - 1


BATCHED: dict[str, Callable[[Stack], Floats]] = {
    "density": _density,
    "average_degree": _average_degree,
    "reciprocity_edgewise": _reciprocity_edgewise,
    "reciprocity_nonnull": _reciprocity_nonnull,
    "transitivity": _transitivity,
    "transitivity_undirected": _transitivity_undirected,
    "centralisation_in_degree": _centralisation_in_degree,
    "centralisation_out_degree": _centralisation_out_degree,
    "centralisation_total_degree": _centralisation_total_degree,
    "cross_group_share": _cross_group_share,
    "e_i_index": _e_i_index,
}
"""The measures that can be computed so, by name."""
