"""The lines of a Pajek network, each taken by what its part of the file is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.networks.bounds import MOST_NODES
from relnet.readers.networks.drawn import Stated, stated_in
from relnet.readers.networks.pajek_times import Moments
from relnet.readers.tables import clean
from relnet.readers.text import refusal
from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from relnet.wording import Value

LINE = re.compile(r"\r\n|\r|\n")
VERTICES = re.compile(r"\*\s*vert(?:ex|ices)?(?:\s|$)")
_TOKEN = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[^\s"\[]\S*')
_COMMENT = "% networks "
_ENTITY = re.compile(r"&#([0-9]{1,7});")
_MISSING = 999_999_998
"""What Pajek has in place of a value that is not known."""
_DRAWN = frozenset(
    {"a", "a1", "a2", "ap", "bc", "bw", "c", "font", "fos", "h1", "h2", "hook", "ic", "k1", "k2",
     "l", "la", "lc", "lp", "lphi", "lr", "p", "phi", "q", "r", "s", "w"}
)  # fmt: skip
"""Words by which a line says how its tie is drawn."""
_TIES = frozenset({"arcs", "edges", "arcslist", "edgeslist", "matrix"})


class Line(NamedTuple):
    """A tie as it stands: the numbers of its vertices, and its time."""

    source: str
    target: str
    row: int
    relation: str
    value: str
    time: str
    directed: bool


@dataclass(slots=True)
class Net:
    """What was read so far."""

    file: str
    size: int = -1
    section: str = ""
    relation: str = ""
    numbered: dict[str, str] = field(default_factory=dict)
    relations: dict[str, None] = field(default_factory=dict)
    vertices: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    moments: Moments = field(default_factory=Moments)
    stated: tuple[Stated, ...] = ()
    rows: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    undirected: bool = False
    problems: list[Problem] = field(default_factory=list)


def take(net: Net, line: str, row: int) -> None:
    """Take what a line says."""
    if line.startswith("%"):
        if line.startswith(_COMMENT):
            net.stated = net.stated or stated_in(line[len(_COMMENT) :])
    elif line.startswith("*"):
        _begin(net, line, row)
    elif line:
        if net.section in _LINES:
            _LINES[net.section](net, _TOKEN.findall(line), row)
        elif net.section:
            net.skipped[net.section] = net.skipped.get(net.section, 0) + 1


def _begin(net: Net, line: str, row: int) -> None:
    """Begin the part of the file that a line with a star names."""
    word, _, rest = line[1:].strip().partition(" ")
    word = word.casefold()
    part = "vertices" if VERTICES.match(f"*{word}") else word
    check_matrix(net, row)
    if part == "network":
        if net.size >= 0:
            raise refusal(net.file, "several_graphs", row=row)
        return
    if part == "vertices" and net.section not in {"", "vertices", *_TIES}:
        return  # the vertices of a partition or vector
    net.section = part
    if part == "vertices":
        _size(net, rest.split(), row)
    elif part in _TIES:
        net.undirected |= part.startswith("edges") and not net.lines
        net.relation = _relation(net, rest)
        net.relations[net.relation] = None
        net.rows = 0
    else:
        net.skipped.setdefault(part, 0)


def _size(net: Net, numbers: Sequence[str], row: int) -> None:
    if net.size >= 0:
        raise refusal(net.file, "several_graphs", row=row)
    sizes = [int(text) for text in numbers[:2] if re.fullmatch("[0-9]{1,9}", text, re.ASCII)]
    if not sizes:
        raise refusal(net.file, "pajek_size", {"text": quoted(" ".join(numbers))}, row)
    if len(sizes) > 1 and sizes[1] != sizes[0]:
        parts = {"first": sizes[1], "second": sizes[0] - sizes[1]}
        raise refusal(net.file, "two_mode", parts, row)
    if sizes[0] > MOST_NODES:
        raise refusal(net.file, "large_graph", {"most": MOST_NODES}, row)
    net.size = sizes[0]


def _relation(net: Net, rest: str) -> str:
    """The relation that the head of a list of ties names; empty where it names none."""
    tokens = _TOKEN.findall(rest)
    if not tokens or not tokens[0].startswith(":"):
        return ""
    key = tokens[0][1:] or "".join(tokens[1:2])
    label = _plain(" ".join(tokens[1:]).strip('"')) if tokens[0][1:] else ""
    net.numbered[key] = label or net.numbered.get(key) or key
    return net.numbered[key]


def _vertex(net: Net, tokens: list[str], row: int) -> None:
    """Take a line of a vertex: number, label, and when it is there."""
    key = _known(net, tokens[0], row)
    if key is None:
        return
    if key in net.vertices:
        values = {"name": quoted(key)}
        net.problems.append(Problem("duplicate node", values=values, file=net.file, row=row))
        return
    label = tokens[1] if len(tokens) > 1 and not tokens[1].startswith("[") else ""
    time = next((token for token in tokens[1:] if token.startswith("[")), "")
    net.vertices[key] = (row, _plain(label.strip('"')), time)
    net.moments.note(time, net.file, row, net.problems)


def _known(net: Net, text: str, row: int) -> str | None:
    """The number of a vertex, ``None`` where there is none of it."""
    number_ = int(text) if re.fullmatch("[0-9]{1,9}", text, re.ASCII) else 0
    if 1 <= number_ <= net.size:
        return str(number_)
    values: dict[str, Value] = {"value": quoted(text), "most": net.size}
    file, problems = net.file, net.problems
    problems.append(
        Problem("unreadable value", variant="vertex", values=values, file=file, row=row)
    )
    return None


def _pair(net: Net, tokens: list[str], row: int) -> None:
    """Take a line of a tie: two vertices, its value, and when it is there."""
    relation = net.relation
    if tokens[0].endswith(":"):
        key = tokens.pop(0)[:-1]
        relation = net.numbered.setdefault(key, key)
        net.relations[relation] = None
    time = next((token for token in tokens if token.startswith("[")), "")
    value = tokens[2] if len(tokens) > 2 and not tokens[2].startswith("[") else "1"
    value = "1" if value.casefold() in _DRAWN else _told(value)
    ends = [_known(net, text, row) for text in (*tokens[:2], *[""] * (2 - len(tokens)))]
    net.moments.note(time, net.file, row, net.problems)
    if ends[0] and ends[1]:
        way = net.section == "arcs"
        net.lines.append(Line(ends[0], ends[1], row, relation, value, time, way))


def _list(net: Net, tokens: list[str], row: int) -> None:
    """Take a line of a vertex and all that it has ties with."""
    ends = [_known(net, text, row) for text in tokens if not text.startswith("[")]
    way = net.section == "arcslist"
    net.lines += [
        Line(ends[0], end, row, net.relation, "1", "", way) for end in ends[1:] if ends[0] and end
    ]


def _matrix(net: Net, tokens: list[str], row: int) -> None:
    """Take a row of a matrix."""
    net.rows += 1
    if len(tokens) != net.size or net.rows > net.size:
        n = len(tokens) if net.rows <= net.size else net.rows
        raise refusal(net.file, "pajek_matrix", {"n": n, "size": net.size}, row)
    source = str(net.rows)
    net.lines += [
        Line(source, str(k), row, net.relation, _told(text), "", True)  # noqa: FBT003 - a matrix is
        for k, text in enumerate(tokens, 1)
        if number(text) != 0
    ]


def _told(value: str) -> str:
    """A value as it stands; empty where it says that it is not known."""
    return "" if number(value) == _MISSING else value


def check_matrix(net: Net, row: int | None) -> None:
    """Refuse a matrix that has ended with fewer rows than there are vertices."""
    if net.section == "matrix" and net.rows < net.size:
        raise refusal(net.file, "pajek_matrix", {"n": net.rows, "size": net.size}, row)


def _plain(text: str) -> str:
    """Text with the characters that it states by their number."""
    return clean(_ENTITY.sub(lambda found: chr(min(int(found[1]), 0x10FFFF)), text))


_LINES: dict[str, Callable[[Net, list[str], int], None]] = {
    "vertices": _vertex,
    "arcs": _pair,
    "edges": _pair,
    "arcslist": _list,
    "edgeslist": _list,
    "matrix": _matrix,
}
