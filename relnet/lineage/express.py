"""Every wave in the organisations of one wave, or in the coarsest that all have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.lineage.pool import Pooling, inside, pooled
from relnet.lineage.trace import applied, applied_in_common, common, follow, gaps
from relnet.panel import COMMON, Lineage, Network, Panel, rosters
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.lineage.trace import Became, Gap
    from relnet.panel import Step


def in_terms_of(
    panel: Panel, wave: str, events: pd.DataFrame | None = None, *, strength: Pooling = "max"
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
        The panel's own without.
    strength
        How the strengths of pooled ties combine: the strongest, their sum or their mean.

    Returns
    -------
    Panel
        The same waves and relations; the very panel where nothing happened. Each network
        says in its `lineage` what was applied to it. An organisation that is another one
        here than in its own wave has the attributes of `wave`, where it is there.

    Raises
    ------
    UsageError
        If a name is unknown, the events contradict the rosters, there are none, or the panel
        is in terms of other organisations already: what was pooled cannot be told apart. Also
        if actors were left out of it: they may be part of one that merged.

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
    _check_pooling(strength)
    found = gaps_of(panel, "in_terms_of", events)
    if wave not in panel.waves:
        raise unknown("wave", wave, panel.waves)
    if not any(gap.steps for gap in found):
        return panel
    end = panel.waves.index(wave)
    goals = {network.relation: network for network in panel if network.wave == wave}
    networks = []
    for network in panel:
        start = panel.waves.index(network.wave)
        became = follow(found, start, end, network.actors)
        new = pooled(network, became, strength)
        if new is not network:
            new = _as_in(new, goals[network.relation], became)
        steps = applied(found, start, end, network.actors)
        networks.append(_told(new, wave, strength, steps, inside(network, became)))
    return replace(panel, networks=tuple(networks))


def in_common(
    panel: Panel, events: pd.DataFrame | None = None, *, strength: Pooling = "max"
) -> Panel:
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
        If the events contradict the rosters, there are none, the panel is in terms of
        other organisations already, or actors were left out of it.

    Examples
    --------
    >>> import networkx as nx, pandas as pd, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "X")]), wave="1")
    >>> new = rn.from_networkx(nx.Graph([("A1", "X"), ("A1", "A2")]), wave="2")
    >>> events = pd.DataFrame({"wave": "2", "event": "split", "actor": "A", "into": ["A1", "A2"]})
    >>> list(rn.in_common(rn.Panel((old, new)), events)["2"].actors)
    ['A', 'X']
    """
    _check_pooling(strength)
    found = gaps_of(panel, "in_common", events)
    if not any(gap.steps for gap in found):
        return panel
    became = dict(zip(panel.waves, common(found, list(rosters(panel).values())), strict=True))
    networks = []
    for network in panel:
        own = {name: became[network.wave][name] for name in network.actors}
        steps = applied_in_common(found, panel.waves.index(network.wave), own)
        new = pooled(network, own, strength)
        networks.append(_told(new, COMMON, strength, steps, inside(network, own)))
    return replace(panel, networks=tuple(networks))


def _check_pooling(strength: str) -> None:
    if strength not in get_args(Pooling):
        raise unknown("pooling", strength, get_args(Pooling))


def gaps_of(panel: Panel, function: str, events: pd.DataFrame | None = None) -> list[Gap]:
    """Return what happened before each wave but the first.

    Parameters
    ----------
    panel
        As surveyed.
    function
        That asks, for what is said where it cannot be told.
    events
        As for `in_terms_of`; the panel's own without.

    Raises
    ------
    UsageError
        If it is no panel, there are no events, they contradict the rosters, the panel is in
        terms of other organisations already, or actors were left out of it.
    """
    expect(panel, Panel, "panel_only", function=function)
    told = panel.events if events is None else events
    if told is None:
        raise UsageError(Phrase("usage.lineage.no_events", function=function))
    for network in panel:
        if network.lineage is not None:
            raise UsageError(Phrase("usage.lineage.twice", terms=network.lineage.terms))
        if network.treated is not None and network.treated.dropped:
            raise UsageError(Phrase("usage.lineage.dropped", wave=quoted(network.wave)))
    return gaps(panel, told)


def _told(
    network: Network, terms: str, strength: str, steps: Sequence[Step], ties: pd.DataFrame
) -> Network:
    return replace(network, lineage=Lineage(terms, strength, tuple(steps), ties))


def _as_in(network: Network, goal: Network, became: Became) -> Network:
    """The network; who is another one than before has the attributes of the goal."""
    own = {name for name, now in became.items() if now == {name}}
    own -= set().union(*(now for name, now in became.items() if name not in own))
    theirs = network.actors[network.actors.isin(goal.actors) & ~network.actors.isin(list(own))]
    rest = network.attributes[~network.actors.isin(theirs)]
    both = pd.concat([goal.attributes.reindex(theirs), rest])
    return replace(network, _attributes=both.reindex(network.actors))
