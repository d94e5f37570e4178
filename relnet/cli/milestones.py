"""What happened in the region between two waves, beside what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from relnet.panel import Panel
    from relnet.wording import Wording


def say(panel: Panel, steps: Iterable[tuple[str, str]], words: Wording) -> None:
    """Print the milestones between each two waves, and those of which the place is not known."""
    for before, after in steps:
        told = _between(panel, before, after)
        if len(told):
            waves = printable(f"{before} → {after}", 200)
            click.echo(words("cli.milestones", waves=waves, n=len(told)))
            _list(told, words)
    unknown = _unplaced(panel)
    if len(unknown):
        click.echo(words("cli.milestones.unknown", n=len(unknown)))
        _list(unknown, words)


def record(panel: Panel, before: str, after: str) -> dict[str, Any]:
    """Return the milestones between two waves, and those of which that is not known, as plain data."""
    tables = {
        "milestones": _between(panel, before, after),
        "milestones_unplaced": _unplaced(panel),
    }
    return {name: _rows(table) for name, table in tables.items()}


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    rows = zip(table["date"], table["title"], table["title_nl"], table["title_en"], strict=True)
    return [
        {"date": f"{day:%Y-%m-%d}", "title": title, "title_nl": dutch, "title_en": english}
        for day, title, dutch, english in rows
    ]


def _between(panel: Panel, before: str, after: str) -> pd.DataFrame:
    from relnet.survey import between_waves  # noqa: PLC0415 - loads pandas

    return panel.milestones[between_waves(panel.milestones, panel.waves, before, after)]


def _unplaced(panel: Panel) -> pd.DataFrame:
    return panel.milestones[panel.milestones["follows"].isna()]


def _list(table: pd.DataFrame, words: Wording) -> None:
    from relnet.survey import titles_in  # noqa: PLC0415 - loads pandas

    for day, title in zip(table["date"], titles_in(table, words.language), strict=True):
        click.echo(f"  {day:%Y-%m-%d}  {printable(title, 300)}")
