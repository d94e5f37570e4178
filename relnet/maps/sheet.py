"""The sheet on which a map is drawn: its size, the places of the actors, room for names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.maps.labels import LINE, label_anchor, lines, place_labels
from relnet.maps.layout import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.maps.labels import Anchor, Side

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1_000.0, 560.0, 760.0
"""Size of the drawing; everything else is in its units."""
MOST_STRETCH = 1.25
"""How much wider a map may be made to fill a screen and to leave room for names."""
MARGIN = np.array([80.0, 45.0])
"""Space kept free beside and above the marks, for names."""
NEAR = 0.5
"""Steps that those who reach nobody may stand outside the others, where actors move."""
INK = 0.035
"""Share of the sheet that marks of full size would cover."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Where everything stands.

    Attributes
    ----------
    places : ndarray of float, shape (waves, n, 2)
        The actors; one wave where nobody moves.
    height, radius, font
        Of the sheet, of the largest mark and of the letters.
    names : list of tuple of str
        The lines of each name.
    sides : list of list of str
        Where each name stands, by wave.
    anchors : list of list of Anchor
        The same in the units of the sheet.
    line
        Height of a line of a name.
    """

    places: NDArray[np.float64]
    height: float
    radius: float
    font: float
    names: list[tuple[str, ...]]
    sides: list[list[Side]]
    anchors: list[list[Anchor]]
    line: float


def lay_out(
    places: NDArray[np.float64],
    names: Sequence[str],
    partners: NDArray[np.float64] | NDArray[np.int64],
    *,
    loose: NDArray[np.bool_] | None = None,
    present: NDArray[np.bool_] | None = None,
    exact: bool = False,
) -> Sheet:
    """Place actors and names: of those who are there in a wave first those with most partners.

    Parameters
    ----------
    places
        Where the actors are, on any scale, shape ``(waves or 1, n, 2)``.
    names
        What they are called.
    partners
        How many each has, in all waves.
    loose
        Who moves and in a wave cannot reach most others, of the shape of the waves: they stand
        far out, and are brought nearer, so that there is room for the rest.
    present
        Who is there, of the shape of the waves; all without.
    exact
        Whether the picture keeps its proportions, and marks that touch stay where they are.
    """
    places = places if loose is None else _brought_near(places, loose)
    low, high = _box(places)
    width, tall = high - low
    tallness = WIDTH * tall / width if width else 0.0
    height = round(float(np.clip(tallness, LEAST_HEIGHT, MOST_HEIGHT)), 1)
    n = max(len(names), 1)
    radius = round(float(np.clip(np.sqrt(INK * WIDTH * height / n / np.pi), 3.5, 15.0)), 1)
    font = round(float(np.clip(220 / np.sqrt(n), 8.5, 14.0)), 1)
    parts = [lines(name) for name in names]
    placed = _fitted(places, height, 1.0 if exact else MOST_STRETCH)
    if not exact:
        placed = np.array([_kept(spread(wave, 2.6 * radius), height) for wave in placed])
    placed = np.round(placed, 1)
    if (placed == placed[0]).all():
        placed = placed[:1]
    frame = (WIDTH, height)
    absent = np.zeros(placed.shape[:2], dtype=np.bool_)
    if present is not None and len(placed) > 1:
        absent = ~present
    sides = [
        place_labels(parts, wave, radius, font, _order(partners, away), frame)
        for wave, away in zip(placed, absent, strict=True)
    ]
    anchors = [
        [label_anchor(*name, radius, font) for name in zip(parts, wave, strict=True)]
        for wave in sides
    ]
    return Sheet(placed, height, radius, font, parts, sides, anchors, round(LINE * font, 2))


def _order(
    partners: NDArray[np.float64] | NDArray[np.int64], absent: NDArray[np.bool_]
) -> list[int]:
    """Whose name is placed first: of those who are there, then of the others, by partners."""
    order: list[int] = np.lexsort((np.arange(len(partners)), -partners, absent)).tolist()
    return order


def _box(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The corners of the box around all places."""
    if not places.size:
        return np.zeros((2, 2))
    return np.array([places.min(axis=(0, 1)), places.max(axis=(0, 1))])


def _brought_near(places: NDArray[np.float64], loose: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The same places, none of the loose more than a step outside the box around all others."""
    if 2 * loose.sum() >= loose.size:
        return places
    others = places[~loose]
    low, high = others.min(axis=0) - NEAR, others.max(axis=0) + NEAR
    middle, reach = (low + high) / 2, (high - low) / 2
    far = (np.abs(places - middle) / reach).max(axis=2)
    share = np.where(loose, 1 / np.maximum(far, 1.0), 1.0)
    return np.asarray(middle + (places - middle) * share[:, :, None])


def _kept(places: NDArray[np.float64], height: float) -> NDArray[np.float64]:
    """The same places, none of them off the sheet."""
    edge = MARGIN / 3
    return np.clip(places, edge, np.array([WIDTH, height]) - edge)


def _fitted(places: NDArray[np.float64], height: float, stretch: float) -> NDArray[np.float64]:
    """The same picture, as large as the sheet allows, and a little wider if there is room."""
    low, high = _box(places)
    room = np.array([WIDTH, height]) - 2 * MARGIN
    scale = np.minimum(room / np.maximum(high - low, 1e-9), 1e3)
    scale = np.minimum(scale, scale.min() * stretch)
    return np.asarray((places - (low + high) / 2) * scale + np.array([WIDTH, height]) / 2)
