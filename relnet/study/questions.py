"""What a study file says of the questions: relations, items, their answers and the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from relnet.study.texts import STRICT, Texts

Code: TypeAlias = float | int | str
Dyad: TypeAlias = Literal["sender", "receiver", "either", "both", "mean", "max"]
Spokesmen: TypeAlias = Literal["any", "majority", "mean", "max", "weighted"]


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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
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

    __pydantic_config__ = STRICT
    name: str
    names: tuple[str, ...] = ()
    label: Texts = field(default_factory=Texts)
