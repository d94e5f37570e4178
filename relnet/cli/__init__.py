"""The command line: parse, call, print. Nothing heavy is imported before a command runs."""

from relnet.cli.commands import main

__all__ = ["main"]
