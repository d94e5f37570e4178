"""What a figure is drawn of: the networks of a panel, as they were observed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.panel import Network, Panel
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_relation(source: Panel | Sequence[Network], function: str) -> list[Network]:
    """Return the networks of one relation, in order.

    Raises
    ------
    UsageError
        If there are none, or of more than one relation, or their unobserved cells were treated.
    """
    given = (
        source
        if isinstance(source, Panel)
        else expect(source, Sequence, "networks", function=function)
    )
    networks = [expect(one, Network, "networks", function=function) for one in given]
    relations = dict.fromkeys(network.relation for network in networks)
    if not networks:
        raise UsageError(Phrase("usage.map.no_network"))
    if len(relations) > 1:
        raise UsageError(Phrase("usage.figure.relations", relations=", ".join(relations)))
    check_observed(networks)
    return networks


def check_observed(networks: Iterable[Network]) -> None:
    """Refuse networks of which unobserved cells were treated."""
    if any(network.treated is not None for network in networks):
        raise UsageError(Phrase("usage.figure.treated"))
