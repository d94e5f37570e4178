"""What organisations rate, as evidence of trust and of consensus about goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from relnet.evidence.source import status
from relnet.survey import composites
from relnet.survey.composed import stated_composites
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from relnet.panel import Network
    from relnet.rules import TieRule
    from relnet.survey import Survey

ABOUT = {"trust": "partner", "goal": "own"}
"""Whom organisations usually rate, themselves or others, where items are of both."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings that measure something.

    Attributes
    ----------
    survey
        The survey that asked them; ``None`` where it is not given.
    names
        What is measured → the items or composites that measure it.
    """

    survey: Survey | None
    names: dict[str, tuple[str, ...]]
    _tables: dict[tuple[str, TieRule], pd.DataFrame] = field(default_factory=dict)

    def figures(self, network: Network, what: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the mean of the organisations and the spread between them."""
        labels = {f"{what}_rating": "value", f"{what}_spread": "spread"}
        row = self._row(network, what)
        for label, column in labels.items():
            yield label, missing(row) if isinstance(row, str) else _figure(network, row, column)

    def _row(self, network: Network, what: str) -> dict[str, Any] | str:
        """What was rated in the wave of a network; why nothing is known, in place of it."""
        if self.survey is None or not self.names[what]:
            asked = self.survey is None or len(self.survey.items)
            return "not given" if asked else "not asked"
        table = self._table(self.survey, what, network.rule)
        rows = table[(table["wave"] == network.wave) & (table["status"] != "not asked")]
        if rows.empty:
            return "not asked"
        usual = rows[rows["about"] == ABOUT[what]]
        return dict((usual if len(usual) else rows).iloc[0])

    def _table(self, survey: Survey, what: str, rule: TieRule) -> pd.DataFrame:
        """The composite of each wave, every organisation counting once."""
        key = (what, rule)
        if key not in self._tables:
            items = {what: list(_items(survey, self.names[what]))}
            table = composites(survey, items, rule=rule)
            whole = table[(table["level"] == "network") & (table["weighting"] == "actors")]
            self._tables[key] = whole
        return self._tables[key]


def _items(survey: Survey, names: tuple[str, ...]) -> Iterator[str]:
    """The items by these names, and those that make up composites by these names."""
    stated, known = stated_composites(survey), survey.items["item"].unique()
    for name in names:
        if name not in stated and name not in known:
            raise unknown("item", name, [*stated, *known])
        yield from stated.get(name, (name,))


def missing(status: str) -> dict[str, Any]:
    """Return a figure without a value, and why it has none."""
    return {"value": float("nan"), "n": 0, "coverage": float("nan"), "status": status}


def _figure(network: Network, row: dict[str, Any], column: str) -> dict[str, Any]:
    value, n = float(row[column]), int(row["n"])
    said = row["status"] if value == value else status(network, value, n, n)  # noqa: PLR0124
    return {"value": value, "n": n, "coverage": row["coverage"], "status": said}
