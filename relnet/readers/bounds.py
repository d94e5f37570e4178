"""How large a table may be that is read."""

from __future__ import annotations

MOST_BYTES = 2 * 1024**3
"""The largest file that is read, after decompression."""
MOST_EASY = 64 * 1024**2
"""What a packed file may unpack to, however small it is."""
MOST_TIMES = 100
"""How many times as large a packed file may become beyond that."""
MOST_CELLS = 50_000_000
"""The largest table in a text or Parquet file."""
MOST_ROWS = 10_000_000
"""The longest one: each row takes memory besides its cells."""


def too_large(rows: int, cells: int) -> bool:
    """Whether a table has more rows or cells than are read."""
    return rows > MOST_ROWS or cells > MOST_CELLS


def bounds() -> dict[str, int]:
    """What a message says of it."""
    return {"rows": MOST_ROWS, "cells": MOST_CELLS}
