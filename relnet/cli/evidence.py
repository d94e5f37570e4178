"""`relnet evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import evidence_page, evidence_pages, options, show, terms
from relnet.cli.group import main
from relnet.errors import UsageError, quoted
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from relnet.evidence import Evidence
    from relnet.evidence.source import Groupers
    from relnet.panel import Panel
    from relnet.survey import Survey
    from relnet.wording import Wording

MAIN = {
    "governance": "figures",
    "vulnerability": "removals",
    "cross-sector": "pairs",
    "participation": "actors",
    "layers": "own_reports",
}
"""What there is evidence about, and the table that ``--csv`` prints of it."""


@main.command(help="help.evidence")
@options.survey_options
@options.rule_options
@options.option("--about", type=click.Choice(list(MAIN)), required=True, help="help.evidence.about")
@options.option("--by", type=options.CommaList(), help="help.evidence.by")
@options.option("--table", metavar="NAME", help="help.evidence.table")
@options.option(
    "--top",
    type=click.IntRange(0),
    metavar="N",
    default=3,
    show_default=True,
    help="help.evidence.top",
)
@options.option("--role", help="help.evidence.role")
@options.option("--trust", type=options.CommaList(), default=(), help="help.evidence.trust")
@options.option("--goals", type=options.CommaList(), default=(), help="help.evidence.goals")
@options.option(
    "--triple", "triples", type=options.CommaList(), multiple=True, help="help.evidence.triple"
)
@options.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    default=1,
    show_default=True,
    help="help.evidence.seed",
)
@terms.terms_option("help.measure.in_terms_of")
@options.output_options
def evidence(
    *, about: str, table: str | None, words: Wording, as_json: bool, as_csv: bool, **given: Any
) -> None:
    """Show what speaks to how a network is run, what it hangs on and who takes part."""
    survey = options.read(given)
    given["by"] = _groups(given["by"])
    found, panel = _FOUND[about](survey, given, words)
    show.notes(survey, words)
    chosen = found[table or MAIN[about]]
    if as_json:
        names = found.names if table is None else (table,)
        rows = {name: show.records(found[name]) for name in names}
        lineage = terms.records(panel)
        show.as_json("relnet.evidence/1", about=about, lineage=lineage, tables=rows)
    elif as_csv:
        show.as_csv(chosen)
    elif table is not None:
        show.as_table(evidence_page.whole(chosen, words), words)
    else:
        evidence_pages.write(found, panel, given, words)
    if not as_json:
        terms.say_of(panel, words, err=as_csv)


def _groups(by: list[str] | None) -> Groupers:
    """The attributes that are given; the usual one, if there is one, without."""
    from relnet.evidence.source import SECTOR  # noqa: PLC0415 - loads scipy

    return SECTOR if by is None else by


def _panel(survey: Survey, given: dict[str, Any]) -> Panel:
    """The panel of the options, in the terms that they ask for."""
    return terms.expressed(options.build(survey, given), given["terms"], terms.OWN)


def _governance(survey: Survey, given: dict[str, Any], words: Wording) -> tuple[Evidence, Panel]:
    from relnet.evidence import governance  # noqa: PLC0415 - loads scipy

    panel, items = _panel(survey, given), {name: given[name] for name in ("trust", "goals")}
    found = governance(
        panel,
        given["by"],
        given["role"],
        given["top"],
        survey=survey,
        language=words.language,
        **items,
    )
    return found, panel


def _vulnerability(survey: Survey, given: dict[str, Any], _: Wording) -> tuple[Evidence, Panel]:
    from relnet.evidence import vulnerability  # noqa: PLC0415 - loads scipy

    panel, how = _panel(survey, given), {name: given[name] for name in ("top", "seed")}
    return vulnerability(panel, given["by"], survey=survey, **how), panel


def _cross_sector(survey: Survey, given: dict[str, Any], _: Wording) -> tuple[Evidence, Panel]:
    from relnet.evidence import cross_sector  # noqa: PLC0415 - loads scipy

    panel = _panel(survey, given)
    how = {name: given[name] for name in ("triples", "seed")}
    return cross_sector(panel, given["by"], **how), panel


def _participation(survey: Survey, given: dict[str, Any], _: Wording) -> tuple[Evidence, Panel]:
    from relnet.evidence import participation  # noqa: PLC0415 - loads scipy

    panel = _panel(survey, given)
    return participation(panel, given["by"], survey=survey), panel


def _layers(survey: Survey, given: dict[str, Any], _: Wording) -> tuple[Evidence, Panel]:
    from relnet.evidence.layer_gaps import gaps  # noqa: PLC0415 - loads scipy

    known = [layer for layer in survey.respondents["layer"].unique() if layer]
    if not known:
        raise UsageError(Phrase("usage.layers.none"))
    layers: Sequence[str] = given["layers"] or known
    if len(layers) != 2:
        raise UsageError(Phrase("usage.cli.two_layers", layers=", ".join(map(quoted, known))))
    given["pair"] = layers
    first, second = (_panel(survey, given | {"layers": [layer]}) for layer in layers)
    return gaps(first, second, (layers[0], layers[1]), given["by"]), first


_FOUND: dict[str, Callable[[Survey, dict[str, Any], Wording], tuple[Evidence, Panel]]] = {
    "governance": _governance,
    "vulnerability": _vulnerability,
    "cross-sector": _cross_sector,
    "participation": _participation,
    "layers": _layers,
}
