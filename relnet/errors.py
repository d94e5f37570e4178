"""Every deliberate exception and warning of relnet, and the problem they list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
SHOWN_PER_KIND = 20
"""How many problems of one kind a message shows before it only counts the rest."""


class RelnetError(Exception):
    """Base of every error that relnet raises on purpose."""


class UsageError(RelnetError, ValueError):
    """An argument, option or combination of them that has no meaning."""


class DataError(RelnetError, ValueError):
    """Input that cannot be read as a survey; carries all problems at once.

    Parameters
    ----------
    problems
        The problems found, in the order of the files and their rows.

    Attributes
    ----------
    problems : tuple of Problem
        The same problems, none left out.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(describe_problems(self.problems))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        """Pickle by the problems, so that the error survives a worker process."""
        return type(self), (self.problems,)


class RelnetWarning(UserWarning):
    """A default that was taken, or an observation set aside, that a reader must know of."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or remarkable, in the input.

    Attributes
    ----------
    kind
        A short name shared by problems of the same sort, such as ``"self-nomination"``.
    found, expected
        What stands there, and what should (or what was done with it).
    file, row, column
        Where; ``row`` counts as a spreadsheet does (the header is row 1), ``None`` where
        the problem is not in one row.
    severity
        ``"error"`` stops the reading, ``"warning"`` is kept on the survey.
    """

    kind: str
    found: str
    expected: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """``file:row column 'x': found …, expected …``."""
        place = self.file or ""
        if self.row is not None:
            place += f":{self.row}"
        if self.column is not None:
            place += f" column {printable(self.column)!r}"
        what = f"found {self.found}, expected {self.expected}"
        if self.severity == "warning":
            what = f"{self.found}: {self.expected}"
        return f"{place}: {what}" if place else what


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


def describe_problems(problems: Iterable[Problem], most: int = SHOWN_PER_KIND) -> str:
    """Return the problems as text, one a line; many of one kind are counted after the first.

    Parameters
    ----------
    problems
        The problems to describe.
    most
        How many of one kind in one file are shown.

    Returns
    -------
    str
        A line for each problem shown, and one for each kind of which there are more.
    """
    seen: Counter[tuple[str, str | None]] = Counter()
    lines: list[str] = []
    for problem in problems:
        key = (problem.kind, problem.file)
        seen[key] += 1
        if seen[key] <= most:
            lines.append(str(problem))
    for (kind, file), count in seen.items():
        if count > most:
            where = f" in {file}" if file else ""
            lines.append(f"… and {count - most} more: {kind}{where}")
    return "\n".join(lines)


def shortened(names: Iterable[object], most: int = 12) -> str:
    """Return the names on one line, the first of them if there are many.

    Examples
    --------
    >>> shortened(["A", "B", "C"], most=2)
    'A, B and 1 more'
    """
    shown = [printable(name) for name in names]
    rest = len(shown) - most
    return ", ".join(shown[:most]) + (f" and {rest} more" if rest > 0 else "")


def counted(count: int, what: str) -> str:
    """Return the number with its noun, in the plural where it is not 1.

    Examples
    --------
    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


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
