"""Which column of a table plays which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import DataError, Problem
from relnet.wording import LANGUAGES, Phrase, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.readers.tables import Table
    from relnet.wording import Value

SYNONYMS: dict[str, tuple[str, ...]] = {
    "wave": ("wave", "year", "jaar", "meting", "golf", "ronde", "round", "period", "time", "panel",
             "datum", "date", "survey", "enquete", "enquête", "peildatum"),
    "respondent": ("respondent", "respondent_id", "respondentid", "respondentnr",
                   "respondentnummer", "invuller", "ingevuld_door", "deelnemer"),
    "person": ("person", "persoon", "person_id", "persoon_id", "panel_id"),
    "actor": (
        "actor", "source", "from", "ego", "sender", "organisation", "organization", "organisatie",
        "van", "bron", "afzender", "uw_organisatie", "eigen_organisatie",
    ),
    "partner": (
        "partner", "target", "to", "alter", "receiver", "naar", "doel", "ontvanger",
        "partnerorganisatie", "partner_organisatie", "genoemde", "met_welke_organisatie",
        "welke_organisatie",
    ),
    "relation": ("relation", "relatie", "relationship", "question", "vraag", "tie_type",
                 "type_relatie", "soort_relatie", "soort_contact"),
    "item": ("item", "item_id", "stelling", "aspect", "statement", "indicator"),
    "value": (
        "value", "weight", "strength", "score", "answer", "frequency", "waarde", "gewicht",
        "sterkte", "antwoord", "frequentie", "hoe_vaak",
    ),
    "id": (
        "id", "actor", "label", "code", "name", "organisation", "organization", "organisatie",
        "naam",
    ),
    "answered": ("answered", "responded", "response", "completed", "gerespondeerd", "beantwoord",
                 "ingevuld", "gereageerd", "heeft_gereageerd", "respons", "meegedaan", "deelgenomen"),
    "layer": ("layer", "level", "laag", "niveau"),
    "completed": ("completed", "complete", "finished", "voltooid", "compleet", "ingevuld",
                  "afgerond"),
    "code": ("code", "state", "reason", "reden"),
    "date": ("date", "datum", "dag", "day"),
    "event": ("event", "gebeurtenis", "kind", "type", "soort", "what", "wat"),
    "successor": ("successor", "into", "to", "became", "in", "naar", "wordt", "werd", "opvolger",
                  "opgegaan_in"),
    "within": (),
}  # fmt: skip
"""Names by which a column is recognised, in any case; the first found is taken for ``id``.

``within`` is only what the user names so: the column within whose values names are unique.
"""


class Columns:
    """The columns of one table by role.

    Parameters
    ----------
    table
        The table; its first row is the header.
    roles
        The roles to look for.
    mapping
        Columns that the user named, role → column.
    synonyms
        Names by which the column of a role is recognised.

    Attributes
    ----------
    found : dict of str to str
        Role → column.
    problems : list of Problem
        A column that occurs twice, or several that could play one role.
    """

    def __init__(
        self,
        table: Table,
        roles: Iterable[str],
        mapping: Mapping[str, str],
        synonyms: Mapping[str, tuple[str, ...]] = SYNONYMS,
    ) -> None:
        self.table = table
        self._synonyms = synonyms
        self.found: dict[str, str] = {}
        self.problems: list[Problem] = []
        by_name: dict[str, list[str]] = {}
        for column in table.header:
            by_name.setdefault(normal(column), []).append(column)
        for role in roles:
            self._find(role, by_name, mapping.get(role))
        self._check_twins(table)

    def _find(self, role: str, by_name: Mapping[str, list[str]], named: str | None) -> None:
        if named is not None and normal(named) in by_name:
            self.found[role] = by_name[normal(named)][0]
            return
        taken = set(self.found.values())
        candidates = [
            column
            for synonym in self._synonyms[role]
            for column in by_name.get(synonym, [])
            if column not in taken
        ]
        if not candidates:
            return
        exact = normal(candidates[0]) == role or role == "id"
        if len(set(candidates)) > 1 and not exact:
            self.problems.append(
                Problem(
                    "ambiguous columns",
                    values={
                        "columns": all_quoted(dict.fromkeys(candidates)),
                        "role": role_word(role),
                        "code": role,
                    },
                    file=self.table.name,
                    row=int(self.table.rows[0]),
                )
            )
        self.found[role] = candidates[0]

    def _check_twins(self, table: Table) -> None:
        for role, column in self.found.items():
            if table.header.count(column) > 1:
                self.problems.append(
                    Problem(
                        "duplicate column",
                        values={"times": table.header.count(column), "role": role_word(role)},
                        file=table.name,
                        row=int(table.rows[0]),
                        column=column,
                    )
                )

    def __contains__(self, role: str) -> bool:
        return role in self.found

    def unused(self) -> list[str]:
        """Columns that play no role."""
        taken = set(self.found.values())
        return [column for column in self.table.header if column and column not in taken]


def normal(name: str) -> str:
    """Return the name of a column as it is compared with others."""
    return name.strip(" ?:*").casefold().replace(" ", "_").replace("-", "_")


def headed(
    table: Table, roles: Sequence[str], needed: Sequence[str], *, keys: str, what: str
) -> dict[str, int]:
    """Return the place of the column of each role in a sheet that relnet wrote.

    Parameters
    ----------
    table
        The sheet, with headings in any language.
    roles, needed
        Its roles, and those that a column must play.
    keys
        What the keys of its headings begin with.
    what
        Which list it is.

    Raises
    ------
    DataError
        If a column is missing, or there twice.
    """
    languages = [Wording(language) for language in LANGUAGES]
    synonyms = {
        role: tuple(normal(words(f"{keys}.{role}")) for words in languages) for role in roles
    }
    columns = Columns(table, roles, {}, synonyms)
    absent = [role for role in needed if role not in columns]
    missing = [missing_column(table, absent[:2], what)] if absent else []
    if absent or columns.problems:
        raise DataError([*columns.problems, *missing])
    return {role: table.header.index(column) for role, column in columns.found.items()}


def role_word(role: str) -> Phrase:
    """Return what messages call the role of a column."""
    return Phrase(f"word.role.{role}")


def all_quoted(columns: Iterable[str]) -> str:
    """Return the names of columns on one line."""
    return ", ".join(map(quoted, columns))


def unused_columns(columns: Columns) -> Problem:
    """Return the remark that names the columns that play no role."""
    return Problem(
        "unused columns",
        values={"columns": all_quoted(columns.unused())},
        file=columns.table.name,
        severity="warning",
    )


def list_word(what: str) -> Phrase:
    """Return what messages call a list."""
    return Phrase(f"word.list.{what.replace(' ', '_')}")


def missing_column(table: Table, absent: Sequence[str], what: str) -> Problem:
    """Return the error for one or two roles that no column of a list plays."""
    roles = [Phrase(f"word.needed.{role}") for role in absent]
    needed = Phrase("word.both", first=roles[0], second=roles[1]) if len(roles) > 1 else roles[0]
    values: dict[str, Value] = {
        "columns": all_quoted(table.header),
        "roles": needed,
        "list": list_word(what),
    }
    row = int(table.rows[0])
    return Problem("missing column", variant="role", values=values, file=table.name, row=row)
