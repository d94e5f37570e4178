"""`relnet sensitivity`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import grouped, options, show
from relnet.cli import names as naming
from relnet.cli.group import main
from relnet.cli.measured import as_text, decimals
from relnet.cli.texts import print_texts
from relnet.errors import UsageError, printable
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.panel import Network, Panel
    from relnet.wording import Wording

SUMMARY = (
    "density", "average_degree", "reciprocity_edgewise", "transitivity_undirected", "components",
    "isolates", "centralisation_total_degree",
)  # fmt: skip
"""What is computed where no measures are named."""
ANY = "any"
"""As a threshold: every answer but 0."""


@main.command(help="help.sensitivity")
@options.survey_options
@options.rule_options
@options.measure_option("help.sensitivity.measure")
@options.option(
    "--treatment", "treatments", type=options.CommaList(), help="help.sensitivity.treatment"
)
@options.option("--dyads", type=options.CommaList(), help="help.sensitivity.dyads")
@options.option("--thresholds", type=options.CommaList(), help="help.sensitivity.thresholds")
@options.option("--by", type=options.CommaList(), help="help.sensitivity.by")
@options.option(
    "--completions",
    type=click.IntRange(1),
    metavar="N",
    default=20,
    show_default=True,
    help="help.sensitivity.completions",
)
@options.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    default=1,
    show_default=True,
    help="help.sensitivity.seed",
)
@options.output_options
def sensitivity(
    *,
    names: Sequence[Sequence[str]],
    treatments: list[str] | None,
    dyads: list[str] | None,
    thresholds: list[str] | None,
    words: Wording,
    as_json: bool,
    as_csv: bool,
    **given: Any,
) -> None:
    """Compute measures under each treatment, tie rule and threshold."""
    from relnet.silence import range_of  # noqa: PLC0415 - loads scipy
    from relnet.silence import sensitivity as compute  # noqa: PLC0415
    from relnet.silence.asked import CHANGES  # noqa: PLC0415
    from relnet.silence.sensitivity import TREATMENTS  # noqa: PLC0415

    wanted = naming.measures(names, words, CHANGES) or SUMMARY
    survey = options.read(given)
    panel = options.build(survey, given)
    show.notes(survey, words)
    grouped.notes(panel, given["by"], None, words)
    with show.watching(panel):
        table = compute(
            panel,
            *wanted,
            treatments=treatments or TREATMENTS,
            rules=dyads or (),
            thresholds=[_threshold(text) for text in thresholds or ()],
            by=given["by"],
            completions=given["completions"],
            seed=given["seed"],
        )
    if as_csv:
        show.as_csv(table)
    elif as_json:
        ranges = show.records(range_of(table))
        reasons = table.attrs["not_possible"]
        show.as_json(
            "relnet.sensitivity/1", rows=show.records(table), ranges=ranges, not_possible=reasons
        )
    else:
        _print(table, panel, words)


def _threshold(text: str) -> float | None:
    """A weakest answer, or any."""
    try:
        return None if text == ANY else float(text)
    except ValueError:
        raise UsageError(Phrase("usage.form.numbers", value=repr(text))) from None


def _print(table: pd.DataFrame, panel: Panel, words: Wording) -> None:
    """Print the values side by side, wave by wave, and then the ranges over several rules."""
    reasons = table.attrs["not_possible"]
    table = table[~table["status"].str.startswith("not applicable")]
    if "reading" in table:
        table = table[table["reading"] == "stayers"]
    for name in table["relation"].unique():
        rows = table[table["relation"] == name]
        kind = words("cli.directed" if _first(panel, name).directed else "cli.undirected")
        click.echo(f"{printable(name, 200)}: {kind}")
        for rule, part in rows.groupby("rule", sort=False):
            click.echo(words("cli.sensitivity.rule", rule=_rule(panel, part, str(rule), words)))
            for wave, here in _by_wave(part):
                click.echo(words("cli.wave", wave=printable(wave, 200)))
                _print_values(here, words)
        if len(rows["rule"].unique()) > 1:
            click.echo(words("cli.sensitivity.range"))
            _print_ranges(rows, words)
        click.echo()
    _print_legend(table, reasons, words)


def _first(panel: Panel, name: str) -> Network:
    """A network of a relation, or of the first of several together."""
    return next(net for net in panel if net.relation in {name, *name.split(" + ")})


def _rule(panel: Panel, rows: pd.DataFrame, text: str, words: Wording) -> str:
    """The rule in the language of the words."""
    from dataclasses import replace  # noqa: PLC0415

    first = rows.iloc[0]
    own = _first(panel, first["relation"]).rule
    least = None if first["at_least"] != first["at_least"] else first["at_least"]
    if least != own.at_least:
        own = replace(own, at_least=least, tie_values=None)
    rule = replace(own, dyad=first["dyad"])
    return rule.describe(words) if str(rule) == text else text


def _by_wave(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of each wave, or of each two."""
    waves = rows["wave"] if "wave" in rows else rows["before_wave"] + " → " + rows["after_wave"]
    return [(str(wave), part) for wave, part in rows.groupby(waves, sort=False)]


