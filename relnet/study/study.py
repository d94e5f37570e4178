"""Study: what a study file says of the waves, their files, the questions and the rules."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the schema reads the annotations
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Code: TypeAlias = float | int | str
Dyad: TypeAlias = Literal["sender", "receiver", "either", "both", "mean", "max"]
Spokesmen: TypeAlias = Literal["any", "majority", "mean", "max", "weighted"]
_STRICT = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What something is called, in Dutch and English.

    Attributes
    ----------
    nl, en
        The texts; empty where there is none.
    """

    __pydantic_config__ = _STRICT
    nl: str = ""
    en: str = ""

    def __iter__(self) -> Iterator[str]:
        """Iterate over the texts that there are."""
        return (text for text in (self.nl, self.en) if text)

    def in_language(self, language: str) -> str:
        """Return the text in a language, or the only one there is."""
        return str(getattr(self, language, "")) or next(iter(self), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer that a question allows.

    Attributes
    ----------
    code
        As the files hold it.
    nl, en
        What the questionnaire says; files may hold this in place of the code.
    """

    __pydantic_config__ = _STRICT
    code: Code
    nl: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was different about a question in one wave.

    Attributes
    ----------
    question
        Its wording there.
    most
        How many partners a respondent could name at most.
    """

    __pydantic_config__ = _STRICT
    question: Texts = field(default_factory=Texts)
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and the answers that it allows.

    Attributes
    ----------
    name
        What relnet calls it.
    names
        What files call it, besides.
    label, question
        What people call it, and how it was asked.
    scale
        The answers, from the weakest to the strongest.
    reversed
        Whether the scale is written from the strongest to the weakest.
    no_tie, dont_know, not_applicable
        Codes (or texts) that say that there is no tie, that say nothing, and of what could
        not be.
    waves
        Wave → what was different there.
    """

    __pydantic_config__ = _STRICT
    name: str
    names: tuple[str, ...] = ()
    label: Texts = field(default_factory=Texts)
    question: Texts = field(default_factory=Texts)
    scale: tuple[Answer, ...] = ()
    reversed: bool = False
    no_tie: tuple[Code, ...] = ()
    dont_know: tuple[Code, ...] = ()
    not_applicable: tuple[Code, ...] = ()
    waves: dict[str, Asked] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How reports become ties; what is not said is taken from the rule of the study.

    Attributes
    ----------
    respondents, layers, weights
        How several respondents speak for their organisation.
    at_least, tie_codes
        What counts as a tie: the weakest code (or label), or all of them.
    dyad
        How two reports on one tie combine.
    """

    __pydantic_config__ = _STRICT
    respondents: Spokesmen | None = None
    layers: tuple[str, ...] | None = None
    weights: dict[str, float] | None = None
    at_least: Code | None = None
    tie_codes: tuple[Code, ...] | None = None
    dyad: Dyad | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRelation(Question):
    """A relation that was asked.

    Attributes
    ----------
    directed
        ``True`` for "we refer to", ``False`` for a mutual "we work with".
    dyads
        Whether the rows of its files state undirected ties, and not what partners report.
    rule
        How its reports become ties.
    """

    __pydantic_config__ = _STRICT
    directed: bool | None = None
    dyads: bool = False
    rule: Rule = field(default_factory=Rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Question):
    """A question on an organisation, such as how much it is trusted.

    Attributes
    ----------
    about
        Whether respondents rate their own organisation or a partner; either without.
    group
        Items that measure one thing, such as ``"trust"``.
    """

    __pydantic_config__ = _STRICT
    about: Literal["own", "partner"] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A level of respondents.

    Attributes
    ----------
    name
        What relnet calls it.
    names
        What files call it, besides.
    label
        What people call it.
    """

    __pydantic_config__ = _STRICT
    name: str
    names: tuple[str, ...] = ()
    label: Texts = field(default_factory=Texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How files are read; a wave may say otherwise.

    Attributes
    ----------
    layout
        The reader; recognised without.
    encoding
        Of text files that are not UTF-8.
    columns
        Role → column, where it is not recognised.
    missing, impossible
        Codes for "no answer" and "could not be", of all questions.
    relation
        The relation of files that do not name one.
    skip_rows
        How the first filled cell begins of rows that hold no data, such as totals.
    column_map
        A workbook that says which column of an export is on which organisation.
    """

    __pydantic_config__ = _STRICT
    layout: str | None = None
    encoding: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    missing: tuple[Code, ...] = ()
    impossible: tuple[Code, ...] = ()
    relation: str | None = None
    skip_rows: tuple[str, ...] = ()
    column_map: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Files(Reading):
    """Files by what is in them; a path may hold ``*``, and ``book.xlsx[Sheet]`` names a sheet.

    Attributes
    ----------
    reports, roster, register, respondents, unobserved, items
        As `read_survey` takes them; items are ratings of organisations.
    """

    __pydantic_config__ = _STRICT
    reports: tuple[str, ...] = ()
    roster: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    unobserved: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFiles(Files):
    """Files of several waves, and those that are of none.

    Attributes
    ----------
    milestones
        A table of what happened in the region: ``date, title``, or ``title_nl, title_en``.
    """

    __pydantic_config__ = _STRICT
    milestones: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What happened in the region on a day, such as a pact.

    Attributes
    ----------
    date
        The day.
    title
        What it is called.
    """

    __pydantic_config__ = _STRICT
    date: dt.date | None = None
    title: Texts = field(default_factory=Texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryStep:
    """A step of the story that the map of the study tells.

    Attributes
    ----------
    text
        What is told.
    waves, relations, focus, reach, size, only, strength, confirmed, groups
        What is shown with it, as `View` has it.
    """

    __pydantic_config__ = _STRICT
    text: Texts = field(default_factory=Texts)
    waves: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    focus: str | None = None
    reach: int = 0
    size: str | None = None
    only: dict[str, tuple[str, ...]] = field(default_factory=dict)
    strength: float | None = None
    confirmed: bool = False
    groups: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave(Files):
    """One wave: its files are of this wave alone.

    Attributes
    ----------
    label
        What it is called.
    names
        What files with a column of waves call it, besides.
    date
        When it was held.
    """

    __pydantic_config__ = _STRICT
    label: str
    names: tuple[str, ...] = ()
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Who the organisations are.

    Attributes
    ----------
    file
        A workbook with the sheets organisations, names, attributes and events; or the
        first of these alone.
    names, attributes, events
        The other sheets, where they are files of their own.
    matches
        Which name is which organisation, as a person confirmed.
    roster
        Whether all organisations that exist in a wave by their events were eligible.
    """

    __pydantic_config__ = _STRICT
    file: str | None = None
    names: str | None = None
    attributes: str | None = None
    events: str | None = None
    matches: str | None = None
    roster: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What is taken of who answered, and of answers given twice.

    Attributes
    ----------
    no_report
        What an actor without a report did where nothing tells.
    repeated
        Which of two different answers of one respondent on one partner counts.
    nobody
        Words in the place of a partner that say that a respondent named nobody.
    """

    __pydantic_config__ = _STRICT
    no_report: Literal["silent", "nobody"] | None = None
    repeated: Literal["refuse", "first", "last"] = "refuse"
    nobody: tuple[str, ...] = ("niemand", "geen", "geen enkele", "nobody", "none", "no one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """What may be known of the respondents.

    Attributes
    ----------
    respondents
        Whether the survey keeps their names as given, or codes in place of them.
    """

    __pydantic_config__ = _STRICT
    respondents: Literal["as given", "coded"] = "as given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study, described once: its waves, files, questions, organisations and rules.

    Made by `read_study`.

    Attributes
    ----------
    title, language
        Of the study; the language is that of its texts where they do not say.
    waves, relations, items, layers
        In the order of the study file.
    composites
        What several items measure together → these items.
    files
        Files with a column of waves.
    reading, response, rule, privacy
        What holds for all of them.
    organisations
        Who the organisations are.
    milestones
        What happened in the region, besides what a file of them says.
    groups
        Organisations that belong together, by the name of the group; one may be in several.
    story
        The steps of the story that the map tells.
    path
        The study file; the other paths are relative to its folder.
    """

    __pydantic_config__ = _STRICT
    title: str = ""
    language: Literal["nl", "en"] = "nl"
    waves: tuple[Wave, ...]
    relations: tuple[StudyRelation, ...] = ()
    items: tuple[Item, ...] = ()
    composites: dict[str, tuple[str, ...]] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()
    files: SharedFiles = field(default_factory=SharedFiles)
    reading: Reading = field(default_factory=Reading)
    response: Response = field(default_factory=Response)
    rule: Rule = field(default_factory=Rule)
    privacy: Privacy = field(default_factory=Privacy)
    organisations: Registry = field(default_factory=Registry)
    milestones: tuple[Milestone, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    story: tuple[StoryStep, ...] = ()
    path: Any = Path("relnet.toml")

    def __repr__(self) -> str:
        waves = ", ".join(wave.label for wave in self.waves)
        relations = ", ".join(relation.name for relation in self.relations)
        return f"<Study: {self.title!r}; waves {waves}; relations {relations}>"
