"""Parts of a panel: some actors, waves or relations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from relnet.engine.keys import rekey
from relnet.errors import UsageError
from relnet.panel.happened import kept_events
from relnet.panel.network import Network
from relnet.panel.panels import Panel
from relnet.panel.provenance import among
from relnet.survey import kept_milestones
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray


@overload
def subset(
    source: Network,
    *,
    actors: Collection[str] | None = None,
    waves: None = None,
    relations: None = None,
    **attributes: object,
) -> Network: ...
@overload
def subset(
    source: Panel,
    *,
    actors: Collection[str] | None = None,
    waves: Collection[str] | None = None,
    relations: Collection[str] | None = None,
    **attributes: object,
) -> Panel: ...
def subset(
    source: Network | Panel,
    *,
    actors: Collection[str] | None = None,
    waves: Collection[str] | None = None,
    relations: Collection[str] | None = None,
    **attributes: object,
) -> Network | Panel:
    """Keep some actors, waves or relations; what was unobserved stays so.

    Parameters
    ----------
    source
        A network or panel.
    actors
        Names to keep; one that is on no roster raises, one that is absent in a wave stays
        absent.
    waves, relations
        Of a panel, which to keep.
    **attributes
        Attributes that an actor must have in the wave, a value or a list of values, as in
        ``sector="hospital"``.

    Returns
    -------
    Network or Panel
        Of the same kind as `source`.

    Raises
    ------
    UsageError
        If a name or an attribute is unknown, or nothing is left.
    """
    actors, waves, relations = (
        _texts(names, what)
        for names, what in ((actors, "actors"), (waves, "waves"), (relations, "relations"))
    )
    if isinstance(source, Network):
        if waves is not None or relations is not None:
            raise UsageError(Phrase("usage.panel.one_network"))
        _check_names(actors, source.actors)
        return _subset(source, actors, attributes)
    expect(source, Panel, "panel", function="subset")
    for name in waves or ():
        if name not in source.waves:
            raise unknown("wave", name, source.waves)
    for name in relations or ():
        if name not in source.relations:
            raise unknown("relation", name, source.relations)
    _check_names(actors, {name for net in source for name in net.actors})
    kept = [
        _subset(network, actors, attributes)
        for network in source
        if (waves is None or network.wave in waves)
        and (relations is None or network.relation in relations)
    ]
    if not kept:
        raise UsageError(Phrase("usage.panel.nothing_left"))
    part = Panel(tuple(kept), kept_events(source.events, source.networks, kept))
    milestones = kept_milestones(source.milestones, source.waves, part.waves)
    return replace(part, _milestones=milestones)


def _texts(names: Any, what: str) -> list[str] | None:
    """One name or several, as text."""
    if names is None or isinstance(names, str | int):
        return None if names is None else [str(names)]
    return [str(name) for name in expect(names, Iterable, "names", argument=what)]


def _check_names(actors: Collection[str] | None, known: Collection[str]) -> None:
    for name in actors or ():
        if name not in known:
            raise unknown("actor", name, known)


def _subset(
    network: Network, actors: Collection[str] | None, attributes: dict[str, object]
) -> Network:
    kept = np.ones(network.n, np.bool_) if actors is None else network.actors.isin(list(actors))
    table = network.attributes
    for name, wanted in attributes.items():
        if name not in table:
            raise unknown("attribute", name, table.columns)
        several = isinstance(wanted, list | tuple | set | frozenset)
        has = table[name].isin(list(wanted) if several else [wanted])  # type: ignore[call-overload]
        kept = kept & has.to_numpy(bool)
    return take(network, np.flatnonzero(kept))


def take(network: Network, positions: NDArray[np.int64]) -> Network:
    """Return the network of the actors at these positions, in this order (shape ``(k,)``)."""
    n, k = network.n, positions.size
    new = np.full(n, -1, np.int64)
    new[positions] = np.arange(k)
    keys, inside = rekey(network.keys, new, k)
    order = np.argsort(keys)
    return replace(
        network,
        actors=network.actors[positions],
        keys=keys[order],
        strength=network.strength[inside][order],
        observation=network.observation.reindex(positions),
        lineage=among(network.lineage, list(network.actors[positions])),
        reports=tuple(report.reindex(positions) for report in network.reports),
        treated=None if network.treated is None else network.treated.reindex(positions),
        _attributes=network.attributes.iloc[positions],
    )
