"""Which waves of a panel are held against each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.panel import Panel
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from relnet.panel import Network


def pairs(
    panel: Panel, before: str | None, after: str | None, function: str
) -> list[tuple[str, str]]:
    """Return the two waves that are asked for, or each wave and the next.

    Parameters
    ----------
    panel
        The panel.
    before, after
        Two waves, or neither.
    function
        That asks, for what is said where it is given something else.

    Raises
    ------
    UsageError
        If it is no panel, there is no such wave, but one of the two is given, or the first
        is not the earlier one.
    """
    waves = expect(panel, Panel, "panel_only", function=function).waves
    if before is None and after is None:
        return list(pairwise(waves))
    if before is None or after is None:
        raise UsageError(Phrase("usage.continuity.pair"))
    for wave in (before, after):
        if wave not in waves:
            raise unknown("wave", wave, waves)
    if waves.index(before) >= waves.index(after):
        given = {"before": repr(before), "after": repr(after)}
        raise UsageError(Phrase("usage.change.order", **given))
    return [(before, after)]


def relations(panel: Panel, relation: str | None) -> list[str]:
    """Return the relation that is asked for, or all of them.

    Raises
    ------
    UsageError
        If there is no such relation.
    """
    if relation is None:
        return list(panel.relations)
    if relation not in panel.relations:
        raise unknown("relation", relation, panel.relations)
    return [relation]


def network(panel: Panel, wave: str, relation: str) -> Network:
    """Return the network of a wave and relation that are there."""
    return panel[wave, relation]  # type: ignore[return-value]
