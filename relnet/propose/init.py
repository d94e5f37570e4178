"""A study set up in a folder: from the files that are there, or from nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from relnet._files import make_folder, write_text
from relnet._sheets import write_workbook
from relnet.errors import UsageError, printable
from relnet.propose.proposal import propose
from relnet.propose.recognise import recognise
from relnet.propose.registry import registry_of, sheets
from relnet.propose.study_file import blank_text, count_questions, study_text
from relnet.wording import Phrase, Wording

if TYPE_CHECKING:
    import os

    from relnet.propose.recognise import Finding

STUDY = "relnet.toml"


@dataclass(frozen=True, slots=True)
class Start:
    """What was written, and what is to be done.

    Attributes
    ----------
    study
        The study file.
    written
        All files that were written.
    questions
        How many questions the study file asks.
    findings
        What each table seems to be.
    """

    study: Path
    written: tuple[Path, ...]
    questions: int
    findings: tuple[Finding, ...]


def start_study(folder: str | os.PathLike[str], *, language: str = "nl") -> Start:
    """Write a study file for the files of a folder, and a sheet of their organisations.

    Parameters
    ----------
    folder
        With the files of one study, in it or in folders in it.
    language
        Of the remarks and questions in the study file.

    Returns
    -------
    Start
        What was written.

    Raises
    ------
    UsageError
        If there is no such folder, it has a study file already, or nothing to read.
    """
    words, path = Wording(language), Path(folder)
    if not path.is_dir():
        raise UsageError(Phrase("usage.init.no_folder", path=printable(path, 300)))
    _refuse_existing(path / STUDY)
    findings, problems = recognise(path)
    if not findings and not problems:
        raise UsageError(Phrase("usage.init.empty", path=printable(path, 300)))
    proposal = propose(findings)
    written = [path / STUDY]
    organisations = proposal.organisations
    if organisations is None:
        organisations = words("init.file.organisations")
        if not (path / organisations).exists():
            tables = registry_of(findings, words)
            for what in ("names", "events"):  # a file of its own takes the place of a sheet
                if getattr(proposal, what) is not None:
                    del tables[words(f"sheet.{what}")]
            written.append(write_workbook(path / organisations, tables))
    text = study_text(
        proposal,
        words,
        title=path.resolve().name,
        organisations=organisations,
        matches=next((f.path for f in findings if f.kind == "matches"), words("init.file.matches")),
        unread=[problem.describe(words) for problem in problems],
    )
    write_text(path / STUDY, text)
    return Start(path / STUDY, tuple(written), count_questions(text), tuple(findings))


def blank_study(folder: str | os.PathLike[str], *, language: str = "nl") -> Start:
    """Write a blank workbook to fill in, and the study file that reads it.

    Parameters
    ----------
    folder
        Where to; made if it is not there.
    language
        Of the workbook.

    Returns
    -------
    Start
        What was written.

    Raises
    ------
    UsageError
        If one of the files is there already.
    """
    words, path = Wording(language), make_folder(folder)
    book = path / words("init.file.book")
    for file in (path / STUDY, book):
        _refuse_existing(file)
    write_workbook(book, _blank_sheets(words))
    text = blank_text(words, book=book.name, title=path.resolve().name)
    write_text(path / STUDY, text)
    return Start(path / STUDY, (path / STUDY, book), count_questions(text), ())


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise UsageError(Phrase("usage.init.exists", path=printable(path, 300)))


def _blank_sheets(words: Wording) -> dict[str, pd.DataFrame]:
    """The sheets of those who start from nothing: organisations, register, answers, events."""
    registry = sheets(words)
    notes = registry.pop(words("sheet.notes"))
    columns = {
        "register": ("wave", "organisation", "answered"),
        "reports": ("wave", "respondent", "organisation", "partner", "relation", "value"),
    }
    lists = {
        words(f"sheet.{what}"): pd.DataFrame(columns=[words(f"sheet.column.{r}") for r in roles])
        for what, roles in columns.items()
    }
    return {words("sheet.notes"): notes, **registry, **lists}
