"""Two waves treated alike, and what several completions of them say together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import UsageError
from relnet.panel import Panel
from relnet.treatments import check_untreated, completed, leave_out, silent, treat
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Network
    from relnet.treatments import Treatment

FIGURES = ("n00", "n01", "n10", "n11", "jaccard", "hamming", "formation", "dissolution")
"""What is said of each completion."""
STATISTICS = {"mean": "mean", "low": "min", "high": "max"}
"""What is said of all completions together → how it is computed."""


def check_alike(before: Network, after: Network) -> None:
    """Refuse networks whose unobserved cells were treated in different ways.

    Raises
    ------
    UsageError
        If they were.
    """
    if _done(before) != _done(after):
        given = {"before": _described(before), "after": _described(after)}
        raise UsageError(Phrase("usage.compare.treatments", **given))


def _done(network: Network) -> tuple[str, int | None] | None:
    treated = network.treated
    return None if treated is None else (treated.name, treated.completion)


def _described(network: Network) -> str | Phrase:
    treated = network.treated
    return Phrase("treatment.observed") if treated is None else Phrase(f"treatment.{treated.name}")


def treated_alike(before: Network, after: Network, name: str) -> tuple[Network, Network]:
    """Treat two waves in one way; who is left out of one is left out of the other too.

    Otherwise actors that did not answer would seem to have left.
    """
    if name == "complete":
        check_untreated(before, name)
        check_untreated(after, name)
        return _without(before, after, {*silent(before), *silent(after)})
    before, after = treat(before, name), treat(after, name)
    gone = {name for net in (before, after) if net.treated for name in net.treated.dropped}
    return _without(before, after, gone) if gone else (before, after)


def _without(before: Network, after: Network, names: set[str]) -> tuple[Network, Network]:
    return leave_out(before, names), leave_out(after, names)


def completed_alike(
    before: Network, after: Network, treatment: Treatment
) -> list[tuple[Network, Network]]:
    """Return the completions of two waves, drawn together."""
    for network in (before, after):
        check_untreated(network, treatment.name)
    panels = completed(Panel((before, after)), treatment)
    return [(panel.networks[0], panel.networks[1]) for panel in panels]


def completions(counts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the figures of each completion: ``completion, reading`` and `FIGURES`."""
    columns = ["completion", "reading", *FIGURES]
    tables = [table.reset_index().assign(completion=k) for k, table in enumerate(counts, 1)]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat([table[columns] for table in tables], ignore_index=True)


def together(table: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of each figure over the completions, and its lowest and highest.

    Parameters
    ----------
    table
        As `completions` returns it.

    Returns
    -------
    DataFrame
        ``reading, statistic`` and `FIGURES`; `statistic` is ``mean``, ``low`` or ``high``. A
        completion in which a figure is undefined is left out of it.
    """
    rows = [
        {"reading": reading, "statistic": name, **part[list(FIGURES)].agg(how)}
        for reading, part in table.groupby("reading", sort=False)
        for name, how in STATISTICS.items()
    ]
    return pd.DataFrame(rows, columns=["reading", "statistic", *FIGURES])
