"""Evidence as a person reads it, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import show
from relnet.cli.evidence_hanging import vulnerability
from relnet.cli.evidence_page import Page, figure_name, listed
from relnet.cli.evidence_pairs import cross_sector
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from relnet.evidence import Evidence
    from relnet.panel import Panel
    from relnet.wording import Wording

COURSES = frozenset({"always silent", "fell silent", "joined in"})
"""Courses of answering of which the organisations are named."""


def write(found: Evidence, panel: Panel, given: dict[str, Any], words: Wording) -> None:
    """Print the evidence, relation by relation, and what it rests on."""
    click.echo(words(f"evidence.about.{found.about}"))
    explained = set[str]()
    for relation in panel.relations:
        click.echo()
        show.relation(panel, relation, words, layers=found.about != "layers")
        page = Page(found, relation, given, words, explained)
        _PAGES[found.about](page)
        page.basis()
    if found.about == "governance":
        _explain(found["figures"], words)
    if found.about == "participation" and len(panel.waves) > 1:
        _courses(found["courses"], words)
    click.echo("\n" + words("evidence.tables", names=", ".join(found.names)))


def _explain(figures: pd.DataFrame, words: Wording) -> None:
    """Say once what each figure is evidence of."""
    told = figures.drop_duplicates("figure")
    for aspect, rows in told.groupby("aspect", sort=False):
        click.echo("\n" + words.name("aspect", str(aspect)))
        for name, text in zip(rows["figure"], rows["evidence_of"], strict=True):
            click.echo(f"  {figure_name(name, words)}: {text}")


def _governance(page: Page) -> None:
    for aspect, rows in page.rows("figures").groupby("aspect", sort=False):
        click.echo("\n" + page.words.name("aspect", str(aspect)))
        page.by_wave(rows)
    top = page.latest("top")
    if len(top):
        page.title("evidence.top", n=len(top))
        names = ["actor", "group", "role", "ties", "share"]
        told = top[names].dropna(axis="columns", how="all")
        told = told.assign(
            share=top["share"].map(page.share), betweenness=top["betweenness_share"].map(page.share)
        )
        page.table(told)
        page.title("evidence.without", n=len(top))
        page.table(_without(page))


def _without(page: Page) -> pd.DataFrame:
    """The same figures with and without those with most ties."""
    rows = page.latest("without")
    kept = rows[rows["status"].ne("not applicable")]
    whole = kept[["figure", "value", "status"]]
    rest = kept[["figure", "without", "status_without"]].set_axis(whole.columns, axis=1)
    with_all, without_them = (page.figures(part) for part in (whole, rest))
    names = [figure_name(name, page.words) for name in kept["figure"]]
    return kept[[]].assign(figure=names, with_all=with_all, without_them=without_them)


def _participation(page: Page) -> None:
    rows = page.rows("groups")
    columns = ["actors", "answered", "rate", "respondents", "named", "unheard", "silent_named"]
    told = rows.assign(rate=rows["share"])
    show.as_table(told[told["group"].isna()][["wave", *columns]].reset_index(drop=True), page.words)
    own = told[told["group"].notna() & (told["wave"] == page.last)]
    if len(own):
        page.title("evidence.by_group")
        show.as_table(own[["group", *columns]].reset_index(drop=True), page.words)
    actors = page.latest("actors")
    for flag in ("unheard", "silent_named"):
        some = actors[actors[flag].fillna(value=False).to_numpy(bool)]
        if len(some):
            page.title(f"evidence.{flag}", n=len(some))
            some = some.sort_values("named_by", ascending=False, kind="stable")
            some = some.rename(columns={"n": "could_say"})
            said = "names" if flag == "unheard" else "named_by"
            page.table(some[["actor", said, "could_say"]])


def _courses(courses: pd.DataFrame, words: Wording) -> None:
    """Name the organisations whose answering took a course."""
    click.echo("\n" + words("evidence.courses"))
    for course, rows in courses.groupby("course", sort=True):
        named = f" ({listed(rows['actor'], words)})" if course in COURSES else ""
        click.echo(f"  {words.name('value', str(course))}: {len(rows)}{named}")


def _layers(page: Page) -> None:
    first, second = (printable(layer, 200) for layer in page.given["pair"])
    columns = ["both", "only_first", "only_second", "neither"]
    named = {"only_first": first, "only_second": second}
    counts = page.rows("counts")[["wave", *columns, "not_compared"]]
    click.echo(page.words("evidence.layers.counts"))
    show.as_table(_named(counts, named, page.words), page.words)
    for name, key in (("own_reports", "actor"), ("groups", "group")):
        rows = page.latest(name)
        rows = rows[rows["n"] > 0]
        if len(rows):
            page.title(f"evidence.layers.{name}")
            page.table(_named(rows[[key, *columns]], named, page.words))


def _named(table: pd.DataFrame, layers: dict[str, str], words: Wording) -> pd.DataFrame:
    """The table with the names of the layers for first and second."""
    names = {name: words("evidence.only", layer=layer) for name, layer in layers.items()}
    return table.rename(columns=names).reset_index(drop=True)


_PAGES: dict[str, Callable[[Page], None]] = {
    "governance": _governance,
    "vulnerability": vulnerability,
    "cross-sector": cross_sector,
    "participation": _participation,
    "layers": _layers,
}
