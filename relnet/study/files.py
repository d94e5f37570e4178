"""The files that a study names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from relnet.study.study import Study

LISTS = ("reports", "roster", "register", "respondents", "unobserved", "items")
"""What may be in a file, by the key that names it."""


def found_files(study: Study, text: str) -> list[str]:
    """Return the paths of the files that a text names, sheets included; none if none is there.

    A ``*`` stands for any part of a name; files that are hidden, or that a spreadsheet has
    open, are passed over.
    """
    folder = study.path.parent
    named = re.fullmatch(r"(.+\.xls[xmb]?)\[(.+)\]", text, re.IGNORECASE)
    path, sheet = (named[1], f"[{named[2]}]") if named else (text, "")
    if "*" not in path:
        return [f"{folder / path}{sheet}"] if (folder / path).is_file() else []
    return [f"{file}{sheet}" for file in sorted(_matching(folder, path))]


def _matching(folder: Path, pattern: str) -> list[Path]:
    if pattern.startswith("/"):
        return []
    try:
        found = list(folder.glob(pattern))
    except ValueError:  # such as **a
        return []
    return [file for file in found if file.is_file() and not file.name.startswith((".", "~$"))]
