"""What measures are computed of: networks, whole or in parts, apart or together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.measures.groups import attributes, groups_of
from relnet.panel.select import take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.measures.groups import By
    from relnet.panel import Network


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What a measure is computed of: a network, or the relations of a wave together.

    Attributes
    ----------
    networks : tuple of Network
        One, or those of all relations, asked or not.
    group
        Whose actors these are, where the networks were cut into parts.
    """

    networks: tuple[Network, ...]
    group: str | None = None

    @property
    def network(self) -> Network:
        """The network, or the first that was asked."""
        return (self.asked or self.networks)[0]

    @property
    def asked(self) -> tuple[Network, ...]:
        """The networks of relations that were asked in the wave."""
        return tuple(network for network in self.networks if network.observation.asked)

    @property
    def treatment(self) -> str:
        """What was done about the unobserved cells of any of the networks."""
        made = (one.treated for one in self.networks if one.treated is not None)
        return next((one.name for one in made), "observed")

    @property
    def filled(self) -> float:
        """Share of the possible cells of the networks that a treatment filled in."""
        used = self.asked or self.networks
        possible = sum(len(one.observation.possible) for one in used)
        cells = sum(len(one.treated.filled) for one in used if one.treated is not None)
        return cells / possible if possible else 0.0

    @property
    def blank(self) -> bool:
        """Whether some cells could be observed, and none of them is known."""
        seen = [one.observation for one in self.asked]
        possible = sum(len(one.possible) for one in seen)
        return 0 < possible == sum(len(one.unknown) for one in seen)


def parts(networks: tuple[Network, ...], within: By | None) -> Iterator[Case]:
    """Yield the networks as a whole, or among the actors of each group."""
    if not attributes(within):
        yield Case(networks)
        return
    groups = groups_of(networks[0], attributes(within))
    for code, label in enumerate(groups.labels):
        members = np.flatnonzero(groups.codes == code)
        yield Case(tuple(take(network, members) for network in networks), label)
