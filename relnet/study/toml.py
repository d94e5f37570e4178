"""TOML with the line of every key, and with every line that cannot be read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Path: TypeAlias = "tuple[str | int, ...]"
_OPENING = re.compile(r"""[^=#]*=\s*(\[[^\]]*$|\"""|''')""")
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
    while True:
        try:
            values = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            start, end, reason = _blamed(str(error), lines)
            mistakes.append(Mistake(start, reason, lines[start - 1].strip()))
            lines[start - 1 : end] = [""] * (end - start + 1)
            if len(mistakes) == MOST_MISTAKES:
                return Document({}, tuple(mistakes))
        else:
            ordered = sorted(mistakes, key=lambda mistake: mistake.line)
            return Document(values, tuple(ordered), dict(_positions(lines)))


def _blamed(message: str, lines: Sequence[str]) -> tuple[int, int, str]:
    """The first and last line to set aside, and why.

    What is never closed is only noticed after it; the line that opens it is to blame.
    """
    filled = [k for k, line in enumerate(lines, 1) if line.strip()]
    where = re.search(r" \(at line (\d+), column \d+\)", message)
    reason = re.sub(r" \(at .*\)$", "", message)
    line = min(int(where[1]), filled[-1]) if where else filled[-1]
    if where and int(where[1]) <= filled[-1] and not reason.startswith("Unclosed"):
        line = max(k for k in filled if k <= line)
        return line, line, reason
    opening = [k for k in filled if k <= line and _OPENING.match(lines[k - 1])]
    start = opening[-1] if opening else line
    return start, max(start, line - 1), reason


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


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """First and last line of each header and each key with its value, and what it says."""
    start = 1
    while start <= len(lines):
        for stop in range(start, len(lines) + 1):
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
        for k, element in enumerate(value):
            line = start + _line_of_element(lines, k)
            yield (*path, k), line
            if isinstance(element, dict):
                yield from (((*path, k, name), line) for name in element)


def _line_of_element(lines: Sequence[str], position: int) -> int:
    """The line, from 0, in which an array gets its element of this position."""
    for k in range(len(lines)):
        try:
            _, value = _spine(tomllib.loads("\n".join([*lines[: k + 1], "]"])))
        except tomllib.TOMLDecodeError:
            continue
        if isinstance(value, list) and len(value) > position:
            return k
    return len(lines) - 1
