"""The tie-change table: what became of the cells observed in both waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.change.align import Side
    from relnet.engine.cells import Cells

    Keys = NDArray[np.int64]

MAN = ("null", "asymmetric", "mutual")


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The cells rated in both waves, and the ties in them.

    Attributes
    ----------
    both : Cells
        Cells rated in both waves.
    possible : Cells
        Cells possible in both waves.
    formed, dissolved, persisted : ndarray of int64
        Keys of the ties, both ways round where undirected.
    """

    both: Cells
    possible: Cells
    formed: Keys
    dissolved: Keys
    persisted: Keys
    directed: bool


def compared(before: Side, after: Side, *, directed: bool) -> Compared:
    """Sort the ties by what became of them, over the cells rated in both waves."""
    both = before.rated & after.rated
    old, new = (side.keys[both.contains(side.keys)] for side in (before, after))
    return Compared(
        both,
        before.possible & after.possible,
        np.setdiff1d(new, old, assume_unique=True),
        np.setdiff1d(old, new, assume_unique=True),
        np.intersect1d(old, new, assume_unique=True),
        directed,
    )


def summary(cells: Compared) -> dict[str, float]:
    """Count the cells (dyads where undirected) and the ties among them.

    Returns
    -------
    dict
        ``n00, n01, n10, n11`` over the cells rated in both waves; ``unobserved``, all
        other cells, of which ``impossible`` in either wave; ``jaccard`` = n11 / (n01 + n10
        + n11); ``hamming`` = n01 + n10; ``formation`` = n01 / (n00 + n01);
        ``dissolution`` = n10 / (n10 + n11); ``coverage``, the share of the possible cells
        that were compared. NaN where there is nothing to divide by.
    """
    n, halves = cells.both.n, 1 if cells.directed else 2
    n01, n10, n11 = (k.size // halves for k in (cells.formed, cells.dissolved, cells.persisted))
    rated, possible, total = (
        c // halves for c in (len(cells.both), len(cells.possible), n * (n - 1))
    )
    n00 = rated - n01 - n10 - n11
    return {
        "n00": n00,
        "n01": n01,
        "n10": n10,
        "n11": n11,
        "unobserved": total - rated,
        "impossible": total - possible,
        **rates(n00, n01, n10, n11),
        **({} if rated else {"hamming": float("nan")}),
        "coverage": _ratio(rated, possible),
    }


def rates(n00: Any, n01: Any, n10: Any, n11: Any) -> dict[str, Any]:
    """Rates of one table or, with arrays, of many at once."""
    return {
        "jaccard": _ratio(n11, n01 + n10 + n11),
        "hamming": n01 + n10,
        "formation": _ratio(n01, n00 + n01),
        "dissolution": _ratio(n10, n10 + n11),
    }


def _ratio(part: Any, whole: Any) -> Any:
    """Part / whole; NaN where there is nothing to divide by."""
    return np.true_divide(
        part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0
    )[()]


def man_transition(cells: Compared) -> pd.DataFrame:
    """Count dyads by their state in each wave, over those whose four cells are rated.

    Returns
    -------
    DataFrame, shape (3, 3)
        Rows are the state before, columns after: null, asymmetric, mutual.
    """
    n = cells.both.n
    pairs = cells.both.both_ways
    old, new = (
        _dyads(np.concatenate([keys, cells.persisted]), pairs)
        for keys in (cells.dissolved, cells.formed)
    )
    dyads = np.union1d(*(np.unique(keys) for keys in (old, new)))
    states = [
        np.bincount(np.searchsorted(dyads, keys), minlength=dyads.size) for keys in (old, new)
    ]
    table = np.bincount(states[0] * 3 + states[1], minlength=9).reshape(3, 3)
    table[0, 0] = len(pairs) // 2 - dyads.size if n else 0
    return pd.DataFrame(table, pd.Index(MAN, name="before"), pd.Index(MAN, name="after"))


def _dyads(keys: Keys, pairs: Cells) -> Keys:
    """The dyad of each key that lies in fully rated dyads, as the key of its lower pair."""
    source, target = np.divmod(keys[pairs.contains(keys)], max(pairs.n, 1))
    return np.asarray(np.minimum(source, target) * pairs.n + np.maximum(source, target))


def profiles(cells: Compared, actors: pd.Index[str]) -> pd.DataFrame:
    """Count the same for each actor, as sender and as receiver (or ``both`` where undirected).

    Returns
    -------
    DataFrame
        ``actor, role, n00, n01, n10, n11, unobserved, jaccard, hamming, formation,
        dissolution``, a row for each actor and role.
    """
    sent, received = cells.both.row_sizes, cells.both.column_sizes
    roles = (
        [("sender", sent, 0), ("receiver", received, 1)] if cells.directed else [("both", sent, 0)]
    )
    parts = []
    for role, sizes, end in roles:
        table = _profile(cells, len(actors), sizes, end)
        table.insert(0, "actor", actors.to_numpy())
        table.insert(1, "role", role)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _profile(cells: Compared, n: int, sizes: NDArray[np.int64], end: int) -> pd.DataFrame:
    n01, n10, n11 = (
        np.bincount(np.divmod(keys, max(n, 1))[end], minlength=n)
        for keys in (cells.formed, cells.dissolved, cells.persisted)
    )
    n00 = sizes - n01 - n10 - n11
    counts = {"n00": n00, "n01": n01, "n10": n10, "n11": n11, "unobserved": n - 1 - sizes}
    return pd.DataFrame(counts | rates(n00, n01, n10, n11))
