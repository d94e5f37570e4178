"""What enters the model of a pair: actors, wave, groups, and the neighbouring waves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.treatments.model import Pairs, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel.reported import Reported
    from relnet.treatments.slots import Slots, States

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

PSEUDO = 2.0
"""Ties of the average actor that are added to those of each, so that few tell little."""
NARROW = 1.0
"""Prior variance of the deviation of a group."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What all waves of a relation share.

    Attributes
    ----------
    n, waves : int
        Number of actors over all waves, and of waves.
    slots : Slots
        The cells of a pair.
    groups : ndarray of int64, shape (g, waves, n)
        The group of each actor in each wave, by attribute.
    """

    n: int
    waves: int
    slots: Slots
    groups: Ints

    @property
    def n_layers(self) -> int:
        """Number of reports."""
        return max(self.slots.layers) + 1

    @property
    def n_effects(self) -> int:
        """Number of effects of an actor: activity and popularity, by report; one if alike."""
        return 1 if len(self.slots.layers) == 1 else 2 * self.n_layers


@dataclass(frozen=True, slots=True, eq=False)
class Neighbour:
    """A wave next to the one that is modelled.

    Attributes
    ----------
    layers : tuple of Reported
        What is known of it.
    active, popular : ndarray, shape (layers, n)
        Log of each actor's rate of ties, sent and received, over that of all.
    density : ndarray, shape (layers,)
        Share of ties among the rated cells.
    """

    layers: tuple[Reported, ...]
    active: Floats
    popular: Floats
    density: Floats


def neighbour(layers: Sequence[Reported]) -> Neighbour:
    """Return a wave as a neighbour of others."""
    sent: list[Floats] = []
    received: list[Floats] = []
    density: list[float] = []
    for layer in layers:
        n = layer.possible.n
        inside = layer.keys[layer.rated.contains(layer.keys)]
        share = inside.size / max(len(layer.rated), 1)
        for ends, cells, rates in (
            (inside // max(n, 1), layer.rated.row_sizes, sent),
            (inside % max(n, 1), layer.rated.column_sizes, received),
        ):
            ties = np.bincount(ends, minlength=n)
            rates.append(np.log((ties + PSEUDO) / (cells * share + PSEUDO)))
        density.append(share)
    return Neighbour(tuple(layers), np.array(sent), np.array(received), np.array(density))


def pairs(
    frame: Frame, wave: int, i: Ints, j: Ints, beside: Sequence[tuple[Neighbour, States]]
) -> Pairs:
    """Return the pairs of a wave, with all that enters their model.

    Parameters
    ----------
    frame, wave
        The relation, and the position of the wave.
    i, j
        Their actors, i < j.
    beside
        Each neighbouring wave that enters, and what is known of the same cells in it.
    """
    slots, n = frame.slots, frame.n
    source = np.stack([i if forward else j for forward in slots.forward])
    target = np.stack([j if forward else i for forward in slots.forward])
    layer = np.broadcast_to(np.array(slots.layers)[:, None], source.shape)
    q, directed = frame.n_effects, len(slots.layers) > 1
    ends = (source * q + 2 * layer, target * q + 2 * layer + directed)
    level = wave * frame.n_layers + layer
    terms = [Term(frame.waves * frame.n_layers, (level,))]
    for codes in frame.groups:
        terms += _group_terms(frame, codes, wave, layer, (source, target))
    for near, state in beside:
        terms += _lags(frame, near, state, level, (source, target))
    return Pairs(Term(n * q, ends), tuple(terms), np.full(i.size, wave), frame.waves)


def _group_terms(
    frame: Frame, codes: Ints, wave: int, layer: Ints, ends: tuple[Ints, Ints]
) -> list[Term]:
    """How active and popular a group is, and whether both are in the same."""
    size = int(codes.max()) + 1
    sender, receiver = (codes[wave][end] for end in ends)
    directed = len(frame.slots.layers) > 1
    sides = (sender + 2 * size * layer, receiver + size * (2 * layer + directed))
    count = size * 2 * frame.n_layers if directed else size
    same = ((sender == receiver) & (sender > 0)).astype(float)
    return [Term(count, sides, variance=NARROW), Term(frame.n_layers, (layer,), same)]


def _lags(
    frame: Frame, near: Neighbour, state: States, level: Ints, ends: tuple[Ints, Ints]
) -> list[Term]:
    """The tie of the same cell, of the reversed one, and how active and popular the actors were.

    Each counts from its mean, and otherwise where the other of the two is not known.
    """
    layer = level % frame.n_layers
    known = (state >= 0).astype(float)
    lag = (state - near.density[layer]) * known
    sent, received = near.active[layer, ends[0]], near.popular[layer, ends[1]]
    if len(frame.slots.layers) == 1:
        values = [lag, known, sent + received]
    else:
        turned = list(frame.slots.reverse)
        theirs, other = known[turned], lag[turned]
        values = [lag * theirs, other * known, lag * (1 - theirs), other * (1 - known)]
        values += [known, theirs, sent, received]
    return [Term(frame.waves * frame.n_layers, (level,), value) for value in values]
