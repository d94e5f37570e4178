"""What the columns of an export mean: a relation with a partner, a rating, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import pandas as pd

from relnet.errors import quoted
from relnet.organisations import normal_form
from relnet.problems import Problem, shortened
from relnet.readers.beside.column_map import ROLES, ColumnMap, Entry
from relnet.study.codes import normal
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from relnet.readers.exports.export import Asked, Export
    from relnet.readers.options import Coding, Options
    from relnet.wording import Value

Kind: TypeAlias = Literal["relation", "item"]

NO_MAP = ColumnMap("")


class Meaning(NamedTuple):
    """What a column is: the relation or item that it asks of, and the partner it is on.

    `partner` is empty for a column whose cells name partners and for a rating of the
    respondent's own organisation; `nobody` says that a tick in it names nobody.
    """

    kind: Kind
    name: str
    partner: str = ""
    nobody: bool = False


@dataclass(slots=True)
class Meanings:
    """The meaning of the columns of an export.

    Attributes
    ----------
    of : dict of int to Meaning
        Column → meaning; those that are not read are left out.
    rows : list of tuple
        The rows of a column map for the columns on organisations.
    open : list of Asked
        Columns of which only a code says on whom they are.
    unread : dict of str to int
        Question that is not read → number of its columns.
    left_out : int
        Columns that a person said are not to be read.
    """

    of: dict[int, Meaning] = field(default_factory=dict)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    open: list[Asked] = field(default_factory=list)
    unread: dict[str, int] = field(default_factory=dict)
    left_out: int = 0

    @property
    def table(self) -> pd.DataFrame:
        """The rows of a column map."""
        return pd.DataFrame(self.rows, columns=list(ROLES), dtype="str")


def meanings(
    export: Export, options: Options, asked: Iterable[Asked], own: Collection[str]
) -> Meanings:
    """Say what each column means, by the study, the column map and the header.

    Where neither study nor map names the questions, a question is a relation if half of
    the organisations for which somebody answers are rows of it, or if its cells name partners;
    where there is a map, one whose rows are codes is left open until it is said there.

    Parameters
    ----------
    export
        The export.
    options
        How it is read.
    asked
        Its columns, those that say who answered left out.
    own
        The organisations for which somebody answers.
    """
    asked = list(asked)
    known = options.column_map or NO_MAP
    relations = _Relations(options, _on_organisations(asked, own))
    found = Meanings()
    for one in asked:
        entry = known.of(export.table.name, one.key)
        if entry.is_left_out:
            found.left_out += 1
            continue
        meaning = relations.meaning(one, entry)
        if meaning is None:
            found.unread[one.names[0]] = found.unread.get(one.names[0], 0) + 1
            continue
        on_partner = one.row != "" and not one.names_partner and not meaning.nobody
        if on_partner and (meaning.kind == "relation" or meaning.partner):
            found.rows.append(_row_of(export, one, entry, meaning))
        if on_partner and meaning.kind == "relation" and not meaning.partner:
            found.open.append(one)
        else:
            found.of[one.column] = meaning
    return found


def _row_of(export: Export, one: Asked, entry: Entry, meaning: Meaning) -> tuple[str, ...]:
    """The row of a column map for a column."""
    text = " – ".join(dict.fromkeys((one.names[-1], one.row)))
    who = entry.organisation or ("" if one.is_code else one.row)
    return (export.table.name, one.key, "", text, meaning.name, who)


def _on_organisations(asked: Iterable[Asked], own: Collection[str]) -> set[str]:
    """The questions with half of the organisations as rows, or whose cells name them."""
    known = {normal_form(name) for name in own if name}
    rows: dict[str, set[str]] = {}
    named = set()
    for one in asked:
        if one.names_partner:
            named.add(one.names[0])
        elif one.row:
            rows.setdefault(one.names[0], set()).add(normal_form(one.row))
    return named | {
        name for name, forms in rows.items() if 0 < len(known) <= 2 * len(forms & known)
    }


@dataclass(frozen=True, slots=True)
class _Relations:
    """Which question is which relation or item."""

    options: Options
    likely: set[str]

    def meaning(self, one: Asked, entry: Entry) -> Meaning | None:
        names = (entry.question,) if entry.question else one.names
        partner = entry.organisation or ("" if one.is_code or one.names_partner else one.row)
        item = _named(_of_row(one), self.options.items)
        if item is not None and not entry.organisation:
            return Meaning("item", item)
        relation = _named(names, self.options.coding)
        if relation is not None and (one.row or one.names_partner):
            return self._relation(relation, partner)
        item = _named(names, self.options.items)
        if item is not None:
            about = self.options.items.about.get(item)
            return Meaning("item", item, "" if about == "own" else partner)
        said = entry.question or (entry.organisation and one.names[0])
        asked = one.is_code and self.options.column_map is not None
        if not self.options.coding.names and (said or asked or one.names[0] in self.likely):
            return self._relation(said or one.names[0], partner)
        return None

    def _relation(self, name: str, partner: str) -> Meaning:
        return Meaning("relation", name, partner, normal(partner) in self.options.nobody)


def _named(names: Iterable[str], coding: Coding) -> str | None:
    """The relation or item that goes by one of these names."""
    if not coding.names:
        return None
    return next(filter(None, (coding.name(name) for name in names)), None)


def _of_row(one: Asked) -> list[str]:
    """What an item may be called that is a row of a question."""
    if not one.row or one.names_partner:
        return [one.key]
    return [one.key, one.row, *(f"{name}_{one.row}" for name in one.names)]


def told(export: Export, found: Meanings, options: Options) -> list[Problem]:
    """Return what is to be said of the columns: those not read, open or left out."""
    file, row = export.table.name, int(export.table.rows[0])
    problems = _twice(export, found)
    if found.open:
        first = found.open[0]
        variant = "map" if options.column_map is not None else ""
        given: dict[str, Value] = {"n": len(found.open), "row": quoted(first.row)}
        given |= {"map": quoted(options.column_map.name)} if options.column_map else {}
        problems.append(
            Problem(
                "column of no organisation",
                variant=variant,
                values=given,
                file=file,
                row=row,
                column=first.key,
            )
        )
    if found.unread:
        names = shortened(map(quoted, found.unread))
        values: dict[str, Value] = {"names": names, "n": len(found.unread)}
        nothing = not found.of and not found.open
        wanted = shortened(map(quoted, options.coding.questions)) or Phrase("word.none")
        problems.append(
            Problem(
                "question not read",
                variant=_which(nothing=nothing, study=bool(options.coding.names)),
                values=values | ({"wanted": wanted} if nothing and options.coding.names else {}),
                file=file,
                row=row,
                severity="error" if nothing else "warning",
            )
        )
    if found.left_out:
        count: dict[str, Value] = {"n": found.left_out}
        problems.append(Problem("column left out", values=count, file=file, severity="warning"))
    return problems


def _twice(export: Export, found: Meanings) -> list[Problem]:
    """An error for each two columns that ask the same of one partner."""
    first: dict[tuple[Kind, str, str, str | None], str] = {}
    problems = []
    for one in export.asked:
        meaning = found.of.get(one.column)
        if meaning is None or not meaning.partner or meaning.nobody:
            continue
        key = (meaning.kind, meaning.name, normal_form(meaning.partner), one.tick)
        if key in first:
            given = {"name": quoted(meaning.name), "partner": quoted(meaning.partner)}
            problems.append(
                Problem(
                    "two columns",
                    values=given | {"other": quoted(first[key])},
                    file=export.table.name,
                    row=int(export.table.rows[0]),
                    column=one.key,
                )
            )
        first.setdefault(key, one.key)
    return problems


def _which(*, nothing: bool, study: bool) -> str:
    return "" if not nothing else "study" if study else "nothing"


def answers_of(known: ColumnMap | None, file: str, column: str) -> Mapping[str, Entry]:
    """Return what a column map says of the answers in a column."""
    entries = known.entries.items() if known is not None else ()
    return {key[2]: entry for key, entry in entries if key[:2] == (file, column) and key[2]}
