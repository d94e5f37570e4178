"""Several comparisons at once: probabilities adjusted for how many were made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

from relnet.inference.estimate import Estimate, Estimates
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Adjustment: TypeAlias = Literal["holm", "bh"]


def adjust(estimates: Estimates | Iterable[Estimate], method: Adjustment = "holm") -> Estimates:
    """Adjust the probabilities of several estimates for how many comparisons they are.

    Of twenty comparisons where nothing is going on, one has p < 0.05 on average.

    Parameters
    ----------
    estimates
        All comparisons that were made, not only those that came out; the terms of one model,
        or a list of estimates.
    method
        ``"holm"``: the chance that any of them is wrongly found stays below the level.
        ``"bh"`` (Benjamini and Hochberg): of those that are found, the share that is wrong
        stays below it on average, if the comparisons are independent or go together.

    Returns
    -------
    Estimates
        The same, with `p_adjusted` and `adjustment`. One without a p is no comparison: it
        has none after either, and does not count.

    Raises
    ------
    UsageError
        If there is no such method, or something is no estimate.

    Notes
    -----
    With m probabilities sorted upwards, Holm's is the largest of (m − i + 1) p_i up to and
    with its own, Benjamini and Hochberg's the smallest of m p_i / i from its own on; both at
    most 1.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the
    Royal Statistical Society B* 57, 289–300.

    Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian
    Journal of Statistics* 6, 65–70.

    Examples
    --------
    >>> from relnet.inference.estimate import Estimate
    >>> found = [Estimate("density", "value", "share", 0.2, "qap", p=p) for p in (0.01, 0.04, 0.03)]
    >>> adjust(found).to_frame()["p_adjusted"].tolist()
    [0.03, 0.06, 0.06]
    >>> adjust(found, "bh").to_frame()["p_adjusted"].tolist()
    [0.03, 0.04, 0.04]
    """
    if method not in get_args(Adjustment):
        raise unknown("adjustment", method, get_args(Adjustment))
    several = expect(estimates, Iterable, "estimate", function="adjust")
    rows = tuple(expect(row, Estimate, "estimate", function="adjust") for row in several)
    p = np.array([row.p for row in rows])
    adjusted = np.full(len(rows), np.nan)
    made = ~np.isnan(p)
    adjusted[made] = _holm(p[made]) if method == "holm" else _bh(p[made])
    done = tuple(
        row if np.isnan(one) else replace(row, p_adjusted=float(one), adjustment=method)
        for row, one in zip(rows, adjusted, strict=True)
    )
    if isinstance(estimates, Estimates):
        return replace(estimates, rows=done)
    return Estimates(done, Phrase("inference.title.comparisons", n=int(made.sum())))


def _holm(p: Floats) -> Floats:
    """The largest of (m − i + 1) p_i so far (shape ``(m,)``)."""
    order = np.argsort(p)
    steps = np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1))
    return _unsorted(np.minimum(steps, 1), order)


def _bh(p: Floats) -> Floats:
    """The smallest of m p_i / i from here on (shape ``(m,)``)."""
    order = np.argsort(p)
    steps = p[order] * (p.size / np.arange(1, p.size + 1))
    steps = np.minimum.accumulate(steps[::-1])[::-1]
    return _unsorted(np.minimum(steps, 1), order)


def _unsorted(values: Floats, order: NDArray[np.intp]) -> Floats:
    out = np.empty_like(values)
    out[order] = values
    return out
