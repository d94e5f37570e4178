"""Fixtures of the tests of proposals."""

from tests.cli.conftest import invoke

__all__ = ["invoke"]
