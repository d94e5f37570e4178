"""Survey: validated reports, who gave them and who was asked."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from relnet.wording import expect

if TYPE_CHECKING:
    from relnet.problems import Problem
    from relnet.rules import Scale


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
    """

    name: str
    scale: Scale | None = None
    directed: bool | None = None
    dyads: bool = False


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
        ``wave, respondent, actor, layer, completed``.
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
                if part.name not in {"problems", "_files"}
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
    tables = [isinstance(part, pd.DataFrame) for part in (mine, theirs)]
    return mine.equals(theirs) if all(tables) else not any(tables) and mine == theirs  # type: ignore[attr-defined]


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
