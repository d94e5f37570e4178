"""`relnet compare`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from relnet.cli import assessed, milestones, options, persons, show, tables, treated
from relnet.cli import names as naming
from relnet.cli import terms as lineage
from relnet.cli.compared import counts_of, print_counts, sizes
from relnet.cli.decomposed import decomposition, print_decomposition
from relnet.cli.group import main
from relnet.errors import UsageError
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.cli.tables import Asked
    from relnet.panel import Network, Panel
    from relnet.treatments import Treatment
    from relnet.wording import Wording

SHOWN = (
    "counts", "ties", "actors", "composition", "decomposition", *tables.TABLES, "internalised",
    "completions",
)  # fmt: skip
"""The tables that can be printed."""


@main.command(help="help.compare")
@options.survey_options
@options.rule_options
@options.option("--from", "start", metavar="WAVE", help="help.compare.from")
@options.option(
    "--to",
    "end",
    metavar="WAVE",
    help="help.compare.to",
)
@options.option(
    "--show",
    "what",
    type=click.Choice(SHOWN),
    default="counts",
    show_default=True,
    help="help.compare.show",
)
@options.option("--by", type=options.CommaList(), help="help.compare.by")
@options.measure_option("help.compare.measure")
@lineage.terms_option("help.compare.in_terms_of")
@options.treatment_option
@assessed.test_options
@options.option("--map", "path", type=options.FILE, metavar="FILE", help="help.compare.map")
@options.output_options
def compare(
    *,
    start: str | None,
    end: str | None,
    what: str,
    path: str | None,
    words: Wording,
    as_json: bool,
    as_csv: bool,
    **given: Any,
) -> None:
    """Compare waves: who came and went, which ties were formed, dissolved, persisted."""
    plan, measures = treated.chosen(given), naming.measures(given["names"], words)
    test = assessed.chosen(given, measures, plan)
    if path is not None:
        _check_map(path, given, plan)
    survey = options.read(given)
    panel = options.build(survey, given)
    asked = tables.Asked(panel, given["terms"], plan, given["by"], measures)
    asked.check(what, test=test is not None, as_csv=as_csv)
    show.notes(survey, words)
    waves = steps_between(panel, start, end)
    changes = _compared(panel, waves, asked.terms, plan)
    if path is not None:
        _draw(lineage.expressed(panel, asked.terms, waves[-1][1]), waves[-1], path, words)
    found = [] if test is None else assessed.assessed(panel, changes, test)
    if as_json:
        entries = [_comparison(c, what, asked) | persons.record(survey, c) for c in changes]
        told = [assessed.record(one, words) for one in found] or [{}] * len(entries)
        both = [entry | more for entry, more in zip(entries, told, strict=True)]
        show.as_json("relnet.compare/1", comparisons=both)
        return
    treated.say(plan, words, err=as_csv)
    if as_csv:
        show.as_csv(assessed.table(changes, found) if found else _changes(changes, what, asked))
    else:
        _print(changes, what, asked, words)
        if found:
            assessed.say(changes, found, words)
    if what == "counts" and not as_csv:
        milestones.say(panel, waves, words)
    treated.say_of(changes, words, err=as_csv)
    lineage.say(changes, words, err=as_csv)
    persons.say(survey, changes, words, err=as_csv)


def _check_map(path: str, given: dict[str, Any], plan: Treatment) -> None:
    options.check_page(path, given)
    if plan.name != "observed":
        raise UsageError(Phrase("usage.map.treated"))


def _print(changes: Sequence[Change], what: str, asked: Asked, words: Wording) -> None:
    """Print the table that was asked for."""
    if what == "decomposition":
        print_decomposition(changes, asked.panel, words)
    elif what in tables.TABLES:
        tables.print_tables(changes, what, asked, words)
    elif what == "counts":
        print_counts(_changes(changes, what, asked), asked.panel, changes, words)
    else:
        show.as_table(_changes(changes, what, asked).drop(columns="treatment"), words)


def _compared(
    panel: Panel, waves: Sequence[tuple[str, str]], terms: str | None, plan: Treatment
) -> list[Change]:
    """The changes between these waves, in the terms and under the treatment asked for."""
    from relnet.change import compare as compare_networks  # noqa: PLC0415 - loads scipy

    def pairs(one: Panel) -> list[tuple[Network, Network]]:
        return _pairs(_views(one, waves, terms), waves)

    work = show.progress(panel, pairs(treated.before_terms(panel, plan)))
    last = treated.after_terms(plan)
    observed = [compare_networks(old, new, last) for old, new in work]
    return treated.with_completions(observed, panel, plan, pairs)


def _views(panel: Panel, waves: Sequence[tuple[str, str]], terms: str | None) -> dict[str, Panel]:
    """The panel in the terms of each comparison, by its later wave."""
    return {end: lineage.expressed(panel, terms, end) for _, end in waves}


def _draw(panel: Panel, view: tuple[str, str], path: str, words: Wording) -> None:
    from relnet.maps import draw  # noqa: PLC0415 - loads scipy

    show.drawing(panel, words)
    show.written(draw(panel, view=view, language=words.language).save(path), words)


def steps_between(panel: Panel, start: str | None, end: str | None) -> list[tuple[str, str]]:
    """Return the waves that are compared, two by two."""
    waves = panel.waves
    if len(waves) < 2:
        raise UsageError(Phrase("usage.cli.one_wave", waves=", ".join(waves)))
    steps = list(pairwise(waves))
    if start is not None or end is not None:
        steps = [(start or waves[0], end or waves[-1])]
        for wave in steps[0]:
            if wave not in waves:
                raise unknown("wave", wave, waves)
    if steps[0][0] == steps[0][1]:
        raise UsageError(Phrase("usage.cli.same_wave", wave=repr(steps[0][0])))
    if waves.index(steps[0][0]) > waves.index(steps[0][1]):
        asked = {"start": repr(steps[0][0]), "end": repr(steps[0][1])}
        raise UsageError(Phrase("usage.cli.order", **asked))
    return steps


def _pairs(
    views: dict[str, Panel], waves: Sequence[tuple[str, str]]
) -> list[tuple[Network, Network]]:
    """The networks of each relation in these waves, in the terms of each comparison."""
    relations = next(iter(views.values())).relations
    return [
        (views[new][old, relation], views[new][new, relation])  # type: ignore[misc]
        for relation in relations
        for old, new in waves
    ]


def _changes(changes: Sequence[Change], what: str, asked: Asked) -> pd.DataFrame:
    """One table of all comparisons."""
    import pandas as pd  # noqa: PLC0415 - heavy

    parts = []
    for change in changes:
        table = counts_of(change) if what == "counts" else _rows(change, what, asked)
        names = ("before", "after") if what == "counts" else ("before_wave", "after_wave")
        said = (change.before.relation, change.before.wave, change.after.wave, change.treatment)
        for k, (name, value) in enumerate(
            zip(("relation", *names, "treatment"), said, strict=True)
        ):
            table.insert(k, name, value)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _rows(change: Change, what: str, asked: Asked) -> pd.DataFrame:
    """The table that was asked for, other than the counts."""
    if what == "decomposition":
        return decomposition(change, asked.panel)
    if what == "composition" or what in tables.TABLES:
        return tables.table(change, what, asked)
    table: pd.DataFrame = getattr(change, what)
    return table


def _comparison(change: Change, what: str, asked: Asked) -> dict[str, Any]:
    """One comparison as plain data."""
    counts = change.counts.to_dict("index")
    stayers, zero = counts["stayers"], counts["absent as zero"]
    before, after, composition = change.before, change.after, change.composition
    entry: dict[str, Any] = {
        "relation": before.relation,
        "before": before.wave,
        "after": after.wave,
        "directed": before.directed,
        "asked": before.observation.asked and after.observation.asked,
        "composition": sizes(change),
        "joiners": list(composition.loc[composition["status"] == "joiner", "actor"]),
        "leavers": list(composition.loc[composition["status"] == "leaver", "actor"]),
        "answered": {
            side: {"eligible": net.n, "answered": int(net.observation.answered.sum())}
            for side, net in (("before", before), ("after", after))
        },
        **_nested(stayers),
        "absent_as_zero": _nested(zero),
        "man": change.man.to_dict("split") if before.directed else None,
        "rule": before.rule.as_dict(),
        "roster_assumed": before.roster_assumed,
        "lineage": lineage.record(change),
        "treatment": treated.record(change, asked.plan),
        **milestones.record(asked.panel, before.wave, after.wave),
    }
    if len(change.completions):
        entry["imputed"] = show.records(change.imputed)
    if what != "counts":
        entry["rows"] = show.records(_rows(change, what, asked))
    return entry


def _nested(counts: dict[Hashable, Any]) -> dict[str, Any]:
    """The counts of ties by themselves, the rates beside them."""
    names = ("n00", "n01", "n10", "n11", "unobserved", "impossible")
    rates = {str(name): value for name, value in counts.items() if name not in names}
    return {"ties": {name: counts[name] for name in names}, **rates}
