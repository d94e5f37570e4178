"""How fast ties form and dissolve, from each wave to the next and by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.compare import compare
from relnet.change.times import times
from relnet.change.waves import network, pairs, relations
from relnet.measures import measure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from relnet.change.change import Change
    from relnet.change.times import Times
    from relnet.panel import Panel

COLUMNS = (
    "relation", "before_wave", "after_wave", "interval", "n00", "n01", "n10", "n11", "formation",
    "dissolution", "formation_per_year", "dissolution_per_year", "half_life", "density_before",
    "density_after", "mean_degree_before", "mean_degree_after", "coverage",
)  # fmt: skip
COUNTS = ("n00", "n01", "n10", "n11")
SIZES = {"density": "density", "mean_degree": "average_degree"}
"""What is said of each wave → its measure."""


def turnover(
    panel: Panel,
    before: str | None = None,
    after: str | None = None,
    relation: str | None = None,
    *,
    dates: Mapping[str, date] | None = None,
) -> pd.DataFrame:
    """Return how fast ties form and dissolve, from each wave to the next.

    Over four years more ties come and go than over one. The rates by year and the half-life
    are what can be held against each other where waves are not equally far apart.

    Parameters
    ----------
    panel
        The panel.
    before, after
        Two waves; each wave and the next without.
    relation
        The relation; all of them without.
    dates
        Wave → when it was held. Without, as the study says; or, where every wave is called by
        its year or its date, by these. What the study says is known of a panel as it was
        built, not of one that was saved, copied, treated or cut: give the dates of these.

    Returns
    -------
    DataFrame
        ``relation, before_wave, after_wave, interval, n00, n01, n10, n11, formation,
        dissolution, formation_per_year, dissolution_per_year, half_life, density_before,
        density_after, mean_degree_before, mean_degree_after, coverage``, a row for each
        relation and two waves. The counts are over the cells rated in both waves (see
        `compare`). The rates by year are 1 − (1 − rate)^(1/interval), NaN where no dates are
        known. `half_life` is interval · ln ½ / ln(n11 / (n10 + n11)): after how long half of
        the ties would be gone, infinite where none is. Density and mean degree (see `measure`)
        are of each wave's own rated cells; the density falls with the number of actors where
        each keeps as many partners, the mean degree does not.

        ``.attrs["unit"]`` is ``"years"`` or, where no dates are known, ``"waves"``; of `interval`
        and `half_life`. ``.attrs["dates"]`` says by what they are known: ``"given"``,
        ``"study"``, ``"names"`` or ``"order"``.

    Raises
    ------
    UsageError
        If it is no panel, there is no such wave or relation, but one of the two waves is given,
        or the dates are not one for each wave, in order.

    Notes
    -----
    Both take each tie to have the same chance to dissolve at any moment (of those that could
    form, to form), and no tie to come back between two waves.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.Graph(["AB", "BC", "CD", "AD"]), wave="2021")
    >>> new = rn.from_networkx(nx.Graph(["AB", "CD", "AC"]), wave="2023")
    >>> rn.turnover(rn.Panel((old, new)))[["interval", "n10", "n11", "dissolution", "half_life"]]
       interval  n10  n11  dissolution  half_life
    0       2.0    2    2          0.5        2.0
    """
    steps, when = pairs(panel, before, after, "turnover"), times(panel, dates)
    rows = [
        step(compare(network(panel, old, name), network(panel, new, name)), when)
        for name in relations(panel, relation)
        for old, new in steps
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table.attrs = {"unit": when.unit, "dates": when.known_by}
    return table


def step(change: Change, when: Times) -> dict[str, object]:
    """Return the rates of one change, as a row of `turnover`."""
    counts = change.counts.to_dict("index")["stayers"]
    waves = change.before.wave, change.after.wave
    interval = when.between(*waves)
    row = dict(zip(COLUMNS, (change.before.relation, *waves, interval), strict=False))
    row |= {key: counts[key] for key in (*COUNTS, "formation", "dissolution")}
    yearly = when.unit == "years"
    for rate in ("formation", "dissolution"):
        row[f"{rate}_per_year"] = per_unit(counts[rate], interval) if yearly else float("nan")
    row["half_life"] = half_life(counts["n10"], counts["n11"], interval)
    for what, code in SIZES.items():
        for side, net in (("before", change.before), ("after", change.after)):
            row[f"{what}_{side}"] = float(measure(net, code)["value"].iloc[0])
    return row | {"coverage": counts["coverage"]}


def per_unit(rate: float, interval: float) -> float:
    """Return the rate over one unit of time, of one over an interval.

    Examples
    --------
    >>> round(per_unit(0.75, 2.0), 6)
    0.5
    """
    return float(1 - (1 - rate) ** (1 / interval))


def half_life(n10: float, n11: float, interval: float) -> float:
    """Return after how long half of the ties are gone, if each has the same chance at any moment.

    Examples
    --------
    >>> half_life(1, 1, 2.0), half_life(0, 3, 2.0), half_life(3, 0, 2.0)
    (2.0, inf, 0.0)
    """
    if not n10:
        return float("inf") if n11 else float("nan")
    return float(interval * np.log(0.5) / np.log(n11 / (n10 + n11))) if n11 else 0.0
