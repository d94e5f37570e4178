"""The same waves by other tie rules and thresholds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from relnet.change import Change
from relnet.errors import UsageError
from relnet.panel import Panel, build_panel
from relnet.rules import TieRule
from relnet.survey import Survey
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.panel.made import Made

OWN = object()
"""The threshold that the rule itself has."""


def panels(
    source: Panel | Survey | Change,
    relation: str | None,
    rules: Iterable[TieRule | str] | TieRule | str,
    thresholds: Iterable[float | None] | float,
) -> list[Panel]:
    """Return the waves by each rule and threshold.

    Raises
    ------
    UsageError
        If another rule or threshold is asked for and the survey is not known any more, or
        the relation is not there.
    """
    wanted = _several(rules, (TieRule, str))
    least = _several(thresholds, (int, float))
    if isinstance(source, Change):
        base = Panel((source.before, source.after))
    elif isinstance(source, Survey):
        base = build_panel(source, relation)
    else:
        base = expect(source, Panel, "panel", function="sensitivity")
    if relation is not None:
        base = _only(base, relation)
    if not wanted and not least:
        return [base]
    made = base._made  # noqa: SLF001 - kept for this
    if made is None or not made.holds(base.networks):
        raise UsageError(Phrase("usage.sensitivity.survey"))
    choices = product(wanted or [None], least or [OWN])
    return [_by_rule(made, base, rule, threshold) for rule, threshold in choices]


def _several(given: Any, single: tuple[type, ...]) -> list[Any]:
    """One or several, as a list."""
    return [given] if isinstance(given, single) else list(given)


def _only(panel: Panel, relation: str) -> Panel:
    if relation not in panel.relations:
        raise unknown("relation", relation, panel.relations)
    return replace(panel, networks=tuple(net for net in panel if net.relation == relation))


def _by_rule(made: Made, base: Panel, rule: TieRule | str | None, threshold: Any) -> Panel:
    """The waves of a panel by another rule, threshold, or both."""
    changes: dict[str, Any] = {}
    if isinstance(rule, TieRule):
        made = replace(made, rule=rule)
    elif rule is not None:
        changes["dyad"] = rule
    if threshold is not OWN:
        changes |= {"at_least": threshold, "tie_values": None}
    survey = made.with_rules(**changes)
    every = build_panel(survey, made.relation, sent=made.sent, received=made.received)
    return _of_same(every, base)


def _of_same(every: Panel, base: Panel) -> Panel:
    """The networks of the waves and relations that another panel has."""
    known: Sequence[tuple[str, str]] = [(net.wave, net.relation) for net in base]
    kept = tuple(net for net in every if (net.wave, net.relation) in known)
    return replace(every, networks=kept)
