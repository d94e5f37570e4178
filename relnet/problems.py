"""What is wrong or remarkable in the input, as data that can be told in any language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from relnet.errors import RelnetError, printable
from relnet.wording import Phrase, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relnet.wording import Value

SHOWN_PER_KIND = 20
"""How many problems of one kind a message shows before it only counts the rest."""
PLAIN = "plain"
"""Variant of the problems whose texts were given as they are."""


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One thing that is wrong, or remarkable, in the input.

    It holds no sentences but what they are about; `describe` tells it in a language, and
    ``str`` in English. A reader of your own may say in plain text what it found and
    expected, under a kind of its own.

    Attributes
    ----------
    kind
        A short name shared by problems of the same sort, such as ``"self-nomination"``.
    variant
        Which of the sentences of its kind, where there are several.
    values
        Name and value of all that the sentences hold.
    file, row, column
        Where; ``row`` counts as a spreadsheet does (the header is row 1), ``None`` where
        the problem is not in one row. In a study file they are the line and the key.
    severity
        ``"error"`` stops the reading, ``"warning"`` is kept on the survey.

    Examples
    --------
    >>> problem = Problem("self-nomination", values={"name": "'A'"}, file="a.csv", row=2)
    >>> problem.found
    "'A' names itself"
    >>> print(Problem("late", "an answer of May", "one of April", "a.csv", 3))
    a.csv:3: found an answer of May, expected one of April
    """

    kind: str
    variant: str
    values: tuple[tuple[str, Value], ...]
    file: str | None
    row: int | None
    column: str | None
    severity: Literal["error", "warning"]

    def __init__(  # noqa: PLR0913 - one for each attribute, and two in place of the values
        self,
        kind: str,
        found: str | None = None,
        expected: str = "",
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        severity: Literal["error", "warning"] = "error",
        *,
        variant: str = "",
        values: Mapping[str, Value] | None = None,
    ) -> None:
        if found is not None:
            variant, values = PLAIN, {"found": found, "expected": expected}
        given = (kind, variant, tuple(dict(values or {}).items()), file, row, column, severity)
        for name, value in zip(self.__slots__, given, strict=True):
            object.__setattr__(self, name, value)

    @property
    def found(self) -> str:
        """What stands there, in English."""
        return self._part("found", Wording())

    @property
    def expected(self) -> str:
        """What should stand there, or what was done with it, in English."""
        return self._part("expected", Wording())

    def describe(self, words: Wording) -> str:
        """Return place and problem on one line, in a language."""
        place = self._place(words)
        found, expected = self._part("found", words), self._part("expected", words)
        what = words(f"problem.line.{self.severity}", found=found, expected=expected)
        return f"{place}: {what}" if place else what

    def told(self, words: Wording) -> tuple[str, int | None, str, str, str]:
        """Return file, row, column, what was found and what expected, in a language."""
        file, column = self._file(words), self.column or ""
        found, expected = (self._part(part, words) for part in ("found", "expected"))
        return file, self.row, column, found, expected

    def __str__(self) -> str:
        """``file:row column 'x': found …, expected …``."""
        return self.describe(Wording())

    def _key(self) -> str:
        if self.variant == PLAIN:
            return f"problem.{PLAIN}"
        return f"problem.{_slug(self.kind)}" + (f".{self.variant}" if self.variant else "")

    def _part(self, part: str, words: Wording) -> str:
        return Phrase(f"{self._key()}.{part}", **dict(self.values)).describe(words)

    def _file(self, words: Wording) -> str:
        key = f"{self._key()}.place"
        return words(key) if words.has(key) else self.file or ""

    def _place(self, words: Wording) -> str:
        """File, row and column; what was never given has a word in place of a file."""
        place = self._file(words)
        if self.row is not None:
            place += f":{self.row}"
        if self.column is not None:
            what = "key" if str(self.file).endswith(".toml") else "column"
            place += " " + words(f"problem.{what}", column=repr(printable(self.column)))
        return place


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


def describe_problems(
    problems: Iterable[Problem], most: int = SHOWN_PER_KIND, words: Wording | None = None
) -> str:
    """Return the problems as text, one a line; many of one kind are counted after the first.

    Parameters
    ----------
    problems
        The problems to describe.
    most
        How many of one kind in one file are shown.
    words
        The language; English without.

    Returns
    -------
    str
        A line for each problem shown, and one for each kind of which there are more.
    """
    words = words or Wording()
    seen: Counter[tuple[str, str | None]] = Counter()
    lines: list[str] = []
    for problem in problems:
        place = (problem.kind, problem.file)
        seen[place] += 1
        if seen[place] <= most:
            lines.append(problem.describe(words))
    for (kind, file), count in seen.items():
        if count > most:
            key = "problem.rest.file" if file else "problem.rest"
            rest = Phrase(key, n=count - most, kind=_kind(kind, words), file=file or "")
            lines.append(rest.describe(words))
    return "\n".join(lines)


def shortened(names: Iterable[object], most: int = 12) -> str | Phrase:
    """Return the names on one line, the first of them if there are many.

    Examples
    --------
    >>> print(shortened(["A", "B", "C"], most=2))
    A, B and 1 more
    """
    shown = [printable(name) for name in names]
    rest = len(shown) - most
    text = ", ".join(shown[:most])
    return Phrase("word.and_more", names=text, n=rest) if rest > 0 else text


def _slug(kind: str) -> str:
    return kind.replace(" ", "_").replace("-", "_")


def _kind(kind: str, words: Wording) -> str:
    key = f"problem_kind.{_slug(kind)}"
    return words(key) if words.has(key) else kind
