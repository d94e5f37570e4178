"""How far two relations of one wave have the same ties."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.measures.define import ratio
from relnet.measures.layers import known_keys, shared, tied_dyads
from relnet.panel import Panel
from relnet.wording import expect

if TYPE_CHECKING:
    from relnet.panel import Network

COLUMNS = ("wave", "first", "second", "correlation", "jaccard", "n", "coverage", "status")


class Overlap(NamedTuple):
    """Cells with both ties, with that of the first and of the second, all rated and possible ones."""

    both: int
    first: int
    second: int
    rated: int
    possible: int


def relation_correlations(panel: Panel) -> pd.DataFrame:
    """Return how far each two relations of a wave have the same ties.

    Parameters
    ----------
    panel
        The panel.

    Returns
    -------
    DataFrame
        ``wave, first, second, correlation, jaccard, n, coverage, status``. `correlation` is the
        product-moment correlation of the two relations, 1 for a tie and 0 for none, and `jaccard`
        the ties that both have / those that either has, over the `n` cells that are rated in both;
        `coverage` is their share of those that are possible in both. Where a relation has no
        direction these are dyads, and two actors are tied on a directed one if there is a tie
        either way. `status` is ``complete``, ``partial``, ``unobserved``, ``undefined`` (one of
        the two has no ties, or nothing else) or ``not asked``.

    Raises
    ------
    UsageError
        If it is no panel.

    See Also
    --------
    measure : ``multiplexity``, ``multiplex_share`` and ``relation_overlap``, over all relations.

    Notes
    -----
    With n cells, of which a hold the first tie, b the second and c both, r = (nc − ab) / √(a(n − a)
    b(n − b)), Krackhardt (1987); Jaccard = c / (a + b − c).

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey)
    >>> table = rn.relation_correlations(panel)
    >>> table.loc[table["wave"] == "2025", ["first", "second", "n", "status"]].to_numpy().tolist()
    [['information', 'projects', 666, 'partial'],
     ['information', 'referral', 666, 'partial'],
     ['projects', 'referral', 666, 'partial']]
    """
    expect(panel, Panel, "panel_only", function="relation_correlations")
    rows = [
        _row(first, second)
        for wave in panel.waves
        for first, second in combinations([net for net in panel if net.wave == wave], 2)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(first: Network, second: Network) -> tuple[object, ...]:
    names = (first.wave, first.relation, second.relation)
    if not (first.observation.asked and second.observation.asked):
        return (*names, np.nan, np.nan, 0, np.nan, "not asked")
    both, one, other, n, possible = _overlap(first, second)
    spread = one * (n - one) * other * (n - other)
    r = ratio(n * both - one * other, sqrt(spread))
    jaccard = ratio(both, one + other - both)
    coverage = ratio(n, possible)
    if not n and possible:
        status = "unobserved"
    elif not spread:
        status = "undefined"
    else:
        status = "complete" if n == possible else "partial"
    if first.roster_assumed:
        status = "roster assumed" if status == "complete" else f"{status}, roster assumed"
    return (*names, r, jaccard, n, coverage, status)


def _overlap(first: Network, second: Network) -> Overlap:
    """What two relations share: cells where both are directed, dyads where either is not."""
    actors = first.actors
    if first.directed and second.directed:
        places = second.actors.get_indexer(actors).astype(np.int64)
        rated, possible = (
            getattr(first.observation, what) & getattr(second.observation, what).reindex(places)
            for what in ("rated", "possible")
        )
        keys, per = [known_keys(network, actors) for network in (first, second)], 1
    else:
        rated, possible = (shared((first, second), what) for what in ("rated", "possible"))
        keys, per = [tied_dyads(network, actors) for network in (first, second)], 2
    one, other = (ties[rated.contains(ties)] for ties in keys)
    both = np.intersect1d(one, other, assume_unique=True).size
    return Overlap(both, one.size, other.size, len(rated) // per, len(possible) // per)
