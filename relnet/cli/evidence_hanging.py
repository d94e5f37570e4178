"""What a network hangs on, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnet.cli.evidence_page import listed
from relnet.errors import printable

if TYPE_CHECKING:
    import pandas as pd

    from relnet.cli.evidence_page import Page

MOST_MISSED = 5
"""How many of the organisations whose removal parts most are named."""


def vulnerability(page: Page) -> None:
    """Print whom things hang on, and what is lost without them."""
    page.by_wave(page.rows("figures"))
    page.explain("evidence.connectedness")
    lost = page.latest("removals")
    lost = lost[lost["figure"] == "pairs_connected"]
    _articulation(page)
    _most_missed(page, lost[(lost["kind"] == "actor") & (lost["loss"] > 0)])
    parts = {kind: lost[lost["kind"] == kind] for kind in ("top", "group")}
    for kind, rows in parts.items():
        if len(rows):
            page.title(f"evidence.removed.{kind}")
            page.table(_against(page, rows))
    if any(map(len, parts.values())):
        page.explain("evidence.against")
    _respondents(page)


def _articulation(page: Page) -> None:
    """Name the organisations that hold others together, wave by wave."""
    actors = page.rows("actors")
    held = actors[actors["articulation"].fillna(value=False).to_numpy(bool)]
    click.echo("\n" + page.words("evidence.articulation"))
    sure = page.words("evidence.sure")
    for wave in actors.loc[actors["articulation"].notna(), "wave"].unique():
        rows = held[held["wave"] == wave]
        told = zip(rows["actor"], rows["certain"], strict=True)
        names = [f"{name} ({sure})" if certain else name for name, certain in told]
        shown = listed(names, page.words) if names else page.words("cli.none")
        click.echo(f"  {printable(wave, 200)}: {shown}")
    if len(held):
        page.explain("evidence.certain")


def _most_missed(page: Page, alone: pd.DataFrame) -> None:
    """Name the organisations without which most others no longer reach each other."""
    if alone.empty:
        return
    page.title("evidence.removed.actor", random=page.share(alone["random_mean"].iloc[0]))
    alone = alone.sort_values("loss", ascending=False, kind="stable")
    certain = page.latest("actors").set_index("actor")["certain"].reindex(alone["removed"])
    told = alone.assign(actor=alone["removed"], certain=certain.to_numpy())
    told = told.assign(loss=told["loss"].map(page.share))
    page.table(told[["actor", "loss", "certain"]], MOST_MISSED)
    page.explain("evidence.parted")


def _against(page: Page, rows: pd.DataFrame) -> pd.DataFrame:
    """What removals part, against random ones."""
    ends = zip(rows["random_low"], rows["random_high"], strict=True)
    return rows[["size"]].assign(
        loss=rows["loss"].map(page.share),
        random=rows["random_mean"].map(page.share),
        between=[f"{page.share(low)} – {page.share(high)}" for low, high in ends],
        as_much=rows["random_as_much"].map(page.share),
    ).set_axis(_added(rows), axis="index")  # fmt: skip


def _added(rows: pd.DataFrame) -> list[str]:
    """Who is removed: of those removed one after the other, whom each row adds."""
    names, before = [], ""
    for kind, removed in zip(rows["kind"], rows["removed"], strict=True):
        more = kind == "top" and before and removed.startswith(before)
        names.append(removed[len(before) :].strip() if more else removed)
        before = removed
    return names


def _respondents(page: Page) -> None:
    """Print how many ties rest on the word of one respondent, by organisation."""
    told = page.latest("respondents")
    told = told[told["on_one"].fillna(0) > 0]
    if len(told):
        page.title("evidence.respondents")
        told = told.sort_values("on_one", ascending=False, kind="stable")
        told = told.assign(pairs_lost=told["pairs_lost"].map(page.share))
        page.table(told[["actor", "respondents", "reported", "on_one", "pairs_lost"]])
        page.explain("evidence.pairs_lost")
