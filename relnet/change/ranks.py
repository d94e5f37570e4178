"""Who rose and who fell on a measure, and how stable the order is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.alike import alike
from relnet.change.change import Change
from relnet.change.near import levelled
from relnet.errors import UsageError
from relnet.measures import MEASURES, measure
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Hashable

SIDES = ("before", "after")
COLUMNS = (
    "actor", "status", "value_before", "value_after", "change", "rank_before", "rank_after",
    "rank_change", "status_before", "status_after",
)  # fmt: skip


def rank_change(change: Change, name: str, *, whole: bool = False) -> pd.DataFrame:
    """Return who rose and who fell on a measure of actors.

    Parameters
    ----------
    change
        Of two waves.
    name
        A measure that gives a number for each actor, such as ``"in_degree"`` (see
        `list_measures`).
    whole
        Whether to measure each wave's whole network, in place of the stayers and the cells
        that are rated in both waves.

    Returns
    -------
    DataFrame
        ``actor, status, value_before, value_after, change, rank_before, rank_after,
        rank_change, status_before, status_after``, a row for each actor of either wave.
        `status` is ``stayer``, ``joiner`` or ``leaver``. `change` is the value after less that
        before. The ranks, 1 for the highest and the mean of the places for equal values, are
        among the stayers whose value is known in both waves, so that nobody falls because
        another one came; `rank_change` is the rank before less that after: the places risen.
        What is not known is NaN, and `status_before` and `status_after` say how far the value
        itself rests on all there is (see `measure`); they are empty where the actor is not
        measured.

        ``.attrs`` has `measure`, `n` (the ranked), `stayers`, `spearman` and `kendall` (tau-b):
        the rank correlations of the two waves, NaN where all values of a wave are equal.

    Raises
    ------
    UsageError
        If it is no change, or the measure is unknown or gives no number for each actor.

    Notes
    -----
    Both waves are measured over the same cells, so that nobody falls because it, or who names
    it, did not answer in one of them; an actor without such cells has no value. With `whole`
    a wave is measured as `measure` does: an actor that answered in one wave only then seems to
    rise or fall by that. Values that differ by rounding alone are equal.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. *Biometrika* 33,
    239–251 (tau-b).

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.DiGraph([("A", "B"), ("C", "B"), ("B", "A")]), wave="1")
    >>> new = rn.from_networkx(nx.DiGraph([("A", "C"), ("B", "C"), ("B", "A")]), wave="2")
    >>> found = rn.rank_change(rn.compare(old, new), "in_degree")
    >>> found[["actor", "value_before", "value_after", "rank_before", "rank_after", "rank_change"]]
      actor  value_before  value_after  rank_before  rank_after  rank_change
    0     A           1.0          1.0          2.0         2.0          0.0
    1     B           2.0          0.0          1.0         3.0         -2.0
    2     C           0.0          2.0          3.0         1.0          2.0
    >>> found.attrs["spearman"]
    -1.0
    """
    expect(change, Change, "change_of", function="rank_change")
    one = MEASURES[name]
    if one.level != "actor" or one.by or one.together:
        raise UsageError(Phrase("usage.ranks", measure=repr(name)))
    table = change.composition[["actor", "status"]]
    waves = (change.before, change.after) if whole else alike(change.before, change.after)
    for side, network in zip(SIDES, waves, strict=True):
        values = measure(network, name).set_index("actor")
        table[f"value_{side}"] = table["actor"].map(values["value"]).astype(float)
        told = table["actor"].map(values["status"].astype(object))
        table[f"status_{side}"] = told.astype(object).fillna("").astype("str")
    table["change"] = table["value_after"] - table["value_before"]
    ranked = table["change"].notna()
    for side in SIDES:
        known = levelled(table.loc[ranked, f"value_{side}"].to_numpy(float))
        ranks = pd.Series(known, table.index[ranked])
        table[f"rank_{side}"] = ranks.rank(method="average", ascending=False)
    table["rank_change"] = table["rank_before"] - table["rank_after"]
    table = table[list(COLUMNS)]
    table.attrs = {
        "measure": name,
        "n": int(ranked.sum()),
        "stayers": int((table["status"] == "stayer").sum()),
        **_stability(table[ranked]),
    }
    return table


def _stability(ranked: pd.DataFrame) -> dict[Hashable | None, float]:
    """The rank correlations, of the ranks; NaN where the values of a wave are all equal."""
    from scipy.stats import kendalltau, spearmanr  # noqa: PLC0415 - slow to load

    old, new = (ranked[f"rank_{side}"].to_numpy(float) for side in SIDES)
    if len(set(old)) < 2 or len(set(new)) < 2:
        return dict.fromkeys(["spearman", "kendall"], float("nan"))
    spearman, kendall = spearmanr(old, new), kendalltau(old, new)
    return {"spearman": float(spearman.statistic), "kendall": float(kendall.statistic)}
