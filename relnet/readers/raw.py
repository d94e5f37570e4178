"""Bytes of a text file, of which no more is decoded than must be."""

from __future__ import annotations

import codecs
import os
from typing import IO, TYPE_CHECKING, TypeAlias

import numpy as np

from relnet.readers.bounds import MOST_BYTES
from relnet.readers.parse import quick_columns
from relnet.readers.text import BLANKS, HEAD, above, is_binary, separator_of

if TYPE_CHECKING:
    import pandas as pd

Raw: TypeAlias = bytes | memoryview

LARGE = 16 * 1024**2
"""From so many bytes on they are read into pages of memory that are large too."""
_BEFORE = b"\xef\xbb\xbf"
_OTHER = ("utf-16", "utf16", "utf-32", "utf32")


def read_raw(file: IO[bytes]) -> Raw:
    """Return all that is in a file, or one byte more than is read of any."""
    size = os.fstat(file.fileno()).st_size
    if not LARGE <= size <= MOST_BYTES:
        return file.read(MOST_BYTES + 1)
    room = np.empty(size, np.uint8)
    view, filled = memoryview(room), 0  # type: ignore[arg-type]
    while filled < size and (more := file.readinto(view[filled:])):  # type: ignore[attr-defined]
        filled += more
    rest = file.read(MOST_BYTES + 1 - filled)  # of one that grew meanwhile
    return bytes(view[:filled]) + rest if rest else view[:filled].toreadonly()


def head_of(data: Raw, encoding: str) -> str | None:
    """Return the first characters of a text; ``None`` where all of it must be decoded.

    Parameters
    ----------
    data
        The file.
    encoding
        What it is in, where it is not UTF-8.
    """
    begin = bytes(data[: 4 * HEAD])
    other = encoding.lower().replace("_", "-").startswith(_OTHER)
    if other or begin.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in begin:
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(begin, len(begin) == len(data))
    except UnicodeDecodeError:
        return None
    return None if not text or text.isspace() or is_binary(text) else text[:HEAD]


def columns_of(data: Raw, head: str) -> list[pd.Categorical] | None:
    """Return the columns of a text that is plain from its first line on, else ``None``.

    Parameters
    ----------
    data
        The file, in UTF-8.
    head
        Its first characters.
    """
    if above(head) or ("\n" not in head and len(data) > len(head)):
        return None
    separator = separator_of(head, whole=len(data) <= 4 * HEAD and len(head) < HEAD)
    if separator == BLANKS:
        return None
    below = data[len(_BEFORE) :] if bytes(data[: len(_BEFORE)]) == _BEFORE else data
    return quick_columns(below, separator)
