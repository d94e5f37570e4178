"""Ties with two reports: how many of them both partners report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.measures.define import Figure, measure, ratio

if TYPE_CHECKING:
    from relnet.panel import Network


@measure(
    level="network",
    definition="ties that both partners report / ties that either of them reports, over the dyads "
    "(cells where directed) on which both answered; where a tie has two reports",
    source="Stork & Richards 1992",
    oracle="by definition; by hand",
    over="dyads on which both reports were rated; cells where directed",
    rate=True,
    unit="share",
)
def confirmation_rate(network: Network) -> Figure:
    """Share of the reported ties that the partner reports too.

    Of what was reported: a treatment fills in ties, and no reports, so it has none of a
    network of which cells were filled in.
    """
    if network.treated is not None and len(network.treated.filled):
        return Figure(float("nan"), note="reports not filled in")
    if len(network.reports) < 2:
        note = "not applicable" if network.reports else "reports not kept"
        return Figure(float("nan"), note=note)
    first, second = network.reports
    per = 1 if network.directed else 2
    n, possible = (
        len(mine & theirs) // per
        for mine, theirs in ((first.rated, second.rated), (first.possible, second.possible))
    )
    rated = first.rated & second.rated
    both, either = (
        len(ties & rated) for ties in (first.ties & second.ties, first.ties | second.ties)
    )
    return Figure(ratio(both, either), n, possible)
