"""Sharp bounds of measures that a further tie can only raise, or only lower.

Their extremes are at the completion without any more ties and at the one with all of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.measures import MEASURES
from relnet.silence.completion import fewest, most, value_of
from relnet.silence.define import Bound, bounds_of

if TYPE_CHECKING:
    from relnet.measures.groups import Groups
    from relnet.panel import Network

RISING = (
    "largest_component", "largest_component_share", "connectedness", "compactness",
    "reachable_pairs_share", "triads_300", "harmonic_closeness", "in_harmonic_closeness",
    "out_harmonic_closeness", "reach_2", "in_reach_2", "out_reach_2", "core_number",
    "core_number_in", "core_number_out", "core_number_undirected", "tripartite_connected",
    "tripartite_closed",
)  # fmt: skip
"""Measures that no further tie can lower: more actors are within reach, along shorter paths."""
FALLING = (
    "components", "strong_components", "component_ratio", "isolates", "isolates_share",
    "fragmentation", "fragmentation_by_distance", "triads_003",
)  # fmt: skip
"""Measures that no further tie can raise."""


def monotone(network: Network, groups: Groups | None = None, *, name: str) -> Bound:
    """Return the values at the two extreme completions, in their order."""
    ends = [value_of(MEASURES[name], end(network), groups) for end in (fewest, most)]
    return Bound(np.minimum(*ends), np.maximum(*ends))


for _name in (*RISING, *FALLING):
    bounds_of(_name)(partial(monotone, name=_name))
