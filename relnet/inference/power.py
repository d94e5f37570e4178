"""The smallest change that a test would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change import Change
from relnet.errors import UsageError
from relnet.inference.asked import ask
from relnet.inference.detectable import Detectable
from relnet.inference.draws import draw
from relnet.inference.planted import Start, chances, found
from relnet.inference.ratios import OF_NETWORKS
from relnet.inference.refuse import check_enough, check_options
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from relnet.inference.asked import Asked
    from relnet.inference.estimate import Alternative
    from relnet.panel import Network

TWO_REPORTS = ("either", "both", "mean", "max")
"""Tie rules under which a cell is rated only if both actors answered."""
NORMAL = 1.96


def power(  # noqa: PLR0913 - all that a plan states
    x: Network | Change,
    measure: str = "density",
    *,
    churn: float | None = None,
    response: float | None = None,
    wanted: float = 0.8,
    replicates: int = 1_000,
    seed: int = 1,
    level: float = 0.95,
    alternative: Alternative = "two-sided",
) -> Detectable:
    """Return the smallest change that the exchange of dyads would mostly find.

    Parameters
    ----------
    x
        The first wave; or two waves, as `compare` gives them, of which the first is taken
        with the cells that are rated in both.
    measure
        ``"density"`` or ``"average_degree"``.
    churn
        Share of the ties that dissolves between the waves while as many form. Without, that
        of the change, n10 / (n10 + n11); of one network it must be given.
    response
        Share of the actors that answers, the same ones in both waves. Without, the silence
        of `x`.
    wanted
        In what share of the simulations a change is to be found.
    replicates
        How many simulations for each change that is tried.
    seed
        Of the random numbers, the same ones for each change that is tried.
    level
        A change is found if p ≤ 1 − level.
    alternative
        The side of the test. The change that is planted is an increase, and a decrease for
        ``"less"``.

    Returns
    -------
    Detectable
        The smallest change, and the share that is found of each change that was tried.

    Raises
    ------
    UsageError
        If the measure is another one, there is too little to infer from, or `churn` is not
        given or more than the ties that could form.

    Notes
    -----
    Each simulation keeps the first wave as it is. A tie dissolves with probability `churn` and
    one forms with probability churn · d / (1 − d), d the density, so that nothing changes but
    which ties there are; then ties are planted until the change is expected. The waves are
    compared with the test that `permutation_test` runs dyad by dyad, with its exact p in
    place of that of the exchanges that it draws. The change is looked for in steps of one
    tie: doubled until it is found, and then halved.

    Ties come and go independently here. Where whole actors become more or less active the
    same change is less sure, and the smallest one is larger than is told. Not for changes of
    other measures, nor for saying afterwards that a change which was not found is not there:
    the interval of `bootstrap` says that.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    >>> least = rn.power(panel[0], churn=0.3)
    >>> 0 < least.smallest < rn.power(panel[0], churn=0.3, response=0.6).smallest
    True
    """
    check_options(level, alternative)
    if measure not in OF_NETWORKS:
        raise unknown("power_measure", measure, OF_NETWORKS)
    _check_share("wanted", wanted)
    asked = ask(x, measure, None)
    start = _start(asked) if response is None else _answering(x, asked, response)
    check_enough(asked.subject, asked.sums.n, start.cells, asked.possible)
    stated = _churn(x, churn, start.density)
    sign = -1 if alternative == "less" else 1
    most = round(start.cells * (start.density if sign < 0 else 1 - start.density))

    def share(ties: int) -> float:
        planted = chances(start.density, stated, sign * ties / start.cells)
        given = (start, planted, 1 - level, alternative)
        return float(draw(found, replicates, seed, *given).mean())

    tried = _searched(share, most, wanted)
    scale = sign / start.cells * _per_density(asked, measure)
    enough = [ties for ties, one in tried.items() if one >= wanted]
    return Detectable(
        measure=measure,
        subject=asked.subject,
        before=start.density * _per_density(asked, measure),
        smallest=min(enough) * scale if enough else np.nan,
        wanted=wanted,
        level=level,
        alternative=alternative,
        churn=stated,
        n=start.cells,
        possible=asked.possible,
        replicates=replicates,
        seed=seed,
        _curve=_curve(tried, scale, replicates),
    )


def _searched(share: Callable[[int], float], most: int, wanted: float) -> dict[int, float]:
    """Double the ties until they are found, then halve the steps between the last two."""
    tried, ties = {0: share(0)}, 1
    while max(tried) < most and tried[max(tried)] < wanted:
        ties = min(ties, most)
        tried[ties] = share(ties)
        ties *= 2
    low, high = [0, *tried][-2:]
    while high - low > 1 and tried[high] >= wanted:
        middle = (low + high) // 2
        tried[middle] = share(middle)
        low, high = (low, middle) if tried[middle] >= wanted else (middle, high)
    return dict(sorted(tried.items()))


def _curve(tried: dict[int, float], scale: float, replicates: int) -> pd.DataFrame:
    """The share found of each change, with the Monte-Carlo error of it (Wilson 1927)."""
    share = np.array(list(tried.values()))
    spread = NORMAL**2 / replicates
    middle = (share + spread / 2) / (1 + spread)
    half = (
        NORMAL / (1 + spread) * np.sqrt(share * (1 - share) / replicates + spread / 4 / replicates)
    )
    return pd.DataFrame(
        {
            "change": np.array(list(tried)) * scale,
            "power": share,
            "low": np.clip(middle - half, 0, share),
            "high": np.clip(middle + half, share, 1),
        }
    )


def _per_density(asked: Asked, measure: str) -> float:
    """What a density of one counts in the measure."""
    halves = 1 if asked.sums.directed else 2
    return asked.possible * halves / asked.sums.n if measure == "average_degree" else 1.0


def _start(asked: Asked) -> Start:
    """The first wave, over the cells that are rated."""
    *ties, rated, _ = asked.sums.kinds.T
    tie = ties[0] if len(ties) == 1 else ties[1] + ties[2]
    one, two = (np.bincount(tie[rated == k], asked.sums.counts[rated == k], k + 1) for k in (1, 2))
    return Start(one.astype(np.int64), two.astype(np.int64))


def _answering(x: Network | Change, asked: Asked, response: float) -> Start:
    """The first wave, were this share of the actors to answer, with ties as there are."""
    _check_share("response", response)
    network = x.before if isinstance(x, Change) else x
    both = not network.directed or network.rule.dyad in TWO_REPORTS or len(network.reports) > 1
    seen, possible = _start(asked), asked.sums.kinds[:, -1]
    ones, twos = (int(asked.sums.counts[possible == k].sum()) for k in (1, 2))
    d = seen.density
    kinds = seen.two if seen.two.sum() else np.array([(1 - d) ** 2, 2 * d * (1 - d), d**2])
    whole = twos * response**2
    halves = ones * response**2 if both else ones * response + twos * 2 * response * (1 - response)
    one = np.rint(halves * np.array([1 - d, d])).astype(np.int64)
    return Start(one, np.rint(whole * kinds / kinds.sum()).astype(np.int64))


def _churn(x: Network | Change, churn: float | None, density: float) -> float:
    """The stated churn, or that of the change."""
    if churn is None:
        counts = x.counts.to_dict("index")["stayers"] if isinstance(x, Change) else {}
        churn = float(counts.get("dissolution", np.nan))
        if np.isnan(churn):
            raise UsageError(Phrase("usage.inference.needs_churn"))
    elif churn != 0:
        _check_share("churn", churn)
    if churn * density > 1 - density:
        raise UsageError(
            Phrase("usage.inference.churn", churn=str(churn), density=f"{density:.2f}")
        )
    return churn


def _check_share(name: str, value: float) -> None:
    if not isinstance(value, int | float) or not 0 < value <= 1:
        raise UsageError(Phrase("usage.inference.share", name=name, value=repr(value)))
