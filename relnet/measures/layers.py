"""The relations of one wave laid on one another, as dyads of the same actors."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.cells import Cells
from relnet.engine.keys import rekey

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.engine.keys import Keys
    from relnet.panel import Network


def shared(networks: Sequence[Network], what: str) -> Cells:
    """Return the dyads of which all cells are so in every relation, among the first one's actors.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> line, arrow = (rn.from_networkx(kind([(0, 1), (1, 2)])) for kind in (nx.Graph, nx.DiGraph))
    >>> len(shared([line, arrow], "rated"))  # both ways round
    6
    """
    actors = networks[0].actors
    return reduce(Cells.__and__, (_dyads(network, what, actors) for network in networks))


def _dyads(network: Network, what: str, actors: pd.Index[str]) -> Cells:
    cells: Cells = getattr(network.observation, what)
    both = cells.both_ways if network.directed else cells
    if network.actors.equals(actors):
        return both
    return both.reindex(network.actors.get_indexer(actors).astype(np.int64))


def known_keys(network: Network, actors: pd.Index[str]) -> Keys:
    """Return the known ties as sorted cells of these actors."""
    if network.actors.equals(actors):
        return network.keys
    places = actors.get_indexer(network.actors).astype(np.int64)
    return np.sort(rekey(network.keys, places, len(actors))[0])


def tied_dyads(network: Network, actors: pd.Index[str]) -> Keys:
    """Return the dyads with a known tie, either way, as sorted cells ``i * n + j``, i < j."""
    source, target = np.divmod(known_keys(network, actors), max(len(actors), 1))
    return np.unique(np.minimum(source, target) * len(actors) + np.maximum(source, target))
