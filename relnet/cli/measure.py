"""`relnet measure` and `relnet measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, show, terms
from relnet.cli.group import main
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.panel import Network, Panel
    from relnet.wording import Wording


@main.command(help="help.measure")
@options.survey_options
@options.rule_options
@options.option(
    "--measure",
    "names",
    type=options.CommaList(),
    multiple=True,
    metavar="NAME",
    help="help.measure.measure",
)
@terms.terms_option("help.measure.in_terms_of")
@options.output_options
def measure(
    *, names: Sequence[Sequence[str]], words: Wording, as_json: bool, as_csv: bool, **given: Any
) -> None:
    """Compute measures of each wave."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy
    from relnet.measures import measure as compute  # noqa: PLC0415

    survey = options.read(given)
    panel = terms.expressed(options.build(survey, given), given["terms"], terms.OWN)
    show.notes(survey, words)
    chosen = [name for part in names for name in part]
    whole = [name for name in MEASURES if MEASURES[name].level == "network"]
    wanted = chosen or ([] if as_csv or as_json else whole)
    tables = [compute(network, *wanted) for network in show.progress(panel, panel)]
    table = pd.concat(tables, ignore_index=True)
    if as_csv:
        show.as_csv(table)
        terms.say_of(panel, words, err=True)
    elif as_json:
        rules = {network.relation: network.rule.as_dict() for network in panel}
        lineage = terms.records(panel)
        show.as_json("relnet.measure/1", rules=rules, lineage=lineage, rows=show.records(table))
    else:
        _print_measures(table, panel, words, actors=bool(chosen))
        terms.say_of(panel, words, err=False)


def _print_measures(table: pd.DataFrame, panel: Panel, words: Wording, *, actors: bool) -> None:
    table = table.assign(mark=_marks(table))
    for relation in panel.relations:
        show.relation(panel, relation, words)
        rows = table[table["relation"] == relation]
        applies = ~rows["status"].str.startswith("not applicable")
        whole = rows[rows["actor"].isna() & applies]
        if len(whole):
            values, marks = (_wide(whole, "measure", "wave", what) for what in ("value", "mark"))
            labels = [_label(name, words) for name in values.index]
            values, marks = values.set_axis(labels), marks.set_axis(labels)
            show.as_table(values, words, by_row=True, marks=marks)
        if actors:
            for wave, part in rows[rows["actor"].notna()].groupby("wave", sort=False):
                click.echo("\n" + words("cli.wave", wave=printable(str(wave), 200)))
                values, marks = (
                    _wide(part, "actor", "measure", what) for what in ("value", "mark")
                )
                show.as_table(values, words, marks=marks)
        _print_coverage(rows, [net for net in panel if net.relation == relation], words)
        click.echo()
    if not actors:
        click.echo(words("cli.actor_measures"))


def _label(name: str, words: Wording) -> str:
    """What a measure is called, and the name by which it is asked for."""
    called = words.name("measure", name)
    return name if called == name.replace("_", " ") else f"{called} ({name})"


RATE, COUNT = "*", "?"
LEGEND = {RATE: "cli.mark.rate", COUNT: "cli.mark.count"}


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


def _print_coverage(rows: pd.DataFrame, networks: Sequence[Network], words: Wording) -> None:
    """Say what the marks mean, and how much of each wave was observed."""
    for mark, meaning in LEGEND.items():
        if (rows["mark"] == mark).any():
            click.echo(f"{mark} {words(meaning)}")
    for network in networks:
        seen, wave = network.observation, printable(network.wave, 200)
        if not seen.asked:
            click.echo(words("cli.not_asked", wave=wave))
        elif seen.coverage < 1:
            share, answered = words.share(seen.coverage), int(seen.answered.sum())
            line = words("cli.coverage", wave=wave, answered=answered, n=network.n, share=share)
            outside = network.n_known_outside
            click.echo(f"{line} {words('cli.outside', n=outside)}" if outside else line)


@main.command(help="help.measures")
@options.output_options
def measures(*, words: Wording, as_json: bool, as_csv: bool) -> None:
    """List the measures, with their definitions and sources."""
    from relnet.measures import list_measures  # noqa: PLC0415 - loads scipy

    table = list_measures()
    if as_csv:
        show.as_csv(table)
    elif as_json:
        show.as_json("relnet.measures/1", rows=show.records(table))
    else:
        for row in table.itertuples(index=False):
            directed = f"{words('cli.directed_only')}; " if row.directed else ""
            click.echo(f"{row.measure} ({row.level}; {directed}{row.source})\n    {row.definition}")
