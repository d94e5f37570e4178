"""Measures as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.cli import show
from relnet.cli.texts import print_texts
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from relnet.panel import Network, Panel
    from relnet.wording import Wording

RATE, COUNT = "*", "?"
LEGEND = {RATE: "cli.mark.rate", COUNT: "cli.mark.count"}
OF_UNION = "transitivity_undirected"
"""What a summary leaves out where ties are undirected: `transitivity` says it there."""


def print_measures(table: pd.DataFrame, panel: Panel, words: Wording, *, named: bool) -> None:
    """Print the measures, relation by relation, coarse before fine.

    Parameters
    ----------
    table
        What `relnet.measure` returns.
    panel
        What was measured.
    words
        The language.
    named
        Whether measures were asked for by name; without, those of single actors are left out.
    """
    table = table.assign(mark=_marks(table))
    table = table.assign(shown=_shown(table, words))
    for relation in table["relation"].unique():
        networks = [net for net in panel if net.relation == relation]
        if networks:
            show.relation(panel, relation, words)
        else:
            click.echo(words("cli.together", relations=printable(relation, 300)))
        rows = table[table["relation"] == relation]
        applies = ~rows["status"].str.startswith("not applicable")
        if named:
            _print_not_applicable(rows.loc[~applies, "measure"], words)
        elif networks and not networks[0].directed:
            applies &= rows["measure"] != OF_UNION
        _print_kinds(rows[applies], words, actors=named)
        _print_legend(rows[applies], words)
        _print_coverage(rows, networks, words)
        click.echo()
    if not named:
        click.echo(words("cli.actor_measures"))
    if (table["mark"] != "").any():
        click.echo(words("cli.silence"))


def _print_not_applicable(names: pd.Series[str], words: Wording) -> None:
    """Say which measures have no meaning where ties are undirected."""
    told = [_label(str(name), words) for name in names.unique()]
    if told:
        click.echo(words("cli.not_applicable", measures="; ".join(told)))


def _print_kinds(rows: pd.DataFrame, words: Wording, *, actors: bool) -> None:
    """The rows of a relation: of the network, its groups, pairs of groups, actors."""
    single, grouped = rows["actor"].notna(), rows["actor"].isna() & False
    pairs = grouped
    if "group" in rows:
        grouped, pairs = rows["group"].notna(), rows["partner_group"].notna()
    _print_whole(rows[~single & ~grouped], words)
    _print_groups(rows[~single & grouped & ~pairs], words)
    for wave in rows["wave"].unique():
        here = rows["wave"] == wave
        _print_pairs(rows[here & pairs], str(wave), words)
        if actors:
            _print_actors(rows[here & single], str(wave), words)


def _print_whole(rows: pd.DataFrame, words: Wording) -> None:
    if rows.empty:
        return
    _print_table(rows, "measure", "wave", words)
    if "spread" in rows:
        click.echo(words("cli.spread", n=int(rows["completions"].max())))
        spread = [as_text(value, 3, words) for value in rows["spread"]]
        _print_table(rows.assign(shown=spread), "measure", "wave", words)


def _print_groups(rows: pd.DataFrame, words: Wording) -> None:
    """Groups below each other for each measure, or measures for each group: the fewer tables."""
    by_measure = rows["measure"].nunique() <= rows["group"].nunique() if len(rows) else True
    apart, index = ("measure", "group") if by_measure else ("group", "measure")
    for name, part in rows.groupby(apart, sort=False) if len(rows) else ():
        head = _label(str(name), words) if by_measure else printable(str(name), 200)
        click.echo("\n" + words("cli.group", group=head))
        _print_table(part, index, "wave", words)


def _print_pairs(rows: pd.DataFrame, wave: str, words: Wording) -> None:
    for measure, part in rows.groupby("measure", sort=False):
        label = _label(str(measure), words)
        click.echo("\n" + words("cli.wave_measure", wave=printable(wave, 200), measure=label))
        _print_table(part, "group", "partner_group", words)


def _print_actors(rows: pd.DataFrame, wave: str, words: Wording) -> None:
    if rows.empty:
        return
    click.echo("\n" + words("cli.wave", wave=printable(wave, 200)))
    if "group" not in rows or rows["group"].isna().all():
        _print_table(rows, "actor", "measure", words)
        return
    for group, part in rows.groupby("group", sort=False):
        click.echo(words("cli.group", group=printable(str(group), 200)))
        _print_table(part, "actor", "measure", words)


def _print_table(rows: pd.DataFrame, index: str, columns: str, words: Wording) -> None:
    """What is shown, one thing a row or column, in the order of the rows."""
    wide = rows.pivot(index=index, columns=columns, values="shown").fillna("–")
    wide = wide.loc[rows[index].unique(), rows[columns].unique()]
    if index == "measure":
        wide.index = [_label(str(name), words) for name in wide.index]
    if columns == "measure":
        wide.columns = [words.name("measure", str(name)) for name in wide.columns]
    print_texts(wide.rename_axis(columns=None).rename_axis(None))


def _label(name: str, words: Wording) -> str:
    """What a measure is called, and the name by which it is asked for."""
    called = words.name("measure", name)
    return name if called == name.replace("_", " ") else f"{called} ({name})"


def _marks(table: pd.DataFrame) -> pd.Series[str]:
    """The mark of each value that rests on a part of what could be observed.

    What a treatment filled in is not as if it had been observed: what rests on a part of both
    has the mark of what silence moves.
    """
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

    rates = {name: RATE if MEASURES[name].rate else COUNT for name in table["measure"].unique()}
    marks = table["measure"].map(rates)
    marks = marks.where(table["treatment"].isin(["observed", "complete"]), COUNT)
    return marks.where(table["status"].str.startswith("partial"), "").astype("str")


def _shown(table: pd.DataFrame, words: Wording) -> list[str]:
    """Each value with its mark: a count is whole, and all else has three decimals."""
    named = table.groupby("measure")["value"]
    places = {name: decimals(str(name), values) for name, values in named}
    blank = " " if (table["mark"] != "").any() else ""
    return [
        as_text(value, places[name], words) + (mark or blank)
        for value, name, mark in zip(table["value"], table["measure"], table["mark"], strict=True)
    ]


def decimals(name: str, values: Iterable[float]) -> int:
    """Return how many decimals values of a measure have: none if it counts, and all are whole."""
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

    counts = MEASURES[name].counts if name in MEASURES else name not in show.SHARES | show.RATIOS
    return 0 if counts and all(value != value or value % 1 == 0 for value in values) else 3  # noqa: PLR0124


def as_text(value: float, places: int, words: Wording) -> str:
    """Return a number with so many decimals; a dash where there is none."""
    return "–" if value != value else words.number(float(value), places)  # noqa: PLR0124 - NaN


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
