"""Panels as files: one module for each format."""

from relnet.writers import registered as _registered
from relnet.writers.export import Exported, export

__all__ = ["Exported", "export"]
del _registered
