"""Sharp bounds of the share of reported ties that both partners report.

Here the reports are unknown and not the ties: a pair of reports is to a tie as the two cells of
a dyad are to reciprocity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.silence.define import Bound, bounds_of
from relnet.silence.pairs import Dyads, among_connected

if TYPE_CHECKING:
    from relnet.panel import Network


@bounds_of("confirmation_rate")
def confirmation_rate(network: Network) -> Bound:
    """From none to all of the unknown reports that could confirm the other one."""
    if len(network.reports) < 2:
        note = "not applicable" if network.reports else "reports not kept"
        return Bound(np.nan, np.nan, note=note)
    first, second = network.reports
    pairs = first.possible & second.possible
    yes = [report.ties & pairs for report in (first, second)]
    no = [(report.known - report.ties) & pairs for report in (first, second)]
    unknown = [pairs - report.known for report in (first, second)]
    cells = (
        yes[0] & yes[1],
        (yes[0] & no[1]) | (no[0] & yes[1]),
        no[0] & no[1],
        (yes[0] & unknown[1]) | (unknown[0] & yes[1]),
        (no[0] & unknown[1]) | (unknown[0] & no[1]),
        unknown[0] & unknown[1],
    )
    halves = 1 if network.directed else 2
    return among_connected(Dyads(*(len(part) // halves for part in cells)), 1)
