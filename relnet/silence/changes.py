"""Bounds of the change between two waves as a tidy table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.panel import Panel
from relnet.silence.between import BETWEEN, tie_changes
from relnet.silence.table import GROUPS, Plan, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.change import Change

COLUMNS = ("relation", "before_wave", "after_wave", "reading", *GROUPS, "measure", "actor", "before",
           "after", "change", "low", "high", "width", "could_flip", "kind", "unknown", "excluded",
           "status")  # fmt: skip
EACH, STAYERS = "each wave", "stayers"


def table_of_change(change: Change, names: Sequence[str], plan: Plan) -> pd.DataFrame:
    """Return the bounds of the change of measures, and of those between waves (see `bounds`)."""
    own = [name for name in names if name not in BETWEEN]
    between = [name for name in BETWEEN if name in names or not names]
    parts = [_each(change, own, plan)] if own or not names else []
    parts += [_between(change, between)] if between else []
    table = pd.concat(parts, ignore_index=True)
    for place, (name, value) in enumerate(
        {
            "relation": change.before.relation,
            "before_wave": change.before.wave,
            "after_wave": change.after.wave,
        }.items()
    ):
        table.insert(place, name, pd.Series(value, table.index, "str"))
    shown = [name for name in COLUMNS if plan.by or name not in GROUPS]
    return table.reindex(columns=shown)


def _each(change: Change, names: Sequence[str], plan: Plan) -> pd.DataFrame:
    """The change of what is measured in each wave by itself."""
    old, new = (table_of(Panel((net,)), names, plan) for net in (change.before, change.after))
    keys = [name for name in (*GROUPS, "measure", "actor") if name in old]
    both = old.merge(new, on=keys, suffixes=("_old", "_new"))
    low = both["low_new"] - both["high_old"]
    high = both["high_new"] - both["low_old"]
    moved = both["value_new"] - both["value_old"]
    kind = _weaker(both["kind_old"], both["kind_new"])
    excluded = 1 - (1 - both["excluded_old"]) * (1 - both["excluded_new"])
    return both[keys].assign(
        reading=EACH,
        before=both["value_old"],
        after=both["value_new"],
        change=moved,
        low=low,
        high=high,
        width=high - low,
        could_flip=_could_flip(moved, low, high, kind),
        kind=kind,
        unknown=both["unknown_old"] + both["unknown_new"],
        excluded=excluded,
        status=_joined(both["status_old"], both["status_new"]),
    )


def _weaker(old: pd.Series[str], new: pd.Series[str]) -> pd.Series[str]:
    """The kind of two bounds together; missing where either is."""
    kind = old.where(old != "sharp", new)
    simulated = (old == "simulated") | (new == "simulated")
    return kind.mask(simulated, "simulated").mask(old.isna() | new.isna())


def _could_flip(
    change: pd.Series[float], low: pd.Series[float], high: pd.Series[float], kind: pd.Series[str]
) -> pd.Series[bool]:
    """Whether the bounds allow the other sign; missing without a sign, or where they are not all."""
    flips = (low < 0) & (high > 0) | (change > 0) & (low < 0) | (change < 0) & (high > 0)
    unsure = change.isna() | kind.isna() | ((kind == "simulated") & ~flips)
    return flips.astype("boolean").mask(unsure)


def _joined(old: pd.Series[str], new: pd.Series[str]) -> pd.Series[str]:
    return old.where(old == new, old + " → " + new)


def _between(change: Change, names: Sequence[str]) -> pd.DataFrame:
    """The measures between the waves, over the stayers."""
    observed = change.counts.to_dict("index")["stayers"]
    cells = tie_changes(change)
    found = [BETWEEN[name](cells) for name in names]
    table = pd.DataFrame(
        {
            "reading": STAYERS,
            "measure": names,
            "change": [float(observed[name]) for name in names],
            "low": [float(np.asarray(bound.low)) for bound in found],
            "high": [float(np.asarray(bound.high)) for bound in found],
            "could_flip": pd.array([pd.NA] * len(names), "boolean"),
            "kind": [bound.kind for bound in found],
            "unknown": cells.unknown,
            "excluded": [bound.excluded for bound in found],
            "status": "complete" if cells.unknown == 0 else "partial",
        }
    )
    asked = all(net.observation.asked for net in (change.before, change.after))
    if not asked:
        table[["change", "low", "high"]] = np.nan
    none = table["low"].isna()
    table["kind"] = table["kind"].astype("str").mask(none)
    table["status"] = table["status"].mask(none, "undefined" if asked else "not asked")
    table["excluded"] = table["excluded"].mask(none, 1.0 if asked else np.nan)
    return table.assign(width=table["high"] - table["low"])
