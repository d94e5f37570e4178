"""`relnet compare`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from relnet.cli import options, persons, show
from relnet.cli import terms as lineage
from relnet.cli.group import main
from relnet.errors import UsageError, printable
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.panel import Network, Panel
    from relnet.wording import Wording


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
    type=click.Choice(["counts", "ties", "actors", "composition", "internalised"]),
    default="counts",
    show_default=True,
    help="help.compare.show",
)
@lineage.terms_option("help.compare.in_terms_of")
@options.option("--map", "path", type=options.FILE, metavar="FILE", help="help.compare.map")
@options.output_options
def compare(
    *,
    start: str | None,
    end: str | None,
    what: str,
    terms: str | None,
    path: str | None,
    words: Wording,
    as_json: bool,
    as_csv: bool,
    **given: Any,
) -> None:
    """Compare waves: who came and went, which ties were formed, dissolved, persisted."""
    from relnet.change import compare as compare_networks  # noqa: PLC0415 - loads scipy

    if path is not None:
        options.check_page(path, given)

    survey = options.read(given)
    panel = options.build(survey, given)
    show.notes(survey, words)
    waves = _waves(panel, start, end)
    views = {end: lineage.expressed(panel, terms, end) for _, end in waves}
    pairs = _pairs(views, waves)
    changes = [compare_networks(*pair) for pair in show.progress(panel, pairs)]
    if as_json:
        entries = [_comparison(c, what) | persons.record(survey, c) for c in changes]
        show.as_json("relnet.compare/1", comparisons=entries)
    elif as_csv:
        show.as_csv(_changes(changes, what))
    elif what != "counts":
        show.as_table(_changes(changes, what), words)
    else:
        _print_counts(_changes(changes, what), panel, changes, words)
    if not as_json:
        lineage.say(changes, words, err=as_csv)
        persons.say(survey, changes, words, err=as_csv)
    if path is not None:
        _draw(views[waves[-1][1]], waves[-1], path, words)


def _draw(panel: Panel, view: tuple[str, str], path: str, words: Wording) -> None:
    from relnet.maps import draw  # noqa: PLC0415 - loads scipy

    show.drawing(panel, words)
    show.written(draw(panel, view=view, language=words.language).save(path), words)


def _waves(panel: Panel, start: str | None, end: str | None) -> list[tuple[str, str]]:
    """The waves that are compared, two by two."""
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


def _changes(changes: Sequence[Change], what: str) -> pd.DataFrame:
    """One table of all comparisons."""
    import pandas as pd  # noqa: PLC0415 - heavy

    parts = []
    for change in changes:
        table: pd.DataFrame = getattr(change, what)
        table = table.reset_index() if what == "counts" else table
        if what == "counts":
            sizes = _sizes(change)
            table = table.assign(**sizes)[["reading", *sizes, *table.columns.drop("reading")]]
        table.insert(0, "relation", change.before.relation)
        table.insert(1, "before_wave" if what != "counts" else "before", change.before.wave)
        table.insert(2, "after_wave" if what != "counts" else "after", change.after.wave)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _sizes(change: Change) -> dict[str, int]:
    status = change.composition["status"].value_counts()
    return {f"{what}s": int(status.get(what, 0)) for what in ("stayer", "joiner", "leaver")}


def _comparison(change: Change, what: str) -> dict[str, Any]:
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
        "composition": _sizes(change),
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
    }
    if what != "counts":
        entry["rows"] = show.records(getattr(change, what))
    return entry


def _nested(counts: dict[Hashable, Any]) -> dict[str, Any]:
    """The counts of ties by themselves, the rates beside them."""
    names = ("n00", "n01", "n10", "n11", "unobserved", "impossible")
    rates = {str(name): value for name, value in counts.items() if name not in names}
    return {"ties": {name: counts[name] for name in names}, **rates}


COUNTED = ("n01", "n10", "n11", "n00", "unobserved", "jaccard", "formation", "dissolution")
"""Columns of the tie-change table that are printed."""


def _print_counts(
    table: pd.DataFrame, panel: Panel, changes: Sequence[Change], words: Wording
) -> None:
    columns = ["waves", "answered_each", "stayers", "joiners", "leavers", *COUNTED]
    waves = table["before"] + " → " + table["after"]
    answered = [_answered(change, words) for change in changes for _ in range(2)]
    table = table.assign(waves=waves, answered_each=answered)
    for relation in panel.relations:
        show.relation(panel, relation, words)
        own = table[table["relation"] == relation]
        for reading, part in own.groupby("reading", sort=False):
            moved = (part["joiners"] + part["leavers"]).any()
            if reading == "stayers":
                click.echo(words("cli.reading.stayers"))
            elif moved:
                click.echo(words("cli.reading.all"))
            else:
                continue
            show.as_table(part[columns], words)
        click.echo()
    _print_silence(changes, words)


def _answered(change: Change, words: Wording) -> str:
    """How many answered in each wave, of how many."""
    sides = (change.before, change.after)
    return " → ".join(
        f"{net.observation.answered.sum()}/{net.n}"
        if net.observation.asked
        else words("cli.unasked")
        for net in sides
    )


def _print_silence(changes: Sequence[Change], words: Wording) -> None:
    for change in changes:
        unseen = int((change.ties["status"] == "unobserved").sum())
        if unseen:
            waves = printable(f"{change.before.wave} → {change.after.wave}", 200)
            relation = printable(change.before.relation, 200)
            click.echo(words("cli.not_compared", relation=relation, waves=waves, n=unseen))
