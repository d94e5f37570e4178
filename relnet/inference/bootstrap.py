"""Standard errors and intervals by redrawing the actors, or leaving each out in turn."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from relnet.inference.asked import ask
from relnet.inference.draws import draw
from relnet.inference.estimate import Estimate
from relnet.inference.ratios import figures, narrowed
from relnet.inference.redraw import redrawn_networks, redrawn_sums, without_each
from relnet.inference.refuse import check_options
from relnet.inference.sums import left_out
from relnet.inference.tails import share_as_far

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.change import Change
    from relnet.inference.asked import Asked
    from relnet.inference.estimate import Alternative
    from relnet.measures.groups import By
    from relnet.panel import Network

    Floats = NDArray[np.float64]


def bootstrap(
    x: Network | Change,
    measure: str = "density",
    *,
    by: By | None = None,
    replicates: int = 1_000,
    seed: int = 1,
    level: float = 0.95,
    alternative: Alternative = "two-sided",
) -> Estimate:
    """Give a measure, or its change, a standard error and an interval by redrawing the actors.

    Parameters
    ----------
    x
        A network; or two waves, as `compare` gives them.
    measure
        A measure of networks. Of a change also what happens between the waves:
        ``"jaccard"``, ``"hamming"``, ``"formation"`` or ``"dissolution"``.
    by
        An attribute whose groups are meant, or several, where the measure needs groups.
    replicates
        How often the actors are redrawn.
    seed
        Of the random numbers.
    level
        Of the interval.
    alternative
        What counts as far, of a change: ``"two-sided"``, ``"greater"`` or ``"less"``.

    Returns
    -------
    Estimate
        The figure, its standard error and a normal interval around it (none where it is the
        same in all redraws, which says nothing of how sure it is). Of a change the later
        minus the earlier, with `statistic` = change / standard error, and as `p` the share of
        redraws whose change is at least as far from their mean as the change is from zero.

    Raises
    ------
    UsageError
        If there are fewer than ten actors, or under a tenth of the cells is rated; or if
        the measure is unknown or gives no single number.

    Notes
    -----
    Each redraw takes n actors with replacement. A cell between two different actors is what
    it was, rated or not; two positions with the same actor take the dyad of a random pair. Of
    a change both waves take the same actors and the same pairs, and only the cells that are
    rated in both waves count, among the stayers, in either wave.

    Two-sided `p` is by the absolute value, centred on the mean of the redraws. The percentile
    interval is in the redraws: ``np.nanquantile(found.draws, [0.025, 0.975])``.

    Not for how sure a tie or an answer is, and no sampling error: where all actors of a
    region are in the network, the interval says how far the figure depends on who they are.
    With the actors as they are, waves differ less than that: the interval is then too wide,
    and the test finds too little, not too much.

    Density, average degree and what happens between waves take time in proportion to the
    ties; all else is measured in each redrawn network.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999). Non-parametric standard errors and tests for
    network statistics. *Connections* 22, 161–170.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    >>> found = rn.bootstrap(rn.compare(panel["2023"], panel["2025"]), "density")
    >>> found.low < found.estimate < found.high
    True
    """
    check_options(level, alternative)
    asked = ask(x, measure, by)
    if asked.waves:
        draws = draw(redrawn_networks, replicates, seed, asked.waves)
    else:
        draws = draw(redrawn_sums, replicates, seed, asked.name, narrowed(asked.name, asked.sums))
    error = _spread(draws)
    change = asked.about == "change"
    return Estimate(
        **_shown(asked, error, level),
        method="bootstrap",
        statistic=_t(asked, error),
        p=share_as_far(draws - _mean(draws), asked.estimate, alternative) if change else np.nan,
        alternative=alternative,
        permuted="redrawn",
        null="redrawn" if change else "",
        replicates=replicates,
        undefined=int(np.isnan(draws).sum()),
        seed=seed,
        draws=draws,
    )


def jackknife(
    x: Network | Change, measure: str = "density", *, by: By | None = None, level: float = 0.95
) -> Estimate:
    """Give a measure, or its change, a standard error by leaving out each actor in turn.

    Parameters
    ----------
    x
        A network; or two waves, as `compare` gives them.
    measure, by, level
        As in `bootstrap`.

    Returns
    -------
    Estimate
        The figure, its standard error and a normal interval around it; of a change the later
        minus the earlier, with `statistic` = change / standard error. `draws` has the figure
        without each actor, in the order of the actors.

    Raises
    ------
    UsageError
        As in `bootstrap`.

    Notes
    -----
    The standard error is √[(n − 2) / 2n · Σ (Z₋ᵢ − Z̄)²], Z₋ᵢ the figure without actor i and Z̄
    their mean. There is no chance in it: it is always the same. It is the error of dyads that
    come out otherwise between actors that stay what they are. Where unlike actors are drawn
    anew it is too small (in simulations by a quarter): that is the question of `bootstrap`.
    It fits figures that are sums over dyads, such as density; not for figures that jump when
    one actor is left out, such as the number of components, nor for counts that grow with the
    network.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999). Non-parametric standard errors and tests for
    network statistics. *Connections* 22, 161–170.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    >>> rn.jackknife(panel[0]).se > 0
    True
    """
    check_options(level)
    asked = ask(x, measure, by)
    if asked.waves:
        draws = without_each(asked.waves)
    else:
        fewer = replace(asked.sums, n=asked.sums.n - 1)
        draws = figures(asked.name, fewer, left_out(asked.sums))
    known = draws[~np.isnan(draws)]
    n = known.size
    error = (
        float(np.sqrt((n - 2) / (2 * n) * ((known - known.mean()) ** 2).sum())) if n > 2 else np.nan
    )
    return Estimate(
        **_shown(asked, error, level),
        method="jackknife",
        statistic=_t(asked, error),
        permuted="left_out",
        replicates=draws.size,
        undefined=draws.size - n,
        draws=draws,
    )


def _shown(asked: Asked, error: float, level: float) -> dict[str, Any]:
    """The figure and its interval, as `Estimate` takes them; none where nothing varies."""
    reach = NormalDist().inv_cdf((1 + level) / 2) * error if error > 0 else np.nan
    low, high = asked.estimate - reach, asked.estimate + reach
    names = ("name", "about", "subject", "estimate", "before", "after", "n", "possible")
    shown = {name: getattr(asked, name) for name in names}
    return shown | {"se": error, "low": low, "high": high, "level": level}


def _t(asked: Asked, error: float) -> float:
    """A change as a multiple of its error."""
    return asked.estimate / error if asked.about == "change" and error > 0 else np.nan


def _mean(draws: Floats) -> float:
    known = draws[~np.isnan(draws)]
    return float(known.mean()) if known.size else np.nan


def _spread(draws: Floats) -> float:
    known = draws[~np.isnan(draws)]
    if known.size < 2:
        return np.nan
    return float(known.std(ddof=1)) if np.ptp(known) > 0 else 0.0
