"""What `relnet compare --show` prints of a change in depth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from relnet.cli import show
from relnet.cli.terms import OWN
from relnet.errors import UsageError, printable
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from relnet.change import Change
    from relnet.panel import Panel
    from relnet.treatments import Treatment
    from relnet.wording import Wording

TABLES = ("terms", "strengths", "ranks", "groups", "rates")
"""The tables, by the word that asks for each."""
INFINITE = "∞"
"""What is printed of a half-life where nothing dissolved."""
NAMED = 2
"""Columns that only name the waves, which the heading does."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the tables.

    Attributes
    ----------
    panel : Panel
        As surveyed.
    terms : str or None
        The organisations that were asked for.
    plan : Treatment
        What is done about the unobserved.
    by : list of str or None
        The attributes that make groups.
    measures : list of str
        By which organisations are ranked.
    """

    panel: Panel
    terms: str | None
    plan: Treatment
    by: Sequence[str] | None
    measures: Sequence[str]

    def check(self, what: str, *, test: bool, as_csv: bool) -> None:
        """Refuse what a table cannot be made of, and options that it would not use."""
        if test and as_csv and what != "counts":
            raise UsageError(Phrase("usage.test.one_table", show=what))
        if self.by and not test and what != "groups":
            raise UsageError(Phrase("usage.cli.by_unused"))
        if self.measures and not test and what != "ranks":
            raise UsageError(Phrase("usage.cli.measure_unused"))
        self._check_table(what, test=test)

    def _check_table(self, what: str, *, test: bool) -> None:
        if what == "completions" and self.plan.name != "impute":
            raise UsageError(Phrase("usage.cli.completions"))
        if what == "groups" and not self.by:
            raise UsageError(Phrase("usage.cli.groups"))
        if what == "ranks" and len(self.measures) > 1 and not test:
            raise UsageError(Phrase("usage.cli.ranks", n=len(self.measures)))
        if what == "terms" and (self.terms is not None or self.plan.name != "observed"):
            raise UsageError(Phrase("usage.cli.terms"))
        if what == "terms" and self.panel.events is None:
            raise UsageError(Phrase("usage.lineage.no_events", function="--show terms"))


def table(change: Change, what: str, asked: Asked) -> pd.DataFrame:
    """Return a table of one change, without its relation and waves."""
    make: dict[str, Callable[[Change, Asked], pd.DataFrame]] = {
        "terms": _terms,
        "strengths": _strengths,
        "ranks": _ranks,
        "groups": _groups,
        "rates": _rates,
        "composition": _composition,
    }
    return make[what](change, asked)


def _composition(change: Change, asked: Asked) -> pd.DataFrame:
    """By the events, where there are any and no other terms or organisations were asked for."""
    from relnet.change import composition  # noqa: PLC0415 - loads scipy
    from relnet.panel import subset  # noqa: PLC0415 - loads scipy

    told = asked.panel.events is not None and asked.terms in {None, OWN}
    if not told or asked.plan.name == "complete":
        return change.composition
    panel = subset(asked.panel, relations=[change.before.relation])
    found = composition(panel, change.before.wave, change.after.wave)
    return found[found.columns[NAMED:]]


def _terms(change: Change, asked: Asked) -> pd.DataFrame:
    from relnet.change import by_terms  # noqa: PLC0415 - loads scipy

    waves = change.before.wave, change.after.wave
    found = by_terms(asked.panel, *waves, relation=change.before.relation)
    return found[found.columns[NAMED + 1 :]]


def _strengths(change: Change, asked: Asked) -> pd.DataFrame:  # noqa: ARG001 - as all are called
    """A row for each two strengths."""
    from relnet.change import strength_transitions  # noqa: PLC0415 - loads scipy

    found = strength_transitions(change)
    found = found.rename(index=str, columns=str)  # one kind: "no tie" stands among the numbers
    found = found.rename_axis(index="strength_before", columns="strength_after")
    return found.melt(ignore_index=False, value_name="cells").reset_index()


def _ranks(change: Change, asked: Asked) -> pd.DataFrame:
    from relnet.change import rank_change  # noqa: PLC0415 - loads scipy

    degree = "in_degree" if change.before.directed else "total_degree"
    found = rank_change(change, asked.measures[0] if asked.measures else degree)
    found.insert(0, "measure", found.attrs["measure"])
    return found


def _groups(change: Change, asked: Asked) -> pd.DataFrame:
    from relnet.change import group_change  # noqa: PLC0415 - loads scipy

    return group_change(change, list(asked.by or ()))


def _rates(change: Change, asked: Asked) -> pd.DataFrame:
    """One row, with the unit of its interval and half-life."""
    import pandas as pd  # noqa: PLC0415 - heavy

    from relnet.change.times import times  # noqa: PLC0415 - loads scipy
    from relnet.change.turnover import COLUMNS, step  # noqa: PLC0415 - loads scipy

    when = times(asked.panel)
    found = pd.DataFrame([step(change, when)], columns=list(COLUMNS[NAMED + 1 :]))
    found.insert(0, "unit", when.unit)
    return found


def print_tables(changes: Sequence[Change], what: str, asked: Asked, words: Wording) -> None:
    """Print a table for each change, and what there is to know of it."""
    made = [table(change, what, asked) for change in changes]
    for change, found in zip(changes, made, strict=True):
        waves = f"{change.before.wave} → {change.after.wave}"
        click.echo(printable(f"{change.before.relation}, {waves}", 400))
        _PRINTERS[what](change, found, words)
        click.echo()
    click.echo(words(f"cli.table.{what}"))


def _print_terms(change: Change, found: pd.DataFrame, words: Wording) -> None:  # noqa: ARG001
    """The two readings beside each other, a column each."""
    names = [words.name("value", name) for name in found["terms"]]
    rows = ["stayers", "joiners", "leavers", "n01", "n10", "n11", "n00", "entered", "left",
            "not_compared", "internalised", "formation", "dissolution"]  # fmt: skip
    shown = found.rename(columns={"unobserved": "not_compared"})[rows].T
    show.as_table(shown.set_axis(names, axis=1), words, by_row=True)


def _print_strengths(change: Change, found: pd.DataFrame, words: Wording) -> None:
    """From which strength to which, and how many up and down."""
    from relnet.change import rated_change, strength_transitions  # noqa: PLC0415 - loads scipy

    found = strength_transitions(change)  # rows and columns in place of a long table
    names = [
        words.name("value", level) if isinstance(level, str) else words.number(level)
        for level in found.index
    ]
    show.as_table(found.set_axis(names, axis=0).set_axis(names, axis=1), words)
    row = rated_change(change).iloc[0]
    counts = {name: int(row[name]) for name in ("strengthened", "weakened", "same", "persisted")}
    click.echo(words("cli.strengths", **counts))
    if row["unknown_strength"]:
        click.echo(words("cli.strengths.unknown", n=int(row["unknown_strength"])))


def _print_ranks(change: Change, found: pd.DataFrame, words: Wording) -> None:  # noqa: ARG001
    """Who rose and fell, and how stable the order is."""
    measure = words.name("measure", str(found.attrs["measure"]))
    click.echo(words("cli.ranks.by", measure=measure))
    columns = ["actor", "value_before", "value_after", "rank_before", "rank_after", "rank_change"]
    show.as_table(found.sort_values("rank_change", ascending=False)[columns], words)
    told = {name: _decimals(found.attrs[name], words) for name in ("spearman", "kendall")}
    click.echo(words("cli.ranks", n=int(found.attrs["n"]), **told))


def _decimals(value: float, words: Wording) -> str:
    return "–" if value != value else words.number(value, 2)  # noqa: PLR0124 - NaN


def _print_groups(change: Change, found: pd.DataFrame, words: Wording) -> None:
    """From group to group, and who is in none or was in another."""
    columns = ["group", "partner_group", "n01", "n10", "n11", "n00", "density_before",
               "density_after", "change", "coverage"]  # fmt: skip
    shown = found.loc[found["n"] > 0, columns]
    if change.before.directed:
        shown = shown.rename(columns={"group": "from_group", "partner_group": "to_group"})
    show.as_table(shown, words)
    for key in ("in_no_group", "other_group"):
        names = found.attrs[key]
        if names:
            told = ", ".join(printable(name, 100) for name in names)
            click.echo(words(f"cli.groups.{key}", n=len(names), names=told))


def _print_rates(change: Change, found: pd.DataFrame, words: Wording) -> None:  # noqa: ARG001
    """The rates, a row each."""
    unit = words(f"cli.unit.{found['unit'].iloc[0]}")
    rows = ["interval", "coverage", "n10", "n11", "formation", "dissolution", "formation_per_year",
            "dissolution_per_year", "half_life", "density_before", "density_after",
            "mean_degree_before", "mean_degree_after"]  # fmt: skip
    shown = found[rows].astype(object).replace(float("inf"), INFINITE)
    show.as_table(shown.T.set_axis([unit], axis=1), words, by_row=True)
    if (found["coverage"] < 1).any():
        click.echo(words("cli.rates.answered"))


_PRINTERS: dict[str, Callable[[Change, pd.DataFrame, Wording], None]] = {
    "terms": _print_terms,
    "strengths": _print_strengths,
    "ranks": _print_ranks,
    "groups": _print_groups,
    "rates": _print_rates,
}
