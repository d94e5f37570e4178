"""Organisations from a workbook, or from a file for each of its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.problems import DataError, Problem
from relnet.readers.beside.sheets import Sheets
from relnet.readers.columns import list_word, normal
from relnet.readers.files import load, load_list, names_of
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.organisations import Organisations
    from relnet.readers.files import Source
    from relnet.readers.tables import Table
    from relnet.wording import Value

SHEETS: dict[str, tuple[str, ...]] = {
    "organisations": ("organisations", "organizations", "organisaties", "organisatie"),
    "names": ("names", "namen", "other_names", "andere_namen", "aliases", "aliassen"),
    "attributes": ("attributes", "kenmerken", "attributes_by_wave", "kenmerken_per_golf",
                   "kenmerken_per_meting", "by_wave", "per_golf", "per_meting"),
    "events": ("events", "gebeurtenissen"),
}  # fmt: skip
"""Titles by which a sheet is recognised, in any case."""
NOTES = frozenset({"notes", "explanation", "readme", "toelichting", "uitleg", "leeswijzer"})
"""Titles of sheets that are for people; so is any between brackets."""
ROLES = frozenset(
    {"id", "name", "other_names", "first", "last", "wave", "date", "event", "actor", "successor"}
)


def read_organisations(
    source: Source,
    *,
    names: Source | None = None,
    attributes: Source | None = None,
    events: Source | None = None,
    encoding: str = "utf-8",
    columns: Mapping[str, str] | None = None,
) -> Organisations:
    r"""Read who the organisations are, what else they are called and what happened to them.

    Parameters
    ----------
    source
        A workbook with the sheets organisations, names, attributes and events, of which
        only the first is needed; or a file, open file or DataFrame of the organisations.
        It has a column ``name``, by which each organisation goes, and optional ``id`` (the
        name without), ``other names`` (several with ``|``, ``;`` or a new line between
        them), ``name_nl`` and ``name_en``; all other columns are attributes. A sheet of
        notes has its title between brackets.
    names
        More names: ``id, name`` and optional ``first, last``, the waves from and to which
        the name is valid.
    attributes
        ``id, wave`` and the attributes that change by wave.
    events
        ``event, actor, into`` and ``wave``, the first at which it shows, or ``date``. An
        organisation is named by its id or any of its names; several in ``into`` have ``|``
        between them.
    encoding
        Of text files that have no byte-order mark and are not UTF-8.
    columns
        Role → column, where a column has another name than these or their usual synonyms
        in Dutch and English.

    Returns
    -------
    Organisations
        With organisations in the order of their rows.

    Raises
    ------
    DataError
        With every problem found, each with its file, row and column.
    UsageError
        If an argument has no meaning.

    Examples
    --------
    >>> import io, relnet as rn
    >>> rows = "id;naam;andere namen;sector\nh1;Ziekenhuis Noord;ZHN|Noordziekenhuis;zorg\n"
    >>> known = read_organisations(io.StringIO(rows))
    >>> known.names["name"].tolist()
    ['Ziekenhuis Noord', 'ZHN', 'Noordziekenhuis']
    """
    mapping = _checked(columns or {})
    problems: list[Problem] = []
    tables = _sheets_of(source, encoding, problems)
    for what, other in (("names", names), ("attributes", attributes), ("events", events)):
        if other is not None:
            try:
                table = load_list(other, what, encoding=encoding)
                tables.setdefault(what, []).append(table)
            except DataError as error:
                problems += error.problems
    problems += [_several(what, found) for what, found in tables.items() if len(found) > 1]
    sheets = Sheets(mapping)
    for what in SHEETS:
        if what in tables:
            getattr(sheets, what)(tables[what][0])
    sheets.check_labels()
    problems += sheets.problems
    if problems:
        files = list(dict.fromkeys(problem.file for problem in problems))
        raise DataError(sorted(problems, key=lambda p: (files.index(p.file), p.row or 0)))
    return sheets.known


def _checked(columns: Mapping[str, str]) -> dict[str, str]:
    mapping = {"successor" if role == "into" else role: str(c) for role, c in columns.items()}
    for role in mapping:
        if role not in ROLES:
            raise unknown("column_role", role, sorted(ROLES - {"successor"} | {"into"}))
    return mapping


def _sheets_of(source: Source, encoding: str, problems: list[Problem]) -> dict[str, list[Table]]:
    """The tables of the main source by what they are; a single one holds the organisations."""
    (name,) = names_of([source])
    name = "organisations" if name in {"table 1", "file 1"} else name
    try:
        tables = list(load(source, name=name, encoding=encoding))
    except DataError as error:
        problems += error.problems
        return {}
    tables = [table for table in tables if not _is_notes(table.label)] or tables
    if len(tables) == 1:
        return {"organisations": tables}
    found: dict[str, list[Table]] = {}
    for table in tables:
        title = normal(table.label)
        what = next((what for what, titles in SHEETS.items() if title in titles), None)
        if what is None:
            problems.append(Problem("unknown sheet", file=table.name))
        else:
            found.setdefault(what, []).append(table)
    if "organisations" not in found:
        problems.append(Problem("unknown sheet", variant="none", file=name))
    return found


def _is_notes(title: str) -> bool:
    return normal(title) in NOTES or (title.startswith("(") and title.endswith(")"))


def _several(what: str, tables: Sequence[Table]) -> Problem:
    sheets = ", ".join(table.name for table in tables)
    values: dict[str, Value] = {"sheets": sheets, "list": list_word(what)}
    return Problem("several sheets", values=values, file=tables[0].name)
