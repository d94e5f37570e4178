"""A network that was drawn elsewhere, as nodes and ties, and what it comes to as reports."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.problems import Problem
from relnet.readers.coded import coded
from relnet.readers.columns import Columns
from relnet.readers.layouts import Extract, frame
from relnet.readers.networks.bounds import (
    check_attributes,
    check_cells,
    check_presences,
    check_ties,
    check_waves,
)
from relnet.readers.networks.drawn_asked import in_order, nobody_of
from relnet.readers.networks.drawn_nodes import actors_of, lists_of
from relnet.readers.networks.drawn_ties import (
    between_actors,
    by_wave,
    called,
    known_relations,
    with_directions,
    with_values,
)
from relnet.readers.questions import name_questions, parse_answers, unreadable
from relnet.readers.tables import Table
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from relnet.readers.networks.drawn_nodes import Node
    from relnet.readers.options import Options

ROLES = ("wave", "respondent", "relation", "value")


class Tie(NamedTuple):
    """A tie between two nodes, by their ids, and where it stands."""

    source: str
    target: str
    row: int
    wave: str = ""
    relation: str = ""
    value: str = ""
    respondent: str = ""
    directed: bool = True


class Stated(NamedTuple):
    """What a file that we wrote says of a network: a wave of one relation."""

    wave: str
    relation: str
    directed: bool
    asked: bool
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Nodes and ties as a file has them.

    Attributes
    ----------
    file, label
        What messages call it, and what may serve as its wave.
    nodes, ties
        What is in it.
    titles
        What the ties have.
    roles
        Which of `ROLES` are among them: role → title.
    waves
        The waves that the file names, in order; empty where it names none.
    relations
        Those that it names, whether or not there are ties of it.
    stated
        The networks that it should hold, where it says so.
    numeric
        The attributes of nodes that are numbers.
    undirected
        Whether ties are, where there are none.
    matrix
        Whether a tie without a value was not observed.
    blank
        Relations of which no cell was observed.
    nobody
        Who named nobody on a relation, as a matrix has it: node, relation and row.
    problems
        What was found so far.
    """

    file: str
    label: str
    nodes: Sequence[Node]
    ties: Sequence[Tie]
    titles: Sequence[str] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    waves: Sequence[str] = ()
    relations: Sequence[str] = ()
    stated: Sequence[Stated] = ()
    numeric: frozenset[str] = frozenset()
    undirected: bool = False
    matrix: bool = False
    blank: Collection[str] = ()
    nobody: Sequence[tuple[str, str, int]] = ()
    problems: Sequence[Problem] = ()


def roles_in(titles: Sequence[str], file: str, options: Options) -> Columns:
    """Return which attributes of ties play a role; the others are told by `unused_columns`."""
    return Columns(_table(file, "", titles, []), ROLES, options.columns)


