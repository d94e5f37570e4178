"""The submissions of an export as reports, respondents and ratings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.beside.column_map import ROLES, Entry
from relnet.readers.columns import SYNONYMS, normal
from relnet.readers.exports.answered import Answered, Who, answered
from relnet.readers.exports.meaning import answers_of, meanings, told
from relnet.readers.exports.twice import kept_submissions
from relnet.readers.layouts import Extract, frame, listed
from relnet.readers.values import yes_or_no

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.readers.exports.export import Export
    from relnet.readers.exports.meaning import Meanings
    from relnet.readers.options import Options
    from relnet.wording import Value

    Flags: TypeAlias = NDArray[np.bool_]
    Texts: TypeAlias = NDArray[np.object_]

SAID = ("wave", "actor", "layer", "person", "respondent", "within", "completed")
"""What a submission may say of itself."""
CODE = re.compile(r"A\d{1,4}")
"""What a platform calls an answer where it exports codes."""


class People(NamedTuple):
    """The submissions that count, in the order of the file.

    `at` are their positions below the header, `rows` their numbers, `done` whether they were
    finished; `said` holds for each role of `SAID` that has a column what they say.
    """

    at: NDArray[np.int64]
    rows: NDArray[np.int64]
    done: NDArray[np.bool_]
    said: dict[str, Texts]


def extract_of(export: Export, options: Options) -> Extract:
    """Read the submissions of an export.

    A cell of a finished submission without an answer is a report that is missing; one of a
    submission that was not finished is none. Where a cell is ticked or not, one that is not
    says 0 if anything in its question was ticked, and is missing else. Of the submissions
    of one person those that were not finished give way to one that was; where several
    were, ``options.repeated`` says which counts.

    Parameters
    ----------
    export
        The export.
    options
        How it is read.
    """
    places = _places(export, options)
    people, problems = _people(export, options, places)
    asked = [one for one in export.asked if one.column not in set(places.values())]
    found = meanings(export, options, asked, set(people.said.get("actor", ())))
    problems += told(export, found, options)
    cells = export.table.cells.iloc[export.first :]
    who = Who.of(people.done, people.said.get("actor"))
    given = answered(export, options, found, cells.iloc[people.at], who)
    problems += given.problems
    header = {role: _called(export, column) for role, column in places.items()}
    return Extract(
        table=export.table,
        reports=_reports(given, people),
        has_wave="wave" in people.said,
        has_respondents=True,
        directional=False,
        columns=header,
        rows=len(export.counts),
        one_a_row=False,
        shown=_shown(found, people),
        aside=len(export.counts) - len(people.at),
        lists=_lists(export, given, people, header),
        open=pd.concat([_answer_rows(export, options, places), found.table], ignore_index=True),
        problems=(*export.problems, *problems),
    )


def _answer_rows(export: Export, options: Options, places: dict[str, int]) -> pd.DataFrame:
    """The rows of a column map for the codes that stand for organisations."""
    rows: list[tuple[str, ...]] = []
    if "actor" in places:
        column = places["actor"]
        texts = export.table.cells.iloc[export.first :, column].to_numpy(object)
        key, known = _key(export, column), options.column_map
        said = answers_of(known, export.table.name, key)
        rows = [
            (export.table.name, key, code, _called(export, column), "", entry.organisation)
            for code in _codes(export, texts)
            for entry in [said.get(code, Entry("", ""))]
        ]
    return pd.DataFrame(rows, columns=list(ROLES), dtype="str")


def _key(export: Export, column: int) -> str:
    """How a column map calls a column."""
    keys = {one.column: one.key for one in export.asked}
    return keys.get(column, _called(export, column))


def _shown(found: Meanings, people: People) -> dict[str, tuple[str, ...]]:
    """Relation → the partners that it has columns on; none where partners can be named."""
    shown: dict[str, dict[str, None]] = {}
    free = set()
    for meaning in found.of.values():
        if meaning.kind == "relation" and meaning.partner and not meaning.nobody:
            shown.setdefault(meaning.name, {})[meaning.partner] = None
        elif meaning.kind == "relation" and not meaning.nobody:
            free.add(meaning.name)
    if "within" in people.said:
        return {}
    return {name: tuple(partners) for name, partners in shown.items() if name not in free}


def _places(export: Export, options: Options) -> dict[str, int]:
    """Role → column: as it is named, as the platform has it, or as it is recognised."""
    named = {role: options.columns[role] for role in SAID if role in options.columns}
    plain = [one for one in export.asked if one.row == "" and not one.names_partner]
    titles = {normal(_called(export, c)): c for c in reversed(range(len(export.table.columns)))}
    for one in reversed(export.asked):
        titles |= {normal(text): one.column for text in (*one.names, one.key)}
    places = {role: titles[normal(text)] for role, text in named.items() if normal(text) in titles}
    places = {**{r: c for r, c in export.meta.items() if r in SAID}, **places}
    for role in ("wave", "actor", "layer"):
        known = SYNONYMS[role]
        own = [one.column for one in plain if any(normal(text) in known for text in one.names)]
        if role not in places and len(own) == 1:
            places[role] = own[0]
    return places


def _called(export: Export, column: int) -> str:
    return export.table.header[column]


def _people(
    export: Export, options: Options, places: dict[str, int]
) -> tuple[People, list[Problem]]:
    """The submissions that count, each person once."""
    cells, rows = export.table.cells.iloc[export.first :], export.table.rows[export.first :]
    at = np.flatnonzero(export.counts)
    completed, problems = _completed(export, places)
    said = {role: cells.iloc[at, c].to_numpy(object) for role, c in places.items()}
    if "actor" in said:
        nobody = (said["actor"] == "") & ~completed[at]
        problems += _of_nobody(export, rows[at[nobody]], places["actor"])
        at, said = at[~nobody], {role: texts[~nobody] for role, texts in said.items()}
    own = [str(row) for row in rows[at]]
    ids = said.get("respondent", np.array(own, object))
    said["respondent"] = np.where(ids == "", np.array(own, object), ids)
    if "actor" in said:
        said["actor"] = _by_map(export, options, places["actor"], said["actor"])
        coded = _codes(export, said["actor"])
        problems += _coded_actors(export, options, coded, places["actor"])
        if "within" in said:
            said["actor"] = _within(said["within"], said["actor"])
    people = People(at, rows[at], completed[at], said)
    kept, twice = kept_submissions(export, options.repeated, people)
    said = {role: texts[kept] for role, texts in said.items()}
    return People(at[kept], rows[at][kept], people.done[kept], said), [*problems, *twice]


def _completed(export: Export, places: dict[str, int]) -> tuple[Flags, list[Problem]]:
    """Whether each submission was finished: by a column that was named, or as the platform says."""
    if "completed" not in places:
        return export.completed, []
    column, cells = places["completed"], export.table.cells.iloc[export.first :]
    texts = cells.iloc[:, column].to_numpy(object)
    flags = [yes_or_no(text) for text in texts]
    problems = [
        Problem(
            "unreadable value",
            variant="flag",
            values={"value": quoted(text)},
            file=export.table.name,
            row=int(export.table.rows[export.first + k]),
            column=_called(export, column),
        )
        for k, (text, flag) in enumerate(zip(texts, flags, strict=True))
        if flag is None and export.counts[k]
    ]
    return np.array([bool(flag) for flag in flags], np.bool_), problems


def _within(groups: Texts, names: Texts) -> Texts:
    pairs = zip(groups, names, strict=True)
    return np.array([f"{group}/{name}" if name else "" for group, name in pairs], object)


def _by_map(export: Export, options: Options, column: int, texts: Texts) -> Texts:
    """The organisations for which people answer, codes by what a column map says of them."""
    said = answers_of(options.column_map, export.table.name, _key(export, column))
    names = {code: entry.organisation or code for code, entry in said.items()}
    return np.array([names.get(text, text) for text in texts], object)


def _codes(export: Export, actors: Texts) -> list[str]:
    """The codes of the platform that stand for organisations, where it exports codes."""
    if not any(one.is_code for one in export.asked):
        return []
    return sorted({text for text in actors if CODE.fullmatch(text)})


def _coded_actors(export: Export, options: Options, codes: list[str], column: int) -> list[Problem]:
    """An error for answers of which only a code says for whom somebody answers."""
    known = options.column_map
    if not codes:
        return []
    values: dict[str, Value] = {"n": len(codes), "codes": shortened(codes)}
    return [
        Problem(
            "answer of no organisation",
            variant="" if known is None else "map",
            values=values | ({"map": quoted(known.name)} if known is not None else {}),
            file=export.table.name,
            row=int(export.table.rows[0]),
            column=_called(export, column),
        )
    ]


def _of_nobody(export: Export, rows: NDArray[np.int64], column: int) -> list[Problem]:
    """Say which submissions were left out: not finished, and for no organisation."""
    if not rows.size:
        return []
    given = {"n": len(rows), "rows": shortened(rows)}
    return [
        Problem(
            "submission of nobody",
            values=given,
            file=export.table.name,
            column=_called(export, column),
            severity="warning",
        )
    ]


def _reports(given: Answered, people: People) -> pd.DataFrame:
    m = len(given.row)
    empty = np.full(m, "", object)
    told = {
        role: people.said[role][given.row] if role in people.said else empty
        for role in ("wave", "respondent", "actor")
    }
    partner = given.partner
    if "within" in people.said:
        partner = _within(people.said["within"][given.row], partner)
    return frame(
        told
        | {
            "partner": partner,
            "relation": given.name,
            "value": given.value,
            "missing": given.missing,
            "impossible": given.impossible,
            "row": people.rows[given.row],
        }
    )[given.is_report].reset_index(drop=True)


def _lists(
    export: Export, given: Answered, people: People, header: dict[str, str]
) -> dict[str, pd.DataFrame]:
    """The respondents and the ratings, by row of the file."""
    empty = np.full(len(people.at), "", object)
    told = {
        role: people.said.get(role, empty) for role in ("respondent", "actor", "layer", "person")
    }
    wave = {"wave": people.said["wave"]} if "wave" in people.said else {}
    who = pd.DataFrame(wave | told | {"completed": people.done}, index=people.rows)
    columns: dict[str, str | None] = {str(role): header.get(str(role), "") for role in who}
    lists = {"respondents": listed(who, export.table.name, columns)}
    rated = ~given.is_report
    if rated.any():
        at = given.row[rated]
        items = who.drop(columns=["layer", "person", "completed"]).iloc[at]
        items = items.assign(
            partner=given.partner[rated], item=given.name[rated], value=given.value[rated]
        )
        lists["items"] = listed(items, export.table.name, columns)
    return lists
