"""Plain text as columns, split on several threads where relnet was built with its extension."""

from __future__ import annotations

import os
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from relnet.readers.bounds import too_large
from relnet.readers.coded import from_codes
from relnet.readers.extension import kernels
from relnet.readers.threads import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

MOST_THREADS = 4
BYTES_A_THREAD = 1024**2
"""Less is not worth another thread."""
MOST_COLUMNS = 4096
"""Each takes memory of its own."""
BYTES_A_LINE = 2**16
"""As many are looked through for its end at a time."""
MOST_TEXTS = 2**20
"""How many distinct cells may be held beside the text."""


def split_columns(data: bytes | memoryview, separator: str) -> list[pd.Categorical] | None:
    """Return the columns of UTF-8 text without quotes; ``None`` where another reader must look.

    Parameters
    ----------
    data
        The text, without empty lines above it.
    separator
        What stands between the cells.
    """
    data, stop = memoryview(data), len(data)
    while stop and data[stop - 1] in b"\r\n":
        stop -= 1
    plain = len(separator) == 1 and separator.isascii() and separator not in "\0\r\n"
    if kernels is None or not plain or not stop:
        return None
    width = bytes(data[: _line_end(data, 0, stop)]).count(separator.encode()) + 1
    if width > MOST_COLUMNS:
        return None
    parts = _parts(data, stop)
    lines = each(len(parts), lambda part: kernels.count_lines(data, *part), parts)
    rows = sum(lines) + len(parts)
    if min(lines) < 0 or too_large(rows, rows * width):
        return None
    firsts = np.cumsum([0, *(count + 1 for count in lines)])
    places = [slice(*ends) for ends in pairwise(firsts.tolist())]
    for kind in (np.int16, np.int32):
        codes = np.empty((width, rows), kind)
        split = partial(_texts_in, data, ord(separator), codes)
        try:
            texts = each(len(parts), split, parts, places)
        except OverflowError:
            continue
        found = [part for part in texts if part is not None]
        return _joined(codes, places, found) if len(found) == len(texts) else None
    return None


def _line_end(data: memoryview, start: int, stop: int) -> int:
    """Where the line ends that holds the start."""
    for begin in range(start, stop, BYTES_A_LINE):
        place = bytes(data[begin : min(begin + BYTES_A_LINE, stop)]).find(b"\n")
        if place >= 0:
            return begin + place
    return stop


def _parts(data: memoryview, stop: int) -> list[tuple[int, int]]:
    """Where the parts for the threads begin and end, each without its last line end."""
    threads = max(min(MOST_THREADS, os.cpu_count() or 1, stop // BYTES_A_THREAD), 1)
    parts, start = [], 0
    for k in range(1, threads):
        end = _line_end(data, max(stop * k // threads, start), stop)
        if end < stop:
            parts.append((start, end))
            start = end + 1
    return [*parts, (start, stop)]


def _texts_in(
    data: memoryview, separator: int, codes: NDArray[Any], part: tuple[int, int], rows: slice
) -> list[list[str]] | None:
    """Put the codes of a part where they belong, and return its texts by column."""
    width, size = len(codes), rows.stop - rows.start
    texts = np.empty((min(MOST_TEXTS, width * size), 3), np.int64)
    factor = int.from_bytes(os.urandom(8), "little")
    found = kernels.split(data, *part, separator, width, rows.start, size, factor, codes, texts)
    if found == -2:
        raise OverflowError
    if found < 0:
        return None
    texts = texts[:found][np.argsort(texts[:found, 0], kind="stable")]
    ends = np.cumsum(np.bincount(texts[:, 0], minlength=width))[:-1]
    try:
        return [_decoded(data, own) for own in np.split(texts, ends)]
    except UnicodeDecodeError:
        return None


def _decoded(data: memoryview, places: NDArray[np.int64]) -> list[str]:
    """The texts at these places, none of which holds a line end."""
    whole = np.empty(int(places[:, 2].sum()) + len(places), np.uint8)
    kernels.join(data, places, whole)
    return whole.tobytes().decode().split("\n")[:-1]


def _joined(
    codes: NDArray[Any],
    places: Sequence[slice],
    texts: Sequence[list[list[str]]],
) -> list[pd.Categorical]:
    """The columns of all parts, each of which has codes for texts of its own."""

    def joined(k: int) -> pd.Categorical:
        distinct = dict.fromkeys(chain.from_iterable(part[k] for part in texts))
        heading = texts[0][k][0]
        del distinct[heading]
        distinct[heading] = None  # comes last: without it the codes of the others are the same
        known = {text: code for code, text in enumerate(distinct)}
        kind = np.min_scalar_type(-len(known))
        column = np.empty(codes.shape[1], kind)
        for rows, part in zip(places, texts, strict=True):
            own = np.array([known[text] for text in part[k]], kind)
            kernels.take(own, codes[k, rows], column[rows])
        return from_codes(column, distinct)

    return each(len(places), joined, range(len(codes)))
