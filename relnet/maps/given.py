"""Places that whoever draws a map gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from relnet.errors import UsageError, quoted
from relnet.maps.linked import between
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Row: TypeAlias = tuple[str | None, str, Floats | None]

COLUMNS = ("actor", "x", "y")


def given_places(
    layout: Mapping[str, Sequence[float]] | pd.DataFrame,
    everyone: pd.Index[str],
    waves: Sequence[str],
    present: NDArray[np.bool_],
) -> Floats:
    """Return the places that a mapping or a table gives.

    Parameters
    ----------
    layout
        From actor to x and y, to the right and up; or a table with the columns ``actor``,
        ``x`` and ``y``, and ``wave`` where places differ between waves.
    everyone, waves
        The actors and waves of the map.
    present
        Who is there, shape ``(waves, n)``.

    Returns
    -------
    ndarray of float, shape (waves or 1, n, 2)
        The places, from the left and from the top. An actor for whom none is given in a wave in which
        it is not there, is on the line between those before and after.

    Raises
    ------
    UsageError
        If a column is missing, or the places are not one for each actor of the map, in every
        wave in which it is there; all that is wrong is named.

    Examples
    --------
    >>> import pandas as pd
    >>> there = np.ones((1, 2), bool)
    >>> given_places({"A": (0, 1), "B": (2, 3)}, pd.Index(["A", "B"]), ["2023"], there).tolist()
    [[[0.0, -1.0], [2.0, -3.0]]]
    """
    rows = list(_rows(layout))
    dated = any(wave is not None for wave, _, _ in rows)
    called: list[str | None] = list(waves) if dated else [None]
    needed = present if dated else np.ones((1, len(everyone)), dtype=np.bool_)
    cells = {
        (wave, name): (t, k) for t, wave in enumerate(called) for k, name in enumerate(everyone)
    }
    places = np.full((*needed.shape, 2), np.nan)
    wrong = _taken(rows, cells, places)
    met = {(wave, name) for wave, name, _ in rows}
    wrong["missing"] = [
        _told(*cell) for cell, at in cells.items() if needed[at] and cell not in met
    ]
    _refuse(wrong)
    return between(places, np.isfinite(places[:, :, 0])) * [1.0, -1.0]


def _taken(
    rows: Sequence[Row], cells: Mapping[tuple[str | None, str], tuple[int, int]], places: Floats
) -> dict[str, list[str]]:
    """Take over the places of the rows, and return those of which none can be taken."""
    wrong: dict[str, list[str]] = {"missing": [], "unknown": [], "twice": [], "unusable": []}
    met = set()
    for wave, name, place in rows:
        cell = (wave, name)
        if cell not in cells:
            wrong["unknown"].append(_told(*cell))
        elif cell in met:
            wrong["twice"].append(_told(*cell))
        elif place is None:
            wrong["unusable"].append(_told(*cell))
        else:
            places[cells[cell]] = place
        met.add(cell)
    return wrong


def _rows(layout: Mapping[str, Sequence[float]] | pd.DataFrame) -> Iterator[Row]:
    """Wave, actor and place of each row; no place where it is not two numbers."""
    if isinstance(layout, Mapping):
        yield from ((None, str(name), _place(place)) for name, place in layout.items())
        return
    lacking = [name for name in COLUMNS if name not in layout.columns]
    if lacking:
        raise UsageError(Phrase("usage.map.places.columns", names=", ".join(lacking)))
    waves = layout["wave"] if "wave" in layout.columns else [None] * len(layout)
    for wave, actor, x, y in zip(waves, *(layout[name] for name in COLUMNS), strict=True):
        yield (None if wave is None else str(wave)), str(actor), _place((x, y))


def _place(value: Any) -> Floats | None:
    """Two finite numbers, or nothing."""
    try:
        place = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return place if place.shape == (2,) and np.isfinite(place).all() else None


def _told(wave: str | None, name: str) -> str:
    return quoted(name) if wave is None else f"{quoted(name)} ({quoted(wave)})"


def _refuse(wrong: Mapping[str, Sequence[str]]) -> None:
    """Say all that is wrong at once."""
    parts = [
        Phrase(f"usage.map.places.{kind}", names=", ".join(dict.fromkeys(names)))
        for kind, names in wrong.items()
        if names
    ]
    if parts:
        told = parts[0]
        for part in parts[1:]:
            told = Phrase("usage.map.places.also", first=told, second=part)
        raise UsageError(Phrase("usage.map.places", told=told))
