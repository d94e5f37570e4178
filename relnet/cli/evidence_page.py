"""One relation's part of evidence as a person reads it: its tables, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnet.cli import show
from relnet.cli.measured import COUNT, LEGEND, RATE
from relnet.errors import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from relnet.evidence import Evidence
    from relnet.wording import Wording

FIGURE = ("figure", "value", "status")
"""Columns that make a figure."""
MOST = 10
"""Rows and names of a list that are printed; ``--table`` prints all."""
SHARES = frozenset({
    "density", "reciprocity_edgewise", "confirmation_rate", "cross_group_share", "top_share",
    "connectedness",
})  # fmt: skip
"""Figures that are printed as percentages."""
RATINGS = frozenset({"trust_rating", "trust_spread", "goal_rating", "goal_spread"})
"""Figures that are means over those who rated."""
UNSEEN = frozenset({"not asked", "not given", "not applicable", "unobserved", "undefined"})
"""Statuses that stand in place of a value."""


class Page:
    """The evidence on one relation; `explained` holds what the pages before it explained."""

    def __init__(
        self,
        found: Evidence,
        relation: str,
        given: dict[str, Any],
        words: Wording,
        explained: set[str],
    ) -> None:
        self.found, self.relation, self.given, self.words = found, relation, given, words
        self.explained = explained
        told = self.rows("basis")
        self.waves = list(told["wave"].unique())
        asked = told.loc[told["status"] != "not asked", "wave"]
        self.last = asked.iloc[-1] if len(asked) else None
        self.marks: set[str] = set()

    def rows(self, name: str) -> pd.DataFrame:
        """The rows of a table on this relation."""
        table = self.found[name]
        return table[table["relation"] == self.relation]

    def latest(self, name: str) -> pd.DataFrame:
        """The rows of a table on this relation in the last wave in which it was asked."""
        rows = self.rows(name)
        return rows[rows["wave"] == self.last]

    def title(self, key: str, **values: Any) -> None:
        """Print what the next table is of."""
        click.echo("\n" + self.words(key, wave=printable(str(self.last), 200), **values))

    def explain(self, key: str) -> None:
        """Say what a table shows, under the first of its kind."""
        if key not in self.explained:
            click.echo(self.words(key))
        self.explained.add(key)

    @property
    def ends(self) -> dict[str, str]:
        """What the groups of a pair are called where their order matters."""
        directed = bool(self.rows("basis")["directed"].any())
        return {"group": "from_group", "partner_group": "to_group"} if directed else {}

    def table(self, table: pd.DataFrame, most: int = MOST) -> None:
        """Print the first rows of a table, and how many more there are."""
        first = table.head(most)
        named = first.index.dtype.kind not in "iu"
        show.as_table(first if named else first.reset_index(drop=True), self.words)
        if len(table) > most:
            click.echo(self.words("evidence.more", n=len(table) - most))

    def share(self, value: float) -> str:
        """A share as a percentage, or a dash."""
        return "–" if value != value else self.words.share(value)  # noqa: PLR0124 - NaN

    def number(self, value: float) -> str:
        """A number of ties, or a dash."""
        whole = value % 1 == 0
        return "–" if value != value else self.words.number(value, 0 if whole else 1)  # noqa: PLR0124

    def figures(self, table: pd.DataFrame) -> list[str]:
        """The value of each row, as text."""
        return [self.figure(*row) for row in zip(*map(table.get, FIGURE), strict=True)]

    def figure(self, name: str, value: float, status: str) -> str:
        """A value with the mark of one that rests on a part, or why there is none."""
        status = status.partition(",")[0]
        if status in UNSEEN:
            return self.words.name("value", status)
        mark = self.mark(name) if status == "partial" else ""
        self.marks |= {mark} - {""}
        if name in SHARES:
            return self.words.share(value, 1) + mark
        return self.words.number(value, 0 if value % 1 == 0 else 2) + mark

    def mark(self, figure: str) -> str:
        """The mark of a figure that rests on a part: a rate, or a count of what is known."""
        from relnet.measures import MEASURES  # noqa: PLC0415 - loads scipy

        rate = MEASURES[figure].rate if figure in MEASURES else figure in RATINGS
        return RATE if rate else COUNT

    def by_wave(self, rows: pd.DataFrame) -> None:
        """Print figures, a row each, with a column for each wave."""
        told = rows.assign(value=self.figures(rows))
        wide = told.pivot(index="figure", columns="wave", values="value")
        wide = wide.loc[told["figure"].unique(), [w for w in self.waves if w in wide]]
        names = [figure_name(name, self.words) for name in wide.index]
        show.as_table(wide.set_axis(names).rename_axis(columns=None), self.words)

    def basis(self) -> None:
        """Say what the marks mean, and what each wave rests on."""
        for mark, meaning in LEGEND.items():
            if mark in self.marks:
                click.echo(f"{mark} {self.words(meaning)}")
        for row in self.rows("basis").to_dict("records"):
            named = [row["wave"], *([row["layer"]] if "layer" in row else [])]
            wave = printable(", ".join(named), 200)
            if row["status"].startswith("not asked"):
                click.echo(self.words("cli.not_asked", wave=wave))
            else:
                share, answered = self.words.share(row["coverage"]), row["answered"]
                told = {"wave": wave, "answered": answered, "n": row["actors"], "share": share}
                click.echo(self.words("cli.coverage", **told))


def listed(names: Iterable[str], words: Wording) -> str:
    """Return the first of some names on one line, and how many more there are."""
    known = [printable(name) for name in names]
    more = [words("evidence.more", n=len(known) - MOST)] if len(known) > MOST else []
    return ", ".join([*known[:MOST], *more])


def whole(table: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Return a table with its names in words, to be printed in its whole."""
    told = table.rename(columns={"before": "with_them", "kind": "removal"})
    ways: dict[str, Callable[[str], str]] = {
        "figure": lambda name: figure_name(name, words),
        "aspect": lambda name: words.name("aspect", name),
        "removal": lambda name: words.name("removal", name),
        "course": lambda name: words.name("value", name),
        "status": lambda name: _status(name, words),
        "status_without": lambda name: _status(name, words),
        "role": lambda name: name,
    }
    for column, way in ways.items():
        if column in told:
            gone = told[column].isna()
            told[column] = ["–" if no else way(v) for v, no in zip(told[column], gone, strict=True)]
    return told


def _status(status: str, words: Wording) -> str:
    return ", ".join(words.name("value", part) for part in status.split(", "))


def figure_name(name: str, words: Wording) -> str:
    """Return what a figure is called."""
    called = words.name("figure", name)
    return words.name("measure", name) if called == name else called
