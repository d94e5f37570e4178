"""Bounds of measures of networks as a tidy table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.measures import MEASURES
from relnet.measures import measure as compute
from relnet.measures.groups import groups_of
from relnet.panel import Network, Panel
from relnet.silence.completion import value_of
from relnet.silence.define import BOUNDS, Bound, units
from relnet.silence.simulate import simulate
from relnet.wording import expect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from relnet.measures.define import Measure
    from relnet.measures.groups import By, Groups

GROUPS = ("group", "partner_group")
COLUMNS = ("wave", "relation", *GROUPS, "measure", "actor", "value", "low", "high", "width", "kind",
           "unknown", "excluded", "status")  # fmt: skip
NO_STRENGTH = "strength unknown"


@dataclass(frozen=True, slots=True)
class Plan:
    """How the bounds are found: the groups, and the random completions."""

    by: By | None
    seed: int
    draws: int


def table_of(panel: Panel, names: Sequence[str], plan: Plan) -> pd.DataFrame:
    """Return the bounds of measures of each network (see `bounds`)."""
    chosen = _chosen(panel, names, plan)
    waves = [tuple(net for net in panel if net.wave == wave) for wave in panel.waves]
    parts = [part for net in panel for part in _parts((net,), chosen, plan, together=False)]
    parts += [part for nets in waves for part in _parts(nets, chosen, plan, together=True)]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*COLUMNS])
    return table if plan.by else table.drop(columns=[*GROUPS])


def _chosen(panel: Panel, names: Sequence[str], plan: Plan) -> list[Measure]:
    """The measures that are asked for, or all numbers for a network with a closed form."""
    wanted = [MEASURES[expect(name, str, "measure_name")] for name in dict.fromkeys(names)]
    directed = any(network.directed for network in panel)
    closed = [MEASURES[name] for name in MEASURES if name in BOUNDS]
    return wanted or [
        one
        for one in closed
        if (one.level == "network" and one.over != "roster" and not one.together)
        and (directed or not one.directed)
        and (plan.by or not one.by)
    ]


def _parts(
    networks: tuple[Network, ...], chosen: Sequence[Measure], plan: Plan, *, together: bool
) -> Iterator[pd.DataFrame]:
    """The rows of each measure: of one network, or of several relations together."""
    own = {one.name: one for one in chosen if one.together == together}
    if own:
        table = compute(Panel(networks), *own, by=plan.by).reindex(columns=[*COLUMNS])
        table.attrs = {}  # else copied with each part
        groups = groups_of(networks[0], plan.by) if plan.by else None
        for name, rows in table.groupby("measure", sort=False):
            yield _bounded(networks, own[str(name)], rows, groups, plan)


def _bounded(
    networks: tuple[Network, ...],
    measure: Measure,
    table: pd.DataFrame,
    groups: Groups | None,
    plan: Plan,
) -> pd.DataFrame:
    """The rows of one measure, with the bounds beside its values."""
    applies = _applies(networks, measure)
    bound = _bound(networks, measure, groups, plan) if applies else Bound(np.nan, np.nan)
    low, high, excluded, unknown = _columns(networks, bound, len(table))
    none = np.isnan(low)
    told = applies and bound.note is None
    assumed = ", roster assumed" if networks[0].roster_assumed else ""
    status = table["status"]
    if applies:
        status = status.mask(none, (bound.note or "undefined") + assumed)
    return table.assign(
        low=low,
        high=high,
        width=high - low,
        kind=pd.Series(bound.kind, table.index, "str").mask(none),
        unknown=unknown.astype(np.int64),
        excluded=np.where(none, 1.0 if told else np.nan, excluded),
        status=status.astype("str"),
    )


def _columns(networks: tuple[Network, ...], bound: Bound, size: int) -> list[NDArray[np.float64]]:
    """Ends, excluded share and unknown cells of each row."""
    unknown = bound.unknown
    if unknown is None:
        unknown = sum(units(network)[1] for network in _asked(networks) or networks)
    parts = (bound.low, bound.high, bound.excluded, unknown)
    return [np.broadcast_to(np.asarray(part, float).reshape(-1), size) for part in parts]


def _asked(networks: tuple[Network, ...]) -> tuple[Network, ...]:
    return tuple(network for network in networks if network.observation.asked)


def _applies(networks: tuple[Network, ...], measure: Measure) -> bool:
    asked = len(_asked(networks))
    if measure.together:
        return asked > 1
    return asked == 1 and (networks[0].directed or not measure.directed)


def _bound(
    networks: tuple[Network, ...], measure: Measure, groups: Groups | None, plan: Plan
) -> Bound:
    """In closed form where there is one, else simulated."""
    asked = _asked(networks)
    if measure.weighted and any(len(network.observation.unknown) for network in asked):
        return Bound(np.nan, np.nan, note=NO_STRENGTH)
    if measure.name in BOUNDS:
        function = BOUNDS[measure.name]
        return function(asked[0], groups) if measure.by else function(asked[0])

    def evaluate(completed: tuple[Network, ...]) -> NDArray[np.float64]:
        return value_of(measure, completed if measure.together else completed[0], groups)

    return simulate(asked, evaluate, plan.draws, plan.seed)
