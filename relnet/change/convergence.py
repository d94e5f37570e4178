"""Whether two partners say more of the same about their tie than they did."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.change import Change
from relnet.change.near import apart
from relnet.engine.cells import Cells
from relnet.engine.keys import lookup, merge
from relnet.errors import UsageError
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from relnet.panel import Network
    from relnet.panel.reported import Reported

REPORTS = ("source_before", "target_before", "source_after", "target_after")
STATUSES = ("came closer", "same", "grew apart")


def convergence(change: Change) -> pd.DataFrame:
    """Return whether partners say more of the same about their tie than they did.

    Where both ends of a tie report on it, one may call it weekly and the other yearly, or
    not name it at all. That they come closer is a change too, which the tie rule hides.

    Parameters
    ----------
    change
        Of two waves of a relation with two reports on each tie: a mutual one, or one asked
        from both ends.

    Returns
    -------
    DataFrame
        ``source, target, source_before, target_before, source_after, target_after,
        difference_before, difference_after, status``, a row for each tie (dyad where
        undirected) on which anybody reports anything in either wave, of those on which both
        reports are rated in both waves. The reports are strengths, 0 for a partner that is
        not named; a difference is their absolute one. `status` is ``came closer``, ``grew
        apart`` or ``same``. ``.attrs`` has `n`, the cells (dyads) on which all four reports are
        rated, `possible`, `coverage`, and the mean difference over the rows, ``mean_before``
        and ``mean_after``.

    Raises
    ------
    UsageError
        If it is no change, or the networks do not keep two reports: those of a directed
        relation with one report, of a graph or in terms of other organisations.

    See Also
    --------
    disagreement : How far partners differ in one wave, by actor.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"wave": [1, 1, 2, 2], "actor": list("ABAB"),
    ...                         "partner": list("BABA"), "value": [3, 1, 3, 2]})
    >>> survey = rn.read_survey(answers, mutual=["relation"], warn=False)
    >>> found = rn.convergence(rn.compare(*rn.build_panel(survey)))
    >>> found[["source", "target", "difference_before", "difference_after", "status"]]
      source target  difference_before  difference_after       status
    0      A      B                2.0               1.0  came closer
    """
    expect(change, Change, "change_of", function="convergence")
    sides = (change.before, change.after)
    if any(len(network.reports) < 2 for network in sides):
        raise UsageError(Phrase("usage.convergence", relation=repr(change.before.relation)))
    actors = change.before.actors[change.before.actors.isin(change.after.actors)]
    reports = [report for network in sides for report in _reports(network, actors)]
    rated = reduce(Cells.__and__, (report.rated for report in reports))
    possible = reduce(Cells.__and__, (report.possible for report in reports))
    keys = reduce(merge, (report.keys for report in reports))
    source, target = np.divmod(keys, max(len(actors), 1))
    once = rated.contains(keys) & (change.before.directed | (source < target))
    keys, source, target = keys[once], source[once], target[once]
    table = pd.DataFrame({"source": actors[source], "target": actors[target]})
    for name, report in zip(REPORTS, reports, strict=True):
        table[name] = lookup(keys, report.keys, report.strength, 0.0)
    for side in ("before", "after"):
        both = (table[f"{end}_{side}"].to_numpy(float) for end in ("source", "target"))
        table[f"difference_{side}"] = np.abs(apart(*both))
    differences = (table[f"difference_{side}"].to_numpy(float) for side in ("before", "after"))
    moved = np.sign(apart(*differences)).astype(int)
    table["status"] = pd.Categorical.from_codes(moved + 1, pd.Index(STATUSES))
    halves = 1 if change.before.directed else 2
    table.attrs = {
        "n": len(rated) // halves,
        "possible": len(possible) // halves,
        "coverage": len(rated) / len(possible) if len(possible) else float("nan"),
        "mean_before": float(table["difference_before"].mean()),
        "mean_after": float(table["difference_after"].mean()),
    }
    return table


def _reports(network: Network, actors: pd.Index[str]) -> list[Reported]:
    """Both reports, over these actors."""
    positions = network.actors.get_indexer(actors).astype(np.int64)
    return [report.reindex(positions) for report in network.reports]
