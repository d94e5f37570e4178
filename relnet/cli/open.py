"""What a study leaves open: names that are no organisation yet, and questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnet.errors import printable

if TYPE_CHECKING:
    from relnet.study import Study
    from relnet.wording import Wording


def confirm(study: Study, words: Wording) -> None:
    """Add the open names of a study to its file of matches, and say so."""
    from relnet.intake.read import open_names  # noqa: PLC0415 - loads pandas

    if study.organisations.matches is None:
        return
    names, organisations = open_names(study)
    if organisations is None or names.empty:
        return
    from relnet.readers import write_matches  # noqa: PLC0415 - loads pandas

    path = study.path.parent / study.organisations.matches
    earlier = path if path.exists() else None
    write_matches(path, names, organisations, earlier, words=words)
    click.echo(words("cli.names", n=len(names), path=printable(path, 500)), err=True)


def map_columns(study: Study | None, given: dict[str, Any], words: Wording) -> None:
    """Write what is known of the columns of exports to the column maps, and say what is open."""
    if study is None and given["column_map"] is None:
        return
    from relnet.intake.read import open_columns  # noqa: PLC0415 - loads pandas
    from relnet.readers.beside.column_map import known_columns, write_column_map  # noqa: PLC0415
    from relnet.readers.options import Options  # noqa: PLC0415

    names = ("columns", "layout", "encoding")
    own = {name: given[name] for name in names if given[name] is not None}
    known = None if study is not None else known_columns(given["column_map"])
    options = Options(**own, column_map=known)
    for sheet, rows in open_columns(study, given["sources"], options).groupby("sheet", sort=False):
        path = study.path.parent / str(sheet) if study is not None else Path(given["column_map"])
        write_column_map(path, rows, path if path.exists() else None, words=words)
        left = int((rows["organisation"] == "").sum())
        if left:
            click.echo(words("cli.columns", n=left, path=printable(path, 500)), err=True)


def asked(study: Study, words: Wording) -> None:
    """Say how many questions the study file still asks."""
    from relnet.propose.study_file import count_questions  # noqa: PLC0415 - loads pandas

    left = count_questions(study.path.read_text("utf-8-sig"))
    if left:
        question, path = words("init.question"), printable(study.path, 500)
        click.echo(words("cli.check.questions", study=path, n=left, question=question), err=True)
