"""Comparisons as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.cli import show
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.panel import Panel
    from relnet.wording import Wording

COUNTED = ("n01", "n10", "n11", "n00", "unobserved", "jaccard", "formation", "dissolution")
"""Figures of the tie-change table that are printed."""


def print_counts(
    table: pd.DataFrame, panel: Panel, changes: Sequence[Change], words: Wording
) -> None:
    """Print the tie-change tables, relation by relation, and what could not be compared.

    Parameters
    ----------
    table
        A row for each change and reading, and each statistic where any are drawn.
    panel, changes
        What was compared.
    words
        The language.
    """
    filled = changes[0].treatment not in {"observed", "complete"}
    drawn = "statistic" in table
    waves = table["before"] + " → " + table["after"]
    each = len(table) // len(changes)
    answered = [_answered(change, words) for change in changes for _ in range(each)]
    counts = table[["n00", "n01", "n10", "n11"]].round()  # means over completions are not whole
    table = table.assign(waves=waves, answered_each=answered, **counts)
    for relation in panel.relations:
        show.relation(panel, relation, words)
        own = table[table["relation"] == relation]
        for reading, part in own.groupby("reading", sort=False):
            moved = (part["joiners"] + part["leavers"]).any()
            if reading == "stayers":
                click.echo(words("cli.reading.filled" if filled else "cli.reading.stayers"))
            elif moved:
                click.echo(words("cli.reading.all"))
            else:
                continue
            _print_steps(part, words)
        click.echo()
    if drawn:
        click.echo(words("cli.treated.rounded"))
    _print_silence(changes, words)


def _print_steps(rows: pd.DataFrame, words: Wording) -> None:
    """A column for each two waves; where any are drawn a table for each, a column a statistic."""
    if "statistic" not in rows:
        show.as_table(_figures(rows, rows["waves"].tolist()), words, by_row=True)
        return
    for waves, part in rows.groupby("waves", sort=False):
        click.echo("\n" + words("cli.group", group=printable(str(waves), 200)))
        told = [words.name("value", name) for name in part["statistic"]]
        show.as_table(_figures(part, told), words, by_row=True)


def _figures(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The figures below each other, a column under each of these names."""
    shown = rows[["answered_each", "stayers", "joiners", "leavers", *COUNTED]].T
    return shown.set_axis(names, axis=1)


def _answered(change: Change, words: Wording) -> str:
    """How many answered in each wave, of how many."""
    sides = (change.before, change.after)
    return " → ".join(
        f"{net.observation.answered.sum()}/{net.n}"
        if net.observation.asked
        else words("cli.unasked")
        for net in sides
    )


def _print_silence(changes: Sequence[Change], words: Wording) -> None:
    """Say what could not be compared, and where to see what it could change."""
    for change in changes:
        unseen = int((change.ties["status"] == "unobserved").sum())
        if unseen:
            waves = printable(f"{change.before.wave} → {change.after.wave}", 200)
            relation = printable(change.before.relation, 200)
            click.echo(words("cli.not_compared", relation=relation, waves=waves, n=unseen))
    if any(change.counts["unobserved"].any() for change in changes):
        click.echo(words("cli.silence.change"))


def counts_of(change: Change) -> pd.DataFrame:
    """Return the tie-change table, and what the completions say together where any are drawn."""
    import pandas as pd  # noqa: PLC0415 - heavy

    table, who = change.counts.reset_index(), sizes(change)
    first = ["reading"]
    if change.treatment == "impute":
        table = pd.concat([table.assign(statistic="observed"), change.imputed], ignore_index=True)
        first.append("statistic")
    rest = table.columns.drop(first)
    whole: pd.DataFrame = table.assign(**who)[[*first, *who, *rest]]
    return whole


def sizes(change: Change) -> dict[str, int]:
    """Return how many stayed, joined and left."""
    status = change.composition["status"].value_counts()
    return {f"{what}s": int(status.get(what, 0)) for what in ("stayer", "joiner", "leaver")}
