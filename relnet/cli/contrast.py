"""`relnet contrast`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, show
from relnet.cli.group import main
from relnet.errors import UsageError, printable, quoted
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.change import Contrast
    from relnet.panel import Panel
    from relnet.wording import Wording

COUNTED = ("both", "only_first", "only_second", "neither", "unobserved", "jaccard", "agreement")
"""Columns of the counts that are printed."""


@main.command(help="help.contrast")
@options.survey_options
@options.rule_options
@options.option(
    "--show",
    "what",
    type=click.Choice(["counts", "ties"]),
    default="counts",
    show_default=True,
    help="help.contrast.show",
)
@options.output_options
def contrast(*, what: str, words: Wording, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Set what two layers of respondents say of each wave side by side."""
    from relnet.change import contrast as contrast_networks  # noqa: PLC0415 - loads scipy

    survey = options.read(given)
    layers = given["layers"] or _layers(survey.respondents)
    if len(layers) != 2:
        raise UsageError(Phrase("usage.cli.two_layers", layers=", ".join(map(quoted, layers))))
    first, second = (options.build(survey, given | {"layers": [layer]}) for layer in layers)
    show.notes(survey, words)
    pairs = list(zip(first, second, strict=True))
    contrasts = [contrast_networks(*pair) for pair in pairs]
    table = _table(contrasts, what)
    if as_json:
        show.as_json("relnet.contrast/1", layers=layers, rows=show.records(table))
    elif as_csv:
        show.as_csv(table)
    else:
        _print(table, first, layers, what, words)


def _layers(people: pd.DataFrame) -> list[str]:
    """The layers of a survey, in order of appearance."""
    return [layer for layer in people["layer"].unique() if layer]


def _table(contrasts: Sequence[Contrast], what: str) -> pd.DataFrame:
    """One table of all relations and waves."""
    import pandas as pd  # noqa: PLC0415 - heavy

    parts = []
    for found in contrasts:
        table: pd.DataFrame = getattr(found, what).reset_index(drop=True)
        table.insert(0, "relation", found.first.relation)
        table.insert(1, "wave", found.first.wave)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _print(
    table: pd.DataFrame, panel: Panel, layers: Sequence[str], what: str, words: Wording
) -> None:
    first, second = (printable(layer, 200) for layer in layers)
    click.echo(words("cli.contrast", first=first, second=second))
    for relation in panel.relations:
        click.echo()
        show.relation(panel, relation, words, layers=False)
        own = table[table["relation"] == relation].drop(columns="relation")
        if what == "counts" and own["agreement"].isna().all():
            click.echo(words("cli.contrast.nothing"))
            continue
        show.as_table(own[["wave", *COUNTED]] if what == "counts" else own, words)
