"""Two-mode lists: which organisation takes part in which programme, board or project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.columns import SYNONYMS, Columns, role_word, unused_columns
from relnet.readers.layouts import READERS, Extract, frame
from relnet.readers.text import refusal
from relnet.readers.values import yes_or_no

if TYPE_CHECKING:
    from relnet.readers.options import Options
    from relnet.readers.tables import Table

SHARED = "shared memberships"
"""Name of the relation where nothing names it."""
MOST_PAIRS = 20_000_000
"""How many pairs of members are counted at most, each once in each group."""
GROUPS = {
    "actor": (*SYNONYMS["actor"], "lid", "member", "deelnemende_organisatie"),
    "group": (
        "group", "groep", "programma", "programme", "program", "project", "board", "bestuur",
        "overleg", "committee", "commissie", "tafel", "coalition", "coalitie", "werkgroep",
        "alliance", "alliantie", "samenwerkingsverband", "membership", "lidmaatschap",
    ),
    "kind": ("kind", "soort", "type", "soort_groep", "type_groep"),
}  # fmt: skip
"""Names by which the columns of a list of memberships are recognised."""
_ROLES = ("wave", "actor", "group", "kind")


class _Members(NamedTuple):
    """Memberships: texts and row numbers, each of shape ``(m,)``; a group may be empty."""

    wave: np.ndarray
    actor: np.ndarray
    group: np.ndarray
    relation: np.ndarray
    row: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """Memberships, the columns that they come from, and what is wrong with them."""

    members: _Members
    columns: dict[str, str]
    problems: list[Problem]


def read_memberships(table: Table, options: Options) -> Extract | None:
    """Read who is in which group, as ties between those in the same one.

    A list has a column of organisations and one of groups, and may have one of waves and
    one of kinds of group, which are relations then. The value of a tie is the number of
    groups that both are in. A row without a group names an organisation that is in none;
    who is in none and is not listed cannot be seen. Where this layout is named, a table of
    organisations in rows and groups in columns, with 0 and 1, is read too.
    """
    named = options.layout == "memberships"
    columns = Columns(table, _ROLES, options.columns, SYNONYMS | GROUPS)
    if "actor" in columns and "group" in columns:
        if not (named or _is_list(table, columns)):
            return None
        read = _listed(table, columns, options)
    elif named and min(table.cells.shape) > 1:
        read = _incidence(table, options)
    else:
        return None
    pairs, problems = _pairs(table, read.members)
    return _extract(table, read, pairs, [*read.problems, *problems])


def _is_list(table: Table, columns: Columns) -> bool:
    """Whether a table that has such columns lists memberships, and not what organisations are."""
    known = {role: SYNONYMS[role] for role in ("partner", "respondent", "value", "item")}
    if Columns(table, known, {}).found:
        return False
    keys = [columns.found[role] for role in ("wave", "actor") if role in columns]
    body = table.body()
    return bool(body.loc[:, ~body.columns.duplicated()].duplicated(keys).any())


def _listed(table: Table, columns: Columns, options: Options) -> _Read:
    """The memberships of a list."""
    place = {name: k for k, name in reversed(list(enumerate(table.header)))}
    empty = np.full(len(table.rows) - 1, "", object)
    wave, actor, group, kind = (
        table.cells.iloc[1:, place[columns.found[role]]].to_numpy(object)
        if role in columns
        else empty
        for role in _ROLES
    )
    known = {text: options.coding.name(str(text)) or str(text) for text in set(kind) if text}
    default = options.relation or SHARED
    relation = np.array([known.get(text, default) for text in kind], object)
    if known:
        relation[(kind == "") & (group == "")] = ""  # in none, of whatever kind
    members = _Members(wave, actor, group, relation, table.rows[1:])
    problems = [*columns.problems, *_gaps(table, columns, members)]
    if not len(actor):
        problems.append(Problem("no rows", file=table.name))
    if columns.unused():
        problems.append(unused_columns(columns))
    return _Read(members, columns.found, problems)


def _gaps(table: Table, columns: Columns, members: _Members) -> list[Problem]:
    return [
        Problem(
            "empty cell",
            values={"role": role_word(role)},
            file=table.name,
            row=int(table.rows[1:][k]),
            column=columns.found[role],
        )
        for role in ("actor", "wave")
        if role in columns
        for k in np.flatnonzero(getattr(members, role) == "")
    ]


def _incidence(table: Table, options: Options) -> _Read:
    """The memberships of a table with organisations in its rows and groups in its columns."""
    cells = table.cells.to_numpy(object)
    said = {text: yes_or_no(text) for text in pd.unique(cells[1:, 1:].ravel())}
    flags = np.array([[said[text] for text in row] for row in cells[1:, 1:]], object)
    problems = [
        Problem(
            "unreadable value",
            variant="flag",
            values={"value": quoted(cells[row + 1, column + 1])},
            file=table.name,
            row=int(table.rows[row + 1]),
            column=str(cells[0, column + 1]),
        )
        for row, column in np.argwhere(flags == None)  # noqa: E711 - each of an array
    ]
    row, column = np.nonzero(flags.astype(np.bool_))
    alone = np.flatnonzero(~flags.astype(np.bool_).any(axis=1))
    row = np.concatenate([row, alone])
    group = np.concatenate([cells[0, 1:][column], np.full(len(alone), "", object)])
    order = np.argsort(row, kind="stable")
    row, group = row[order], group[order]
    relation = np.full(len(row), options.relation or SHARED, object)
    wave = np.full(len(row), "", object)
    members = _Members(wave, cells[1:, 0][row], group, relation, table.rows[1:][row])
    place = {"role": role_word("actor")}
    problems += [
        Problem("empty cell", values=place, file=table.name, row=int(table.rows[k + 1]))
        for k in np.flatnonzero(cells[1:, 0] == "")
    ]
    return _Read(members, {}, problems)


def _pairs(table: Table, members: _Members) -> tuple[pd.DataFrame, list[Problem]]:
    """Those that share groups, with how many, in each wave and relation; each pair once."""
    from scipy import sparse  # noqa: PLC0415 - heavy

    given = pd.DataFrame(members._asdict())
    inside = given[(given["group"] != "").to_numpy()]
    keys = ["wave", "relation", "actor", "group"]
    problems = _repeated(table, int(inside.duplicated(keys).sum()))
    inside = inside.drop_duplicates(keys)
    who = inside.groupby(["wave", "relation", "actor"], sort=False).ngroup().to_numpy()
    what = inside.groupby(["wave", "relation", "group"], sort=False).ngroup().to_numpy()
    sizes = np.bincount(what).astype(np.float64)
    if (sizes * (sizes - 1) / 2).sum() > MOST_PAIRS:
        raise refusal(table.name, "large_groups", {"most": MOST_PAIRS, "size": int(sizes.max())})
    shape = (int(who.max(initial=-1)) + 1, len(sizes))
    incidence = sparse.csr_array((np.ones(len(who)), (who, what)), shape=shape)
    shared = sparse.triu(incidence @ incidence.T, k=1).tocoo()
    firsts = inside.iloc[np.unique(who, return_index=True)[1]]
    place = pd.Index(pd.unique(given["actor"])).get_indexer(pd.Index(firsts["actor"]))
    ends = np.stack([shared.row, shared.col])
    ends = np.where(place[ends[0]] < place[ends[1]], ends, ends[::-1])  # whoever is listed first
    order = np.lexsort(ends[::-1])
    source, target = (firsts.iloc[end[order]] for end in ends)
    pairs = source[["wave", "relation", "actor", "row"]].reset_index(drop=True)
    return pairs.assign(partner=target["actor"].to_numpy(), value=shared.data[order]), problems


def _repeated(table: Table, n: int) -> list[Problem]:
    problem = Problem("repeated membership", values={"n": n}, file=table.name, severity="warning")
    return [problem] if n else []


def _extract(table: Table, read: _Read, pairs: pd.DataFrame, problems: list[Problem]) -> Extract:
    members = pd.DataFrame(read.members._asdict())
    keys = ["wave", "relation"]
    asked = members[(members["actor"] != "").to_numpy()].drop_duplicates(keys)
    busy = pd.MultiIndex.from_frame(asked[keys]).isin(pd.MultiIndex.from_frame(pairs[keys]))
    nobody = asked.loc[~busy, [*keys, "actor", "row"]].assign(partner="", value=np.nan)
    reports = pd.concat([pairs, nobody], ignore_index=True)
    reports = reports.assign(respondent="", missing=False, impossible=False)
    relations = tuple(name for name in pd.unique(members["relation"]) if name)
    n = len(pd.unique(members["group"][(members["group"] != "").to_numpy()]))
    told = Problem("shared memberships", values={"n": n}, file=table.name, severity="warning")
    return Extract(
        table=table,
        reports=frame({str(name): column for name, column in reports.items()}),
        has_wave="wave" in read.columns,
        has_respondents=False,
        directional=True,
        columns=read.columns,
        rows=len(table.rows) - 1,
        one_a_row=False,
        named=tuple(dict.fromkeys(name for name in read.members.actor if name)),
        relations=relations,
        undirected=relations,
        problems=(told, *problems),
    )


READERS.add("memberships", read_memberships)
