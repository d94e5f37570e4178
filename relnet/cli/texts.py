"""Aligned tables of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.errors import printable

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 120
"""Characters beside each other in a table that can go on below."""
GAP = 2
"""Spaces between the columns of a table."""


def print_texts(table: pd.DataFrame) -> None:
    """Print an aligned table of texts as they are; what is too wide goes on below.

    Parameters
    ----------
    table
        The texts; the index is printed if it is not a range of numbers, and columns go on
        below with it.
    """
    named = table.index.dtype.kind not in "iu"
    shown = table.rename(columns=lambda name: printable(name, 40))
    shown = shown.rename(index=lambda name: printable(name, 100)) if named else shown
    widest = 100 if named else 60
    blocks = _beside(shown) if named else [range(shown.shape[1])]
    for block in blocks:
        part = shown.iloc[:, list(block)]
        click.echo(part.to_string(index=named, justify="right", max_colwidth=widest))


def _beside(table: pd.DataFrame) -> list[list[int]]:
    """The places of the columns of each block that fits beside the index."""
    blocks: list[list[int]] = []
    room = 0
    first = max(map(len, table.index))
    for place, name in enumerate(table.columns):
        width = GAP + max(len(text) for text in (name, *table.iloc[:, place]))
        if not blocks or width > room:
            blocks.append([])
            room = WIDTH - first
        blocks[-1].append(place)
        room -= width
    return blocks
