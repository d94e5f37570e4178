"""Text that every file can hold."""

from __future__ import annotations

import re
from typing import Any

REPLACEMENT = "\ufffd"
"""What stands for a character that is not known."""
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def whole(text: str) -> str:
    r"""Return text without halves of characters, which no file can hold.

    Two halves that belong together are joined; one that stands alone becomes U+FFFD.

    Examples
    --------
    >>> whole("Oak \ud800 Elm") == "Oak \ufffd Elm", whole("\ud83c\udf33") == "🌳"
    (True, True)
    """
    return text if text.isascii() else _HALVES.sub(_character, text)


def whole_value(value: Any) -> Any:
    """Return a text without halves of characters, and everything else as it is."""
    return whole(value) if isinstance(value, str) else value


def _character(found: re.Match[str]) -> str:
    half = found[0]
    return half.encode("utf-16", "surrogatepass").decode("utf-16") if len(half) > 1 else REPLACEMENT
