"""Reports that say twice what one respondent answered on one partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from relnet.intake.checks import described, ends_of, mask_of
from relnet.intake.rows import column_of, combined, plain
from relnet.readers.coded import coded, flagged, from_codes, is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from relnet.intake.checks import Review, Row


def set_aside_duplicates(
    review: Review, dyads: Collection[str], repeated: Literal["refuse", "first", "last"]
) -> None:
    """List repeated reports: an error where they disagree, set aside where they agree.

    Parameters
    ----------
    review
        The reports.
    dyads
        Relations whose rows state dyads: there A–B and B–A are the same statement.
    repeated
        Which report counts where they disagree; ``"refuse"`` for none of them.
    """
    reports = review.reports
    ends = ends_of(reports)
    stated = flagged(column_of(reports, "relation"), dyads.__contains__)
    turned = stated & (ends[0].codes > ends[1].codes)
    if turned.any():
        ends = [_mixed(turned, *ends), _mixed(turned, *ends[::-1])]
    who = [column_of(reports, name) for name in ("wave", "relation", "respondent")]
    counted = np.flatnonzero(~review.aside & ~is_text(ends[1], ""))
    keys = combined([*who, *ends])[0][counted]
    several = _several(keys)
    if not len(several):
        return
    again = np.isin(keys, several)
    rows, group = counted[again], pd.factorize(keys[again])[0]
    part = plain(reports.iloc[rows])
    kept = _kept(rows, group, last=repeated == "last")
    value, counted_one = part["value"].to_numpy(), reports["value"].to_numpy()[kept]
    void = reports["impossible"].to_numpy(bool)
    same_void = void[rows] == void[kept]
    agree = (value == counted_one) | (np.isnan(value) & np.isnan(counted_one) & same_void)
    other = rows != kept
    mirrored = part["symmetric"].to_numpy() & stated[rows]
    places = plain(reports.iloc[kept])
    first = np.full(len(reports), "", object)
    first[rows] = places["file"] + ":" + places["row"].astype("str")
    review.reports = reports.assign(first=coded(first))
    for flags, kind, variant, warning in (
        (other & ~agree, "reports that disagree", _VARIANTS[repeated], repeated != "refuse"),
        (other & agree & ~mirrored, "repeated report", "", True),
    ):
        review.list_rows(
            mask_of(len(reports), rows[flags]),
            kind,
            lambda row: described(row) | {"first": str(row["first"])},
            "value",
            variant=_always(variant),
            warning=warning,
        )
    review.aside[rows[other if repeated != "refuse" else other & agree]] = True


def _mixed(where: np.ndarray, one: pd.Categorical, other: pd.Categorical) -> pd.Categorical:
    """The other column in the rows that are flagged, both of the same codes."""
    return from_codes(np.where(where, other.codes, one.codes), one.categories)


def _several(keys: np.ndarray) -> np.ndarray:
    """The keys that occur more than once."""
    ordered = np.sort(keys)
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])


def _always(variant: str) -> Callable[[Row], str]:
    return lambda _: variant


_VARIANTS = {"refuse": "", "first": "first", "last": "last"}


def _kept(index: np.ndarray, group: np.ndarray, *, last: bool) -> np.ndarray:
    """For each row of a group its first row, or its last (both of shape ``(m,)``)."""
    ends = np.unique(group[::-1] if last else group, return_index=True)[1]
    return np.asarray((index[::-1] if last else index)[ends][group])
