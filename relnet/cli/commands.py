"""The commands."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

import relnet
from relnet.cli import options, show
from relnet.errors import (
    SHOWN_PER_KIND,
    DataError,
    UsageError,
    counted,
    describe_problems,
    printable,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.panel import Network, Panel
    from relnet.survey import Survey

MOST_SHOWN = 1_000
"""How many problems of one kind `check` shows; ``--json`` holds all."""
MOST_NAMES = 40
"""How many names of silent actors stand on one line."""
LARGE = 200_000
"""Cells beyond which a command shows its progress."""


class Commands(click.Group):
    """A group that turns relnet's errors into messages and exit codes, in one place."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the words, so that an error knows whether JSON was asked for."""
        ctx.obj = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no traceback reaches the user unless ``RELNET_DEBUG`` is set."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            if "--json" in ctx.obj:
                show.as_json("relnet.errors/1", errors=show.problem_records(error.problems))
            most = MOST_SHOWN if ctx.invoked_subcommand == "check" else SHOWN_PER_KIND
            click.echo(describe_problems(error.problems, most), err=True)
            count = len(error.problems)
            click.echo(counted(count, "error"), err=True)
            ctx.exit(1)
        except UsageError as error:
            raise click.UsageError(str(error)) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("RELNET_DEBUG"):
                raise
            click.echo(f"internal error ({type(error).__name__}): {error}\n"
                       "Set RELNET_DEBUG=1 to see where, and please report it.", err=True)  # fmt: skip
            ctx.exit(3)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(relnet.__version__, prog_name="relnet")
def main() -> None:
    """Turn repeated surveys of who works with whom into evidence of change.

    SOURCE is one or several files: lists of reports, edge lists or matrices, as CSV or
    Excel. Exit code 0: fine; 1: the data are not as they should be (all problems are
    listed); 2: the command is not as it should be; 3: an error of relnet itself.
    """


