"""The waves of a relation put over the same actors, and whether they can be completed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.treatments.features import Frame
from relnet.treatments.relation import Waves
from relnet.treatments.slots import layers_of, slots_of
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel import Network
    from relnet.panel.reported import Reported
    from relnet.treatments.treatment import Treatment

    Ints = NDArray[np.int64]

MOST_UNKNOWN = 30_000_000
"""Unknown cells of one wave beyond which completions are refused: each is drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A relation that is to be completed.

    Attributes
    ----------
    networks : tuple of Network
        Its waves.
    positions : tuple of ndarray of int64
        The actors of each wave among all of them.
    waves : Waves or None
        The waves of which something is rated; None without any, or if nothing is unknown.
    place : tuple of (int or None)
        Which of `waves` each network is.
    model : str
        The model in words.
    """

    networks: tuple[Network, ...]
    positions: tuple[Ints, ...]
    waves: Waves | None
    place: tuple[int | None, ...]
    model: Phrase | None

    @property
    def lacking(self) -> bool:
        """Whether anything is unknown."""
        return any(len(network.observation.unknown) for network in self.networks)


def prepared(networks: Sequence[Network], plan: Treatment) -> Relation:
    """Check a relation and put its waves over the same actors."""
    everyone = networks[0].actors
    for network in networks:
        everyone = everyone.append(network.actors[~network.actors.isin(everyone)])
        for name in plan.by:
            if name not in network.attributes:
                raise unknown("attribute", name, network.attributes.columns)
        size = len(network.observation.unknown)
        if size > MOST_UNKNOWN:
            raise UsageError(Phrase("usage.impute.large", cells=size, most=MOST_UNKNOWN))
    positions = tuple(everyone.get_indexer(net.actors).astype(np.int64) for net in networks)
    usable = [k for k, network in enumerate(networks) if _is_rated(network)]
    place = tuple(usable.index(k) if k in usable else None for k in range(len(networks)))
    alone = Relation(tuple(networks), positions, None, place, None)
    if not (alone.lacking and usable):
        return alone
    layers = tuple(
        tuple(
            layer.reindex(networks[k].actors.get_indexer(everyone))
            for layer in layers_of(networks[k])
        )
        for k in usable
    )
    groups = _groups([networks[k] for k in usable], everyone, plan.by)
    frame = Frame(len(everyone), len(usable), slots_of(networks[usable[0]]), groups)
    return replace(
        alone, waves=Waves(frame, layers, plan.seed), model=_in_words(frame, plan.by, layers)
    )


def _is_rated(network: Network) -> bool:
    """Whether something of every report is rated."""
    return network.observation.asked and all(len(layer.rated) for layer in layers_of(network))


def _groups(networks: Sequence[Network], everyone: pd.Index[str], by: Sequence[str]) -> Ints:
    """Group of each actor by attribute and wave; 0 is none (shape (g, waves, n))."""
    codes = np.zeros((len(by), len(networks), len(everyone)), np.int64)
    for row, name in zip(codes, by, strict=True):
        values = pd.concat([net.attributes[name].reindex(everyone) for net in networks])
        row[:] = pd.factorize(values.astype("object"))[0].reshape(row.shape) + 1
    return codes


def _in_words(frame: Frame, by: Sequence[str], layers: Sequence[Sequence[Reported]]) -> Phrase:
    """The model as a sentence."""
    cells = sum(len(layer.rated) for wave in layers for layer in wave)
    kind = {1: "one", 2: "mutual" if frame.slots.mirrored else "directed", 4: "ends"}
    groups: Any = Phrase("impute.groups", names=", ".join(by)) if by else ""
    waves: Any = Phrase("impute.waves") if frame.waves > 1 else ""
    what = Phrase(f"impute.pairs.{kind[len(frame.slots.layers)]}")
    return Phrase("impute.model", pairs=what, groups=groups, waves=waves, cells=cells)
