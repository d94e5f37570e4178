"""Bounds as tables and sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.cli import show
from relnet.cli.measured import as_text, decimals
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.panel import Network, Panel
    from relnet.wording import Wording

KINDS = ("sharp", "outer", "simulated")
STAYERS = "stayers"
VALUES = ("observed", "low", "high")


def print_waves(table: pd.DataFrame, panel: Panel, words: Wording) -> None:
    """Print the bounds of each wave, and what they leave open about the change since the last.

    Parameters
    ----------
    table
        What `relnet.bounds` returns of a panel.
    panel
        The panel.
    words
        The language.
    """
    table = table[~table["status"].str.startswith("not applicable")]
    for relation in table["relation"].unique():
        networks = [net for net in panel if net.relation == relation]
        if networks:
            show.relation(panel, relation, words)
        else:
            click.echo(words("cli.together", relations=printable(relation, 300)))
        rows, before = table[table["relation"] == relation], None
        for wave in rows["wave"].unique():
            here = rows[rows["wave"] == wave]
            click.echo("\n" + words("cli.wave", wave=printable(wave, 200)))
            _print_silence([net for net in networks if net.wave == wave], words)
            _print_table(here.rename(columns={"value": "observed"}), VALUES, words)
            first = here[here["actor"].isna() & here["kind"].isin(KINDS[:2])].head(1)
            if len(first):
                click.echo(_told(first.iloc[0], before, words))
                before = first.iloc[0]
        click.echo()
    _print_kinds(table, words)


def _print_silence(networks: Sequence[Network], words: Wording) -> None:
    """Say how much is not known of a wave."""
    for network in networks:
        seen, halves = network.observation, 1 if network.directed else 2
        if not seen.asked:
            click.echo(words("cli.not_asked", wave=printable(network.wave, 200)))
            continue
        unknown, possible = len(seen.unknown) // halves, len(seen.possible) // halves
        told = {"answered": int(seen.answered.sum()), "actors": network.n, "possible": possible}
        click.echo(words("cli.bounds.unknown", n=unknown, **told))


def _told(row: pd.Series, before: pd.Series | None, words: Wording) -> str:
    """The bounds in a sentence, and what they say of the change since the wave before."""
    places = decimals(row["measure"], [row["low"], row["high"]])
    ends = {end: as_text(row[end], places, words) for end in ("low", "high")}
    name = words.name("measure", row["measure"])
    same = row["low"] == row["high"]
    key = "cli.bounds.known" if same else "cli.bounds.between"
    told = words(key, measure=name[:1].upper() + name[1:], **ends)
    if before is None or before["measure"] != row["measure"]:
        return told
    if same and before["low"] == before["high"]:
        return told
    sign = "either"
    if row["low"] > before["high"]:
        sign = "rose"
    elif row["high"] < before["low"]:
        sign = "fell"
    since = printable(before["wave"], 200)
    return f"{told} {words(f'cli.bounds.{sign}', wave=since)}"


def print_changes(table: pd.DataFrame, panel: Panel, words: Wording) -> None:
    """Print the bounds of each change.

    Parameters
    ----------
    table
        What `relnet.bounds` returns of changes, one after the other.
    panel
        The panel.
    words
        The language.
    """
    table = table[~table["status"].str.contains("not applicable")]
    names = {"before": "value_before", "after": "value_after"}
    for relation in table["relation"].unique():
        show.relation(panel, relation, words)
        rows = table[table["relation"] == relation].rename(columns=names)
        for (old, new), part in rows.groupby(["before_wave", "after_wave"], sort=False):
            click.echo("\n" + printable(f"{old} → {new}", 200))
            each = part[part["reading"] != STAYERS]
            if len(each):
                columns = ("value_before", "value_after", "change", "low", "high")
                _print_table(each, columns, words, flip=True)
            between = part[part["reading"] == STAYERS]
            if len(between):
                click.echo(words("cli.bounds.stayers"))
                shown = between.rename(columns={"change": "observed"})
                _print_table(shown, VALUES, words)
        click.echo()
    _print_kinds(table, words)


def _print_table(
    rows: pd.DataFrame, columns: Sequence[str], words: Wording, *, flip: bool = False
) -> None:
    """One row for each value: what was observed, and between what it lies."""
    import pandas as pd  # noqa: PLC0415 - heavy

    numbers = rows[list(columns)].itertuples(index=False, name=None)
    places = [decimals(name, each) for name, each in zip(rows["measure"], numbers, strict=True)]
    shown = pd.DataFrame(
        {
            column: [
                as_text(value, each, words)
                for value, each in zip(rows[column], places, strict=True)
            ]
            for column in columns
        },
        index=_labels(rows, words),
    )
    shown["bound"] = [_kind(kind, words) for kind in rows["kind"]]
    if flip:
        shown["could_flip"] = rows["could_flip"].astype("boolean").array
    show.as_table(shown, words)


def _kind(kind: object, words: Wording) -> str:
    return words(f"bounds.{kind}") if kind in KINDS else "–"


def _labels(rows: pd.DataFrame, words: Wording) -> list[str]:
    """What each row is of: a measure, and of whom."""
    whom = [column for column in ("group", "partner_group", "actor") if column in rows]
    labels = []
    for _, row in rows.iterrows():
        kind = "column" if row.get("reading") == STAYERS else "measure"
        parts = [str(row[column]) for column in whom if isinstance(row[column], str)]
        name = words.name(kind, row["measure"])
        labels.append(f"{name} ({' → '.join(parts)})" if parts else name)
    return labels


def _print_kinds(table: pd.DataFrame, words: Wording) -> None:
    """Say what the bounds are worth."""
    for kind in KINDS:
        if (table["kind"] == kind).any():
            click.echo(f"{words(f'bounds.{kind}')}: {words(f'bounds.{kind}.means')}")


NEEDED = ("rank", "actor", "guaranteed", "best", "width_after_worst", "width_after_best")


def print_needed(table: pd.DataFrame, panel: Panel, measure: str, words: Wording) -> None:
    """Print whom to ask first, relation by relation.

    Parameters
    ----------
    table
        What `relnet.response_needed` returns.
    panel
        The panel of one wave.
    measure
        The measure whose bounds are narrowed.
    words
        The language.
    """
    name = words.name("measure", measure)
    for network in panel:
        show.relation(panel, network.relation, words)
        rows = table[table["relation"] == network.relation]
        wave = printable(network.wave, 200)
        if not network.observation.asked:
            click.echo(words("cli.not_asked", wave=wave) + "\n")
            continue
        if rows.empty:
            click.echo(words("cli.needed.none", wave=wave) + "\n")
            continue
        first = rows.iloc[0]
        width = float(first["guaranteed"] + first["width_after_worst"])
        places = decimals(measure, [width])
        told = {"wave": wave, "measure": name, "width": as_text(width, places, words)}
        click.echo(words("cli.needed.now", **told))
        shown = rows[list(NEEDED)].reset_index(drop=True)
        for column in NEEDED[2:]:
            shown[column] = [as_text(value, places, words) for value in shown[column]]
        show.as_table(shown.set_index("rank").rename_axis(None).rename(index=str), words)
        if (rows["status"] == "assumed").any():
            click.echo(words("cli.needed.assumed"))
        click.echo()
    if len(table):
        click.echo(words("cli.needed.legend"))
