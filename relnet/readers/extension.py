"""The extension in C, where relnet was built with a compiler; everything works without it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

VERSION = 1
"""Of the functions that are called; one that was built from older source is not used."""


def _built() -> Any:
    """The extension, if it is there and of this version."""
    try:
        found = import_module("relnet._kernels")
    except ImportError:
        return None
    version = getattr(found, "version", None)
    return found if version is not None and version() == VERSION else None


kernels = _built()
