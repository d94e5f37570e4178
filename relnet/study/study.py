"""Study: all that a study file says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from relnet.study.questions import (
    Answer,
    Asked,
    Code,
    Dyad,
    Item,
    Layer,
    Question,
    Rule,
    Spokesmen,
    StudyRelation,
)
from relnet.study.sources import Files, Reading, SharedFiles, Wave
from relnet.study.story import Milestone, StoryStep
from relnet.study.texts import STRICT, Texts

__all__ = [
    "Answer",
    "Asked",
    "Code",
    "Dyad",
    "Files",
    "Item",
    "Layer",
    "Milestone",
    "Privacy",
    "Question",
    "Reading",
    "Registry",
    "Response",
    "Rule",
    "SharedFiles",
    "Spokesmen",
    "StoryStep",
    "Study",
    "StudyRelation",
    "Texts",
    "Wave",
]


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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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
