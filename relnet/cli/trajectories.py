"""`relnet trajectories`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, show, terms
from relnet.cli.group import main
from relnet.cli.tables import INFINITE
from relnet.errors import UsageError, printable
from relnet.wording import Phrase

if TYPE_CHECKING:
    import pandas as pd

    from relnet.wording import Wording


@main.command(help="help.trajectories")
@options.survey_options
@options.rule_options
@options.option(
    "--show",
    "what",
    type=click.Choice(["ties", "survival"]),
    default="ties",
    show_default=True,
    help="help.trajectories.show",
)
@options.option("--new-only", is_flag=True, help="help.trajectories.new_only")
@terms.terms_option("help.trajectories.in_terms_of")
@options.output_options
def trajectories(
    *, what: str, new_only: bool, words: Wording, as_json: bool, as_csv: bool, **given: Any
) -> None:
    """Print the history of each tie over all waves, or how long ties last."""
    if new_only and what != "survival":
        raise UsageError(Phrase("usage.cli.new_only"))
    survey = options.read(given)
    surveyed = options.build(survey, given)
    panel = terms.expressed(surveyed, given["terms"], surveyed.waves[-1])
    show.notes(survey, words)

    from relnet.change import tie_survival  # noqa: PLC0415 - loads scipy
    from relnet.change import trajectories as histories  # noqa: PLC0415

    table = histories(panel) if what == "ties" else tie_survival(panel, new_only=new_only)
    if as_json:
        about = {str(name): value for name, value in table.attrs.items()}
        lineage, rows = terms.records(panel), show.records(table)
        show.as_json("relnet.trajectories/1", lineage=lineage, **about, rows=rows)
    elif as_csv:
        show.as_csv(table)
    elif what == "ties":
        show.as_table(table, words)
        click.echo(words("cli.trajectories"))
    else:
        _print_survival(table, words)
    if not as_json:
        terms.say_of(panel, words, err=as_csv)


def _print_survival(table: pd.DataFrame, words: Wording) -> None:
    """Print the curve of each relation, and its half-lives."""
    about = table.attrs
    for relation, part in table.groupby("relation", sort=False):
        click.echo(printable(str(relation), 200))
        show.as_table(part.drop(columns="relation").reset_index(drop=True), words)
        counts = {"n": about["ties"][relation], "begun": about["left_truncated"][relation]}
        click.echo(words("cli.survival", **counts))
        half, constant = (
            _length(about[name][relation], words) for name in ("half_life", "half_life_geometric")
        )
        told = {"half": half, "constant": constant, "unit": words(f"cli.unit.{about['unit']}")}
        click.echo(words("cli.survival.half", **told))
        click.echo()
    click.echo(words("cli.survival.about"))


def _length(value: float, words: Wording) -> str:
    """A length of time; a dash where it is not known or was not reached."""
    if value == float("inf"):
        return INFINITE
    return "–" if value != value else words.number(value, 1)  # noqa: PLR0124 - NaN
