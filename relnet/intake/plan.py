"""What is to be read, and how: the same whether arguments say it or a study file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from relnet.readers.options import Part
    from relnet.rules import Scale, TieRule
    from relnet.study import Study


@dataclass(frozen=True, slots=True)
class Stated:
    """What was said of the survey as a whole.

    Attributes
    ----------
    undirected, mutual
        The relations whose rows state dyads; on which both partners report.
    scale
        The answers allowed.
    no_report
        What an actor without a report did.
    relations
        The relations in order, where they are all known beforehand.
    directed, rules
        Relation → whether it is directed; its tie rule.
    repeated
        Which of two different answers of one respondent on one partner counts.
    """

    undirected: bool | Collection[str] = False
    mutual: bool | Collection[str] = False
    scale: Scale | Mapping[str, Scale] | None = None
    no_report: str | None = None
    relations: tuple[str, ...] = ()
    directed: Mapping[str, bool] = field(default_factory=dict)
    rules: Mapping[str, TieRule] = field(default_factory=dict)
    repeated: Literal["refuse", "first", "last"] = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is to be read.

    Attributes
    ----------
    parts
        What is in it (``"reports"``, ``"roster"``, …) → files.
    waves
        Those to read, in order; ``None`` for all that are found.
    stated
        What was said of the survey as a whole.
    study
        The study that says all this, if one does.
    """

    parts: Mapping[str, tuple[Part, ...]]
    waves: tuple[str, ...] | None
    stated: Stated
    study: Study | None = None
