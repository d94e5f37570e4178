"""Change of a rate, taken apart: who came and went, who was silent, and who changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.change import Change
from relnet.change.classes import TERMS, sides
from relnet.change.happened import happened
from relnet.errors import UsageError
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from relnet.change.classes import Side
    from relnet.change.happened import Happened
    from relnet.measures.groups import By
    from relnet.panel import Network

DEFINITIONS = {
    "density": "ties / rated cells (dyads where undirected)",
    "mean_degree": "density · possible cells / actors",
    "cross_sector_share": "rated ties between actors of different groups / all of them",
}
"""What can be taken apart."""
SIZE, TOTAL = "size", "total"
IDENTITY = (
    "Δ = (d_1C − d_0C) + Σ_{k=J,R,M} w_1k (d_1k − d_1C) − Σ_{k=L,R,M} w_0k (d_0k − d_0C); C: cells "
    "rated in both waves, J: of joiners, L: of leavers, R: rated in this wave only, M: of who merged "
    "or was split; d: rate of a class, w: its share of the cells of the wave"
)


def decompose(
    change: Change,
    measure: str = "density",
    by: By | None = None,
    events: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Take a change apart: what stayers did, who came and went, who answered, who merged.

    The density of a region can fall because organisations that stay ended their ties, or
    because the ones that joined have few, or because others answered this time. The terms
    add up to the change, exactly.

    Parameters
    ----------
    change
        Of two waves.
    measure
        ``"density"``, ``"mean_degree"`` or ``"cross_sector_share"``.
    by
        For the last: the attribute (or several) that makes the groups, such as the sector.
    events
        ``wave, event, actor, into``, as `in_terms_of` takes them: who merged, was split or
        took another name, for waves in their own organisations. Waves that are in terms of
        others tell it themselves, and `events` are left alone. Of a panel with more waves
        whose names have no order, take those of ``rn.subset(panel, waves=[…]).events``.

    Returns
    -------
    DataFrame
        ``term, cells_before, cells_after, rate_before, rate_after, contribution``, a row for
        each term: ``stayers`` (cells rated in both waves), ``joiners``, ``leavers``, ``rated
        once`` (of stayers, in one of the waves only), ``merged or split``, for the mean
        degree ``size``, and ``total``. Cells are dyads where undirected, and the rated ties in
        them for the cross-sector share; the rate is what the measure divides, over these
        cells. Of ``size`` they are the possible cells, and how many there are for each actor;
        of ``total`` the rate is the measure itself. ``.attrs`` has ``definition``,
        ``identity``, ``measure``, ``relation``, ``waves``, ``by``, ``merged`` and ``renamed``
        (whom the events name), and ``undefined``: why there are no contributions, else
        ``None``.

    Raises
    ------
    UsageError
        If the measure or attribute is unknown, `by` is missing or of no use, or the events
        lack a column or name a wave whose place is not known.

    See Also
    --------
    compare : The change.

    Notes
    -----
    A cell is of the first class that fits: it touches an actor that merged or was split (M),
    a joiner (J) or a leaver (L), it is rated in this wave only (R) or in both (C). With d the
    rate of a class and w its share of the cells rated in the wave, the difference is
    (d_1C − d_0C) + Σ_{k=J,R,M} w_1k (d_1k − d_1C) − Σ_{k=L,R,M} w_0k (d_0k − d_0C). For density
    the first term is n01 − n10 over these cells. Swapping the waves negates every term, and exchanges
    joiners and leavers. Mean degree is d · s, with s the possible cells for each actor: the
    terms of d count by the mean s of both waves, and ``size`` is the mean d times the change
    of s. For the cross-sector share the units are rated ties in place of cells.

    Without cells that are rated in both waves (for the cross-sector share: without ties
    among these, in either wave) there is nothing to hold the others against: the
    contributions are NaN.

    Who merged. In each wave's own organisations two hospitals are gone and another one has
    come: all their cells are *merged or split*, and without `events` they are a leaver's
    and a joiner's. One that took another name is a stayer. In terms of the same
    organisations (see `in_terms_of`) the merged one is a stayer, and its cells are compared;
    they stand apart as *merged or split*, since ties that were pooled are denser. That holds
    for events that were applied to one of the two waves; what was pooled in both is the same
    thing twice.

    Under ``"impute"`` it is the change as observed.

    References
    ----------
    Kitagawa, E. M. (1955). Components of a difference between two rates. *Journal of the
    American Statistical Association* 50, 1168–1194.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "B"), ("B", "C"), ("A", "C")]), wave="2022")
    >>> new = rn.from_networkx(nx.Graph([("A", "B"), ("B", "C"), ("C", "D")]), wave="2024")
    >>> rn.decompose(rn.compare(old, new))[["term", "cells_before", "cells_after", "contribution"]]
                  term  cells_before  cells_after  contribution
    0          stayers             3            3     -0.333333
    1          joiners             0            3     -0.166667
    2          leavers             0            0      0.000000
    3       rated once             0            0      0.000000
    4  merged or split             0            0      0.000000
    5            total             3            6     -0.500000
    """
    expect(change, Change, "change")
    _check(measure, by)
    told = happened(change.before, change.after, events)
    before, after = sides(_renamed(change, told), told, by)
    table = _table(before, after, degree=measure == "mean_degree")
    table.attrs = {
        "definition": DEFINITIONS[measure],
        "identity": IDENTITY,
        "measure": measure,
        "relation": change.before.relation,
        "waves": (change.before.wave, change.after.wave),
        "by": by,
        "merged": sorted(told.merged),
        "renamed": dict(told.renamed),
        "undefined": _undefined(before, after, measure),
    }
    return table


