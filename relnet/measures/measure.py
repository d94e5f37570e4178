"""Measures of networks as a tidy table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.measures.define import MEASURES, Figure, Measure
from relnet.panel import Network, Panel, from_networkx
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

Measurable: TypeAlias = "Panel | Network | nx.Graph[Any] | nx.DiGraph[Any]"

COLUMNS = ("wave", "relation", "measure", "actor", "value", "n", "coverage", "status", "maximum", "known_outside")  # fmt: skip


def measure(source: Measurable, *names: str, wide: bool = False) -> pd.DataFrame:
    """Compute measures of each network.

    Parameters
    ----------
    source
        A panel, a network or a networkx graph (taken as fully observed).
    *names
        Measures by name (see `list_measures`); all that apply without.
    wide
        A column for each measure, in place of a row for each value.

    Returns
    -------
    DataFrame
        ``wave, relation, measure, actor, value, n, coverage, status, maximum,
        known_outside``. `actor` is missing for measures of the network. `n` counts the
        units that the value was computed over and `coverage` is their share of the
        possible ones. `status` is ``complete``, ``partial`` (computed over less than
        all), ``unobserved``, ``undefined`` (nothing to divide by), ``not asked`` or ``not
        applicable``, with ``roster assumed`` where there was no roster. `maximum` is the
        theoretical maximum by which a centralisation was divided. `known_outside` counts
        the known ties outside the rated cells. With `wide`: ``wave, relation`` (and
        ``actor``) and the values.

    Raises
    ------
    UsageError
        If a measure is unknown or the source is of another type.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> rn.measure(nx.star_graph(5), "density", "centralisation_total_degree", wide=True)
      wave  relation   density  centralisation_total_degree
    0    1  relation  0.333333                          1.0
    """
    wanted = [expect(name, str, "measure_name") for name in names]
    measures = [MEASURES[name] for name in dict.fromkeys(wanted)]
    networks = _networks(source)
    chosen = measures or [MEASURES[name] for name in MEASURES]
    if not measures and not any(network.directed for network in networks):
        chosen = [measure for measure in chosen if not measure.directed]
    parts = [_rows(network, m) for network in networks for m in chosen]
    table = _stack(parts)
    if wide:
        return _wide(table, [m.name for m in chosen])
    table.attrs["rules"] = {network.relation: str(network.rule) for network in networks}
    return table


def _networks(source: Measurable) -> list[Network]:
    if isinstance(source, Network):
        return [source]
    if isinstance(source, Panel):
        return list(source)
    if "networkx" in sys.modules and isinstance(source, sys.modules["networkx"].Graph):
        return [from_networkx(source)]
    raise UsageError(Phrase("usage.measurable", kind=type(source).__name__))


def _rows(network: Network, measure: Measure) -> dict[str, NDArray[np.generic]]:
    """The values of one measure in one network, as columns."""
    figure = _figure(network, measure)
    value = np.atleast_1d(np.asarray(figure.value, float))
    size = value.size
    n, possible = (
        np.broadcast_to(np.asarray(units, float), size) for units in (figure.n, figure.possible)
    )
    coverage = np.divide(n, possible, out=np.full(size, np.nan), where=possible > 0)
    actor = network.actors.to_numpy(object) if measure.level == "actor" else np.full(size, None)
    constant = {
        "wave": network.wave,
        "relation": network.relation,
        "measure": measure.name,
        "maximum": np.nan if figure.maximum is None else figure.maximum,
        "known_outside": network.n_known_outside,
    }
    columns = {name: np.full(size, what) for name, what in constant.items()}
    status = _status(network, measure, figure, value, n, possible)
    return columns | {
        "actor": actor,
        "value": value,
        "n": n,
        "coverage": coverage,
        "status": status,
    }


def _figure(network: Network, measure: Measure) -> Figure:
    """What the measure gives, with everything filled in that it left open."""
    size = network.n if measure.level == "actor" else 1
    seen = network.observation
    if not seen.asked or (measure.directed and not network.directed):
        figure = Figure(np.full(size, np.nan), 0, len(seen.possible))
    else:
        given = measure.function(network)
        figure = given if isinstance(given, Figure) else Figure(given)
        value = figure.value
        if isinstance(value, pd.Series):
            figure = Figure(value.reindex(network.actors).to_numpy(float))
    halves = 1 if network.directed else 2
    n = len(seen.rated) // halves if figure.n is None else figure.n
    possible = len(seen.possible) // halves if figure.possible is None else figure.possible
    return Figure(figure.value, n, possible, figure.maximum, figure.note)


def _status(
    network: Network,
    measure: Measure,
    figure: Figure,
    value: NDArray[np.float64],
    n: NDArray[np.float64],
    possible: NDArray[np.float64],
) -> NDArray[np.object_]:
    assumed = ", roster assumed" if network.roster_assumed else ""
    status = np.full(value.size, "complete" + assumed, dtype=object)
    if network.roster_assumed:
        status[:] = "roster assumed"
    status[n < possible] = "partial" + assumed
    absent = np.isnan(value)
    status[absent] = (figure.note or "undefined") + assumed
    unseen = absent & (n == 0) & (possible > 0)
    if measure.level == "actor":
        unseen |= absent & network.unknown_actors
    status[unseen] = "unobserved" + assumed
    if measure.directed and not network.directed:
        status[:] = "not applicable"
    if not network.observation.asked:
        status[:] = "not asked"
    return status


def _stack(parts: list[dict[str, NDArray[np.generic]]]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
    table = pd.DataFrame(columns)
    texts = ["wave", "relation", "measure", "actor", "status"]
    return table.astype(dict.fromkeys(texts, "str") | {"n": "int64", "known_outside": "int64"})


def _wide(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """One column a measure; network measures beside actors stand in every row of theirs."""
    index = ["wave", "relation"]
    by_actor = table[table["actor"].notna()]
    whole = table[table["actor"].isna()].pivot(index=index, columns="measure", values="value")
    if by_actor.empty:
        result = whole.reindex(pd.MultiIndex.from_frame(table[index].drop_duplicates()))
    else:
        rows = by_actor.pivot(index=[*index, "actor"], columns="measure", values="value")
        order = by_actor[[*index, "actor"]].drop_duplicates()
        rows = rows.reindex(pd.MultiIndex.from_frame(order))
        result = rows.join(whole, on=index)
    return result.reindex(columns=names).rename_axis(columns=None).reset_index()
