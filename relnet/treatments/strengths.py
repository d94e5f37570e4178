"""Strengths of ties that are filled in, drawn from those observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.keys import lookup, transpose_keys
from relnet.treatments.donors import draw_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel.reported import Reported
    from relnet.treatments.slots import Slots

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NOT_KNOWN = -1.0
"""In place of a strength that is not known; 0 is no tie."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Pairs with a tie that was drawn.

    Attributes
    ----------
    keys : ndarray of int64, shape (k, d)
        Their cells.
    new : ndarray of bool, shape (k, d)
        Which of the cells hold such a tie.
    """

    keys: Ints
    new: Flags


def strengths(
    drawn: Drawn,
    layers: Sequence[Reported],
    beside: Sequence[tuple[Reported, ...]],
    slots: Slots,
    rng: np.random.Generator,
) -> Floats:
    """Draw the strengths of new ties.

    They come from the rated ties of the same report in the wave: of those whose strength in
    the neighbouring waves and by the other report is the same, if there are five; else whose
    strength in the first of these is; else of those that the same actor reports; else of all.

    Parameters
    ----------
    drawn
        The new ties.
    layers
        The reports of the wave.
    beside
        Those of the wave before, completed, and of the one after.
    slots
        The cells of a pair.
    rng
        Random numbers.

    Returns
    -------
    ndarray, shape (k, d)
        NaN where there is no new tie.
    """
    power = np.full(drawn.keys.shape, np.nan)
    for cell, of in enumerate(slots.layers):
        layer, new = layers[of], drawn.new[cell]
        fit = layer.rated.contains(layer.keys) & ~np.isnan(layer.strength)
        keys, donors = layer.keys[fit], layer.strength[fit]
        if donors.size and (donors == donors[0]).all():
            power[cell, new] = donors[0]
            continue
        own = drawn.keys[cell, new]
        columns = [(_at(waves[of], keys), _at(waves[of], own)) for waves in beside]
        if slots.other is not None:
            columns.append(_other_report(cell, keys, drawn, power, layers, slots))
        traits = [_as_one(columns), columns[0]] if columns else []
        n = layer.possible.n
        speaker = [(k % n if of else k // n).astype(float) for k in (keys, own)]
        power[cell, new] = draw_from(donors, [*traits, (speaker[0], speaker[1])], own.size, rng)
    return power


def _at(layer: Reported, keys: Ints) -> Floats:
    """Strength of these cells: 0 for no tie, -1 where it is not known."""
    found = lookup(keys, layer.keys, layer.strength, 0.0)
    return np.where(layer.known.contains(keys) & ~np.isnan(found), found, NOT_KNOWN)


def _other_report(
    cell: int, keys: Ints, drawn: Drawn, power: Floats, layers: Sequence[Reported], slots: Slots
) -> tuple[Floats, Floats]:
    """Strength by the other report, of the donors and of the new ties."""
    other, new = (slots.other or ())[cell], drawn.new[cell]
    layer = layers[slots.layers[other]]
    same_way = slots.forward[other] == slots.forward[cell]
    theirs = _at(layer, keys if same_way else transpose_keys(keys, layer.possible.n))
    known, just = _at(layer, drawn.keys[other, new]), power[other, new]
    return theirs, np.where(np.isnan(just), known, just)


def _as_one(columns: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """Several traits as one: a number for each combination."""
    size = columns[0][0].size
    rows = np.stack([np.concatenate(column) for column in columns], axis=1)
    code = np.unique(rows, axis=0, return_inverse=True)[1].astype(float)
    return code[:size], code[size:]
