"""Exports of Google Forms: the sheet of responses, or the CSV file that the form gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relnet.readers.exports.export import Asked
from relnet.readers.exports.forms import export_of, leading
from relnet.readers.exports.headings import Heading, bracketed, split, unique
from relnet.readers.exports.multiple import with_ticks
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import READERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.exports.export import Export
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options
    from relnet.readers.tables import Table

NAME = "google forms"
_META = {
    "time": ("timestamp", "tijdstempel"),
    "person": ("username", "emailaddress", "email", "gebruikersnaam", "emailadres"),
    "score": ("score", "totalscore", "totalescore"),
}
_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T,]+\d{1,2}[:.]\d{2}.*")
SEPARATORS = (";", ", ")
"""What stands between choices: the first in the CSV file of a form, the second in its sheet."""


def read_google_forms(table: Table, options: Options) -> Extract | None:
    """Read an export of Google Forms."""
    export = decode_google_forms(table, options)
    return None if export is None else extract_of(export, options)


def decode_google_forms(table: Table, options: Options) -> Export | None:
    """Return what the columns of an export of Google Forms ask; ``None`` for another table.

    A grid is called ``Question [Row]``. Check boxes are one column with all choices in a
    cell: those in a grid become a column for each choice, partners among them are taken
    apart.
    """
    meta = leading(table.header, _META)
    if meta.get("time") != 0 or not _is_google_forms(table, options):
        return None
    headings = split(table.header[len(meta) :], bracketed)
    keys = unique(table.header)
    asked = [
        Asked(column=column, key=keys[column], names=(heading.question,), row=heading.row)
        for column, heading in enumerate(_apart(headings), len(meta))
    ]
    table, asked = with_ticks(table, 1, asked, SEPARATORS, options)
    person = {"person": meta["person"]} if "person" in meta else {}
    return export_of(table, 1, asked, person, options, separators=SEPARATORS)


def _is_google_forms(table: Table, options: Options) -> bool:
    """Whether the first column holds times."""
    times = table.cells.iloc[1:, 0].unique()
    return options.layout == NAME or all(not text or _TIME.fullmatch(text) for text in times)


def _apart(headings: Sequence[Heading]) -> list[Heading]:
    """Headings of which no two are alike: a second grid of the same title has a number."""
    times: dict[Heading, int] = {}
    found = []
    for heading in headings:
        times[heading] = times.get(heading, 0) + 1
        again = f" ({times[heading]})" if times[heading] > 1 else ""
        found.append(heading._replace(question=(heading.question or "[]") + again))
    return found


READERS.add(NAME, read_google_forms)
