"""TOML with the line of every key, and with every line that cannot be read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Path: TypeAlias = "tuple[str | int, ...]"
_ARRAY = re.compile(r"[^#]*=\s*\[")
_KEY = r"""[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'"""
_KEYS = rf"\s*({_KEY})(\s*\.\s*({_KEY}))*\s*"
_BEGINS = re.compile(rf"{_KEYS}=|\s*(\[{_KEYS}\]|\[\[{_KEYS}\]\])\s*(#.*)?$")
"""A line that can only be the beginning of something else, in what was not closed."""
_CLOSES = re.compile(r"""[\]}]|\"{3}|'{3}""")
DEEPEST = 50
"""Tables and arrays in one another beyond which nothing that is meant can be."""
MOST_LINES = 500
"""Lines of one array beyond which its elements are not told apart."""
MOST_MISTAKES = 50
"""Lines that cannot be read beyond which no more are looked for."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that is not TOML, or that sets a key again."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML document.

    Attributes
    ----------
    values
        What it holds, without the lines that cannot be read.
    mistakes
        Those lines.
    lines
        Path of a key (names, and positions in arrays) → its line, from 1.
    """

    values: dict[str, Any]
    mistakes: tuple[Mistake, ...]
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line of a key, or of the nearest table around it."""
        for size in range(len(path), 0, -1):
            if tuple(path[:size]) in self.lines:
                return self.lines[tuple(path[:size])]
        return 1


def read_toml(text: str) -> Document:
    r"""Read a document; a line that cannot be read is set aside, and the rest is read.

    Examples
    --------
    >>> document = read_toml('title = "x"\n\n[[waves]]\nlabel = 3\noops\n')
    >>> document.values
    {'title': 'x', 'waves': [{'label': 3}]}
    >>> document.line(("waves", 0, "label")), document.mistakes[0].line
    (4, 5)
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    mistakes: list[Mistake] = []
    first = 1
    while True:
        try:
            values = tomllib.loads("\n".join(lines))
            _check_depth(values)
        except RecursionError:
            deep = max(range(len(lines)), key=lambda k: sum(map(lines[k].count, "[{.")))
            mistakes.append(Mistake(deep + 1, "Nested too deeply", lines[deep].strip()))
            lines[deep] = ""
        except tomllib.TOMLDecodeError as error:
            first, (start, end), reason = _blamed(str(error), lines, first)
            mistakes.append(Mistake(start, reason, lines[start - 1].strip()))
            lines[start - 1 : end] = [""] * (end - start + 1)
        else:
            return Document(values, _in_order(mistakes), dict(_positions(lines)))
        if len(mistakes) == MOST_MISTAKES:
            return Document({}, _in_order(mistakes))


def _in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    return tuple(sorted(mistakes, key=lambda mistake: mistake.line))


def _check_depth(values: Any, depth: int = 0) -> None:
    """Raise what a document raises that is nested too deeply to be read."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(values, dict | list):
        for value in values.values() if isinstance(values, dict) else values:
            _check_depth(value, depth + 1)


def _blamed(message: str, lines: Sequence[str], first: int) -> tuple[int, tuple[int, int], str]:
    """Where the broken statement begins, the first and last line to set aside, and why.

    All is well before line `first`. What is never closed is only noticed after it; the line
    that opens it is to blame.
    """
    filled = [k for k, line in enumerate(lines, 1) if line.strip(" \t")]
    last = filled[-1]
    where = re.search(r" \(at line (\d+), column \d+\)", message)
    reason = re.sub(r" \(at .*\)$", "", message)
    noticed = int(where[1]) if where else last + 1
    line = max(k for k in filled if k <= noticed)
    start, stop = _around(lines, line, first)
    if stop is not None:
        return start, (start, stop), reason
    after = range(start + 1, (last if noticed > last else line) + 1)
    begins = [k for k in after if _BEGINS.match(lines[k - 1])]
    is_array = _ARRAY.match(lines[start - 1]) is not None
    if noticed > last or (is_array and begins):
        end = begins[0] - 1 if begins else last
        return start, (start, end), "Unclosed array" if is_array else reason
    return start, (line if is_array else start, line), reason


def _around(lines: Sequence[str], line: int, first: int) -> tuple[int, int | None]:
    """The first and last line of the statement in which a line is; no last if it is broken."""
    start = first
    for start, stop, _ in _statements(lines[:line], first):
        if stop >= line:
            return start, stop
        first = stop + 1
    filled = (k for k in range(first, line) if lines[k - 1].strip(" \t")[:1] not in {"", "#"})
    return next(filled, line), None


def _positions(lines: Sequence[str]) -> Iterator[tuple[Path, int]]:
    """Every path of the document with its line."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for start, stop, values in _statements(lines):
        head = lines[start - 1].strip()
        (names, value), opens = _spine(values), head.startswith("[")
        if opens:
            table = _opened(names, counts, again=head.startswith("[["))
            yield table, start
            continue
        for depth in range(1, len(names) + 1):
            yield table + names[:depth], start
        yield from _inside(table + names, value, lines[start - 1 : stop], start)


def _statements(lines: Sequence[str], first: int = 1) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """First and last line of each header and each key with its value, and what it says."""
    start = first
    while start <= len(lines):
        for stop in range(start, len(lines) + 1):
            tried = stop - start
            ends = lines[stop - 1].rstrip().endswith(("]", '"""', "'''"))
            if tried and not (ends if tried > MOST_LINES else _CLOSES.search(lines[stop - 1])):
                continue
            try:
                values = tomllib.loads("\n".join(lines[start - 1 : stop]))
            except tomllib.TOMLDecodeError:
                continue
            if values:
                yield start, stop, values
            break
        else:
            return
        start = stop + 1


def _spine(values: dict[str, Any]) -> tuple[tuple[str, ...], Any]:
    """The one path of a statement, down to its value, and the value."""
    names: list[str] = []
    inside: Any = values
    while isinstance(inside, dict) and len(inside) == 1:
        ((name, inside),) = inside.items()
        names.append(name)
    return tuple(names), inside


def _opened(names: Sequence[str], counts: dict[Path, int], *, again: bool) -> Path:
    """The path of a table by its header: arrays of tables are open at their last element."""
    path: Path = ()
    for k, name in enumerate(names):
        path = (*path, name)
        last = k == len(names) - 1
        if last and again:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _inside(path: Path, value: Any, lines: Sequence[str], start: int) -> Iterator[tuple[Path, int]]:
    """Paths in an array that is written over several lines, and in the tables in it."""
    if isinstance(value, list) and len(lines) > 1:
        for k, (element, at) in enumerate(zip(value, _lines_of_elements(lines), strict=False)):
            line = start + at
            yield (*path, k), line
            if isinstance(element, dict):
                yield from (((*path, k, name), line) for name in element)


def _lines_of_elements(lines: Sequence[str]) -> Iterator[int]:
    """The line, from 0, in which an array gets each of its elements."""
    known = 0
    if len(lines) > MOST_LINES:
        return
    for k in range(len(lines)):
        closed = lines[: k + 1] if k == len(lines) - 1 else [*lines[: k + 1], "]"]
        try:
            _, value = _spine(tomllib.loads("\n".join(closed)))
        except tomllib.TOMLDecodeError:
            continue
        if isinstance(value, list):
            yield from [k] * (len(value) - known)
            known = max(known, len(value))
