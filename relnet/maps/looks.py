"""How ties and actors look in a picture: as the style sheet of a page has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.figures.style import (
    CHANGED,
    GAINED,
    INK,
    KEPT,
    LOST,
    NONE,
    PAPER,
    SOFT,
    TIE,
    UNMEASURED,
    VALUES,
    Line,
    mixed,
)

if TYPE_CHECKING:
    from relnet.maps.scene import ShownActor

UNIT = 14.0
"""Size of the letters on a page; dashes are in its units."""
COLOURS = {
    "tie": TIE, "formed": GAINED, "entered": GAINED, "dissolved": LOST, "left": LOST,
    "persisted": KEPT, "strengthened": CHANGED, "weakened": CHANGED,
    "unobserved": UNMEASURED, "impossible": SOFT,
    "r0": GAINED, "r1": LOST, "r2": UNMEASURED, "r3": INK,
    "r4": TIE, "r5": GAINED, "r6": LOST, "r7": INK,
}  # fmt: skip
DASHES: dict[str, tuple[float, ...]] = {
    "dissolved": (8, 5), "left": (10, 3, 2, 3), "entered": (14, 3), "unobserved": (0.1, 5),
    "impossible": (1, 9), "r1": (9, 3), "r2": (3, 3), "r3": (12, 3, 2, 3), "r4": (16, 5),
    "r5": (1, 4), "r6": (9, 3, 2, 3, 2, 3), "r7": (5, 9),
}  # fmt: skip
ROUND = {"tie", "persisted", "strengthened", "weakened", "formed", "unobserved", "impossible"}
WEIGHT = {
    "formed": 1.9, "dissolved": 1.35, "unobserved": 1.1, "persisted": 0.75,
}  # fmt: skip
"""How much thicker than its strength a tie of a status is drawn."""
SAMPLE = {"formed": 4.0, "dissolved": 3.0, "unobserved": 2.6}
"""How thick it is in the legend."""
GOING = {"leaver", "merged", "renamed", "split"}
COMING = {"joiner", "made"}


def tie_line(kind: str, width: float, font: float) -> Line:
    """Return the line of a kind of tie, on a map with letters of a size."""
    dashes = tuple(part * font / UNIT for part in DASHES.get(kind, ()))
    faint = 0.7 if kind == "unobserved" else 1.0
    return Line(COLOURS[kind], width, dashes, kind in ROUND, faint)


def colour_of(code: int) -> str:
    """Return the colour of a value of an attribute, or of none (-1)."""
    return NONE if code < 0 else VALUES[code % len(VALUES)]


def mark_fill(actor: ShownActor) -> str:
    """Return what a mark is filled with: one that did not answer is all but empty."""
    if actor.status == "notasked":
        return PAPER
    return mixed(colour_of(actor.colour), 0.15) if actor.silent else colour_of(actor.colour)


def mark_line(actor: ShownActor, font: float) -> Line:
    """Return the outline of a mark: broken for one that did not answer all."""
    unit = font / UNIT
    if actor.silent or actor.partly:
        return Line(INK, 1.8 * unit, (3 * unit, 2 * unit))
    return Line(INK, 1.2 * unit)


def ring_line(status: str, font: float) -> Line | None:
    """Return the ring around a mark: whole for who came, broken for who went."""
    unit = font / UNIT
    if status in COMING:
        return Line(GAINED, 2.4 * unit)
    return Line(LOST, 2.4 * unit, (4 * unit, 3 * unit)) if status in GOING else None
