"""A network that was drawn elsewhere, as nodes and ties, and what it comes to as reports."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.columns import Columns
from relnet.readers.drawn_nodes import actors_of, lists_of
from relnet.readers.layouts import COLUMNS, DEFAULT_RELATION, Extract, frame
from relnet.readers.questions import name_questions, parse_answers, unreadable
from relnet.readers.tables import Table
from relnet.readers.text import refusal
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from relnet.readers.drawn_nodes import Node
    from relnet.readers.options import Options
    from relnet.wording import Value

MOST_TIES = 20_000_000
"""How many ties, counted in each of their waves, are read at most."""
MOST_NODES = 1_000_000
"""How many nodes a file may state."""
MOST_WAVES = 1000
"""How many waves a file may have."""
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
        Whether a tie without a value is a cell that was not observed.
    blank
        Relations of which no cell was observed.
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
    problems = [*drawing.problems, *problems]
    ties, strange = _named(drawing, actors)
    problems += strange
    ties = _ordered(_valued(ties, drawing, problems), drawing)
    ties, undirected, mixed = _directed(ties, drawing, options)
    problems += mixed
    lists = lists_of(drawing.nodes, actors, drawing.waves, drawing.file, drawing.numeric)
    table = _table(drawing.file, drawing.label, drawing.titles, [tie.row for tie in ties])
    columns = Columns(table, drawing.roles, drawing.roles)
    reports, wrong = _reports(ties, columns, options)
    problems += wrong
    known = [_called(name, options) for name in _known(drawing)]
    named = list(dict.fromkeys([*reports["relation"].unique(), *known]))
    drawn, blank = (
        {_called(name, options) for name in some} for some in (undirected, drawing.blank)
    )
    nobody = _nobody(drawing, lists, reports, named)
    rows = {tie.row for tie in ties}
    return Extract(
        table=_table(drawing.file, drawing.label, titles, table.rows[1:]),
        reports=_in_order(nobody, reports, drawing.waves),
        has_wave=bool(drawing.waves),
        has_respondents="respondent" in columns,
        directional="respondent" not in columns,
        columns=({"wave": "wave"} if drawing.waves else {}) | columns.found,
        rows=len(rows | set(nobody["row"])),
        one_a_row=len(rows) == len(ties),
        relations=tuple(name for name in named if name not in blank),
        undirected=tuple(name for name in named if name in drawn),
        lists=lists,
        problems=tuple(problems),
    )


def _check_size(drawing: Drawing) -> None:
    """Refuse more waves, ties or nodes than a survey has."""
    waves = len(drawing.waves)
    if waves > MOST_WAVES:
        raise refusal(drawing.file, "many_waves", {"n": waves, "most": MOST_WAVES})
    if max(len(drawing.ties), len(drawing.nodes) * max(waves, 1)) > MOST_TIES:
        raise refusal(drawing.file, "large_graph", {"most": MOST_TIES})


def _table(file: str, label: str, titles: Sequence[str], rows: Iterable[int]) -> Table:
    """A table with no more than a header and the rows on which its ties stand."""
    header: list[pd.Categorical] = [pd.Categorical([title], [title]) for title in titles]
    return Table(file, label, header, np.array([1, *rows], np.int64))


def _named(drawing: Drawing, actors: Mapping[str, str]) -> tuple[list[Tie], list[Problem]]:
    """The ties between actors, and an error for each end that is no node."""
    ties, problems = [], []
    for tie in drawing.ties:
        unknown = [end for end in (tie.source, tie.target) if end not in actors]
        problems += [
            Problem("unlisted node", values={"name": quoted(end)}, file=drawing.file, row=tie.row)
            for end in dict.fromkeys(unknown)
        ]
        if not unknown:
            ties.append(tie._replace(source=actors[tie.source], target=actors[tie.target]))
    return ties, problems


def _valued(ties: list[Tie], drawing: Drawing, problems: list[Problem]) -> list[Tie]:
    """The ties with a value: 1 where they have none, which is told if others do."""
    if drawing.matrix:
        return ties
    bare = sum(tie.value == "" for tie in ties)
    if 0 < bare < len(ties):
        values = {"n": bare}
        file = drawing.file
        problems.append(Problem("tie without value", values=values, file=file, severity="warning"))
    return [tie if tie.value else tie._replace(value="1") for tie in ties] if bare else ties


def _ordered(ties: list[Tie], drawing: Drawing) -> list[Tie]:
    """The ties wave by wave."""
    place = {wave: k for k, wave in enumerate(drawing.waves)}
    return sorted(ties, key=lambda tie: place.get(tie.wave, -1)) if place else ties


def _directed(
    ties: list[Tie], drawing: Drawing, options: Options
) -> tuple[list[Tie], frozenset[str], list[Problem]]:
    """The ties, the relations that are undirected, and which others have such ties too."""
    stated = {one.relation for one in drawing.stated if not one.directed}
    ties = [
        tie._replace(directed=False) if tie.relation in stated else tie
        for tie in (_once(ties, stated) if stated else ties)
    ]
    both = {flag: {tie.relation for tie in ties if tie.directed is flag} for flag in (True, False)}
    mixed = both[True] & both[False]
    problems = []
    for name in sorted(mixed):
        bare = [tie for tie in ties if tie.relation == name and not tie.directed]
        values: dict[str, Value] = {"n": len(bare), "relation": quoted(_called(name, options))}
        file, row = drawing.file, bare[0].row
        problems.append(
            Problem("undirected tie", values=values, file=file, row=row, severity="warning")
        )
    if mixed:
        ties = [one for tie in ties for one in _both_ways(tie, tie.relation in mixed)]
    silent = set(_known(drawing)) - both[True] - both[False]
    none = silent if drawing.undirected and not drawing.stated else set()
    return ties, frozenset((both[False] - mixed) | stated | none), problems


def _once(ties: list[Tie], relations: set[str]) -> list[Tie]:
    """The ties, of these relations only one of two that say the same from either end."""
    kept, seen = [], set()
    for tie in ties:
        if tie.relation in relations:
            key = (tie.wave, tie.relation, tie.value, tie.source, tie.target)
            if (*key[:3], tie.target, tie.source) in seen and tie.source != tie.target:
                continue
            seen.add(key)
        kept.append(tie)
    return kept


def _both_ways(tie: Tie, run: bool) -> list[Tie]:  # noqa: FBT001 - whether it should
    if not run or tie.directed or tie.source == tie.target:
        return [tie]
    return [tie, tie._replace(source=tie.target, target=tie.source)]


def _known(drawing: Drawing) -> list[str]:
    """The relations that there are besides those of the ties; one without a name if there is none."""
    named = [*(one.relation for one in drawing.stated), *drawing.relations]
    return named or [tie.relation for tie in drawing.ties[:1]] or [""]


def _called(name: str, options: Options) -> str:
    """What a relation is called that a file calls so."""
    name = name or options.relation or DEFAULT_RELATION
    return options.coding.name(name) or name


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
        texts["relation"][:] = _called("", options)
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


def _nobody(
    drawing: Drawing,
    lists: Mapping[str, pd.DataFrame],
    reports: pd.DataFrame,
    relations: Sequence[str],
) -> pd.DataFrame:
    """One who named nobody in each network that is stated, or each wave, without ties."""
    empty = frame(dict.fromkeys(reports.columns, np.array([], object)))
    if not drawing.waves:
        return empty
    pairs = set(zip(reports["wave"], reports["relation"], strict=True))
    busy = {wave for wave, _ in pairs}
    asked = [(one.wave, one.relation) for one in drawing.stated if one.asked]
    if not drawing.stated:
        asked = [(w, name) for w in drawing.waves if w not in busy for name in relations]
    first = _first_there(lists)
    rows = [
        {"wave": wave, "respondent": "", "actor": first[wave][0], "partner": "",
         "relation": relation, "value": np.nan, "missing": False, "impossible": False,
         "row": first[wave][1]}
        for wave, relation in asked
        if (wave, relation) not in pairs and wave in first
    ]  # fmt: skip
    return frame({name: [row[name] for row in rows] for name in COLUMNS}) if rows else empty


def _in_order(nobody: pd.DataFrame, reports: pd.DataFrame, waves: Sequence[str]) -> pd.DataFrame:
    """All reports wave by wave."""
    if not len(nobody):
        return reports
    both = pd.concat([nobody, reports], ignore_index=True)
    place = both["wave"].map({wave: k for k, wave in enumerate(waves)})
    return both.iloc[np.argsort(place.to_numpy(), kind="stable")].reset_index(drop=True)


def _first_there(lists: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, int]]:
    """Wave → the first actor that answered, or else is on the roster, and its row."""
    tables = [lists["roster"]]
    if "register" in lists:
        tables.append(lists["register"][lists["register"]["answered"].to_numpy(bool)])
    found: dict[str, tuple[str, int]] = {}
    for table in tables:
        rows = zip(table["wave"], table["actor"], table.index, strict=True)
        found |= {wave: (actor, int(row)) for wave, actor, row in reversed(list(rows))}
    return found
