"""`relnet check`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, show
from relnet.cli.group import main
from relnet.cli.named import named_in
from relnet.cli.open import asked, confirm, map_columns
from relnet.errors import UsageError, printable, quoted
from relnet.problems import DataError, describe_problems, shortened
from relnet.wording import Phrase, in_words

if TYPE_CHECKING:
    import pandas as pd

    from relnet.study import Study
    from relnet.survey import Survey
    from relnet.wording import Wording

MOST_NAMES = 40
"""How many names of silent actors stand on one line."""


@main.command(help="help.check")
@options.survey_options
@options.rule_options
@options.option("--write", "path", type=options.FILE, metavar="FILE", help="help.check.write")
@options.output_options
def check(*, path: str | None, words: Wording, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Read everything and report who answered, what was assumed and what is wrong."""
    from relnet.survey import response  # noqa: PLC0415 - loads pandas

    if path is not None:
        _check_book(path, given)
    try:
        study = options.study_of(given)
        map_columns(study, given, words)
        if study is not None:
            confirm(study, words)
            asked(study, words)
        survey = _surveyed(study, given)
    except DataError as error:
        if path is not None:
            _write(path, None, error.problems, words)
        raise
    if path is not None:
        _write(path, survey, survey.problems, words)
    table = response(survey)
    if as_csv:
        show.as_csv(table)
        click.echo(describe_problems(survey.problems, show.MOST_SHOWN, words), err=True)
    elif as_json:
        show.as_json("relnet.check/1", **_document(survey, table))
    else:
        _print_check(survey, table, words)


def _surveyed(study: Study | None, given: dict[str, Any]) -> Survey:
    """The survey, with remarks on what its study names; what it accepts, all commands do."""
    from relnet.study.named import check_named  # noqa: PLC0415 - loads pydantic

    survey = options.read(given)
    panel = options.build(survey, given)
    if study is None:
        return survey
    return replace(survey, problems=(*survey.problems, *check_named(study, named_in(panel))))


def _check_book(path: str, given: dict[str, Any]) -> None:
    if not path.lower().endswith(".xlsx"):
        raise UsageError(Phrase("usage.cli.book", file=quoted(path)))
    options.check_not_read(path, given)


def _document(survey: Survey, table: pd.DataFrame) -> dict[str, Any]:
    """Everything, as plain data."""
    from relnet.survey import continuity, respondent_counts  # noqa: PLC0415 - loads pandas

    return {
        "waves": survey.waves,
        "relations": [relation.name for relation in survey.relations],
        "answered_by": survey.answered_by,
        "roster_assumed": survey.roster_assumed,
        "response": [row | {"silent": _silent(survey, row["wave"])} for row in show.records(table)],
        "respondents": show.records(respondent_counts(survey)),
        "continuity": show.records(continuity(survey)),
        "answers": show.records(_answers(survey)),
        "files": show.records(survey.files),
        "warnings": show.problem_records(survey.problems),
    }


def _silent(survey: Survey, wave: str) -> list[str]:
    roster = survey.roster
    return list(roster.loc[(roster["wave"] == wave) & ~roster["answered"], "actor"])


def _answers(survey: Survey) -> pd.DataFrame:
    """How often each answer was given on each relation."""
    reports = survey.reports[survey.reports["partner"].notna()]
    counts = reports.groupby(["relation", "value"], observed=True, dropna=False).size()
    return counts.rename("count").reset_index().rename(columns={"value": "answer"})


def _people(survey: Survey) -> pd.DataFrame:
    """By wave and layer how many respondents finished, for how many organisations."""
    from relnet.survey import respondent_counts  # noqa: PLC0415 - loads pandas

    counts = respondent_counts(survey)
    counts = counts[counts["respondents"] > 0]
    groups = counts.groupby(["wave", "layer"], sort=False)
    table = groups.agg(
        respondents=("respondents", "sum"),
        organisations=("actor", "nunique"),
        most=("respondents", "max"),
    )
    return table.reset_index()


def _continuity(survey: Survey) -> pd.DataFrame:
    """By two waves how many organisations were answered for by the same persons, or others."""
    from relnet.survey import continuity  # noqa: PLC0415 - loads pandas

    found = continuity(survey)
    counts = found.groupby(["before", "after"], sort=False)["status"].value_counts()
    return counts.unstack(fill_value=0).reset_index().rename_axis(None, axis=1)


def _print_check(survey: Survey, table: pd.DataFrame, words: Wording) -> None:
    show.as_table(survey.files, words)
    click.echo("\n" + words("cli.answers"))
    show.as_table(_answers(survey), words)
    click.echo("\n" + words("cli.answered_by", source=_told_by(survey, words)))
    show.as_table(table, words)
    for wave in survey.waves:
        silent = _silent(survey, wave)
        if silent:
            names = in_words(shortened(silent, MOST_NAMES), words)
            click.echo(words("cli.silent", wave=printable(wave, 200), n=len(silent), names=names))
    _print_people(survey, words)
    if survey.problems:
        click.echo("\n" + words("cli.remarks", n=len(survey.problems)))
        click.echo(describe_problems(survey.problems, show.MOST_SHOWN, words))
    click.echo("\n" + words("cli.no_errors"))


def _told_by(survey: Survey, words: Wording) -> str:
    """What says who answered; with the waves where that differs."""
    waves: dict[str, list[str]] = {basis: [] for basis in survey.answered_by.split(" + ")}
    for wave, basis in survey.answered_by_wave.items():
        waves[basis].append(wave)
    names = {basis: words.name("answered_by", basis) for basis in waves}
    if len(waves) == 1:
        return next(iter(names.values()))
    return " + ".join(
        f"{names[basis]} ({in_words(shortened(some), words)})" for basis, some in waves.items()
    )


def _print_people(survey: Survey, words: Wording) -> None:
    people = survey.respondents
    if people.empty:
        return
    click.echo("\n" + words("cli.people"))
    table = _people(survey)
    known = (table["layer"] != "").any()
    show.as_table(table if known else table.drop(columns="layer"), words)
    if (people["person"] != "").any():
        click.echo("\n" + words("cli.continuity"))
        show.as_table(_continuity(survey), words)


def _write(path: str, survey: Survey | None, problems: Any, words: Wording) -> None:
    """Write what was found to a workbook to send around."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet._sheets import write_workbook  # noqa: PLC0415
    from relnet.survey import respondent_counts, response  # noqa: PLC0415 - loads pandas

    rows = [
        (
            words(f"severity.{problem.severity}"),
            *problem.told(words),
        )
        for problem in problems
    ]
    columns = ["severity", "file", "row", "column", "found", "expected"]
    tables = {"remarks": pd.DataFrame(rows, columns=columns)}
    if survey is not None:
        counts = respondent_counts(survey)
        tables |= {"response": response(survey), "respondents": counts, "answers": _answers(survey)}
        tables["files"] = survey.files
    sheets = {
        words(f"check.sheet.{title}"): table.rename(columns=lambda c: words.name("column", c))
        for title, table in tables.items()
    }
    show.written(write_workbook(path, sheets), words)
