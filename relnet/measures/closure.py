"""Triads of three groups: are they connected, and are they closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relnet.measures.crossing import triads
from relnet.measures.define import Figure, measure, ratio

if TYPE_CHECKING:
    from relnet.measures.groups import Groups
    from relnet.panel import Network

_measure = partial(
    measure,
    level="network",
    over="triads of three different groups, all cells rated",
    by=True,
    rate=True,
    source="Holland & Leinhardt 1976, of groups",
    oracle="by definition",
)


@_measure(
    definition="triads of three different groups with a tie, either way, between at least two of the "
    "three pairs / triads of three different groups of which all cells are rated",
    unit="share",
)
def tripartite_connected(network: Network, groups: Groups) -> Figure:
    """Share of the triads of three groups that hang together."""
    found = triads(network, groups.codes)
    return Figure(ratio(found.connected, found.rated), found.rated, found.possible)


@_measure(
    definition="triads of three different groups with a tie, either way, between all three pairs / "
    "triads of three different groups of which all cells are rated",
    unit="share",
)
def tripartite_closed(network: Network, groups: Groups) -> Figure:
    """Share of the triads of three groups in which all are tied."""
    found = triads(network, groups.codes)
    return Figure(ratio(found.closed, found.rated), found.rated, found.possible)
