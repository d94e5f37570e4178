"""Files of SPSS (``.sav``, ``.zsav``): their tables, and rosters that their labels tell."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from relnet.errors import printable
from relnet.readers.columns import Columns
from relnet.readers.headers import are_slots
from relnet.readers.layouts import FORMATS
from relnet.readers.spss_labels import headings_of, rosters
from relnet.readers.submissions import extract_of
from relnet.readers.tables import Table, frame_table
from relnet.readers.text import refusal
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from relnet.readers.files import File
    from relnet.readers.headings import Heading
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options

NAME = "spss"
MARKS = (b"$FL2", b"$FL3")
MOST_CELLS = 20_000_000
"""The largest table that is read: a small file can unpack to an endless one."""
MOST_TEXT = 2 * 1024**3
"""The most text in it, in bytes."""


class Variables(NamedTuple):
    """What a file says of its variables, each a dict by name.

    `titles` are what they are called, `words` what their codes are called.
    """

    titles: dict[str, str]
    words: dict[str, dict[Any, str]]


def read_spss(file: File, options: Options) -> Extract | None:
    """Read a file of SPSS of which the labels of the variables tell question and row.

    Other files of SPSS are tables, which other readers know.
    """
    if not file.data.startswith(MARKS):
        return None
    frame, variables = _read(file.data, file.name)
    headings = headings_of([variables.titles[str(name)] for name in frame])
    if headings is None or _is_long_list(frame, file.name, options):
        return None
    rated = {str(name) for name, heading in zip(frame, headings, strict=True) if heading.row}
    coded = _labelled(frame, variables, rated - _in_words(variables, headings, frame, options))
    table = _table(coded, file.name, file.label)
    return extract_of(rosters(table, headings, options), options)


def spss_table(data: bytes, name: str, label: str) -> Table:
    """Return the table in a file of SPSS.

    Codes that have a label are given as the label, but not in a column of answers; codes
    that SPSS has as missing are empty.

    Parameters
    ----------
    data
        The file.
    name, label
        As for `Table`.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    frame, variables = _read(data, name)
    bare = frame_table(frame.iloc[:0], name)
    answers = Columns(bare, ("wave", "actor", "partner", "relation", "item", "value"), {})
    value = {answers.found["value"]} if "value" in answers else set[str]()
    return _table(_labelled(frame, variables, value), name, label)


def _table(frame: pd.DataFrame, name: str, label: str) -> Table:
    table = frame_table(frame, name)
    return Table(name, label, table.columns, table.rows)


def _is_long_list(frame: pd.DataFrame, name: str, options: Options) -> bool:
    columns = Columns(
        frame_table(frame.iloc[:0], name), ("actor", "respondent", "partner"), options.columns
    )
    return "partner" in columns and len(columns.found) > 1


def _in_words(
    variables: Variables, headings: Sequence[Heading], frame: pd.DataFrame, options: Options
) -> set[str]:
    """The variables of which the labels are answers of the study, or names of partners."""
    known = {
        word
        for coding in (options.coding, options.items)
        for codes in (coding.codes, *coding.questions.values())
        for word in codes.words
    }
    said = {
        name
        for name, words in variables.words.items()
        if {normal(label) for label in words.values()} & known
    }
    rows: dict[str, list[str]] = {}
    for heading in headings:
        rows.setdefault(heading.question, []).append(heading.row)
    slots = {question for question, some in rows.items() if are_slots(some)}
    named = {str(n) for n, h in zip(frame, headings, strict=True) if h.question in slots}
    return said | named


def _labelled(frame: pd.DataFrame, variables: Variables, coded: Collection[str]) -> pd.DataFrame:
    """The table with labels in place of codes, but for some variables."""
    columns = {
        name: frame[name].astype(object).map(lambda code, own=own: own.get(code, code))
        if (own := variables.words.get(name)) and name not in coded
        else frame[name]
        for name in map(str, frame)
    }
    return pd.DataFrame(columns, index=frame.index)


def _read(data: bytes, name: str) -> tuple[pd.DataFrame, Variables]:
    try:
        import pyreadstat  # noqa: PLC0415 - an extra
    except ImportError:
        raise refusal(name, "spss_extra") from None
    try:
        with warnings.catch_warnings(action="ignore"):  # of dates of which it makes nothing
            _, meta = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True)
            most = _most_rows(meta)
            frame, meta = pyreadstat.read_sav(io.BytesIO(data), row_limit=most + 1)
    except Exception as error:  # noqa: BLE001 - whatever a library in C makes of a damaged file
        reason = printable(str(error) or type(error).__name__)
        raise refusal(name, "damaged_spss", {"reason": reason}) from None
    if len(frame) > most or (meta.number_rows or 0) > most:
        raise refusal(name, "large_spss", {"cells": MOST_CELLS})
    labels = {key: label or "" for key, label in meta.column_names_to_labels.items()}
    return frame, Variables(labels, meta.variable_value_labels)


def _most_rows(meta: Any) -> int:
    """The most rows of which the table is not too large."""
    width = sum(max(int(size or 0), 1) for size in meta.variable_storage_width.values())
    return min(MOST_CELLS // max(len(meta.column_names), 1), MOST_TEXT // max(width, 1))


FORMATS.add(NAME, read_spss)
