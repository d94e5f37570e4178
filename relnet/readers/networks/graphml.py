"""GraphML, as Gephi, igraph, networkx, R and yEd write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.columns import unused_columns
from relnet.readers.layouts import FORMATS
from relnet.readers.networks.bounds import check_defaults
from relnet.readers.networks.drawn import Drawing, Stated, Tie, extract_of, roles_in, stated_in
from relnet.readers.networks.drawn_nodes import Node, put
from relnet.readers.networks.waved import place, splitter, waves_in
from relnet.readers.networks.xml_tree import elements, root_of
from relnet.readers.tables import clean
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.networks.xml_tree import Element
    from relnet.readers.options import Options

NUMBERS = frozenset({"int", "integer", "long", "float", "double", "short", "byte"})
"""Types of attributes that are numbers."""
_GRAPHICS = {"nodegraphics": "NodeLabel", "edgegraphics": "EdgeLabel"}


@dataclass(slots=True)
class _Key:
    """An attribute that is declared: its name, what it is for and what goes without."""

    title: str
    owner: str
    type: str
    default: str
    label: str


@dataclass(slots=True)
class _Edge:
    """A tie with all that stands with it."""

    source: str
    target: str
    row: int
    directed: bool
    texts: dict[str, str]


@dataclass(slots=True)
class _Graph:
    """What was read so far."""

    file: str
    keys: dict[str, _Key] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    edges: list[_Edge] = field(default_factory=list)
    graphs: int = 0
    directed: bool = True
    stated: tuple[Stated, ...] = ()
    ports: int = 0
    defaults: dict[str, dict[str, str]] = field(default_factory=lambda: {"node": {}, "edge": {}})
    filled: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_graphml(file: File, options: Options) -> Extract | None:
    """Read a GraphML file.

    Nodes are called by their label (an attribute ``label``, ``name``, ``naam`` or the like,
    or what yEd shows) if all have one of their own, else by their id; their other
    attributes are those of the actors. Attributes of ties that are called as the columns of
    a list say of which wave and relation a tie is, and how strong. An attribute
    ``name@wave`` is of that wave alone, where the file has such waves; ``present@wave``
    says whether a node was there. Two attributes of one name are one, as long as no node or
    tie has different values of them.
    """
    if root_of(file.head) != "graphml":
        return None
    graph = _Graph(file.name)
    whole = {"key", "node", "edge", "hyperedge", "data"}
    for element in elements(file.text or "", file.name, whole=whole, begun={"graph"}):
        _take(graph, element)
    if not graph.nodes:
        raise refusal(file.name, "no_nodes")
    titles = list(dict.fromkeys(title for edge in graph.edges for title in edge.texts))
    columns = roles_in(titles, file.name, options)
    problems = [
        *graph.problems,
        *columns.problems,
        *([unused_columns(columns)] if columns.unused() else []),
    ]
    if graph.ports:
        values = {"n": graph.ports}
        problems.append(Problem("ports", values=values, file=file.name, severity="warning"))
    ties = [_tie(edge, columns.found) for edge in graph.edges]
    waves = waves_in(graph.nodes, ties, graph.stated, file.name)
    place(graph.nodes, waves)
    drawing = Drawing(
        file=file.name,
        label=file.label,
        nodes=graph.nodes,
        ties=ties,
        titles=titles,
        roles=columns.found,
        waves=waves,
        stated=graph.stated,
        numeric=_numeric(graph, waves),
        undirected=not graph.directed,
        problems=problems,
    )
    return extract_of(drawing, options)


def _take(graph: _Graph, element: Element) -> None:
    """Take what an element says."""
    if element.tag == "graph":
        graph.graphs += 1
        if graph.graphs > 1:
            raise refusal(graph.file, "several_graphs", row=element.row)
        graph.directed = element.get("edgedefault") != "undirected"
    elif element.tag == "key":
        _declare(graph, element)
    elif element.tag == "node":
        _check_flat(graph, element)
        graph.nodes.append(Node(element.get("id"), element.row, _texts(graph, element, "node")))
    elif element.tag == "edge":
        _check_flat(graph, element)
        graph.ports += bool(element.get("sourceport") or element.get("targetport"))
        source, target = element.get("source"), element.get("target")
        way, texts = _is_directed(graph, element), _texts(graph, element, "edge")
        graph.edges.append(_Edge(source, target, element.row, way, texts))
    elif element.tag == "hyperedge":
        raise refusal(graph.file, "hyperedge", row=element.row)
    elif (key := graph.keys.get(element.get("key"))) and key.title == "networks":
        graph.stated = graph.stated or stated_in(element.text.strip())


def _declare(graph: _Graph, element: Element) -> None:
    """Take a key; an error for one that takes the place of another."""
    key, name = _key(element), element.get("id")
    if graph.keys.setdefault(name, key) != key:
        values = {"name": quoted(name)}
        graph.problems.append(
            Problem("duplicate attribute", variant="key", values=values, file=graph.file,
                    row=element.row)
        )  # fmt: skip
    for owner, defaults in graph.defaults.items():
        if key.default and key.title and key.owner in {owner, "all"}:
            put(defaults, key.title, key.default, (graph.file, element.row), graph.problems)


def _is_directed(graph: _Graph, element: Element) -> bool:
    """Whether a tie runs one way: what it says itself, or else the graph."""
    text = element.get("directed").strip()
    way = {"": graph.directed, "true": True, "1": True, "false": False, "0": False}.get(text)
    if way is None:
        values, row = {"value": quoted(text)}, element.row
        graph.problems.append(
            Problem("unreadable value", variant="boolean", values=values, file=graph.file, row=row,
                    column="directed")
        )  # fmt: skip
    return bool(way)


def _key(element: Element) -> _Key:
    default = element.find("default")
    return _Key(
        title=clean(element.get("attr.name")),
        owner=element.get("for") or "all",
        type=element.get("attr.type").lower(),
        default=clean(default.text) if default is not None else "",
        label=_GRAPHICS.get(element.get("yfiles.type"), ""),
    )


def _check_flat(graph: _Graph, element: Element) -> None:
    nested = element.find("graph")
    if nested is not None:
        raise refusal(graph.file, "nested_graph", row=nested.row)


def _texts(graph: _Graph, element: Element, owner: str) -> dict[str, str]:
    """Title → text of all that stands with a node or tie, defaults where it is silent."""
    texts: dict[str, str] = {}
    for data in element.children:
        if data.tag == "data":
            key = graph.keys.get(data.get("key"))
            title = data.get("key") if key is None else key.title
            text = data.text
            if key is not None and key.label:
                title, text = "label", _shown(data, key.label)
            if title and (text := clean(text)):
                put(texts, title, text, (graph.file, data.row), graph.problems)
    defaults = graph.defaults[owner]
    graph.filled += sum(title not in texts for title in defaults)
    check_defaults(graph.filled, graph.file)
    return defaults | texts


def _shown(element: Element, tag: str) -> str:
    """The first label that is drawn with a node or tie."""
    for child in element.children:
        text = child.text if child.tag == tag else _shown(child, tag)
        if text.strip():
            return text
    return ""


def _tie(edge: _Edge, roles: Mapping[str, str]) -> Tie:
    texts: dict[str, Any] = {role: edge.texts.get(title, "") for role, title in roles.items()}
    tie = Tie(edge.source, edge.target, edge.row, directed=edge.directed)
    return tie._replace(**texts)


def _numeric(graph: _Graph, waves: Sequence[str]) -> frozenset[str]:
    """The attributes of nodes that are numbers, wherever they are declared."""
    types: dict[str, bool] = {}
    split = splitter(waves)
    for key in graph.keys.values():
        if key.owner in {"node", "all"} and key.title:
            name, _ = split(key.title)
            types[name] = types.get(name, True) and key.type in NUMBERS
    return frozenset(name for name, numbers in types.items() if numbers)


FORMATS.add("graphml", read_graphml)
