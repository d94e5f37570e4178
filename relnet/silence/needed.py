"""Whom to ask first: the answers that make the bounds narrower, whatever they are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.measures import MEASURES
from relnet.panel import Network, Panel
from relnet.silence.answers import waiting
from relnet.silence.define import units
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from relnet.silence.answers import Waiting

COLUMNS = ("wave", "relation", "rank", "actor", "answered", "guaranteed", "best", "width_after_worst",
           "width_after_best", "cumulative", "status")  # fmt: skip


def _per_actor(network: Network) -> float:
    return 1 / network.n


def _both_ends(network: Network) -> float:
    return 2 / network.n


def _per_cell(network: Network) -> float:
    return 1 / max(units(network)[2], 1)


WIDTHS: dict[str, Callable[[Network], float]] = {
    "density": _per_cell,
    "ties": lambda _: 1.0,
    "average_degree": lambda network: (1 if network.directed else 2) / network.n,
    "in_degree": _per_actor,
    "out_degree": _per_actor,
    "total_degree": _both_ends,
}
"""Measure → what each unknown cell (dyad) adds to the width of its bounds; the mean over the
actors where it is a measure of these."""


def response_needed(
    source: Network | Panel,
    measure: str = "density",
    *,
    k: int | None = None,
    rank_by: Literal["worst", "best"] = "worst",
) -> pd.DataFrame:
    """Rank the organisations by how much their answer would narrow the bounds.

    Parameters
    ----------
    source
        A network; of a panel each network by itself.
    measure
        ``density``, ``ties``, ``average_degree``, or ``in_degree``, ``out_degree`` and
        ``total_degree``, of which the mean width over the actors is narrowed.
    k
        How many to rank; all without.
    rank_by
        ``"worst"`` asks those first whose answer is sure to tell most, ``"best"`` those
        whose answer could tell most.

    Returns
    -------
    DataFrame
        ``wave, relation, rank, actor, answered, guaranteed, best, width_after_worst,
        width_after_best, cumulative, status``. `guaranteed` is what the answer takes off
        the width of the bounds, whatever it is and whatever those ranked before answered;
        `best` the most that it can take off. `width_after_worst` is the width that is left at
        most after this answer and those before, `width_after_best` the one that is left if
        all of them decide as much as they can, and `cumulative` the guaranteed narrowing by
        all so far. `answered` is whether the
        actor answered in part. `status` is ``exact``, or ``assumed`` where the network
        does not hold its reports (see `Network`) and those who answered are taken to have
        answered on everyone. A relation that was not asked in a wave has no rows; its wave and
        name are in ``attrs["not_asked"]``.

    Raises
    ------
    UsageError
        If the measure is one whose bounds are not narrowed by the same amount by each cell
        that becomes known, is of directed relations and the network is not, the network was treated
        already, or the source is of another type.

    See Also
    --------
    bounds : The bounds themselves.

    Notes
    -----
    Each unknown cell waits for one report or for two. If for one, its answer decides it.
    If for two, under EITHER a yes decides it alone, and a no leaves it unknown until the
    partner answers; under BOTH it is the other way round, and MEAN and MAX each have an
    answer that decides and one that does not. So a set S of answers is sure to decide just
    the cells all of whose missing reports are from S, and decides at best those that wait
    for any of S. The guarantee is not additive: two silent partners can be worth more together
    than apart. The ranking is greedy: each is the one with the most to add to those before
    it, the first on the roster where several have. It is assumed that one who answers,
    answers on all partners.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> survey = rn.read_survey(pd.DataFrame({"source": ["A", "B"], "target": ["B", "C"]}),
    ...     roster=pd.DataFrame({"id": list("ABCD")}), register=pd.DataFrame({"id": list("AB")}),
    ...     mutual=True, warn=False)
    >>> rn.response_needed(rn.build_panel(survey), "ties")[
    ...     ["actor", "guaranteed", "best", "width_after_worst", "width_after_best"]]
      actor  guaranteed  best  width_after_worst  width_after_best
    0     D         2.0   3.0                2.0               1.0
    1     C         2.0   2.0                0.0               0.0
    """
    if not isinstance(source, Panel | Network):
        raise UsageError(Phrase("usage.bounds.source", kind=type(source).__name__))
    if measure not in WIDTHS:
        names = ", ".join(repr(name) for name in WIDTHS)
        raise UsageError(Phrase("usage.needed.measure", measure=repr(measure), names=names))
    if rank_by not in {"worst", "best"}:
        raise UsageError(Phrase("usage.needed.rank_by", given=repr(rank_by)))
    if k is not None and expect(k, int, "whole", argument="k") < 0:
        raise UsageError(Phrase("usage.needed.k", k=k))
    networks = (source,) if isinstance(source, Network) else source
    tables = [_ranked(network, measure, k, rank_by) for network in networks]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[*COLUMNS])
    unasked = [(net.wave, net.relation) for net in networks if not net.observation.asked]
    table.attrs = {"measure": measure, "rank_by": rank_by, "not_asked": unasked}
    return table


def _ranked(network: Network, measure: str, k: int | None, rank_by: str) -> pd.DataFrame:
    """The ranking of one network, in the units of the measure."""
    if network.treated is not None:
        raise UsageError(Phrase("usage.bounds.treated", treatment=repr(network.treated.name)))
    if MEASURES[measure].directed and not network.directed:
        told = {"measure": repr(measure), "relation": repr(network.relation)}
        raise UsageError(Phrase("usage.needed.undirected", **told))
    asks = waiting(network)
    steps = list(islice(_steps(asks, rank_by), k)) if network.observation.asked else []
    each, unknown = WIDTHS[measure](network) if steps else 0.0, units(network)[1]
    actor = np.array([step[0] for step in steps], np.int64)
    sure, more = (np.array([step[part] for step in steps], float) for part in (1, 2))
    return pd.DataFrame(
        {
            "wave": pd.Series(network.wave, range(len(steps)), "str"),
            "relation": pd.Series(network.relation, range(len(steps)), "str"),
            "rank": np.arange(1, len(steps) + 1),
            "actor": network.actors[actor].to_numpy(),
            "answered": network.observation.answered[actor],
            "guaranteed": sure * each,
            "best": (asks.one + asks.two)[actor] * each,
            "width_after_worst": (unknown - sure.cumsum()) * each,
            "width_after_best": (unknown - more.cumsum()) * each,
            "cumulative": sure.cumsum() * each,
            "status": "exact" if asks.source == "reports" else "assumed",
        },
        columns=[*COLUMNS],
    )


def _steps(asks: Waiting, rank_by: str) -> Iterator[tuple[int, int, int]]:
    """Each next actor, and how many cells its answer adds if all answers decide least, and most."""
    sure, more = asks.one.copy(), asks.one + asks.two
    left = more > 0
    while left.any():
        score = np.where(left, sure if rank_by == "worst" else more, -1)
        actor = int(np.argmax(score))
        yield actor, int(sure[actor]), int(more[actor])
        shared = asks.shared(actor)
        sure += shared
        more -= shared
        left[actor] = False
