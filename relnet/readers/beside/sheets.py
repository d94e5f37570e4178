"""The sheets of organisations, and all that is wrong with them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from relnet.errors import quoted
from relnet.organisations import Organisations
from relnet.readers.beside.happenings import happened
from relnet.readers.beside.lists import attribute
from relnet.readers.beside.whose import Place, parts, whose
from relnet.readers.columns import Columns, missing_column, normal, role_word
from relnet.readers.values import number
from relnet.readers.waves import as_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from relnet.problems import Problem
    from relnet.readers.tables import Table

NAME = ("name", "naam")
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "code", "key", "sleutel"),
    "name": ("preferred_name", "voorkeursnaam", "organisation", "organization", "organisatie",
             "actor", "label"),
    "other_names": ("other_names", "andere_namen", "other_name", "andere_naam", "aliases",
                    "alias", "aliassen", "also_known_as", "ook_bekend_als"),
}  # fmt: skip
"""Names by which a column of the organisations is recognised, in any case."""
WHOSE: dict[str, tuple[str, ...]] = {
    "id": ("id", "organisation", "organization", "organisatie", "actor", "code"),
    "name": (*NAME, *SYNONYMS["other_names"]),
    "wave": ("wave", "year", "jaar", "meting", "golf", "ronde", "round"),
    "first": ("first", "from", "since", "van", "vanaf", "sinds", "eerste", "first_wave",
              "eerste_meting"),
    "last": ("last", "until", "to", "tot", "tot_en_met", "t/m", "laatste", "last_wave",
             "laatste_meting"),
}  # fmt: skip
"""The same for sheets of which each row is on one of these organisations."""
TAKEN = frozenset({"id", "name", "wave", "actor", "answered"})
"""Names that an attribute cannot have beside what else is known of an actor."""
_LANGUAGE = re.compile(r"(?:name|naam)_(?:nl|en|fy|de|fr)")


class _Name(NamedTuple):
    """A name of an organisation, the waves from and to which it is valid, and where it stands."""

    id: str
    name: str
    first: str
    last: str
    place: Place


class Sheets:
    """Reads the sheets one by one, that of the organisations first.

    Attributes
    ----------
    problems : list of Problem
        What could not be read so far.
    known : Organisations
        What was read so far.
    """

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._mapping = mapping
        self._names: list[_Name] = []
        self.problems: list[Problem] = []
        empty = {column: pd.Series([], dtype="str") for column in ("id", "wave", "name")}
        self.known = Organisations(
            pd.DataFrame({column: empty[column] for column in ("id", "name")}),
            _table_of([]),
            pd.DataFrame({column: empty[column] for column in ("id", "wave")}),
            happened(None, {}, None)[0],
        )

    def organisations(self, table: Table) -> None:
        """Read ``id?, name, other names?`` and the fixed attributes."""
        named = any(normal(column) in NAME for column in table.header)
        synonyms = SYNONYMS | ({"name": NAME} if named else {})
        columns = self._columns(table, "organisations", synonyms, ("name",))
        if columns is None:
            return
        body = table.body()
        name = _column(body, columns, "name")
        own = _column(body, columns, "id") if "id" in columns else name
        roles = [role for role in ("id", "name") if role in columns]
        for role in roles:
            self._filled(body, columns, role)
            self._unique(body, columns, role)
        keep = ((own != "") & (name != "") & ~own.duplicated() & ~name.duplicated()).to_numpy(bool)
        listed = pd.DataFrame({"id": own, "name": name}, dtype="str")
        further = [column for column in columns.unused() if _LANGUAGE.fullmatch(normal(column))]
        for column in dict.fromkeys(columns.unused()):
            if column not in further:
                listed[_attribute_name(column)] = attribute(body[column])
        listed, body = listed[keep], body[keep]
        self._names = list(_own_names(listed, body, columns, further))
        self.known = replace(self.known, _table=listed.reset_index(drop=True))
        self._name()

    def names(self, table: Table) -> None:
        """Read ``id, name, first?, last?``; a name that stands here is valid as it says."""
        columns = self._columns(
            table, "names", _only("id", "name", "first", "last"), ("id", "name")
        )
        if columns is None:
            return
        body = table.body()
        self._filled(body, columns, "name")
        own = self._whose(body, columns)
        name, first, last = (_column(body, columns, role) for role in ("name", "first", "last"))
        stated = [
            _Name(own[row], name[row], first[row], last[row], _place(columns, row, "name"))
            for row in body.index
            if own[row] and name[row]
        ]
        again = {(one.id, one.name) for one in stated}
        self._names = [one for one in self._names if (one.id, one.name) not in again] + stated
        self._name()

    def attributes(self, table: Table) -> None:
        """Read ``id, wave`` and the attributes that change by wave."""
        who = (*WHOSE["id"], *NAME)
        synonyms = {**_only("wave"), "id": who}
        columns = self._columns(table, "attributes", synonyms, ("id", "wave"))
        if columns is None:
            return
        body = table.body()
        self._filled(body, columns, "wave")
        stated = pd.DataFrame({"id": self._whose(body, columns)}, index=body.index, dtype="str")
        stated["wave"] = _column(body, columns, "wave")
        for column in dict.fromkeys(columns.unused()):
            if normal(column) not in who:
                stated[_attribute_name(column)] = attribute(body[column])
        twice = stated.duplicated(["id", "wave"]) & (stated["id"] != "")
        for row in stated.index[twice.to_numpy(bool)]:
            text = quoted(_column(body, columns, "id")[row])
            place = _place(columns, row, "id")
            self.problems.append(place.problem("duplicate roster id", "wave", name=text))
        self.known = replace(self.known, _attributes=stated.reset_index(drop=True))

    def events(self, table: Table) -> None:
        """Read ``date?, wave?, event, actor, into``, in whatever names."""
        events, problems = happened(table, self._mapping, self.known)
        self.problems += problems
        self.known = replace(self.known, _events=events)

    def check_labels(self) -> None:
        """Add an error for each name of two organisations in the same wave."""
        by_label: dict[str, list[_Name]] = {}
        for one in self._names:
            by_label.setdefault(one.name, []).append(one)
        places = {one.id: one.place for one in reversed(self._names)}
        for key in self.known.table["id"]:
            if key in by_label:
                by_label[key].insert(0, _Name(key, key, "", "", places[key]))
        for several in by_label.values():
            for k, other in enumerate(several):
                alike = (one for one in several[:k] if one.id != other.id and _overlap(one, other))
                first = next(alike, None)
                if first is not None:
                    self.problems.append(self._shared(first, other))

    def _shared(self, one: _Name, other: _Name) -> Problem:
        first, second = (quoted(self._called()[name.id]) for name in (one, other))
        given = {"label": quoted(other.name), "first": first, "second": second}
        return other.place.problem("two organisations", "label", **given, place=str(one.place))

    def _called(self) -> dict[str, str]:
        return dict(zip(self.known.table["id"], self.known.table["name"], strict=True))

    def _name(self) -> None:
        order = {key: k for k, key in enumerate(self.known.table["id"])}
        self._names.sort(key=lambda one: order[one.id])
        self.known = replace(self.known, _names=_table_of(self._names))

    def _columns(
        self,
        table: Table,
        what: str,
        synonyms: Mapping[str, tuple[str, ...]],
        needed: Sequence[str],
    ) -> Columns | None:
        columns = Columns(table, synonyms, self._mapping, synonyms)
        self.problems += columns.problems
        absent = [role for role in needed if role not in columns]
        if absent:
            self.problems.append(missing_column(table, absent, what))
        return None if absent or columns.problems else columns

    def _filled(self, body: pd.DataFrame, columns: Columns, role: str) -> None:
        for row, text in _column(body, columns, role).items():
            if not text:
                place = _place(columns, row, role)
                self.problems.append(place.problem("empty cell", role=role_word(role)))

    def _unique(self, body: pd.DataFrame, columns: Columns, role: str) -> None:
        """Two organisations have two ids and two preferred names."""
        first: dict[str, Place] = {}
        for row, text in _column(body, columns, role).items():
            place = _place(columns, row, role)
            if text and text in first:
                given = {role: quoted(text), "place": str(first[text])}
                self.problems.append(place.problem("two organisations", role, **given))
            first.setdefault(text, place)

    def _whose(self, body: pd.DataFrame, columns: Columns) -> dict[int, str]:
        """The id of the organisation of each row; empty where that is a problem."""
        self._filled(body, columns, "id")
        texts = _column(body, columns, "id")
        said = [(text, _place(columns, row, "id")) for row, text in texts.items()]
        actors, problems = whose(said, self.known)
        self.problems += problems
        ids = {name: key for key, name in self._called().items()}
        return {int(row): ids.get(a or "", "") for row, a in zip(body.index, actors, strict=True)}


def _only(*roles: str) -> dict[str, tuple[str, ...]]:
    return {role: WHOSE[role] for role in roles}


def _own_names(
    listed: pd.DataFrame, body: pd.DataFrame, columns: Columns, further: Sequence[str]
) -> Iterator[_Name]:
    """The names in the rows of the organisations, always valid, each organisation's once."""
    other = columns.found.get("other_names")
    order = [columns.found["name"], *further, *([other] if other else [])]
    texts = {column: _first(body, column).to_dict() for column in order}
    for row, key in listed["id"].items():
        seen = set[str]()
        for column in order:
            text = texts[column][row]
            for name in parts(text) if column == other else [text]:
                if name and name not in seen:
                    seen.add(name)
                    yield _Name(key, name, "", "", Place(columns.table.name, _int(row), column))


