"""Files of SPSS of which the labels of the variables tell rosters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.readers.columns import Columns
from relnet.readers.exports.headers import are_slots
from relnet.readers.exports.spss_labels import headings_of, rosters
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import FORMATS
from relnet.readers.sav import MARKS, header_of, labelled_table, variables_of
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.readers.exports.headings import Heading
    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options
    from relnet.readers.sav import Variable
    from relnet.readers.tables import Table

NAME = "spss"


def read_spss(file: File, options: Options) -> Extract | None:
    """Read a file of SPSS of which the labels of the variables tell question and row.

    Other files of SPSS are tables, which other readers know.
    """
    if not file.data.startswith(MARKS):
        return None
    variables = variables_of(file.data, file.name)
    headings = headings_of([variable.title for variable in variables])
    if headings is None or _is_long_list(header_of(variables), options):
        return None
    variables_of.cache_clear()
    in_words = _in_words(variables, headings, options)
    rated = {k for k, heading in enumerate(headings) if heading.row}
    table = labelled_table(variables, file.name, file.label, rated - in_words)
    return extract_of(rosters(table, headings, options), options)


def _is_long_list(header: Table, options: Options) -> bool:
    columns = Columns(header, ("actor", "respondent", "partner"), options.columns)
    return "partner" in columns and len(columns.found) > 1


def _in_words(
    variables: Sequence[Variable], headings: Sequence[Heading], options: Options
) -> set[int]:
    """The variables of which the labels are answers of the study, or names of partners."""
    known = {
        word
        for coding in (options.coding, options.items)
        for codes in (coding.codes, *coding.questions.values())
        for word in codes.words
    }
    rows: dict[str, list[str]] = {}
    for heading in headings:
        rows.setdefault(heading.question, []).append(heading.row)
    slots = {question for question, some in rows.items() if are_slots(some)}
    return {
        k
        for k, (variable, heading) in enumerate(zip(variables, headings, strict=True))
        if heading.question in slots or known & {normal(w) for w in variable.words.values()}
    }


FORMATS.add(NAME, read_spss)
