"""Tables of ties that name nodes, and say which way they run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.columns import Columns, normal, role_word, unused_columns
from relnet.readers.networks.drawn import Tie

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relnet.readers.options import Options
    from relnet.readers.tables import Table
    from relnet.wording import Value

    Texts = Mapping[str, np.ndarray]

ROLES = ("wave", "relation", "value")
DIRECTED, UNDIRECTED, MUTUAL = "directed", "undirected", "mutual"
_WORDS = {
    DIRECTED: ("directed", "gericht"),
    UNDIRECTED: ("undirected", "ongericht"),
    MUTUAL: ("mutual", "wederkerig", "wederzijds"),
}
_WAYS = {word: way for way, words in _WORDS.items() for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class TieStyle:
    """What a format calls the columns of its ties, as `columns.normal` has them.

    Attributes
    ----------
    source, target
        The ends.
    relation
        Columns that say the relation where none has a name that means relation.
    direction
        Columns that say which way a tie runs.
    directed
        Whether ties run one way that do not say so; ``None`` where the format leaves it open.
    several
        Whether one cell may name several targets.
    """

    source: str
    target: str
    relation: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    directed: bool | None = True
    several: bool = False


class Ties(NamedTuple):
    """Ties, the titles of their columns, which of these play a role, and what is wrong."""

    ties: list[Tie]
    titles: list[str]
    roles: dict[str, str]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Ends:
    """What ties call the nodes → their ids, and whether a cell may name several of them."""

    known: Mapping[str, str]
    several: bool = False

    def one(self, text: str) -> str:
        """Return the node that a cell names."""
        return self.known.get(text, text)

    def all(self, text: str) -> list[str]:
        """Return the nodes that a cell names; a name that has the mark in it is one."""
        if not self.several or text in self.known or "|" not in text:
            return [self.one(text)]
        parts = dict.fromkeys(part.strip() for part in text.split("|"))
        return [self.one(part) for part in parts if part]


def ties_of(table: Table, style: TieStyle, ends: Ends, options: Options, relation: str) -> Ties:
    """Read a table of ties.

    Parameters
    ----------
    table
        The table.
    style
        What its columns are called.
    ends
        The nodes.
    options
        How it is read.
    relation
        The relation of all of it, where no column says so.
    """
    columns = Columns(table, ROLES, options.columns)
    header = {normal(name): name for name in reversed(table.header)}
    special = {role: _first(header, getattr(style, role)) for role in ("relation", "direction")}
    special |= {"source": header.get(style.source), "target": header.get(style.target)}
    if "relation" in columns:
        special["relation"] = None
    found = columns.found
    found |= {role: name for role, name in special.items() if name is not None}
    texts = _texts(table, found)
    problems = [_placed(problem) for problem in columns.problems]
    problems += [*_gaps(table, texts, found), *_strange(table, texts, found)]
    silent = int((texts["direction"] == "").sum())
    if style.directed is None and silent:
        values = {"n": silent}
        problems.append(
            Problem("direction assumed", values=values, file=table.name, severity="warning")
        )
    problems += [unused_columns(columns)] if columns.unused() else []
    if relation and "relation" not in found:
        texts["relation"][:] = relation
        found["relation"] = "relation"
    ties = list(_ties(table, texts, ends, directed=style.directed is not False))
    roles = {role: name for role, name in found.items() if role in ROLES}
    return Ties(ties, [*table.header, *roles.values()], roles, problems)


def _first(header: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((header[name] for name in names if name in header), None)


def _placed(problem: Problem) -> Problem:
    """The problem without the row of a header, where the list has none."""
    return replace(problem, row=None) if problem.row == -1 else problem


def _texts(table: Table, found: Mapping[str, str]) -> dict[str, np.ndarray]:
    empty = np.full(len(table.rows) - 1, "", dtype=object)
    place = {name: k for k, name in reversed(list(enumerate(table.header)))}
    return {
        role: table.cells.iloc[1:, place[found[role]]].to_numpy(object)
        if role in found
        else empty.copy()
        for role in (*ROLES, "direction", "source", "target")
    }


def _ties(table: Table, texts: Texts, ends: Ends, *, directed: bool) -> Iterator[Tie]:
    default = DIRECTED if directed else UNDIRECTED
    for k, row in enumerate(table.rows[1:].tolist()):
        way = _WAYS.get(normal(texts["direction"][k]), default)
        said = {role: texts[role][k] for role in ROLES}
        source = ends.one(texts["source"][k])
        for target in ends.all(texts["target"][k]) if source else []:
            if not target:
                continue
            tie = Tie(source, target, row, directed=way != UNDIRECTED, **said)
            yield tie
            if way == MUTUAL and source != target:
                yield tie._replace(source=target, target=source)


def _gaps(table: Table, texts: Texts, found: Mapping[str, str]) -> list[Problem]:
    """Ties that do not say between whom they are."""
    roles = {"source": "actor", "target": "partner"}
    return [
        _problem(table, int(k), "empty cell", found[end], {"role": role_word(role)})
        for end, role in roles.items()
        if end in found
        for k in np.flatnonzero(texts[end] == "")
    ]


def _strange(table: Table, texts: Texts, found: Mapping[str, str]) -> list[Problem]:
    """Directions that are none."""
    known = {text: text == "" or normal(text) in _WAYS for text in set(texts["direction"])}
    return [
        _problem(table, k, "unreadable value", found["direction"], {"value": quoted(text)}, "way")
        for k, text in enumerate(texts["direction"])
        if not known[text]
    ]


def _problem(
    table: Table, k: int, kind: str, column: str, values: Mapping[str, Value], variant: str = ""
) -> Problem:
    row = int(table.rows[1:][k])
    return Problem(kind, variant=variant, values=values, file=table.name, row=row, column=column)
