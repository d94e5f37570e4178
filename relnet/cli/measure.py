"""`relnet measure` and `relnet measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, show
from relnet.cli.group import main
from relnet.errors import counted, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.panel import Network, Panel


@main.command()
@options.survey_options
@options.rule_options
@click.option(
    "--measure",
    "names",
    type=options.CommaList(),
    multiple=True,
    metavar="NAME",
    help="A measure (repeatable); all without. See `relnet measures`.",
)
@options.output_options
def measure(*, names: Sequence[Sequence[str]], as_json: bool, as_csv: bool, **given: Any) -> None:
    """Compute measures of each wave."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy
    from relnet.measures import measure as compute  # noqa: PLC0415

    survey = options.read(given)
    panel = options.build(survey, given)
    show.notes(survey)
    chosen = [name for part in names for name in part]
    whole = [name for name in MEASURES if MEASURES[name].level == "network"]
    wanted = chosen or ([] if as_csv or as_json else whole)
    tables = [compute(network, *wanted) for network in show.progress(panel, panel)]
    table = pd.concat(tables, ignore_index=True)
    if as_csv:
        show.as_csv(table)
    elif as_json:
        rules = {network.relation: network.rule.as_dict() for network in panel}
        show.as_json("relnet.measure/1", rules=rules, rows=show.records(table))
    else:
        _print_measures(table, panel, actors=bool(chosen))


def _print_measures(table: pd.DataFrame, panel: Panel, *, actors: bool) -> None:
    table = table.assign(mark=_marks(table))
    for relation in panel.relations:
        click.echo(f"{printable(relation, 200)}: {show.rule(panel, relation)}")
        rows = table[table["relation"] == relation]
        whole = rows[rows["actor"].isna()]
        if len(whole):
            values, marks = (_wide(whole, "measure", "wave", what) for what in ("value", "mark"))
            show.as_table(values, by_row=True, marks=marks)
        if actors:
            for wave, part in rows[rows["actor"].notna()].groupby("wave", sort=False):
                click.echo(f"\nWave {printable(str(wave), 200)}")
                values, marks = (
                    _wide(part, "actor", "measure", what) for what in ("value", "mark")
                )
                show.as_table(values, marks=marks)
        _print_coverage(rows, [net for net in panel if net.relation == relation])
        click.echo()
    if not actors:
        click.echo(
            "Measures of single actors: name them with --measure, or take all with --csv or --json."
        )


RATE, COUNT = "*", "?"
LEGEND = {
    RATE: "over the part that was observed; silence at random does not move it",
    COUNT: "of what is known; silence moves it, so compare it only where as many answered",
}


def _marks(table: pd.DataFrame) -> pd.Series[str]:
    """The mark of each value that rests on a part of what could be observed."""
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

    marks = table["measure"].map(
        {name: RATE if MEASURES[name].rate else COUNT for name in MEASURES}
    )
    partial = table["status"].str.startswith("partial")
    return marks.where(partial, "").astype("str")


def _wide(table: pd.DataFrame, index: str, columns: str, values: str) -> pd.DataFrame:
    """One measure a row or column, in the order of the table."""
    wide = table.pivot(index=index, columns=columns, values=values)
    wide = wide.loc[table[index].unique(), table[columns].unique()]
    return wide.rename_axis(columns=None).rename_axis(None)


def _print_coverage(rows: pd.DataFrame, networks: Sequence[Network]) -> None:
    """Say what the marks mean, and how much of each wave was observed."""
    for mark, meaning in LEGEND.items():
        if (rows["mark"] == mark).any():
            click.echo(f"{mark} {meaning}")
    for network in networks:
        seen, wave = network.observation, printable(network.wave, 200)
        if not seen.asked:
            click.echo(f"Wave {wave}: not asked")
        elif seen.coverage < 1:
            outside = network.n_known_outside
            beside = f", {counted(outside, 'known tie')} outside the rates" if outside else ""
            click.echo(
                f"Wave {wave}: {seen.answered.sum()} of {counted(network.n, 'actor')} answered; "
                f"{seen.coverage:.0%} of the cells were observed{beside}"
            )


@main.command()
@options.output_options
def measures(*, as_json: bool, as_csv: bool) -> None:
    """List the measures, with their definitions and sources."""
    from relnet.measures import list_measures  # noqa: PLC0415 - loads scipy

    table = list_measures()
    if as_csv:
        show.as_csv(table)
    elif as_json:
        show.as_json("relnet.measures/1", rows=show.records(table))
    else:
        for row in table.itertuples(index=False):
            directed = "directed only; " if row.directed else ""
            click.echo(f"{row.measure} ({row.level}; {directed}{row.source})\n    {row.definition}")
