"""`relnet bounds` and `relnet needed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import bounded, grouped, options, show, terms
from relnet.cli import names as naming
from relnet.cli.compare import steps_between
from relnet.cli.group import main
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.panel import Panel
    from relnet.wording import Wording

SUMMARY = (
    "density", "average_degree", "reciprocity_nonnull", "components", "largest_component",
    "isolates", "centralisation_total_degree",
)  # fmt: skip
"""What is told where no measures are named; of change also the first of those between waves."""
BETWEEN = ("jaccard", "formation", "dissolution")
GROUPS = ("e_i_index",)
"""What is told besides where the groups are given."""


@main.command(help="help.bounds")
@options.survey_options
@options.rule_options
@options.measure_option("help.bounds.measure")
@options.option("--by", type=options.CommaList(), help="help.bounds.by")
@options.option("--change", is_flag=True, help="help.bounds.change")
@options.option("--from", "start", metavar="WAVE", help="help.bounds.from")
@options.option("--to", "end", metavar="WAVE", help="help.bounds.to")
@options.option(
    "--draws",
    type=click.IntRange(1),
    metavar="N",
    default=100,
    show_default=True,
    help="help.bounds.draws",
)
@options.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    default=1,
    show_default=True,
    help="help.bounds.seed",
)
@terms.terms_option("help.bounds.in_terms_of")
@options.output_options
def bounds(
    *,
    names: Sequence[Sequence[str]],
    change: bool,
    start: str | None,
    end: str | None,
    words: Wording,
    as_json: bool,
    as_csv: bool,
    **given: Any,
) -> None:
    """Say between which values measures lie, whatever the silent would have answered."""
    from relnet.silence.between import BETWEEN as CHANGES  # noqa: PLC0415 - loads scipy

    chosen = naming.measures(names, words, CHANGES)
    survey = options.read(given)
    panel = options.build(survey, given)
    show.notes(survey, words)
    grouped.notes(panel, given["by"], None, words)
    moved = change or start is not None or end is not None
    wanted = chosen if chosen or as_csv or as_json else _summary(given["by"], moved=moved)
    how = {name: given[name] for name in ("by", "draws", "seed")}
    if moved:
        table = _of_changes(panel, steps_between(panel, start, end), wanted, given["terms"], how)
    else:
        panel = terms.expressed(panel, given["terms"], terms.OWN)
        table = _of_waves(panel, wanted, how)
    if as_json:
        rules = {network.relation: network.rule.as_dict() for network in panel}
        show.as_json("relnet.bounds/1", rules=rules, rows=show.records(table))
    elif as_csv:
        show.as_csv(table)
    elif moved:
        bounded.print_changes(table, panel, words)
    else:
        bounded.print_waves(table, panel, words)


def _summary(by: Sequence[str] | None, *, moved: bool) -> list[str]:
    return [*SUMMARY, *(GROUPS if by else ()), *(BETWEEN if moved else ())]


def _of_waves(panel: Panel, names: Sequence[str], how: dict[str, Any]) -> pd.DataFrame:
    """The bounds of each wave, under a progress bar."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.panel import subset  # noqa: PLC0415 - loads scipy
    from relnet.silence import bounds as compute  # noqa: PLC0415

    waves = [subset(panel, waves=[wave]) for wave in panel.waves]
    return pd.concat(
        [compute(one, *names, **how) for one in show.progress(panel, waves)], ignore_index=True
    )


def _of_changes(
    panel: Panel,
    steps: Sequence[tuple[str, str]],
    names: Sequence[str],
    stated: str | None,
    how: dict[str, Any],
) -> pd.DataFrame:
    """The bounds of the change between waves, each two in the organisations of the later one."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.change import compare  # noqa: PLC0415 - loads scipy
    from relnet.silence import bounds as compute  # noqa: PLC0415

    views = {new: terms.expressed(panel, stated, new) for _, new in steps}
    pairs = [
        (views[new][old, relation], views[new][new, relation])
        for relation in panel.relations
        for old, new in steps
    ]
    work = show.progress(panel, pairs)
    tables = [compute(compare(old, new), *names, **how) for old, new in work]
    return pd.concat(tables, ignore_index=True)


@main.command(help="help.needed")
@options.survey_options
@options.rule_options
@options.option("--wave", metavar="WAVE", help="help.needed.wave")
@options.option(
    "--measure", default="density", show_default=True, metavar="NAME", help="help.needed.measure"
)
@options.option("--top", type=click.IntRange(1), metavar="N", help="help.needed.top")
@options.option(
    "--rank-by",
    type=click.Choice(["worst", "best"]),
    default="worst",
    show_default=True,
    help="help.needed.rank_by",
)
@terms.terms_option("help.measure.in_terms_of")
@options.output_options
def needed(
    *,
    wave: str | None,
    measure: str,
    top: int | None,
    rank_by: str,
    words: Wording,
    as_json: bool,
    as_csv: bool,
    **given: Any,
) -> None:
    """Say whom to telephone first: whose answer narrows the bounds most, whatever it is."""
    from relnet.panel import subset  # noqa: PLC0415 - loads scipy
    from relnet.silence import response_needed  # noqa: PLC0415

    (measure,) = naming.measures([[measure]], words)
    survey = options.read(given)
    panel = options.build(survey, given)
    show.notes(survey, words)
    if wave is not None and wave not in panel.waves:
        raise unknown("wave", wave, panel.waves)
    panel = terms.expressed(panel, given["terms"], terms.OWN)
    panel = subset(panel, waves=[wave or panel.waves[-1]])
    table = response_needed(panel, measure, k=top, rank_by=rank_by)  # type: ignore[arg-type]
    if as_json:
        about = {"measure": measure, "rank_by": rank_by, "lineage": terms.records(panel)}
        about["not_asked"] = [relation for _, relation in table.attrs["not_asked"]]
        show.as_json("relnet.needed/1", **about, rows=show.records(table))
        return
    if as_csv:
        show.as_csv(table)
    else:
        bounded.print_needed(table, panel, measure, words)
    terms.say_of(panel, words, err=as_csv)
