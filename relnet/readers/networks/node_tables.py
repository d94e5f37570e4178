"""Networks drawn elsewhere that are tables of nodes and tables of ties."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import quoted
from relnet.problems import DataError, Problem, shortened
from relnet.readers.columns import normal
from relnet.readers.networks.drawn import Drawing, Stated, extract_of, stated_in
from relnet.readers.networks.drawn_nodes import Node
from relnet.readers.networks.tie_tables import Ends, ties_of
from relnet.readers.networks.waved import place, waves_in
from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.networks.tie_tables import Ties, TieStyle
    from relnet.readers.options import Options
    from relnet.readers.tables import Table
    from relnet.wording import Value

STATED = ("wave", "relation", "directed", "asked")
"""Columns of a sheet that says which networks a workbook of ours holds."""
OF_NODES = frozenset({"duplicate node", "labels not names"})
"""Kinds of problem that are of a node, not of a tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a format calls things, as `columns.normal` has them.

    Attributes
    ----------
    names
        Columns that name a node; the first that is there.
    ids
        Columns with what ties may call it by.
    ties
        The columns of ties.
    by_list
        Whether each of several lists of ties is of a relation, which is called as the list.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    ties: TieStyle
    by_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a file holds.

    Attributes
    ----------
    file, label
        What messages call it, and what may serve as a wave label.
    nodes, ties
        Its lists of either.
    aside
        The names of its sheets that are neither.
    stated
        The networks that it says it holds.
    named
        Nodes that it names, where it has no list of them, besides those of its ties.
    """

    file: str
    label: str
    nodes: Sequence[Table]
    ties: Sequence[Table]
    aside: Sequence[str] = ()
    stated: Sequence[Stated] = ()
    named: Sequence[str] = ()


def sorted_sheets(file: File, kind: Callable[[Table], str]) -> Parts | None:
    """Return the sheets of a workbook by what they are; ``None`` where it cannot be read.

    Parameters
    ----------
    file
        The workbook.
    kind
        What a sheet is: ``"nodes"``, ``"ties"`` or, for anything else, empty text.
    """
    try:
        tables = file.tables
    except DataError:
        return None  # whoever reads it next says what is wrong with it
    sheets: dict[str, list[Table]] = {"nodes": [], "ties": [], "": []}
    stated: tuple[Stated, ...] = ()
    for table in tables:
        own = _stated_in(table)
        if own is None:
            sheets[kind(table)].append(table)
        else:
            stated += own
    return Parts(
        file=file.name,
        label=file.label,
        nodes=sheets["nodes"],
        ties=sheets["ties"],
        aside=[table.label for table in sheets[""]],
        stated=stated,
    )


def _stated_in(table: Table) -> tuple[Stated, ...] | None:
    """The networks that a sheet of ours states, ``None`` for another sheet."""
    if tuple(table.header) != STATED:
        return None
    rows = table.cells.iloc[1:].to_numpy(object)
    return tuple(Stated(w, r, d == "1", a == "1", w) for w, r, d, a in rows)


def stated_among(found: Mapping[str, object]) -> tuple[Stated, ...]:
    """Return the networks that a JSON file of ours says it holds, none for another."""
    given = found.get("networks")
    return stated_in(json.dumps(given)) if isinstance(given, list) else ()


def read_parts(parts: Parts, style: Style, options: Options) -> Extract:
    """Read lists of nodes and ties as one network; without nodes, those that ties name."""
    nodes = list(chain.from_iterable(_nodes(table, style) for table in parts.nodes))
    called = {node.attributes.get("label", node.id): node.id for node in nodes}
    ends = Ends(called | {node.id: node.id for node in nodes}, several=style.ties.several)
    several = style.by_list and len(parts.ties) > 1
    lists = [ties_of(t, style.ties, ends, options, t.label if several else "") for t in parts.ties]
    drawing = _drawing(parts, nodes, lists)
    extract = extract_of(drawing, options)
    if not parts.nodes:
        return replace(extract, lists={})
    name = parts.nodes[0].name
    for table in extract.lists.values():
        table.attrs["file"] = name
    problems = (replace(p, file=name) if p.kind in OF_NODES else p for p in extract.problems)
    return replace(extract, problems=tuple(problems))


def _drawing(parts: Parts, nodes: Sequence[Node], lists: Sequence[Ties]) -> Drawing:
    ties = list(chain.from_iterable(part.ties for part in lists))
    roles = {role: title for part in reversed(lists) for role, title in part.roles.items()}
    titles = dict.fromkeys(chain.from_iterable(part.titles for part in lists))
    waves: tuple[str, ...] = ()
    if "wave" in roles or not ties:
        waves = waves_in(nodes, ties, parts.stated, parts.file)
        place(nodes, waves)
    name = parts.ties[0].name if len(parts.ties) == 1 else parts.file
    ends = dict.fromkeys([*parts.named, *(end for tie in ties for end in (tie.source, tie.target))])
    return Drawing(
        file=name,
        label=parts.label,
        nodes=nodes or [Node(end, 0) for end in ends],
        ties=ties,
        titles=tuple(titles),
        roles=roles,
        waves=waves,
        stated=parts.stated,
        numeric=_numeric(nodes),
        problems=[*chain.from_iterable(part.problems for part in lists), *_passed_over(parts)],
    )


def _nodes(table: Table, style: Style) -> Iterable[Node]:
    """The nodes of a table; their name is their label."""
    header = [normal(name) for name in table.header]
    name, own = (next((n for n in some if n in header), None) for some in (style.names, style.ids))
    columns = table.cells.iloc[1:].to_numpy(object)
    labels, ids = (
        columns[:, header.index(one)] if one else np.full(len(columns), "", object)
        for one in (name, own)
    )
    rest = [(k, title) for k, title in enumerate(table.header) if title]
    rest = [(k, title) for k, title in rest if header[k] not in {name, own}]
    for k, row in enumerate(table.rows[1:].tolist()):
        texts = {title: columns[k, c] for c, title in rest if columns[k, c] != ""}
        label = {"label": labels[k]} if labels[k] else {}
        yield Node(ids[k] or labels[k], row, label | texts)


def _numeric(nodes: Sequence[Node]) -> frozenset[str]:
    """The attributes of which each value is a number."""
    texts = {name for node in nodes for name, text in node.attributes.items() if _is_text(text)}
    texts |= {name for node in nodes for (name, _), text in node.by_wave.items() if _is_text(text)}
    names = {name for node in nodes for name in node.attributes}
    return frozenset((names | {name for node in nodes for name, _ in node.by_wave}) - texts)


def _is_text(text: str) -> bool:
    return number(text) is None


def _passed_over(parts: Parts) -> list[Problem]:
    values: dict[str, Value] = {
        "n": len(parts.aside),
        "names": shortened(map(quoted, parts.aside)),
    }
    problem = Problem("sheets passed over", values=values, file=parts.file, severity="warning")
    return [problem] if parts.aside else []
