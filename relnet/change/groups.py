"""Change within and between groups of actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.align import align
from relnet.change.change import Change
from relnet.change.compared import compared_cells, in_both
from relnet.change.counts import rates
from relnet.engine.blocks import block_sizes
from relnet.measures.ends import divided
from relnet.measures.groups import attributes, groups_of
from relnet.wording import expect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.change.counts import Compared
    from relnet.engine.cells import Cells
    from relnet.measures.groups import By
    from relnet.panel import Network

    Ints = NDArray[np.int64]

COLUMNS = (
    "group", "partner_group", "n00", "n01", "n10", "n11", "formation", "dissolution", "jaccard",
    "density_before", "density_after", "change", "n", "possible", "coverage",
)  # fmt: skip


def group_change(change: Change, by: By) -> pd.DataFrame:
    """Return the tie-change table from group to group.

    Parameters
    ----------
    change
        Of two waves.
    by
        The attribute that makes the groups, or several: each combination of their values is
        then a group.

    Returns
    -------
    DataFrame
        ``group, partner_group, n00, n01, n10, n11, formation, dissolution, jaccard,
        density_before, density_after, change, n, possible, coverage``, a row for each ordered
        pair of groups, and where undirected for each pair once. The counts are over the `n`
        cells (dyads) between stayers that are rated in both waves, of the `possible` ones; both
        densities are over these, and `change` is the later less the earlier: the mixing table
        now less then. A rate without anything to divide by is NaN.

        ``.attrs["in_no_group"]`` names the stayers of whom an attribute is not known in the
        later wave, ``.attrs["other_group"]`` those who are known to have been in another one
        before.

    Raises
    ------
    UsageError
        If it is no change, or the actors of the later wave have no such attribute.

    See Also
    --------
    measure : ``mixing_density``, of each wave by itself.

    Notes
    -----
    An actor is in its group of the later wave in both, or its move from one group to another
    would make change where no tie changed.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> waves = []
    >>> for wave, ties in (("1", ["AB", "BC"]), ("2", ["AB", "CD"])):
    ...     graph = nx.Graph()
    ...     for name, kind in zip("ABCD", "xxyy"):
    ...         graph.add_node(name, sector=kind)
    ...     graph.add_edges_from(ties)
    ...     waves.append(rn.from_networkx(graph, wave=wave))
    >>> found = rn.group_change(rn.compare(*waves), "sector")
    >>> found[["group", "partner_group", "n00", "n01", "n10", "n11", "change"]]
      group partner_group  n00  n01  n10  n11  change
    0     x             x    0    0    0    1    0.00
    1     x             y    3    0    1    0   -0.25
    2     y             y    0    1    0    0    1.00
    """
    expect(change, Change, "change_of", function="group_change")
    everyone, views = align(change.before, change.after)
    actors, cells = everyone[in_both(views)], compared_cells(views, directed=change.before.directed)
    after, before = _labels(change.after, by, actors), _labels_before(change.before, by, actors)
    labels = [label for label in groups_of(change.after, by).labels if label in set(after)]
    places = {label: k for k, label in enumerate(labels)}
    codes = np.array([places.get(label, -1) for label in after], np.int64)
    table = _table(cells, codes, labels)
    moved = (before != after) & (after != "") & (before != "")
    table.attrs = {
        "by": attributes(by),
        "in_no_group": actors[codes < 0].tolist(),
        "other_group": actors[moved].tolist(),
    }
    return table


def _labels_before(network: Network, by: By, actors: pd.Index[str]) -> NDArray[np.object_]:
    """The group in the earlier wave; not known where that wave has no such attribute."""
    if set(attributes(by)) <= set(network.attributes):
        return _labels(network, by, actors)
    return np.full(len(actors), "", object)


def _labels(network: Network, by: By, actors: pd.Index[str]) -> NDArray[np.object_]:
    """The group of each of these actors in one wave; empty where it is not known."""
    own = groups_of(network, by)
    names = np.array([*own.labels, ""], object)
    return np.asarray(names[own.codes][network.actors.get_indexer(actors)])


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Pairs of groups, each once where undirected; `codes` are the groups of the stayers."""

    codes: Ints
    k: int
    directed: bool

    @property
    def places(self) -> tuple[Ints, Ints]:
        """The groups of each pair."""
        first, second = np.indices((self.k, self.k)).reshape(2, -1)
        once = first >= 0 if self.directed else first <= second
        return first[once], second[once]

    def cells(self, cells: Cells) -> Ints:
        """How many of these cells there are between each pair; dyads where undirected."""
        return self._once(block_sizes(cells, self.codes, self.k))

    def ties(self, keys: Ints) -> Ints:
        """How many of these ties there are between each pair."""
        n, k = max(self.codes.size, 1), self.k
        source, target = (self.codes[end] for end in np.divmod(keys, n))
        both = (source >= 0) & (target >= 0)
        counts = np.bincount(source[both] * k + target[both], minlength=k * k)
        return self._once(counts.reshape(k, k))

    def _once(self, counts: Ints) -> Ints:
        first, second = self.places
        within = (first == second) & (not self.directed)
        return np.asarray(counts[first, second] // np.where(within, 2, 1))


def _table(cells: Compared, codes: Ints, labels: list[str]) -> pd.DataFrame:
    """The rows, a pair of groups each."""
    pairs = _Pairs(codes, len(labels), cells.directed)
    n, possible = pairs.cells(cells.both), pairs.cells(cells.possible)
    n01, n10, n11 = (pairs.ties(keys) for keys in (cells.formed, cells.dissolved, cells.persisted))
    counts = dict(zip(COLUMNS[2:6], (n - n01 - n10 - n11, n01, n10, n11), strict=True))
    names = np.array(labels, object)
    before, after = divided(n10 + n11, n), divided(n01 + n11, n)
    table = pd.DataFrame({
        **dict(zip(COLUMNS, (names[place] for place in pairs.places), strict=False)),
        **counts, **rates(**counts),
        "density_before": before, "density_after": after, "change": after - before,
        "n": n, "possible": possible, "coverage": divided(n, possible),
    })  # fmt: skip
    return table[list(COLUMNS)].astype({"group": "str", "partner_group": "str"})
