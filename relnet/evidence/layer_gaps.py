"""Ties that one layer of respondents sees and another does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.contrast import contrast
from relnet.errors import UsageError, quoted
from relnet.evidence.evidence import Evidence
from relnet.evidence.side_by_side import (
    ACTORS,
    COUNTS,
    GROUPS,
    OWN,
    SPOKE,
    TIES,
    actor_rows,
    count_row,
    group_rows,
    own_rows,
    tie_rows,
)
from relnet.evidence.source import SECTOR, basis, chosen, table
from relnet.panel import Panel, by_layer
from relnet.survey import Survey
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relnet.evidence.source import Groupers
    from relnet.rules import TieRule


def layer_gaps(
    survey: Survey,
    relation: str | None = None,
    first: str | None = None,
    second: str | None = None,
    *,
    by: Groupers = SECTOR,
    rule: TieRule | None = None,
) -> Evidence:
    """Show where one layer sees ties that another does not, such as boards and professionals.

    Parameters
    ----------
    survey
        A survey that says of which layer its respondents are.
    relation
        The relation; all of them without.
    first, second
        The layers; not needed where the survey has just two, which are then taken in the
        order in which they appear among the respondents.
    by
        The attribute, or several together, whose groups are summed; ``None`` for none.
        Without, the attribute ``sector``, in capitals or not, if there is one.
    rule
        How reports become ties; without, the rule stated for each relation.

    Returns
    -------
    Evidence
        ``ties``: ``wave, relation, source, target, status``, every tie that either layer
        knows of: in ``both``, ``only first``, ``only second``, or ``unobserved`` where not
        both layers could say.

        ``counts``: ``wave, relation, both, only_first, only_second, neither, not_compared,
        agreement, n, coverage, status``, over the `n` cells (dyads where undirected) that
        are rated in both layers; `not_compared` are the other possible ones. `agreement` =
        (both + neither) / n.

        ``actors``: ``wave, relation, actor, group, spoke_first, spoke_second, both,
        only_first, only_second, neither, not_compared, n, coverage, status``: the same over
        the cells of each organisation, and whether any of its respondents of each layer
        answered.

        ``groups``: ``wave, relation, group, actors, both_spoke, …``: the sums of the rows
        of its organisations, so that a cell between two of them counts twice.

        ``own_reports``: ``wave, relation, actor, group, both, only_first, only_second,
        neither, n, coverage, status``: what the two layers of one organisation say of the
        `n` partners of which both could, before the reports of two organisations are
        combined. Only organisations of which both layers answered are in it. Where one
        respondent speaks for a layer, it is what that respondent said.

        ``basis`` has a row for each layer, which `layer` names.

    Raises
    ------
    UsageError
        If the survey does not say of which layer its respondents are, or has not just two
        and they are not named, or a layer, relation or attribute is unknown.

    See Also
    --------
    contrast : Two networks of one wave side by side.
    by_layer : A panel for each layer.

    Notes
    -----
    Only cells that both layers answered on are compared: a layer that was not heard makes
    no gap. What differs between layers is no change of the network.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "ann", "joe"], "partner": ["B", "C", "C"]})
    >>> people = pd.DataFrame({"respondent": ["ann", "joe"], "actor": "A",
    ...                        "layer": ["board", "professional"]})
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> rn.layer_gaps(survey)["ties"]
      wave  relation source target      status
    0    1  relation      A      B  only first
    1    1  relation      A      C        both
    """
    expect(survey, Survey, "survey", function="layer_gaps")
    panels = by_layer(survey, relation, rule=rule)
    for layer in (first, second):
        if layer is not None and layer not in panels:
            raise unknown("layer", layer, panels)
    layers = _two(panels, first, second)
    return gaps(panels[layers[0]], panels[layers[1]], layers, by)


def _two(known: Iterable[str], first: str | None, second: str | None) -> tuple[str, str]:
    """The layers that are named, and of just two the others too."""
    layers = list(known)
    if len(layers) == 2:
        others = dict(zip(layers, reversed(layers), strict=True))
        first = first or (layers[0] if second is None else others[second])
        second = second or others[first]
    if first is None or second is None:
        raise UsageError(Phrase("usage.evidence.two_layers", layers=", ".join(map(quoted, layers))))
    return first, second


def gaps(first: Panel, second: Panel, layers: tuple[str, str], given: Groupers) -> Evidence:
    """Return the evidence from the panels of two layers."""
    by = chosen(first, given)
    found = [contrast(*pair) for pair in zip(first, second, strict=True)]
    told = table((row for one in found for row in actor_rows(one, by)), ACTORS, SPOKE)
    tables = {
        "basis": _bases((first, second), layers),
        "ties": table((row for one in found for row in tie_rows(one)), TIES),
        "counts": table((count_row(one) for one in found), COUNTS),
        "actors": told,
        "groups": table((row for one in found for row in group_rows(one, told)), GROUPS),
        "own_reports": table((row for one in found for row in own_rows(one, by)), OWN),
    }
    return Evidence("layers", tables)


def _bases(panels: tuple[Panel, Panel], layers: tuple[str, str]) -> pd.DataFrame:
    parts = []
    for panel, layer in zip(panels, layers, strict=True):
        part = basis(panel)
        part.insert(2, "layer", layer)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)
