"""Texts as a figure can show them, and how wide they are."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

UNKNOWN = "\ufffd"
"""What stands for a character that cannot be drawn."""
RIGHT_TO_LEFT = {"R", "AL", "AN"}
MEASURED_AT = 64.0
"""Size of the letters by which widths are measured; they grow with the size."""


@lru_cache
def font_file(*, bold: bool = False) -> str:
    """Return the file of the font, which comes with matplotlib."""
    from matplotlib import get_data_path  # noqa: PLC0415 - loaded where a figure is drawn

    return f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@lru_cache
def _font(*, bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    font = FT2Font(font_file(bold=bold))
    font.set_size(MEASURED_AT, 72)
    return font


@lru_cache
def _letters() -> frozenset[int]:
    """The characters that the font has, thick as well as thin."""
    thin, thick = (frozenset(_font(bold=bold).get_charmap()) for bold in (False, True))
    return thin & thick


def drawable(text: str) -> str:
    r"""Return a text in one line, with a replacement for each character that cannot be drawn.

    Controls, scripts from right to left and what the font lacks; a figure's text
    alternative has them all.

    Examples
    --------
    >>> drawable("caf\u0065\u0301\n\u4e2d $x$")
    'café \ufffd $x$'
    """
    plain = " ".join(unicodedata.normalize("NFC", text).replace("\xad", "").split())
    return "".join(letter if _is_drawable(letter) else UNKNOWN for letter in plain)


def _is_drawable(letter: str) -> bool:
    turned = unicodedata.bidirectional(letter) in RIGHT_TO_LEFT
    return letter.isprintable() and not turned and ord(letter) in _letters()


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a drawable text is, in the unit of its size."""
    from matplotlib.ft2font import LoadFlags  # noqa: PLC0415

    font = _font(bold=bold)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / MEASURED_AT * size


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return a text that fits in the room there is, with an ellipsis where it was longer.

    Examples
    --------
    >>> shortened("Huisartsengroep De Linde", 7, 60)
    'Huisartsengro…'
    """
    text = drawable(text)
    if text_width(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = text_width(text[:middle].rstrip() + "…", size, bold=bold) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…"


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that fit in the room there is.

    Examples
    --------
    >>> wrapped("one two three four", 7, 40)
    ['one two', 'three four']
    """
    lines = [""]
    for word in _pieces(drawable(text), size, room, bold=bold):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _pieces(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    """The words, those that fit in no line in parts."""
    pieces = []
    for word in text.split():
        start = 0
        for end in range(1, len(word) + 1):
            if end - start > 1 and text_width(word[start:end], size, bold=bold) > room:
                pieces.append(word[start : end - 1])
                start = end - 1
        pieces.append(word[start:])
    return pieces
