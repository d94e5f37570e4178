"""Which layout a map has, and how faithful it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.maps.faithful import motion, scaled_stress
from relnet.maps.given import given_places
from relnet.maps.grouped import grouped
from relnet.maps.layout import MOST_AT_ONCE, stress_layout
from relnet.maps.linked import anchored, linked, wave_of
from relnet.maps.spec import MapLayout
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from relnet.maps.spec import MapAttribute, MapGroup
    from relnet.maps.union import Ground
    from relnet.wording import Wording

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

Layout: TypeAlias = "str | Mapping[str, Sequence[float]] | pd.DataFrame"
UNION, LINKED, ANCHORED, GROUPED, GIVEN = "union", "linked", "anchored", "grouped", "given"
MOVING = (LINKED, ANCHORED)
LAYOUTS = (UNION, LINKED, ANCHORED, GROUPED)
STILLNESS = 0.1
"""How much movement weighs against stress, where it is not said."""
FIGURES = 4
"""Decimals of stress and motion."""


def places_of(
    layout: Layout,
    stillness: float | None,
    on: Ground,
    everyone: pd.Index[str],
    waves: Sequence[str],
    members: Callable[[], Flags],
) -> Floats:
    """Return where the actors stand, shape ``(waves or 1, n, 2)``: one wave where nobody moves.

    Parameters
    ----------
    layout, stillness
        As `draw` has them.
    on
        What a layout is made from.
    everyone, waves
        Of the map.
    members
        Gives who is in which group.

    Raises
    ------
    UsageError
        If there is no such layout, it has no stillness or no groups, there are too many actors
        for it, or places are given that do not fit.
    """
    name = name_of(layout)
    held = _stillness(name, stillness)
    if not isinstance(layout, str):
        return given_places(layout, everyone, waves, on.present)
    if name == UNION:
        return stress_layout(on.ties)[None]
    if len(everyone) > MOST_AT_ONCE:
        most, actors = MOST_AT_ONCE, len(everyone)
        raise UsageError(
            Phrase("usage.map.layout.too_large", layout=name, most=most, actors=actors)
        )
    if name == GROUPED:
        return grouped(on.ties, members())[None]
    if len(waves) == 1:
        return stress_layout(on.ties)[None]
    wanted = [wave_of(*wave) for wave in zip(on.waves, on.known, strict=True)]
    start = stress_layout(on.ties)
    if name == LINKED:
        return linked(wanted, start, held, on.became)
    return anchored(wanted, start, held)


def name_of(layout: Layout) -> str:
    """Return the name of a layout.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    if isinstance(layout, Mapping | pd.DataFrame):
        return GIVEN
    if expect(layout, str, "layout") not in LAYOUTS:
        raise unknown("layout", layout, LAYOUTS)
    return layout


def _stillness(name: str, stillness: float | None) -> float:
    if stillness is None:
        return STILLNESS
    if name not in MOVING:
        raise UsageError(Phrase("usage.map.layout.still", layout=name))
    if math.isnan(expect(stillness, Real, "stillness")) or stillness < 0:
        raise UsageError(Phrase("usage.map.layout.stillness", stillness=f"{stillness:g}"))
    return float(stillness)


def members_of(groups: Sequence[MapGroup], colour: MapAttribute | None, n: int) -> Flags:
    """Return who is in which group, in the last wave in which that is known.

    Parameters
    ----------
    groups
        Those around whom a line can be drawn; if there are none, those of one colour are a group.
    colour
        The attribute that gives the colour.
    n
        How many actors there are.

    Raises
    ------
    UsageError
        If there is neither.
    """
    if not groups and colour is None:
        raise UsageError(Phrase("usage.map.layout.no_groups"))
    if groups:
        found = np.zeros((len(groups[0].members), n, len(groups)), dtype=np.bool_)
        for k, group in enumerate(groups):
            for t, inside in enumerate(group.members):
                found[t, list(inside), k] = True
    elif colour is not None:
        codes = np.array(colour.codes).T
        found = np.equal.outer(codes, np.arange(len(colour.values)))
    known = np.asarray(found.any(axis=2))
    last = len(found) - 1 - known[::-1].argmax(axis=0)
    return np.asarray(found[last, np.arange(n)])


def told(
    layout: Layout,
    stillness: float | None,
    places: Floats,
    on: Ground,
    waves: Sequence[str],
    words: Wording,
) -> MapLayout:
    """Return which layout it is, and how faithful the places on the map are.

    Parameters
    ----------
    layout, stillness
        As `draw` has them.
    places
        On the map, shape ``(waves or 1, n, 2)``.
    on
        What the layout was made from.
    waves, words
        What the waves are called, and the language.
    """
    name = name_of(layout)
    each = np.repeat(places, len(waves), axis=0) if len(places) < len(waves) else places
    stress = [
        scaled_stress(here[known], ties[known][:, known])
        for here, ties, known in zip(each, on.waves, on.known, strict=True)
    ]
    held = _stillness(name, stillness) if name in MOVING else math.inf
    steps = motion(each, on.present)
    return MapLayout(
        name=name,
        stillness=held if math.isfinite(held) else None,
        stress=_short(stress),
        motion=_short(steps),
        text=_text(
            _kind(name, held, len(waves)), dict(zip(waves, stress, strict=True)), steps, words
        ),
    )


def _kind(name: str, stillness: float, waves: int) -> str:
    """Which sentence says where actors stand."""
    if name in MOVING and (waves == 1 or (math.isinf(stillness) and name == ANCHORED)):
        return UNION
    return "still" if name == LINKED and math.isinf(stillness) else name


def _text(kind: str, stress: Mapping[str, float], steps: Sequence[float], words: Wording) -> str:
    """Where actors stand and how faithful that is, in words."""
    known = {wave: value for wave, value in stress.items() if not math.isnan(value)}
    parts = [words(f"map.layout.{kind}")]
    if known:
        told = ", ".join(f"{wave}: {words.number(value, 2)}" for wave, value in known.items())
        parts.append(words("map.layout.faithful", stress=told))
    moved = [step for step in steps if step > 0]
    if moved:
        parts.append(words("map.layout.motion", motion=words.share(float(np.nanmean(steps)))))
    return " ".join(parts)


def _short(values: Sequence[float]) -> tuple[float | None, ...]:
    return tuple(None if math.isnan(value) else round(value, FIGURES) for value in values)
