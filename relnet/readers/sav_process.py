"""A file of SPSS as JSON, in a process of its own: what reads it may crash on a damaged file.

It is run as a script, and imports nothing of relnet.
"""

from __future__ import annotations

import io
import json
import sys
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MEMORY = 2 * 1024**3
"""What the process may take for a file, in bytes, where the system can hold it to that."""


def main() -> None:
    """Read a file from the standard input and write what is in it to the standard output.

    The arguments are the most cells and the most bytes of text of the table, and the folders
    in which packages are besides those of the program.
    """
    sys.path += [folder for folder in sys.argv[3:] if folder not in sys.path]
    import pyreadstat  # noqa: PLC0415 - found in these folders

    _limit()
    try:
        found = read(pyreadstat, sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    except MemoryError:
        found = {"large": True}
    except Exception as error:  # noqa: BLE001 - whatever a library makes of a damaged file
        said = str(error) or type(error).__name__
        found = {"large": True} if "allocate memory" in said else {"error": said}
    json.dump(found, sys.stdout)


def read(library: Any, data: bytes, most_cells: int, most_text: int) -> dict[str, Any]:
    """Return what is in a file.

    Parameters
    ----------
    library
        That reads it: pyreadstat.
    data
        The file.
    most_cells, most_text
        The most cells and the most bytes of text that are read.

    Returns
    -------
    dict
        ``{"large": True}`` for a table that is too large, else four lists with an element
        for each variable: its name, its title, its codes with their labels, and its cells:
        distinct values and the place of each row in these (-1 where nothing stands).
    """
    with warnings.catch_warnings(action="ignore"):  # of dates of which it makes nothing
        _, meta = library.read_sav(io.BytesIO(data), metadataonly=True, output_format="dict")
        names = meta.column_names
        width = sum(max(int(size or 0), 1) for size in meta.variable_storage_width.values())
        most = min(most_cells // max(len(names), 1), most_text // max(width, 1))
        if (meta.number_rows or 0) > most:
            return {"large": True}
        columns, meta = library.read_sav(io.BytesIO(data), row_limit=most + 1, output_format="dict")
    if any(len(column) > most for column in columns.values()):
        return {"large": True}
    words = meta.variable_value_labels
    return {
        "names": names,
        "titles": [meta.column_names_to_labels.get(name) or "" for name in names],
        "words": [list(words.get(name, {}).items()) for name in names],
        "cells": [_cells(columns[name]) for name in names],
    }


def _cells(column: Iterable[Any]) -> tuple[list[Any], list[int]]:
    """The distinct values of a column, dates as text, and their places."""
    places: dict[Any, int] = {}
    codes = [
        -1 if value is None or value != value else places.setdefault(value, len(places))  # noqa: PLR0124 - NaN
        for value in column
    ]
    return [v.isoformat() if hasattr(v, "isoformat") else v for v in places], codes


def _limit() -> None:
    """Hold the process to what it has and what a file may take; what it was held to stays."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123 - loads no more
            taken = int(sizes.read().split()[0]) * resource.getpagesize()
        held, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = [taken + MOST_MEMORY, *(k for k in (held, hard) if k != resource.RLIM_INFINITY)]
        resource.setrlimit(resource.RLIMIT_AS, (min(most), hard))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    main()
