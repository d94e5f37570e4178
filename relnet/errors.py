"""The deliberate exceptions and warnings of relnet, and how their messages show things."""

from __future__ import annotations

from typing import Any


class RelnetError(Exception):
    """Base of every error that relnet raises on purpose."""


class UsageError(RelnetError, ValueError):
    """An argument, option or combination of them that has no meaning.

    It says so in words that can be told in several languages, or in a plain text.

    Examples
    --------
    >>> str(UsageError("a text of your own"))
    'a text of your own'
    """

    def describe(self, words: Any) -> str:
        """Return what is wrong in the language of a `Wording`; ``str`` says it in English."""
        said = self.args[0] if self.args else ""
        return str(said.describe(words)) if hasattr(said, "describe") else str(self)


class RelnetWarning(UserWarning):
    """A default that was taken, or an observation set aside, that a reader must know of."""


def printable(text: object, limit: int = 60) -> str:
    r"""Return text safe to print on one line: no control characters, not endless.

    Examples
    --------
    >>> printable("a\x1b[31m\nb")
    'a\\x1b[31m\\nb'
    """
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text)
    )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def quoted(text: object, limit: int = 60) -> str:
    """Return text safe to print on one line, between quotes.

    Examples
    --------
    >>> print(quoted("A"))
    'A'
    """
    return repr(printable(text, limit))
