"""Plain text as columns, split on several threads where relnet was built with its extension."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.readers.bounds import too_large
from relnet.readers.coded import from_codes
from relnet.readers.extension import kernels

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

MOST_THREADS = 4
BYTES_A_THREAD = 1024**2
"""Less is not worth another thread."""
BYTES_A_LINE = 2**16
"""As many are looked through for its end at a time."""
MOST_TEXTS = 2**20
"""How many distinct cells may be held beside the text."""


class _Piece(NamedTuple):
    """The rows of a part of a text: codes of shape ``(width, rows)``, and texts by column."""

    codes: NDArray[np.int32]
    texts: list[list[str]]


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
    parts = _parts(data, stop)
    with ThreadPoolExecutor(len(parts)) as pool:
        lines = list(pool.map(lambda part: kernels.count_lines(data, *part), parts))
        rows = [count + 1 for count in lines]
        if min(lines) < 0 or too_large(sum(rows), sum(rows) * width):
            return None
        factor = int.from_bytes(os.urandom(8), "little")
        piece = partial(_piece, data, ord(separator), width, factor)
        pieces = list(pool.map(piece, parts, rows))
        found = [piece for piece in pieces if piece is not None]
        return _joined(found, pool) if len(found) == len(pieces) else None


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


def _piece(
    data: memoryview, separator: int, width: int, factor: int, part: tuple[int, int], rows: int
) -> _Piece | None:
    codes = np.empty((width, rows), np.int32)
    texts = np.empty((min(MOST_TEXTS, width * rows), 3), np.int64)
    found = kernels.split(data, *part, separator, width, rows, factor, codes, texts)
    if found < 0:
        return None
    texts = texts[:found][np.argsort(texts[:found, 0], kind="stable")]
    ends = np.cumsum(np.bincount(texts[:, 0], minlength=width))[:-1]
    try:
        return _Piece(codes, [_texts(data, own) for own in np.split(texts, ends)])
    except UnicodeDecodeError:
        return None


def _texts(data: memoryview, places: NDArray[np.int64]) -> list[str]:
    """The texts at these places, none of which holds a line end."""
    whole = np.empty(int(places[:, 2].sum()) + len(places), np.uint8)
    kernels.join(data, places, whole)
    return whole.tobytes().decode().split("\n")[:-1]


def _joined(pieces: Sequence[_Piece], pool: ThreadPoolExecutor) -> list[pd.Categorical]:
    """The rows of all pieces, with codes as small as the texts are few."""
    width, rows = len(pieces[0].codes), sum(piece.codes.shape[1] for piece in pieces)
    texts = [
        dict.fromkeys(chain.from_iterable(piece.texts[k] for piece in pieces)) for k in range(width)
    ]
    codes = [np.empty(rows, np.min_scalar_type(-len(own))) for own in texts]
    places = [{text: k for k, text in enumerate(own)} for own in texts]

    def put(piece: _Piece, start: int) -> None:
        for k, own in enumerate(codes):
            known = np.array([places[k][text] for text in piece.texts[k]], own.dtype)
            kernels.take(known, piece.codes[k], own[start : start + piece.codes.shape[1]])

    starts = np.cumsum([0, *(piece.codes.shape[1] for piece in pieces)])[:-1]
    list(pool.map(put, pieces, starts.tolist()))
    return [from_codes(own, distinct) for own, distinct in zip(codes, texts, strict=True)]
