"""How a panel was made, so that it can be made by another rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relnet.rules import TieRule

if TYPE_CHECKING:
    from relnet.panel.network import Network
    from relnet.survey import Survey


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What `build_panel` was given, and what came of it.

    Attributes
    ----------
    survey : Survey
        The survey.
    relation, sent, received : str or None
        Which relations.
    rule : TieRule or None
        The rule that was given; None takes that of each relation.
    networks : tuple of Network
        What was made: a panel that holds others was changed after.
    """

    survey: Survey
    relation: str | None
    rule: TieRule | None
    sent: str | None
    received: str | None
    networks: tuple[Network, ...] = ()

    def holds(self, networks: tuple[Network, ...]) -> bool:
        """Whether these networks are as they were made."""
        own = {id(network) for network in self.networks}
        return all(id(network) in own for network in networks)

    def with_rules(self, **changes: object) -> Survey:
        """Return the survey with parts of the rule of each relation changed."""
        rules = (self.rule or one.rule or TieRule() for one in self.survey.relations)
        relations = tuple(
            replace(one, rule=replace(rule, **changes))  # type: ignore[arg-type]
            for one, rule in zip(self.survey.relations, rules, strict=True)
        )
        return replace(self.survey, relations=relations)
