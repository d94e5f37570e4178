"""The sheet on which a map is drawn: its size, the places of the actors, room for names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.maps.labels import LINE, label_anchor, lines, place_labels
from relnet.maps.layout import spread, stress_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.maps.labels import Anchor, Side

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1_000.0, 560.0, 760.0
"""Size of the drawing; everything else is in its units."""
MOST_STRETCH = 1.25
"""How much wider a map may be made to fill a screen and to leave room for names."""
MARGIN = np.array([80.0, 45.0])
"""Space kept free beside and above the marks, for names."""
INK = 0.035
"""Share of the sheet that marks of full size would cover."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Where everything stands.

    Attributes
    ----------
    places : ndarray of float, shape (n, 2)
        The actors.
    height, radius, font
        Of the sheet, of the largest mark and of the letters.
    names : list of tuple of str
        The lines of each name.
    sides : list of str
        Where each name stands.
    anchors : list of Anchor
        The same in the units of the sheet.
    line
        Height of a line of a name.
    """

    places: NDArray[np.float64]
    height: float
    radius: float
    font: float
    names: list[tuple[str, ...]]
    sides: list[Side]
    anchors: list[Anchor]
    line: float


def lay_out(ties: sparse.csr_array, names: Sequence[str]) -> Sheet:
    """Place actors and names, the actors with most ties first.

    Parameters
    ----------
    ties
        The ties of all waves together, symmetric, shape ``(n, n)``.
    names
        What the actors are called.
    """
    places = stress_layout(ties)
    width, tall = np.ptp(places, axis=0) if len(places) else (0.0, 0.0)
    height = float(np.clip(WIDTH * tall / width if width else 0.0, LEAST_HEIGHT, MOST_HEIGHT))
    n = max(len(names), 1)
    radius = round(float(np.clip(np.sqrt(INK * WIDTH * height / n / np.pi), 3.5, 15.0)), 1)
    font = round(float(np.clip(220 / np.sqrt(n), 8.5, 14.0)), 1)
    parts = [lines(name) for name in names]
    places = np.round(_kept(spread(_fitted(places, height), 2.6 * radius), height), 1)
    order = np.lexsort((np.arange(len(names)), -ties.sum(axis=1)))
    sides = place_labels(parts, places, radius, font, order.tolist(), (WIDTH, height))
    anchors = [label_anchor(*name, radius, font) for name in zip(parts, sides, strict=True)]
    return Sheet(places, height, radius, font, parts, sides, anchors, round(LINE * font, 2))


def _kept(places: NDArray[np.float64], height: float) -> NDArray[np.float64]:
    """The same places, none of them off the sheet."""
    edge = MARGIN / 3
    return np.clip(places, edge, np.array([WIDTH, height]) - edge)


def _fitted(places: NDArray[np.float64], height: float) -> NDArray[np.float64]:
    """The same picture, as large as the sheet allows, and a little wider if there is room."""
    if not len(places):
        return places
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array([WIDTH, height]) - 2 * MARGIN
    scale = np.minimum(room / np.maximum(high - low, 1e-9), 1e3)
    scale = np.minimum(scale, scale.min() * MOST_STRETCH)
    return np.asarray((places - (low + high) / 2) * scale + np.array([WIDTH, height]) / 2)
