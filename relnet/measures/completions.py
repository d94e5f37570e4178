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
        ``completions``. `status` is ``undefined in some`` where others gave none.
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
    whole = pd.concat([table["status"] for table in tables], axis=1)
    status = whole.iloc[:, 0].where(given == 0, _first_given(values, whole))
    return first.assign(
        value=np.ma.filled(values.mean(axis=0), np.nan),
        status=status.mask(some, "undefined in some").astype("str"),
        spread=spread,
        low=np.ma.filled(values.min(axis=0), np.nan),
        high=np.ma.filled(values.max(axis=0), np.nan),
        completions=given,
    )


def _first_given(values: np.ma.MaskedArray, status: pd.DataFrame) -> np.ndarray:
    """The status in the first completion that gave a value."""
    first = np.argmax(~np.ma.getmaskarray(values), axis=0)
    return np.asarray(status.to_numpy()[np.arange(len(status)), first])
