"""What `relnet compare --test` says: an interval and a test beside each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import click

from relnet.cli import show
from relnet.errors import UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.inference import Estimates
    from relnet.panel import Panel
    from relnet.wording import Wording

Assessed: TypeAlias = "Estimates | UsageError"
"""What is found of one change, or why nothing can be said of it."""

SHOWN = ("name", "before", "after", "estimate", "low", "high", "p_adjusted", "evidence")
"""Columns that are printed."""


def assessed(
    panel: Panel,
    changes: Iterable[Change],
    measures: Sequence[str],
    by: Sequence[str] | None,
    **draws: int,
) -> list[Assessed]:
    """Return for each change what is found, or why that is refused."""
    from relnet.inference import assess  # noqa: PLC0415 - loads scipy

    found: list[Assessed] = []
    with show.watching(panel):
        for change in changes:
            try:
                found.append(assess(change, measures, by=by, **draws))
            except UsageError as error:
                found.append(error)
    if all(isinstance(one, UsageError) for one in found):
        raise found[0]  # type: ignore[misc]
    return found


def say(changes: Sequence[Change], found: Sequence[Assessed], words: Wording) -> None:
    """Print the figures of each change, a sentence for each, and the method."""
    from relnet.inference.words import sentence  # noqa: PLC0415 - loads numpy

    for change, one in zip(changes, found, strict=True):
        waves = f"{change.before.wave} → {change.after.wave}"
        what = {"relation": printable(change.before.relation, 200), "waves": printable(waves, 200)}
        click.echo("\n" + words("cli.test.title", **what))
        if isinstance(one, UsageError):
            click.echo(one.describe(words))
            continue
        show.as_table(_table(one, words), words)
        for row in one:
            click.echo(f"- {printable(sentence(row, words, subject=False), 500)}")
    told = next(one for one in found if not isinstance(one, UsageError)).rows[0]
    click.echo("\n" + words("cli.test.method", n=told.replicates, seed=str(told.seed)))
    click.echo(words("cli.test.null"))


def _table(estimates: Estimates, words: Wording) -> pd.DataFrame:
    table = estimates.to_frame()[list(SHOWN)]
    names = [words.name("measure", name) for name in table["name"]]
    return table.assign(name=names).rename(columns={"name": "measure"})


def table(changes: Sequence[Change], found: Sequence[Assessed]) -> pd.DataFrame:
    """Return one table of all that is found."""
    import pandas as pd  # noqa: PLC0415 - heavy

    parts = []
    for change, one in zip(changes, found, strict=True):
        if isinstance(one, UsageError):
            continue
        part = one.to_frame().drop(columns=["about", "subject"])
        first = (change.before.relation, change.before.wave, change.after.wave)
        for k, (name, value) in enumerate(
            zip(("relation", "before_wave", "after_wave"), first, strict=True)
        ):
            part.insert(k, name, value)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def record(found: Assessed, words: Wording) -> dict[str, Any]:
    """Return what is found of one change as plain data."""
    if isinstance(found, UsageError):
        return {"assessment": None, "refused": found.describe(words)}
    rows = show.records(found.to_frame())
    sentences = found.sentences(words.language)
    return {
        "assessment": [row | {"sentence": text} for row, text in zip(rows, sentences, strict=True)],
        "refused": None,
    }
