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
    shown = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return "".join(c if c.isprintable() else _escaped(ord(c)) for c in shown)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
