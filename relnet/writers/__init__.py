"""Panels as files: one module for each format."""

from relnet.writers import registered as _registered
from relnet.writers.exporting import Exported, export

__all__ = ["Exported", "export"]
del _registered
