"""Which groups work together, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from relnet.cli.evidence_page import Page


def cross_sector(page: Page) -> None:
    """Print the pairs of groups with ties, with more and fewer than by chance, and without."""
    page.by_wave(page.rows("figures"))
    pairs = page.latest("pairs")
    page.title("evidence.pairs.tied")
    page.table(_tied(page, pairs[pairs["known_ties"] > 0]).rename(columns=page.ends))
    for key, rows in (
        ("evidence.pairs.more", pairs[(pairs["ties"] > pairs["random_high"]).fillna(value=False)]),
        ("evidence.pairs.fewer", pairs[(pairs["ties"] < pairs["random_low"]).fillna(value=False)]),
    ):
        page.title(key)
        page.table(_expected(page, rows).rename(columns=page.ends))
    page.title("evidence.pairs.none")
    none = pairs[pairs["no_known_tie"].to_numpy(bool)]
    none = none.assign(rated=none["n"])[["group", "partner_group", "rated", "unknown"]]
    page.table(none.rename(columns=page.ends))
    _triples(page)


def _tied(page: Page, pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of groups with ties, the densest first."""
    pairs = pairs.sort_values(
        ["density", "known_ties"], ascending=False, kind="stable", na_position="last"
    )
    density = pairs["density"].map(page.share)
    told = pairs[["group", "partner_group", "known_ties"]]
    return told.assign(density=density, rated=pairs["n"], coverage=pairs["coverage"])


def _expected(page: Page, rows: pd.DataFrame) -> pd.DataFrame:
    """Ties between sectors, against what chance gives."""
    ends = zip(
        rows["random_low"].map(page.number), rows["random_high"].map(page.number), strict=True
    )
    between = [f"{low} – {high}" for low, high in ends]
    told = rows[["group", "partner_group", "ties"]]
    expected = rows["expected"].map(page.number)
    return told.assign(expected=expected, chance=between, rated=rows["n"], unknown=rows["unknown"])


def _triples(page: Page) -> None:
    """Print the triads of the threes of groups that were asked for."""
    triples = page.rows("triples")
    if triples.empty:
        return
    page.title("evidence.triples")
    names = triples["first"] + " – " + triples["second"] + " – " + triples["third"]
    told = triples[["wave"]].assign(
        groups=names,
        triads=triples["n"],
        connected=triples["connected"].map(page.share),
        closed=triples["closed"].map(page.share),
    )
    page.table(told)
