"""What is asked of a panel under each treatment: measures of waves, or figures of change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.compare import compare
from relnet.errors import UsageError
from relnet.measures.completions import pool
from relnet.measures.measure import measure
from relnet.treatments import completed
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.measures.groups import By
    from relnet.panel import Network, Panel
    from relnet.treatments import Treatment

CHANGES = ("jaccard", "hamming", "formation", "dissolution", "n01", "n10", "n11", "n00")
"""Figures of the change between two waves."""
UNITS = {"formation": ("n00", "n01"), "dissolution": ("n10", "n11"), "jaccard": ("n01", "n10", "n11")}  # fmt: skip
"""What a rate is taken over; the others over all cells compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Names, and whether they are of change.

    Attributes
    ----------
    names : tuple of str
        Measures, or figures of change.
    by : str, sequence of str or None
        Groups.
    between : bool
        Whether they are figures of change.
    """

    names: Sequence[str]
    by: By | None
    between: bool

    def table(self, panel: Panel, plan: Treatment) -> pd.DataFrame:
        """Return the values of a panel under a treatment, with the tie rule of each."""
        table = self._of_changes(panel, plan) if self.between else self._of_waves(panel, plan)
        nets = {net.relation: net for net in panel}
        rules = {name: str(net.rule) for name, net in nets.items()}
        joined = {
            name: rules.get(name, _joined(name, rules)) for name in table["relation"].unique()
        }
        first = {
            name: nets[name.split(" + ")[0] if name not in nets else name].rule for name in joined
        }
        return table.assign(
            rule=table["relation"].map(joined),
            dyad=table["relation"].map({name: rule.dyad for name, rule in first.items()}),
            at_least=table["relation"]
            .map({name: rule.at_least for name, rule in first.items()})
            .astype(float),
        )

    def _of_waves(self, panel: Panel, plan: Treatment) -> pd.DataFrame:
        return measure(panel, *self.names, by=self.by, treatment=plan)

    def _of_changes(self, panel: Panel, plan: Treatment) -> pd.DataFrame:
        tables = [_changes(one, self.names) for one in completed(panel, plan)]
        table = pool(tables) if plan.name == "impute" else tables[0]
        return table.assign(treatment=plan.name)


def _joined(name: str, rules: dict[str, str]) -> str:
    """The rules of several relations together."""
    return " | ".join(dict.fromkeys(rules[one] for one in name.split(" + ")))


def _changes(panel: Panel, names: Sequence[str]) -> pd.DataFrame:
    """Figures of the change between consecutive waves of each relation."""
    relations = [[net for net in panel if net.relation == name] for name in panel.relations]
    pairs = [pair for networks in relations for pair in pairwise(networks)]
    if not pairs:
        raise UsageError(Phrase("usage.sensitivity.one_wave"))
    return pd.concat([_between(*pair, names) for pair in pairs], ignore_index=True)


def _between(before: Network, after: Network, names: Sequence[str]) -> pd.DataFrame:
    counts = compare(before, after).counts
    asked = before.observation.asked and after.observation.asked
    filled, rows = _filled(before, after), []
    for reading, row in counts.to_dict("index").items():
        for name in names:
            units = UNITS.get(name, ("n00", "n01", "n10", "n11"))
            value = float(row[name]) if asked else float("nan")
            rows.append(
                {
                    "before_wave": before.wave,
                    "after_wave": after.wave,
                    "relation": before.relation,
                    "reading": reading,
                    "measure": name,
                    "value": value,
                    "n": float(sum(row[unit] for unit in units)),
                    "coverage": row["coverage"],
                    "filled": filled,
                    "status": _status(value, row["coverage"], filled, asked=asked),
                }
            )
    return pd.DataFrame(rows)


def _filled(*networks: Network) -> float:
    """Share of the possible cells of both waves that a treatment filled in."""
    possible = sum(len(net.observation.possible) for net in networks)
    filled = sum(len(net.treated.filled) for net in networks if net.treated is not None)
    return filled / possible if possible else 0.0


def _status(value: float, coverage: float, filled: float, *, asked: bool) -> str:
    if not asked:
        return "not asked"
    if value != value:  # noqa: PLR0124 - NaN
        return "undefined"
    if coverage < 1:
        return "partial"
    return "treated" if filled else "complete"
