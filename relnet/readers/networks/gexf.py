"""GEXF 1.1 to 1.3, as Gephi, networkx and rgexf write it, with its times as waves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from relnet.problems import Problem, shortened
from relnet.readers.columns import normal, unused_columns
from relnet.readers.layouts import FORMATS
from relnet.readers.networks.bounds import check_presences
from relnet.readers.networks.drawn import Drawing, Tie, extract_of, roles_in
from relnet.readers.networks.drawn_nodes import Node
from relnet.readers.networks.gexf_parts import Graph, take
from relnet.readers.networks.spells import in_no_wave, within
from relnet.readers.networks.xml_tree import elements, root_of
from relnet.readers.tables import clean
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relnet.readers.columns import Columns
    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.networks.spells import Spell
    from relnet.readers.options import Options

_NUMBERS = frozenset(
    {"integer", "long", "float", "double", "short", "byte", "bigdecimal", "biginteger"}
)


def read_gexf(file: File, options: Options) -> Extract | None:
    """Read a GEXF file, static or dynamic.

    Nodes are called by their label if all have one of their own, else by their id. The
    relation of a tie is the attribute that is called so, else its ``kind``.

    The waves of a dynamic file are all its points in time: each ``timestamp``, and each
    ``start`` and ``end`` of a node, a tie or a value of one while it is there, but no open
    end (``startopen``, ``endopen``, a round bracket). A node or tie is in each wave that
    lies in one of its spells; a tie without times of its own where both of its nodes are. A
    value that has times is taken at the wave, the last one given if there are several.
    Where spells are more than points, this is told.
    """
    if root_of(file.head) != "gexf":
        return None
    graph = Graph(file.name)
    whole, begun = {"attribute", "node", "edge", "description"}, {"graph", "attributes"}
    for element in elements(file.text or "", file.name, whole=whole, begun=begun):
        take(graph, element)
    if not graph.nodes:
        raise refusal(file.name, "no_nodes")
    graph.clock.set(_times(graph), {one.time: one.wave for one in graph.stated}, file.name)
    columns = _columns(graph, file.name, options)
    nodes = _nodes(graph)
    drawing = Drawing(
        file=file.name,
        label=file.label,
        nodes=nodes,
        ties=list(_ties(graph, nodes, columns.found)),
        titles=columns.table.header,
        roles=columns.found,
        waves=graph.clock.labels,
        stated=graph.stated,
        numeric=_numeric(graph),
        undirected=graph.way == "undirected",
        problems=[*graph.problems, *_told(graph, columns, file.name)],
    )
    return extract_of(drawing if drawing.waves else _with_waves(drawing), options)


def _times(graph: Graph) -> Iterator[Sequence[Spell]]:
    """The times of all things, and those of their values while they are there."""
    for thing in (*graph.nodes, *graph.edges):
        own = thing.spells or graph.slice
        yield own
        for timed in thing.timed:
            yield within(timed.spells, own) if own else timed.spells


def _with_waves(drawing: Drawing) -> Drawing:
    """A drawing whose ties say themselves of which wave they are."""
    return replace(drawing, waves=tuple(dict.fromkeys(t.wave for t in drawing.ties if t.wave)))


def _columns(graph: Graph, file: str, options: Options) -> Columns:
    """The attributes of ties, and which of them play a role."""
    titles = dict.fromkeys(title for edge in graph.edges for title in edge.texts)
    titles |= dict.fromkeys(timed.title for edge in graph.edges for timed in edge.timed)
    columns = roles_in(list(titles), file, options)
    if graph.clock.labels and "wave" in columns:
        del columns.found["wave"]
    if "relation" not in columns and "kind" in titles:
        columns.found["relation"] = "kind"
    return columns


def _told(graph: Graph, columns: Columns, file: str) -> list[Problem]:
    """What is to be said of the attributes of ties and of the waves."""
    problems = list(columns.problems)
    unused = [title for title in columns.unused() if normal(title) != "kind"]
    if unused:
        problems.append(unused_columns(columns))
    if graph.nested:
        nested = {"n": graph.nested}
        problems.append(Problem("nested nodes", values=nested, file=file, severity="warning"))
    given = (thing.spells or graph.slice for thing in (*graph.nodes, *graph.edges))
    problems += in_no_wave(sum(bool(some) and not graph.clock.waves(some) for some in given), file)
    if graph.clock.stretches and not graph.stated:
        waves = graph.clock.labels
        values = {"n": len(waves), "waves": shortened(waves)}
        problems.append(
            Problem("waves from intervals", values=values, file=file, severity="warning")
        )
    return problems


def _nodes(graph: Graph) -> list[Node]:
    """The nodes, each in its waves."""
    nodes, total = [], 0
    for thing in graph.nodes:
        node = Node(clean(thing.element.get("id")), thing.element.row, thing.texts)
        if graph.clock.labels:
            node.waves = graph.clock.there(thing.spells or graph.slice)
            total += len(node.waves)
            check_presences(total, graph.file)
            node.by_wave = {
                (title, wave): text
                for wave, texts in graph.clock.values(thing.timed, graph.file).items()
                for title, text in texts.items()
            }
        nodes.append(node)
    return nodes


def _ties(graph: Graph, nodes: Sequence[Node], roles: Mapping[str, str]) -> Iterator[Tie]:
    """The ties, one for each of their waves, either way where they are mutual."""
    there = {node.id: frozenset(node.waves or ()) for node in nodes}
    weighed = "weight" in roles.values()
    for edge in graph.edges:
        way = edge.element.get("type") or graph.way
        source, target = (clean(edge.element.get(end)) for end in ("source", "target"))
        bare = weighed and not any(timed.title == "weight" for timed in edge.timed)
        texts = {"weight": "1"} | edge.texts if bare else edge.texts
        values = graph.clock.values(edge.timed, graph.file)
        spells = edge.spells or graph.slice
        waves: Sequence[str] = graph.clock.waves(spells) if graph.clock.labels else [""]
        if graph.clock.labels and not spells and source in there and target in there:
            waves = graph.clock.shared(there[source], there[target])
        for wave in waves:
            at = texts | values.get(wave, {})
            said: dict[str, Any] = {role: at.get(title, "") for role, title in roles.items()}
            said |= {"wave": wave} if graph.clock.labels else {}
            tie = Tie(source, target, edge.element.row, directed=way != "undirected")
            tie = tie._replace(**said)
            graph.clock.count(graph.file)
            yield tie
            if way == "mutual":
                yield tie._replace(source=tie.target, target=tie.source)


def _numeric(graph: Graph) -> frozenset[str]:
    """The attributes of nodes that are numbers."""
    return frozenset(
        declared.title
        for (owner, _), declared in graph.declared.items()
        if owner == "node" and declared.type in _NUMBERS
    )


FORMATS.add("gexf", read_gexf)
