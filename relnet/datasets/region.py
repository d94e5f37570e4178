"""The region Lindeland: its survey, and the truth behind it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from relnet._files import make_folder, write_text
from relnet.datasets.load import labelled_tables, surveyed
from relnet.datasets.study_file import LONG, study_text
from relnet.wording import Wording, expect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from pathlib import Path

    import pandas as pd

    from relnet.survey import Survey

HANDED_OUT = (
    "reports", "roster", "respondents", "organisations", "ratings", "items", "memberships",
    "events", "milestones", "waves", "questions", "labels",
)  # fmt: skip
"""The files of a region that its surveyors would have: all but the truth."""


@dataclass(frozen=True, eq=False, repr=False)
class Region:
    """A region of organisations, its survey waves and the truth that was planted.

    Organisations go by their names, everything else by its label in the language. The
    tables are returned as lazy copies: changing one changes nothing in the region.

    Attributes
    ----------
    name, language : str
        The region, and the language of the labels.
    survey : Survey
        The waves as they were answered.
    truth : Survey
        The waves as they would have been, had every organisation answered.
    ties : DataFrame
        The real ties, ``wave, relation, source, target``; a mutual one stands once.
    organisations : DataFrame
        ``id, name, sector, district, size``; `id` is the same in each language.
    roster : DataFrame
        ``wave, id, sector, district, size``; here `id` is the name.
    respondents : DataFrame
        ``wave, respondent, actor, layer, completed, person``; `person` is the same in each
        wave.
    reports : DataFrame
        ``wave, respondent, actor, partner, relation, value``.
    ratings : DataFrame
        ``wave, respondent, actor, partner, item, value``, 1 to 5.
    items : DataFrame
        ``wave, respondent, actor, item, value``, 1 to 5.
    memberships : DataFrame
        ``wave, group, kind, actor``; `kind` is ``coalition`` or ``project``.
    events : DataFrame
        ``date, wave, event, actor, into``: each ``merge``, ``rename``, ``join`` and
        ``leave``, with the first wave at which it shows.
    milestones : DataFrame
        ``date, title``.
    waves : DataFrame
        ``wave, date``.
    questions : DataFrame
        ``kind, name, mutual, question``: the relations and items in full.
    labels : DataFrame
        ``kind, code, label``: all words, also those of the scales.
    """

    name: str
    language: str
    survey: Survey
    truth: Survey
    _tables: Mapping[str, pd.DataFrame]

    def _table(self, name: str) -> pd.DataFrame:
        return self._tables[name].copy(deep=False)

    @property
    def ties(self) -> pd.DataFrame:
        """The real ties."""
        return self._table("ties")

    @property
    def organisations(self) -> pd.DataFrame:
        """The organisations of all waves."""
        return self._table("organisations")

    @property
    def roster(self) -> pd.DataFrame:
        """The eligible organisations of each wave."""
        return self._table("roster")

    @property
    def respondents(self) -> pd.DataFrame:
        """Those who began to answer."""
        return self._table("respondents")

    @property
    def reports(self) -> pd.DataFrame:
        """The reports."""
        return self._table("reports")

    @property
    def ratings(self) -> pd.DataFrame:
        """What respondents think of the partners they named."""
        return self._table("ratings")

    @property
    def items(self) -> pd.DataFrame:
        """What respondents say of their own organisation."""
        return self._table("items")

    @property
    def memberships(self) -> pd.DataFrame:
        """Who took part in which coalition or project."""
        return self._table("memberships")

    @property
    def events(self) -> pd.DataFrame:
        """What happened to organisations."""
        return self._table("events")

    @property
    def milestones(self) -> pd.DataFrame:
        """What happened in the region."""
        return self._table("milestones")

    @property
    def waves(self) -> pd.DataFrame:
        """The dates of the waves."""
        return self._table("waves")

    @property
    def questions(self) -> pd.DataFrame:
        """The questions in full."""
        return self._table("questions")

    @property
    def labels(self) -> pd.DataFrame:
        """The label of each code."""
        return self._table("labels")

    def __repr__(self) -> str:
        return (
            f"<Region: {self.name} ({self.language}), fictional: "
            f"{len(self._tables['organisations'])} organisations, waves {', '.join(self.survey.waves)}; "
            f"{len(self._tables['reports'])} reports on "
            f"{', '.join(r.name for r in self.survey.relations)}>"
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>{self.survey._repr_html_()}"


def lindeland(language: str = "en") -> Region:
    """Return the fictional region Lindeland: four surveys in six years, and the truth.

    About 45 organisations of care, welfare and government in eight sectors say every two
    years with whom they exchange information, do projects, and to whom they refer. All of
    it is invented and drawn from a fixed seed, so what really changed is known: after a
    pact in 2022 sectors work together more, a nursing home drifts to the margin, a
    municipality becomes a hub, two hospitals merge. In 2021 fewer than half answered.

    Parameters
    ----------
    language
        Language of the labels and questions, ``"en"`` or ``"nl"``; the names of the
        organisations are not translated.

    Returns
    -------
    Region
        Its survey, its tables and its truth.

    Raises
    ------
    UsageError
        If there is no such language.

    Examples
    --------
    >>> import relnet as rn
    >>> from relnet.datasets import lindeland
    >>> region = lindeland()
    >>> rn.response(region.survey)[["wave", "eligible", "answered"]].values.tolist()
    [['2019', 42, 33], ['2021', 43, 19], ['2023', 42, 35], ['2025', 42, 37]]
    >>> [relation.name for relation in region.survey.relations]
    ['information', 'projects', 'referral']
    """
    tables = labelled_tables(Wording(language).language)
    survey, truth = surveyed(tables)
    del tables["truth"]
    return Region("Lindeland", language, survey, truth, tables)


def write_region(
    region: Region, folder: str | PathLike[str], *, layout: str | None = None
) -> list[Path]:
    """Write the files of a region as its surveyors would have them, without the truth.

    Parameters
    ----------
    region
        The region.
    folder
        Where to; made if need be. Files of the same names are replaced.
    layout
        What the surveys come in: the export of a platform, such as ``"limesurvey codes"``
        or ``"qualtrics"``, or a format of networks, such as ``"graphml"``; in long lists
        without.

    Returns
    -------
    list of Path
        ``reports.csv``, ``roster.csv``, ``respondents.csv`` and the others: UTF-8, with
        English column names in each language; and ``relnet.toml``, the study file that
        describes them. In another layout the files of the surveys take the place of
        ``reports.csv``.

    Raises
    ------
    UsageError
        If it is no region, there is no such layout, or a file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_region(lindeland("nl"), folder)][:3]
    ['reports.csv', 'roster.csv', 'respondents.csv']
    """
    expect(region, Region, "region", function="write_region")
    folder = make_folder(folder)
    if layout is not None:
        from relnet.datasets.layouts import write_surveys  # noqa: PLC0415 - which takes a region

        surveys, made = write_surveys(region, folder, layout)
    else:
        surveys, made = [], LONG
    lists = {"reports": layout is None, "ratings": made.ratings,
             "items": made.ratings or made.statements}  # fmt: skip
    names = [name for name in HANDED_OUT if lists.get(name, True)]
    paths = [folder / f"{name}.csv" for name in names]
    for name, path in zip(names, paths, strict=True):
        table = region._tables[name]  # noqa: SLF001
        write_text(path, table.to_csv(index=False, lineterminator="\n"))
    return [*paths, *surveys, write_text(folder / "relnet.toml", study_text(region, made))]
