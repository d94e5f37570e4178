"""Names that are no organisation yet, written to a file for a person to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.errors import printable

if TYPE_CHECKING:
    from relnet.study import Study
    from relnet.wording import Wording


def confirm(study: Study, words: Wording) -> None:
    """Add the open names of a study to its file of matches, and say so."""
    from relnet.readers.read import open_names  # noqa: PLC0415 - loads pandas

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
