"""The values of one measure of one case, with what they were computed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.measures.define import Figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.measures.cases import Case
    from relnet.measures.define import Measure
    from relnet.measures.groups import Groups
    from relnet.measures.tidy import Cells
    from relnet.panel import Network


def rows(case: Case, measure: Measure, groups: Groups | None) -> dict[str, Cells]:
    """Return the values of one measure of one case, as columns."""
    network, (size, labels) = case.network, _labels(case.network, measure, groups)
    figure = _figure(case, measure, groups, size)
    value = np.asarray(figure.value, float).reshape(-1)
    n, possible = (
        np.broadcast_to(np.asarray(units, float).reshape(-1), size)
        for units in (figure.n, figure.possible)
    )
    coverage = np.divide(n, possible, out=np.full(size, np.nan), where=possible > 0)
    together = case.networks if measure.together else (network,)
    constant: dict[str, Cells] = {
        "wave": network.wave,
        "relation": " + ".join(one.relation for one in together),
        "measure": measure.name,
        "maximum": np.nan if figure.maximum is None else figure.maximum,
        "known_outside": sum(one.n_known_outside for one in together),
        "treatment": case.treatment,
        "filled": case.filled,
    }
    if case.group is not None:
        labels["group"] = case.group
    status = _status(case, measure, figure, value, n, possible)
    return constant | labels | {"value": value, "n": n, "coverage": coverage, "status": status}


def _labels(
    network: Network, measure: Measure, groups: Groups | None
) -> tuple[int, dict[str, Cells]]:
    """How many values there are, and whom each is about."""
    names = np.array(groups.labels if groups is not None else (), object)
    labels: dict[str, Cells] = dict.fromkeys(("group", "partner_group", "actor"))
    if measure.level == "actor":
        return network.n, labels | {"actor": network.actors}
    if measure.level == "group":
        return names.size, labels | {"group": names}
    if measure.level == "pair":
        pairs = {"group": names.repeat(names.size), "partner_group": np.tile(names, names.size)}
        return names.size**2, labels | pairs
    return 1, labels


def _figure(case: Case, measure: Measure, groups: Groups | None, size: int) -> Figure:
    """What the measure gives, with everything filled in that it left open."""
    network, seen = case.network, case.network.observation
    if not _applies(case, measure):
        figure = Figure(np.full(size, np.nan), 0, len(seen.possible))
    else:
        given = _called(case, measure, groups)
        figure = given if isinstance(given, Figure) else Figure(given)
        value = figure.value
        if isinstance(value, pd.Series):
            figure = Figure(value.reindex(network.actors).to_numpy(float))
    halves = 1 if network.directed else 2
    n = len(seen.rated) // halves if figure.n is None else figure.n
    possible = len(seen.possible) // halves if figure.possible is None else figure.possible
    value = figure.value
    if case.blank and not measure.about_the_asked:
        value = np.full(size, np.nan)
    return Figure(value, n, possible, figure.maximum, figure.note)


def _called(case: Case, measure: Measure, groups: Groups | None) -> Any:
    source = case.asked if measure.together else case.network
    return measure.function(source, groups) if measure.by else measure.function(source)


def _applies(case: Case, measure: Measure) -> bool:
    if measure.together:
        return len(case.asked) > 1
    return case.network.observation.asked and (case.network.directed or not measure.directed)


def _status(
    case: Case,
    measure: Measure,
    figure: Figure,
    value: NDArray[np.float64],
    n: NDArray[np.float64],
    possible: NDArray[np.float64],
) -> NDArray[np.object_] | str:
    """Status of each value, or one for all."""
    network = case.network
    if len(case.asked) < (2 if measure.together else 1):
        return "not asked"
    if measure.directed and not network.directed:
        return "not applicable"
    assumed = ", roster assumed" if network.roster_assumed else ""
    whole = "treated" if case.filled else "complete"
    whole = "roster assumed" if assumed and whole == "complete" else whole + assumed
    absent, part = np.isnan(value), n < possible
    if not absent.any() and not part.any():
        return whole
    status = np.where(part, "partial" + assumed, whole).astype(object)
    note = np.asarray("undefined" if figure.note is None else figure.note, object)
    status[absent] = np.broadcast_to(note, value.size)[absent] + assumed
    unseen = absent & (n == 0) & (possible > 0)
    if measure.level == "actor":
        unseen |= absent & network.unknown_actors
    status[unseen] = "unobserved" + assumed
    return status
