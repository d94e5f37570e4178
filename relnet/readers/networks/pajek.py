"""Pajek networks (.net): vertices, arcs and edges, of several relations and times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.layouts import FORMATS
from relnet.readers.networks.bounds import check_bare, check_presences
from relnet.readers.networks.drawn import Drawing, Tie, extract_of
from relnet.readers.networks.drawn_nodes import Node
from relnet.readers.networks.pajek_lines import LINE, VERTICES, Net, check_matrix, take
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options


def read_pajek(file: File, options: Options) -> Extract | None:
    """Read a Pajek network.

    Vertices are called by their label if all have one of their own, else by their number.
    What says how they are drawn is passed over. The waves of a network with times
    (``[1-3,5]``) are all the points in time that stand in it; a vertex or tie is in each
    wave that lies in one of its times, and one without times always, a tie where both of
    its vertices are. A tie without a value is 1, one of 999999998 was not observed. A line with a number of its relation in front (``2: 1 3 1``) is one of
    that relation.
    """
    if not _is_net(file.head):
        return None
    net = Net(file.name)
    for row, line in enumerate(LINE.split(file.text or ""), 1):
        take(net, line.strip(), row)
    check_matrix(net, None)
    if net.size < 1:
        raise refusal(file.name, "no_nodes")
    check_bare(net.size - len(net.vertices), file.name)
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
        matrix=True,
        problems=[*net.problems, *_told(net)],
    )
    return extract_of(drawing, options)


def _is_net(text: str) -> bool:
    """Whether the first lines that are no comments begin a network."""
    for line in LINE.split(text[:10_000]):
        word = line.strip().casefold()
        if VERTICES.match(word):
            return True
        if word and not word.startswith(("%", "*network")):
            return False
    return False


def _told(net: Net) -> list[Problem]:
    """What is to be said of the parts that are passed over, and of the waves."""
    problems = [
        Problem("part passed over", values={"name": quoted(f"*{part}"), "n": n}, file=net.file,
                severity="warning")
        for part, n in net.skipped.items()
    ]  # fmt: skip
    if net.moments.stretches:
        waves = net.moments.labels
        values = {"n": len(waves), "waves": shortened(waves)}
        problems.append(
            Problem("waves from intervals", values=values, file=net.file, severity="warning")
        )
    return problems


def _nodes(net: Net) -> list[Node]:
    """All vertices, those without a line too."""
    nodes, total = [], 0
    for key in map(str, range(1, net.size + 1)):
        row, label, time = net.vertices.get(key, (1, "", ""))
        waves = net.moments.there(time) if net.moments.labels else None
        total += len(waves or ())
        check_presences(total, net.file)
        nodes.append(Node(key, row, {"label": label} if label else {}, waves=waves))
    return nodes


def _ties(net: Net, nodes: Sequence[Node], relation: str, waves: Sequence[str]) -> Iterator[Tie]:
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
