"""Completions of a network: every unknown cell is a tie or is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from relnet.engine.keys import merge, transpose_keys
from relnet.measures import Figure
from relnet.panel import Network, Observation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.measures.define import Measure
    from relnet.measures.groups import Groups

    Keys: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]


def free_keys(network: Network) -> Keys:
    """Return the unknown cells as sorted keys; an undirected dyad stands once."""
    keys = network.observation.unknown.keys()
    if network.directed:
        return keys
    return keys[keys // network.n < keys % network.n]


def completion(network: Network, chosen: Keys) -> Network:
    """Return the network in which just these of the unknown cells hold a tie.

    Everything possible is then observed, so that each measure gives what it would have
    given under full response. The strength of a tie that is filled in is unknown.

    Parameters
    ----------
    network
        The network.
    chosen
        Sorted keys among those of `free_keys`.
    """
    if not network.directed:
        chosen = np.sort(np.concatenate([chosen, transpose_keys(chosen, network.n)]))
    keys = merge(network.keys, chosen)
    strength = np.full(keys.size, np.nan)
    strength[np.searchsorted(keys, network.keys)] = network.strength
    possible = network.observation.possible
    seen = Observation(possible, possible, possible - possible, np.ones(network.n, np.bool_))
    return replace(network, keys=keys, strength=strength, observation=seen, reports=())


def fewest(network: Network) -> Network:
    """Return the completion without any more ties."""
    return completion(network, np.empty(0, np.int64))


def most(network: Network) -> Network:
    """Return the completion in which all unknown cells hold a tie."""
    return completion(network, free_keys(network))


def value_of(
    measure: Measure, source: Network | tuple[Network, ...], groups: Groups | None
) -> Floats:
    """Return the values of a measure of a network, or of several relations together."""
    given = measure.function(source, groups) if measure.by else measure.function(source)
    value = given.value if isinstance(given, Figure) else given
    if isinstance(value, pd.Series) and isinstance(source, Network):
        value = value.reindex(source.actors)
    return np.asarray(value, float).reshape(-1)
