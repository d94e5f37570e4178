"""The one style of all figures: sizes, colours and kinds of line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relnet.errors import UsageError
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

POINTS = 72 / 25.4
"""Points in a millimetre; all sizes on a sheet are in points."""
COLUMN, PAGE = 85.0, 170.0
"""Widths of a column and of a page, in mm."""
NARROWEST, WIDEST = 60.0, 420.0
SMALL, BODY, TITLE = 6.0, 7.0, 9.0
"""Sizes of letters: the smallest, of text and of the title."""
LEADING = 1.3
"""Height of a line of text, in sizes of its letters."""
DOTS = 300
"""Dots an inch of a PNG."""

PAPER, INK, SOFT, RULE = "#ffffff", "#1b1f24", "#4d5763", "#c4ccd4"
GAINED, LOST, KEPT, UNMEASURED = "#005fa8", "#c23b00", "#88919a", "#7a3fa8"
CHANGED, TIE, NONE = "#4a545e", "#7d8791", "#dfe4e9"
VALUES = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c",
)  # fmt: skip
"""Colours of the values of an attribute [1]_.

.. [1] Okabe, M. & Ito, K. (2008). *Color Universal Design*.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn.

    Attributes
    ----------
    colour, width
        The width in points.
    dashes : tuple of float
        Points drawn and left out in turn; empty for a whole line.
    round
        Whether its ends are round.
    opacity
        1 for a line that hides what is behind it.
    """

    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    round: bool = False
    opacity: float = 1.0


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 (black) to 1 (white), as in WCAG 2.

    Examples
    --------
    >>> luminance("#ffffff"), round(luminance("#005fa8"), 2)
    (1.0, 0.11)
    """
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return round(sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)), 6)


def mixed(colour: str, share: float) -> str:
    """Return a colour mixed with that of the paper.

    Examples
    --------
    >>> mixed("#000000", 0.2)
    '#cccccc'
    """
    parts = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
    return "#" + "".join(f"{round(share * part + (1 - share) * 255):02x}" for part in parts)


def points(width: float) -> float:
    """Return a width in points.

    Raises
    ------
    UsageError
        If no figure can be so wide, in mm.
    """
    if not isinstance(width, int | float) or not NARROWEST <= width <= WIDEST:
        least, most = int(NARROWEST), int(WIDEST)
        raise UsageError(Phrase("usage.figure.width", least=least, most=most, width=repr(width)))
    return float(width) * POINTS


def settings() -> Mapping[str, Any]:
    """Return what matplotlib is told, whatever a user has told it."""
    return {
        "figure.facecolor": PAPER,
        "figure.dpi": 72,
        "savefig.facecolor": PAPER,
        "savefig.bbox": None,
        "text.parse_math": False,
        "text.usetex": False,
        "text.hinting": "none",
        "svg.fonttype": "path",
        "svg.hashsalt": "relnet",
        "pdf.fonttype": 42,
        "pdf.compression": 6,
        "path.simplify": False,
    }
