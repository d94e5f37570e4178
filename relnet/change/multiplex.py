"""Change of the set of relations that two actors have."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.waves import network, pairs
from relnet.engine.cells import Cells
from relnet.engine.keys import is_among
from relnet.errors import UsageError
from relnet.measures.layers import shared, tied_dyads
from relnet.panel.select import take
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel import Network, Panel

    Flags = NDArray[np.bool_]

NONE, TOGETHER = "none", " + "
"""A pair without a tie; what stands between the relations of one with several."""
STATUSES = ("formed", "dissolved", "gained", "lost", "other relations", "same")


def multiplex_change(panel: Panel, before: str, after: str) -> pd.DataFrame:
    """Return which relations two actors had, and which they have.

    A tie that takes on a second relation grows stronger in another way than by its
    strength: who meet in one project and then refer to each other too.

    Parameters
    ----------
    panel
        A panel of several relations.
    before, after
        Two waves.

    Returns
    -------
    DataFrame
        ``source, target, before, after, relations_before, relations_after, status``, a row for
        each pair of stayers with any relation in either wave, of those that are rated in both
        waves on all relations (both ways round where directed). `before` and `after` name the
        relations, joined by ``" + "``, a tie of either direction being one; ``none`` without.
        `status` is ``formed`` or ``dissolved`` where there was or is none, ``gained`` or ``lost``
        where there are more or fewer, ``other relations`` where there are as many, else
        ``same``.

        ``.attrs`` has `relations`, those asked in both waves, `left_out`, the others; `n`, the
        pairs that were compared, `possible` and `coverage`; ``gained_second``, the pairs that
        had one relation and have several, and ``lost_second``, those that had several and have
        one.

    Raises
    ------
    UsageError
        If it is no panel, or has no such waves or no two relations that were asked in both.

    See Also
    --------
    multiplex_transitions : The same, counted.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> def network(relation, wave, *ties):
    ...     graph = nx.Graph(ties)
    ...     graph.add_nodes_from("ABC")
    ...     return rn.from_networkx(graph, wave=wave, relation=relation)
    >>> panel = rn.Panel((network("meet", "1", "AB", "BC"), network("meet", "2", "AB"),
    ...                   network("refer", "1", "BC"), network("refer", "2", "AB", "BC")))
    >>> rn.multiplex_change(panel, "1", "2")[["source", "target", "before", "after", "status"]]
      source target        before         after  status
    0      A      B          meet  meet + refer  gained
    1      B      C  meet + refer         refer    lost
    """
    waves = pairs(panel, before, after, "multiplex_change")[0]
    names, left_out = _asked(panel, waves)
    sides = [[network(panel, wave, name) for name in names] for wave in waves]
    everyone = reduce(pd.Index.intersection, (net.actors for side in sides for net in side))
    actors = sides[0][0].actors[sides[0][0].actors.isin(everyone)]
    sides = [[_among(net, actors) for net in side] for side in sides]
    rated, possible = (
        reduce(Cells.__and__, (shared(side, what) for side in sides))
        for what in ("rated", "possible")
    )
    table = _table(sides, actors, rated, names)
    first, second = table["relations_before"], table["relations_after"]
    table.attrs = {
        "relations": names,
        "left_out": left_out,
        "n": len(rated) // 2,
        "possible": len(possible) // 2,
        "coverage": len(rated) / len(possible) if len(possible) else float("nan"),
        "gained_second": int(((first == 1) & (second > 1)).sum()),
        "lost_second": int(((first > 1) & (second == 1)).sum()),
    }
    return table


def multiplex_transitions(panel: Panel, before: str, after: str) -> pd.DataFrame:
    """Return from which set of relations to which the pairs of actors went.

    Parameters
    ----------
    panel, before, after
        As for `multiplex_change`.

    Returns
    -------
    DataFrame, shape (k, k)
        The pairs that are rated in both waves on all relations, by the relations they had
        (rows) and have (columns): ``none``, single relations, then those together that were
        found. ``.attrs`` as of `multiplex_change`.

    Raises
    ------
    UsageError
        As of `multiplex_change`.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey)
    >>> table = rn.multiplex_transitions(panel, "2019", "2021")
    >>> int(table.to_numpy().sum()) == table.attrs["n"]
    True
    """
    found = multiplex_change(panel, before, after)
    names = list(found.attrs["relations"])
    together = {*found["before"], *found["after"]} - {NONE, *names}
    labels = [NONE, *names, *sorted(together, key=lambda label: (label.count(TOGETHER), label))]
    table = pd.crosstab(found["before"], found["after"])
    table = table.reindex(index=labels, columns=labels, fill_value=0)
    table.loc[NONE, NONE] = found.attrs["n"] - len(found)
    table.attrs = dict(found.attrs)
    return table


def _asked(panel: Panel, waves: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The relations that were asked in both waves, and those that were not."""
    asked = {
        name: all(network(panel, wave, name).observation.asked for wave in waves)
        for name in panel.relations
    }
    names = [name for name, both in asked.items() if both]
    if len(names) < 2:
        given = {"before": repr(waves[0]), "after": repr(waves[1])}
        raise UsageError(Phrase("usage.multiplex", relations=", ".join(names), **given))
    return names, [name for name in asked if name not in names]


def _among(net: Network, actors: pd.Index[str]) -> Network:
    """The network of these actors, in this order."""
    return take(net, net.actors.get_indexer(actors).astype(np.int64))


def _table(
    sides: Sequence[Sequence[Network]], actors: pd.Index[str], rated: Cells, names: Sequence[str]
) -> pd.DataFrame:
    """The rows, a pair with any relation in either wave each."""
    tied = [[tied_dyads(net, actors) for net in side] for side in sides]
    keys = np.unique(np.concatenate([keys for side in tied for keys in side]))
    keys = keys[rated.contains(keys)]
    had, have = (np.array([is_among(keys, own) for own in side]) for side in tied)
    source, target = np.divmod(keys, max(len(actors), 1))
    return pd.DataFrame({
        "source": actors[source], "target": actors[target],
        "before": _sets(had, names), "after": _sets(have, names),
        "relations_before": had.sum(axis=0), "relations_after": have.sum(axis=0),
        "status": _statuses(had, have),
    })  # fmt: skip


def _sets(flags: Flags, names: Sequence[str]) -> list[str]:
    """The relations of each pair (`flags` of shape ``(relations, pairs)``)."""
    labels = (
        TOGETHER.join(name for name, has in zip(names, own, strict=True) if has) for own in flags.T
    )
    return [label or NONE for label in labels]


def _statuses(had: Flags, have: Flags) -> pd.Categorical[str]:
    """What became of each pair."""
    old, new = had.sum(axis=0), have.sum(axis=0)
    conditions = [old == 0, new == 0, new > old, new < old, (had != have).any(axis=0)]
    codes = np.select(conditions, range(5), 5)
    return pd.Categorical.from_codes(codes, pd.Index(STATUSES))
