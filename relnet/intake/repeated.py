"""Reports that say twice what one respondent answered on one partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from relnet.intake.checks import described, ends_of, mask_of
from relnet.intake.keys import identified
from relnet.intake.rows import column_of, plain
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
    stated = flagged(column_of(review.reports, "relation"), dyads.__contains__)
    rows, group = _repeated(review, stated)
    if not len(rows):
        return
    reports = review.reports
    kept = _kept(rows, group, last=repeated == "last")
    value, void = reports["value"].to_numpy(), reports["impossible"].to_numpy(bool)
    unsaid = np.isnan(value[rows]) & np.isnan(value[kept]) & (void[rows] == void[kept])
    agree, other = (value[rows] == value[kept]) | unsaid, rows != kept
    mirrored = reports["symmetric"].to_numpy(bool)[rows] & stated[rows]
    review.reports = reports.assign(first=_places(reports, rows, kept))
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


def may_repeat(review: Review, dyads: Collection[str]) -> bool:
    """Return whether any two reports are on the same, be they used or not.

    Parameters
    ----------
    review, dyads
        As for `set_aside_duplicates`, which has nothing to do where there are none.
    """
    stated = flagged(column_of(review.reports, "relation"), dyads.__contains__)
    keys, _ = _statements(review, stated)
    keys.sort()
    return bool((keys[1:] == keys[:-1]).any())


def _repeated(review: Review, stated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows that count and are not the only one of their kind, and the group of each."""
    keys, partner = _statements(review, stated)
    counted = np.flatnonzero(~(review.aside | is_text(partner, "")))
    keys = keys[counted]
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    again = np.flatnonzero(np.isin(keys, np.unique(twice)))
    return counted[again], pd.factorize(keys[again])[0]


def _statements(review: Review, stated: np.ndarray) -> tuple[np.ndarray, pd.Categorical]:
    """A number for each report, equal where they are on the same, and the partners."""
    reports = review.reports
    ends = ends_of(reports)
    turned = stated & (ends[0].codes > ends[1].codes)
    if turned.any():
        ends = [_mixed(turned, *ends), _mixed(turned, *ends[::-1])]
    who = [column_of(reports, name) for name in ("wave", "respondent")]
    said = identified([*who, ends[0]]) if turned.any() else review.said.keys
    keys = said.with_column(column_of(reports, "relation")).with_column(ends[1])
    return keys.all(), ends[1]


def _places(reports: pd.DataFrame, rows: np.ndarray, kept: np.ndarray) -> pd.Categorical:
    """Where the report stands that is kept, for each of these rows."""
    table = plain(reports[["file", "row"]].iloc[kept])
    places = np.full(len(reports), "", object)
    places[rows] = table["file"] + ":" + table["row"].astype("str")
    return coded(places)


def _mixed(where: np.ndarray, one: pd.Categorical, other: pd.Categorical) -> pd.Categorical:
    """The other column in the rows that are flagged, both of the same codes."""
    return from_codes(np.where(where, other.codes, one.codes), one.categories)


def _always(variant: str) -> Callable[[Row], str]:
    return lambda _: variant


_VARIANTS = {"refuse": "", "first": "first", "last": "last"}


def _kept(index: np.ndarray, group: np.ndarray, *, last: bool) -> np.ndarray:
    """For each row of a group its first row, or its last (both of shape ``(m,)``)."""
    ends = np.unique(group[::-1] if last else group, return_index=True)[1]
    return np.asarray((index[::-1] if last else index)[ends][group])
