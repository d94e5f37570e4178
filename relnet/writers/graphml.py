"""GraphML: all waves and relations as one graph with parallel ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.writers.drawn import drawn, lines_of, stated, xml
from relnet.writers.formats import TIES_AND_ACTORS, WRITERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.panel import Panel
    from relnet.writers.drawn import Attribute, Drawn

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def write_graphml(panel: Panel) -> dict[str, bytes]:
    """Write a panel as one graph.

    Each tie of each wave and relation is a tie of the graph, with ``wave``, ``relation`` and
    its strength as ``weight``; the name of an actor is the ``label`` of its node. What is of
    one wave is called ``name@wave``: ``present@wave`` of all, ``answered@wave`` unless it is
    but assumed that all did, and the attributes that change. ``networks`` of the graph tells
    in JSON which networks there are. Where only some relations are directed, each tie of an
    undirected one is written as two arcs, one each way. A character that XML forbids is
    written as its picture (U+2400 and on).
    """
    who = drawn(panel)
    lines = [_HEAD, *_keys(panel, who)]
    directed = any(net.directed for net in panel)
    way = "directed" if directed else "undirected"
    lines.append(f'  <graph id="panel" edgedefault="{way}">\n')
    lines.append(f'    <data key="networks">{xml(stated(panel))}</data>\n')
    place = {actor: f"n{k}" for k, actor in enumerate(who.actors)}
    lines += (_node(panel, who, actor, place[actor]) for actor in who.actors)
    lines += _edges(panel, place, directed=directed)
    lines.append("  </graph>\n</graphml>\n")
    return {"": "".join(lines).encode()}


def _keys(panel: Panel, who: Drawn) -> Iterator[str]:
    """The attributes that are declared."""
    yield _key("networks", "graph", "networks", "string")
    yield _key("label", "node", "label", "string")
    for k, wave in enumerate(panel.waves):
        yield _key(f"p{k}", "node", f"present@{wave}", "boolean")
        if who.says_answered:
            yield _key(f"a{k}", "node", f"answered@{wave}", "boolean")
    for j, attribute in enumerate(who.attributes):
        kind = "double" if attribute.is_number else "string"
        if not attribute.by_wave:
            yield _key(f"d{j}", "node", attribute.name, kind)
        for k, wave in enumerate(panel.waves) if attribute.by_wave else ():
            yield _key(f"d{j}w{k}", "node", f"{attribute.name}@{wave}", kind)
    yield _key("wave", "edge", "wave", "string")
    yield _key("relation", "edge", "relation", "string")
    yield _key("weight", "edge", "weight", "double")


def _key(key: str, owner: str, name: str, kind: str) -> str:
    return f'  <key id="{key}" for="{owner}" attr.name="{xml(name)}" attr.type="{kind}"/>\n'


def _data(key: str, text: str) -> str:
    return f'      <data key="{key}">{xml(text)}</data>\n'


def _node(panel: Panel, who: Drawn, actor: str, place: str) -> str:
    """An actor with all that is known of it."""
    lines = [f'    <node id="{place}">\n', _data("label", actor)]
    for k, wave in enumerate(panel.waves):
        answered = who.answered.get((wave, actor))
        lines.append(_data(f"p{k}", "false" if answered is None else "true"))
        if answered is not None and who.says_answered:
            lines.append(_data(f"a{k}", "true" if answered else "false"))
    for j, attribute in enumerate(who.attributes):
        lines += _values(panel, attribute, actor, j)
    return "".join([*lines, "    </node>\n"])


def _values(panel: Panel, attribute: Attribute, actor: str, j: int) -> Iterator[str]:
    """An attribute of an actor, or that of each wave."""
    texts = [(k, attribute.texts.get((wave, actor))) for k, wave in enumerate(panel.waves)]
    for k, text in texts:
        if text is not None:
            yield _data(f"d{j}w{k}" if attribute.by_wave else f"d{j}", text)
            if not attribute.by_wave:
                return


def _edges(panel: Panel, place: dict[str, str], *, directed: bool) -> Iterator[str]:
    """The ties, undirected ones twice among directed ones."""
    for tie in lines_of(panel):
        text = (
            _data("wave", tie.wave)
            + _data("relation", tie.relation)
            + _data("weight", tie.strength)
        )
        ends = (place[tie.source], place[tie.target])
        for source, target in [ends, ends[::-1]] if directed and not tie.directed else [ends]:
            yield f'    <edge source="{source}" target="{target}">\n{text}    </edge>\n'


WRITERS.add(
    "graphml",
    Format(
        endings=(".graphml",),
        write=write_graphml,
        holds=TIES_AND_ACTORS,
    ),
)
