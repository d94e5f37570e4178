"""Panels as files: one module for each format."""

from relnet.writers import panel as _panel
from relnet.writers.export import Exported, export

__all__ = ["Exported", "export"]
del _panel
