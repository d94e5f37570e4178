"""`relnet check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, show
from relnet.cli.group import main
from relnet.errors import printable
from relnet.problems import describe_problems, shortened
from relnet.wording import in_words

if TYPE_CHECKING:
    import pandas as pd

    from relnet.survey import Survey
    from relnet.wording import Wording

MOST_NAMES = 40
"""How many names of silent actors stand on one line."""


@main.command(help="help.check")
@options.survey_options
@options.rule_options
@options.output_options
def check(*, words: Wording, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Read everything and report who answered, what was assumed and what is wrong."""
    from relnet.survey import response  # noqa: PLC0415 - loads pandas

    survey = options.read(given)
    options.build(survey, given)  # so that what check accepts, measure and compare do too
    table = response(survey)
    if as_csv:
        show.as_csv(table)
        click.echo(describe_problems(survey.problems, show.MOST_SHOWN, words), err=True)
    elif as_json:
        show.as_json(
            "relnet.check/1",
            waves=survey.waves,
            relations=[relation.name for relation in survey.relations],
            answered_by=survey.answered_by,
            roster_assumed=survey.roster_assumed,
            response=[
                row | {"silent": _silent(survey, row["wave"])} for row in show.records(table)
            ],
            answers=show.records(_answers(survey)),
            files=show.records(survey.files),
            warnings=show.problem_records(survey.problems),
        )
    else:
        _print_check(survey, table, words)


def _silent(survey: Survey, wave: str) -> list[str]:
    roster = survey.roster
    return list(roster.loc[(roster["wave"] == wave) & ~roster["answered"], "actor"])


def _answers(survey: Survey) -> pd.DataFrame:
    """How often each answer was given on each relation."""
    reports = survey.reports[survey.reports["partner"].notna()]
    counts = reports.groupby(["relation", "value"], observed=True, dropna=False).size()
    return counts.rename("count").reset_index().rename(columns={"value": "answer"})


def _print_check(survey: Survey, table: pd.DataFrame, words: Wording) -> None:
    show.as_table(survey.files, words)
    click.echo("\n" + words("cli.answers"))
    show.as_table(_answers(survey), words)
    source = words.name("answered_by", survey.answered_by)
    click.echo("\n" + words("cli.answered_by", source=source))
    show.as_table(table, words)
    for wave in survey.waves:
        silent = _silent(survey, wave)
        if silent:
            names = in_words(shortened(silent, MOST_NAMES), words)
            click.echo(words("cli.silent", wave=printable(wave, 200), n=len(silent), names=names))
    if survey.problems:
        click.echo("\n" + words("cli.remarks", n=len(survey.problems)))
        click.echo(describe_problems(survey.problems, show.MOST_SHOWN, words))
    click.echo("\n" + words("cli.no_errors"))
