"""Every wave in the organisations of one wave, or in the coarsest that all have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pandas as pd

from relnet.lineage.pool import Pooling, pooled
from relnet.lineage.trace import common, follow, rosters, steps
from relnet.panel import Network, Panel
from relnet.wording import expect, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.lineage.trace import Became


def in_terms_of(
    panel: Panel, wave: str, events: pd.DataFrame, *, strength: Pooling = "max"
) -> Panel:
    """Express every wave in the organisations of one wave.

    Organisations that merged are one from the start: their ties are pooled, and those
    between them are internalised, so that neither counts as lost. An organisation that
    took another name goes by the one it has in the wave. Of one that was split only what
    all of it had is known of the parts: where it had no tie they had none, and where it
    had one it is unknown whose that was.

    Parameters
    ----------
    panel
        The panel.
    wave
        The wave whose organisations all others are expressed in. One that left before it
        or joined after it stays itself.
    events
        ``wave, event, actor, into``, a row for each organisation that merged (``merge``),
        took another name (``rename``) or for each part of one that was split
        (``split``); `wave` is the first at which it shows. Other events are left alone.
    strength
        How the strengths of pooled ties combine: the strongest, their sum or their mean.

    Returns
    -------
    Panel
        The same waves and relations; attributes are those of `wave`, where it has the actor.

    Raises
    ------
    UsageError
        If a name is unknown, or the events contradict the rosters.

    See Also
    --------
    in_common : The coarsest organisations that all waves have in common.

    Notes
    -----
    Cells are pooled by Kleene's *or*: a tie of any predecessor is a tie of the whole, no
    tie only where none had one. A pooled cell is rated only where all its parts are, so
    that the silence of one of the merged does not make change. An organisation answered
    where all its predecessors did.

    Examples
    --------
    >>> import networkx as nx, pandas as pd, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "B"), ("B", "X")]), wave="1")
    >>> new = rn.from_networkx(nx.Graph([("AB", "X")]), wave="2")
    >>> events = pd.DataFrame({"wave": "2", "event": "merge", "actor": ["A", "B"], "into": "AB"})
    >>> panel = rn.in_terms_of(rn.Panel((old, new)), "2", events)
    >>> panel["1"].ties[["source", "target"]].values.tolist()
    [['AB', 'X']]
    >>> rn.compare(panel["1"], panel["2"]).counts.loc["stayers", ["n01", "n10", "n11"]].tolist()
    [0, 0, 1]
    """
    _check(panel, "in_terms_of", strength)
    if wave not in panel.waves:
        raise unknown("wave", wave, panel.waves)
    found = steps(panel, events)
    end = panel.waves.index(wave)
    became = {
        name: follow(found, start, end, roster)
        for start, (name, roster) in enumerate(zip(panel.waves, rosters(panel), strict=True))
    }
    goals = {network.relation: network for network in panel if network.wave == wave}
    return Panel(tuple(_as_in(_expressed(n, became, strength), goals[n.relation]) for n in panel))


def in_common(panel: Panel, events: pd.DataFrame, *, strength: Pooling = "max") -> Panel:
    """Express every wave in the coarsest organisations that all waves have in common.

    What merged is one from the start, and what was split stays one: nothing is unknown
    for the events' sake, and everything that is compared is the same thing twice.

    Parameters
    ----------
    panel, events, strength
        As for `in_terms_of`.

    Returns
    -------
    Panel
        The same waves and relations. An organisation goes by the last name under which it
        was one; one that never was, by all its last names.

    Raises
    ------
    UsageError
        If the events contradict the rosters.

    Examples
    --------
    >>> import networkx as nx, pandas as pd, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "X")]), wave="1")
    >>> new = rn.from_networkx(nx.Graph([("A1", "X"), ("A1", "A2")]), wave="2")
    >>> events = pd.DataFrame({"wave": "2", "event": "split", "actor": "A", "into": ["A1", "A2"]})
    >>> list(rn.in_common(rn.Panel((old, new)), events)["2"].actors)
    ['A', 'X']
    """
    _check(panel, "in_common", strength)
    became = dict(zip(panel.waves, common(steps(panel, events), rosters(panel)), strict=True))
    return Panel(tuple(_expressed(network, became, strength) for network in panel))


def _check(panel: Panel, function: str, strength: str) -> None:
    expect(panel, Panel, "panel_only", function=function)
    if strength not in get_args(Pooling):
        raise unknown("pooling", strength, get_args(Pooling))


def _expressed(network: Network, became: Mapping[str, Became], strength: Pooling) -> Network:
    return pooled(network, became[network.wave], strength)


def _as_in(network: Network, goal: Network) -> Network:
    """The network with the attributes that the actors have in the wave of the goal."""
    there = network.actors.isin(goal.actors)
    theirs = goal.attributes.reindex(network.actors[there])
    own = network.attributes[~there]
    return replace(network, _attributes=pd.concat([theirs, own]).reindex(network.actors))
