"""Names that organisations had before the panel was in terms of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.panel import COMMON
from relnet.panel.provenance import JOINT, connected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from relnet.panel import Lineage, Network, Step


def former_names(networks: Iterable[Network]) -> dict[str, str]:
    """Return who went by another name, with the one organisation that it is in the networks.

    Parameters
    ----------
    networks
        Of one panel. Those that are in terms of their own organisations tell nothing.

    Returns
    -------
    dict of str to str
        Former name → actor. Names of actors are not in it, nor those of what became several
        organisations, or none that is there.

    Examples
    --------
    >>> import networkx as nx, pandas as pd, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "B"), ("B", "X")]), wave="1")
    >>> new = rn.from_networkx(nx.Graph([("AB", "X")]), wave="2")
    >>> events = pd.DataFrame({"wave": "2", "event": "merge", "actor": ["A", "B"], "into": "AB"})
    >>> former_names(rn.in_terms_of(rn.Panel((old, new)), "2", events))
    {'A': 'AB', 'B': 'AB'}
    """
    told = [network for network in networks if network.lineage is not None]
    actors = {name for network in told for name in network.actors}
    found: dict[str, set[str]] = {}
    for lineage in [network.lineage for network in told if network.lineage is not None]:
        for name in _named(lineage) - actors:
            found.setdefault(name, set()).update(_ends(name, lineage, actors))
    single = {name: next(iter(ends)) for name, ends in found.items() if len(ends) == 1}
    return {name: single[name] for name in sorted(single) if single[name] in actors}


def _named(lineage: Lineage) -> set[str]:
    return set[str]().union(*(step.names for step in lineage.steps))


def _ends(name: str, lineage: Lineage, actors: Collection[str]) -> set[str]:
    """What an organisation is after the steps; in common, all that they connect is one."""
    if lineage.terms == COMMON:
        whole = connected({name}, (step.names for step in lineage.steps))
        return {one for one in actors if one in whole or whole.issuperset(one.split(JOINT))}
    return _after(name, lineage.steps, actors)


def _after(name: str, steps: Iterable[Step], actors: Collection[str]) -> set[str]:
    """What an organisation became, or was before steps that are undone, up to one that is there."""
    became: dict[str, set[str]] = {}
    for step in steps:
        before, after = (step.into, step.actors) if step.undone else step.ends
        for one in before:
            became.setdefault(one, set()).update(after)
    found, seen, ahead = set[str](), set[str](), [name]
    while ahead:
        one = ahead.pop()
        if one in actors or one not in became:
            found.add(one)
        elif one not in seen:
            ahead += became[one]
        seen.add(one)
    return found
