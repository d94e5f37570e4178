"""Brokers between groups (Gould & Fernandez 1989)."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.brokerage import ROLES
from relnet.engine.brokerage import brokerage as roles_of
from relnet.engine.cells import Cells
from relnet.engine.counting import triples_through
from relnet.measures.define import Figure, measure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.measures.groups import Groups
    from relnet.panel import Network

    Floats = NDArray[np.float64]

PATHS = "paths a→v→b, a ≠ b, without a tie a→b, over fully rated triples"
ROLE = {
    "coordinator": "all three in one group",
    "itinerant": "a and b in one group, v in another",
    "gatekeeper": "v and b in one group, a in another",
    "representative": "a and v in one group, b in another",
    "liaison": "all three in different groups",
}
"""What makes a role, by the groups of the three."""
UNDIRECTED = "; an undirected path counts both ways"


@lru_cache(maxsize=1)
def _counted(network: Network, groups: Groups) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Paths by actor and role, and the rated and possible triples about each."""
    seen = network.observation
    named = Cells.from_rows(groups.codes >= 0)
    n = triples_through(seen.rated & named & named.T)
    counts = roles_of(network.rated_ties, seen.rated, groups.codes)
    return counts, n, triples_through(seen.possible)


def _figure(network: Network, groups: Groups, roles: slice) -> Figure:
    """Sum of the paths by role; unknown where no triple about the actor is rated."""
    counts, n, possible = _counted(network, groups)
    unseen = (n == 0) & (possible > 0)
    return Figure(np.where(unseen, np.nan, counts[:, roles].sum(axis=1)), n, possible)


_broker = partial(measure, level="actor", source="Gould & Fernandez 1989", by=True, unit="paths",
                  over="triples about the actor with all three cells rated and all groups known",
                  oracle="sna::brokerage (raw); by definition")  # fmt: skip

for _place, _role in enumerate(ROLES):
    _broker(name=f"brokerage_{_role}", definition=f"{PATHS}: {ROLE[_role]}{UNDIRECTED}")(
        partial(_figure, roles=slice(_place, _place + 1))
    )
_broker(name="brokerage_total", definition=f"{PATHS}, whatever the groups{UNDIRECTED}")(
    partial(_figure, roles=slice(None))
)
