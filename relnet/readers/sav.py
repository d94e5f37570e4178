"""Files of SPSS (``.sav``, ``.zsav``): their variables with all labels, and their tables."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from relnet.errors import quoted
from relnet.readers.coded import chained, constant, merged
from relnet.readers.columns import Columns
from relnet.readers.tables import Table, as_text, table_of
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MARKS = (b"$FL2", b"$FL3")
MOST_CELLS = 20_000_000
"""The largest table that is read: a small file can unpack to an endless one."""
MOST_TEXT = 1024**3
"""The most text in it, in bytes."""
MOST_SECONDS = 600
"""How long reading a file may take."""
_SCRIPT = Path(__file__).with_name("sav_process.py")


class Variable(NamedTuple):
    """A variable: name, title, the labels of its codes, its distinct texts and their rows."""

    name: str
    title: str
    words: dict[str, str]
    texts: list[str]
    codes: list[int]


def sav_table(data: bytes, name: str, label: str) -> Table:
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
    variables = variables_of(data, name)
    variables_of.cache_clear()  # it was for the reader that saw the file before
    roles = ("wave", "actor", "partner", "relation", "item", "value")
    found = Columns(header_of(variables), roles, {}).found.get("value")
    value = {k for k, variable in enumerate(variables) if variable.name == found}
    return labelled_table(variables, name, label, value)


def header_of(variables: Sequence[Variable]) -> Table:
    """A table of nothing but the names of the variables."""
    names = [constant(variable.name, 1) for variable in variables]
    return Table("", "", names, np.array([1]))


def labelled_table(
    variables: Sequence[Variable], name: str, label: str, coded: Collection[int]
) -> Table:
    """The table with labels in place of codes, but for some variables."""
    columns = []
    for k, variable in enumerate(variables):
        words = {} if k in coded else variable.words
        texts = [words.get(text, text) for text in variable.texts]
        cells = merged(np.array(variable.codes, np.int64), texts)
        columns.append(chained([constant(variable.name, 1), cells]))
    return table_of(columns, name, label)


@lru_cache(maxsize=1)
def variables_of(data: bytes, name: str) -> tuple[Variable, ...]:
    """The variables of a file, read in another process, which a damaged file may end."""
    folders = _folders()
    if PathFinder.find_spec("pyreadstat", folders) is None:
        raise refusal(name, "spss_extra")
    found = _from_process(data, name, folders)
    if "error" in found:
        raise refusal(name, "damaged_spss", {"reason": quoted(found["error"])})
    if "large" in found:
        raise refusal(
            name, "large_spss", {"cells": MOST_CELLS, "size": f"{MOST_TEXT // 1024**2} MiB"}
        )
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


def _folders() -> list[str]:
    """Where packages are installed: not where the program runs, in which anything may lie."""
    here = Path.cwd()
    paths = [Path(folder) for folder in sys.path]
    own = [p for p in paths if p.name in {"site-packages", "dist-packages"} and p.is_absolute()]
    return [str(path) for path in own if path.resolve() != here]


def _from_process(data: bytes, name: str, folders: Sequence[str]) -> dict[str, Any]:
    """What the process says that reads the file; it finds nothing in the working directory."""
    limits = (str(MOST_CELLS), str(MOST_TEXT))
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, and no shell
            [sys.executable, "-I", str(_SCRIPT), *limits, *folders],
            input=data,
            capture_output=True,
            check=True,
            timeout=MOST_SECONDS,
        )
        return dict(json.loads(done.stdout))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise refusal(name, "damaged_spss", {"reason": type(error).__name__}) from None
