"""What is packed with gzip."""

from __future__ import annotations

import gzip
import io
import zlib

from relnet.readers.bounds import MOST_BYTES, MOST_EASY, MOST_TIMES
from relnet.readers.text import refusal


def unpacked(data: bytes, name: str) -> bytes:
    """Return what gzip packed, as far as a file may be large and one byte more.

    Raises
    ------
    DataError
        If it is damaged, or a small file that unpacks to an endless one.
    """
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            most = min(MOST_BYTES, max(MOST_EASY, MOST_TIMES * len(data)))
            content = packed.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise refusal(name, "gzip") from None
    if most < len(content) <= MOST_BYTES:
        raise refusal(name, "large_gzip", {"times": MOST_TIMES})
    return content
