"""A panel for each layer of respondents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.panel.build import build_panel, find_relation, own_rule
from relnet.rules import TieRule
from relnet.survey import Survey
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from relnet.panel.panels import Panel


def by_layer(
    survey: Survey, relation: str | None = None, *, rule: TieRule | None = None
) -> dict[str, Panel]:
    """Return the panel that each layer of respondents gives on its own.

    Parameters
    ----------
    survey
        The survey.
    relation
        The relation; all of them without.
    rule
        How reports become ties; without, the rule stated for the relation, or else
        ``TieRule()``. Its layers give way to each layer in turn.

    Returns
    -------
    dict of str to Panel
        Layer → panel, in the order in which the layers appear among the respondents. An
        organisation of which nobody of the layer answered is unobserved in its panel.

    Raises
    ------
    UsageError
        If the survey does not say of which layer its respondents are, or the rule does
        not suit the relation.

    See Also
    --------
    contrast : What two layers say in one wave, side by side.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "joe"], "partner": ["B", "C"]})
    >>> people = pd.DataFrame({"respondent": ["ann", "joe"], "actor": "A",
    ...                        "layer": ["board", "professional"]})
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> {layer: list(panel[0].ties["target"]) for layer, panel in rn.by_layer(survey).items()}
    {'board': ['B'], 'professional': ['C']}
    """
    expect(survey, Survey, "survey", function="by_layer")
    rule = rule if rule is None else expect(rule, TieRule, "tie_rule")
    layers = [layer for layer in survey.respondents["layer"].unique() if layer]
    if not layers:
        raise UsageError(Phrase("usage.layers.none"))
    names = [one.name for one in survey.relations] if relation is None else [relation]
    return {layer: _panel(survey, names, rule, layer) for layer in layers}


def _panel(survey: Survey, names: list[str], rule: TieRule | None, layer: str) -> Panel:
    """The panel of one layer."""
    panels = [
        build_panel(
            survey, name, rule=replace(own_rule(find_relation(survey, name), rule), layers=(layer,))
        )
        for name in names
    ]
    return replace(panels[0], networks=tuple(network for panel in panels for network in panel))
