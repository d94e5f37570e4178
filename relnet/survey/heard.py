"""Which respondents a rule hears, and whether the survey can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from relnet.rules import TieRule
    from relnet.survey.survey import Survey


def check_heard(survey: Survey, rule: TieRule) -> None:
    """Raise `UsageError` if the survey does not say whose layers a rule hears or weighs.

    Parameters
    ----------
    survey
        The survey.
    rule
        A rule, of which the layers and weights are looked at.
    """
    if rule.layers is None and rule.weights is None:
        return
    people = survey.respondents
    found = [layer for layer in people["layer"].unique() if layer]
    if not found:
        raise UsageError(Phrase("usage.layers.none"))
    for layer in rule.layers or ():
        if layer not in found:
            raise unknown("layer", layer, found)
    if rule.weights is not None:
        heard = people if rule.layers is None else people[people["layer"].isin(rule.layers)]
        rule.check_layers(layer for layer in heard["layer"] if layer)
        blank = int((heard["layer"] == "").sum())
        if blank:
            raise UsageError(Phrase("usage.weights.no_layer", n=blank))
