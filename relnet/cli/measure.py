"""`relnet measure` and `relnet measures`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import grouped, options, show, terms, treated
from relnet.cli import names as naming
from relnet.cli.group import main
from relnet.cli.measured import print_measures

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

    from relnet.panel import Panel
    from relnet.treatments import Treatment
    from relnet.wording import Wording

SUMMARY = (
    "actors", "ties", "density", "average_degree", "mutual_dyads", "asymmetric_dyads", "null_dyads",
    "reciprocity_edgewise", "transitivity", "transitivity_undirected", "components",
    "largest_component", "isolates", "centralisation_in_degree", "centralisation_out_degree",
    "centralisation_total_degree", "centralisation_betweenness",
)  # fmt: skip
"""What is printed where no measures are named."""


@main.command(help="help.measure")
@options.survey_options
@options.rule_options
@options.measure_option("help.measure.measure")
@options.option("--by", type=options.CommaList(), help="help.measure.by")
@options.option("--within", type=options.CommaList(), help="help.measure.within")
@terms.terms_option("help.measure.in_terms_of")
@options.treatment_option
@options.output_options
def measure(
    *,
    names: Sequence[Sequence[str]],
    by: list[str] | None,
    within: list[str] | None,
    words: Wording,
    as_json: bool,
    as_csv: bool,
    **given: Any,
) -> None:
    """Compute measures of each wave."""
    plan, chosen = treated.chosen(given), naming.measures(names, words)
    survey = options.read(given)
    built = options.build(survey, given)
    show.notes(survey, words)
    panel = terms.expressed(built, given["terms"], terms.OWN)
    wanted = (
        chosen
        if chosen or as_csv or as_json
        else _summary(by=by is not None, within=within is not None)
    )
    cases = [terms.expressed(one, given["terms"], terms.OWN) for one in treated.filled(built, plan)]
    table = _computed(cases, wanted, plan, by=by, within=within)
    grouped.notes(panel, by, within, words)
    if as_json:
        rules = {network.relation: network.rule.as_dict() for network in panel}
        about = {"lineage": terms.records(panel), "treatment": treated.plan_record(plan)}
        show.as_json("relnet.measure/1", rules=rules, **about, rows=show.records(table))
        return
    treated.say(plan, words, err=as_csv)
    if as_csv:
        show.as_csv(table)
    else:
        print_measures(table, panel, words, named=bool(chosen))
    terms.say_of(panel, words, err=as_csv)


def _summary(*, by: bool, within: bool) -> list[str]:
    """What is printed where no measures are named, with those of groups where these are."""
    from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

    levels = {"network"} if within else {"network", "group", "pair"}
    groups = [name for name in MEASURES if MEASURES[name].by and MEASURES[name].level in levels]
    return [*SUMMARY, *(groups if by else ())]


def _computed(
    cases: Sequence[Panel], names: Sequence[str], plan: Treatment, **how: Any
) -> pd.DataFrame:
    """The measures of each completion, or the one panel, wave by wave under a progress bar."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.measures import measure as compute  # noqa: PLC0415 - loads scipy
    from relnet.measures import pool  # noqa: PLC0415
    from relnet.panel import subset  # noqa: PLC0415

    last = treated.after_terms(plan)
    work = [(k, subset(one, waves=[wave])) for k, one in enumerate(cases) for wave in one.waves]
    tables: list[list[pd.DataFrame]] = [[] for _ in cases]
    for k, one in show.progress(cases[0], work):
        tables[k].append(compute(one, *names, treatment=last, **how))
    whole = [pd.concat(parts, ignore_index=True) for parts in tables]
    return pool(whole) if plan.name == "impute" else whole[0]


@main.command(help="help.measures")
@options.output_options
def measures(*, words: Wording, as_json: bool, as_csv: bool) -> None:
    """List the measures, with their definitions and sources."""
    from relnet.measures import list_measures  # noqa: PLC0415 - loads scipy

    table = list_measures()
    if as_csv:
        show.as_csv(table)
    elif as_json:
        show.as_json("relnet.measures/1", rows=show.records(table))
    else:
        click.echo(words("cli.measures.told") + "\n")
        for row in table.to_dict("records"):
            _print_definition(row, words)


def _print_definition(row: dict[Hashable, Any], words: Wording) -> None:
    """A measure: its code, what it is called, and what it is."""
    code, called = str(row["measure"]), words.name("measure", row["measure"])
    named = code if called == code.replace("_", " ") else f"{code}: {called}"
    kinds = [words(f"cli.kind.{kind}") for kind in KINDS if row[kind]]
    about = [words.name("level", row["level"]), *kinds, row["source"]]
    checked = words("cli.checked_against", oracle=row["oracle"])
    click.echo(f"{named} ({'; '.join(about)})\n    {row['definition']}\n    {checked}")


KINDS = ("directed", "weighted", "by", "together")
"""What sets a measure apart."""
