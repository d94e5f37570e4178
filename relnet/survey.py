"""Survey: validated reports, who gave them and who was asked."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import UsageError
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
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


ITEMS = ("wave", "respondent", "actor", "partner", "item", "value")
"""Columns of ratings of organisations."""


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
    answered_by : str
        What says who answered: ``"register"``, ``"respondents"`` or the rule for actors
        without a report, such as ``"no_report=nobody"``.
    roster_assumed : bool
        Whether the roster is but the union of the names found.
    problems : tuple of Problem
        Warnings: what was set aside or assumed.
    events : DataFrame or None
        What happened to the organisations: ``wave, event, actor, into``, and ``date`` where
        it was given; ``None`` where nothing says.
    items : DataFrame
        Ratings of organisations, one a row: ``wave, respondent, actor, partner, item,
        value``; `partner` is empty where respondents rate their own organisation.
    dates : tuple of date or None
        When the waves were held, where that is known.
    organisations : Organisations or None
        Who the organisations are, where that is stated.
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
    answered_by: str
    roster_assumed: bool
    problems: tuple[Problem, ...] = ()
    _files: pd.DataFrame = field(default_factory=pd.DataFrame)
    _events: pd.DataFrame | None = None
    _items: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(ITEMS)))
    dates: tuple[date | None, ...] = ()
    organisations: Organisations | None = None
    study: Study | None = None

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
    def items(self) -> pd.DataFrame:
        """Ratings of organisations."""
        return self._items.copy(deep=False)

    @property
    def files(self) -> pd.DataFrame:
        """What became of the rows of each file."""
        return self._files.copy(deep=False)

    @property
    def response_assumed(self) -> bool:
        """Whether nothing says who answered, and all are taken to have."""
        return self.answered_by == "no_report=nobody"

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
        return f"<p>{escape(repr(self)[1:-1])}</p>{response(self).to_html(index=False)}"


def _same(mine: object, theirs: object) -> bool:
    """Whether two parts of a survey are the same, tables among them."""
    equal = getattr(mine, "equals", None)
    if equal is None or type(mine) is not type(theirs):
        return type(mine) is type(theirs) and mine == theirs
    return bool(equal(theirs))


def response(survey: Survey) -> pd.DataFrame:
    """Return who answered, by wave.

    Parameters
    ----------
    survey
        The survey.

    Returns
    -------
    DataFrame
        ``wave, eligible, answered, rate``: the actors on the roster, how many of them
        answered, and their share (0 to 1). ``.attrs["answered_by"]`` says what this
        rests on.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "bob"], "actor": ["A", "B"],
    ...                         "partner": ["B", "C"], "value": [1, 2]})
    >>> survey = rn.read_survey(answers, roster=pd.DataFrame({"id": ["A", "B", "C"]}), warn=False)
    >>> rn.response(survey)[["eligible", "answered"]].values.tolist()
    [[3, 2]]
    """
    expect(survey, Survey, "survey", function="response")
    answered = survey.roster.groupby("wave", observed=False, sort=False)["answered"]
    table = answered.agg(["size", "sum"]).reindex(list(survey.waves), fill_value=0)
    table = table.set_axis(["eligible", "answered"], axis=1).astype("int64")
    table["rate"] = table["answered"] / table["eligible"]
    table = table.rename_axis("wave").reset_index()
    table.attrs["answered_by"] = survey.answered_by
    return table


CONTINUITY = ("same", "partly", "other", "unknown")
"""Whether the same persons answered for an actor in two waves."""


def continuity(
    survey: Survey, *, before: str | None = None, after: str | None = None
) -> pd.DataFrame:
    """Return whether the same persons answered for an organisation in two waves.

    A new director is not a changed relation: where other persons answered, a difference
    between the waves may be one between persons. This tells which those are; nothing is
    left out of any figure for it.

    Parameters
    ----------
    survey
        The survey. Its list of respondents says who is who, in a column `person`.
    before, after
        Two waves; each wave and the next without.

    Returns
    -------
    DataFrame
        ``before, after, actor, status``, a row for each actor that answered in both
        waves. `status` is ``same`` where all persons are, ``partly`` where some are,
        ``other`` where nobody is, ``unknown`` where that is not known. There are no persons
        in it.

    Raises
    ------
    UsageError
        If there is no such wave, or but one of the two is given.

    Notes
    -----
    Only respondents who finished count. Where the person behind any of them is not known,
    the status is ``partly`` if another is in both waves, and else ``unknown``. An
    organisation that took another name or merged is another actor here.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> people = pd.DataFrame({"wave": [1, 1, 2, 2], "respondent": list("abcd"),
    ...                        "actor": list("ABAB"), "person": ["p1", "p2", "p1", "p3"]})
    >>> answers = people[["wave", "respondent"]].assign(partner=list("BABA"))
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> continuity(survey)
      before after actor status
    0      1     2     A   same
    1      1     2     B  other
    """
    expect(survey, Survey, "survey", function="continuity")
    if (before is None) != (after is None):
        raise UsageError(Phrase("usage.continuity.pair"))
    pairs = list(pairwise(survey.waves)) if before is None else [(str(before), str(after))]
    for wave in (wave for pair in pairs for wave in pair):
        if wave not in survey.waves:
            raise unknown("wave", wave, survey.waves)
    teams = {wave: _teams(survey, wave) for wave in survey.waves}
    rows = [
        (old, new, actor, _status(teams[old][actor], teams[new][actor]))
        for old, new in pairs
        for actor in teams[old]
        if actor in teams[new]
    ]
    table = pd.DataFrame(rows, columns=["before", "after", "actor", "status"], dtype="str")
    return table.astype({"status": pd.CategoricalDtype(list(CONTINUITY))})


def _teams(survey: Survey, wave: str) -> dict[str, frozenset[str]]:
    """The persons who finished, of each actor that answered; empty for one who is not known."""
    people, roster = survey.respondents, survey.roster
    done = people[(people["wave"] == wave).to_numpy() & people["completed"].to_numpy()]
    persons = {str(actor): frozenset(part) for actor, part in done.groupby("actor")["person"]}
    answered = roster.loc[(roster["wave"] == wave).to_numpy() & roster["answered"], "actor"]
    return {str(actor): persons.get(str(actor), frozenset({""})) for actor in answered}


def _status(before: frozenset[str], after: frozenset[str]) -> str:
    """Whether the persons are the same, as far as they are known."""
    shared = (before & after) - {""}
    if "" in before | after:
        return "partly" if shared else "unknown"
    if before == after:
        return "same"
    return "partly" if shared else "other"
