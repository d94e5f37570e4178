"""Files of SPSS (``.sav``, ``.zsav``): their tables, and rosters that their labels tell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from relnet.errors import quoted
from relnet.readers.coded import chained, constant, merged
from relnet.readers.columns import Columns
from relnet.readers.exports.headers import are_slots
from relnet.readers.exports.spss_labels import headings_of, rosters
from relnet.readers.exports.submissions import extract_of
from relnet.readers.layouts import FORMATS
from relnet.readers.tables import Table, as_text, table_of
from relnet.readers.text import refusal
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from relnet.readers.exports.headings import Heading
    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.options import Options

NAME = "spss"
MARKS = (b"$FL2", b"$FL3")
MOST_CELLS = 20_000_000
"""The largest table that is read: a small file can unpack to an endless one."""
MOST_TEXT = 2 * 1024**3
"""The most text in it, in bytes."""
MOST_SECONDS = 600
"""How long reading a file may take."""
_SCRIPT = Path(__file__).with_name("spss_process.py")


class Variable(NamedTuple):
    """A variable: name, title, the labels of its codes, its distinct texts and their rows."""

    name: str
    title: str
    words: dict[str, str]
    texts: list[str]
    codes: list[int]


def read_spss(file: File, options: Options) -> Extract | None:
    """Read a file of SPSS of which the labels of the variables tell question and row.

    Other files of SPSS are tables, which other readers know.
    """
    if not file.data.startswith(MARKS):
        return None
    variables = _read(file.data, file.name)
    headings = headings_of([variable.title for variable in variables])
    if headings is None or _is_long_list(_header(variables), options):
        return None
    _read.cache_clear()
    in_words = _in_words(variables, headings, options)
    rated = {k for k, heading in enumerate(headings) if heading.row}
    table = _table(variables, file.name, file.label, rated - in_words)
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
    variables = _read(data, name)
    _read.cache_clear()  # it was for the reader that saw the file before
    roles = ("wave", "actor", "partner", "relation", "item", "value")
    found = Columns(_header(variables), roles, {}).found.get("value")
    value = {k for k, variable in enumerate(variables) if variable.name == found}
    return _table(variables, name, label, value)


def _header(variables: Sequence[Variable]) -> Table:
    """A table of nothing but the names of the variables."""
    names = [constant(variable.name, 1) for variable in variables]
    return Table("", "", names, np.array([1]))


def _table(variables: Sequence[Variable], name: str, label: str, coded: Collection[int]) -> Table:
    """The table with labels in place of codes, but for some variables."""
    columns = []
    for k, variable in enumerate(variables):
        words = {} if k in coded else variable.words
        texts = [words.get(text, text) for text in variable.texts]
        cells = merged(np.array(variable.codes, np.int64), texts)
        columns.append(chained([constant(variable.name, 1), cells]))
    return table_of(columns, name, label)


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


@lru_cache(maxsize=1)
def _read(data: bytes, name: str) -> tuple[Variable, ...]:
    """The variables of a file, read in another process, which a damaged file may end."""
    if find_spec("pyreadstat") is None:
        raise refusal(name, "spss_extra")
    found = _from_process(data, name)
    if "error" in found:
        raise refusal(name, "damaged_spss", {"reason": quoted(found["error"])})
    if "large" in found:
        raise refusal(name, "large_spss", {"cells": MOST_CELLS})
    parts = zip(found["names"], found["titles"], found["words"], found["cells"], strict=True)
    return tuple(
        Variable(
            own,
            title,
            {as_text(code): label for code, label in words},
            [as_text(value).removesuffix("T00:00:00") for value in values],
            codes,
        )
        for own, title, words, (values, codes) in parts
    )


def _from_process(data: bytes, name: str) -> dict[str, Any]:
    """What the process says that reads the file."""
    path = os.pathsep.join(filter(None, sys.path))
    limits = (str(MOST_CELLS), str(MOST_TEXT))
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, and no shell
            [sys.executable, "-P", str(_SCRIPT), *limits],
            input=data,
            capture_output=True,
            check=True,
            timeout=MOST_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
        )
        return dict(json.loads(done.stdout))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise refusal(name, "damaged_spss", {"reason": type(error).__name__}) from None


FORMATS.add(NAME, read_spss)
