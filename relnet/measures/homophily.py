"""How far ties stay within groups, by network and by group.

Over the rated cells between actors whose group is known. The cells of the others are possible
cells of which nothing is counted, so they show in the coverage. Each tie counts once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.blocks import within_sizes
from relnet.measures.define import Figure, measure, ratio
from relnet.measures.ends import OVER, among, cells_per_tie, divided, ends, is_counted, touching
from relnet.measures.known import unfit_among

if TYPE_CHECKING:
    from relnet.measures.groups import Groups
    from relnet.panel import Network

_network = partial(measure, level="network", over=OVER, by=True, rate=True)
_group = partial(measure, level="group", by=True)
_KRACKHARDT = "Krackhardt & Stern 1988"


def _over_all(network: Network, groups: Groups, value: float, note: str | None = None) -> Figure:
    """The value over the rated cells between actors that are in a group."""
    seen, per = network.observation, cells_per_tie(network)
    n, possible = len(among(seen.rated, groups)) // per, len(seen.possible) // per
    return Figure(value, n, possible, note=note)


@_network(definition="(E − I) / (E + I), E the ties between actors of different groups, I those "
          "within a group: 1 if all ties are between groups, −1 if all are within one",
          source=_KRACKHARDT, oracle="by definition; by hand", unit="index")  # fmt: skip
def e_i_index(network: Network, groups: Groups) -> Figure:
    """Ties between groups, less those within, as a share of all."""
    source, target = ends(network, groups)
    inside = int((source == target).sum())
    return _over_all(network, groups, ratio(source.size - 2 * inside, source.size))


@_network(definition="(E − I) / (E + I) of as many ties spread evenly over the rated cells: cells "
          "between groups less those within, as a share of both; where all cells are rated, the mean "
          "of the E-I index over all permutations of the groups",
          source=_KRACKHARDT, oracle="by definition; all permutations", unit="index")  # fmt: skip
def e_i_expected(network: Network, groups: Groups) -> Figure:
    """The E-I index that the sizes of the groups alone would give."""
    rated, (source, _) = network.observation.rated, ends(network, groups)
    inside = int(within_sizes(rated, groups.codes, groups.k).sum())
    cells = len(among(rated, groups))
    value = ratio(cells - 2 * inside, cells) if source.size else float("nan")
    return _over_all(network, groups, value)


@_network(definition="E / (E + I): rated ties between actors of different groups / all of them",
          source=_KRACKHARDT, oracle="by definition; by hand", unit="share")  # fmt: skip
def cross_group_share(network: Network, groups: Groups) -> Figure:
    """Share of the ties that are between groups."""
    source, target = ends(network, groups)
    return _over_all(network, groups, ratio(int((source != target).sum()), source.size))


@_network(definition="sum of the strengths of the rated ties between actors of different groups / of "
          "all of them",
          source=f"{_KRACKHARDT}, by strength", oracle="by definition; by hand",
          weighted=True, unit="share")  # fmt: skip
def cross_group_share_weighted(network: Network, groups: Groups) -> Figure:
    """Share of the strength that is between groups."""
    source, target = ends(network, groups)
    strength = network.strength[is_counted(network, groups)]
    reason = unfit_among(strength)
    if reason is not None:
        return _over_all(network, groups, float("nan"), reason)
    between = float(strength[source != target].sum())
    return _over_all(network, groups, ratio(between, float(strength.sum())))


@_network(definition="(Σ e_gg − Σ a_g b_g) / (1 − Σ a_g b_g), e_gh the share of the rated ties that run "
          "from group g to h, a_g = Σ_h e_gh, b_h = Σ_g e_gh; an undirected tie runs both ways",
          source="Newman 2003", oracle="networkx", unit="correlation")  # fmt: skip
def assortativity(network: Network, groups: Groups) -> Figure:
    """How far ties stay within groups, against groups that send and receive as many at random."""
    source, target = ends(network, groups)
    m = source.size
    sent, received = (np.bincount(end, minlength=groups.k) for end in (source, target))
    by_chance = int(sent @ received)
    inside = int((source == target).sum())
    return _over_all(network, groups, ratio(m * inside - by_chance, m * m - by_chance))


@_group(definition="number of eligible actors in the group", source="the roster", oracle="pandas",
        over="roster", unit="actors")  # fmt: skip
def group_size(network: Network, groups: Groups) -> Figure:  # noqa: ARG001 - as all of its kind
    """Count the actors of each group."""
    return Figure(groups.sizes, groups.sizes, groups.sizes)


@_group(definition="rated cells of actors of the group, sent and received / possible ones; dyads where "
        "undirected", source="the panel", oracle="by definition",
        over="possible cells of actors of the group; dyads where undirected", unit="share")  # fmt: skip
def group_coverage(network: Network, groups: Groups) -> Figure:
    """Share of the possible cells of each group that are rated."""
    seen, per = network.observation, cells_per_tie(network)
    n, possible = (
        touching(cells, groups.codes, groups.k) // per for cells in (seen.rated, seen.possible)
    )
    return Figure(divided(n, possible), n, possible)


@_group(definition="rated ties within the group / rated cells within it (dyads where undirected)",
        source="Wasserman & Faust 1994", oracle="by definition; networkx, where all answered",
        over="rated cells within the group; dyads where undirected", rate=True, unit="share")  # fmt: skip
def group_density(network: Network, groups: Groups) -> Figure:
    """Density among the actors of each group."""
    (source, target), per = ends(network, groups), cells_per_tie(network)
    inside = np.bincount(source[source == target], minlength=groups.k) // per
    seen = network.observation
    n, possible = (
        within_sizes(cells, groups.codes, groups.k) // per for cells in (seen.rated, seen.possible)
    )
    return Figure(divided(inside, n), n, possible)


@_group(definition="(E − I) / (E + I), E the rated ties of actors of the group with other groups, sent "
        "and received, I those within the group; each tie counts once",
        source=_KRACKHARDT, oracle="by definition; by hand",
        over=f"{OVER}, of which either is of the group", rate=True, unit="index")  # fmt: skip
def group_e_i_index(network: Network, groups: Groups) -> Figure:
    """Ties with other groups, less those within, as a share of all ties of each group."""
    source, target = ends(network, groups)
    sent, received, inside = (
        np.bincount(end, minlength=groups.k) for end in (source, target, source[source == target])
    )
    seen, per, known = network.observation, cells_per_tie(network), groups.codes >= 0
    n = touching(among(seen.rated, groups), groups.codes[known], groups.k) // per
    possible = touching(seen.possible, groups.codes, groups.k) // per
    return Figure(divided(sent + received - 3 * inside, sent + received - inside), n, possible)
