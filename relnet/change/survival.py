"""How long ties last after they were first seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.histories import NO_TIE, TIE, histories
from relnet.change.near import NEAR
from relnet.change.times import times
from relnet.change.turnover import half_life
from relnet.change.waves import relations
from relnet.panel import Panel
from relnet.wording import expect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Signs = NDArray[np.int8]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

MONTHS = 12
"""In a year."""
COLUMNS = ("relation", "time", "at_risk", "dissolved", "censored", "survival", "se")


def tie_survival(
    panel: Panel,
    relation: str | None = None,
    *,
    new_only: bool = False,
    dates: Mapping[str, date] | None = None,
) -> pd.DataFrame:
    """Return how long ties last after they were first seen (Kaplan–Meier).

    Parameters
    ----------
    panel
        The panel.
    relation
        The relation; all of them without.
    new_only
        Whether to leave out ties of which the beginning was not seen: of the first wave, and
        those of which the cell was not rated in the wave before they were first seen. They
        are older than they seem, and where old ties last longer the curve is too high.
    dates
        Wave → when it was held, as for `turnover`.

    Returns
    -------
    DataFrame
        ``relation, time, at_risk, dissolved, censored, survival, se``, a row for each time
        since a tie was first seen at which one dissolved or was last seen, and for 0. `at_risk`
        are the ties seen that long, `survival` is S(t) = Π (1 − d_i / n_i) and `se` Greenwood's
        standard error S √Σ d_i / (n_i (n_i − d_i)), NaN once nothing is left.

        ``.attrs`` has `unit` and `dates` (see `turnover`) and, by relation: `ties`, how many
        were followed; `left_truncated`, of how many of these the beginning was not seen;
        `half_life`, the first time at which S ≤ ½, NaN where it is not reached; and
        `half_life_geometric`: what the half-life would be if each tie had the same chance to
        dissolve at any moment (see `turnover`), over all waves together.

    Raises
    ------
    UsageError
        If it is no panel, there is no such relation, or the dates are not one for each wave,
        in order.

    See Also
    --------
    trajectories : The history of each tie.
    turnover : The half-life from each wave to the next.

    Notes
    -----
    Only rated cells count. A tie is followed from the wave in which it is first seen. It
    dissolves at the first wave in which it is not there; if it is unobserved before that, an
    end leaves or the waves are over, it is censored at the wave in which it was last seen.
    One that comes back is not followed again. Dissolutions are found at waves: between two of
    them nobody saw when, and years are counted in whole months unless waves are nearer to one
    another than three.

    The standard errors take the ties to be independent, which ties of one actor are not,
    and the ties of a census to be a sample of those there could have been.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    *Journal of the American Statistical Association* 53, 457–481.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> waves = [nx.Graph(ties) for ties in (["AB", "BC", "CA"], ["BC", "CA"], ["BC"])]
    >>> for graph in waves:
    ...     graph.add_nodes_from("ABC")
    >>> panel = rn.Panel(tuple(rn.from_networkx(g, wave=str(k)) for k, g in enumerate(waves)))
    >>> rn.tie_survival(panel)[["time", "at_risk", "dissolved", "censored", "survival"]].round(3)
       time  at_risk  dissolved  censored  survival
    0   0.0        3          0         0     1.000
    1   1.0        3          1         0     0.667
    2   2.0        2          1         1     0.333
    """
    expect(panel, Panel, "panel_only", function="tie_survival")
    when = times(panel, dates)
    at = np.array([when.at[wave] for wave in panel.waves])
    tables = []
    told: dict[str, dict[str, float]] = {name: {} for name in ABOUT}
    for name in relations(panel, relation):
        signs = _seen(histories(panel, name).signs, new_only=new_only)
        spells = _followed(signs, at, years=when.unit == "years")
        table = _curve(spells)
        table.insert(0, "relation", name)
        tables.append(table)
        for what, value in zip(ABOUT, _about(signs, at, spells, table), strict=True):
            told[what][name] = value
    result = pd.concat(tables, ignore_index=True).astype({"relation": "str"})
    result.attrs = {"unit": when.unit, "dates": when.known_by}
    result.attrs.update(told)
    return result


ABOUT = ("ties", "left_truncated", "half_life", "half_life_geometric")


@dataclass(frozen=True, slots=True, eq=False)
class _Spells:
    """Ties from when they were first seen (each of shape ``(m,)``)."""

    length: Floats
    dissolved: Flags
    begun: Flags


def _seen(signs: Signs, *, new_only: bool) -> Signs:
    """The histories of the ties that are followed: of all, or of those whose beginning was seen."""
    signs = signs[(signs == TIE).any(axis=1)]
    return signs[_begun(signs)] if new_only else signs


def _begun(signs: Signs) -> Flags:
    """Whether each tie was first seen right after a wave in which it was not there."""
    first = (signs == TIE).argmax(axis=1)
    before = np.take_along_axis(signs, first[:, None] - 1, 1)[:, 0]
    return np.asarray((first > 0) & (before == NO_TIE))


def _followed(signs: Signs, at: Floats, *, years: bool) -> _Spells:
    """Follow each tie from the wave in which it is first rated as one."""
    waves = signs.shape[1]
    first = (signs == TIE).argmax(axis=1)
    after = np.arange(waves) > first[:, None]
    stops = after & (signs != TIE)
    end = np.where(stops.any(axis=1), stops.argmax(axis=1), waves)
    sign = np.take_along_axis(signs, np.minimum(end, waves - 1)[:, None], 1)[:, 0]
    dissolved = (end < waves) & (sign == NO_TIE)
    last = np.where(dissolved, end, end - 1)
    length = _lengths(at[first], at[last], at, years=years)
    return _Spells(length, dissolved, _begun(signs))


def _lengths(start: Floats, end: Floats, at: Floats, *, years: bool) -> Floats:
    """How long ties were followed: in whole months where no waves are nearer than three."""
    whole = years and np.diff(at).min(initial=np.inf) >= 3 / MONTHS
    length = end - start
    return np.asarray(np.round(length * MONTHS) / MONTHS if whole else np.round(length, 9))


def _curve(spells: _Spells) -> pd.DataFrame:
    """The curve, a row for each length, and for 0."""
    time, place = np.unique(np.r_[0.0, spells.length], return_inverse=True)
    place = place[1:]
    dissolved = np.bincount(place[spells.dissolved], minlength=time.size)
    censored = np.bincount(place[~spells.dissolved], minlength=time.size)
    at_risk = (dissolved + censored)[::-1].cumsum()[::-1]
    left = at_risk - dissolved
    survival = np.cumprod(left / np.maximum(at_risk, 1)) if spells.length.size else np.ones(1)
    steps = np.divide(dissolved, at_risk * left, out=np.zeros(time.size), where=left > 0)
    se = np.where(survival > 0, survival * np.sqrt(np.cumsum(steps)), np.nan)
    columns = (time, at_risk, dissolved, censored, survival, se)
    return pd.DataFrame(dict(zip(COLUMNS[1:], columns, strict=True)))


def _about(signs: Signs, at: Floats, spells: _Spells, table: pd.DataFrame) -> tuple[float, ...]:
    """How many ties were followed, of how many the beginning was not seen, and the half-lives."""
    half = table.loc[table["survival"] <= 0.5 + NEAR, "time"]
    pairs = [(signs[:, k], signs[:, k + 1]) for k in range(signs.shape[1] - 1)]
    n10 = np.array([((a == TIE) & (b == NO_TIE)).sum() for a, b in pairs])
    n11 = np.array([((a == TIE) & (b == TIE)).sum() for a, b in pairs])
    return (
        spells.length.size,
        int((~spells.begun).sum()),
        float(half.min()) if len(half) else float("nan"),
        _geometric(n10, n11, np.round(np.diff(at), 9)),
    )


def _geometric(n10: Ints, n11: Ints, interval: Floats) -> float:
    """The half-life at the most likely constant chance to dissolve, over several intervals.

    Where all intervals are the same it is that of the sums; else the root of the derivative of
    the likelihood, Σ n10 Δ / (exp(λΔ) − 1) − Σ n11 Δ, at λ = ln 2 / half-life.
    """
    lost, kept = float(n10.sum()), float(n11.sum())
    if not lost or not kept or len(set(interval)) == 1:
        return half_life(lost, kept, float(interval[0]) if interval.size else float("nan"))
    from scipy.optimize import brentq  # noqa: PLC0415 - slow to load

    def slope(rate: float) -> float:
        with np.errstate(over="ignore"):  # a chance to last of 0
            gone = np.sum(n10 * interval / np.expm1(rate * interval))
        return float(gone - np.sum(n11 * interval))

    low = lost / np.sum(interval * (n11 + n10))
    high = lost / np.sum(interval * n11)
    return float(np.log(2) / brentq(slope, low, high, xtol=1e-14, rtol=1e-13))
