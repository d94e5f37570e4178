"""Measures as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.cli import show
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.panel import Network, Panel
    from relnet.wording import Wording

RATE, COUNT = "*", "?"
LEGEND = {RATE: "cli.mark.rate", COUNT: "cli.mark.count"}


def print_measures(table: pd.DataFrame, panel: Panel, words: Wording, *, actors: bool) -> None:
    """Print the measures, relation by relation, coarse before fine.

    Parameters
    ----------
    table
        What `relnet.measure` returns.
    panel
        What was measured.
    words
        The language.
    actors
        Whether to print those of single actors.
    """
    table = table.assign(mark=_marks(table))
    table = table[~table["status"].str.startswith("not applicable")]
    for relation in table["relation"].unique():
        networks = [net for net in panel if net.relation == relation]
        if networks:
            show.relation(panel, relation, words)
        else:
            click.echo(words("cli.together", relations=printable(relation, 300)))
        rows = table[table["relation"] == relation]
        _print_kinds(rows, words, actors=actors)
        _print_legend(rows, words)
        _print_coverage(rows, networks, words)
        click.echo()
    if not actors:
        click.echo(words("cli.actor_measures"))


def _print_kinds(rows: pd.DataFrame, words: Wording, *, actors: bool) -> None:
    """The rows of a relation: of the network, its groups, pairs of groups, actors."""
    grouped = rows["group"].notna() if "group" in rows else rows["actor"].isna() & False
    single = rows["actor"].notna()
    whole = rows[~single & ~grouped]
    if len(whole):
        _print_whole(whole, words)
    for wave in rows["wave"].unique():
        here = rows["wave"] == wave
        groups = rows[here & grouped & ~single]
        if len(groups):
            _print_groups(groups, str(wave), words)
        if actors and (here & single).any():
            parts = rows[here & single]
            _print_actors(parts, str(wave), words)


def _print_whole(rows: pd.DataFrame, words: Wording) -> None:
    _print_table(rows, "measure", "wave", words, by_row=True)
    if "spread" in rows:
        click.echo(words("cli.spread", n=int(rows["completions"].max())))
        values = _wide(rows, "measure", "wave", "spread")
        show.as_table(values.set_axis(_labels(values, words)), words, by_row=True)


def _print_groups(rows: pd.DataFrame, wave: str, words: Wording) -> None:
    pairs = rows["partner_group"].notna()
    if (~pairs).any():
        click.echo("\n" + words("cli.wave", wave=printable(wave, 200)))
        _print_table(rows[~pairs], "group", "measure", words)
    for measure, part in rows[pairs].groupby("measure", sort=False):
        label = _label(str(measure), words)
        click.echo("\n" + words("cli.wave_measure", wave=printable(wave, 200), measure=label))
        _print_table(part, "group", "partner_group", words)


def _print_actors(rows: pd.DataFrame, wave: str, words: Wording) -> None:
    click.echo("\n" + words("cli.wave", wave=printable(wave, 200)))
    if "group" not in rows or rows["group"].isna().all():
        _print_table(rows, "actor", "measure", words)
        return
    for group, part in rows.groupby("group", sort=False):
        click.echo(words("cli.group", group=printable(str(group), 200)))
        _print_table(part, "actor", "measure", words)


def _print_table(
    rows: pd.DataFrame, index: str, columns: str, words: Wording, *, by_row: bool = False
) -> None:
    values, marks = (_wide(rows, index, columns, what) for what in ("value", "mark"))
    if index == "measure":
        values, marks = (wide.set_axis(_labels(values, words)) for wide in (values, marks))
    if columns == "measure":
        named = [words.name("measure", str(name)) for name in values.columns]
        values, marks = (wide.set_axis(named, axis=1) for wide in (values, marks))
    show.as_table(values, words, by_row=by_row, marks=marks)


def _labels(values: pd.DataFrame, words: Wording) -> list[str]:
    return [_label(str(name), words) for name in values.index]


def _label(name: str, words: Wording) -> str:
    """What a measure is called, and the name by which it is asked for."""
    called = words.name("measure", name)
    return name if called == name.replace("_", " ") else f"{called} ({name})"


def _marks(table: pd.DataFrame) -> pd.Series[str]:
    """The mark of each value that rests on a part of what could be observed."""
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

    rates = {name: RATE if MEASURES[name].rate else COUNT for name in table["measure"].unique()}
    partial = table["status"].str.startswith("partial")
    return table["measure"].map(rates).where(partial, "").astype("str")


def _wide(table: pd.DataFrame, index: str, columns: str, values: str) -> pd.DataFrame:
    """One measure a row or column, in the order of the table."""
    wide = table.pivot(index=index, columns=columns, values=values)
    wide = wide.loc[table[index].unique(), table[columns].unique()]
    return wide.rename_axis(columns=None).rename_axis(None)


def _print_legend(rows: pd.DataFrame, words: Wording) -> None:
    """Say what the marks mean."""
    for mark, meaning in LEGEND.items():
        if (rows["mark"] == mark).any():
            click.echo(f"{mark} {words(meaning)}")


def _print_coverage(rows: pd.DataFrame, networks: Sequence[Network], words: Wording) -> None:
    """Say how much of each wave was observed, and what a treatment made of the rest."""
    plan = rows["treatment"].iloc[0]
    for network in networks:
        seen, wave = network.observation, printable(network.wave, 200)
        told = {"wave": wave, "answered": int(seen.answered.sum()), "n": network.n}
        if not seen.asked:
            click.echo(words("cli.not_asked", wave=wave))
        elif plan == "complete":
            click.echo(words("cli.answered_only", **told))
        elif "filled" in rows:
            share = words.share(rows.loc[rows["wave"] == network.wave, "filled"].max())
            click.echo(words("cli.filled", share=share, **told))
        elif seen.coverage < 1:
            line = words("cli.coverage", share=words.share(seen.coverage), **told)
            outside = network.n_known_outside
            click.echo(f"{line} {words('cli.outside', n=outside)}" if outside else line)
