"""GEXF 1.3: one dynamic graph, in which each wave is a point in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.values import number
from relnet.readers.waves import as_date
from relnet.writers.drawn import drawn, lines_of, stated, text_of, xml
from relnet.writers.formats import TIES_AND_ACTORS, WRITERS, Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relnet.panel import Panel
    from relnet.writers.drawn import Attribute, Drawn

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'


def write_gexf(panel: Panel) -> dict[str, bytes]:
    """Write a panel as one dynamic graph.

    A wave is the point in time that its label says, number or date, or else its position,
    from 0; the spells of nodes and ties begin and end with it. A tie has its relation as
    ``kind`` and ``relation``, and its strength as ``weight`` by wave; an actor ``answered``,
    unless it is but assumed that all did, and the attributes that change by wave. The description tells in JSON which networks
    there are. Where only some relations are directed, each tie of an undirected one is
    written as two arcs, one each way. A character that XML forbids is written as its picture (U+2400 and on).
    """
    who, (kind, times) = drawn(panel), _times(panel.waves)
    directed = any(net.directed for net in panel)
    way = "directed" if directed else "undirected"
    place = {actor: f"n{k}" for k, actor in enumerate(who.actors)}
    lines = [
        _HEAD,
        "  <meta>\n    <creator>relnet</creator>\n",
        f"    <description>Networks: {xml(stated(panel, times))}</description>\n  </meta>\n",
        f'  <graph mode="dynamic" defaultedgetype="{way}" timeformat="{kind}" timerepresentation="interval">\n',
        *_declared(who),
        "    <nodes>\n",
        *(_node(panel, who, actor, place[actor], times) for actor in who.actors),
        "    </nodes>\n    <edges>\n",
        *_edges(panel, place, times, directed=directed),
        "    </edges>\n  </graph>\n</gexf>\n",
    ]
    return {"": "".join(lines).encode()}


def _times(waves: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The format of times, and the time of each wave."""
    numbers = [number(wave) for wave in waves]
    days = [as_date(wave) for wave in waves]
    if all(value is not None for value in numbers) and len(set(numbers)) == len(waves):
        return "double", {w: text_of(v) for w, v in zip(waves, numbers, strict=True)}
    if all(days) and len(set(days)) == len(waves):
        return "date", {w: day.isoformat() for w, day in zip(waves, days, strict=True) if day}
    return "double", {wave: str(k) for k, wave in enumerate(waves)}


def _declared(who: Drawn) -> Iterator[str]:
    """The attributes that are declared."""
    fixed = [(f"d{j}", one) for j, one in enumerate(who.attributes) if not one.by_wave]
    waved = [(f"d{j}", one) for j, one in enumerate(who.attributes) if one.by_wave]
    nodes = ("answered", "answered", "boolean")
    yield _attributes("node", "static", (_typed(key, one) for key, one in fixed))
    said = [nodes] if who.says_answered else []
    yield _attributes("node", "dynamic", (*said, *(_typed(key, one) for key, one in waved)))
    yield _attributes("edge", "static", [("relation", "relation", "string")])
    yield _attributes("edge", "dynamic", [("weight", "weight", "double")])


def _typed(key: str, attribute: Attribute) -> tuple[str, str, str]:
    return key, attribute.name, "double" if attribute.is_number else "string"


def _attributes(owner: str, mode: str, some: Iterable[tuple[str, str, str]]) -> str:
    lines = [
        f'      <attribute id="{key}" title="{xml(title)}" type="{kind}"/>\n'
        for key, title, kind in some
    ]
    head = f'    <attributes class="{owner}" mode="{mode}">\n'
    return "".join([head, *lines, "    </attributes>\n"]) if lines else ""


def _value(key: str, text: str, time: str | None = None) -> str:
    at = "" if time is None else f' start="{time}" end="{time}"'
    return f'          <attvalue for="{key}" value="{xml(text)}"{at}/>\n'


def _spells(times: Iterable[str]) -> str:
    lines = "".join(f'          <spell start="{time}" end="{time}"/>\n' for time in times)
    return f"        <spells>\n{lines}        </spells>\n"


def _node(panel: Panel, who: Drawn, actor: str, place: str, times: dict[str, str]) -> str:
    """An actor with all that is known of it."""
    waves = who.waves_of(actor, panel.waves)
    values = []
    for j, attribute in enumerate(who.attributes):
        texts = {w: attribute.texts[w, actor] for w in waves if (w, actor) in attribute.texts}
        if attribute.by_wave:
            values += [_value(f"d{j}", text, times[wave]) for wave, text in texts.items()]
        else:
            values += [_value(f"d{j}", text) for text in list(texts.values())[:1]]
    for wave in waves if who.says_answered else ():
        said = "true" if who.answered[wave, actor] else "false"
        values.append(_value("answered", said, times[wave]))
    return (
        f'      <node id="{place}" label="{xml(actor)}">\n'
        f"        <attvalues>\n{''.join(values)}        </attvalues>\n"
        f"{_spells(times[wave] for wave in waves)}      </node>\n"
    )


def _edges(
    panel: Panel, place: dict[str, str], times: dict[str, str], *, directed: bool
) -> Iterator[str]:
    """The ties with all of their waves, undirected ones twice among directed ones."""
    lasting: dict[tuple[str, str, str, bool], list[tuple[str, str]]] = {}
    for tie in lines_of(panel):
        both = directed and not tie.directed
        ends = [(tie.source, tie.target), (tie.target, tie.source)][: 2 if both else 1]
        for source, target in ends:
            key = (tie.relation, source, target, tie.directed)
            lasting.setdefault(key, []).append((times[tie.wave], tie.strength))
    for k, ((relation, source, target, _), spells) in enumerate(lasting.items()):
        values = [_value("relation", relation)]
        values += [_value("weight", strength, time) for time, strength in spells]
        yield (
            f'      <edge id="e{k}" source="{place[source]}" target="{place[target]}" kind="{xml(relation)}">\n'
            f"        <attvalues>\n{''.join(values)}        </attvalues>\n"
            f"{_spells(time for time, _ in spells)}      </edge>\n"
        )


WRITERS.add(
    "gexf",
    Format(
        endings=(".gexf",),
        write=write_gexf,
        holds=TIES_AND_ACTORS,
    ),
)
