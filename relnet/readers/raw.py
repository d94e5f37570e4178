"""Bytes of a text file, of which no more is decoded than must be."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from relnet.readers.parse import quick_columns
from relnet.readers.text import BLANKS, HEAD, above, is_binary, separator_of

if TYPE_CHECKING:
    import pandas as pd

_BEFORE = b"\xef\xbb\xbf"
_OTHER = ("utf-16", "utf16", "utf-32", "utf32")


def head_of(data: bytes, encoding: str) -> str | None:
    """Return the first characters of a text; ``None`` where all of it must be decoded.

    Parameters
    ----------
    data
        The file.
    encoding
        What it is in, where it is not UTF-8.
    """
    begin = data[: 4 * HEAD]
    other = encoding.lower().replace("_", "-").startswith(_OTHER)
    if other or begin.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in begin:
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(begin, len(begin) == len(data))
    except UnicodeDecodeError:
        return None
    return None if not text or text.isspace() or is_binary(text) else text[:HEAD]


def columns_of(data: bytes, head: str) -> list[pd.Categorical] | None:
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
    return quick_columns(data.removeprefix(_BEFORE), separator)
