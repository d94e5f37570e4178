"""MRQAP: several networks or attributes that together explain a network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from relnet.inference.draws import check_draws, draw
from relnet.inference.estimate import Estimate, Estimates
from relnet.inference.explained import INTERCEPT, explained
from relnet.inference.fits import linear_fit, logistic_fit
from relnet.inference.permuted import linear, logistic, outcome_moved, residuals_moved
from relnet.inference.refuse import check_options
from relnet.inference.tails import share_as_far
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from relnet.inference.estimate import Alternative
    from relnet.inference.explained import Explained
    from relnet.inference.fits import Fit
    from relnet.inference.given import Table
    from relnet.panel import Network

    Floats = NDArray[np.float64]

Kind: TypeAlias = Literal["linear", "logistic"]
Null: TypeAlias = Literal["dsp", "y"]


def mrqap(
    y: Table,
    x: Mapping[str, Table | Floats] | Sequence[Network],
    *,
    kind: Kind = "linear",
    replicates: int = 1_000,
    seed: int = 1,
    null: Null = "dsp",
    alternative: Alternative = "two-sided",
) -> Estimates:
    """Explain a network by others, and test each term given the other terms.

    Cells of a network are not independent: those of one actor go together. So what a
    regression finds is not held against a table of t, but against what it finds after
    actors changed places (multiple regression quadratic assignment procedure).

    Parameters
    ----------
    y
        What is to be explained: a network (1 for a tie, 0 for none), or a square table of its
        actors with NaN where unknown, such as `cells` with strengths.
    x
        The terms by name: networks, tables, as `same`, `difference`, `sent`, `received` and
        `reciprocal` make them, or arrays in the order of the actors of `y`. Or a list of
        networks, which go by their relation and wave.
    kind
        ``"linear"``: least squares, coefficients in units of `y`. ``"logistic"``: of cells
        that are 0 or 1, coefficients are logarithms of odds ratios.
    replicates
        How often actors change places.
    seed
        Of the random numbers.
    null
        ``"dsp"`` (double semi-partialling): in what the other terms do not explain of a term,
        the actors change places, for each term in turn. ``"y"``: they do in the outcome, which
        then has nothing to do with any of the terms; with terms that go together that test
        is not to be trusted for one of them.
    alternative
        ``"two-sided"`` counts statistics at least as far from zero, ``"greater"`` those at
        least as large, ``"less"`` those at most as large.

    Returns
    -------
    Estimates
        A row for the intercept, which is not tested, and for each term: its coefficient as
        `estimate`, its error by the regression as `se`, coefficient / error as `statistic`
        (t, or z of a logistic regression), and `draws` of that statistic. There is no
        interval. `n` counts the cells that are known of all. Notes say R², or the deviance.

    Raises
    ------
    UsageError
        If what is given is not a network or a table, fewer than 10 actors are in all, under
        a tenth of the cells is known of all, `y` is the same everywhere (or, logistic, not
        0 or 1), or a term is the same everywhere or follows from the others.

    See Also
    --------
    qap : One network with another.
    adjust : Probabilities adjusted for the number of terms.

    Notes
    -----
    The cells are those off the diagonal that are known of `y` and of every term; ordered
    pairs, unless all of these are undirected (of tables: symmetric). With an undirected `y`
    and a term that differs by direction, each dyad of `y` counts in both directions.

    The residuals of a term exist wherever all terms are known, whatever is known of the
    outcome. They change places together with what is unknown of them, and are set beside
    the outcome and the other terms where these are known: a replicate is computed over the
    cells that are then known of all. So where only the outcome has unknown cells, all
    replicates are over the same cells as the estimate. (sna's ``netlm`` and ``netlogit``
    fill the residuals into all cells, and repeat them where there are fewer: with missing
    cells they then come to stand in other cells than their own.) In a logistic regression
    too the residuals of a term are those of a linear regression on the other terms. A
    replicate without a finite estimate is left out, and counted in `undefined`.

    p = (1 + replicates at least as extreme) / (1 + replicates), the statistic being compared
    and not the coefficient, which makes the test hold where terms go together. Where a term
    tells ties and non-ties apart there is no finite estimate: a coefficient is then infinite,
    a note says so, and nothing is tested.

    References
    ----------
    Dekker, D., Krackhardt, D. & Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to
    collinearity and autocorrelation conditions. *Psychometrika* 72, 563–581.

    Examples
    --------
    >>> import relnet as rn
    >>> from relnet.inference import same
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    >>> terms = {"before": panel["2023"], "same sector": same(panel["2025"], "sector")}
    >>> found = mrqap(panel["2025"], terms, replicates=199)
    >>> found.to_frame()[["name", "estimate", "statistic", "p"]].round(3)
            name  estimate  statistic      p
    0    intercept     0.039      3.003    NaN
    1       before     0.717     18.780  0.005
    2  same sector     0.122      3.416  0.005
    """
    check_draws(replicates, seed)
    check_options(0.95, alternative)
    if kind not in get_args(Kind):
        raise unknown("model_kind", kind, get_args(Kind))
    if null not in get_args(Null):
        raise unknown("null", null, get_args(Null))
    made = explained(y, x)
    fit = linear_fit(made) if kind == "linear" else logistic_fit(made)
    drawn = _drawn(made, kind, null, replicates, seed) if fit.finite else None
    rows = [_row(made, fit, kind, 0)]
    for k in range(len(made.names)):
        row = _row(made, fit, kind, k + 1)
        if drawn is not None:
            test = _tested(row.statistic, drawn[:, k], alternative)
            row = replace(row, seed=seed, **_NULLS[null], **test)
        rows.append(row)
    title = Phrase(
        f"inference.title.mrqap_{kind}", subject=made.subject, terms=", ".join(made.names)
    )
    return Estimates(tuple(rows), title, fit.notes)


_NULLS: dict[str, dict[str, Any]] = {
    "dsp": {"permuted": "residuals", "null": "partial"},
    "y": {"permuted": "actors", "null": "unrelated"},
}


def _row(made: Explained, fit: Fit, kind: Kind, k: int) -> Estimate:
    """What is estimated of the intercept (0) or a term."""
    return Estimate(
        name=(INTERCEPT, *made.names)[k],
        about="coefficient" if k else "value",
        subject=made.subject,
        estimate=float(fit.estimates[k]),
        se=float(fit.errors[k]),
        statistic=float(fit.statistics[k]),
        method=f"mrqap_{kind}",
        n=int(np.count_nonzero(made.cells)),
        possible=made.possible,
    )


def _drawn(made: Explained, kind: Kind, null: Null, replicates: int, seed: int) -> Floats:
    """The statistic of each term after actors changed places (shape ``(replicates, k)``)."""
    logit = kind == "logistic"
    if null == "y":
        moved = [outcome_moved(made, logistic=logit)]
    else:
        moved = [residuals_moved(made, k, logistic=logit) for k in range(len(made.names))]
    return draw(logistic if logit else linear, replicates, seed, tuple(moved))


def _tested(statistic: float, draws: Floats, alternative: Alternative) -> dict[str, Any]:
    """What an `Estimate` says of a test."""
    return {
        "alternative": alternative,
        "p": float(share_as_far(draws, statistic, alternative)),
        "replicates": draws.size,
        "undefined": int(np.isnan(draws).sum()),
        "draws": np.ascontiguousarray(draws),
    }
