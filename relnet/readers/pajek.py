"""Pajek networks (.net): vertices, arcs and edges, of several relations and times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.drawn import MOST_NODES, Drawing, Stated, Tie, extract_of, stated_in
from relnet.readers.drawn_nodes import Node
from relnet.readers.layouts import FORMATS
from relnet.readers.pajek_times import Moments
from relnet.readers.tables import clean
from relnet.readers.text import refusal
from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options
    from relnet.wording import Value

_LINE = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[^\s"\[]\S*')
_COMMENT = "% networks "
_ENTITY = re.compile(r"&#([0-9]{1,7});")
_VERTICES = re.compile(r"\*\s*vert(?:ex|ices)?(?:\s|$)")
_TIES = frozenset({"arcs", "edges", "arcslist", "edgeslist", "matrix"})
_LINES: dict[str, Callable[[_Net, list[str], int], None]] = {}


class _Line(NamedTuple):
    """A tie as it stands: the numbers of its vertices, and its time."""

    source: str
    target: str
    row: int
    relation: str
    value: str
    time: str
    directed: bool


@dataclass(slots=True)
class _Net:
    """What was read so far."""

    file: str
    size: int = -1
    section: str = ""
    relation: str = ""
    numbered: dict[str, str] = field(default_factory=dict)
    relations: dict[str, None] = field(default_factory=dict)
    vertices: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    lines: list[_Line] = field(default_factory=list)
    moments: Moments = field(default_factory=Moments)
    stated: tuple[Stated, ...] = ()
    rows: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    undirected: bool = False
    problems: list[Problem] = field(default_factory=list)


def read_pajek(file: File, options: Options) -> Extract | None:
    """Read a Pajek network.

    Vertices are called by their label if all have one of their own, else by their number.
    What says how they are drawn is passed over. The waves of a network with times
    (``[1-3,5]``) are all the points in time that stand in it; a vertex or tie is in each
    wave that lies in one of its times, and one without times always, a tie where both of
    its vertices are. A line with a number of its relation in front (``2: 1 3 1``) is one of
    that relation.
    """
    if not _is_net(file.text):
        return None
    net = _Net(file.name)
    for row, line in enumerate(_LINE.split(file.text or ""), 1):
        _take(net, line.strip(), row)
    _check_matrix(net, None)
    if net.size < 1:
        raise refusal(file.name, "no_nodes")
    net.moments.settle(file.name)
    only = net.stated[0].relation if len({one.relation for one in net.stated}) == 1 else ""
    waves = net.moments.labels or list(dict.fromkeys(one.wave for one in net.stated))
    nodes = _nodes(net)
    named = any([*net.relations, only])
    drawing = Drawing(
        file=file.name,
        label=file.label,
        nodes=nodes,
        ties=list(_ties(net, nodes, only, waves)),
        titles=("relation", "value"),
        roles={"relation": "relation", "value": "value"} if named else {"value": "value"},
        waves=waves,
        relations=tuple(name for name in net.relations if name),
        stated=net.stated,
        undirected=net.undirected,
        problems=[*net.problems, *_told(net)],
    )
    return extract_of(drawing, options)


def _is_net(text: str | None) -> bool:
    """Whether the first lines that are no comments begin a network."""
    for line in _LINE.split((text or "")[:10_000]):
        word = line.strip().casefold()
        if _VERTICES.match(word):
            return True
        if word and not word.startswith(("%", "*network")):
            return False
    return False


def _take(net: _Net, line: str, row: int) -> None:
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


def _begin(net: _Net, line: str, row: int) -> None:
    """Begin the part of the file that a line with a star names."""
    word, _, rest = line[1:].strip().partition(" ")
    word = word.casefold()
    part = "vertices" if _VERTICES.match(f"*{word}") else word
    _check_matrix(net, row)
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


def _size(net: _Net, numbers: Sequence[str], row: int) -> None:
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


def _relation(net: _Net, rest: str) -> str:
    """The relation that the head of a list of ties names; empty where it names none."""
    tokens = _TOKEN.findall(rest)
    if not tokens or not tokens[0].startswith(":"):
        return ""
    key = tokens[0][1:] or "".join(tokens[1:2])
    label = _plain(" ".join(tokens[1:]).strip('"')) if tokens[0][1:] else ""
    net.numbered[key] = label or net.numbered.get(key) or key
    return net.numbered[key]


def _vertex(net: _Net, tokens: list[str], row: int) -> None:
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


def _known(net: _Net, text: str, row: int) -> str | None:
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


def _pair(net: _Net, tokens: list[str], row: int) -> None:
    """Take a line of a tie: two vertices, its value, and when it is there."""
    relation = net.relation
    if tokens[0].endswith(":"):
        key = tokens.pop(0)[:-1]
        relation = net.numbered.setdefault(key, key)
        net.relations[relation] = None
    time = next((token for token in tokens if token.startswith("[")), "")
    value = tokens[2] if len(tokens) > 2 and not tokens[2].startswith("[") else "1"
    value = "1" if value[:1].isalpha() and number(value) is None else value
    ends = [_known(net, text, row) for text in (*tokens[:2], *[""] * (2 - len(tokens)))]
    net.moments.note(time, net.file, row, net.problems)
    if ends[0] and ends[1]:
        way = net.section == "arcs"
        net.lines.append(_Line(ends[0], ends[1], row, relation, value, time, way))


def _list(net: _Net, tokens: list[str], row: int) -> None:
    """Take a line of a vertex and all that it has ties with."""
    ends = [_known(net, text, row) for text in tokens if not text.startswith("[")]
    way = net.section == "arcslist"
    net.lines += [
        _Line(ends[0], end, row, net.relation, "1", "", way) for end in ends[1:] if ends[0] and end
    ]


def _matrix(net: _Net, tokens: list[str], row: int) -> None:
    """Take a row of a matrix."""
    net.rows += 1
    if len(tokens) != net.size or net.rows > net.size:
        n = len(tokens) if net.rows <= net.size else net.rows
        raise refusal(net.file, "pajek_matrix", {"n": n, "size": net.size}, row)
    source = str(net.rows)
    net.lines += [
        _Line(source, str(k), row, net.relation, text, "", True)  # noqa: FBT003 - a matrix is
        for k, text in enumerate(tokens, 1)
        if number(text) != 0
    ]


_LINES |= {
    "vertices": _vertex,
    "arcs": _pair,
    "edges": _pair,
    "arcslist": _list,
    "edgeslist": _list,
    "matrix": _matrix,
}


def _check_matrix(net: _Net, row: int | None) -> None:
    """Refuse a matrix that has ended with fewer rows than there are vertices."""
    if net.section == "matrix" and net.rows < net.size:
        raise refusal(net.file, "pajek_matrix", {"n": net.rows, "size": net.size}, row)


def _plain(text: str) -> str:
    """Text with the characters that it states by their number."""
    return clean(_ENTITY.sub(lambda found: chr(min(int(found[1]), 0x10FFFF)), text))


def _told(net: _Net) -> list[Problem]:
    """What is to be said of the parts that are passed over, and of the waves."""
    problems = [
        Problem("part passed over", values={"name": quoted(f"*{part}"), "n": n}, file=net.file,
                severity="warning")
        for part, n in net.skipped.items()
    ]  # fmt: skip
    if net.moments.stretches:
        waves = net.moments.labels
        values = {"n": len(waves), "waves": shortened(waves)}
        variant = "ends"
        problems.append(
            Problem("waves from intervals", variant=variant, values=values, file=net.file,
                    severity="warning")
        )  # fmt: skip
    return problems


def _nodes(net: _Net) -> list[Node]:
    """All vertices, those without a line too."""
    nodes = []
    for key in map(str, range(1, net.size + 1)):
        row, label, time = net.vertices.get(key, (1, "", ""))
        waves = frozenset(net.moments.waves(time)) if net.moments.labels else None
        nodes.append(Node(key, row, {"label": label} if label else {}, waves=waves))
    return nodes


def _ties(net: _Net, nodes: Sequence[Node], relation: str, waves: Sequence[str]) -> Iterator[Tie]:
    """The ties, one for each of their waves."""
    for line in net.lines:
        named = line.relation or relation
        tie = Tie(line.source, line.target, line.row, "", named, line.value, "", line.directed)
        ends = [nodes[int(key) - 1] for key in (line.source, line.target)]
        for wave in net.moments.waves(line.time) if net.moments.labels else waves or [""]:
            if line.time or all(node.is_in(wave) for node in ends):
                net.moments.count(net.file)
                yield tie._replace(wave=wave)


FORMATS.add("pajek", read_pajek)
