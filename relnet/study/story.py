"""What a study file tells on its map: what happened in the region, and a story."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the schema reads the annotations
from dataclasses import dataclass, field

from relnet.study.texts import STRICT, Texts


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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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
