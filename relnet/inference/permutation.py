"""Tests by exchanging the two waves, or by permuting the groups of the actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from relnet.change import Change
from relnet.errors import UsageError
from relnet.inference.asked import ask
from relnet.inference.draws import draw
from relnet.inference.estimate import Estimate
from relnet.inference.exchange import exchanged_networks, exchanged_signs, permuted_groups, steps_of
from relnet.inference.ratios import BETWEEN
from relnet.inference.refuse import check_options
from relnet.inference.tails import share_as_far
from relnet.panel import Network
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.asked import Asked
    from relnet.inference.estimate import Alternative
    from relnet.measures.groups import By

    Floats = NDArray[np.float64]

Exchange: TypeAlias = Literal["dyads", "senders", "actors"]
"""Between waves dyad by dyad, or sender by sender; the groups of the actors of one wave."""


def permutation_test(
    x: Network | Change,
    measure: str = "density",
    *,
    exchange: Exchange | None = None,
    by: By | None = None,
    replicates: int = 10_000,
    seed: int = 1,
    level: float = 0.95,
    alternative: Alternative = "two-sided",
) -> Estimate:
    """Test whether a measure changed between waves, or whether groups matter within one.

    Parameters
    ----------
    x
        Two waves, as `compare` gives them; or a network.
    measure
        A measure of networks; of a network one that looks at groups, such as
        ``"e_i_index"``.
    exchange
        What is exchanged. Of a change ``"dyads"``, both cells of a pair of actors together,
        or ``"senders"``, all that an actor reports together, where ties have a direction.
        Of a network ``"actors"``, their groups. Without, ``"dyads"`` or ``"actors"``.
    by
        An attribute whose groups are meant, or several.
    replicates
        How often.
    seed
        Of the random numbers.
    level
        One less this is what `p` is held to where the estimate is told in words.
    alternative
        What counts as far: ``"two-sided"``, ``"greater"`` or ``"less"``.

    Returns
    -------
    Estimate
        The figure, of a change the later minus the earlier, with `p`: the share of exchanges
        that go at least as far, the observed one counted with them. There is no interval.

    Raises
    ------
    UsageError
        If there are fewer than ten actors, or under a tenth of the cells is rated; if the
        measure is unknown, gives no single number or is left as it is by the exchange.

    Notes
    -----
    *Dyads*: the null is that in each pair of actors the two waves could as well have been the
    other way round, independently of other pairs; of density it is McNemar's test. Only
    cells that are rated in both waves are exchanged and counted, in either wave. Not for
    waves that other people answered, or actors whose activity moves as a whole: an actor that
    names more partners moves all its dyads at once, and the test then finds change where only
    the way of answering changed (in simulations, 20 to 45 % at 5 %).

    *Senders*: the null is that for each sender the two waves could as well have been the other
    way round, all that it reports together. Not for waves in which actors are named more or
    less often as a whole (in simulations with other actors in each wave, 16 % at 5 %).

    *Actors*: the null is that the groups have nothing to do with the ties, nor with who
    answered. Not for whether anything changed; and groups that differ in size or activity
    alone may differ from it.

    Only ties change places between waves: where a measure looks at groups, the actors of each
    wave keep theirs.

    Two-sided `p` is by the absolute value: of a change itself, whose mean under the null is
    zero (unless actors changed groups); of a network centred on the mean of the permutations.

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated
    proportions or percentages. *Psychometrika* 12, 153–157. Good, P. (2005). *Permutation,
    Parametric, and Bootstrap Tests of Hypotheses*, 3rd ed. Springer.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    >>> 0 < rn.permutation_test(rn.compare(panel["2023"], panel["2025"]), "density").p <= 1
    True
    >>> rn.permutation_test(panel[0], "e_i_index", by="sector", replicates=500).p < 0.05
    True
    """
    check_options(level, alternative)
    kind = _exchange(x, exchange)
    if isinstance(x, Change) and expect(measure, str, "measure_name") in BETWEEN:
        raise UsageError(Phrase("usage.inference.between", measure=measure))
    asked = ask(x, measure, by)
    draws = _draws(asked, kind, replicates, seed)
    centre = float(np.nanmean(draws)) if kind == "actors" and not np.isnan(draws).all() else 0.0
    return Estimate(
        name=measure,
        about=asked.about,
        subject=asked.subject,
        estimate=asked.estimate,
        before=asked.before,
        after=asked.after,
        method="permutation",
        level=level,
        statistic=asked.estimate,
        p=share_as_far(draws - centre, asked.estimate - centre, alternative),
        alternative=alternative,
        permuted="groups" if kind == "actors" else kind,
        null="groups" if kind == "actors" else kind,
        replicates=replicates,
        undefined=int(np.isnan(draws).sum()),
        seed=seed,
        n=asked.n,
        possible=asked.possible,
        draws=draws,
    )


def _exchange(x: Network | Change, exchange: Exchange | None) -> Exchange:
    """What is exchanged, of what can be."""
    if isinstance(x, Network):
        known: tuple[Exchange, ...] = ("actors",)
    elif isinstance(x, Change) and not x.before.directed:
        known = ("dyads",)
    else:
        known = ("dyads", "senders")
    if exchange is None:
        return known[0]
    if exchange not in known:
        raise unknown("exchange", exchange, known)
    return exchange


def _draws(asked: Asked, kind: Exchange, replicates: int, seed: int) -> Floats:
    if kind == "actors":
        if not asked.waves or asked.waves[0].codes is None:
            raise UsageError(Phrase("usage.inference.no_groups", measure=asked.name))
        return draw(permuted_groups, replicates, seed, asked.waves[0])
    if asked.waves:
        return draw(exchanged_networks, replicates, seed, asked.waves, kind)
    sizes, counts, scale = steps_of(asked, kind)
    return draw(exchanged_signs, replicates, seed, sizes, counts, scale)
