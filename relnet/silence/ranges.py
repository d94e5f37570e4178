"""How far values are apart by what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NEAR = 1e-12
"""Values that differ less, in themselves or as a share, are equal."""
CHOICE = ("rule", "dyad", "at_least", "treatment")
"""The columns that say what was chosen."""
ABOUT = ("wave", "before_wave", "after_wave", "relation", "reading", "group", "partner_group", "measure",
         "actor")  # fmt: skip
"""The columns that can say what a row is about."""


def range_of(table: pd.DataFrame) -> pd.DataFrame:
    r"""Return the lowest and the highest value of each measure over all that was chosen.

    Parameters
    ----------
    table
        What `sensitivity` returns.

    Returns
    -------
    DataFrame
        What a row is about, ``low, low_at, high, high_at, range, choices, undefined``:
        `low_at` and `high_at` name the first choice that gives the value (to 1e-12), `range` is the
        difference, `choices` counts those that give a value and `undefined` those that do
        not.

    Raises
    ------
    UsageError
        If it is another table.

    Examples
    --------
    >>> import io, relnet as rn
    >>> file = io.StringIO("source,target\nA,B\nB,A\n")
    >>> panel = rn.build_panel(rn.read_survey(file, roster=io.StringIO("id\nA\nB\nC\n"),
    ...     register=io.StringIO("id,answered\nA,1\nB,1\nC,0\n"), warn=False))
    >>> table = rn.sensitivity(panel, "density", treatments=["observed", "complete", "null"])
    >>> rn.range_of(table)[["measure", "low", "low_at", "high", "high_at"]]
       measure       low low_at  high   high_at
    0  density  0.333333   null   1.0  complete
    """
    if not {*CHOICE, "value"} <= {*table.columns}:
        raise UsageError(Phrase("usage.sensitivity.table"))
    keys = keys_of(table)
    named = table.assign(choice=labels(table))
    rows = [_range(part) for _, part in named.groupby(keys, sort=False, dropna=False)]
    about = table.drop_duplicates(keys)[keys].reset_index(drop=True)
    return pd.concat([about, pd.DataFrame(rows)], axis=1)


def keys_of(table: pd.DataFrame) -> list[str]:
    """Return the columns that say what a row is about."""
    return [name for name in ABOUT if name in table]


def _range(part: pd.DataFrame) -> dict[str, object]:
    values, choices = part["value"].to_numpy(float), part["choice"].tolist()
    given = ~np.isnan(values)
    if not given.any():
        nothing = {"low": np.nan, "low_at": None, "high": np.nan, "high_at": None, "range": np.nan}
        return {**nothing, "choices": 0, "undefined": len(values)}
    low, high = (_first_near(values, end) for end in (np.nanmin(values), np.nanmax(values)))
    return {
        "low": values[low],
        "low_at": choices[low],
        "high": values[high],
        "high_at": choices[high],
        "range": values[high] - values[low],
        "choices": int(given.sum()),
        "undefined": int((~given).sum()),
    }


def _first_near(values: NDArray[np.float64], end: float) -> int:
    """The first place of a value, whatever is lost in rounding."""
    return int(np.argmax(np.isclose(values, end, rtol=NEAR, atol=NEAR)))


def labels(table: pd.DataFrame) -> pd.Series[str]:
    """Return for each row what was chosen, as far as there was more than one choice."""
    parts = [table["treatment"]]
    if _varies(table, "dyad"):
        parts.append(table["dyad"].astype("str"))
    if _varies(table, "at_least"):
        parts.append(table["at_least"].map(_threshold))
    named = pd.concat(parts, axis=1).agg(", ".join, axis=1)
    twice = table[keys_of(table)].assign(choice=named).duplicated().any()
    return named.str.cat(table["rule"], ", ") if twice else named


def _varies(table: pd.DataFrame, name: str) -> bool:
    """Whether there is more than one within a relation."""
    return bool(table.groupby("relation")[name].nunique(dropna=False).max() > 1)


def _threshold(least: float) -> str:
    return "> 0" if np.isnan(least) else f"≥ {least:g}"


def side_by_side(table: pd.DataFrame) -> pd.DataFrame:
    """Return a column for each choice, and the range."""
    keys: Sequence[str] = keys_of(table)
    named = table.assign(choice=labels(table))
    ranges = range_of(table)
    ids = named.groupby(list(keys), sort=False, dropna=False).ngroup()
    wide = named.assign(row=ids).pivot(index="row", columns="choice", values="value")
    wide = wide[named["choice"].drop_duplicates().tolist()].rename_axis(columns=None)
    return pd.concat(
        [ranges[list(keys)], wide.reset_index(drop=True), ranges.drop(columns=list(keys))], axis=1
    )
