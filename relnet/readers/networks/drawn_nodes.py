"""The nodes of a network that was drawn elsewhere, as actors, roster and register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.beside.lists import attribute
from relnet.readers.columns import SYNONYMS, normal, role_word
from relnet.readers.layouts import listed
from relnet.readers.values import yes_or_no

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relnet.readers.options import Options
    from relnet.wording import Value

LABELS = ("label", *(name for name in SYNONYMS["id"] if name not in {"id", "label", "code"}))
"""Attributes that may hold the name of a node, the first that does is taken."""
_RESERVED = frozenset({"wave", "actor", "answered"})


@dataclass(slots=True)
class Node:
    """A node, and where it stands.

    Attributes
    ----------
    id
        What ties call it.
    row
        Its line.
    attributes
        Name → text.
    by_wave
        Name and wave → text, of what is not the same in each wave.
    waves
        Those in which it is there; ``None`` for all.
    """

    id: str
    row: int
    attributes: dict[str, str] = field(default_factory=dict)
    by_wave: dict[tuple[str, str], str] = field(default_factory=dict)
    waves: Collection[str] | None = None

    def is_in(self, wave: str) -> bool:
        """Whether it is there in a wave."""
        return self.waves is None or wave in self.waves


def put(
    texts: dict[str, str], name: str, text: str, place: tuple[str, int], problems: list[Problem]
) -> None:
    """Put an attribute with others; an error at a place (file and row) if it has another value."""
    first = texts.setdefault(name, text)
    if first != text:
        values = {"name": quoted(name), "first": quoted(first), "second": quoted(text)}
        file, row = place
        problems.append(Problem("duplicate attribute", values=values, file=file, row=row))


def actors_of(
    nodes: Sequence[Node], file: str, options: Options
) -> tuple[dict[str, str], list[Problem]]:
    """Return what the actor of each node is called, and what is wrong with the ids.

    It is the label if each node has one and no other the same, or else the id. The
    attribute that is taken for it is no attribute any more.
    """
    problems = _twins(nodes, file)
    ids = {node.id: node.id for node in nodes}
    given = options.columns.get("id")
    titles = {normal(title): title for node in nodes for title in node.attributes}
    for name in LABELS if given is None else (normal(given),):
        title = titles.get(name)
        if title is None:
            continue
        labels = [node.attributes.get(title, "") for node in nodes]
        if all(labels) and len(set(labels)) == len(ids) == len(nodes):
            for node in nodes:
                node.attributes.pop(title)
            return dict(zip(ids, labels, strict=True)), problems
        empty = sum(label == "" for label in labels)
        values: dict[str, Value] = {
            "name": quoted(title),
            "n": len(labels),
            "labels": len(set(labels) - {""}),
        }
        problems.append(Problem("labels not names", values=values, file=file, severity="warning"))
        if empty == len(labels):
            problems.pop()
    return ids, problems


def _twins(nodes: Sequence[Node], file: str) -> list[Problem]:
    """Ids that several nodes have, or none."""
    seen: set[str] = set()
    problems = []
    for node in nodes:
        if node.id == "" or node.id in seen:
            variant = "" if node.id else "unnamed"
            values = {"name": quoted(node.id)} if node.id else {}
            problems.append(
                Problem("duplicate node", variant=variant, values=values, file=file, row=node.row)
            )
        seen.add(node.id)
    return problems


def lists_of(
    nodes: Sequence[Node],
    actors: Mapping[str, str],
    waves: Sequence[str],
    file: str,
    numeric: Collection[str],
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Return the nodes as a roster, and as a register where they say who answered.

    The first attribute that is called as who answered says so; an error for each node of
    which it does not.

    Parameters
    ----------
    nodes, actors
        The nodes, and what their actors are called.
    waves
        The waves; none where the file does not name any.
    file
        What messages call it.
    numeric
        The attributes that are numbers.
    """
    rows = [(node, wave) for wave in waves or ("",) for node in nodes if node.is_in(wave)]
    keys = {"wave": [wave for _, wave in rows]} if waves else {}
    keys["actor"] = [actors[node.id] for node, _ in rows]
    roster, register = (pd.DataFrame(keys, dtype="str") for _ in range(2))
    names = dict.fromkeys(name for node in nodes for name in node.attributes)
    names |= dict.fromkeys(name for node in nodes for name, _ in node.by_wave)
    says = next((name for name in names if normal(name) in SYNONYMS["answered"]), None)
    problems: list[Problem] = []
    more: dict[str, pd.Series] = {}
    for name in names:
        texts = [
            node.by_wave.get((name, wave), node.attributes.get(name, "")) for node, wave in rows
        ]
        if name == says:
            problems = _unsaid(name, texts, [node for node, _ in rows], file)
            register["answered"] = [bool(yes_or_no(text)) for text in texts]
            continue
        column = pd.Series(texts, dtype="str")
        typed = attribute(column) if name in numeric else column.where(column != "", None)
        more[f"{name}_" if name in _RESERVED else name] = typed
    roster = pd.concat([roster, pd.DataFrame(more)], axis=1) if more else roster
    roster.index = register.index = pd.Index([node.row for node, _ in rows])
    columns = {"actor": "id"} | ({"wave": None} if waves else {})
    lists = {"roster": listed(roster, file, columns)}
    if says is not None:
        lists["register"] = listed(register, file, columns | {"answered": says})
    return lists, problems


def _unsaid(name: str, texts: Sequence[str], nodes: Sequence[Node], file: str) -> list[Problem]:
    """An error for each node that does not say, or not readably, whether it answered."""
    wrong = {
        (node.row, node.id, text): None
        for node, text in zip(nodes, texts, strict=True)
        if text == "" or yes_or_no(text) is None
    }
    blank: dict[str, Value] = {"role": role_word("answered")}
    return [
        Problem("unreadable value", variant="flag", values={"value": quoted(text)}, file=file,
                row=row, column=name)
        if text else Problem("empty cell", values=blank, file=file, row=row, column=name)
        for row, _, text in wrong
    ]  # fmt: skip
