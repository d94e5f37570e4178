"""A change with an interval and a test beside each figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from relnet.change import Change
from relnet.inference.asked import subject_of
from relnet.inference.bootstrap import bootstrap
from relnet.inference.estimate import Estimate, Estimates
from relnet.inference.figure import chosen, names_of
from relnet.inference.multiplicity import adjust
from relnet.inference.permutation import permutation_test
from relnet.measures import MEASURES
from relnet.measures.groups import groups_of
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.inference.multiplicity import Adjustment
    from relnet.inference.permutation import Exchange
    from relnet.measures.groups import By

RATES = {
    True: ("density", "reciprocity_edgewise", "transitivity"),
    False: ("density", "transitivity"),
}
"""What is assessed of directed relations, and of undirected ones."""
CENTRALISATION = {True: "centralisation_in_degree", False: "centralisation_total_degree"}
"""What is assessed besides where nothing is unknown: silence moves it."""


def assess(
    change: Change,
    measures: Sequence[str] = (),
    *,
    by: By | None = None,
    replicates: int = 1000,
    seed: int = 1,
    level: float = 0.95,
    adjustment: Adjustment = "holm",
) -> Estimates:
    """Give each figure of a change with an interval and a test, by the methods that fit.

    Parameters
    ----------
    change
        Two waves, as `compare` gives them.
    measures
        Measures of networks, each once. Without, density, reciprocity (where directed) and
        transitivity, with `by` the share of ties between groups, and where nothing is unknown
        the centralisation of degrees.
    by
        An attribute whose groups are meant, or several.
    replicates
        How often the actors are redrawn, and how often the waves are exchanged.
    seed
        Of the random numbers.
    level
        Of the intervals; one less this is what p is held to.
    adjustment
        How p is adjusted for the number of figures: ``"holm"`` or ``"bh"``.

    Returns
    -------
    Estimates
        An `Estimate` for each measure, of the change among the stayers, later minus earlier,
        over the cells that are rated in both waves.

    Raises
    ------
    UsageError
        If there are fewer than ten stayers, or under a tenth of their cells was rated in
        both waves: `bounds` then says what the silence leaves open. If cells were filled in
        (see `treat`): what is assumed is no evidence. Also if a measure is unknown, or gives
        no single number.

    Notes
    -----
    The interval is that of the paired vertex bootstrap: how far the figure would move with
    other actors like these. A region's network is no sample: with the actors as they are
    such an interval is wider than their own spread, so that it errs on the side of caution.

    The test asks whether two waves with so much coming and going of ties would differ as
    much if nothing had changed. Its null is that in each dyad the two waves could have been
    exchanged. One that answers differently moves all ties that it names at once: of a
    directed relation, the waves are also exchanged sender by sender, and the larger p is
    given.

    A figure rose or fell ("firm") only if the interval leaves out zero and the adjusted p
    is small; it possibly did ("weak") if one of both says so. So no interval that spans zero
    ever reads "rose".

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999). Non-parametric standard errors and tests for
    network statistics. *Connections* 22, 161–170. Holm, S. (1979). A simple sequentially
    rejective multiple test procedure. *Scandinavian Journal of Statistics* 6, 65–70.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "projects")
    >>> change = rn.compare(panel[0], panel[-1])
    >>> print(rn.assess(change, ["density"]).sentences()[0])
    projects, 2019 → 2025: density possibly rose (from 0.076 to 0.141; difference 0.065;
    95% interval −0.024 to 0.155; adjusted p = 0.015).
    """
    expect(change, Change, "change_of", function="assess")
    names = names_of(measures) or _names(change, by)
    for name in names:
        chosen(name, change.before, by)
    if by is not None:
        groups_of(change.before, by)  # says if there is no such attribute
    rows = [
        _assessed(change, name, by, replicates=replicates, seed=seed, level=level) for name in names
    ]
    found = Estimates(tuple(rows), subject_of(change), _notes(names, rows))
    return adjust(found, adjustment)


def _names(change: Change, by: By | None) -> tuple[str, ...]:
    """What is assessed where nothing is asked for."""
    directed = change.before.directed
    whole = change.counts.loc["stayers", "coverage"] == 1
    groups = ("cross_group_share",) if by else ()
    return (*RATES[directed], *((CENTRALISATION[directed],) if whole else ()), *groups)


def _notes(names: Sequence[str], rows: Sequence[Estimate]) -> tuple[Phrase, ...]:
    """What is to be known of measures that silence moves."""
    moved = [
        name
        for name, row in zip(names, rows, strict=True)
        if not MEASURES[name].rate and row.n < row.possible
    ]
    if not moved:
        return ()
    return (Phrase("inference.note.not_rates", names=", ".join(moved)),)


def _assessed(
    change: Change, name: str, by: By | None, *, replicates: int, seed: int, level: float
) -> Estimate:
    """The interval of the bootstrap, and the larger p of the exchanges that fit."""
    shown = bootstrap(change, name, by=by, replicates=replicates, seed=seed, level=level)
    exchanges: list[Exchange] = ["dyads"]
    if change.before.directed:
        exchanges.append("senders")
    tests = [
        permutation_test(change, name, exchange=one, by=by, replicates=replicates, seed=seed)
        for one in exchanges
    ]
    worst = max(tests, key=lambda test: -1.0 if np.isnan(test.p) else test.p)
    return replace(
        shown,
        p=worst.p,
        statistic=worst.statistic,
        permuted=worst.permuted,
        null=worst.null,
        method="assess",
    )
