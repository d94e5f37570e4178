"""What is to be read, and how: the same whether arguments say it or a study file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from relnet.readers.values import Codes
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from relnet.readers.tables import Source
    from relnet.rules import Scale, TieRule
    from relnet.study import Study


@dataclass(frozen=True, slots=True)
class Coding:
    """How files call the questions, and what stands for which answer.

    Attributes
    ----------
    codes
        Of questions that are not described.
    questions
        Name → codes of each question that is.
    names
        How files call a question (as `normal` has it) → its name.
    about
        Item → whether respondents rate their own organisation (``"own"``) or a partner.
    """

    codes: Codes
    questions: Mapping[str, Codes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> Codes:
        """Return the codes of a question."""
        return self.questions.get(name, self.codes)

    def name(self, text: str) -> str | None:
        """Return the name of the question that a file calls so; ``None`` where it has none."""
        return self.names.get(normal(text)) if self.names else text


NO_CODES = Coding(Codes(frozenset(), frozenset()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How one file is read.

    Attributes
    ----------
    encoding
        Of a text file that has no byte-order mark and is not UTF-8.
    columns
        Role → column, where it is not recognised.
    coding
        The answers.
    layout
        Name of the reader; recognised without.
    relation
        The relation of a file that does not name one; empty where that is not known.
    """

    encoding: str = "utf-8"
    columns: Mapping[str, str] = field(default_factory=dict)
    coding: Coding = NO_CODES
    layout: str | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file and how it is read.

    Attributes
    ----------
    source
        Path, open file or table.
    name
        What messages call it; empty to be named after the source.
    wave
        The wave that it is of, where that is known; a file without it has a column, or a
        name, that says so.
    options
        How it is read.
    """

    source: Source
    name: str = ""
    wave: str | None = None
    options: Options


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
