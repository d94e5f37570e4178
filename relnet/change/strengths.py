"""Change of the strength of ties: from which answer to which, up, down or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.change.change import Change
from relnet.wording import expect

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

NO_TIE, UNKNOWN = "no tie", "unknown strength"
COMPARED = ("formed", "dissolved", "persisted")


def strength_transitions(change: Change) -> pd.DataFrame:
    """Return from which strength to which the ties went.

    Parameters
    ----------
    change
        Of two waves.

    Returns
    -------
    DataFrame, shape (k, k)
        The cells (dyads where undirected) rated in both waves by their strength before
        (rows) and after (columns): ``"no tie"``, then every strength that was found, from
        the weakest, and ``"unknown strength"`` if there are any. ``.attrs`` has `n`, the cells
        that were compared, `possible`, those possible in both waves, and `coverage`, their
        ratio.

    Raises
    ------
    UsageError
        If it is no change.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old, new = nx.DiGraph(), nx.DiGraph()
    >>> old.add_weighted_edges_from([("A", "B", 1), ("B", "A", 2)])
    >>> new.add_weighted_edges_from([("A", "B", 2), ("C", "B", 1)])
    >>> old.add_node("C")
    >>> change = rn.compare(rn.from_networkx(old, wave="1"), rn.from_networkx(new, wave="2"))
    >>> rn.strength_transitions(change)
    after   no tie  1.0  2.0
    before
    no tie       3    1    0
    1.0          0    0    1
    2.0          1    0    0
    """
    expect(change, Change, "change_of", function="strength_transitions")
    ties = change.ties
    ties = ties[ties["status"].isin(COMPARED)]
    formed, dissolved = (ties["status"].eq(what).to_numpy() for what in COMPARED[:2])
    old, new = (ties[f"strength_{side}"].to_numpy(float) for side in ("before", "after"))
    found = np.concatenate([old[~formed], new[~dissolved]])
    levels = np.unique(found[~np.isnan(found)])
    places = [_places(old, formed, levels), _places(new, dissolved, levels)]
    unknown = [UNKNOWN] if np.isnan(found).any() else []
    labels = [NO_TIE, *levels.tolist(), *unknown]
    k = len(labels)
    table = np.bincount(places[0] * k + places[1], minlength=k * k).reshape(k, k)
    counts = change.counts.to_dict("index")["stayers"]
    table[0, 0] = counts["n00"]
    rows, columns = (pd.Index(labels, name=side, dtype=object) for side in ("before", "after"))
    result = pd.DataFrame(table, rows, columns)
    result.attrs = _over(counts)
    return result


def _places(
    strength: NDArray[np.float64], absent: NDArray[np.bool_], levels: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The place of each tie among the levels: 0 where there is none, last where unknown."""
    places = np.searchsorted(levels, strength) + 1  # NaN sorts last
    return np.where(absent, 0, places).astype(np.int64)


def _over(counts: dict[Hashable, Any]) -> dict[Hashable | None, Any]:
    """Over how many cells, of how many."""
    n = sum(counts[name] for name in ("n00", "n01", "n10", "n11"))
    possible = n + counts["unobserved"] - counts["impossible"]
    return {"n": n, "possible": possible, "coverage": counts["coverage"]}


def rated_change(change: Change) -> pd.DataFrame:
    """Return how many ties grew stronger and how many weaker.

    Parameters
    ----------
    change
        Of two waves.

    Returns
    -------
    DataFrame
        One row, by relation: of the ties that persisted (see `Change.ties`) how many
        ``strengthened``, ``weakened``, stayed the ``same`` or have an ``unknown_strength``;
        ``mean_change``, the mean of strength after less before over the `n` with a known
        strength in both waves, in units of the scale, and NaN where there are none;
        ``persisted``, all of them, and ``coverage``, the share of the possible cells that were
        compared.

    Raises
    ------
    UsageError
        If it is no change.

    Notes
    -----
    Answers are ordinal, and their mean takes the steps between them to be equal; the
    counts do not.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old, new = nx.DiGraph(), nx.DiGraph()
    >>> old.add_weighted_edges_from([("A", "B", 1), ("B", "A", 2)])
    >>> new.add_weighted_edges_from([("A", "B", 3), ("B", "A", 1)])
    >>> change = rn.compare(rn.from_networkx(old, wave="1"), rn.from_networkx(new, wave="2"))
    >>> rn.rated_change(change)[["strengthened", "weakened", "mean_change"]].values.tolist()
    [[1.0, 1.0, 0.5]]
    """
    expect(change, Change, "change_of", function="rated_change")
    ties = change.ties
    ties = ties[ties["status"] == "persisted"]
    detail = ties["detail"].value_counts()
    moved = (ties["strength_after"] - ties["strength_before"]).dropna()
    row = {
        "strengthened": int(detail["strengthened"]),
        "weakened": int(detail["weakened"]),
        "same": int(detail["same"]),
        "unknown_strength": int(detail[UNKNOWN]),
        "mean_change": float(moved.mean()) if len(moved) else float("nan"),
        "n": len(moved),
        "persisted": len(ties),
        "coverage": change.counts.to_dict("index")["stayers"]["coverage"],
    }
    return pd.DataFrame([row], pd.Index([change.before.relation], name="relation"))
