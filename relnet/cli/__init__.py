"""The command line: parse, call, print. Nothing heavy is imported before a command runs."""

from relnet.cli import check, compare, contrast, convert, demo, init, maps, measure  # noqa: F401 - each adds its command
from relnet.cli.group import main

__all__ = ["main"]
