"""Who came and went, and what became of each tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.near import apart
from relnet.engine.keys import is_among, lookup, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.change.align import View

    Keys = NDArray[np.int64]
    Flags = NDArray[np.bool_]


STATES = ("tie", "absent", "unobserved", "no tie", "impossible")
TIE, ABSENT, IMPOSSIBLE = (STATES.index(state) for state in ("tie", "absent", "impossible"))
STATUSES = ("entered", "left", "impossible", "unobserved", "persisted", "formed", "dissolved")
UNOBSERVED, PERSISTED = (STATUSES.index(status) for status in ("unobserved", "persisted"))
DETAILS = (
    "", "before", "after", "both", "strengthened", "weakened", "same", "unknown strength",
)  # fmt: skip
"""What more there is to a status: of the unobserved where, of the persisted how."""


def by_name(everyone: pd.Index[str], before: View, after: View) -> pd.DataFrame:
    """Return ``actor, status, answered_before, answered_after``, from the rosters alone.

    Whether an actor answered is missing for a wave on whose roster it is not.
    """
    status = np.select(
        [before.present & after.present, after.present], ["stayer", "joiner"], "leaver"
    )
    table = pd.DataFrame(
        {
            "actor": everyone.to_numpy(),
            "status": status,
            "answered_before": pd.array(before.seen.answered, "boolean"),
            "answered_after": pd.array(after.seen.answered, "boolean"),
        }
    )
    for name, view in (("answered_before", before), ("answered_after", after)):
        table.loc[~view.present, name] = pd.NA
    return table


def tie_statuses(
    everyone: pd.Index[str], before: View, after: View, *, directed: bool
) -> pd.DataFrame:
    """Return every tie that is known in either wave, with its status.

    Returns
    -------
    DataFrame
        ``source, target, status, detail, before, after, strength_before, strength_after``.
    """
    keys = merge(before.keys, after.keys)
    source, target = np.divmod(keys, max(len(everyone), 1))
    if not directed:
        keys, source, target = (part[source < target] for part in (keys, source, target))
    old, strength_before = cell_states(keys, before)
    new, strength_after = cell_states(keys, after)
    rated = [view.seen.rated.contains(keys) for view in (before, after)]
    status = np.select(
        [
            old == ABSENT,
            new == ABSENT,
            (old == IMPOSSIBLE) | (new == IMPOSSIBLE),
            ~(rated[0] & rated[1]),
            (old == TIE) & (new == TIE),
            new == TIE,
        ],
        range(6),
        6,
    )
    return pd.DataFrame(
        {
            "source": everyone[source].to_numpy(),
            "target": everyone[target].to_numpy(),
            "status": pd.Categorical.from_codes(status, pd.Index(STATUSES)),
            "detail": _details(status, rated, apart(strength_before, strength_after)),
            "before": pd.Categorical.from_codes(old, pd.Index(STATES)),
            "after": pd.Categorical.from_codes(new, pd.Index(STATES)),
            "strength_before": strength_before,
            "strength_after": strength_after,
        }
    )


def _details(
    status: NDArray[np.integer], rated: Sequence[Flags], change: NDArray[np.float64]
) -> pd.Categorical[str]:
    """In which wave what is unobserved was not rated; how what persisted changed in strength."""
    unobserved, persisted = status == UNOBSERVED, status == PERSISTED
    places = np.select(
        [
            unobserved & rated[1],
            unobserved & rated[0],
            unobserved,
            persisted & (change > 0),
            persisted & (change < 0),
            persisted & (change == 0),
            persisted,
        ],
        range(1, 8),
    )
    return pd.Categorical.from_codes(places, pd.Index(DETAILS))


def cell_states(keys: Keys, view: View) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the position in `STATES` of what is known of each cell in one wave; strength of the ties."""
    strength = lookup(keys, view.keys, view.strength, np.nan)
    tie = is_among(keys, view.keys)
    source, target = np.divmod(keys, max(view.present.size, 1))
    here = view.present[source] & view.present[target]
    conditions = [tie, ~here, view.seen.unknown.contains(keys), view.seen.possible.contains(keys)]
    return np.select(conditions, range(4), 4), strength
