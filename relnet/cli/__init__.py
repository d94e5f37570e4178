"""The command line: parse, call, print. Nothing heavy is imported before a command runs."""

from relnet.cli import (  # noqa: F401 - each adds its command
    bounds,
    check,
    compare,
    contrast,
    convert,
    demo,
    evidence,
    init,
    maps,
    measure,
    sensitivity,
    trajectories,
)
from relnet.cli.group import main

__all__ = ["main"]
