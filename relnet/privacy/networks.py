"""A network as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.panel.select import take
from relnet.privacy.happened import lineage_shown
from relnet.privacy.values import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    from relnet.panel import Network, Treated
    from relnet.panel.reported import Reported
    from relnet.privacy.names import Key
    from relnet.privacy.settings import Privacy
    from relnet.privacy.values import Shown


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done to each network.

    Attributes
    ----------
    privacy : Privacy
        What is hidden.
    key : Key
        What each organisation is called.
    gone : set of str
        Names that are left out.
    unsaid : set of str
        Names of which it is not said what happened to them.
    attributes : mapping
        What is shown of each attribute.
    """

    privacy: Privacy
    key: Key
    gone: Collection[str]
    unsaid: Collection[str]
    attributes: Mapping[Hashable, Shown]


def network_shown(network: Network, plan: Plan) -> Network:
    """Return a network as it is shown, its actors in the order of their pseudonyms."""
    called = list(map(plan.key.of, network.actors))
    order = sorted(range(network.n), key=called.__getitem__) if plan.key.hides else None
    moved = take(network, np.array(order, np.int64)) if order is not None else network
    actors = pd.Index([plan.key.of(name) for name in moved.actors], name="actor", dtype="str")
    directed = network.directed
    lineage = lineage_shown(network.lineage, plan.key, plan.unsaid, plan.privacy, directed=directed)
    strengths = plan.privacy.strengths
    reports = moved.reports if plan.privacy.reports else ()
    return replace(
        moved,
        actors=actors,
        strength=moved.strength if strengths else np.ones(moved.keys.size),
        lineage=lineage,
        reports=tuple(report if strengths else _told(report) for report in reports),
        treated=_treated(moved.treated, plan),
        _attributes=table_of(moved, plan.attributes, actors),
    )


def _told(report: Reported) -> Reported:
    """A report of which only is told what counts as a tie."""
    keys = report.keys[report.is_tie]
    ones = np.ones(keys.size)
    return replace(report, keys=keys, strength=ones, is_tie=ones.astype(np.bool_), least=None)


def _treated(treated: Treated | None, plan: Plan) -> Treated | None:
    """What was done about the unobserved, under other names."""
    if treated is None:
        return None
    dropped = [name for name in treated.dropped if name not in plan.gone]
    return replace(treated, dropped=plan.key.all_of(dropped))
