"""What several completions of one network give together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = ("wave", "relation", "group", "partner_group", "measure", "actor")
"""What a row is about; the groups are left out where none are asked for."""


def pool(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the mean of each value over the completions, and how far they are apart.

    Parameters
    ----------
    tables
        One table of measures for each completion, of the same rows.

    Returns
    -------
    DataFrame
        As the first, `value` the mean over the completions that gave one, with their
        standard deviation ``spread``, their ends ``low`` and ``high``, and their number
        ``completions``. `n`, `coverage` and `status` are, of these, those of the one with the
        least coverage, and of as much the least `n`. `status` is ``undefined in some`` where
        others gave none.

    Examples
    --------
    >>> rows = pd.DataFrame({"measure": ["x"], "value": 0.5, "n": 6, "coverage": 1.0, "status": "treated"})
    >>> pool([rows, rows.assign(value=0.7, n=4)])[["value", "n", "coverage", "completions"]]
       value  n  coverage  completions
    0    0.6  4       1.0            2
    """
    first = tables[0]
    keys = [key for key in KEYS if key in first]
    for table in tables[1:]:
        if not table[keys].equals(first[keys]):
            raise AssertionError("completions of a network have the same rows")
    values = np.ma.masked_invalid(np.stack([table["value"].to_numpy() for table in tables]))
    given = np.asarray(values.count(axis=0))
    spread = np.full(len(first), np.nan)
    spread[given > 1] = np.asarray(values[:, given > 1].std(axis=0, ddof=1))
    some = (given > 0) & (given < len(tables))
    least = _least_covered(tables, np.ma.getmaskarray(values))
    return first.assign(
        value=np.ma.filled(values.mean(axis=0), np.nan),
        n=least["n"],
        coverage=least["coverage"],
        status=least["status"].mask(some, "undefined in some").astype("str"),
        spread=spread,
        low=np.ma.filled(values.min(axis=0), np.nan),
        high=np.ma.filled(values.max(axis=0), np.nan),
        completions=given,
    )


def _least_covered(tables: Sequence[pd.DataFrame], absent: np.ndarray) -> pd.DataFrame:
    """Each row from the completion, of those that gave a value, in which it rests on least."""
    n, coverage = (
        np.stack([table[name].to_numpy() for table in tables]) for name in ("n", "coverage")
    )
    chosen = np.lexsort((n, coverage, absent), axis=0)[0]
    rows = np.arange(chosen.size)
    every = pd.concat([table[["n", "coverage", "status"]] for table in tables], ignore_index=True)
    least: pd.DataFrame = every.iloc[chosen * chosen.size + rows]
    return least.set_axis(tables[0].index)
