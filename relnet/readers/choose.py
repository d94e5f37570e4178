"""Which reader knows a file, and what it makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import DataError, Problem, shortened
from relnet.readers.files import open_file
from relnet.readers.layouts import FORMATS, READERS, Extract, layouts
from relnet.readers.tables import without_rows
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Collection

    from relnet.readers.files import File
    from relnet.readers.options import Options, Part
    from relnet.readers.tables import Table
    from relnet.wording import Value


def extracts_of(
    part: Part, name: str, aside: Collection[str] = ()
) -> tuple[list[Extract], list[Problem]]:
    """Read a file by the reader that is named, or the first that knows it.

    Parameters
    ----------
    part
        The file.
    name
        What messages call it.
    aside
        Sheets (``book.xlsx[Sheet]``) that are something else.

    Returns
    -------
    extracts : list of Extract
        One for a file of a format of its own, else one for each table.
    problems : list of Problem
        What is wrong with the file as a whole; `Extract.problems` are not among them.

    Raises
    ------
    UsageError
        If there is no reader of the name, or no sheet.
    """
    options = part.options
    if options.layout is not None and options.layout not in layouts():
        raise unknown("reader", options.layout, layouts())
    try:
        file = open_file(part.source, name=name, encoding=options.encoding)
        whole = _read_whole(file, options)
        if whole is not None:
            return [whole], []
        tables = [] if options.layout in list(FORMATS) else file.tables
    except DataError as error:
        return [], list(error.problems)
    if not tables:
        return [], [_other_format(file, options)]
    extracts: list[Extract] = []
    problems: list[Problem] = []
    for given in tables:
        if f"{part.source}[{given.label}]" in aside:
            continue
        table, skipped = without_rows(given, options.skip_rows)
        problems += skipped
        extract = _read(table, options)
        extracts += [] if extract is None else [extract]
        problems += [_unrecognised(table, options)] if extract is None else []
    return extracts, problems


def _read_whole(file: File, options: Options) -> Extract | None:
    named = options.layout
    names = [name for name in FORMATS if named is None or named == name]
    return next(filter(None, (FORMATS[name](file, options) for name in names)), None)


def _read(table: Table, options: Options) -> Extract | None:
    names = READERS if options.layout is None else [options.layout]
    return next(filter(None, (READERS[name](table, options) for name in names)), None)


def _other_format(file: File, options: Options) -> Problem:
    values = {"layout": quoted(options.layout)}
    return Problem("unknown layout", variant="format", values=values, file=file.name)


def _unrecognised(table: Table, options: Options) -> Problem:
    columns = shortened((quoted(name, 30) for name in table.header), most=8)
    values: dict[str, Value] = {"n": len(table.header), "columns": columns}
    values |= {} if options.layout is None else {"layout": quoted(options.layout)}
    variant = "" if options.layout is None else "named"
    row = int(table.rows[0])
    return Problem("unknown layout", variant=variant, values=values, file=table.name, row=row)
