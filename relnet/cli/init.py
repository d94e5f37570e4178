"""`relnet init`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.cli import options, show
from relnet.cli.group import main
from relnet.errors import printable

if TYPE_CHECKING:
    from relnet.propose import Start
    from relnet.wording import Wording


@main.command(help="help.init")
@options.argument("folder", metavar="FOLDER", default=".", type=options.FILE)
@options.option("--template", is_flag=True, help="help.init.template")
@options.LANGUAGE
def init(*, folder: str, template: bool, words: Wording) -> None:
    """Write a study file for the files of a folder, or a blank workbook to start from."""
    from relnet.propose import blank_study, start_study  # noqa: PLC0415 - loads pandas

    start = (blank_study if template else start_study)(folder, language=words.language)
    _print_findings(start, words)
    for path in start.written:
        show.written(path, words)
    click.echo(words("cli.init.next", n=start.questions, study=printable(start.study, 500)))


def _print_findings(start: Start, words: Wording) -> None:
    """Print what each file seems to be."""
    import pandas as pd  # noqa: PLC0415 - heavy

    rows = [
        (
            finding.path,
            words(f"check.kind.{finding.kind or 'unknown'}"),
            ", ".join(finding.waves) or "–",
        )
        for finding in start.findings
    ]
    if rows:
        show.as_table(pd.DataFrame(rows, columns=["file", "kind", "waves"]), words)
        click.echo()
