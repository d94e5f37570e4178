"""GEXF 1.1 to 1.3, as Gephi, networkx and rgexf write it, with its times as waves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.columns import normal, unused_columns
from relnet.readers.layouts import FORMATS
from relnet.readers.networks.bounds import check_defaults, check_presences
from relnet.readers.networks.drawn import Drawing, Stated, Tie, extract_of, roles_in, stated_in
from relnet.readers.networks.drawn_nodes import Node, put
from relnet.readers.networks.gexf_times import Clock, Timed, spells_of
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
    from relnet.readers.networks.xml_tree import Element
    from relnet.readers.options import Options

_NUMBERS = frozenset(
    {"integer", "long", "float", "double", "short", "byte", "bigdecimal", "biginteger"}
)


@dataclass(slots=True)
class _Declared:
    """An attribute that is declared."""

    title: str
    type: str
    default: str


@dataclass(slots=True)
class _Thing:
    """A node or edge, what is always so of it and what only at times."""

    element: Element
    texts: dict[str, str]
    timed: list[Timed]
    spells: list[Spell]


@dataclass(slots=True)
class _Graph:
    """What was read so far."""

    file: str
    declared: dict[tuple[str, str], _Declared] = field(default_factory=dict)
    owner: str = ""
    nodes: list[_Thing] = field(default_factory=list)
    edges: list[_Thing] = field(default_factory=list)
    graphs: int = 0
    way: str = "undirected"
    slice: list[Spell] = field(default_factory=list)
    stated: tuple[Stated, ...] = ()
    clock: Clock = field(default_factory=Clock)
    defaults: dict[str, dict[str, str]] = field(default_factory=lambda: {"node": {}, "edge": {}})
    filled: int = 0
    nested: int = 0
    problems: list[Problem] = field(default_factory=list)


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
    if root_of(file.text) != "gexf":
        return None
    graph = _Graph(file.name)
    whole, begun = {"attribute", "node", "edge", "description"}, {"graph", "attributes"}
    for element in elements(file.text or "", file.name, whole=whole, begun=begun):
        _take(graph, element)
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


def _times(graph: _Graph) -> Iterator[Sequence[Spell]]:
    """The times of all things, and those of their values while they are there."""
    for thing in (*graph.nodes, *graph.edges):
        own = thing.spells or graph.slice
        yield own
        for timed in thing.timed:
            yield within(timed.spells, own) if own else timed.spells


def _with_waves(drawing: Drawing) -> Drawing:
    """A drawing whose ties say themselves of which wave they are."""
    return replace(drawing, waves=tuple(dict.fromkeys(t.wave for t in drawing.ties if t.wave)))


def _take(graph: _Graph, element: Element) -> None:
    """Take what an element says."""
    if element.tag == "graph":
        graph.graphs += 1
        if graph.graphs > 1:
            raise refusal(graph.file, "several_graphs", row=element.row)
        graph.way = element.get("defaultedgetype") or "undirected"
        if element.get("mode") == "slice":
            graph.slice = spells_of(element, graph.clock, graph.file, graph.problems)
    elif element.tag == "attributes":
        graph.owner = element.get("class")
    elif element.tag == "attribute":
        _declare(graph, element)
    elif element.tag == "description":
        graph.stated = graph.stated or stated_in(element.text.partition(": ")[2].strip())
    elif any(True for _ in (*element.within("nodes"), *element.within("edges"))):
        raise refusal(graph.file, "nested_graph", row=element.row)
    else:
        (graph.nodes if element.tag == "node" else graph.edges).append(_thing(graph, element))


def _declare(graph: _Graph, element: Element) -> None:
    """Take an attribute that is declared; an error for one that takes the place of another."""
    default, key = element.find("default"), (graph.owner, element.get("id"))
    text = clean(default.text) if default is not None else ""
    declared = _Declared(clean(element.get("title")) or key[1], element.get("type").lower(), text)
    if graph.declared.setdefault(key, declared) != declared:
        values = {"name": quoted(key[1])}
        graph.problems.append(
            Problem("duplicate attribute", variant="key", values=values, file=graph.file,
                    row=element.row)
        )  # fmt: skip
    if text and graph.owner in graph.defaults:
        place = (graph.file, element.row)
        put(graph.defaults[graph.owner], declared.title, text, place, graph.problems)


def _thing(graph: _Graph, element: Element) -> _Thing:
    """A node or edge with its attributes, defaults where it is silent."""
    names = ("label",) if element.tag == "node" else ("label", "kind", "weight")
    texts = {name: clean(element.get(name)) for name in names if element.get(name)}
    timed = []
    for value in element.within("attvalues"):
        declared = graph.declared.get((element.tag, value.get("for") or value.get("id")))
        title = declared.title if declared else value.get("for") or value.get("id")
        text = clean(value.get("value"))
        spells = spells_of(value, graph.clock, graph.file, graph.problems)
        if spells:
            timed.append(Timed(title, text, spells))
        elif title and text:
            put(texts, title, text, (graph.file, value.row), graph.problems)
    spells = spells_of(element, graph.clock, graph.file, graph.problems)
    graph.nested += bool(element.get("pid")) or any(True for _ in element.within("parents"))
    return _Thing(element, _filled(graph, element.tag, texts), timed, spells)


def _filled(graph: _Graph, owner: str, texts: dict[str, str]) -> dict[str, str]:
    """Texts with the defaults where they are silent."""
    defaults = graph.defaults[owner]
    graph.filled += sum(title not in texts for title in defaults)
    check_defaults(graph.filled, graph.file)
    return defaults | texts


def _columns(graph: _Graph, file: str, options: Options) -> Columns:
    """The attributes of ties, and which of them play a role."""
    titles = dict.fromkeys(title for edge in graph.edges for title in edge.texts)
    titles |= dict.fromkeys(timed.title for edge in graph.edges for timed in edge.timed)
    columns = roles_in(list(titles), file, options)
    if graph.clock.labels and "wave" in columns:
        del columns.found["wave"]
    if "relation" not in columns and "kind" in titles:
        columns.found["relation"] = "kind"
    return columns


def _told(graph: _Graph, columns: Columns, file: str) -> list[Problem]:
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


def _nodes(graph: _Graph) -> list[Node]:
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


def _ties(graph: _Graph, nodes: Sequence[Node], roles: Mapping[str, str]) -> Iterator[Tie]:
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


def _numeric(graph: _Graph) -> frozenset[str]:
    """The attributes of nodes that are numbers."""
    return frozenset(
        declared.title
        for (owner, _), declared in graph.declared.items()
        if owner == "node" and declared.type in _NUMBERS
    )


FORMATS.add("gexf", read_gexf)
