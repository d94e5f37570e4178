"""Survey: validated reports, who gave them and who was asked."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from relnet.survey.milestones import no_milestones

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from relnet.organisations import Organisations
    from relnet.problems import Problem
    from relnet.rules import Scale, TieRule
    from relnet.study import Study


@dataclass(frozen=True, slots=True)
class Relation:
    """A question that was asked of the actors.

    Attributes
    ----------
    name
        Its name.
    scale
        The answers that it allows; ``None`` where no scale was stated.
    directed
        ``True`` for "we refer to", ``False`` for a mutual "we work with", ``None`` where
        the survey does not say and the tie rule decides.
    dyads
        Whether the rows state dyads (an undirected edge list) and not reports.
    rule
        The tie rule stated for it, taken where none is given; ``None`` without.
    """

    name: str
    scale: Scale | None = None
    directed: bool | None = None
    dyads: bool = False
    rule: TieRule | None = None


ITEMS = ("wave", "respondent", "actor", "partner", "item", "group", "value")
"""Columns of ratings of organisations."""
REGISTER, RESPONDENTS = "register", "respondents"
NOBODY, SILENT = "no_report=nobody", "no_report=silent"
BASES = (REGISTER, RESPONDENTS, NOBODY, SILENT)
"""What says who answered: a list, or what is assumed of an actor without a report."""


@dataclass(frozen=True, eq=False, repr=False)
class Survey:
    """Survey waves as they were answered, validated and tidy.

    The tables are returned as lazy copies: changing one changes nothing in the survey.

    Attributes
    ----------
    reports : DataFrame
        One answer a row: ``wave, respondent, actor, partner, relation, value``. `value` is
        the code that was answered, missing where the partner was shown and nothing was
        answered.
    respondents : DataFrame
        ``wave, respondent, actor, layer, completed, person``; `person` is the same for one
        person in each wave, and empty where that is not known, as `layer` is.
    roster : DataFrame
        One eligible actor of a wave a row: ``wave, actor, answered`` and the attributes.
    cells : DataFrame
        Cells that the reports do not explain, ``wave, relation, actor, partner, state``;
        `state` is ``"unobserved"`` or ``"impossible"``, an empty `relation` means all.
    waves : tuple of str
        In order.
    relations : tuple of Relation
        In order of appearance.
    asked : frozenset of (str, str)
        The waves and relations for which there is any report.
    answered_by_wave : mapping of str to str
        Wave → what says who answered: ``"register"``, ``"respondents"``, or what is assumed
        of an actor without a report, ``"no_report=nobody"`` or ``"no_report=silent"``.
    answered_by : str
        All of these that there are, as in ``"register + no_report=silent"``.
    roster_assumed : bool
        Whether the roster is but the union of the names found.
    problems : tuple of Problem
        Warnings: what was set aside or assumed.
    events : DataFrame or None
        What happened to the organisations: ``wave, event, actor, into``, and ``date`` where
        it was given; ``None`` where nothing says.
    items : DataFrame
        Ratings of organisations, one a row: ``wave, respondent, actor, partner, item,
        group, value``; `partner` is empty where respondents rate their own organisation,
        and `group` is what the item measures with others.
    dates : tuple of date or None
        When the waves were held, where that is known.
    organisations : Organisations or None
        Who the organisations are, where that is stated.
    milestones : DataFrame
        What happened in the region, by date: ``date, title, title_nl, title_en, follows,
        precedes``. A milestone `follows` the last wave held by that day and `precedes` the
        next; empty before the first and after the last wave, missing where the dates of
        waves that are known do not tell.
    study : Study or None
        The study that describes the survey, if one does.
    files : DataFrame
        ``file, rows, used, listed``: every row is used or stands in `problems`.
    """

    _reports: pd.DataFrame
    _respondents: pd.DataFrame
    _roster: pd.DataFrame
    _cells: pd.DataFrame
    waves: tuple[str, ...]
    relations: tuple[Relation, ...]
    asked: frozenset[tuple[str, str]]
    answered_by_wave: Mapping[str, str]
    roster_assumed: bool
    problems: tuple[Problem, ...] = ()
    _files: pd.DataFrame = field(default_factory=pd.DataFrame)
    _events: pd.DataFrame | None = None
    _items: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(ITEMS)))
    dates: tuple[date | None, ...] = ()
    organisations: Organisations | None = None
    study: Study | None = None
    _milestones: pd.DataFrame = field(default_factory=no_milestones)

    @property
    def reports(self) -> pd.DataFrame:
        """The reports."""
        return self._reports.copy(deep=False)

    @property
    def respondents(self) -> pd.DataFrame:
        """The respondents."""
        return self._respondents.copy(deep=False)

    @property
    def roster(self) -> pd.DataFrame:
        """The eligible actors of each wave."""
        return self._roster.copy(deep=False)

    @property
    def cells(self) -> pd.DataFrame:
        """The cells that were unobserved or impossible by statement."""
        return self._cells.copy(deep=False)

    @property
    def events(self) -> pd.DataFrame | None:
        """What happened to the organisations."""
        return None if self._events is None else self._events.copy(deep=False)

    @property
    def milestones(self) -> pd.DataFrame:
        """What happened in the region."""
        return self._milestones.copy(deep=False)

    @property
    def items(self) -> pd.DataFrame:
        """Ratings of organisations."""
        return self._items.copy(deep=False)

    @property
    def files(self) -> pd.DataFrame:
        """What became of the rows of each file."""
        return self._files.copy(deep=False)

    @property
    def answered_by(self) -> str:
        """What says who answered."""
        used = set(self.answered_by_wave.values())
        return " + ".join(basis for basis in BASES if basis in used)

    def equals(self, other: Survey) -> bool:
        """Whether both hold the same survey, whatever files it came from."""
        return all(
            _same(mine, theirs)
            for mine, theirs in (
                (getattr(self, part.name), getattr(other, part.name))
                for part in fields(self)
                if part.name not in {"problems", "_files", "study"}
            )
        )

    def __repr__(self) -> str:
        actors = self._roster["actor"].nunique()
        assumed = " (roster assumed)" if self.roster_assumed else ""
        return (
            f"<Survey: {len(self.waves)} waves ({', '.join(self.waves)}), {actors} actors{assumed}, "
            f"relations {', '.join(r.name for r in self.relations)}; {len(self._reports)} reports; "
            f"answered by {self.answered_by}; {len(self.problems)} warnings>"
        )

    def _repr_html_(self) -> str:
        from relnet.survey.response import response  # noqa: PLC0415 - which takes a survey

        return f"<p>{escape(repr(self)[1:-1])}</p>{response(self).to_html(index=False)}"


def _same(mine: object, theirs: object) -> bool:
    """Whether two parts of a survey are the same, tables among them."""
    equal = getattr(mine, "equals", None)
    if equal is None or type(mine) is not type(theirs):
        return type(mine) is type(theirs) and mine == theirs
    return bool(equal(theirs))
