"""Several names or answers in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def parts(text: str, separator: str, whole: Collection[str] = ()) -> list[str]:
    """Return what a cell holds, in its order and without empty parts.

    Parameters
    ----------
    text
        The cell.
    separator
        What stands between two parts, such as ``", "`` or ``";"``.
    whole
        Names that hold the separator themselves and are not split; the longest goes first.

    Examples
    --------
    >>> parts("GGD, Zorg, Wonen en Meer, Stad", ", ", {"Zorg, Wonen en Meer"})
    ['GGD', 'Zorg, Wonen en Meer', 'Stad']
    >>> parts("GGD;Stad;", ";")
    ['GGD', 'Stad']
    """
    pieces = [piece.strip() for piece in text.split(separator)]
    if not whole:
        return [piece for piece in pieces if piece]
    most = max((name.count(separator) + 1 for name in whole), default=1)
    found: list[str] = []
    start = 0
    while start < len(pieces):
        stop = next(
            (
                stop
                for stop in range(min(start + most, len(pieces)), start + 1, -1)
                if separator.join(pieces[start:stop]) in whole
            ),
            start + 1,
        )
        found.append(separator.join(pieces[start:stop]))
        start = stop
    return [part for part in found if part]