@main.command()
@options.survey_options
@options.rule_options
@options.output_options
def check(*, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Read everything and report who answered, what was assumed and what is wrong."""
    from relnet.survey import response  # noqa: PLC0415 - loads pandas

    survey = options.read(given)
    options.build(survey, given)  # so that what check accepts, measure and compare do too
    table = response(survey)
    if as_csv:
        show.as_csv(table)
        click.echo(describe_problems(survey.problems, MOST_SHOWN), err=True)
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
        _print_check(survey, table)


def _silent(survey: Survey, wave: str) -> list[str]:
    roster = survey.roster
    return list(roster.loc[(roster["wave"] == wave) & ~roster["answered"], "actor"])


def _answers(survey: Survey) -> pd.DataFrame:
    """How often each answer was given on each relation."""
    reports = survey.reports[survey.reports["partner"].notna()]
    counts = reports.groupby(["relation", "value"], observed=True, dropna=False).size()
    return counts.rename("count").reset_index().rename(columns={"value": "answer"})


def _print_check(survey: Survey, table: pd.DataFrame) -> None:
    show.as_table(survey.files)
    click.echo("\nAnswers found:")
    show.as_table(_answers(survey))
    click.echo()
    click.echo(f"Who answered, by {survey.answered_by}:")
    show.as_table(table)
    for wave in survey.waves:
        silent = _silent(survey, wave)
        if silent:
            click.echo(f"Wave {printable(str(wave), 200)}: {len(silent)} did not answer; their ties are "
                       f"unknown, not absent: {shortened(silent, MOST_NAMES)}")  # fmt: skip
    if survey.problems:
        click.echo(
            f"\n{counted(len(survey.problems), 'remark')}:\n{describe_problems(survey.problems, MOST_SHOWN)}"
        )
    click.echo("\nNo errors.")


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
    tables = [compute(network, *wanted) for network in _progress(panel, panel)]
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
        click.echo(f"{printable(relation, 200)}: {_rule(panel, relation)}")
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


def _rule(panel: Panel, relation: str) -> str:
    network = next(net for net in panel if net.relation == relation)
    return f"{'directed' if network.directed else 'undirected'}; {network.rule}"


def _progress(panel: Panel, items: Iterable[Any]) -> Iterable[Any]:
    """Yield the items, under a progress bar if they are large and someone is looking."""
    work = list(items)
    size = sum(network.n**2 for network in panel)
    hidden = size < LARGE or not sys.stderr.isatty()
    with click.progressbar(work, file=sys.stderr, hidden=hidden) as bar:
        yield from bar


@main.command()
@options.survey_options
@options.rule_options
@click.option("--from", "start", metavar="WAVE", help="Compare from this wave (the first one) …")
@click.option(
    "--to",
    "end",
    metavar="WAVE",
    help="… to this one (the last); without both, each wave with the next.",
)
@click.option(
    "--show",
    "what",
    type=click.Choice(["counts", "ties", "actors", "composition"]),
    default="counts",
    show_default=True,
    help="Which table to print.",
)
@options.output_options
def compare(
    *, start: str | None, end: str | None, what: str, as_json: bool, as_csv: bool, **given: Any
) -> None:
    """Compare waves: who came and went, which ties were formed, dissolved, persisted."""
    from relnet.change import compare as compare_networks  # noqa: PLC0415 - loads scipy

    survey = options.read(given)
    panel = options.build(survey, given)
    show.notes(survey)
    pairs = _pairs(panel, start, end)
    changes = [compare_networks(*pair) for pair in _progress(panel, pairs)]
    if as_json:
        show.as_json("relnet.compare/1", comparisons=[_comparison(c, what) for c in changes])
        return
    table = _changes(changes, what)
    if as_csv:
        show.as_csv(table)
    elif what != "counts":
        show.as_table(table)
    else:
        _print_counts(table, panel, changes)


def _pairs(panel: Panel, start: str | None, end: str | None) -> list[tuple[Network, Network]]:
    waves = panel.waves
    if len(waves) < 2:
        raise UsageError(f"one wave only ({', '.join(waves)}): there is nothing to compare it with")
    steps = list(pairwise(waves))
    if start is not None or end is not None:
        steps = [(start or waves[0], end or waves[-1])]
    if steps[0][0] == steps[0][1]:
        raise UsageError(f"cannot compare wave {steps[0][0]!r} with itself")
    return [
        (panel[old, relation], panel[new, relation])  # type: ignore[misc]
        for relation in panel.relations
        for old, new in steps
    ]


def _changes(changes: Sequence[Change], what: str) -> pd.DataFrame:
    """One table of all comparisons."""
    import pandas as pd  # noqa: PLC0415 - heavy

    parts = []
    for change in changes:
        table: pd.DataFrame = getattr(change, what)
        table = table.reset_index() if what == "counts" else table
        if what == "counts":
            sizes = _sizes(change)
            table = table.assign(**sizes)[["reading", *sizes, *table.columns.drop("reading")]]
        table.insert(0, "relation", change.before.relation)
        table.insert(1, "before_wave" if what != "counts" else "before", change.before.wave)
        table.insert(2, "after_wave" if what != "counts" else "after", change.after.wave)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _sizes(change: Change) -> dict[str, int]:
    status = change.composition["status"].value_counts()
    return {f"{what}s": int(status.get(what, 0)) for what in ("stayer", "joiner", "leaver")}


def _comparison(change: Change, what: str) -> dict[str, Any]:
    """One comparison as plain data."""
    counts = change.counts.to_dict("index")
    stayers, zero = counts["stayers"], counts["absent as zero"]
    before, after, composition = change.before, change.after, change.composition
    entry: dict[str, Any] = {
        "relation": before.relation,
        "before": before.wave,
        "after": after.wave,
        "directed": before.directed,
        "asked": before.observation.asked and after.observation.asked,
        "composition": _sizes(change),
        "joiners": list(composition.loc[composition["status"] == "joiner", "actor"]),
        "leavers": list(composition.loc[composition["status"] == "leaver", "actor"]),
        "answered": {
            side: {"eligible": net.n, "answered": int(net.observation.answered.sum())}
            for side, net in (("before", before), ("after", after))
        },
        **_nested(stayers),
        "absent_as_zero": _nested(zero),
        "man": change.man.to_dict("split") if before.directed else None,
        "rule": before.rule.as_dict(),
        "roster_assumed": before.roster_assumed,
    }
    if what != "counts":
        entry[what] = show.records(getattr(change, what))
    return entry


def _nested(counts: dict[Hashable, Any]) -> dict[str, Any]:
    """The counts of ties by themselves, the rates beside them."""
    names = ("n00", "n01", "n10", "n11", "unobserved", "impossible")
    rates = {str(name): value for name, value in counts.items() if name not in names}
    return {"ties": {name: counts[name] for name in names}, **rates}


def _print_counts(table: pd.DataFrame, panel: Panel, changes: Sequence[Change]) -> None:
    wording = {"n01": "formed", "n10": "dissolved", "n11": "persisted", "n00": "no tie in either",
               "unobserved": "not compared", "jaccard": "Jaccard"}  # fmt: skip
    columns = [
        "waves",
        "answered",
        "stayers",
        "joiners",
        "leavers",
        *wording,
        "formation",
        "dissolution",
    ]
    waves = table["before"] + " → " + table["after"]
    table = table.assign(waves=waves, answered=[_answered(c) for c in changes for _ in range(2)])
    for relation in panel.relations:
        click.echo(f"{printable(relation, 200)}: {_rule(panel, relation)}")
        own = table[table["relation"] == relation]
        for reading, part in own.groupby("reading", sort=False):
            moved = (part["joiners"] + part["leavers"]).any()
            if reading == "stayers":
                click.echo("Among stayers, over what was observed in both waves:")
            elif moved:
                click.echo("All actors, absent ones as having no ties:")
            else:
                continue
            show.as_table(part[columns].rename(columns=wording))
        click.echo()
    _print_silence(changes)


def _answered(change: Change) -> str:
    """How many answered in each wave, of how many."""
    sides = (change.before, change.after)
    return " → ".join(
        f"{net.observation.answered.sum()}/{net.n}" if net.observation.asked else "not asked"
        for net in sides
    )


def _print_silence(changes: Sequence[Change]) -> None:
    for change in changes:
        unseen = (change.ties["status"] == "unobserved").sum()
        if unseen:
            waves = printable(f"{change.before.wave} → {change.after.wave}", 200)
            click.echo(
                f"{printable(change.before.relation, 200)}, {waves}: {counted(unseen, 'known tie')} could "
                "not be compared, as one of the waves was not observed there"
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
