"""The files that a study names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relnet.study.study import Study

LISTS = ("reports", "roster", "register", "respondents", "unobserved", "items")
"""What may be in a file, by the key that names it."""


def files_of(study: Study) -> list[Path]:
    """Return every file that a study names and that is there, its own file among them."""
    registry = study.organisations
    texts = [
        getattr(registry, name) for name in ("file", "names", "attributes", "events", "matches")
    ]
    texts += [reading.column_map for reading in (study.reading, study.files, *study.waves)]
    texts.append(study.files.milestones)
    for files in (study.files, *study.waves):
        texts += [text for kind in LISTS for text in getattr(files, kind)]
    named = [path for text in texts if text for path in found_files(study, text)]
    return [study.path, *(Path(_parts(path)[0]) for path in named)]


def found_files(study: Study, text: str) -> list[str]:
    """Return the paths of the files that a text names, sheets included; none if none is there.

    A ``*`` stands for any part of a name; files that are hidden, or that a spreadsheet has
    open, are passed over.
    """
    folder = study.path.parent
    path, sheet = _parts(text)
    if "*" not in path:
        return [f"{folder / path}{sheet}"] if (folder / path).is_file() else []
    return [f"{file}{sheet}" for file in sorted(_matching(folder, path))]


def _parts(text: str) -> tuple[str, str]:
    """The file and, in brackets, the sheet that a text names."""
    named = re.fullmatch(r"(.+\.xls[xmb]?)(\[.+\])", text, re.IGNORECASE)
    return (named[1], named[2]) if named else (text, "")


def _matching(folder: Path, pattern: str) -> list[Path]:
    if pattern.startswith("/"):
        return []
    try:
        found = list(folder.glob(pattern))
    except ValueError:  # such as **a
        return []
    return [file for file in found if file.is_file() and not file.name.startswith((".", "~$"))]
