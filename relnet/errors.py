"""The deliberate exceptions and warnings of relnet, and how their messages show things."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


class RelnetError(Exception):
    """Base of every error that relnet raises on purpose."""


class UsageError(RelnetError, ValueError):
    """An argument, option or combination of them that has no meaning."""


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


def expect(value: T, kind: type, what: str) -> T:
    """Return the value if it is of the kind that is needed.

    Raises
    ------
    UsageError
        If it is not.

    Examples
    --------
    >>> expect("2024", str, "a wave is text")
    '2024'
    """
    if not isinstance(value, kind):
        raise UsageError(f"{what}, not {type(value).__name__} {printable(value)!r}")
    return value


def unknown(what: str, name: object, known: Iterable[str]) -> UsageError:
    """Return the error for a name that is not known, with the nearest ones.

    Examples
    --------
    >>> str(unknown("measure", "densty", ["density", "degree"]))
    "unknown measure 'densty'; did you mean 'density'?"
    """
    import difflib  # noqa: PLC0415 - keeps --help quick

    names = list(known)
    near = difflib.get_close_matches(str(name), names, n=3, cutoff=0.6)
    if near:
        hint = "did you mean " + " or ".join(repr(printable(n)) for n in near) + "?"
    else:
        shown = ", ".join(repr(printable(n)) for n in names[:12])
        hint = f"known: {shown}{', …' if len(names) > 12 else ''}" if names else "none is known"
    return UsageError(f"unknown {what} {printable(name)!r}; {hint}")
