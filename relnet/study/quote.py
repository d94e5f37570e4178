"""Text as TOML writes it."""

from __future__ import annotations

import json


def quoted_toml(text: str) -> str:
    r"""Return a text as TOML writes it.

    Examples
    --------
    >>> print(quoted_toml('a "b"\n'))
    "a \"b\"\n"
    """
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
