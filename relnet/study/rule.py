"""The tie rule that a study states for a relation."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from relnet.rules import TieRule
from relnet.study.codes import normal, values

if TYPE_CHECKING:
    from relnet.study.study import Code, Rule, Study, StudyRelation


def stated(study: Study, relation: StudyRelation) -> dict[str, Any]:
    """Return the parts of the rule, those of the relation before those of the study."""
    own, shared = relation.rule, study.rule
    if own.at_least is not None or own.tie_codes is not None:
        shared = _without_threshold(shared)
    names = [part.name for part in fields(own)]
    pairs = {name: getattr(own, name) for name in names}
    pairs = {k: getattr(shared, k) if value is None else value for k, value in pairs.items()}
    if pairs["respondents"] != "weighted" and own.weights is None:
        pairs["weights"] = None
    if relation.directed is True and own.dyad is None:
        pairs["dyad"] = None
    return {name: value for name, value in pairs.items() if value is not None}


def _without_threshold(rule: Rule) -> Rule:
    return type(rule)(
        respondents=rule.respondents, layers=rule.layers, weights=rule.weights, dyad=rule.dyad
    )


def tie_rule(study: Study, relation: StudyRelation) -> TieRule:
    """Return how the reports of a relation become ties.

    Raises
    ------
    UsageError
        If the parts contradict each other.
    """
    parts = stated(study, relation)
    codes = parts.pop("tie_codes", None)
    if codes is not None:
        parts["tie_values"] = tuple(_number(relation, code) for code in codes)
    if "at_least" in parts:
        parts["at_least"] = _number(relation, parts["at_least"])
    return TieRule(**parts)


def hearing_rule(study: Study) -> TieRule:
    """Return the part of the rule of all relations that says who is heard, and how much.

    Raises
    ------
    UsageError
        If the parts contradict each other.
    """
    layers, weights = study.rule.layers, study.rule.weights
    if study.rule.respondents != "weighted":
        return TieRule(layers=layers)
    return TieRule(layers=layers, respondents="weighted", weights=weights)


def _number(relation: StudyRelation, code: Code) -> float:
    known = values(relation)
    return known[normal(code)] if normal(code) in known else float(code)
