"""Saved panels, which hold networks and no reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.layouts import FORMATS, Extract
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from relnet.readers.files import File
    from relnet.readers.options import Options


def read_panel_file(file: File, options: Options) -> Extract | None:  # noqa: ARG001 - as all are
    """Refuse a saved panel: `read_panel` reads it, as its networks have been made."""
    if file.text is None or not file.text[:200].lstrip().startswith('{"schema": "relnet.panel/'):
        return None
    raise refusal(file.name, "panel")


FORMATS.add("panel", read_panel_file)
