"""From a study file to a study, or to everything that is wrong with it."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from relnet.errors import UsageError, printable
from relnet.problems import DataError, Problem
from relnet.study.check import check
from relnet.study.schema import faults, plain
from relnet.study.toml import read_toml
from relnet.wording import Phrase

if TYPE_CHECKING:
    import os

    from relnet.study.study import Study
    from relnet.study.toml import Document, Mistake
    from relnet.study.toml import Path as Where

MOST_BYTES = 5_000_000
"""The largest study file that is read."""


def read_study(path: str | os.PathLike[str]) -> Study:
    r"""Read a study file and check all that it says.

    Parameters
    ----------
    path
        The study file (``relnet.toml``), or the folder that holds one of that name.

    Returns
    -------
    Study
        With the paths of its files relative to the folder of the study file.

    Raises
    ------
    DataError
        With every problem found, each with its key and line.
    UsageError
        If the path is of no file.

    See Also
    --------
    read_survey : Takes a study, and reads the files it names.

    Examples
    --------
    >>> import pathlib, tempfile, relnet as rn
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "answers.csv").write_text("jaar;organisatie;partner\n2023;A;B\n")
    >>> _ = (folder / "relnet.toml").write_text('''
    ... title = "Care around the lake"
    ... files.reports = "answers.csv"
    ... [[waves]]
    ... label = 2023
    ... [[relations]]
    ... name = "referral"
    ... directed = true
    ... ''')
    >>> study = rn.read_study(folder)
    >>> study
    <Study: 'Care around the lake'; waves 2023; relations referral>
    >>> rn.read_survey(study, warn=False).relations[0].name
    'referral'
    """
    file = _found(path)
    document = read_document(file)
    syntax = [_unreadable(mistake, file.name) for mistake in document.mistakes]
    study, problems = _made(document, file)
    problems = [*syntax, *problems]
    if study is not None:
        problems += check(study, document)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or study is None:
        raise DataError(sorted(dict.fromkeys(errors), key=lambda problem: problem.row or 0))
    return study


def read_document(file: Path) -> Document:
    """Return what stands in a study file, and on which line.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    return read_toml(_text(file))


def _found(path: str | os.PathLike[str]) -> Path:
    file = Path(path)
    file = file / "relnet.toml" if file.is_dir() else file
    if not file.is_file():
        raise UsageError(Phrase("usage.study.absent", path=printable(file, 300)))
    return file


def _text(file: Path) -> str:
    values: dict[str, str | int | float | Phrase] = {}
    try:
        data = file.read_bytes()
        if len(data) > MOST_BYTES:
            why, values = "large", {}
        else:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        values = {"byte": f"0x{data[error.start]:02X}", "encoding": "UTF-8"}
        problem = Problem("study in another encoding", values=values, file=file.name, row=row)
        raise DataError([problem]) from None
    except OSError as error:
        why, values = "closed", {"reason": error.strerror or str(error)}
    raise DataError([Problem("unreadable file", variant=why, values=values, file=file.name)])


REASONS = {
    "Unterminated string": "string",
    "Illegal character '\\n'": "string",
    "Invalid value": "value",
    "Unclosed array": "array",
    "Cannot overwrite a value": "twice",
    "Expected '=' after a key in a key/value pair": "equals",
    "Nested too deeply": "nested",
    "Cannot declare": "twice",
    "Unescaped '\\' in a string": "backslash",
    "Invalid hex value": "backslash",
    "Expected newline or end of document": "rest",
}
"""What tomllib calls the mistakes that are often made, and what we do."""


def _unreadable(mistake: Mistake, file: str) -> Problem:
    known = next((what for start, what in REASONS.items() if mistake.reason.startswith(start)), "")
    reason = Phrase(f"word.toml.{known}") if known else mistake.reason
    values = {"reason": reason, "line": printable(mistake.text, 100)}
    return Problem("line that cannot be read", values=values, file=file, row=mistake.line)


def _made(document: Document, file: Path) -> tuple[Study | None, list[Problem]]:
    """The study and what is wrong with its form; parts that are wrong are left out of it.

    A key that stands on a line that cannot be read is not missed.
    """
    unread = " ".join(mistake.text for mistake in document.mistakes)
    values = plain(copy.deepcopy(document.values))
    problems: list[Problem] = []
    told: set[Where] = set()
    for _ in range(len(json.dumps(values, default=str))):
        study, found = faults(values)
        problems += [
            fault.problem(file.name, document)
            for fault in found
            if fault.kind != "missing key"
            or not (fault.path in told or str(fault.path[-1]) in unread)
        ]
        told |= {fault.path for fault in found}
        if study is not None:
            return replace(study, path=file), problems
        before = copy.deepcopy(values)
        for fault in found:
            fault.repair(values)
        if values == before:
            break
    return None, problems
