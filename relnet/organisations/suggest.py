"""Which organisations a name resembles, for a person to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet._text import whole
from relnet.organisations.alike import Known, scores_of
from relnet.organisations.organisations import Organisations
from relnet.wording import expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

LEAST = 40.0
"""Score below which a name is not worth suggesting."""
AT_ONCE = 256
"""Names that are compared at a time."""
COLUMNS = ["name", "rank", "actor", "score"]


def suggest_names(
    names: Iterable[str],
    organisations: Organisations,
    *,
    most: int = 3,
    at_least: float = LEAST,
) -> pd.DataFrame:
    """Return the organisations that each name resembles most, for a person to confirm.

    Parameters
    ----------
    names
        Names as found in a file.
    organisations
        The organisations; all their names are compared, of whatever wave.
    most
        How many to suggest for a name at most.
    at_least
        The least score of a suggestion, 0 to 100.

    Returns
    -------
    DataFrame
        ``name, rank, actor, score``, the best with rank 1. 100 is a name that is the same
        but for what `match_names` looks past.

    Notes
    -----
    Words are compared with words, in whatever order, and count the more the fewer
    organisations have them: that two are both a general practice says less than that both
    are of one village. A word may be misspelt, shortened (``fysio``) or stand for others by
    their initials (``ZL`` for Zuid-Limburg); numbers are the same or not.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> from relnet.readers.beside.organisations import read_organisations
    >>> known = read_organisations(pd.DataFrame({"name": ["GGD Zuid-Limburg", "GGD Zeeland"]}))
    >>> suggest_names(["GGD ZL"], known, most=1)["actor"].tolist()
    ['GGD Zuid-Limburg']
    """
    expect(organisations, Organisations, "organisations", function="suggest_names")
    given = list(dict.fromkeys(whole(str(name)) for name in names))
    listed = organisations.names.merge(
        organisations.table[["id", "name"]], on="id", suffixes=("", "_")
    )
    listed = listed.sort_values("name_", kind="stable").reset_index(drop=True)
    rows: list[tuple[str, int, str, float]] = []
    if len(listed) and given:
        known = Known.of(list(listed["name"]))
        actors, starts = np.unique(listed["name_"].to_numpy(object), return_index=True)
        for k in range(0, len(given), AT_ONCE):
            part = given[k : k + AT_ONCE]
            scores = np.maximum.reduceat(scores_of(part, known), starts, axis=1)
            rows += _best(part, actors, scores, most, at_least)
    return pd.DataFrame(rows, columns=COLUMNS).astype({"name": "str", "actor": "str"})


def _best(
    names: Sequence[str], actors: NDArray[Any], scores: NDArray[Any], most: int, at_least: float
) -> Iterator[tuple[str, int, str, float]]:
    """The best organisations for each name; those that score the same by their names."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :most]
    for name, score, row in zip(names, scores, order, strict=True):
        for rank, k in enumerate(row, 1):
            if score[k] >= at_least:
                yield name, rank, str(actors[k]), round(float(score[k]), 1)
