"""What a change is made up of, for people and programs."""

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

MEASURES = ("density", "mean_degree")
"""What is taken apart."""


def decomposition(change: Change, panel: Panel) -> pd.DataFrame:
    """Return the terms of each measure, one below the other: ``measure, term``, and so on."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.change import decompose  # noqa: PLC0415 - loads scipy
    from relnet.panel import subset  # noqa: PLC0415 - loads scipy

    events = None
    if panel.events is not None:
        events = subset(panel, waves=[change.before.wave, change.after.wave]).events
    parts = []
    for measure in MEASURES:
        table = decompose(change, measure, events=events)
        table.insert(0, "measure", measure)
        table.attrs = {}
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def print_decomposition(changes: Sequence[Change], panel: Panel, words: Wording) -> None:
    """Print the terms, a table for each measure of each change."""
    for change in changes:
        waves = f"{change.before.wave} → {change.after.wave}"
        click.echo(printable(f"{change.before.relation}, {waves}", 400))
        for measure, part in decomposition(change, panel).groupby("measure", sort=False):
            click.echo(words(f"decomposition.{measure}"))
            terms = [words(f"decomposition.term.{name}") for name in part["term"]]
            shown = part.drop(columns=["measure", "term"]).set_axis(terms, axis=0)
            show.as_table(shown, words)
            if shown["contribution"].isna().any():
                click.echo(words("decomposition.undefined"))
        click.echo()
    click.echo(words("decomposition.about"))
