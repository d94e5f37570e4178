"""The parts of a GEXF file, each taken as it comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.networks.bounds import check_defaults
from relnet.readers.networks.drawn import Stated, stated_in
from relnet.readers.networks.drawn_nodes import put
from relnet.readers.networks.gexf_times import Clock, Timed, spells_of
from relnet.readers.tables import clean
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from relnet.readers.networks.spells import Spell
    from relnet.readers.networks.xml_tree import Element


@dataclass(slots=True)
class Declared:
    """An attribute that is declared."""

    title: str
    type: str
    default: str


@dataclass(slots=True)
class Thing:
    """A node or edge, what is always so of it and what only at times."""

    element: Element
    texts: dict[str, str]
    timed: list[Timed]
    spells: list[Spell]


@dataclass(slots=True)
class Graph:
    """What was read so far."""

    file: str
    declared: dict[tuple[str, str], Declared] = field(default_factory=dict)
    owner: str = ""
    nodes: list[Thing] = field(default_factory=list)
    edges: list[Thing] = field(default_factory=list)
    graphs: int = 0
    way: str = "undirected"
    slice: list[Spell] = field(default_factory=list)
    stated: tuple[Stated, ...] = ()
    clock: Clock = field(default_factory=Clock)
    defaults: dict[str, dict[str, str]] = field(default_factory=lambda: {"node": {}, "edge": {}})
    filled: int = 0
    nested: int = 0
    problems: list[Problem] = field(default_factory=list)


def take(graph: Graph, element: Element) -> None:
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


def _declare(graph: Graph, element: Element) -> None:
    """Take an attribute that is declared; an error for one that takes the place of another."""
    default, key = element.find("default"), (graph.owner, element.get("id"))
    text = clean(default.text) if default is not None else ""
    declared = Declared(clean(element.get("title")) or key[1], element.get("type").lower(), text)
    if graph.declared.setdefault(key, declared) != declared:
        values = {"name": quoted(key[1])}
        graph.problems.append(
            Problem("duplicate attribute", variant="key", values=values, file=graph.file,
                    row=element.row)
        )  # fmt: skip
    if text and graph.owner in graph.defaults:
        place = (graph.file, element.row)
        put(graph.defaults[graph.owner], declared.title, text, place, graph.problems)


def _thing(graph: Graph, element: Element) -> Thing:
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
    return Thing(element, _filled(graph, element.tag, texts), timed, spells)


def _filled(graph: Graph, owner: str, texts: dict[str, str]) -> dict[str, str]:
    """Texts with the defaults where they are silent."""
    defaults = graph.defaults[owner]
    graph.filled += sum(title not in texts for title in defaults)
    check_defaults(graph.filled, graph.file)
    return defaults | texts
