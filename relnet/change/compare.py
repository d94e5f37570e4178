"""Compare two waves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.change.change import Change
from relnet.change.inside import check_terms
from relnet.change.treated import check_alike, completed_alike, completions, treated_alike
from relnet.errors import UsageError
from relnet.panel import Network
from relnet.treatments import as_treatment
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.treatments import Treatment


def compare(before: Network, after: Network, treatment: Treatment | str = "observed") -> Change:
    """Compare two waves of one relation.

    Composition comes first, from the rosters alone; then the ties, over the cells that
    were observed in both waves. A tie of an actor that did not answer in one of the waves
    is unobserved, never dissolved.

    Parameters
    ----------
    before, after
        Two networks of the same relation, made by the same rule.
    treatment
        What to do about unobserved cells, in both waves alike (see `treat` and `impute`).
        With ``"complete"`` an actor that did not answer in one wave is left out of both: it
        has not left.

    Returns
    -------
    Change
        Composition, tie statuses, counts, actor profiles and MAN transition.

    Raises
    ------
    UsageError
        If the networks are not of one kind: another relation, direction, tie rule, terms
        (see `in_terms_of`) or treatment would themselves make change; or if they cannot be
        treated so (see `treat`).

    Notes
    -----
    Two readings stand side by side. *Stayers* counts the cells among actors on both
    rosters. *Absent as zero* counts all actors; the cells of an actor that is absent in a
    wave are no tie there, so joiners' ties count as formed and leavers' as dissolved;
    cells of silent actors stay unobserved.

    With ``"impute"`` the ties stay as they were observed, and only the counts and rates are
    given for each completion, with their mean, lowest and highest: a completion says how
    many ties there may have been, not which. The spread between completions holds what the
    silence leaves open under the model, and no sampling error.

    References
    ----------
    Snijders, T. A. B., van de Bunt, G. G. & Steglich, C. E. G. (2010). Introduction to
    stochastic actor-based models for network dynamics. *Social Networks* 32, 44–60 (the
    Jaccard index as a measure of stability).

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.DiGraph([("A", "B"), ("B", "C")]), wave="2022")
    >>> new = rn.from_networkx(nx.DiGraph([("A", "B"), ("C", "B")]), wave="2024")
    >>> rn.compare(old, new).counts.loc["stayers", ["n00", "n01", "n10", "n11"]].tolist()
    [3, 1, 1, 1]
    """
    plan = as_treatment(treatment)
    _check(before, after)
    if plan.name == "impute":
        pairs = completed_alike(before, after, plan)
        return with_completions(_change(before, after), (_change(*pair) for pair in pairs))
    return _change(*treated_alike(before, after, plan.name))


def with_completions(observed: Change, changes: Iterable[Change]) -> Change:
    """Return a change as observed, with the counts of the same change in each completion."""
    table = completions([change.counts for change in changes])
    return replace(observed, treatment="impute", _completions=table)


def _change(before: Network, after: Network) -> Change:
    return Change(before, after, "observed" if before.treated is None else before.treated.name)


def _check(before: Network, after: Network) -> None:
    for network in (before, after):
        if not isinstance(network, Network):
            raise UsageError(Phrase("usage.compare.networks", kind=type(network).__name__))
    for key, old, new in (
        ("usage.compare.relations", before.relation, after.relation),
        ("usage.compare.rules", str(before.rule), str(after.rule)),
        ("usage.compare.directions", before.directed, after.directed),
    ):
        if old != new:
            raise UsageError(Phrase(key, before=repr(old), after=repr(new)))
    check_terms(before, after)
    check_alike(before, after)
