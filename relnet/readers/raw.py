"""Bytes of a text file, of which no more is decoded than must be."""

from __future__ import annotations

import codecs
import os
import stat
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from relnet.readers.bounds import MOST_BYTES
from relnet.readers.parse import quick_columns
from relnet.readers.text import BLANKS, HEAD, above, is_binary, separator_of
from relnet.readers.threads import each

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

Raw: TypeAlias = bytes | memoryview

LARGE = 16 * 1024**2
"""From so many bytes on a file is read by two threads, into large pages of memory."""
_BEFORE = b"\xef\xbb\xbf"
_OTHER = ("utf-16", "utf16", "utf-32", "utf32")


def read_raw(path: Path) -> Raw:
    """Return all that is in a file, or one byte more than is read of any."""
    with path.open("rb") as file:
        about = os.fstat(file.fileno())
        if stat.S_ISREG(about.st_mode) and LARGE <= about.st_size <= MOST_BYTES:
            whole = _in_parts(path, about.st_size)
            file.seek(about.st_size)
            if whole is not None and not file.read(1):
                return whole
            file.seek(0)  # it is being written
        return file.read(MOST_BYTES + 1)


def _in_parts(path: Path, size: int) -> memoryview | None:
    """What is in a file of this size, each half read by a thread; ``None`` if it is shorter."""
    view = memoryview(np.empty(size, np.uint8))  # type: ignore[arg-type]

    def read(part: slice) -> bool:
        with path.open("rb", buffering=0) as file:
            file.seek(part.start)
            at = int(part.start)
            while at < part.stop and (more := file.readinto(view[at : part.stop])):
                at += more
        return at == int(part.stop)

    halves = slice(0, size // 2), slice(size // 2, size)
    return view.toreadonly() if all(each(len(halves), read, halves)) else None


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
