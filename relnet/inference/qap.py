"""QAP: whether two networks go together more than chance can make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.exchange import Pair, correlation, permutations
from relnet.inference.draws import check_draws, draw
from relnet.inference.estimate import Estimate
from relnet.inference.given import given, together
from relnet.inference.refuse import check_enough, check_options
from relnet.inference.tails import share_as_far
from relnet.wording import Phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.estimate import Alternative
    from relnet.inference.given import Table


def qap(
    a: Table,
    b: Table,
    *,
    strength: bool = False,
    replicates: int = 10_000,
    seed: int = 1,
    alternative: Alternative = "two-sided",
) -> Estimate:
    """Test whether two networks of the same actors go together (quadratic assignment procedure).

    The correlation of the cells is compared with what it is after the actors of one of the
    two change places. Each network stays as it is: how many ties there are, how they are
    divided over actors, who shares partners. Only who is who is left to chance.

    Parameters
    ----------
    a, b
        Two networks, or square tables (DataFrames) with actors as index and as columns,
        numbers in the cells and NaN where these are unknown, as `same` makes them.
    strength
        Of networks, correlate the strengths of ties, not whether there is one.
    replicates
        How often the actors change places.
    seed
        Of the random numbers.
    alternative
        ``"two-sided"`` counts correlations at least as far from zero, ``"greater"`` those at
        least as large, ``"less"`` those at most as large.

    Returns
    -------
    Estimate
        ``name`` is ``"correlation"``; `n` and `possible` count ordered cells, or dyads where
        both are undirected (of tables: symmetric). The actors that both have are compared;
        `subject` says how many these are. The correlation is NaN, and not tested, where one
        of the two is the same in all cells.

    Raises
    ------
    UsageError
        If there are fewer than 10 actors in common, under a tenth of their cells is known of
        both, or something else than a network or a table is given.

    See Also
    --------
    mrqap : Several networks together explain one.

    Notes
    -----
    The correlation is the product-moment correlation over the cells, off the diagonal, that
    are rated in both. Rows and columns change places together, and with them what is not
    rated: each replicate is computed over the cells that are then known of both, and left
    out where it is undefined. p = (1 + replicates at least as extreme) / (1 + replicates).

    The null is that who is who in one has nothing to do with who is who in the other. That
    is no test of change: two waves of one network always go together.

    References
    ----------
    Krackhardt, D. (1987). QAP partialling as a test of spuriousness. *Social Networks* 9,
    171–186.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey)
    >>> found = qap(panel["2025", "information"], panel["2025", "referral"], replicates=999)
    >>> round(found.estimate, 3), found.p, found.n, found.possible
    (0.086, 0.014, 1332, 1722)
    """
    check_draws(replicates, seed)
    check_options(0.95, alternative)
    tables = [
        given(x, Phrase(key), "qap", strength=strength)
        for x, key in ((a, "inference.table.first"), (b, "inference.table.second"))
    ]
    one, other = together(tables)
    directed = one.directed or other.directed
    subject = Phrase("inference.subject.two", first=one.what, second=other.what, actors=one.n)
    per = 1 if directed else 2
    known = ~np.isnan(one.values) & ~np.isnan(other.values)
    n, possible = (
        int(np.count_nonzero(cells)) // per for cells in (known, one.possible & other.possible)
    )
    check_enough(subject, one.n, n, possible)
    pair = Pair.of(one.values, other.values, directed=directed)
    estimate = float(correlation(pair.sums(np.arange(one.n)[None]))[0])
    drawn = np.empty(0) if np.isnan(estimate) else draw(_draw, replicates, seed, pair)
    return Estimate(
        name="correlation",
        about="association",
        subject=subject,
        estimate=estimate,
        statistic=estimate,
        method="qap",
        p=float(share_as_far(drawn, estimate, alternative)),
        alternative=alternative,
        permuted="actors",
        null="unrelated",
        replicates=drawn.size,
        undefined=int(np.isnan(drawn).sum()),
        seed=seed,
        n=n,
        possible=possible,
        draws=drawn,
    )


def _draw(rng: np.random.Generator, size: int, pair: Pair) -> NDArray[np.float64]:
    """The correlation after the actors of one change places (shape ``(size,)``)."""
    return correlation(pair.sums(permutations(rng, size, len(pair.first.values))))