def _print_values(rows: pd.DataFrame, words: Wording) -> None:
    """A row for each measure, a column for each treatment."""
    rows = rows.assign(label=_labels(rows, words))
    values = rows.pivot(index=["label", "measure"], columns="treatment", values="value")
    order = rows[["label", "measure"]].drop_duplicates().itertuples(index=False, name=None)
    wide = values.loc[list(order), rows["treatment"].drop_duplicates().tolist()]
    _print_numbers(wide.assign(low=wide.min(axis=1), high=wide.max(axis=1)), words)


def _print_numbers(table: pd.DataFrame, words: Wording) -> None:
    """Print numbers by label and measure."""
    shown, numbers = table.astype("object"), table.select_dtypes("float").columns
    measures = table.index.get_level_values("measure")
    places = [
        decimals(name, row) for name, row in zip(measures, table[numbers].to_numpy(), strict=True)
    ]
    for column in numbers:
        pairs = zip(table[column], places, strict=True)
        shown[column] = [as_text(value, each, words) for value, each in pairs]
    shown = shown.droplevel("measure").rename_axis(None).rename_axis(columns=None)
    print_texts(shown.rename(columns=lambda name: words.name("column", name)))


def _print_ranges(rows: pd.DataFrame, words: Wording) -> None:
    """The lowest and the highest over all rules and treatments, and where they are."""
    from relnet.silence import range_of  # noqa: PLC0415 - loads scipy

    told = rows.assign(treatment=[words.name("column", name) for name in rows["treatment"]],
                       dyad=[words.name("dyad", name) for name in rows["dyad"]])  # fmt: skip
    for wave, part in _by_wave(range_of(told)):
        click.echo(words("cli.wave", wave=printable(wave, 200)))
        shown = part.assign(label=_labels(part, words)).set_index(["label", "measure"])
        _print_numbers(shown[["low", "low_at", "high", "high_at"]], words)


def _labels(rows: pd.DataFrame, words: Wording) -> pd.Series[str]:
    """What each row is of: a measure, and of whom."""
    kind = "column" if "before_wave" in rows else "measure"
    label = rows["measure"].map(lambda name: words.name(kind, name)).astype("str")
    for column in ("group", "partner_group", "actor"):
        if column in rows:
            more = rows[column].map(lambda name: f" ({name})", na_action="ignore")
            label = label + more.fillna("")
    return label


def _print_legend(table: pd.DataFrame, reasons: dict[str, str], words: Wording) -> None:
    """Say what each treatment does, and why one is not possible."""
    for name in table["treatment"].unique():
        said = words.name("treatment", name)
        click.echo(f"{words.name('column', name)}: {said}")
    for name, reason in reasons.items():
        told = words.name("column", name)
        click.echo(words("cli.sensitivity.not_possible", treatment=told, reason=reason))
