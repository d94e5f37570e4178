"""What is asked of a network or a change: a measure, over which cells, and its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from relnet.change import Change
from relnet.change.alike import alike
from relnet.errors import UsageError
from relnet.inference.both import aligned, known_of
from relnet.inference.figure import chosen
from relnet.inference.ratios import BETWEEN, OF_NETWORKS, figures, waves
from relnet.inference.refuse import check_enough, check_observed
from relnet.inference.square import square
from relnet.inference.sums import sums_of
from relnet.inference.wave import Wave
from relnet.measures.groups import groups_of
from relnet.panel import Network
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from relnet.inference.square import Square
    from relnet.inference.sums import Sums
    from relnet.measures.define import Measure
    from relnet.measures.groups import By


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A measure of a network, or of the stayers of a change.

    Attributes
    ----------
    name, about, subject
        As in `Estimate`.
    n, possible : int
        Cells (dyads where undirected) that are rated, and possible; of a change in both waves.
    estimate, before, after : float
        The figure; of a change the later minus the earlier.
    sums : Sums
        What there is to count.
    waves : tuple of Wave
        The networks themselves, one or two; none where the figure is a ratio of counts.
    """

    name: str
    about: Literal["value", "change"]
    subject: str
    n: int
    possible: int
    estimate: float
    before: float
    after: float
    sums: Sums
    waves: tuple[Wave, ...] = ()


def ask(x: Network | Change, measure: str, by: By | None) -> Asked:
    """Return what is asked, after a look at whether there is enough to tell from.

    Raises
    ------
    UsageError
        If `x` is neither a network nor a change, the measure does not fit it, or there is
        too little to infer from.
    """
    if not isinstance(x, Network | Change):
        raise UsageError(Phrase("usage.inference.network_or_change", kind=type(x).__name__))
    check_observed(*((x,) if isinstance(x, Network) else (x.before, x.after)))
    between = isinstance(x, Change) and expect(measure, str, "measure_name") in BETWEEN
    network = x if isinstance(x, Network) else x.before
    known = None if between else chosen(measure, network, by)
    sums = sums_of(x)
    *_, n, possible = sums.observed[0].astype(int).tolist()
    subject = subject_of(x)
    check_enough(subject, sums.n, n, possible)
    about: Literal["value", "change"] = "value" if known is None or network is x else "change"
    if known is None or measure in OF_NETWORKS:
        values = waves(measure, sums, sums.observed) if known else []
        estimate = float(figures(measure, sums, sums.observed)[0])
        shown = [float(value[0]) for value in values]
        return Asked(measure, about, subject, n, possible, estimate, *_ends(shown), sums)
    drawn = _waves(x, known, by)
    shown = [wave.value for wave in drawn]
    estimate = shown[-1] - shown[0] if len(shown) > 1 else shown[0]
    return Asked(measure, about, subject, n, possible, estimate, *_ends(shown), sums, drawn)


def subject_of(x: Network | Change) -> str:
    """Return of which relation and waves a figure is."""
    if isinstance(x, Network):
        return f"{x.relation}, {x.wave}"
    return f"{x.before.relation}, {x.before.wave} → {x.after.wave}"


def _ends(values: list[float]) -> tuple[float, float]:
    """The figure of each wave, where there are two."""
    return (values[0], values[1]) if len(values) > 1 else (np.nan, np.nan)


def _waves(x: Network | Change, measure: Measure, by: By | None) -> tuple[Wave, ...]:
    if isinstance(x, Network):
        return (_wave(x, square(x), measure, by),)
    both = aligned(*alike(x.before, x.after))
    both = both if measure.rate else known_of(both)
    return tuple(
        _wave(network, cells, measure, by)
        for network, cells in ((both.before, both.old), (both.after, both.new))
    )


def _wave(network: Network, cells: Square, measure: Measure, by: By | None) -> Wave:
    codes = groups_of(network, by).codes if measure.by and by is not None else None
    return Wave(network, cells, measure, by, codes)