def stated_in(text: str) -> tuple[Stated, ...]:
    """Return the networks that a file that we wrote says it holds, none for another text."""
    if not text.startswith("["):
        return ()
    try:
        return tuple(
            Stated(str(one["wave"]), str(one["relation"]), one["directed"] is True,
                   one["asked"] is True, str(one.get("time", one["wave"])))
            for one in json.loads(text)
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ()


def extract_of(drawing: Drawing, options: Options) -> Extract:
    """Return the reports of a drawing, with its nodes as roster.

    A tie is a report of its source, or of its respondent; where several networks are
    stated, or a relation is named, without ties, one who was there and answered named
    nobody. Ties of a relation of which only some are directed run both ways where they are
    not.
    """
    _check_size(drawing)
    titles = [*drawing.titles, *dict.fromkeys(t for node in drawing.nodes for t in node.attributes)]
    actors, problems = actors_of(drawing.nodes, drawing.file, options)
    ties, undirected, strange = _settled(drawing, actors, options)
    lists, unsaid = lists_of(drawing.nodes, actors, drawing.waves, drawing.file, drawing.numeric)
    table = _table(drawing.file, drawing.label, drawing.titles, [tie.row for tie in ties])
    columns = Columns(table, drawing.roles, drawing.roles)
    reports, wrong = _reports(ties, columns, options)
    known = [called(name, options) for name in known_relations(drawing)]
    named = list(dict.fromkeys([*reports["relation"].unique(), *known]))
    drawn = {called(name, options) for name in undirected}
    blank = {called(name, options) for name in drawing.blank}
    zeros = [(actors[key], called(name, options), row) for key, name, row in drawing.nobody]
    nobody = nobody_of(drawing, zeros, lists, reports, named)
    rows = {tie.row for tie in ties}
    return Extract(
        table=_table(drawing.file, drawing.label, titles, table.rows[1:]),
        reports=in_order(nobody, reports, drawing.waves),
        has_wave=bool(drawing.waves),
        has_respondents="respondent" in columns,
        directional="respondent" not in columns,
        columns=({"wave": "wave"} if drawing.waves else {}) | columns.found,
        rows=len(rows | set(nobody["row"])),
        one_a_row=len(rows) == len(ties),
        relations=tuple(name for name in named if name not in blank),
        undirected=tuple(name for name in named if name in drawn),
        lists=lists,
        problems=(*drawing.problems, *problems, *unsaid, *strange, *wrong),
    )


def _settled(
    drawing: Drawing, actors: Mapping[str, str], options: Options
) -> tuple[list[Tie], frozenset[str], list[Problem]]:
    """The ties between actors in order, the relations that are undirected, and what is wrong."""
    ties, problems = between_actors(drawing, actors)
    ties = by_wave(with_values(ties, drawing, problems), drawing)
    ties, undirected, mixed = with_directions(ties, drawing, options)
    return ties, undirected, problems + mixed


def _check_size(drawing: Drawing) -> None:
    """Refuse more waves, ties, nodes or attributes than a survey has."""
    nodes, waves = drawing.nodes, len(drawing.waves)
    check_waves(waves, drawing.file)
    check_ties(len(drawing.ties), drawing.file)
    there = sum(max(waves, 1) if node.waves is None else len(node.waves) for node in nodes)
    check_presences(there, drawing.file)
    names = {name for node in nodes for name in node.attributes}
    names |= {name for node in nodes for name, _ in node.by_wave}
    check_attributes(len(names), drawing.file)
    check_cells(len(names) * there, drawing.file)


def _table(file: str, label: str, titles: Sequence[str], rows: Iterable[int]) -> Table:
    """A table with no more than a header and the rows on which its ties stand."""
    header = [coded([title]) for title in titles]
    return Table(file, label, header, np.array([1, *rows], np.int64))


def _reports(
    ties: Sequence[Tie], columns: Columns, options: Options
) -> tuple[pd.DataFrame, list[Problem]]:
    texts = {
        name: np.array([getattr(tie, name) for tie in ties], object)
        for name in ("wave", "respondent", "source", "target", "relation", "value")
    }
    problems: list[Problem] = []
    if "relation" in columns:
        bare = texts["relation"] == ""
        texts["relation"][bare] = options.relation
        named, problems = name_questions(texts["relation"], columns, "relation", options.coding)
        texts["relation"] = np.asarray(named, object)
        problems += _gaps(columns, texts["relation"], "relation")
    else:
        texts["relation"][:] = called("", options)
    if "wave" in columns:
        problems += _gaps(columns, texts["wave"], "wave")
    values = parse_answers(texts["value"], texts["relation"], options.coding)
    problems += unreadable(columns, texts["value"], texts["relation"], values, options.coding)
    reports = {
        **texts,
        "actor": texts["source"],
        "partner": texts["target"],
        "value": values.value,
        "missing": values.missing,
        "impossible": values.impossible,
        "row": columns.table.rows[1:],
    }
    return frame(reports), problems


def _gaps(columns: Columns, texts: np.ndarray, role: str) -> list[Problem]:
    """Ties that do not say of which wave or relation they are, where others do."""
    return [
        Problem(
            "empty cell",
            values={"role": Phrase(f"word.role.{role}")},
            file=columns.table.name,
            row=int(columns.table.rows[1:][k]),
            column=columns.found[role],
        )
        for k in np.flatnonzero(texts == "")
    ]