def _check(measure: str, by: By | None) -> None:
    if measure not in DEFINITIONS:
        raise unknown("decomposed", measure, DEFINITIONS)
    if measure == "cross_sector_share" and by is None:
        raise UsageError(Phrase("usage.measure.by", measure=measure))
    if measure != "cross_sector_share" and by is not None:
        raise UsageError(Phrase("usage.decompose.by", measure=measure))


def _renamed(change: Change, told: Happened) -> tuple[Network, Network]:
    """The two networks; who took another name has the later one in both."""

    def named(network: Network) -> Network:
        names = [told.renamed.get(name, name) for name in network.actors]
        actors = pd.Index(names, name=network.actors.name, dtype="str")
        return replace(network, actors=actors, _attributes=network.attributes.set_axis(actors))

    before, after = change.before, change.after
    if not told.renamed:
        return before, after
    return (named(before), after) if told.later else (before, named(after))


def _table(before: Side, after: Side, *, degree: bool) -> pd.DataFrame:
    """The rows: each class, the size where it plays a part, and all together."""
    parts = after.beside() - before.beside()
    parts[0] = after.rates[0] - before.rates[0]
    if np.isnan(parts[0]):
        parts[:] = np.nan
    scale = (before.size + after.size) / 2 if degree else 1.0
    sides = (before, after)
    rows = pd.DataFrame(
        {
            "term": TERMS,
            "cells_before": before.units,
            "cells_after": after.units,
            "rate_before": before.rates,
            "rate_after": after.rates,
            "contribution": parts * scale,
        }
    )
    cells = [int(side.units.sum()) for side in sides]
    whole = [side.rate * (side.size if degree else 1.0) for side in sides]
    last = [(TOTAL, *cells, *whole, whole[1] - whole[0])]
    if degree:
        sizes = (before.size, after.size)
        mean = (before.rate + after.rate) / 2
        last.insert(
            0, (SIZE, before.possible, after.possible, *sizes, mean * (sizes[1] - sizes[0]))
        )
    return pd.concat([rows, pd.DataFrame(last, columns=rows.columns)], ignore_index=True)


def _undefined(before: Side, after: Side, measure: str) -> str | None:
    """Why there is nothing to hold the other classes against; ``None`` where there is."""
    if before.units[0] and after.units[0]:
        return None
    if measure == "cross_sector_share":
        return "one of the waves has no ties between known groups in the cells rated in both waves"
    return "no cell is rated in both waves"
