"""relnet's own format, which holds all of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.panel.saved import written
from relnet.writers.formats import PARTS, WRITERS, Format

if TYPE_CHECKING:
    from relnet.panel import Panel


def write_panel(panel: Panel) -> dict[str, bytes]:
    """Write a panel as `save_panel` does: `read_panel` reads it."""
    return {"": written(panel)}


WRITERS.add(
    "panel",
    Format(endings=(".json", ".json.gz"), write=write_panel, holds=frozenset(PARTS)),
)