def _table_of(names: Sequence[_Name]) -> pd.DataFrame:
    return pd.DataFrame(
        [one[:4] for one in names], columns=["id", "name", "first", "last"], dtype="str"
    )


def _attribute_name(column: str) -> str:
    return f"{column}_" if column in TAKEN else column


def _first(body: pd.DataFrame, column: str) -> pd.Series[str]:
    """A column, the first of those with this name."""
    return body.iloc[:, list(body.columns).index(column)]


def _column(body: pd.DataFrame, columns: Columns, role: str) -> pd.Series[str]:
    """The column of a role; empty text where there is none."""
    if role in columns:
        return _first(body, columns.found[role])
    return pd.Series("", body.index, dtype="str")


def _place(columns: Columns, row: object, role: str) -> Place:
    return Place(columns.table.name, _int(row), columns.found.get(role))


def _int(row: object) -> int:
    return int(row)  # type: ignore[call-overload,no-any-return]


def _overlap(one: _Name, other: _Name) -> bool:
    """Whether both names are certainly valid in some wave."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: _Name, other: _Name) -> bool:
    """Whether a name ends before another begins, or that cannot be told."""
    if not one.last or not other.first or one.last == other.first:
        return False
    keys: tuple[Callable[[str], object], ...] = (number, as_date)
    for key in keys:
        end, start = key(one.last), key(other.first)
        if end is not None and start is not None:
            return bool(end < start)  # type: ignore[operator]
    return True
