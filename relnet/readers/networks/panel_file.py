"""Saved panels, which hold networks and no reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relnet.readers.layouts import FORMATS, Extract
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from relnet.readers.files import File
    from relnet.readers.options import Options


_SCHEMA = re.compile(r'"schema"\s*:\s*"(relnet\.panel/[^"]{0,40})"')
_FAR = 2000


def schema_of(text: str) -> str | None:
    """Return name and version of the form of a saved panel, ``None`` for another text.

    It stands near the beginning of the text, or near the end if its keys were sorted.
    """
    if not text[:_FAR].lstrip().startswith("{"):
        return None
    found = _SCHEMA.search(text[:_FAR]) or _SCHEMA.search(text[-_FAR:])
    return found[1] if found else None


def is_panel(text: str) -> bool:
    """Whether a text is a saved panel."""
    return schema_of(text) is not None


def read_panel_file(file: File, options: Options) -> Extract | None:  # noqa: ARG001 - as all are
    """Refuse a saved panel: `read_panel` reads it, as its networks have been made."""
    if not file.head.lstrip().startswith("{") or not is_panel(file.text or ""):
        return None
    raise refusal(file.name, "panel")


FORMATS.add("panel", read_panel_file)
